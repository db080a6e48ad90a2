/// The session's own time: milliseconds since its first entry, one scale over all its runs and
/// boots.
///
/// Within a boot the boot clock counts, which nobody can step; from one boot to the next the wall
/// clock, as it was read on both sides, and never backwards. So the order of what one run wrote is
/// the order in which it happened, whatever was done to the wall clock meanwhile.
package struct SessionClock: Equatable, Sendable {
  /// From here on the clocks read so much more than the session's time.
  private struct Stretch: Equatable, Sendable {
    var from: Int64
    var wall: Int64
    var up: Int64
    var boot: Int
  }

  /// From here on clocks were read so many minutes east of UTC.
  private struct ZoneStretch: Equatable, Sendable {
    var from: Int64
    var east: Int
  }

  private var stretches: [Stretch] = []
  private var zones: [ZoneStretch] = []
  /// By boot: what the boot clock read when the session's time was 0.
  private var ups: [Int64?] = []

  init() {}

  /// Milliseconds since the session began; negative before that.
  package func time(of moment: Moment) -> Int64 {
    if moment.boot < ups.count, let up = ups[moment.boot] { return moment.up - up }
    return moment.wall - (stretches.last?.wall ?? moment.wall)
  }

  /// The clocks at a time, in the run that was the newest then.
  package func moment(at time: Int64) -> Moment {
    guard let stretch = stretch(at: time) else { return Moment(wall: time, up: time, boot: 0) }
    return Moment(wall: time + stretch.wall, up: time + stretch.up, boot: stretch.boot)
  }

  /// The boot clock of a boot at a time; of the run then, where nothing is known of that boot.
  package func up(at time: Int64, boot: Int) -> Int64 {
    if boot < ups.count, let up = ups[boot] { return time + up }
    return moment(at: time).up
  }

  /// Minutes east of UTC in which clocks were read at a time.
  package func zone(at time: Int64) -> Int {
    let place = zones.partitioningIndex { $0.from > time }
    return zones.isEmpty ? 0 : zones[max(0, place - 1)].east
  }

  mutating func begin(at moment: Moment) {
    stretches = [Stretch(from: 0, wall: moment.wall, up: moment.up, boot: moment.boot)]
    know(moment.up, of: moment.boot)
  }

  /// A run began or the wall clock was stepped; `last` is when anything was written before.
  mutating func turn(at moment: Moment, after last: Moment?) {
    if moment.boot >= ups.count || ups[moment.boot] == nil {
      let before = last.map { self.time(of: $0) + max(0, moment.wall - $0.wall) } ?? 0
      know(moment.up - before, of: moment.boot)
    }
    let time = self.time(of: moment)
    stretches.append(
      Stretch(
        from: max(time, stretches.last?.from ?? time), wall: moment.wall - time,
        up: moment.up - time, boot: moment.boot))
  }

  /// Something was written in a zone.
  mutating func isRead(inZone east: Int, from moment: Moment) {
    guard zones.last?.east != east else { return }
    let from = max(time(of: moment), zones.last?.from ?? .min)
    zones.append(ZoneStretch(from: from, east: east))
  }

  private mutating func know(_ up: Int64, of boot: Int) {
    while ups.count <= boot { ups.append(nil) }
    ups[boot] = up
  }

  private func stretch(at time: Int64) -> Stretch? {
    let place = stretches.partitioningIndex { $0.from > time }
    return place > 0 ? stretches[place - 1] : stretches.first
  }
}

// MARK: - The clock on the wall

extension SessionClock {
  /// Every time of a span at which the clock on the wall read this time of day, oldest first: none
  /// where it was put past it, several where it was put back or came round again. `seconds` since
  /// midnight.
  package func times(ofDay seconds: Int, in span: ClosedRange<Int64>) -> [Int64] {
    let readings = readings
    return readings.indices.flatMap { place -> [Int64] in
      let from = max(span.lowerBound, readings[place].from)
      let isLast = place + 1 == readings.count
      let to = isLast ? span.upperBound : min(span.upperBound, readings[place + 1].from - 1)
      guard from <= to else { return [] }
      let first = Self.day(of: from + readings[place].ahead) + Int64(seconds) * 1000
      return stride(
        from: first - readings[place].ahead, through: to, by: Int64.Stride(Self.dayLength)
      )
      .filter { $0 >= from }
    }
  }

  /// The first time of a span at which the clock on the wall was put past this time of day.
  package func timePut(pastDay seconds: Int, in span: ClosedRange<Int64>) -> Int64? {
    zip(readings, readings.dropFirst()).first { before, after in
      let (last, next) = (after.from - 1 + before.ahead, after.from + after.ahead)
      let wanted = Self.day(of: last) + Int64(seconds) * 1000
      let isPast = [wanted, wanted + Self.dayLength].contains { last < $0 && $0 < next }
      return isPast && span.contains(after.from)
    }?.1.from
  }

  /// Milliseconds since midnight that the clock on the wall reads at a time.
  package func ofDay(_ time: Int64) -> Int64 {
    reading(at: time) - Self.day(of: reading(at: time))
  }

  private static let dayLength: Int64 = 24 * 3_600_000

  private static func day(of reading: Int64) -> Int64 { TimeText.startOfDay(reading, zone: 0) }

  /// From each time on, until the next, the clock on the wall reads so much more than the session's
  /// time, as if its zone were UTC.
  private var readings: [(from: Int64, ahead: Int64)] {
    guard let first = stretches.first else { return [] }
    let turns = Set(stretches.dropFirst().map(\.from) + zones.dropFirst().map(\.from)).sorted()
    let begins = (from: Int64.min, ahead: first.wall + Int64(zones.first?.east ?? 0) * 60_000)
    return [begins] + turns.map { ($0, reading(at: $0) - $0) }
  }

  private func reading(at time: Int64) -> Int64 {
    moment(at: time).wall + Int64(zone(at: time)) * 60_000
  }
}

extension Session {
  /// Milliseconds of the session's own time.
  package func time(of moment: Moment) -> Int64 { clock.time(of: moment) }

  /// Shown entries in the order in which they happened; written order where two happened at once.
  package var shownAsHappened: [Int] { Chronology(self).order }
}
