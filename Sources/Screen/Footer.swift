import Interaction

/// What the keys do here: at most five hints, help the last to be cut.
enum Footer {
  private static let sample = "SAMPLE"

  static func draw(_ hints: [Hint], into frame: inout Frame, isSample: Bool) {
    let row = frame.rowCount - 1
    let room = frame.columns - (isSample ? sample.count + 2 : 0)
    var shown = hints
    while shown.count > 1, width(shown, gap: 2) > room {
      shown.remove(at: shown.count - 2)
    }
    let gap = width(shown, gap: 4) <= room ? 4 : 2
    var column = 0
    for hint in shown {
      column += frame.put(hint.key, .key, column: column, row: row, limit: room - column)
      column += frame.put(
        " \(hint.words)", .dim, column: column, row: row, limit: max(0, room - column))
      column += gap
    }
  }

  /// At the right end of the last row, on every screen of a demonstration.
  static func markSample(_ frame: inout Frame) {
    frame.put(sample, .sample, endingAt: frame.columns, row: frame.rowCount - 1)
  }

  private static func width(_ hints: [Hint], gap: Int) -> Int {
    hints.reduce(-gap) {
      $0 + TextCells.width($1.key) + 1 + TextCells.width($1.words) + gap
    }
  }
}
