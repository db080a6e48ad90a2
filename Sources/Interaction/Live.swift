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
  /// The parked line of the last search that found something: it may have been a sentence.
  package var parkedSearch: EntryID?
  /// Boot-clock milliseconds of the last key that touched the line.
  package var lastTouched: Int64 = 0
  /// Entries that the last picture showed, as positions in `session.places.shown`: the loop tells.
  package var visible: Range<Int> = 0..<0
  package var keeping = Keeping()
  /// The small form whose field stands in the line.
  package var form: SmallForm?
  /// Forms that were put aside, oldest first.
  package var waitingForms: [SmallForm] = []
  /// Questionnaires that are begun and not kept, the open one among them.
  package var answering: [Answering] = []
  /// The list that a questionnaire was opened from: it comes back when that is done with.
  var under: Panel?
  /// What the client's sessions before this dosing ask of it.
  package var reminders: [Arc.Reminder] = []
  /// Wall milliseconds of the beginning of the client's last dosing before this session.
  package var earlierDosing: Int64?

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
    /// Marks that were still pending when this one, a 9 or a 0, was pressed: kept with it.
    package var before: [PendingMark] = []
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
    /// `chosen` is the id of a row of `GroundingList`: rows change their places under it.
    case grounding(chosen: String)
    /// The line filters; `top` is the first row shown; `held` is the text that was in the line.
    case help(top: Int, held: NoteLine)
    /// The card; `trigger` is the chosen one, where one can be logged.
    case preparation(top: Int, trigger: Int? = nil)
    /// The sections of a preparation, to be filled in any order.
    case sections(SectionsChoice)
    /// What a talk after dosing begins with.
    case moments(MomentsChoice)
    /// Every figure that governs the session, with its source.
    case facts(FactsChoice)
    /// Preview: `row` among the themes; Esc goes back to `before`.
    case themes(row: Int, before: String)
    /// Everything that was written about one entry.
    case versions(of: EntryID, top: Int)
    /// `chosen` is the id of a row of `CheckList`.
    case checklist(CheckList.Stage, chosen: String)
    /// `top` is the first row shown; with its source in place of the item.
    case questionnaire(scale: String, top: Int, showsSource: Bool)
    /// What is missing before sealing.
    case closeOut(top: Int)
    /// Words to be copied by eye when nothing can be written any more.
    case unkept(top: Int)
    /// The course of the session so far; the log scrolls over it.
    case timeline

    /// No row of the marks is chosen yet: Space and Enter by mistake keep nothing.
    package static let noRow = -1
  }
}

extension Live: NoteTaking {
  package var readOnlyBecause: String? { nil }
  package var takesLetters: Bool { true }
  package var isFiltering: Bool { panel?.takesText == true }
  package var wayBack: String { "Up on an empty line brings it back" }

  package var heldLines: [NoteLine] {
    var lines = waitingForms.map(\.wholeLine) + answering.map(\.wholeLine)
    if case .help(_, let held) = panel {
      lines.append(form.map { $0.with(held.text).wholeLine } ?? held)
    }
    return lines
  }

  package var standingLine: NoteLine {
    guard let form, panel?.takesText != true else { return line }
    return form.with(line.text).wholeLine
  }

  package func chosen(in session: Session) -> Entry? { selected.flatMap { session[$0] } }

  package mutating func openLine(_ line: NoteLine) {
    self.line = line
    if let parkedSearch, line.id == parkedSearch {
      // What is done with it from here on is a person's doing.
      self.parkedSearch = nil
    }
  }

  package mutating func closeLine() { line = NoteLine() }
  package mutating func letGoOfEntry() { selected = nil }

  package mutating func followText() {
    switch panel {
    case .marks: panel = .marks(row: line.isEmpty ? Panel.noRow : 0)
    case .help(_, let held): panel = .help(top: 0, held: held)
    default: break
    }
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
    /// Where something comes from: to be read whole.
    case source
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

extension Live {
  /// Said once as a dosing is begun: the dosing before it in a few words, and where the rest is.
  package func lastTime(in session: Session) -> String? {
    guard session.enteredCount == 0, let first = reminders.first?.lines.first else { return nil }
    return "last time: \(first); Ctrl-O shows what it asks of this one"
  }
}
