/// Two sessions of one client side by side, on one scale of T+.
///
/// A session without a dose is counted from its beginning. Compared, never judged.
package struct Comparison: Equatable, Sendable {
  package struct Side: Equatable, Sendable {
    /// "dosing 1".
    package var name: String
    /// The day that it began on, "2026-09-09"; empty where nothing was entered.
    package var date: String
    package var timeline: Timeline
    /// The session's own time at which its T+ is 0.
    package var zero: Int64

    /// False where T+ counts from the beginning, because nothing was given.
    package var isDosed: Bool { timeline.dose != nil }
    package var from: Int64 { timeline.start - zero }
    package var to: Int64 { timeline.end - zero }

    init(_ session: Session) {
      name = session.began.map { "\($0.kind.rawValue) \($0.ordinal)" } ?? session.kind.rawValue
      date = session.beganOn ?? ""
      timeline = Timeline(session, Chronology(session))
      zero = timeline.dose ?? timeline.start
    }
  }

  /// Something that one session has in a stretch of T+.
  package enum Point: Equatable, Sendable {
    case phase(Phase)
    case dose(Dose)
    case distress(Int)
    case vitals(Vitals)
    case grounding(Timeline.GroundingSpan)
  }

  package struct Cell: Equatable, Sendable {
    /// All that is in the stretch, in the order in which it happened.
    package var points: [Point] = []
    /// False before the session began and after it ended.
    package var isWithin = true
  }

  package struct Row: Equatable, Sendable {
    /// T+ at which the stretch begins, milliseconds.
    package var from: Int64
    package var one: Cell
    package var other: Cell
  }

  /// The clinic's code for the client.
  package let client: String
  package private(set) var one: Side
  package let other: Side

  /// Nil where they are not of one client, or it cannot be told.
  package init?(_ one: Session, _ other: Session) {
    guard let client = one.began?.client, client == other.began?.client, one.id != other.id else {
      return nil
    }
    self.client = client
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
    var found: [(time: Int64, point: Comparison.Point)] = []
    func add<Found>(
      _ all: [Found], _ time: KeyPath<Found, Int64>, _ point: (Found) -> Comparison.Point
    ) {
      let first = all.partitioningIndex { $0[keyPath: time] >= times.lowerBound }
      let next = all.partitioningIndex { $0[keyPath: time] >= times.upperBound }
      found += all[first..<next].map { ($0[keyPath: time], point($0)) }
    }
    add(timeline.phases, \.time) { .phase($0.phase) }
    add(timeline.doses, \.time) { .dose($0.dose) }
    add(timeline.distress, \.time) { .distress($0.value) }
    add(timeline.vitals, \.time) { .vitals($0.vitals) }
    add(timeline.grounding, \.time) { .grounding($0) }
    // What happened at once stays in the order of the kinds.
    let order = found.indices.sorted { (found[$0].time, $0) < (found[$1].time, $1) }
    cell.points = order.map { found[$0].point }
    return cell
  }
}
