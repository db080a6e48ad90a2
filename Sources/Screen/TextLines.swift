extension TextCells {
  /// Where a text breaks into rows of at most `width` columns.
  ///
  /// Breaks at line feeds and between words; a word longer than a row is cut between characters.
  /// The ranges cover the text without gaps, in order: a space or a line feed at a break belongs to
  /// the row that it ends, so a cursor at any index has exactly one row (at the end, the last one).
  /// Such a trailing space may stand beyond the edge; it is never drawn. A text that ends in a line
  /// feed has an empty last row. Never returns fewer than one row.
  package static func lines(_ text: String, width: Int) -> [Range<String.Index>] {
    let width = max(width, 2)
    var rows: [Range<String.Index>] = []
    var start = text.startIndex
    var used = 0
    /// The index after the last space of the row, and the columns used up to there.
    var word: (index: String.Index, used: Int)?
    var index = start
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      if character.isNewline {
        rows.append(start..<next)
        (start, used, word) = (next, 0, nil)
      } else if character == " " || character == "\t" {
        used += 1
        word = (next, used)
      } else {
        let columns = columns(of: character)
        if used + columns > width {
          if let rest = word {
            rows.append(start..<rest.index)
            (start, used, word) = (rest.index, used - rest.used, nil)
          }
          if used + columns > width, start < index {
            rows.append(start..<index)
            (start, used) = (index, 0)
          }
        }
        used += columns
      }
      index = next
    }
    rows.append(start..<text.endIndex)
    return rows
  }

  /// The rows of a text broken at words and line feeds, each at most `width` columns.
  package static func wrap(_ text: String, width: Int, _ role: Role) -> [[Cell]] {
    lines(text, width: width).map { range in
      var row = text[range]
      while let last = row.last, last.isNewline || last == " " { row.removeLast() }
      let cells = cells(row, role)
      return cells.count <= max(width, 2) ? cells : Array(cells.prefix(max(width, 2)))
    }
  }

  private static func columns(of character: Character) -> Int {
    character.isASCII ? 1 : width(String(character))
  }
}
