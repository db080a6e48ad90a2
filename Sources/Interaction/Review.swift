import SessionModel

/// Reading a session that is not being recorded: a cursor in its time, letters act, nothing is
/// written until Enter opens a late note. Its line is then that of a live session.
package struct Review: Equatable, Sendable {
  package internal(set) var playback: Playback
  /// Shown entries as positions in the session, in the order in which they happened.
  package private(set) var order: [Int] = []
  /// Their places in the chronology; nil where nothing is left out.
  private var places: [Int]?
  package internal(set) var filter = ReviewFilter()
  package internal(set) var playing = Playing()
  var jumps = JumpList()
  package internal(set) var bookmarks: [ReadingPlace] = []
  /// The time from which the time to the cursor is counted.
  package internal(set) var measuredFrom: Int64?
  /// What lies over the whole screen, while it does.
  package internal(set) var page: Page?

  /// Places in `order` that the last picture showed: the loop tells.
  package var visible: Range<Int> = 0..<0
  package var isProcessFolded = false
  package var found: String?
  package var isHelpOpen = false
  package var helpTop = 0
  /// Words that the rows of help are to have.
  package var helpFilter = TextBuffer()
  /// First row shown of everything that was written about the chosen entry, while that is open.
  package var versionsTop: Int?
  /// Every figure that governs the session, while the list is open.
  package var facts: FactsChoice?
  /// Of the sealed record, for the chart; nil where the session is not sealed, or not on the disk.
  package var fingerprint: String?

  /// A late note, the words of an entry that is put right, or a command or search.
  package var line = NoteLine()
  /// While it is, letters are letters.
  package var isLineOpen = false
  package var parked: [Draft] = []
  package var nextEarlier: Int64 = 0
  package var lastTouched: Int64 = 0
  package var notice: Notice?
  package var question: Question?
  /// Why nothing can be added to the session (damaged, newer format, still open), or nil.
  package var readOnlyBecause: String?
  /// Why not all of the session could be read, or nil: said for as long as it is read.
  package var incomplete: String?
  /// True once the session is locked for this program: what is typed is kept as a draft from then
  /// on. Asked for when the line opens, so that a session in use refuses before a word is typed.
  package var isClaimed = false
  package var keeping = Keeping()
  /// How far the session is read while it is still being read; nil once all of it is.
  package var loading: Loading?
  /// What was asked for and is not read so far.
  package internal(set) var awaited: Awaited?
  /// The place of the last time, until it is read or another is gone to.
  var remembered: ReadingPlace?
  /// True once more is read than when what is awaited was tried last.
  var hasGrown = false
  /// Boot-clock milliseconds at which the line was refused, or of the last letter that came for it.
  var refusedAt: Int64?
  /// Letters that follow a refused opening within this long of each other are no keys of review's.
  static let deafness: Int64 = 2_000
  /// The text that was said to be a command's: Enter again keeps it.
  var warned: EntryID?

  package init(_ session: Session) { self.init(Playback(session)) }

  /// Begins at the first entry.
  package init(_ playback: Playback) {
    self.playback = playback
    sift()
    cursor = 0
  }

  package var mode: Mode {
    if isReading { return .help }
    if isLineOpen { return .reviewLine }
    if let page { return page.mode }
    return facts == nil ? .review : .reviewFacts
  }

  /// True while something lies over the log that only scrolls and closes.
  private var isReading: Bool { isHelpOpen || versionsTop != nil }

  /// True where the line is a command or a search, which write nothing.
  package var isPrompting: Bool { line.isPrompt && !line.isWordForWord }
}

// MARK: - The cursor among what is shown

extension Review {
  /// The chosen entry's place in `order`; 0 where nothing has happened yet.
  package var cursor: Int {
    get { chosenPlace ?? 0 }
    set {
      guard !order.isEmpty else { return }
      let wanted = max(0, min(order.count - 1, newValue))
      playback.seek(toPlace: places?[wanted] ?? wanted)
    }
  }

  /// The last shown entry that has happened; nil before the first.
  package var chosenPlace: Int? {
    guard let place = playback.place else { return nil }
    guard let places else { return order.indices.contains(place) ? place : nil }
    let next = places.partitioningIndex { $0 > place }
    return next > 0 ? next - 1 : nil
  }

  /// True where the cursor stands on an entry that the filter leaves out.
  var isOnHidden: Bool {
    guard !filter.keepsAll, here.entry != nil, let entry = playback.chosen else { return false }
    return !filter.keeps(entry)
  }

  /// True where nothing that is known comes behind the cursor.
  package var isAtEnd: Bool {
    playback.place.map { $0 + 1 == playback.chronology.count } ?? (playback.chronology.count == 0)
  }

  /// What was known at the cursor's time; of a moment before the first record, that record.
  package var then: Session {
    guard playback.session.began == nil, !playback.whole.entries.isEmpty else {
      return playback.session
    }
    var first = playback
    first.seek(toPosition: 1)
    return first.session
  }

  /// Works out anew which entries are shown.
  mutating func sift() {
    let chronology = playback.chronology
    guard !filter.keepsAll else {
      (order, places) = (chronology.order, nil)
      return
    }
    let kept = chronology.order.indices.filter {
      filter.keeps(playback.whole.entries[chronology.order[$0]])
    }
    (order, places) = (kept.map { chronology.order[$0] }, kept)
  }

  /// True where entries that are shown here are not among these: they were taken from the disk.
  package func misses(_ records: some RandomAccessCollection<Record>) -> Bool {
    let known = playback.whole.entries
    guard
      records.count < known.count || records.dropFirst(known.count - 1).first?.id != known.last?.id
    else { return false }
    let ids = Set(records.map(\.id))
    return known.contains { entry in
      // A row for lines that cannot be read is of this program's making.
      if case .unreadable = entry.event { return false }
      return !ids.contains(entry.id)
    }
  }

  package mutating func goToEnd() { playback.move(.end) }

  /// Takes what was written to the session; the cursor stays on its entry.
  package mutating func refresh(_ session: Session) {
    let known = playback.whole.entries.count
    guard session.entries.count != known else { return }
    take(session.entries.map(\.record))
    playback.isSeen(as: session)
  }

  /// Takes the session as another Holdfast has written it meanwhile: the cursor stays on its entry,
  /// and at the end it follows.
  package mutating func follow(_ read: Playback) {
    let follows = isAtEnd
    take(read, nil)
    if follows { goToEnd() }
  }

  /// Goes on where these are the same records and more; reads them from the first where they are
  /// not.
  private mutating func take(_ records: [Record]) {
    let whole = playback.whole
    let known = whole.entries.count
    let isContinued =
      records.count >= known && (known == 0 || records[known - 1].id == whole.entries[known - 1].id)
    if isContinued {
      playback.append(records[known...])
    } else {
      let here = here
      playback = Playback(
        records,
        into: Session(id: whole.id, rules: whole.rules, preparation: whole.inherited))
      go(to: here)
    }
    sift()
  }
}

extension Review: NoteTaking {
  package var takesLetters: Bool { isLineOpen }
  package var isFiltering: Bool { false }
  package var heldLines: [NoteLine] { [] }
  package var standingLine: NoteLine { line }
  package var wayBack: String { "Enter, then Up, brings it back" }

  package func chosen(in session: Session) -> Entry? {
    guard let chosenPlace, order[chosenPlace] < session.entries.count, !isOnHidden else {
      return nil
    }
    return session.entries[order[chosenPlace]]
  }

  package mutating func openLine(_ line: NoteLine) {
    self.line = line
    isLineOpen = true
  }

  package mutating func closeLine() {
    line = NoteLine()
    isLineOpen = false
    nextEarlier = 0
  }

  /// The session could not be locked: the line is not open, whatever is typed at it.
  package mutating func refuseOpening(at now: Now) {
    closeLine()
    refusedAt = now.up
  }

  package mutating func followText() {}
  package mutating func letGoOfEntry() {}
}
