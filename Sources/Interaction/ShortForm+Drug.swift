import SessionModel

/// What a dose is of: the protocol's drug, or the one that the line names.
extension ShortForm {
  /// Reads the words without the name of a drug, which stands before the amount or behind it.
  static func naming(
    _ words: [String], _ session: Session, _ read: ([String]) -> Reading?
  ) -> Reading? {
    let (rest, named) = withoutDrug(words, session.rules.vocabulary.lists.doseDrugs)
    let reading = read(rest)
    guard case .form(.dosed(var dose)) = reading else { return reading }
    if let drug = named ?? session.treatment?.drug { dose.drug = drug }
    return .form(.dosed(dose))
  }

  static func withoutDrug(
    _ words: [String], _ drugs: [String]
  ) -> (words: [String], drug: String?) {
    let behind = milligrams(words).map { words.count - $0.rest.count } ?? 0
    for place in [0, behind] where place < words.count {
      guard let (name, count) = longest(of: drugs, in: words[place...]) else { continue }
      return (Array(words[..<place] + words[(place + count)...]), name.lowercased())
    }
    return (words, nil)
  }

  /// A drug that no list of the clinic's has, in a line that was meant as a dose.
  static func unknownDrug(_ drugs: [String]) -> Reading {
    guard !drugs.isEmpty else {
      return .unfinished("the protocol names the drug: leave it out, as in: dose 75mg im")
    }
    return .unfinished(
      "behind the milligrams a drug of the clinic's list may stand, "
        + drugs.joined(separator: ", ")
        + ": dose 75mg im is the protocol's")
  }
}

// MARK: - Weights in other units

extension ShortForm {
  private static let weightUnits: Set<String> = [
    "kg", "kgs", "kilo", "kilos", "lb", "lbs", "pounds", "st", "stone", "oz",
  ]

  /// "11st 4lb", "64 kilos", "weight 70kg": a weight all the same, said how it is typed.
  static func nearWeight(_ words: [String]) -> Reading? {
    let typed = words.map { $0.lowercased() }
    var figures: [(number: String, unit: String)] = []
    for word in typed {
      let number = String(word.prefix { ("0"..."9").contains($0) || $0 == "." })
      let unit = String(word.dropFirst(number.count))
      if number.isEmpty, figures.last?.unit.isEmpty == true {
        figures[figures.count - 1].unit = unit
      } else if !number.isEmpty {
        figures.append((number, unit))
      } else {
        return nil
      }
    }
    guard (1...2).contains(figures.count),
      figures.allSatisfy({ figure in
        Decimals.hundredths(figure.number) != nil
          && (figure.unit.isEmpty || weightUnits.contains(figure.unit))
      })
    else { return nil }
    if figures[0].unit.hasPrefix("st"), let stone = Decimals.hundredths(figures[0].number),
      let pounds = figures.count == 1 ? 0 : Decimals.hundredths(figures[1].number)
    {
      let whole = Decimals.text(stone * 14 + pounds)
      return .unfinished("a weight is in kg or lb; that is \(whole) lb: w \(whole)lb")
    }
    return .unfinished("a weight is a number with kg or lb in one piece, as in: w 64kg, w 141lb")
  }
}
