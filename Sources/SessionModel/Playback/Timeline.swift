/// What a session looks like from above: the facts that a timeline is drawn from.
///
/// All times are milliseconds of the session's own time (`SessionClock`), and those of entries are
/// when they happened. It tells what is known today; what was known at a moment is in the session
/// that `Playback` has there. Struck entries are left out, except from the density.
package struct Timeline: Equatable, Sendable {
  /// The first and the last that there is to draw; equal where there is one moment or none.
  ///
  /// What was written after the client left (the seal, an addendum weeks later) lies behind the
  /// end: a scale that took it in would squeeze the session into one column.
  package internal(set) var start: Int64 = 0
  package internal(set) var end: Int64 = 0
  /// When the first dose happened: T+ counts from here.
  package internal(set) var dose: Int64?

  package internal(set) var phases: [PhaseSpan] = []
  package internal(set) var doses: [DosePoint] = []
  package internal(set) var distress: [DistressPoint] = []
  package internal(set) var vitals: [VitalsPoint] = []
  package internal(set) var marks: [MarkPoint] = []
  package internal(set) var grounding: [GroundingSpan] = []
  package internal(set) var silences: [Silence] = []
  package internal(set) var late: [LateEntry] = []
  package internal(set) var gaps: [GapSpan] = []
  package internal(set) var clockSteps: [ClockStep] = []

  /// When each shown entry happened, in order: what the density counts.
  private var times: [Int64] = []

  package init() {}

  package init(_ session: Session, _ chronology: Chronology) {
    times = chronology.times
    dose = session.firstDose.map { session.time(of: $0) }
    (start, end) = Self.bounds(of: session, chronology)
    addCourse(of: session)
    addRecord(of: session, chronology)
    silences = Self.silences(in: session, chronology, gaps: gaps, end: end)
  }

  /// Help called and consent withdrawn.
  package var alarms: [MarkPoint] { marks.filter { $0.mark.isAlarm } }

  package var length: Int64 { end - start }

  /// T+ of a time; nil where nothing was given.
  package func sinceDose(_ time: Int64) -> Int64? { dose.map { time - $0 } }

  // MARK: Columns

  /// The column of a time where the whole is drawn over so many; what lies outside is at the edge.
  package func column(of time: Int64, columns: Int) -> Int {
    guard columns > 1, end > start, time > start else { return 0 }
    let (share, isOver) = (time - start).multipliedReportingOverflow(by: Int64(columns))
    return isOver ? columns - 1 : Int(min(share / (end - start + 1), Int64(columns - 1)))
  }

  /// When a column begins.
  package func time(ofColumn column: Int, columns: Int) -> Int64 {
    guard columns > 0 else { return start }
    let span = end - start + 1
    // Rounded up: the first time that lies in the column.
    return start + (span * Int64(column) + Int64(columns) - 1) / Int64(columns)
  }

  /// Shown entries in each column; together all that there are.
  package func density(columns: Int) -> [Int] {
    guard columns > 0 else { return [] }
    guard end > start else { return [times.count] + Array(repeating: 0, count: columns - 1) }
    var counts: [Int] = []
    var from = 0
    for column in 1...columns {
      let next = time(ofColumn: column, columns: columns)
      let to = column == columns ? times.count : times.partitioningIndex { $0 >= next }
      counts.append(to - from)
      from = to
    }
    return counts
  }

  /// The beginning of a tenth: 0 is the start, 10 the end.
  package func tenth(_ number: Int) -> Int64 {
    start + (end - start) * Int64(max(0, min(10, number))) / 10
  }
}

/// Something on a timeline that is an entry.
package protocol TimelinePoint: Equatable, Sendable {
  var time: Int64 { get }
  /// In `Session.entries`.
  var position: Int { get }
}

extension Timeline {
  package struct PhaseSpan: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var phase: Phase
    /// The next phase, or the end.
    package var end: Int64
  }

  /// A dose that was given.
  package struct DosePoint: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var dose: Dose
  }

  /// SUDS, 0 to 10.
  package struct DistressPoint: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var value: Int
    /// True of the first, and where the value is another than the one before.
    package var isChange: Bool
  }

  package struct VitalsPoint: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var vitals: Vitals
  }

  package struct MarkPoint: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var mark: Marking
  }

  /// One episode of grounding, from its first act to its last.
  package struct GroundingSpan: Equatable, Sendable {
    package var time: Int64
    package var end: Int64
    package var episode: Session.Episode

    package var isAccepted: Bool { episode.steps.contains { $0.act == .accepted } }
    /// Distress after minus distress before; nil where one of them is missing.
    package var change: Int? {
      guard let before = episode.before, let after = episode.after else { return nil }
      return after.value - before.value
    }
  }

  /// Minutes in which nobody entered anything, while the program ran.
  package struct Silence: Equatable, Sendable {
    package var from: Int64
    package var to: Int64
    /// The mark *silence held* stands at its beginning.
    package var isHeld: Bool
  }

  /// An entry written after it had happened.
  package struct LateEntry: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var written: Int64
  }

  /// Time in which the program did not run, or the machine slept.
  package struct GapSpan: TimelinePoint {
    package var time: Int64
    package var position: Int
    package var end: Int64
    package var gap: Gap
  }

  package struct ClockStep: TimelinePoint {
    package var time: Int64
    package var position: Int
    /// Milliseconds, positive where the wall clock was set forward.
    package var by: Int64
  }
}
