extension Frame {
  /// Whether two frames of one size look alike, cursor and all.
  package static func isSame(_ frame: Frame, _ last: Frame) -> Bool {
    guard frame.cursor == last.cursor, frame.rows.count == last.rows.count else { return false }
    return zip(frame.rows, last.rows).allSatisfy { isSame($0, $1) }
  }

  /// Whether two rows look alike. A row that was put back is the same array, and is not read.
  package static func isSame(_ cells: [Cell], _ last: [Cell]) -> Bool {
    cells.withUnsafeBufferPointer { one in
      last.withUnsafeBufferPointer { other in
        one.baseAddress == other.baseAddress || one.elementsEqual(other)
      }
    }
  }

  /// Where a row is another than it was: from the first to the last cell that differs, never
  /// beginning or ending within a wide character of either row.
  package static func changed(_ cells: [Cell], since last: [Cell]) -> Range<Int> {
    guard cells.count == last.count else { return 0..<cells.count }
    func isInside(_ column: Int) -> Bool {
      cells[column].isContinuation || last[column].isContinuation
    }
    var start = 0
    var end = cells.count
    while start < end, cells[start] == last[start] { start += 1 }
    while end > start, cells[end - 1] == last[end - 1] { end -= 1 }
    guard start < end else { return start..<end }
    while start > 0, isInside(start) { start -= 1 }
    while end < cells.count, isInside(end) { end += 1 }
    return start..<end
  }
}
