/// Where a key can bring the cursor.
package enum PlaybackStep: Equatable, Sendable {
  /// So many entries of the log on, or back where negative.
  case entry(Int)
  /// So many milliseconds on or back.
  case time(Int64)
  /// The next (1) or the one before (-1); going back from within a phase leads to its beginning.
  case phase(Int)
  case mark(Int)
  case dose(Int)
  /// A SUDS that is another than the one before it.
  case distressChange(Int)
  /// The beginning of a tenth of the timeline, 0 to 9.
  case tenth(Int)
  case start
  /// The end of the timeline, on its last entry; false behind it.
  case sessionEnd
  /// The end of everything, also of what was added later.
  case end
  /// A time of the session's own.
  case to(Int64)
}

extension Playback {
  /// Moves the cursor; false where there is nothing in that direction, and it stays.
  @discardableResult
  package mutating func move(_ step: PlaybackStep) -> Bool {
    let before = (time, place)
    switch step {
    case .entry(let distance): moveEntries(distance)
    case .time(let distance): seek(to: time + distance)
    case .phase(let direction): return move(direction, among: timeline.phases)
    case .mark(let direction): return move(direction, among: timeline.marks)
    case .dose(let direction): return move(direction, among: timeline.doses)
    case .distressChange(let direction):
      return move(direction, among: timeline.distress.filter(\.isChange))
    case .tenth(let number): seek(to: timeline.tenth(number))
    case .start: seek(to: timeline.start)
    case .sessionEnd:
      guard time < timeline.end else { return false }
      seekToSessionEnd()
    case .end: seek(to: last)
    case .to(let time): seek(to: time)
    }
    return before != (time, place)
  }

  private mutating func moveEntries(_ distance: Int) {
    guard let place else { return distance > 0 ? seek(toPlace: distance - 1) : () }
    let wanted = max(0, min(chronology.count - 1, place + distance))
    if wanted != place { seek(toPlace: wanted) }
  }

  private mutating func move(_ direction: Int, among points: [some TimelinePoint]) -> Bool {
    // Within one time the cursor stands on one of its entries.
    let here = (time, place.map { chronology.times[$0] == time } == true ? chosenPosition ?? 0 : -1)
    let target =
      direction > 0
      ? points.first { ($0.time, $0.position) > here }
      : points.last { ($0.time, $0.position) < here }
    guard let target, let found = placeInLog(of: target.position) else { return false }
    seek(toPlace: found)
    return true
  }

  // MARK: Playing

  /// Lets so many milliseconds of real time pass at a speed; false once the end of the timeline is
  /// reached: what was added to the session later lies in days of nothing, and is gone to by step.
  ///
  /// A silence or a gap that is skipped takes no time: the cursor stands at its end at once. Times
  /// stay what they were.
  package mutating func advance(
    by milliseconds: Int64, speed: Int64, skippingSilence isSkipping: Bool
  ) -> Bool {
    guard time < timeline.end else { return false }
    var left = milliseconds * speed
    var reached = time
    if isSkipping {
      for quiet in timeline.quiet where quiet.upperBound > reached {
        guard quiet.lowerBound <= reached + left else { break }
        left -= max(0, quiet.lowerBound - reached)
        reached = quiet.upperBound
      }
    }
    guard reached + left >= timeline.end else {
      seek(to: reached + left)
      return true
    }
    seekToSessionEnd()
    return false
  }

  /// On its last entry the state is that in which its Enter left the session.
  private mutating func seekToSessionEnd() {
    if let place = chronology.place(at: timeline.end), chronology.times[place] == timeline.end {
      seek(toPlace: place)
    } else {
      seek(to: timeline.end)
    }
  }
}

extension Timeline {
  /// What playing may skip: silences, and gaps in which nothing was recorded; sorted, apart.
  package var quiet: [Range<Int64>] {
    let spans =
      silences.map { $0.from..<$0.to }
      + gaps.filter { $0.end - $0.time >= Self.silenceFrom }.map { $0.time..<$0.end }
    var quiet: [Range<Int64>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = quiet.last, span.lowerBound <= last.upperBound {
        quiet[quiet.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        quiet.append(span)
      }
    }
    return quiet
  }
}
