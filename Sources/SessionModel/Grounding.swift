extension Session {
  /// One stretch of grounding: what was tried, and distress around it.
  package struct Episode: Equatable, Sendable {
    package var number: Int
    package var began: Moment
    package var lastAct: Moment
    /// Acts in order, struck ones left out.
    package var steps: [GroundingStep] = []
    /// The last SUDS at or before the last act.
    package var before: (value: Int, at: Moment)?
    /// The first SUDS after the last act.
    package var after: (value: Int, at: Moment)?

    package static func == (one: Episode, other: Episode) -> Bool {
      one.number == other.number && one.began == other.began && one.lastAct == other.lastAct
        && one.steps == other.steps && one.before?.value == other.before?.value
        && one.after?.value == other.after?.value
    }
  }

  /// After this long without an act a new offer opens a new episode, milliseconds.
  static let episodeEnds: Int64 = 20 * 60_000

  package var episodes: [Episode] {
    var episodes: [Episode] = []
    for entry in standing(places.grounding) {
      guard case .grounded(let step) = entry.event else { continue }
      let at = entry.happened
      if episodes.last?.number != step.episode {
        episodes.append(Episode(number: step.episode, began: at, lastAct: at))
      }
      episodes[episodes.count - 1].steps.append(step)
      episodes[episodes.count - 1].lastAct = at
    }
    let scores = distress
    for position in episodes.indices {
      let last = episodes[position].lastAct
      episodes[position].before = scores.last { isNotAfter($0.entry.happened, last) }
        .map { ($0.value, $0.entry.happened) }
      episodes[position].after = scores.first { !isNotAfter($0.entry.happened, last) }
        .map { ($0.value, $0.entry.happened) }
    }
    return episodes
  }

  private func isNotAfter(_ moment: Moment, _ other: Moment) -> Bool {
    moment.elapsed(since: other).milliseconds <= 0
  }

  /// The episode that an act now belongs to: the last one while it is fresh and distress has not
  /// eased, else the next. Distress that rises or stays calls for more of the same episode.
  package func groundingEpisode(at now: Moment) -> (number: Int, isOpen: Bool) {
    guard let last = episodes.last else { return (1, false) }
    let isFresh = now.elapsed(since: last.lastAct).milliseconds < Session.episodeEnds
    return isFresh && !hasEased(last) ? (last.number, true) : (last.number + 1, false)
  }

  /// True once a score after the last act lies below the highest around it.
  private func hasEased(_ episode: Episode) -> Bool {
    var highest = episode.before?.value
    for score in distress where !isNotAfter(score.entry.happened, episode.lastAct) {
      if let highest, score.value < highest {
        return true
      }
      highest = max(highest ?? score.value, score.value)
    }
    return false
  }
}
