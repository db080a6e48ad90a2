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

/// Where a moment that was asked for leads.
package struct Sought: Equatable, Sendable {
  /// What keeps the moment itself from being there.
  package enum Lack: Equatable, Sendable {
    case beforeBeginning, behindEnd
    /// The clock on the wall was put past it.
    case neverRead
  }

  /// Milliseconds of the session's own time: never outside of it.
  package var time: Int64
  package var lack: Lack?
}

extension Playback {
  /// Where a text like "T+31" or "14:05" leads, milliseconds of the session's own time; nil where
  /// it is no time, or a T+ of a session without a dose.
  package func time(ofTarget text: String) -> Int64? { sought(text)?.time }

  /// Behind the end of the timeline only what was written there can be gone to: a seal, an addendum.
  package func sought(_ text: String) -> Sought? {
    guard !whole.entries.isEmpty else { return nil }
    let behind = chronology.times.partitioningIndex { $0 > timeline.end }
    return whole.sought(
      text, in: timeline.start...timeline.end, from: time, behindEnd: chronology.times[behind...])
  }
}

extension Session {
  /// Where a moment leads in a span of the session, from a time in it. A time of day that comes more
  /// than once is the next behind that time, else the first. `later` is when something happened
  /// behind the span, in order: gone to where it was in the minute that is asked for.
  func sought(
    _ text: String, in span: ClosedRange<Int64>, from here: Int64,
    behindEnd later: ArraySlice<Int64> = []
  ) -> Sought? {
    func found(_ wanted: Int64) -> Int64? {
      span.contains(wanted) ? wanted : later.first { wanted <= $0 && $0 < wanted + 60_000 }
    }
    switch Backdating.target(text) {
    case .sinceDose(let since):
      guard let dose = firstDose else { return nil }
      let wanted = time(of: dose) + since
      let outside: Sought =
        wanted < span.lowerBound
        ? Sought(time: span.lowerBound, lack: .beforeBeginning)
        : Sought(time: span.upperBound, lack: .behindEnd)
      return found(wanted).map { Sought(time: $0) } ?? outside
    case .clock(let seconds):
      let all = span.lowerBound...max(span.upperBound, later.last ?? span.upperBound)
      let times = clock.times(ofDay: seconds, in: all).compactMap(found)
      return next(of: times, in: span, from: here).map { Sought(time: $0) }
        ?? lacking(ofDay: seconds, in: span)
    case .before, nil: return nil
    }
  }

  /// What was in the session comes before what was added to it later.
  private func next(of times: [Int64], in span: ClosedRange<Int64>, from here: Int64) -> Int64? {
    if let next = times.first(where: { $0 > here && span.contains($0) }) { return next }
    guard let place = times.lastIndex(of: here) else { return times.first }
    return times[(place + 1) % times.count]
  }

  /// Of a time of day that is nowhere: before the session on its first day, behind it on its last,
  /// whichever is nearer, or in between where the clock was put past it.
  private func lacking(ofDay seconds: Int, in span: ClosedRange<Int64>) -> Sought {
    if let put = clock.timePut(pastDay: seconds, in: span) {
      return Sought(time: put, lack: .neverRead)
    }
    let before = clock.ofDay(span.lowerBound) - Int64(seconds) * 1000
    let behind = Int64(seconds) * 1000 - clock.ofDay(span.upperBound)
    return before > 0 && (behind <= 0 || before < behind)
      ? Sought(time: span.lowerBound, lack: .beforeBeginning)
      : Sought(time: span.upperBound, lack: .behindEnd)
  }
}

extension Sought.Lack {
  /// Said where the cursor stands at the nearest there is.
  func words(of target: String, isOpen: Bool = false) -> String {
    switch self {
    case .beforeBeginning: "\(target) is before the session: this is its beginning"
    case .behindEnd where isOpen: "\(target) has not come yet: this is the newest entry"
    case .behindEnd: "\(target) is after the session: this is its end"
    case .neverRead: "no clock read \(target) here: it was put past it at this moment"
    }
  }
}
