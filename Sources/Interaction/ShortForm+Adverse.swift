import SessionModel

/// Adverse events: the term from the clinic's list, the grade, and what belongs to it.
extension ShortForm {
  private static let parts: Set<String> = [
    "serious", "related", "action", "outcome", "told", "by",
  ]

  static func adverse(_ words: [String], _ vocabulary: Vocabulary) -> Reading? {
    if words.isEmpty {
      return .unfinished("an adverse event needs its name and grade, as in: ae nausea 1")
    }
    guard let (term, count) = longest(of: vocabulary.adverseEvents, in: words[...]) else {
      return unknownTerm(words, vocabulary.adverseEvents)
    }
    let rest = words.dropFirst(count)
    guard let first = rest.first?.lowercased() else {
      return .unfinished("\(term) needs its grade, or end: ae \(term) 1, ae \(term) end")
    }
    var event = AdverseEvent(term: term, course: .begins)
    if first == "end" {
      event.course = .ends
    } else if isDigits(first[...]), let grade = Int(first) {
      event.grade = grade
    } else {
      return parts.subtracting(["by"]).contains(first)
        ? .unfinished("the grade stands behind the name: ae \(term) 1") : nil
    }
    let behind = Array(rest.dropFirst())
    if take(behind, into: &event) { return .form(.adverseNoted(event)) }
    let isMeant =
      behind.count <= 2 || behind.contains { parts.subtracting(["by"]).contains($0.lowercased()) }
    guard isMeant else { return nil }
    return .unfinished(
      event.course == .ends
        ? "behind end go outcome WORDS, told WHO and by X"
        : "behind the grade go serious, related yes, action WORDS, outcome WORDS, told WHO, by X")
  }

  /// A name that no list has is refused with the nearest ones; prose is left alone.
  private static func unknownTerm(_ words: [String], _ list: [String]) -> Reading? {
    let beginning = words.joined(separator: " ").lowercased()
    let isBegun = list.contains { $0.lowercased().hasPrefix(beginning) }
    let last = words[words.count - 1].lowercased()
    let isGraded = words.count <= 4 && (last == "end" || last.count == 1 && isDigits(last[...]))
    guard isBegun || isGraded else { return nil }
    let near = list.filter { $0.lowercased().hasPrefix(words[0].lowercased().prefix(2)) }
    let names = (near.isEmpty ? list : near).prefix(5).joined(separator: ", ")
    return .unfinished(
      "that name is not on the clinic's list of adverse events; on it are \(names)")
  }

  private static func take(_ words: [String], into event: inout AdverseEvent) -> Bool {
    var rest = words[...]
    var seen: Set<String> = []
    while let word = rest.popFirst()?.lowercased() {
      let isOfEnd = ["outcome", "told", "by"].contains(word)
      guard parts.contains(word), event.course == .begins || isOfEnd, seen.insert(word).inserted
      else { return false }
      switch word {
      case "serious":
        event.isSerious = true
        if let answer = rest.first?.lowercased(), ["yes", "no"].contains(answer) {
          event.isSerious = answer == "yes"
          rest = rest.dropFirst()
        }
      case "related":
        let answer = rest.popFirst()?.lowercased()
        guard let answer = answer.flatMap({ AdverseEvent.Relation(rawValue: $0) }) else {
          return false
        }
        event.related = answer
      case "by":
        guard let by = takeName(from: &rest) else { return false }
        event.notedBy = by
      default:
        guard let text = takeText(from: &rest) else { return false }
        take(text, as: word, into: &event)
      }
    }
    return true
  }

  /// The words up to the next part, or those in quotation marks, which may hold words of a part.
  private static func takeText(from words: inout ArraySlice<String>) -> String? {
    guard let first = words.first else { return nil }
    if first.first == "\"", let last = words.firstIndex(where: { $0.last == "\"" }),
      last > words.startIndex || first.count > 1
    {
      let text = words[...last].joined(separator: " ").dropFirst().dropLast()
      words = words[(last + 1)...]
      return text.isEmpty ? nil : String(text)
    }
    let text = words.prefix { !parts.contains($0.lowercased()) }
    words = words.dropFirst(text.count)
    return text.isEmpty ? nil : text.joined(separator: " ")
  }

  /// The text as a part of the form takes it: in quotation marks where it holds a word that begins
  /// a part.
  static func quoted(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.contains(where: { parts.contains($0.lowercased()) }) || text.first == "\"" else {
      return text
    }
    return "\"\(text.replacing("\"", with: "'"))\""
  }

  private static func take(_ text: String, as part: String, into event: inout AdverseEvent) {
    switch part {
    case "action": event.action = text
    case "outcome": event.outcome = text
    default: event.told = text
    }
  }

  static func text(for event: AdverseEvent) -> String? {
    guard event.words.isEmpty, event.course == .ends || event.grade != nil,
      isName(event.notedBy)
    else { return nil }
    return joined([
      "ae \(event.term)", event.course == .ends ? "end" : event.grade.map { "\($0)" } ?? "",
      event.isSerious.map { $0 ? "serious" : "serious no" } ?? "",
      tail("related", event.related?.rawValue ?? ""), tail("action", quoted(event.action)),
      tail("outcome", quoted(event.outcome)), tail("told", quoted(event.told)),
      tail("by", event.notedBy),
    ])
  }
}
