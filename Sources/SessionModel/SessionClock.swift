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

  private var stretches: [Stretch] = []
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

  /// Every time at which the wall clock read this, oldest first: none where it was stepped over,
  /// several where it was set back.
  package func times(ofWall wall: Int64) -> [Int64] {
    stretches.indices.compactMap { place in
      let time = wall - stretches[place].wall
      let isAfter = place == 0 || time >= stretches[place].from
      let isBefore = place + 1 == stretches.count || time < stretches[place + 1].from
      return isAfter && isBefore ? time : nil
    }
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

  private mutating func know(_ up: Int64, of boot: Int) {
    while ups.count <= boot { ups.append(nil) }
    ups[boot] = up
  }

  private func stretch(at time: Int64) -> Stretch? {
    let place = stretches.partitioningIndex { $0.from > time }
    return place > 0 ? stretches[place - 1] : stretches.first
  }
}

extension Session {
  /// Milliseconds of the session's own time.
  package func time(of moment: Moment) -> Int64 { clock.time(of: moment) }

  /// Shown entries in the order in which they happened; written order where two happened at once.
  package var shownAsHappened: [Int] { Chronology(self).order }
}
