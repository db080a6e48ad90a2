import SessionModel

/// What can be typed, in the empty log of a session in which nothing is given: gone with the first
/// entry.
struct FirstHints {
  let kind: SessionKind

  private static let wordsColumn = 24

  func draw(into frame: inout Frame, rows band: Range<Int>, columns: Int) {
    for (offset, row) in rows.enumerated() where offset < band.count {
      frame.put(row, columns: 0..<columns, row: band.lowerBound + offset)
    }
  }

  private var rows: [TextRow] {
    guard kind == .contact || kind == .integration else { return [] }
    let ofTalk = [
      ("theme: NAME", "insight: WORDS > THEME; Tab offers earlier themes"),
      ("suicidality", "risk asked, field by field"),
    ]
    let hints =
      [
        ("words", "a note of the call, the message, the talk"), ("suds 4", "distress, 0 to 10"),
        (":phq9  :gad7  :pcl5", "a questionnaire, one digit an item"),
        ("task: WHAT > WHEN", "a small action, agreed"), ("done: WHAT", "it was done"),
        ("followup: 1 week done", "or > 2026-09-23: due then"),
      ] + (kind == .integration ? ofTalk : []) + [(":close", "the end; :seal signs it")]
    return [TextRow("Nothing yet. Type, then Enter keeps it:", .dim)]
      + hints.map { keys, words in
        let gap = FirstHints.wordsColumn - TextCells.width(keys)
        return TextRow([
          Run("  " + keys + String(repeating: " ", count: max(2, gap)), .key), Run(words, .dim),
        ])
      }
  }
}
