/// A way of grounding that is *not with this client*, as it was typed.
package struct Exclusion: Equatable, Sendable {
  private let typed: [Character]
  private let id: String

  package init(_ typed: String) {
    self.typed = Self.plain(typed)
    id = String(self.typed).replacing(" ", with: "-")
  }

  /// Its id, its words, or the words that it begins with; capitals and quotation marks are nothing.
  package func isMeant(_ words: String, id: String = "") -> Bool {
    guard !typed.isEmpty else { return false }
    let whole = Self.plain(words)
    if id == self.id { return true }
    guard whole.starts(with: typed) else { return false }
    return whole.count == typed.count || !whole[typed.count].isLetter
  }

  private static func plain(_ text: String) -> [Character] {
    text.lowercased().filter { !"\"“”'".contains($0) }
      .split(separator: " ").joined(separator: " ").map { $0 }
  }
}

extension Preparation {
  /// True for a technique, a way of the client's own or an agreed response that was excluded.
  package func excludes(_ words: String, id: String = "") -> Bool {
    excluded.contains { Exclusion($0).isMeant(words, id: id) }
  }

  /// What of grounding is the client's own.
  package var ownWays: [String] {
    (triggers.map(\.response) + coping + [resource, mantra]).filter { !$0.isEmpty }
  }
}

extension Technique {
  package static let notWithClient = "not with this client"
}

extension Session {
  /// What an exclusion leaves in the list: nothing of that name is known, or it always stays.
  func unknownExclusions(_ typed: [String]) -> String {
    let others = rules.techniques.filter { !$0.isMedicalHelp }
    let unknown = typed.filter { name in
      let exclusion = Exclusion(name)
      return !others.contains { exclusion.isMeant($0.words, id: $0.id) }
        && !preparation.ownWays.contains { exclusion.isMeant($0) }
    }
    guard !unknown.isEmpty else { return "" }
    let help = rules.techniques.first(where: \.isMedicalHelp)
    let isHelp = unknown.contains { name in
      help.map { Exclusion(name).isMeant($0.words, id: $0.id) } ?? false
    }
    let words = "nothing in the list is called \(unknown.joined(separator: ", "))"
    return isHelp ? "medical help always stays" : "\(words), kept all the same"
  }
}
