import SessionModel

/// Lines of a form's own words that are no form: a dose or a reading that became a note unseen
/// would start no clock and answer nothing. None of them is ever a form: Enter says why not, and
/// Tab makes it a note. One word that no form has, and the line is prose.
extension ShortForm {
  static func nearMiss(
    of keyword: String, _ words: [String], _ lists: RoomLists
  ) -> Reading? {
    switch keyword {
    case "bp": nearPressure(words)
    case "w", "weight": nearWeight(words)
    case "dose", "booster", "waste": nearAmount(of: keyword, words, lists)
    default: nil
    }
  }

  /// The words without those that follow `by`, `lot` or `witness`, or stand behind `why`; nil where
  /// one of the rest is none of a form's. A comma behind a word does not count.
  private static func known(_ words: [String], _ isKnown: (String) -> Bool) -> [String]? {
    var known: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      var word = word.lowercased()
      if word.last == "," { word.removeLast() }
      switch word {
      case "why": return known
      case "lot": _ = rest.popFirst()
      case "second" where rest.first?.lowercased() == "check": break
      case "by", "witness", "check": _ = takeName(from: &rest)
      case let word where isKnown(word): known.append(word)
      default: return nil
      }
    }
    return known
  }

  static func isDigit(_ character: Character?) -> Bool {
    character.map { ("0"..."9").contains($0) } ?? false
  }

  // MARK: Pressure

  private static let measures: Set<String> = [
    "p", "o", "r", "t", "pulse", "hr", "sat", "sats", "spo2", "spo₂", "o2", "rr", "resp", "temp",
    "/", "over",
  ]

  private static func nearPressure(_ words: [String]) -> Reading? {
    let known = known(words) { word in
      isDigit(word.first) || measures.contains(word) || isSaidWithPressure(word)
        || "port/".contains(word.prefix(1)) && isDigit(word.dropFirst().first)
    }
    guard let known, let first = known.first, isDigit(first.first),
      known.count > 1 || first.contains("/")
    else { return nil }
    return first.contains("/") && first.last != "/"
      ? .unfinished("behind the pressure go p74, o97, r14 or t36.8, each in one piece, then by X")
      : .unfinished("the pressure stands in one piece, as in: bp 128/82 p74 o97")
  }

  // MARK: Amounts

  private static func nearAmount(
    of keyword: String, _ words: [String], _ lists: RoomLists
  ) -> Reading? {
    let (words, _) = withoutDrug(words, lists.doseDrugs)
    if let near = nearWholeAmount(of: keyword, words) { return near }
    func isDrug(_ word: String) -> Bool { word.contains("ketamin") }
    let known = known(words) { word in
      isDigit(word.first) || ["mg", "mgs"].contains(word) || isDrug(word)
        || Route(typed: word) != nil
        || (lists.sides + lists.doseSites).contains { $0.lowercased() == word }
    }
    guard let known, let amount = known.first(where: { !isDrug($0) }), isDigit(amount.first) else {
      return nil
    }
    if known.contains(where: isDrug) {
      return unknownDrug(lists.doseDrugs)
    }
    guard let (_, behind) = milligrams(words) else {
      return .unfinished("the amount is written in milligrams with a point, as 75mg or 37.5mg")
    }
    if keyword == "waste" { return behindWaste }
    guard let route = behind.first, Route(typed: route) != nil else {
      return .unfinished("the route stands behind the milligrams: im, iv, sl, nasal or po")
    }
    return behindRoute(keyword)
  }

  /// Amount and route in front: a dose that was given, whatever words follow. It is never prose
  /// unseen, since the clock starts with it.
  private static func nearWholeAmount(of keyword: String, _ words: [String]) -> Reading? {
    guard let next = milligrams(words)?.rest.first else { return nil }
    guard keyword == "waste" else {
      return Route(typed: next) == nil ? nil : behindRoute(keyword)
    }
    return ["lot", "by", "witness"].contains(next.lowercased()) ? behindWaste : nil
  }

  private static let behindWaste = Reading.unfinished(
    "behind the milligrams go lot L, by X and witness Y, nothing else: or Tab makes it a note")

  private static func behindRoute(_ keyword: String) -> Reading {
    let reason = keyword == "booster" ? ", then why WORDS" : ", nothing else"
    return .unfinished(
      "behind the route go left deltoid, lot L, witness Y, by X\(reason): or Tab makes it a note")
  }
}
