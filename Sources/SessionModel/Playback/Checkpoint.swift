/// A session as it was after some entries, without what only grows: that is taken from the whole
/// one when the checkpoint is gone back to.
struct Checkpoint: Sendable {
  let count: Int
  private let session: Session
  private let shown: Int
  private let marks: Int

  init(_ session: Session) {
    count = session.entries.count
    shown = session.places.shown.count
    marks = session.places.marks.count
    var bare = session
    bare.index = EntryIndex()
    bare.places.shown = []
    bare.places.marks = []
    self.session = bare
  }

  /// The session as it was, sharing everything with the checkpoint and the whole that is the same.
  func restored(from whole: Session) -> Session {
    var restored = session
    restored.index = whole.index.limited(to: count)
    restored.places.shown = Array(whole.places.shown.prefix(shown))
    restored.places.marks = Array(whole.places.marks.prefix(marks))
    return restored
  }
}
