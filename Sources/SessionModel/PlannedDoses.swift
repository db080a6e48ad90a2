/// The amounts that were agreed before dosing, read from the words of the plan.
package struct PlannedDoses: Equatable, Sendable {
  /// Hundredths of a milligram in all, nil where the plan names none.
  package private(set) var primary: Int?
  package private(set) var booster: Int?
  /// True also where the plan speaks of a booster without an amount.
  package private(set) var namesBooster = false

  /// "60 mg im, booster 20 mg", "IM 60+30 mg"; of a range the upper end counts, "2 x 28 mg" is
  /// 56 mg. Of two amounts that a plus sign or a stroke joins the second is the booster's. An
  /// amount for each kilogram says nothing here, a number without "mg" only behind "primary" or
  /// "booster".
  package init(_ plan: String) {
    let clauses = plan.lowercased().split { ",;\n".contains($0) }
    for clause in clauses {
      let words = Self.words(clause).map { ["and", "then", "plus"].contains($0) ? "|" : $0 }
      for part in words.split(separator: "|") { take(Array(part)) }
      namesBooster = namesBooster || clause.contains("booster")
    }
    namesBooster = namesBooster || booster != nil
  }

  /// What was read from the plan: "60 mg, booster 30 mg"; nil where no amount was.
  package var words: String? {
    let amounts = [
      primary.map { "\(Decimals.text($0)) mg" },
      booster.map { "booster \(Decimals.text($0)) mg" },
    ].compactMap(\.self)
    return amounts.isEmpty ? nil : amounts.joined(separator: ", ")
  }

  /// Words, numbers, units and signs apart: "60mg+30mg" is five.
  private static func words(_ clause: Substring) -> [String] {
    clause.split(separator: " ").flatMap { word -> [String] in
      var parts: [String] = []
      for piece in word.split(separator: "+", omittingEmptySubsequences: false) {
        if !parts.isEmpty || piece.isEmpty && word.first == "+" { parts.append("+") }
        parts += units(piece)
      }
      return parts
    }
  }

  /// "60mg/30mg" at its stroke, but "0.5mg/kg" whole; "60mg" before its unit.
  private static func units(_ piece: Substring) -> [String] {
    let halves = piece.split(separator: "/", omittingEmptySubsequences: false)
    if halves.count == 2, halves.allSatisfy({ $0.first?.isNumber == true }) {
      return units(halves[0]) + ["/"] + units(halves[1])
    }
    if piece.isEmpty { return [] }
    guard piece.hasSuffix("mg"), piece.count > 2 else { return [String(piece)] }
    return [String(piece.dropLast(2)), "mg"]
  }

  private struct Amount {
    var place: Int
    var hundredths: Int
    /// True behind a plus sign or a stroke that follows another amount.
    var isJoined: Bool
  }

  private mutating func take(_ words: [String]) {
    let booster = words.firstIndex { $0.hasPrefix("booster") }
    let amounts = words.indices.compactMap { Self.amount(words, at: $0) }
    for amount in amounts {
      let isBoosters = booster.map { amounts.count == 1 || amount.place > $0 } ?? false
      if isBoosters || amount.isJoined {
        self.booster = max(self.booster ?? 0, amount.hundredths)
      } else {
        primary = max(primary ?? 0, amount.hundredths)
      }
    }
  }

  private static func amount(_ words: [String], at place: Int) -> Amount? {
    let upper = words[place].split { "-–".contains($0) }.last.map(String.init) ?? ""
    guard let hundredths = Decimals.hundredths(upper), isMilligrams(words, at: place) else {
      return nil
    }
    let before = words[..<place].last { $0 != "mg" } ?? ""
    let isJoined = (before == "+" || before == "/") && words[..<place].contains { isNumber($0) }
    guard place >= 2, ["x", "×"].contains(words[place - 1]), let times = Int(words[place - 2]),
      (1...9).contains(times)
    else { return Amount(place: place, hundredths: hundredths, isJoined: isJoined) }
    return Amount(place: place, hundredths: hundredths * times, isJoined: false)
  }

  /// A number has the unit behind it, that of the number it is joined to, or, alone behind the word
  /// that names the dose, none.
  private static func isMilligrams(_ words: [String], at place: Int) -> Bool {
    guard place + 1 < words.count else {
      return place > 0 && (words[place - 1] == "primary" || words[place - 1].hasPrefix("booster"))
    }
    if words[place + 1] == "mg" { return true }
    guard ["+", "/"].contains(words[place + 1]), place + 2 < words.count else { return false }
    return isNumber(words[place + 2]) && isMilligrams(words, at: place + 2)
  }

  private static func isNumber(_ word: String) -> Bool {
    word.split { "-–".contains($0) }.last.flatMap { Decimals.hundredths(String($0)) } != nil
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
