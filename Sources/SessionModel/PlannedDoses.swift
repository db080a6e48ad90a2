/// The amounts that were agreed before dosing, read from the words of the plan.
package struct PlannedDoses: Equatable, Sendable {
  /// Hundredths of a milligram in all, nil where the plan names none.
  package private(set) var primary: Int?
  package private(set) var booster: Int?

  /// "60 mg im, booster 20 mg"; of a range the upper end counts, "2 x 28 mg" is 56 mg. An amount
  /// for each kilogram says nothing here.
  package init(_ plan: String) {
    let clauses = plan.lowercased().split { ",;+\n".contains($0) }
    for clause in clauses {
      let words = clause.split(separator: " ")
        .flatMap { $0 == "and" || $0 == "then" || $0 == "plus" ? ["|"] : [String($0)] }
      for part in words.split(separator: "|") { take(Array(part)) }
    }
  }

  private mutating func take(_ words: [String]) {
    let booster = words.firstIndex { $0.hasPrefix("booster") }
    let amounts = words.indices.compactMap { place in
      Self.amount(words, at: place).map { (place: place, hundredths: $0) }
    }
    for amount in amounts {
      let isBooster = booster.map { amounts.count == 1 || amount.place > $0 } ?? false
      if isBooster {
        self.booster = max(self.booster ?? 0, amount.hundredths)
      } else {
        primary = max(primary ?? 0, amount.hundredths)
      }
    }
  }

  private static func amount(_ words: [String], at place: Int) -> Int? {
    var number = words[place]
    if number.hasSuffix("mg") {
      number = String(number.dropLast(2))
    } else if place + 1 == words.count || words[place + 1] != "mg" {
      return nil
    }
    let upper = number.split { "-–".contains($0) }.last.map(String.init) ?? ""
    guard let hundredths = Decimals.hundredths(upper) else { return nil }
    guard place >= 2, ["x", "×"].contains(words[place - 1]), let times = Int(words[place - 2]),
      (1...9).contains(times)
    else { return hundredths }
    return hundredths * times
  }
}

extension Decimals {
  /// "36.8" of 3680, "60" of 6000.
  package static func text(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(TimeText.two(rest))"
  }
}
