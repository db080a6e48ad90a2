extension Frame {
  package var rowCount: Int { rows.count }

  /// Draws text from a column to the right, cut at `limit` columns or at the edge.
  ///
  /// Outside the frame nothing is drawn. A wide character that would be cut in half is left out.
  /// Returns the columns used.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, _ role: Role, column: Int, row: Int, limit: Int = .max
  ) -> Int {
    put(TextCells.cells(text, role), column: column, row: row, limit: limit)
  }

  /// Draws cells from a column to the right, cut at `limit` columns or at the edge.
  @discardableResult
  package mutating func put(
    _ cells: [Cell], column: Int, row: Int, limit: Int = .max
  ) -> Int {
    guard rows.indices.contains(row), column >= 0, column < columns, limit > 0 else { return 0 }
    var count = min(cells.count, min(limit, columns - column))
    if count < cells.count, count > 0, cells[count].isContinuation {
      count -= 1
    }
    guard count > 0 else { return 0 }
    separate(at: column, row: row)
    separate(at: column + count, row: row)
    rows[row].replaceSubrange(column..<(column + count), with: cells[..<count])
    return count
  }

  /// Draws text so that it ends before column `end`.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, _ role: Role, endingAt end: Int, row: Int
  ) -> Int {
    let cells = TextCells.cells(text, role)
    return put(cells, column: max(0, end - cells.count), row: row)
  }

  /// Fills a rectangle, cut at the edges, with one narrow character.
  package mutating func fill(
    _ role: Role, columns span: Range<Int>, rows band: Range<Int>, with text: String = " "
  ) {
    let span = span.clamped(to: 0..<columns)
    guard !span.isEmpty else { return }
    let cells = Array(repeating: Cell(text, role), count: span.count)
    for row in band.clamped(to: 0..<rows.count) {
      put(cells, column: span.lowerBound, row: row)
    }
  }

  /// Gives every cell of a range a role, and leaves what it shows.
  package mutating func recolour(_ role: Role, columns span: Range<Int>, row: Int) {
    guard rows.indices.contains(row) else { return }
    for column in span.clamped(to: 0..<columns) { rows[row][column].role = role }
  }

  /// Blanks a wide character whose halves stand on both sides of a column, before a put.
  private mutating func separate(at column: Int, row: Int) {
    guard column > 0, column < columns, rows[row][column].isContinuation else { return }
    rows[row][column - 1] = Cell(" ", rows[row][column - 1].role)
    rows[row][column] = Cell(" ", rows[row][column].role)
  }
}
