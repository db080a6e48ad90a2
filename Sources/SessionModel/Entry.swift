/// A record with everything that later records say about it.
package struct Entry: Equatable, Sendable {
  package let record: Record
  /// When it happened, and when it was written; equal unless it was back-dated.
  package let happened: Moment
  package let written: Moment
  package let author: String
  /// Minutes east of UTC when it happened, and when it was written: a late note of winter about a
  /// session of summer shows the clock of the session.
  package let zone: Int
  package let writtenZone: Int
  /// What it says now: the record's event, or what put it right.
  package internal(set) var event: Event
  /// What it said before, oldest first; the current event is not among them.
  package internal(set) var earlier: [Event] = []
  /// Words appended later, oldest first.
  package internal(set) var appended: [String] = []
  package internal(set) var isStruck = false
  /// Where it counts now; differs from the record's lane after *relane*.
  package internal(set) var lane: Lane
  package internal(set) var isCarried = false

  package var id: EntryID { record.id }
  /// Written more than a breath after it happened: 30 s is the step of Ctrl-T, the smallest a
  /// person can ask for.
  package var isLate: Bool { record.ago >= Entry.lateAfter }
  package static let lateAfter: Int64 = 30_000
  package var isMoved: Bool { lane != record.lane }
}

extension Event {
  /// The lane an event goes to unless its writer flips it: the law's where it forces one. Themes
  /// and fragments are psychotherapy notes (clinical.md, "Two lanes").
  package var defaultLane: Lane {
    switch self {
    case .noted(let note), .addendumWritten(let note): note.kind.defaultLane
    case .prepared(let prepared): prepared.section.lane
    case .insightFound, .integrated: .process
    default: .record
    }
  }

  /// True where no key may move the event out of the record (45 CFR 164.501).
  package var forcesRecord: Bool {
    switch self {
    case .noted(let note), .addendumWritten(let note): note.kind.forcesRecord
    case .marked(let mark): mark.isAlarm
    case .prepared(let prepared): prepared.section.lane == .record
    case .insightFound, .integrated, .bookmarked, .unknown: false
    default: true
    }
  }

  /// True for what a person entered, false for what the program notes about itself.
  package var isEntered: Bool {
    switch self {
    case .began, .rulesKept, .runBegan, .runEnded, .gap, .clockStepped, .locked, .unlocked,
      .amended, .carried, .bookmarked, .sealed, .unreadable:
      false
    default: true
    }
  }

  /// True for entries that the log shows as rows of their own.
  package var isShown: Bool {
    switch self {
    case .began, .rulesKept, .runBegan, .runEnded, .amended, .carried, .bookmarked, .locked,
      .unlocked:
      false
    default: true
    }
  }

  /// True where Ctrl-Z may strike it.
  package var isStrikeable: Bool { isEntered }

  /// False of a row that stands for lines that are lost: nobody wrote it anywhere.
  var hasOwnZone: Bool { if case .unreadable = self { false } else { true } }

  /// True where from here on the clocks stand otherwise to the session's own time.
  var turnsClock: Bool {
    switch self {
    case .runBegan, .clockStepped: true
    default: false
    }
  }
}
