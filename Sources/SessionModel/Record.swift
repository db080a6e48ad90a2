/// An event as it is kept: numbered, timed, and with its author where that changed.
package struct Record: Equatable, Sendable {
  package var id: EntryID
  /// 1, 2, 3 … over all files of one writer in one session.
  package var s: Int
  /// The installation that wrote it: 8 base64url characters.
  package var writer: String
  /// When it was written: wall milliseconds UTC, and boot-clock milliseconds.
  package var at: Int64
  package var up: Int64
  /// Milliseconds from when it happened to when it was written; 0 for most.
  package var ago: Int64
  /// The author, where not the same as in the record before.
  package var by: String?
  /// Minutes east of UTC, where not the same as in the record before.
  package var zone: Int?
  package var lane: Lane
  package var event: Event

  package init(
    id: EntryID, s: Int, writer: String, at: Int64, up: Int64, ago: Int64 = 0, by: String? = nil,
    zone: Int? = nil, lane: Lane, event: Event
  ) {
    self.id = id
    self.s = s
    self.writer = writer
    self.at = at
    self.up = up
    self.ago = ago
    self.by = by
    self.zone = zone
    self.lane = lane
    self.event = event
  }
}
