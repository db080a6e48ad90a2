import SessionModel

/// Readings without a pressure: an oximeter alone is most of what is measured in a session.
extension ShortForm {
  static let readingGrammar = [
    HelpRow("o97, p74 o97, r14, t36.8", "any of them without a pressure; by X may follow")
  ]

  /// "o97", "p74 o97 by MR" as a whole line. Every word is a letter and digits that no sentence
  /// has; what only just misses is refused, all else is a note.
  static func readings(_ line: String) -> Reading? {
    guard line.utf8.count <= 100, !line.contains("\n") else { return nil }
    // Asked at every key of every note: most are left here.
    let first = line.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    guard (2...12).contains(first.count), line.utf8.contains(where: { (48...57).contains($0) })
    else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let (parts, by) = splitBy(words)
    return partial(parts, by) ?? nearReading(words)
  }

  /// Readings in any order, each once; a pressure that was not taken may stand as "-/-".
  static func partial(_ parts: [String], _ by: String) -> Reading? {
    let taken = parts.first == "-/-" ? parts.dropFirst() : parts[...]
    var vitals = Vitals(measuredBy: by)
    guard !taken.isEmpty, taken.allSatisfy({ isReading($0) && take($0, into: &vitals) }) else {
      return nil
    }
    return .form(.vitalsMeasured(vitals))
  }

  /// "p7" is a page, "t4" a vertebra; a breath rate may have one digit.
  private static func isReading(_ word: String) -> Bool {
    let digits = word.dropFirst().prefix { $0 != "." }.count
    return word.first?.lowercased() == "r" ? (1...2).contains(digits) : (2...3).contains(digits)
  }

  private static let names: [String: String] = [
    "p": "p", "pulse": "p", "hr": "p", "o": "o", "sat": "o", "sats": "o", "spo2": "o", "spo₂": "o",
    "o2": "o", "r": "r", "rr": "r", "resp": "r", "t": "t", "temp": "t",
  ]

  /// "spo2 91", "hr74", "o97%": what a reading is called elsewhere, and "bp128/82".
  private static func nearReading(_ words: [String]) -> Reading? {
    let first = words[0].lowercased()
    if first.hasPrefix("bp"), isDigit(first.dropFirst(2).first), first.contains("/") {
      return .unfinished("a blank stands behind bp: bp \(first.dropFirst(2))")
    }
    let rest = words.count == 2 ? words[1] : joinedValue(first)
    guard words.count <= 2, !rest.isEmpty else { return nil }
    let name = words.count == 2 ? first : String(first.dropLast(rest.count))
    let number = rest.last == "%" ? String(rest.dropLast()) : rest
    guard let letter = names[name], Decimals.hundredths(number) != nil,
      isReading(letter + number), name.count > 1 || number != rest
    else { return nil }
    return .unfinished("a reading is a letter and its number: \(letter)\(number)")
  }

  /// The number at the end of "hr74"; of "spo297" only what stands behind the name.
  private static func joinedValue(_ word: String) -> String {
    let name = names.keys.filter { word.hasPrefix($0) }.max { $0.count < $1.count }
    return name.map { String(word.dropFirst($0.count)) } ?? ""
  }

  /// What a pressure is said with that no form has: where it was taken, and other names of the
  /// readings joined to their numbers.
  static func isSaidWithPressure(_ word: String) -> Bool {
    if [
      "arm", "cuff", "manual", "sitting", "lying", "supine", "standing", "repeat", "left", "right",
    ]
    .contains(word) {
      return true
    }
    let value = joinedValue(word)
    return isDigit(value.first) && names[String(word.dropLast(value.count))] != nil
  }

  /// The line of a reading without a pressure; nil where nothing of it was measured.
  static func partialText(_ vitals: Vitals) -> String? {
    let text = joined(lettered(vitals))
    return text.isEmpty ? nil : joined([text, tail("by", vitals.measuredBy)])
  }

  static func lettered(_ vitals: Vitals) -> [String] {
    [("p", vitals.pulse), ("o", vitals.spo2), ("r", vitals.respirations)]
      .compactMap { letter, value in value.map { "\(letter)\($0)" } }
      + [vitals.temperature.map { "t\($0)" }].compactMap(\.self)
  }
}
