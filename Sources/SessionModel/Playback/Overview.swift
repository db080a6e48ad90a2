/// What a chart note needs of a session, on one page: times, doses, extremes, what was tried and
/// what came of it, and what is open. Facts only, and only those of the record lane.
package struct Overview: Equatable, Sendable {
  /// When something was, on every clock that a note may name.
  package struct Stamp: Equatable, Sendable {
    /// Milliseconds UTC, and minutes east of it where it happened.
    package var wall: Int64
    package var zone: Int
    /// T+ in milliseconds; nil where nothing was given.
    package var sinceDose: Int64?
  }

  package struct Fact: Equatable, Sendable {
    package var at: Stamp
    package var words: String
  }

  /// A figure that was measured.
  package struct Figure: Equatable, Sendable {
    /// Of a temperature hundredths of a degree.
    package var value: Int
    package var words: String
    package var at: Stamp
    /// What stands beside its entry in the log of when it was measured.
    package var remarks: [String]
  }

  /// The lowest and the highest of one figure; the first of equal ones.
  package struct Extremes: Equatable, Sendable {
    package var measure: Measure
    package var lowest: Figure
    package var highest: Figure
    package var count: Int
  }

  package struct Distress: Equatable, Sendable {
    /// The last at or before the first dose; without a dose the first of all.
    package var before: Figure?
    package var highest: Figure
    /// The last of all.
    package var last: Figure
    package var count: Int
  }

  package struct GroundingFact: Equatable, Sendable {
    package var at: Stamp
    /// What was tried, each technique once, with what became of it.
    package var tried: [String]
    package var before: Int?
    package var after: Int?
    /// Milliseconds from the last act to the score after it.
    package var afterIn: Int64?
  }

  package struct AdverseFact: Equatable, Sendable {
    package var at: Stamp
    package var event: AdverseEvent
    package var remarks: [String]
    /// What was entered of it while it was open: "now 2, 10:48 T+0:41".
    package var changes: [String] = []
    /// Milliseconds that it lasted; nil while it is open.
    package var lasted: Int64?
    /// What was entered with its end: the outcome, who was told.
    package var end: [String] = []
  }

  package struct Attender: Equatable, Sendable {
    package var person: String
    package var role: String
    package var minutes: Int
  }

  /// Whose session it is, which, and how far it came.
  package var head: [String]
  /// Why the page may lack something, empty where all of the session was read.
  package var flaws: [String]
  /// "2026-09-09": what is of another day has its own beside it.
  package var day: String?
  /// Began, first dose, last dose, end of dosing, closed, sealed: those that there were.
  package var times: [Fact]
  /// Doses, and what was done with those that take time.
  package var doses: [Fact]
  /// Other drugs given by staff, oxygen, cannulas.
  package var staff: [Fact]
  package var baseline: Fact?
  package var vitals: [Extremes]
  package var distress: Distress?
  package var grounding: [GroundingFact]
  package var adverse: [AdverseFact]
  package var present: [Attender]
  /// Consent withdrawn, help called, and what came of that.
  package var alarms: [Fact]
  package var missing: [Outstanding]
}
