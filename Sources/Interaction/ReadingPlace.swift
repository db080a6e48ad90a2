import SessionModel

/// A place in a session that is read: gone back to by key, and kept outside the record.
package struct ReadingPlace: Equatable, Sendable {
  /// Milliseconds of the session's own time.
  package var time: Int64
  /// The chosen entry, where it happened at that time.
  package var entry: EntryID?

  package init(time: Int64, entry: EntryID?) {
    self.time = time
    self.entry = entry
  }
}

/// Where reading stopped, and what was marked to be found again.
package struct KeptPlaces: Equatable, Sendable {
  package var last: ReadingPlace
  package var bookmarks: [ReadingPlace]

  package init(last: ReadingPlace, bookmarks: [ReadingPlace]) {
    self.last = last
    self.bookmarks = bookmarks
  }
}

/// Places that were left by a jump: back and on again, as in vi and tig.
package struct JumpList: Equatable, Sendable {
  private var before: [ReadingPlace] = []
  private var after: [ReadingPlace] = []

  /// More than anybody goes back.
  private static let longest = 200

  /// A jump leads away from here.
  mutating func leave(_ here: ReadingPlace) {
    after = []
    guard before.last != here else { return }
    before.append(here)
    if before.count > Self.longest { before.removeFirst() }
  }

  mutating func back(from here: ReadingPlace) -> ReadingPlace? {
    guard let place = before.popLast() else { return nil }
    after.append(here)
    return place
  }

  mutating func on(from here: ReadingPlace) -> ReadingPlace? {
    guard let place = after.popLast() else { return nil }
    before.append(here)
    return place
  }
}
