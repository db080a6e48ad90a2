/// Two sessions of one client side by side, on one scale of T+.
///
/// A session without a dose is counted from its beginning. Compared, never judged.
package struct Comparison: Equatable, Sendable {
  package struct Side: Equatable, Sendable {
    /// "dosing 1".
    package var name: String
    package var timeline: Timeline
    /// The session's own time at which its T+ is 0.
    package var zero: Int64

    package var from: Int64 { timeline.start - zero }
    package var to: Int64 { timeline.end - zero }

    init(_ session: Session) {
      name = session.began.map { "\($0.kind.rawValue) \($0.ordinal)" } ?? session.kind.rawValue
      timeline = Timeline(session, Chronology(session))
      zero = timeline.dose ?? timeline.start
    }
  }

  /// What one session has in one stretch of T+.
  package struct Cell: Equatable, Sendable {
    /// The phase that stood at the end of the stretch.
    package var phase: Phase?
    package var doses: [Timeline.DosePoint] = []
    /// All SUDS of the stretch, in order.
    package var distress: [Timeline.DistressPoint] = []
    package var vitals: [Timeline.VitalsPoint] = []
    package var grounding: [Timeline.GroundingSpan] = []
    /// False before the session began and after it ended.
    package var isWithin = true
  }

  package struct Row: Equatable, Sendable {
    /// T+ at which the stretch begins, milliseconds.
    package var from: Int64
    package var one: Cell
    package var other: Cell
  }

  package private(set) var one: Side
  package let other: Side

  /// Nil where they are not of one client, or it cannot be told.
  package init?(_ one: Session, _ other: Session) {
    guard let client = one.began?.client, client == other.began?.client, one.id != other.id else {
      return nil
    }
    self.one = Side(one)
    self.other = Side(other)
  }

  /// The same with the one session as it is now.
  package func renewed(_ one: Session) -> Comparison {
    var renewed = self
    renewed.one = Side(one)
    return renewed
  }

  /// The scale that holds both.
  package var from: Int64 { min(one.from, other.from) }
  package var to: Int64 { max(one.to, other.to) }

  /// Both in stretches of so many milliseconds; T+ 0 is the beginning of one.
  package func rows(every length: Int64) -> [Row] {
    guard length > 0 else { return [] }
    let first = from >= 0 ? from / length : -((-from + length - 1) / length)
    let last = to >= 0 ? to / length : -((-to + length - 1) / length)
    return (first...last).map { row in
      let stretch = (row * length)..<((row + 1) * length)
      return Row(
        from: stretch.lowerBound, one: one.cell(stretch), other: other.cell(stretch))
    }
  }
}

extension Comparison.Side {
  fileprivate func cell(_ stretch: Range<Int64>) -> Comparison.Cell {
    let times = (stretch.lowerBound + zero)..<(stretch.upperBound + zero)
    var cell = Comparison.Cell()
    cell.isWithin = times.upperBound > timeline.start && times.lowerBound <= timeline.end
    guard cell.isWithin else { return cell }
    cell.phase = timeline.phases.last { $0.time < times.upperBound }?.phase
    cell.doses = timeline.doses.filter { times.contains($0.time) }
    cell.distress = timeline.distress.filter { times.contains($0.time) }
    cell.vitals = timeline.vitals.filter { times.contains($0.time) }
    cell.grounding = timeline.grounding.filter { times.contains($0.time) }
    return cell
  }
}
