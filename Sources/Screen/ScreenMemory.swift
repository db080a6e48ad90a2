import Interaction
import SessionModel

/// What was drawn last and may stand unchanged: a key changes the note line, hardly ever the log.
///
/// Only saves work: the same screen is drawn with an empty one.
package struct ScreenMemory {
  private var log: (key: LogKey, rows: [[Cell]], visible: Range<Int>)?

  package init() {}

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
