import SessionModel

/// How a review plays.
package struct Playing: Equatable, Sendable {
  package var isOn = false
  package var speed: Int64 = 1
  /// True where silences take no time; the times shown stay the real ones.
  package var skipsSilence = false
  /// Boot-clock milliseconds up to which real time has been played.
  var upTo: Int64 = 0

  package static let speeds: [Int64] = [1, 2, 5, 10, 30, 60]

  /// Real milliseconds from one picture to the next: a second of the session, and no more than five
  /// pictures a second, which is as much as an eye follows.
  var interval: Int64 { max(200, 1_000 / speed) }

  /// A machine that slept, or a terminal that stood still, was not playing. Milliseconds.
  static let longest: Int64 = 2_000
}

extension Review {
  mutating func turnPlaying(_ scene: Scene) -> [Effect] {
    guard !playing.isOn else { return pause() }
    guard playback.time < playback.timeline.end || loading != nil else {
      sayEnd(scene)
      return []
    }
    playing.isOn = true
    playing.upTo = scene.now.up
    return []
  }

  /// Stops playing; where reading stopped is kept.
  mutating func pause() -> [Effect] {
    guard playing.isOn else { return [] }
    playing.isOn = false
    return [.keepPlace]
  }

  mutating func turnSpeed(_ distance: Int) {
    let here = Playing.speeds.firstIndex(of: playing.speed) ?? 0
    playing.speed = Playing.speeds[max(0, min(Playing.speeds.count - 1, here + distance))]
  }

  mutating func turnSkipping(_ scene: Scene) {
    playing.skipsSilence.toggle()
    say(
      playing.skipsSilence
        ? "playing skips silences of \(TimeText.words(Timeline.silenceFrom)) and more"
        : "playing takes its time over silences", scene)
  }

  mutating func tickPlaying(_ scene: Scene) -> [Effect] {
    let passed = scene.now.up - playing.upTo
    guard playing.isOn, passed >= playing.interval else { return [] }
    playing.upTo = scene.now.up
    let goesOn = playback.advance(
      by: min(passed, Playing.longest), speed: playing.speed,
      skippingSilence: playing.skipsSilence)
    // At the end of what is read so far it goes on with what comes.
    guard !goesOn, loading == nil else { return [] }
    sayEnd(scene)
    return pause()
  }

  /// A seal and addenda may lie days behind it: they are not waited for.
  private mutating func sayEnd(_ scene: Scene) {
    let later = playback.chronology.times.last.map { $0 > playback.time } ?? false
    say(
      later
        ? "this is the end: . goes to what was added later, g to the start"
        : "this is the end: g goes to the start", scene)
  }

  var playingDeadline: Int64? { playing.isOn ? playing.upTo + playing.interval : nil }
}
