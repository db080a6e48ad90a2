import SessionModel

/// Lines that fill a section of the client's card, such as `touch: hands, shoulders`: in a
/// preparation session, and what turns out not to suit in a dosing session as well.
enum PreparedForm {
  private static let short = "not"

  static func read(
    _ text: String, in session: Session, isPuttingRight: Bool = false
  ) -> ShortForm.Reading? {
    guard session.kind == .preparation || session.kind == .dosing,
      let colon = text.prefix(Prepared.longestName + 1).firstIndex(of: ":")
    else { return nil }
    let name = text[..<colon].lowercased()
    let named = Prepared.section(named: name)
    let isTaken = session.kind == .preparation || name == Technique.notWithClient
    guard name == short || named != nil && isTaken else { return nil }
    let rest = text[text.index(after: colon)...].split(separator: " ").joined(separator: " ")
    guard let section = named else { return exclusion(rest, session, isPuttingRight) }
    guard !rest.isEmpty else { return .unfinished("words go behind \(text[...colon])") }
    if section.isList {
      return list(of: section, rest, session, isPuttingRight)
        ?? .unfinished("words go behind \(text[...colon]) +")
    }
    guard section == .trigger else {
      return .form(.prepared(Prepared(section: section, text: rest)))
    }
    let parts = split(rest, at: ">")
    guard parts.count == 3 else {
      return .unfinished("a trigger has three parts: trigger: WHAT > EARLY SIGN > RESPONSE")
    }
    return .form(.prepared(Prepared(section: section, list: parts)))
  }

  /// The whole list, or behind a plus sign what goes to it. What is not with this client is always
  /// one more: nothing of it is offered again for a word that was left out.
  private static func list(
    of section: Prepared.Section, _ rest: String, _ session: Session, _ isPuttingRight: Bool
  ) -> ShortForm.Reading? {
    let isMore = rest.hasPrefix("+")
    let typed = split(isMore ? String(rest.dropFirst()) : rest, at: ";")
    guard !typed.isEmpty else { return nil }
    let adds = isMore || section == .excluded
    let before = adds && !isPuttingRight ? session.preparation.parts(of: section) : []
    return .form(
      .prepared(
        Prepared(section: section, list: before + typed.filter { !before.contains($0) })))
  }

  /// `not: light`, where something in the grounding list is called so; where the words only stand
  /// in its names, those are named. All else that begins so is a note.
  private static func exclusion(
    _ rest: String, _ session: Session, _ isPuttingRight: Bool
  ) -> ShortForm.Reading? {
    let typed = split(rest, at: ";")
    guard !typed.isEmpty else { return nil }
    if typed.allSatisfy({ session.isGrounding($0) }) {
      return list(of: .excluded, rest, session, isPuttingRight)
    }
    let near = typed.flatMap { session.grounding(like: $0) }
    guard !near.isEmpty else { return nil }
    return .unfinished("\(Technique.notWithClient), which: \(near.joined(separator: "; "))")
  }

  private static func split(_ text: String, at separator: Character) -> [String] {
    text.split(separator: separator).map { part in
      part.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The line that would make the section again: what *put right* brings back.
  static func text(for prepared: Prepared, in session: Session) -> String? {
    let name =
      prepared.section == .excluded ? Technique.notWithClient : prepared.section.rawValue
    let parts = prepared.list.joined(separator: prepared.section == .trigger ? " > " : "; ")
    let typed = "\(name): \(prepared.list.isEmpty ? prepared.text : parts)"
    // What was kept by other means than this form may hold what the form cannot.
    let again = read(typed, in: session, isPuttingRight: true)
    return again == .form(.prepared(prepared)) ? typed : nil
  }
}
