import SessionModel

/// Reading a session that is not being recorded: letters act, nothing is written until Enter opens
/// a late note. Its line is then that of a live session.
package struct Review: Equatable, Sendable {
  /// Shown entries as positions in `session.entries`, in the order in which they happened.
  package var order: [Int] = []
  /// The cursor's place in `order`.
  package var cursor = 0
  /// Places in `order` that the last picture showed: the loop tells.
  package var visible: Range<Int> = 0..<0
  package var scroll = Live.Scroll.following
  package var isProcessFolded = false
  package var found: String?
  package var isHelpOpen = false
  package var helpTop = 0
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
  /// True once the session is locked for this program: what is typed is kept as a draft from then
  /// on. Asked for when the line opens, so that a session in use refuses before a word is typed.
  package var isClaimed = false
  package var keeping = Keeping()
  /// Boot-clock milliseconds at which the line was refused, or of the last letter that came for it.
  var refusedAt: Int64?
  /// Letters that follow a refused opening within this long of each other are no keys of review's.
  static let deafness: Int64 = 2_000
  /// The text that was said to be a command's: Enter again keeps it.
  var warned: EntryID?

  package init(_ session: Session) {
    refresh(session)
  }

  package var mode: Mode {
    if isReading { return .help }
    return isLineOpen ? .reviewLine : facts == nil ? .review : .reviewFacts
  }

  /// True while something lies over the log that only scrolls and closes.
  private var isReading: Bool { isHelpOpen || versionsTop != nil }

  /// True where the line is a command or a search, which write nothing.
  package var isPrompting: Bool { line.isPrompt && !line.isWordForWord }

  /// Puts new entries in their place; the cursor stays on its entry.
  package mutating func refresh(_ session: Session) {
    guard order.count != session.places.shown.count else { return }
    let here = order.indices.contains(cursor) ? order[cursor] : nil
    order = session.shownAsHappened
    cursor = here.flatMap { order.firstIndex(of: $0) } ?? max(0, min(cursor, order.count - 1))
  }
}

extension Review: NoteTaking {
  package var takesLetters: Bool { isLineOpen }
  package var isFiltering: Bool { false }
  package var heldLines: [NoteLine] { [] }
  package var standingLine: NoteLine { line }
  package var wayBack: String { "Enter, then Up, brings it back" }

  package func chosen(in session: Session) -> Entry? {
    order.indices.contains(cursor) ? session.entries[order[cursor]] : nil
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
