import SessionModel

/// A name that is known and continues the line: Tab puts it in, ↑↓ offer another.
struct Completion: Equatable {
  /// What stands before the name, the blank included.
  private let lead: String
  private let typed: String
  private let names: [String]

  /// Nil where the line names nothing of which others are known.
  private init?(_ text: String, in session: Session) {
    guard text.utf8.count <= 200, let colon = text.prefix(12).firstIndex(of: ":") else {
      return nil
    }
    let isTalk = session.kind == .integration
    guard isTalk || session.kind == .contact else { return nil }
    var start = text.index(after: colon)
    switch text[..<colon].lowercased() {
    case "theme": names = session.themes
    case "done": names = session.openTasks
    case "insight":
      guard let sign = text.lastIndex(of: ">") else { return nil }
      start = text.index(after: sign)
      names = session.themes
    case "prompt" where isTalk: names = session.rules.vocabulary.lists.prompts
    case "followup": names = Followup.names
    default: return nil
    }
    lead = text[..<start] + " "
    typed = text[start...].split(separator: " ").joined(separator: " ")
  }

  private var first: String? {
    let begun = typed.lowercased()
    guard !names.contains(where: { $0.lowercased() == begun }) else { return nil }
    return names.first { $0.lowercased().hasPrefix(begun) }
  }

  /// The name that Tab would put in.
  static func offered(_ text: String, in session: Session) -> String? {
    Completion(text, in: session)?.first
  }

  /// The line with that name in it.
  static func completed(_ text: String, in session: Session) -> String? {
    guard let completion = Completion(text, in: session) else { return nil }
    return completion.first.map { completion.lead + $0 }
  }

  /// The line with the name after, or before, the one that stands in it; nil where words stand
  /// there that are none.
  static func turned(_ text: String, by step: Int, in session: Session) -> String? {
    guard let completion = Completion(text, in: session) else { return nil }
    let (names, lead) = (completion.names, completion.lead)
    guard !names.isEmpty else { return nil }
    let here = names.firstIndex { $0.lowercased() == completion.typed.lowercased() }
    if let here {
      return lead + names[(here + step + names.count) % names.count]
    }
    guard completion.typed.isEmpty else { return completion.first.map { lead + $0 } }
    return lead + (step > 0 ? names[0] : names[names.count - 1])
  }
}

extension NoteTaking {
  /// Tab where a name continues the line: true where it put it in.
  mutating func completes(_ scene: Scene) -> Bool {
    turnsLine(scene) { Completion.completed($0, in: scene.session) }
  }

  /// ↑↓ where the line holds a name of which others are known.
  mutating func turnsName(_ isForward: Bool, _ scene: Scene) -> Bool {
    turnsLine(scene) { Completion.turned($0, by: isForward ? 1 : -1, in: scene.session) }
  }

  /// A time typed in front stays.
  private mutating func turnsLine(_ scene: Scene, _ turn: (String) -> String?) -> Bool {
    guard !line.isWordForWord, !isFiltering, line.buffer.bytes <= 200 else { return false }
    let text = line.text
    let start = Backdating.split(text[...])?.rest.startIndex ?? text.startIndex
    guard let turned = turn(String(text[start...])) else { return false }
    line.buffer = TextBuffer(text[..<start] + turned)
    lastTouched = scene.now.up
    notice = nil
    return true
  }
}
