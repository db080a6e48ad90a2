import SessionModel

extension Backdating {
  /// A time to go to: "T+31", "T+31:00", "T-5", "14:05", "14:05:30"; nil for anything else.
  static func target(_ text: String) -> Backdating? {
    if let first = text.first, first == "T" || first == "t" {
      let rest = text.dropFirst()
      let isBefore = rest.first == "-"
      let digits = isBefore || rest.first == "+" ? rest.dropFirst() : rest
      return sinceDose(digits).map { .sinceDose(isBefore ? -$0 : $0) }
    }
    return split("@\(text) "[...])?.time
  }

  /// True of a time to go to that is counted from the dose.
  static func isSinceDose(_ text: String) -> Bool {
    if case .sinceDose = target(text) { true } else { false }
  }
}

extension Playback {
  /// Where a text like "T+31" or "14:05" leads, milliseconds of the session's own time; nil where
  /// it is no time, or a T+ of a session without a dose.
  ///
  /// A time of day that comes more than once is the next behind the cursor, else the first; one
  /// that does not come is the nearer end.
  package func time(ofTarget text: String) -> Int64? {
    switch Backdating.target(text) {
    case .sinceDose(let since): return timeline.dose.map { $0 + since }
    case .clock(let seconds): return time(ofDay: seconds)
    case .before, nil: return nil
    }
  }

  private func time(ofDay seconds: Int) -> Int64? {
    guard let start = whole.start else { return nil }
    let zone = whole.entries.first?.zone ?? 0
    let first = TimeText.startOfDay(start.wall, zone: zone) + Int64(seconds) * 1000
    let days = (last - timeline.start) / Backdating.limit + 1
    let times = (-1...days).flatMap { day in
      whole.clock.times(ofWall: first + day * Backdating.limit)
    }
    let within = times.filter { $0 >= timeline.start && $0 <= last }
    if let next = within.first(where: { $0 > time }) ?? within.first { return next }
    // Before the session on its first day, or after it: the end that is nearer to it.
    let ends = [timeline.start, last]
    return ends.min { one, other in
      distance(from: one, to: times) < distance(from: other, to: times)
    }
  }

  private func distance(from end: Int64, to times: [Int64]) -> Int64 {
    times.map { abs($0 - end) }.min() ?? .max
  }
}
