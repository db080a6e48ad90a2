import CNcurses
import Screen
import Theme

/// Hands the changed rows of a frame to the terminal, in runs of one role.
struct FramePainter {
  private let depth: ColourDepth
  private var last: Frame?
  private var run: [UInt8] = []

  init(theme: Theme, plain: Bool) {
    depth = plain ? .mono : ColourDepth(colours: Int(cn_colours()))
    wear(theme)
  }

  mutating func wear(_ theme: Theme) {
    let table = StyleTable(theme, depth: depth, plain: .mono)
    for (number, entry) in table.entries.enumerated() {
      cn_set_style(
        Int32(number), Int32(entry.foreground), Int32(entry.background), entry.attributes.bits)
    }
    cn_set_ground(Int32(Role.text.number))
    cn_forget()
    forget()
  }

  mutating func forget() { last = nil }

  mutating func paint(_ frame: Frame) {
    if let last, last.columns == frame.columns, last.rows.count == frame.rows.count {
      for row in frame.rows.indices where !Frame.isSame(frame.rows[row], last.rows[row]) {
        put(frame.rows[row], Frame.changed(frame.rows[row], since: last.rows[row]), row: row)
      }
    } else {
      for row in frame.rows.indices { put(frame.rows[row], 0..<frame.columns, row: row) }
    }
    last = frame
    if let cursor = frame.cursor {
      cn_refresh(Int32(cursor.row), Int32(cursor.column))
    } else {
      cn_refresh(-1, -1)
    }
  }

  /// Shows a letter at the cursor, before the picture that it belongs to is drawn: the letter is
  /// what a person waits for. Only where the row has room for it, so that nothing moves.
  mutating func type(_ letter: Unicode.Scalar, _ role: Role) {
    guard let cursor = last?.cursor, let row = last?.rows[cursor.row],
      row.indices.contains(cursor.column + 2)
    else { return }
    let isFree = row[cursor.column...(cursor.column + 2)].allSatisfy { $0.text == " " }
    guard isFree else { return }
    last?.rows[cursor.row][cursor.column] = Cell(letter, role)
    last?.cursor?.column += 1
    if let row = last?.rows[cursor.row] {
      put(row, cursor.column..<(cursor.column + 1), row: cursor.row)
    }
    cn_refresh(Int32(cursor.row), Int32(cursor.column + 1))
  }

  private mutating func put(_ cells: [Cell], _ span: Range<Int>, row: Int) {
    var start = span.lowerBound
    while start < span.upperBound {
      let role = cells[start].role
      var end = start
      run.removeAll(keepingCapacity: true)
      while end < span.upperBound, cells[end].role == role {
        append(cells, at: end)
        end += 1
      }
      run.withUnsafeBufferPointer {
        cn_put(Int32(row), Int32(start), $0.baseAddress, $0.count, Int32(role.number))
      }
      start = end
    }
  }

  /// Adds a cell's text, when this machine's C library agrees about its width.
  private mutating func append(_ cells: [Cell], at index: Int) {
    let cell = cells[index]
    guard let first = cell.first else {
      // The right half of a wide character was drawn with the left one.
      if index == 0 || cells[index - 1].isContinuation { run.append(0x20) }
      return
    }
    if cell.isASCII {
      run.append(UInt8(first.value))
      return
    }
    let wide = index + 1 < cells.count && cells[index + 1].isContinuation
    if cn_width(first.value) == (wide ? 2 : 1) {
      cell.forEachScalar { run.append(contentsOf: String($0).utf8) }
    } else {
      run.append(contentsOf: wide ? "\u{FFFD} ".utf8 : "\u{FFFD}".utf8)
    }
  }
}

extension Style.Attributes {
  fileprivate var bits: Int32 {
    var bits: UInt32 = 0
    if contains(.bold) { bits |= CN_BOLD.rawValue }
    if contains(.dim) { bits |= CN_DIM.rawValue }
    if contains(.underline) { bits |= CN_UNDERLINE.rawValue }
    if contains(.reverse) { bits |= CN_REVERSE.rawValue }
    return Int32(bits)
  }
}
