import SessionModel

/// The line that is always open: what is typed, when its first key came, and as what it will be
/// kept.
package struct NoteLine: Equatable, Sendable {
  package var buffer = TextBuffer()
  /// Chosen with Tab; a first character that chooses a kind goes before it.
  package var kind = NoteKind.observed
  package var isLaneFlipped = false
  /// When the first key came.
  package var firstKey: Stamp?
  /// Asked for with Ctrl-T, milliseconds; at most `earlierLimit`. A time taken out of the text may
  /// be more, or lie after the line's own moment.
  package var earlier: Int64 = 0
  /// True after Tab on a form or command, and where Enter opened the line: every character is text.
  package var isWordForWord = false
  /// Boot-clock milliseconds at which an empty line opened with Enter goes back to its usual self.
  package var wordForWordUntil: Int64?
  /// The entry that this text will put right.
  package var puttingRight: EntryID?
  /// The entry at whose moment a late note happened, in place of its first key's.
  package var beside: EntryID?
  /// True once the text had been parked and was brought back: its age is shown.
  package var isReturned = false
  /// The id that the entry will have; drafts carry it too.
  package var id: EntryID?
  /// What a key put in to be gone on with: nobody's words until something is typed.
  package var putIn: String?

  package init() {}

  package static let earlierStep: Int64 = 30_000
  package static let earlierLimit: Int64 = 5 * 60_000
  /// Text that nobody touches parks itself after this long, milliseconds.
  package static let parksAfter: Int64 = 120_000

  package var text: String { buffer.text }
  package var isEmpty: Bool { buffer.isEmpty }
  /// True while nothing was typed to what a key put in.
  var isAsPutIn: Bool { putIn.map { $0.utf8.count == buffer.bytes && $0 == text } ?? false }
  /// True for a line that begins a command or a search.
  var isPrompt: Bool { buffer.characters.first == ":" || buffer.characters.first == "/" }

  /// Milliseconds from the moment that the text is about to now.
  package func age(in session: Session, at now: Now) -> Int64 {
    if let beside, let entry = session[beside] {
      return max(0, session.moment(now).elapsed(since: entry.happened).milliseconds)
    }
    return firstKey?.age(at: now) ?? 0
  }
}

/// When a key came: on both clocks, so that a draft of an earlier boot still has its time.
package struct Stamp: Equatable, Sendable {
  package var wall: Int64
  package var up: Int64
  /// False where another boot lies between: then only `wall` counts.
  package var isThisBoot: Bool

  package init(wall: Int64, up: Int64, isThisBoot: Bool = true) {
    self.wall = wall
    self.up = up
    self.isThisBoot = isThisBoot
  }

  package init(_ now: Now) {
    self.init(wall: now.wall, up: now.up)
  }

  /// Milliseconds from the stamp to now, never negative.
  package func age(at now: Now) -> Int64 {
    max(0, isThisBoot ? now.up - up : now.wall - wall)
  }
}

/// Text that was typed and not entered: kept beside the session until it is.
package struct Draft: Equatable, Sendable {
  package var id: EntryID
  package var firstKey: Stamp
  package var kind: NoteKind
  package var isLaneFlipped: Bool
  package var earlier: Int64
  package var isWordForWord: Bool
  package var puttingRight: EntryID?
  /// The entry at whose moment a late note happened.
  package var beside: EntryID?
  package var text: String
  /// False for the text that stands in the line.
  package var isParked: Bool

  package init(
    id: EntryID, firstKey: Stamp, kind: NoteKind, isLaneFlipped: Bool, earlier: Int64,
    isWordForWord: Bool, puttingRight: EntryID?, beside: EntryID? = nil, text: String,
    isParked: Bool
  ) {
    self.id = id
    self.firstKey = firstKey
    self.kind = kind
    self.isLaneFlipped = isLaneFlipped
    self.earlier = earlier
    self.isWordForWord = isWordForWord
    self.puttingRight = puttingRight
    self.beside = beside
    self.text = text
    self.isParked = isParked
  }
}

extension NoteLine {
  /// The text as it is kept until it is entered; nil where there is none.
  func draft(isParked: Bool) -> Draft? {
    guard !isEmpty, !isAsPutIn, let id, let firstKey else { return nil }
    return Draft(
      id: id, firstKey: firstKey, kind: kind, isLaneFlipped: isLaneFlipped, earlier: earlier,
      isWordForWord: isWordForWord, puttingRight: puttingRight, beside: beside, text: text,
      isParked: isParked)
  }

  /// A text that comes back.
  init(_ draft: Draft) {
    buffer = TextBuffer(draft.text)
    kind = draft.kind
    isLaneFlipped = draft.isLaneFlipped
    earlier = draft.earlier
    isWordForWord = draft.isWordForWord
    puttingRight = draft.puttingRight
    beside = draft.beside
    firstKey = draft.firstKey
    id = draft.id
    isReturned = true
  }
}
