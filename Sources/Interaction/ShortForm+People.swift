import SessionModel

/// Names of people and places as they stand in a form.
extension ShortForm {
  /// Words of a form that a name never goes on with, however they are written.
  private static let partWords: Set<String> = ["by", "lot", "witness", "why", "second", "check"]
  private static let longestName = 3

  /// "MK", "M.R.", "sister": one word is a name whatever it is; of several each begins with a
  /// capital letter, so that the words of a sentence are none.
  static func isName(_ words: ArraySlice<String>) -> Bool {
    guard (1...longestName).contains(words.count) else { return false }
    return words.count == 1 || words.allSatisfy { goesOn(with: $0) }
  }

  /// True for a name that `by XX` takes, and for none at all.
  static func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ").map(String.init)
    return words.isEmpty || isName(words[...])
  }

  private static func goesOn(with word: String) -> Bool {
    word.first?.isUppercase == true && !partWords.contains(word.lowercased())
  }

  /// The name that the words begin with: one word, and what goes on behind it if that began with a
  /// capital letter as well.
  static func takeName(from words: inout ArraySlice<String>) -> String? {
    guard let first = words.popFirst() else { return nil }
    guard goesOn(with: first) else { return first }
    let more = words.prefix { goesOn(with: $0) }.prefix(longestName - 1)
    words = words.dropFirst(more.count)
    return ([first] + more).joined(separator: " ")
  }

  /// Takes the word that a witness stands behind off: `witness`, `check` or `second check`.
  static func takeWitness(from words: inout ArraySlice<String>) -> Bool {
    let typed = words.prefix(2).map { $0.lowercased() }
    let isSecondCheck = typed == ["second", "check"]
    guard isSecondCheck || ["witness", "check"].contains(typed.first) else { return false }
    words = words.dropFirst(isSecondCheck ? 2 : 1)
    return true
  }

  /// Takes a closing `by XX` off.
  static func splitBy(_ words: [String]) -> (words: [String], by: String) {
    guard let place = words.lastIndex(where: { $0.lowercased() == "by" }),
      isName(words[(place + 1)...])
    else { return (words, "") }
    return (Array(words[..<place]), words[(place + 1)...].joined(separator: " "))
  }

  /// The longest name of a list that the words begin with, and of how many words it is.
  static func longest(
    of list: [String], in words: ArraySlice<String>
  ) -> (name: String, count: Int)? {
    let typed = words.map { $0.lowercased() }
    var found: (name: String, count: Int)?
    for name in list {
      let parts = name.lowercased().split(separator: " ").map(String.init)
      if typed.starts(with: parts), parts.count > found?.count ?? 0 {
        found = (name, parts.count)
      }
    }
    return found
  }

  /// "left deltoid": a side and a site of the clinic's list.
  static func takeSite(from words: inout ArraySlice<String>, _ lists: RoomLists) -> String? {
    guard let side = longest(of: lists.sides, in: words),
      let site = longest(of: lists.doseSites, in: words.dropFirst(side.count))
    else { return nil }
    words = words.dropFirst(side.count + site.count)
    return "\(side.name.lowercased()) \(site.name.lowercased())"
  }
}
