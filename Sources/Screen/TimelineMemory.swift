import SessionModel

/// The course of a session, surveyed and drawn once an entry and not once a key.
struct TimelineMemory {
  private struct Key: Equatable {
    let stamp: SessionStamp
    let columns: Int
    let bookmarks: [Int64]
    let kinds: [TimelineRows.Kind]
  }

  private var surveyed: (of: SessionStamp, timeline: Timeline)?
  private var drawn: (key: Key, cells: [[Cell]])?

  /// The timeline of a session that nobody has surveyed yet.
  mutating func timeline(of session: Session) -> Timeline {
    let stamp = SessionStamp(session)
    if let surveyed, surveyed.of == stamp { return surveyed.timeline }
    let timeline = Timeline(session, Chronology(session))
    surveyed = (stamp, timeline)
    return timeline
  }

  mutating func cells(
    of rows: TimelineRows, _ session: Session, kinds: [TimelineRows.Kind]
  ) -> [[Cell]] {
    let key = Key(
      stamp: SessionStamp(session), columns: rows.columns, bookmarks: rows.bookmarks, kinds: kinds)
    if let drawn, drawn.key == key { return drawn.cells }
    let cells = kinds.map(rows.cells)
    drawn = (key, cells)
    return cells
  }
}
