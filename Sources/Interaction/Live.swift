import SessionModel

/// The state of an open session's screen: everything that is not in the session itself.
package struct Live: Equatable, Sendable {
  package var line = NoteLine()
  package var pendingMark: PendingMark?
  /// Parked text, newest last.
  package var parked: [Draft] = []
  package var panel: Panel?
  package var scroll = Scroll.following
  /// The entry chosen in the log, while the log is entered.
  package var selected: EntryID?
  package var question: Question?
  package var notice: Notice?
  /// Asked for with Ctrl-T on an empty line, for the next entry; milliseconds.
  package var nextEarlier: Int64 = 0
  /// True while process entries are shown folded.
  package var isProcessFolded = false
  /// What `/` last looked for.
  package var found: String?
  /// Boot-clock milliseconds of the last key that touched the line.
  package var lastTouched: Int64 = 0
  /// Entries that the last picture showed, as positions in `session.places.shown`: the loop tells.
  package var visible: Range<Int> = 0..<0
  package var keeping = Keeping()

  package init() {}

  package struct PendingMark: Equatable, Sendable {
    package var digit: Character
    package var marking: Marking
    package var stamp: Stamp
    package var id: EntryID
    /// Boot-clock milliseconds of the last press, repeats of the held key included.
    package var lastPress: Int64
    /// How often the digit came: one mark, but as many letters if it turns out to be text.
    package var presses = 1
  }

  package enum Scroll: Equatable, Sendable {
    /// The newest entry is at the bottom.
    case following
    /// This entry is the last one shown.
    case bottom(EntryID)
    /// This entry is the first one shown.
    case top(EntryID)
  }

  /// What lies over the lower rows of the log. The header and the note line are never covered.
  package enum Panel: Equatable, Sendable {
    /// The line filters; `row` is the chosen one among what matches, or `noRow`.
    case marks(row: Int)
    /// `row` is the chosen one in `GroundingList`.
    case grounding(row: Int)
    /// The line filters; `top` is the first row shown; `held` is the text that was in the line.
    case help(top: Int, held: NoteLine)
    case preparation(top: Int)
    /// Preview: `row` among the themes; Esc goes back to `before`.
    case themes(row: Int, before: String)
    /// Everything that was written about one entry.
    case versions(of: EntryID, top: Int)
    /// Words to be copied by eye when nothing can be written any more.
    case unkept(top: Int)

    /// No row of the marks is chosen yet: Space and Enter by mistake keep nothing.
    package static let noRow = -1
  }
}

/// A question on the row above the note line; it lapses by itself.
package struct Question: Equatable, Sendable {
  package enum Subject: Equatable, Sendable {
    case leave
    case seal(reason: String)
    /// Strike this entry; `consequence` says what else changes, or is empty.
    case strike(EntryID, consequence: String)
  }
  package var subject: Subject
  /// Boot-clock milliseconds.
  package var askedAt: Int64
  /// When `y` was pressed: a letter within half a second makes it the beginning of a note.
  package var answeredAt: Stamp?
  /// The letter as it was pressed, for that note.
  package var answer: Character = "y"

  package init(subject: Subject, askedAt: Int64, answeredAt: Stamp? = nil) {
    self.subject = subject
    self.askedAt = askedAt
    self.answeredAt = answeredAt
  }

  package static let lapse: Int64 = 10_000
  package static let answerRest: Int64 = 500
}

/// Words on the row above the note line; they stay until the next Enter or until they lapse.
package struct Notice: Equatable, Sendable {
  package enum Tone: Equatable, Sendable {
    /// Something was done or is so.
    case plain
    /// Something was not taken; what was typed is still in the line.
    case refused
  }
  package var words: String
  package var tone: Tone
  /// Boot-clock milliseconds.
  package var since: Int64

  package init(words: String, tone: Tone, since: Int64) {
    self.words = words
    self.tone = tone
    self.since = since
  }

  package static let lapse: Int64 = 10_000
}
