import CNcurses
import Screen
import Theme

/// Hands the changed rows of a frame to the terminal, in runs of one role.
struct FramePainter {
  private let depth: ColourDepth
  private var last: Frame?
  private var run: [UInt8] = []
  /// Where letters were sent that curses has not heard of.
  private var echoes: (row: Int, columns: Range<Int>)?

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
    defer { last = frame }
    if let last, last.columns == frame.columns, last.rows.count == frame.rows.count {
      // The letters that were sent ahead may be all that has changed.
      guard !Frame.isSame(last, frame) else { return }
      settleEchoes(frame, since: last)
      for row in frame.rows.indices where !Frame.isSame(frame.rows[row], last.rows[row]) {
        put(frame.rows[row], Frame.changed(frame.rows[row], since: last.rows[row]), row: row)
      }
    } else {
      echoes = nil
      for row in frame.rows.indices { put(frame.rows[row], 0..<frame.columns, row: row) }
    }
    if let cursor = frame.cursor {
      cn_refresh(Int32(cursor.row), Int32(cursor.column))
    } else {
      cn_refresh(-1, -1)
    }
  }

  /// Curses has yet to hear of the letters that were sent past it. Where the frame shows others, it
  /// would believe them to be blank already, and is told that it does not know the row.
  private mutating func settleEchoes(_ frame: Frame, since last: Frame) {
    guard let (row, columns) = echoes else { return }
    echoes = nil
    if frame.rows[row][columns] != last.rows[row][columns] {
      cn_distrust(Int32(row))
    }
    put(frame.rows[row], columns, row: row)
  }

  /// Shows a letter at the cursor before the frame that it belongs to is even made: the letter is
  /// what a person waits for. Only where the row has room for it, so that nothing moves.
  mutating func echo(_ letter: Unicode.Scalar, _ role: Role) {
    guard let last, let cursor = last.cursor, last.rows[cursor.row].count > cursor.column + 2
    else { return }
    for column in cursor.column...(cursor.column + 2) {
      guard last.rows[cursor.row][column].isSpace else { return }
    }
    guard
      cn_echo(Int32(cursor.row), Int32(cursor.column), CChar(letter.value), Int32(role.number))
    else { return }
    self.last?.rows[cursor.row][cursor.column] = Cell(letter, role)
    self.last?.cursor?.column += 1
    let start = echoes?.columns.lowerBound ?? cursor.column
    echoes = (cursor.row, start..<(cursor.column + 1))
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
