import Interaction
import SessionModel

/// What was drawn last and may stand unchanged: a key changes the note line, hardly ever the log.
///
/// Only saves work: the same screen is drawn with an empty one.
package struct ScreenMemory {
  private var log: (key: LogKey, rows: [[Cell]], visible: Range<Int>)?
  /// By row: what was drawn over its whole width, and how it looked.
  private var rows: [(drawn: TextRow, cells: [Cell])?] = []
  private var footer: (hints: [Hint], isSample: Bool, cells: [Cell])?
  private var marks: (of: [Mark], columns: Int, rows: [TextRow])?

  package init() {}

  /// Draws a row over the whole width of a blank one, or puts back what the same words were.
  mutating func put(_ row: TextRow, into frame: inout Frame, row number: Int) {
    put(row, into: &frame, row: number) { $0.put(row, columns: 0..<$0.columns, row: number) }
  }

  /// The same for a row that is drawn in a way of its own from these words and nothing else.
  mutating func put(
    _ words: TextRow, into frame: inout Frame, row number: Int, drawing: (inout Frame) -> Void
  ) {
    guard frame.rows.indices.contains(number) else { return }
    if rows.count != frame.rowCount { rows = Array(repeating: nil, count: frame.rowCount) }
    if let known = rows[number], known.drawn == words, known.cells.count == frame.columns {
      frame.rows[number] = known.cells
      return
    }
    drawing(&frame)
    rows[number] = (words, frame.rows[number])
  }

  /// The footer: the hints of a mode are one array for ever, so they are told apart at once.
  mutating func footer(_ hints: [Hint], into frame: inout Frame, isSample: Bool) {
    let last = frame.rowCount - 1
    if let footer, footer.hints == hints, footer.isSample == isSample,
      footer.cells.count == frame.columns
    {
      frame.rows[last] = footer.cells
      return
    }
    Footer.draw(hints, into: &frame, isSample: isSample)
    footer = (hints, isSample, frame.rows[last])
  }

  /// The row of marks, which changes with the clinic's words or the window and never else.
  mutating func marks(of vocabulary: Vocabulary, columns: Int) -> [TextRow] {
    if let marks, marks.of == vocabulary.marks, marks.columns == columns { return marks.rows }
    let rows = MarksRow(vocabulary: vocabulary).rows(columns: columns)
    marks = (vocabulary.marks, columns, rows)
    return rows
  }

  /// Draws a log into blank rows, or puts back the rows that the same log had before.
  mutating func draw(
    _ pane: LogPane, into frame: inout Frame, rows band: Range<Int>, columns: Int
  ) -> Range<Int> {
    let key = LogKey(pane, rows: band.count, columns: columns, of: frame.columns)
    if let log, log.key == key {
      frame.rows.replaceSubrange(band, with: log.rows)
      return log.visible
    }
    let visible = pane.draw(into: &frame, rows: band, columns: columns)
    log = (key, Array(frame.rows[band]), visible)
    return visible
  }
}

/// All that the rows of a live log follow from. A session only grows, so its length and its last
/// entry tell one state of it from another.
private struct LogKey: Equatable {
  let session: String
  let count: Int
  let last: EntryID?
  let keeping: Keeping
  let scroll: Live.Scroll
  let chosen: EntryID?
  let style: EntryStyle
  let size: [Int]

  init(_ pane: LogPane, rows: Int, columns: Int, of width: Int) {
    session = pane.view.session.id
    count = pane.view.session.entries.count
    last = pane.view.session.entries.last?.id
    keeping = pane.keeping
    scroll = pane.scroll
    chosen = pane.chosen
    style = pane.style
    size = [rows, columns, width]
  }
}
