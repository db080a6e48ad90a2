/// The one place where text becomes cells.
///
/// Nothing that a client's or a clinic's text contains can move the cursor, turn the writing
/// direction, hide what follows or climb over other rows: control characters and line breaks are
/// shown as signs, invisible ones not at all, what no terminal agrees on as U+FFFD.
package enum TextCells {
  /// The cells of a text on one row, however long.
  ///
  /// Signs that stand for a control character, a tab or a line break take the role `faint`.
  package static func cells(_ text: some StringProtocol, _ role: Role) -> [Cell] {
    if let plain = text.utf8.withContiguousStorageIfAvailable({ plainCells($0, role) }) ?? nil {
      return plain
    }
    var cells: [Cell] = []
    cells.reserveCapacity(text.utf8.count)
    var scanner = TextScanner()
    for scalar in text.unicodeScalars {
      switch scanner.next(scalar) {
      case .nothing: break
      case .mark(let mark): addMark(mark, to: &cells)
      case .loneMark(let mark):
        var cell = Cell("\u{25CC}" as Unicode.Scalar, role)
        cell.add(mark)
        cells.append(cell)
      case .narrow(let scalar): cells.append(Cell(scalar, role))
      case .sign(let sign): cells.append(Cell(sign, sign == " " ? role : .faint))
      case .wide(let scalar):
        cells.append(Cell(scalar, role))
        cells.append(.continuation(role))
      }
    }
    return cells
  }

  /// How many columns a text takes on one row.
  ///
  /// The width of a text is the sum of the widths of its characters.
  package static func width(_ text: some StringProtocol) -> Int {
    if isPlain(text) { return text.utf8.count }
    var width = 0
    var scanner = TextScanner()
    for scalar in text.unicodeScalars {
      switch scanner.next(scalar) {
      case .nothing, .mark: break
      case .loneMark, .narrow, .sign: width += 1
      case .wide: width += 2
      }
    }
    return width
  }

  /// The text cut to a number of columns, ending in "…" where something was cut.
  package static func clipped(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    guard text.utf8.count > columns, width(text) > columns else { return text }
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      let next = text.index(after: end)
      used += width(text[end..<next])
      if used > columns - 1 { break }
      end = next
    }
    return text[..<end] + "…"
  }

  /// Whether every byte is a printable ASCII character.
  private static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isPlain)
      ?? text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out in the middle the bytes are compared many at a time.
    var isOdd = false
    for byte in bytes { isOdd = (byte &- 0x20 >= 0x5F) || isOdd }
    return !isOdd
  }

  private static func plainCells(_ bytes: UnsafeBufferPointer<UInt8>, _ role: Role) -> [Cell]? {
    guard isPlain(bytes) else { return nil }
    return [Cell](unsafeUninitializedCapacity: bytes.count) { cells, count in
      for byte in bytes {
        cells.initializeElement(at: count, to: Cell(Unicode.Scalar(byte), role))
        count += 1
      }
    }
  }

  private static func addMark(_ mark: Unicode.Scalar, to cells: inout [Cell]) {
    // A wide character's text stands in the cell before its continuation.
    var index = cells.count - 1
    if index > 0, cells[index].isContinuation { index -= 1 }
    guard index >= 0 else { return }
    cells[index].add(mark)
  }
}
