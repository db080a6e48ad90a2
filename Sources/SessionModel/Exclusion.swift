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

  /// True where the words stand in these from the beginning of a word on: "breath" in "box breath".
  func isPart(of words: String) -> Bool {
    let whole = String(Self.plain(words))
    return typed.count >= Self.leastPart && " \(whole)".contains(" \(String(typed))")
  }

  /// Fewer letters stand in too much.
  private static let leastPart = 3

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

  /// The words with what was excluded said behind them, where nothing is offered and all is shown.
  package func marked(_ words: String) -> String {
    !words.isEmpty && excludes(words) ? "\(words) (\(Technique.notWithClient))" : words
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
  /// True where a way of grounding of this client's list is called so.
  package func isGrounding(_ typed: String) -> Bool {
    let exclusion = Exclusion(typed)
    return rules.techniques.contains {
      !$0.isMedicalHelp && exclusion.isMeant($0.words, id: $0.id)
    } || preparation.ownWays.contains { exclusion.isMeant($0) }
  }

  /// The ways of grounding in whose names the words stand.
  package func grounding(like typed: String) -> [String] {
    let exclusion = Exclusion(typed)
    let ways = rules.techniques.filter { !$0.isMedicalHelp }.map(\.words) + preparation.ownWays
    return ways.filter { exclusion.isPart(of: $0) }
  }

  /// What an exclusion leaves in the list: nothing of that name is known, or it always stays.
  func unknownExclusions(_ typed: [String]) -> String {
    let unknown = typed.filter { !isGrounding($0) }
    guard !unknown.isEmpty else { return "" }
    let help = rules.techniques.first(where: \.isMedicalHelp)
    let isHelp = unknown.contains { name in
      help.map { Exclusion(name).isMeant($0.words, id: $0.id) } ?? false
    }
    guard !isHelp else { return "medical help always stays" }
    let near = unknown.flatMap { grounding(like: $0) }
    let words = "nothing in the list is called \(unknown.joined(separator: ", "))"
    return near.isEmpty
      ? "\(words), kept all the same"
      : "\(words), there is \(near.joined(separator: ", ")); kept all the same"
  }
}
