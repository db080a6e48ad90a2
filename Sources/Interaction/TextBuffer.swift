/// Editable text with a cursor, grapheme by grapheme: a mark that combines with the letter before
/// it is one step of the cursor and one press of Backspace.
package struct TextBuffer: Equatable, Sendable {
  package private(set) var characters: [Character] = []
  /// Between 0 and `characters.count`: the grapheme that the next one is put before.
  package private(set) var cursor = 0
  /// Size in bytes of UTF-8, kept up to date so that the limit costs nothing per key.
  package private(set) var bytes = 0

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
    bytes = text.utf8.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Puts a grapheme in at the cursor; one that combines joins the grapheme before it.
  package mutating func insert(_ character: Character) {
    insert(String(character))
  }

  package mutating func insert(_ text: String) {
    guard !text.isEmpty else { return }
    var joined = text
    var start = cursor
    if cursor > 0, joins(text, to: characters[cursor - 1]) {
      start -= 1
      joined = String(characters[start]) + text
    }
    let fresh = Array(joined)
    characters.replaceSubrange(start..<cursor, with: fresh)
    cursor = start + fresh.count
    bytes += text.utf8.count
  }

  private func joins(_ text: String, to character: Character) -> Bool {
    guard let first = text.unicodeScalars.first, first.value >= 0x300 else { return false }
    return (String(character) + String(text.prefix(1))).count == 1
  }

  package mutating func backspace() {
    guard cursor > 0 else { return }
    remove(cursor - 1..<cursor)
  }

  package mutating func delete() {
    guard cursor < characters.count else { return }
    remove(cursor..<cursor + 1)
  }

  package mutating func killToStart() { remove(0..<cursor) }
  package mutating func killToEnd() { remove(cursor..<characters.count) }
  package mutating func killWordBack() { remove(wordStart..<cursor) }

  package mutating func moveLeft() { cursor = max(0, cursor - 1) }
  package mutating func moveRight() { cursor = min(characters.count, cursor + 1) }
  package mutating func moveWordLeft() { cursor = wordStart }
  package mutating func moveWordRight() { cursor = wordEnd }
  package mutating func moveToStart() { cursor = 0 }
  package mutating func moveToEnd() { cursor = characters.count }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    while place < characters.count, !characters[place].isWhitespace { place += 1 }
    return place
  }

  private mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    bytes -= characters[range].reduce(0) { $0 + $1.utf8.count }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }
}
