import Interaction
import SessionModel

/// What was drawn last and may stand unchanged: a key changes the note line, hardly ever the log.
///
/// Only saves work: the same screen is drawn with an empty one.
package struct ScreenMemory {
  private var log: (key: LogKey, rows: [[Cell]], visible: Range<Int>)?
  private var header: (key: HeaderKey, rows: [[Cell]])?
  private var facts: (of: SessionStamp, facts: SessionFacts)?
  /// By row: what was drawn over its whole width, and how it looked.
  private var rows: [(drawn: TextRow, cells: [Cell])?] = []
  private var footer: (hints: [Hint], isSample: Bool, cells: [Cell])?
  private var marks: (of: [Mark], stop: Character, columns: Int, rows: [[Cell]])?

  /// Of a session as it was known at a moment that is gone.
  private var then: (of: SessionStamp, facts: SessionFacts)?
  var course = TimelineMemory()

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
  mutating func marks(
    of vocabulary: Vocabulary, stop: Character, columns: Int
  ) -> [[Cell]] {
    if let marks, marks.of == vocabulary.marks, marks.stop == stop, marks.columns == columns {
      return marks.rows
    }
    let words = MarksRow(vocabulary: vocabulary, stop: stop).rows(columns: columns)
    var frame = Frame(columns: columns, rows: words.count)
    for (number, row) in words.enumerated() { frame.put(row, columns: 0..<columns, row: number) }
    marks = (vocabulary.marks, stop, columns, frame.rows)
    return frame.rows
  }

  private static func put(_ rows: [[Cell]], into frame: inout Frame, from top: Int) {
    for offset in rows.indices { frame.rows[top + offset] = rows[offset] }
  }

  /// The session at a moment; what does not follow from the time is worked out once an entry.
  mutating func view(of session: Session, at now: Now) -> SessionView {
    let stamp = SessionStamp(session)
    if let facts, facts.of == stamp { return SessionView(session, now: now, facts: facts.facts) }
    let view = SessionView(session, now: now)
    facts = (stamp, view.facts)
    return view
  }

  /// The same of a session read back to a moment, beside the whole one.
  mutating func view(ofThen session: Session, in whole: Session, at now: Now) -> SessionView {
    let stamp = SessionStamp(session)
    let known = then?.of == stamp ? then?.facts : nil
    let view = SessionView(session, now: now, facts: known, listLine: whole.lastListLine)
    then = (stamp, view.facts)
    return view
  }

  /// Draws the header into the first rows, or puts back what it was earlier in the same second;
  /// says how many rows it has.
  mutating func drawHeader(
    of view: SessionView, author: String, keeping: Keeping, into frame: inout Frame
  ) -> Int {
    let key = HeaderKey(view, author: author, keeping: keeping, of: frame)
    if let header, header.key == key {
      Self.put(header.rows, into: &frame, from: 0)
      return header.rows.count
    }
    let count = Header(view: view.atSecond, author: author, keeping: keeping)
      .draw(into: &frame, &self)
    header = (key, Array(frame.rows.prefix(count)))
    return count
  }

  /// Draws a log into blank rows, or puts back the rows that the same log had before.
  mutating func draw(
    _ pane: LogPane, into frame: inout Frame, rows band: Range<Int>, columns: Int
  ) -> Range<Int> {
    let key = LogKey(pane, rows: band.count, columns: columns, of: frame.columns)
    if let log, log.key == key {
      Self.put(log.rows, into: &frame, from: band.lowerBound)
      return log.visible
    }
    let visible = pane.draw(into: &frame, rows: band, columns: columns)
    log = (key, Array(frame.rows[band]), visible)
    return visible
  }
}

/// Tells one state of a session from another: it only grows, so its length and its last entry do,
/// with the figures that it is shown by.
struct SessionStamp: Equatable {
  let session: String
  let rules: ClinicalRules
  let count: Int
  let last: EntryID?

  init(_ session: borrowing Session) {
    self.session = session.id
    rules = session.rules
    count = session.entries.count
    last = session.entries.last?.id
  }

  /// The same without a copy of the session.
  init(of view: SessionView) {
    session = view.session.id
    rules = view.session.rules
    count = view.session.entries.count
    last = view.session.entries.last?.id
  }
}

/// All that the header follows from.
private struct HeaderKey: Equatable {
  let stamp: SessionStamp
  /// Seconds of both clocks, which are read one after the other and may differ by a millisecond.
  let wallSecond: Int64
  let upSecond: Int64
  let zone: Int
  let author: String
  let keeping: Keeping
  let columns: Int
  let rows: Int

  init(_ view: SessionView, author: String, keeping: Keeping, of frame: borrowing Frame) {
    stamp = SessionStamp(of: view)
    let behind = view.behindSecond
    wallSecond = (view.now.wall - behind + 500) / 1_000
    upSecond = (view.now.up - behind + 500) / 1_000
    zone = view.now.zone
    self.author = author
    self.keeping = keeping
    columns = frame.columns
    rows = frame.rowCount
  }
}

/// All that the rows of a live log follow from.
private struct LogKey: Equatable {
  let stamp: SessionStamp
  let keeping: Keeping
  let scroll: Live.Scroll
  let chosen: EntryID?
  let style: EntryStyle
  let rows: Int
  let columns: Int
  let width: Int

  init(_ pane: LogPane, rows: Int, columns: Int, of width: Int) {
    stamp = SessionStamp(of: pane.view)
    keeping = pane.keeping
    scroll = pane.scroll
    chosen = pane.chosen
    style = pane.style
    self.rows = rows
    self.columns = columns
    self.width = width
  }
}
