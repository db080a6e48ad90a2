/// Breaks the text of the note line into rows around its cursor, and no more of it than that.
struct NoteLineText {
  let characters: [Character]
  /// Between 0 and `characters.count`.
  let cursor: Int

  struct Laid: Equatable {
    var rows: [[Cell]]
    var cursorRow: Int
    var cursorColumn: Int
    /// True where text stands above or below what is shown.
    var hasMoreAbove: Bool
    var hasMoreBelow: Bool
  }

  /// A longer text is laid out from a multiple of this many characters before the cursor, so that a
  /// line of a megabyte costs a key no more than a line of a page.
  static let block = 2048

  /// At most `most` rows of `width` columns; the cursor may stand one column further.
  func laid(width: Int, most: Int, role: Role) -> Laid {
    let width = max(1, width)
    let most = max(1, most)
    let start = max(0, (cursor / NoteLineText.block - 1) * NoteLineText.block)
    let end = min(characters.count, cursor + (most + 1) * (width + 1))
    let (cells, places) = cells(of: start..<end, role)
    let breaks = NoteLineText.breaks(
      isSpace: { characters[start + $0] == " " }, places: places, width: width)
    let place = cursor - start
    let cursorRow = max(0, (breaks.firstIndex { $0 > place } ?? breaks.count) - 1)
    let rowCount = breaks.count
    let first = max(0, min(cursorRow - (most > 2 ? 1 : 0), rowCount - most))
    let shown = first..<min(rowCount, max(first + most, cursorRow + 1))
    var rows: [[Cell]] = []
    for row in shown {
      let until = row + 1 < rowCount ? places[breaks[row + 1]] : cells.count
      rows.append(Array(cells[places[breaks[row]]..<until]).cut(to: width))
    }
    let column = places[place] - places[breaks[cursorRow]]
    return Laid(
      rows: Array(rows.suffix(most)), cursorRow: min(cursorRow - first, most - 1),
      cursorColumn: min(column, width), hasMoreAbove: start > 0 || first > 0,
      hasMoreBelow: end < characters.count || shown.upperBound < rowCount)
  }

  /// The cells of some characters, and where in them each character begins, the end last.
  private func cells(of range: Range<Int>, _ role: Role) -> ([Cell], places: [Int]) {
    var cells: [Cell] = []
    var places: [Int] = []
    cells.reserveCapacity(range.count)
    places.reserveCapacity(range.count + 1)
    for character in characters[range] {
      places.append(cells.count)
      let bytes = character.utf8
      if bytes.count == 1, let byte = bytes.first, byte >= 0x20, byte < 0x7F {
        cells.append(Cell(Unicode.Scalar(byte), role))
      } else {
        cells += TextCells.cells(String(character), role)
      }
    }
    places.append(cells.count)
    return (cells, places)
  }

  /// Where rows begin: greedy, between words, a space belonging to the row that it ends.
  private static func breaks(
    isSpace: (Int) -> Bool, places: [Int], width: Int
  ) -> [Int] {
    guard places[places.count - 1] > width else { return [0] }
    var breaks = [0]
    var used = 0
    var word: (index: Int, used: Int)?
    for index in 0..<places.count - 1 {
      let columns = places[index + 1] - places[index]
      if isSpace(index) {
        used += columns
        word = (index + 1, used)
        continue
      }
      if used + columns > width {
        if let rest = word {
          breaks.append(rest.index)
          (used, word) = (used - rest.used, nil)
        }
        if used + columns > width, breaks[breaks.count - 1] < index {
          breaks.append(index)
          used = 0
        }
      }
      used += columns
    }
    return breaks
  }
}
