import SessionModel

/// Reading a session that is not being recorded: letters act, nothing is written until Enter opens
/// a late note.
package struct Review: Equatable, Sendable {
  /// Shown entries as positions in `session.entries`, in the order in which they happened.
  package var order: [Int] = []
  /// The cursor's place in `order`.
  package var cursor = 0
  /// Places in `order` that the last picture showed: the loop tells.
  package var visible: Range<Int> = 0..<0
  package var scroll = Live.Scroll.following
  package var isProcessFolded = false
  /// A late note being written, or a command or search (its text begins with `:` or `/`).
  package var line: NoteLine?
  /// Text put aside with Esc; Enter brings it back.
  package var parked: NoteLine?
  /// Text of an earlier run, or of the session before it was sealed, that was never entered; Enter
  /// brings it back once nothing is parked, the newest first.
  package var waiting: [Draft] = []
  package var found: String?
  package var notice: Notice?
  package var question: Question?
  package var isHelpOpen = false
  package var helpTop = 0
  /// First row shown of everything that was written about the chosen entry, while that is open.
  package var versionsTop: Int?
  /// Why nothing can be added to the session (in use elsewhere, damaged, newer format), or nil.
  package var readOnlyBecause: String?
  package var keeping = Keeping()

  package init(_ session: Session) {
    refresh(session)
  }

  /// What is typed here and not entered; a command or a search is none.
  package var typed: [Draft] {
    [parked, line].compactMap { line in
      line?.isPrompt == true && line?.isWordForWord == false ? nil : line?.draft(isParked: true)
    }
  }

  /// What a crash must not take, oldest first.
  package var drafts: [Draft] { waiting + typed }

  package var mode: Mode { isReading ? .help : line == nil ? .review : .reviewLine }

  /// True while something lies over the log that only scrolls and closes.
  private var isReading: Bool { isHelpOpen || versionsTop != nil }

  /// Puts new entries in their place; the cursor stays on its entry.
  package mutating func refresh(_ session: Session) {
    guard order.count != session.places.shown.count else { return }
    let here = order.indices.contains(cursor) ? order[cursor] : nil
    order = session.shownAsHappened
    cursor = here.flatMap { order.firstIndex(of: $0) } ?? max(0, min(cursor, order.count - 1))
  }
}

extension Session {
  /// Shown entries in the order in which they happened; written order where two happened at once.
  package var shownAsHappened: [Int] {
    guard let start else { return places.shown }
    let keyed = places.shown.map { position in
      (entries[position].happened.elapsed(since: start).milliseconds, position)
    }
    let isInOrder = zip(keyed, keyed.dropFirst()).allSatisfy { $0.0 <= $1.0 }
    return isInOrder ? places.shown : keyed.sorted { $0 < $1 }.map(\.1)
  }
}
