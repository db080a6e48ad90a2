import SessionModel

/// Medical help after key 9: it was called, it came, it took the client elsewhere.
extension ShortForm {
  /// More words than this are a sentence.
  private static let mostPlace = 6
  private static let mostPeople = 4

  static func help(_ words: [String]) -> Reading? {
    let typed = words.map { $0.lowercased() }
    switch typed.first {
    case nil:
      return .unfinished(
        "key 9 or help called calls it; then help arrived by X, help transferred to X by Y")
    case "called": return words.count == 1 ? .form(.marked(.helpCalled)) : nil
    case "arrived": return arrived(Array(words.dropFirst()))
    case "transferred", "transfer": return transferred(Array(words.dropFirst()))
    default: return nil
    }
  }

  private static func arrived(_ words: [String]) -> Reading? {
    if words.isEmpty { return .form(.helpChanged(HelpChange(act: .arrived))) }
    guard words[0].lowercased() == "by", words.count <= mostPeople + 1 else { return nil }
    guard words.count > 1 else { return .unfinished("behind by goes who came, or leave it out") }
    let who = words.dropFirst().joined(separator: " ")
    return .form(.helpChanged(HelpChange(act: .arrived, who: who)))
  }

  /// The last `by` names who took the client there.
  private static func transferred(_ words: [String]) -> Reading? {
    let by = words.lastIndex { $0.lowercased() == "by" } ?? words.count
    let who = words[min(by + 1, words.count)...]
    var place = words[..<by]
    if let first = place.first {
      guard first.lowercased() == "to" else { return nil }
      place = place.dropFirst()
      if place.isEmpty { return .unfinished("behind to goes the place, as in: \(example)") }
    }
    if by < words.count, who.isEmpty { return .unfinished("behind by goes who, as in: \(example)") }
    guard place.count <= mostPlace, who.count <= mostPeople else { return nil }
    return .form(
      .helpChanged(
        HelpChange(
          act: .transferred, place: place.joined(separator: " "), who: who.joined(separator: " "))))
  }

  private static let example = "help transferred to the ward by ambulance"

  static func text(for change: HelpChange) -> String? {
    let typed = joined([
      "help \(change.act.rawValue)", tail("to", change.place), tail("by", change.who),
    ])
    // What was kept by other means than this form may hold what the form cannot.
    let words = typed.split(separator: " ").map(String.init)
    return help(Array(words.dropFirst())) == .form(.helpChanged(change)) ? typed : nil
  }
}
