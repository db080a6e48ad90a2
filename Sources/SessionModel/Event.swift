/// A journaled fact. One case a kind of record; the kind strings of the files are in EventCoding.
package enum Event: Equatable, Sendable {
  // The frame of a session.
  indirect case began(Began)
  /// The clinic's files as they were then: behind `began`, and nowhere else.
  indirect case rulesKept(RulesOfDay)
  indirect case runBegan(RunBegan)
  indirect case runEnded(RunEnded)
  case dosingEnded(reason: String)
  /// The client left: with whom, in the author's words; empty where nobody was named.
  /// Sessions without a dose are only closed; the kind is known from the session, never kept here.
  case closed(with: String, isOfDosing: Bool = true)
  indirect case sealed(Seal)

  // What is observed and done.
  case noted(Note)
  case marked(Marking)
  indirect case vitalsMeasured(Vitals)
  indirect case dosed(Dose)
  indirect case medicated(Medication)
  case administered(Administration)
  case phaseEntered(Phase)
  indirect case checkTicked(CheckTick)
  indirect case grounded(GroundingStep)
  case scored(Score)
  indirect case adverseNoted(AdverseEvent)
  indirect case presenceChanged(Presence)
  /// Medical help came, or took the client elsewhere; that it was called is a mark.
  indirect case helpChanged(HelpChange)
  indirect case touchAsked(TouchAsked)

  // The arc.
  indirect case prepared(Prepared)
  indirect case insightFound(Insight)
  indirect case taskSet(ActionTask)
  indirect case followupSet(Followup)
  indirect case integrated(Integrated)
  case carried(ref: EntryID, takenBack: Bool)
  case bookmarked(ref: EntryID, words: String)

  // About other entries, and about the record itself.
  indirect case amended(Amendment)
  /// A note written after sealing.
  case addendumWritten(Note)
  /// Time nobody recorded in: the program was not running or the machine slept. Milliseconds.
  case gap(Gap)
  /// The wall clock was stepped by so many milliseconds; positive is forward.
  case clockStepped(by: Int64)
  case locked
  case unlocked
  /// A kind of a newer Holdfast: kept as it is, shown as "unknown entry, kept".
  case unknown(kind: String)
  /// Lines of a file that are damaged: shown where they stood, never written.
  indirect case unreadable(UnreadableLines)
}

package struct Began: Equatable, Sendable {
  /// The clinic's code for the client, never a name.
  package var client: String
  package var kind: SessionKind
  /// 1 for the client's first session of this kind.
  package var ordinal: Int
  /// The protocol's name ("im"), empty where the kind has none, and the hash of `RulesOfDay`: 43
  /// base64url characters, empty where no files were known.
  package var protocolName: String
  package var protocolHash: String
  package var author: String
  /// True in a demonstration: every screen says SAMPLE.
  package var isSample: Bool

  package init(
    client: String, kind: SessionKind, ordinal: Int, protocolName: String, protocolHash: String,
    author: String, isSample: Bool = false
  ) {
    self.client = client
    self.kind = kind
    self.ordinal = ordinal
    self.protocolName = protocolName
    self.protocolHash = protocolHash
    self.author = author
    self.isSample = isSample
  }
}

package struct RunBegan: Equatable, Sendable {
  /// The kernel's boot id: tells whether two boot-clock readings can be subtracted.
  package var boot: String
  /// The version of Holdfast that wrote the run.
  package var version: String
  /// Minutes east of UTC.
  package var zone: Int
  package var author: String

  package init(boot: String, version: String, zone: Int, author: String) {
    self.boot = boot
    self.version = version
    self.zone = zone
    self.author = author
  }
}

/// The end of a run with what home shows of the session, so that a list needs only its last line.
package struct RunEnded: Equatable, Sendable {
  package var listLine: ListLine
  package init(listLine: ListLine) {
    self.listLine = listLine
  }
}

/// What home and `holdfast list` show of a session.
package struct ListLine: Equatable, Sendable {
  package var client: String
  package var kind: SessionKind
  package var ordinal: Int
  package var state: SessionState
  /// Entries a person made, struck ones included.
  package var entries: Int
  /// Wall milliseconds of the beginning and of the last entry.
  package var beganAt: Int64
  package var lastAt: Int64
  /// Doses given and not struck.
  package var doses: Int

  package init(
    client: String, kind: SessionKind, ordinal: Int, state: SessionState, entries: Int,
    beganAt: Int64, lastAt: Int64, doses: Int
  ) {
    self.client = client
    self.kind = kind
    self.ordinal = ordinal
    self.state = state
    self.entries = entries
    self.beganAt = beganAt
    self.lastAt = lastAt
    self.doses = doses
  }
}

/// How far a session has come; four different things that one "End" must never mix.
package enum SessionState: String, Sendable {
  case open
  case dosingEnded
  case closed
  case sealed

  package var words: String {
    switch self {
    case .open: "open"
    case .dosingEnded: "dosing ended"
    case .closed: "closed, not sealed"
    case .sealed: "sealed"
    }
  }
}

/// Signs the session: what every file held at that moment.
package struct Seal: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    /// 22 base64url characters of the file's 16 bytes.
    package var id: String
    /// Lines in the file, header included.
    package var count: Int
    /// The hash text of its last line.
    package var head: String
    package init(id: String, count: Int, head: String) {
      self.id = id
      self.count = count
      self.head = head
    }
  }

  /// Filled in by the journal's writer, which alone knows the heads when the record is written.
  package var files: [File]
  package var listLine: ListLine
  package var reason: String

  package init(files: [File] = [], listLine: ListLine, reason: String) {
    self.files = files
    self.listLine = listLine
    self.reason = reason
  }
}

package struct Gap: Equatable, Sendable {
  package enum Cause: String, Sendable {
    /// The program had been left and was started again.
    case left
    /// The last run ended without its closing record: a crash, a kill, a power cut.
    case interrupted
    /// The machine slept.
    case slept
  }
  package var milliseconds: Int64
  package var cause: Cause
  /// False where two boots lie between and only the wall clock could tell.
  package var isChecked: Bool

  package init(milliseconds: Int64, cause: Cause, isChecked: Bool) {
    self.milliseconds = milliseconds
    self.cause = cause
    self.isChecked = isChecked
  }
}

package struct UnreadableLines: Equatable, Sendable {
  package var file: String
  /// 1 for the file's first line.
  package var lines: ClosedRange<Int>

  package init(file: String, lines: ClosedRange<Int>) {
    self.file = file
    self.lines = lines
  }
}
