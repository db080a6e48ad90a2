/// A session read back: what a live run knew at any moment, and what is known today.
///
/// There are two kinds of time in it. `session` is the fold of the records that had been *written*
/// by the cursor's time, equal to what a run that stopped there held: header, clocks, due list and
/// state are drawn from it, and show what was true and known then. The log is drawn from `whole`:
/// it lists entries where they *happened*, up to `place`, with everything that later records say
/// about them, and marks those that were written only later (`isWrittenLater`). So a late note
/// stands in its place in the log while the header still does not know of it.
///
/// On an entry that was not late, the state is that in which its Enter left the session, although
/// its time is that of its first key, some seconds before.
///
/// Memory: checkpoints of the fold share what they have in common with the whole session.
package struct Playback: Sendable {
  /// Everything that is known today.
  package private(set) var whole: Session
  /// What was known at the cursor's time.
  package private(set) var session: Session
  package private(set) var chronology = Chronology()
  package private(set) var timeline = Timeline()
  /// Where the cursor stands, milliseconds of the session's own time.
  package private(set) var time: Int64 = 0
  /// The chosen entry as a place in `chronology`: the last that had happened by then; nil before
  /// the first.
  package private(set) var place: Int?

  /// The first is the session before its first record.
  private var checkpoints: [Checkpoint]
  /// By record: the time by which it and all before it were written.
  private var written: [Int64] = []

  /// Records between two checkpoints: so many are applied at most for one seek.
  static let spacing = 2048

  /// Folds records, each once, into a session that has none yet; the cursor stands at the start.
  package init(_ records: some Sequence<Record>, into empty: Session) {
    whole = empty
    session = empty
    checkpoints = [Checkpoint(empty)]
    for record in records { take(record) }
    survey()
    move(.start)
  }

  /// Reads back a session that was folded already.
  package init(_ session: Session) {
    let empty = Session(
      id: session.id, rules: session.rules, preparation: session.inherited,
      earlierGrounding: session.earlierGrounding)
    self.init(session.entries.lazy.map(\.record), into: empty)
    whole.isSeen(as: session)
  }

  /// Entries that no seal of the session covers, and the boot in which it is read.
  package mutating func isRead(inBoot boot: String, unsealed: Set<EntryID>) {
    whole.isRead(inBoot: boot)
    whole.unsealed = unsealed
  }

  /// Takes over how another fold of the same records is read.
  package mutating func isSeen(as other: Session) { whole.isSeen(as: other) }

  /// Takes records that were written meanwhile; the cursor stays on its entry and at its time.
  package mutating func append(_ records: some Sequence<Record>) {
    let chosen = chosenPosition
    for record in records { take(record) }
    survey()
    place = chosen.flatMap { placeInLog(of: $0) } ?? chronology.place(at: time)
    apply(upTo: position)
  }

  private mutating func take(_ record: Record) {
    let count = whole.entries.count
    whole.apply(record)
    guard whole.entries.count > count else { return }
    let time = whole.time(of: whole.entries[count].written)
    written.append(max(time, written.last ?? time))
    if whole.entries.count % Self.spacing == 0 { checkpoints.append(Checkpoint(whole)) }
  }

  private mutating func survey() {
    chronology = Chronology(whole)
    timeline = Timeline(whole, chronology)
  }

  // MARK: What stands at the cursor

  /// How many records had been written.
  package var position: Int { session.entries.count }

  /// The clocks as a run then read them.
  package var now: Now {
    let moment = whole.clock.moment(at: time)
    return Now(
      wall: moment.wall, up: whole.clock.up(at: time, boot: session.boot), zone: zone)
  }

  /// "10:28:10": the clock of the cursor's time.
  package var clockWords: String { TimeText.clockSeconds(now.wall, zone: now.zone) }

  /// Minutes east of UTC that were shown then.
  private var zone: Int {
    session.entries.last?.writtenZone ?? whole.entries.first?.writtenZone ?? 0
  }

  package var chosenPosition: Int? {
    place.flatMap { chronology.order.indices.contains($0) ? chronology.order[$0] : nil }
  }

  /// The chosen entry with everything that is known of it.
  package var chosen: Entry? { chosenPosition.map { whole.entries[$0] } }

  /// True of an entry of the log that nobody could have read at the cursor's time.
  package func isWrittenLater(_ position: Int) -> Bool { position >= self.position }

  /// The place in the log of an entry, by its position in the session; nil where it has no row.
  package func placeInLog(of position: Int) -> Int? {
    guard position < whole.entries.count else { return nil }
    return chronology.place(
      of: position, at: whole.time(of: whole.entries[position].happened))
  }

  // MARK: Seeking

  /// The last time that can be gone to: everything had been written by then, also what was added
  /// long after the timeline's end.
  package var last: Int64 { max(timeline.end, written.last ?? timeline.end) }

  /// Goes to a time; one outside the session is its nearer end.
  package mutating func seek(to time: Int64) {
    self.time = max(timeline.start, min(last, time))
    place = chronology.place(at: self.time)
    apply(upTo: count(writtenBy: self.time))
  }

  package mutating func seek(to moment: Moment) { seek(to: whole.time(of: moment)) }

  /// Goes to an entry of the log.
  package mutating func seek(toPlace wanted: Int) {
    guard chronology.count > 0 else { return seek(to: timeline.start) }
    let wanted = max(0, min(chronology.count - 1, wanted))
    let position = chronology.order[wanted]
    time = chronology.times[wanted]
    place = wanted
    let isLate = whole.entries[position].isLate
    apply(upTo: isLate ? count(writtenBy: time) : position + 1)
  }

  /// Goes to where so many records had been written, and no more.
  package mutating func seek(toPosition position: Int) {
    let position = max(0, min(whole.entries.count, position))
    time = position > 0 ? written[position - 1] : timeline.start
    place = chronology.place(at: time)
    apply(upTo: position)
  }

  private func count(writtenBy time: Int64) -> Int {
    written.partitioningIndex { $0 > time }
  }

  /// Forward by applying records, from the nearest checkpoint where that is nearer or behind.
  private mutating func apply(upTo count: Int) {
    let nearest = checkpoints[max(0, checkpoints.partitioningIndex { $0.count > count } - 1)]
    if count < session.entries.count || nearest.count > session.entries.count {
      session = nearest.restored(from: whole)
    }
    for position in session.entries.count..<count {
      session.apply(whole.entries[position].record)
    }
  }
}

extension Playback: Equatable {
  /// The same session at the same moment of it.
  package static func == (one: Playback, other: Playback) -> Bool {
    one.time == other.time && one.place == other.place && one.position == other.position
      && one.whole == other.whole
  }
}

extension Session {
  /// Takes over how another fold of the same records is read.
  mutating func isSeen(as other: Session) {
    boots = other.boots
    boot = other.boot
    unsealed = other.unsealed
  }
}
