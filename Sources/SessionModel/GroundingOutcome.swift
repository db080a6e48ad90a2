/// A way of grounding that was tried in an episode: the answer that stands, and distress around it.
///
/// What the sessions after this one, and the client's arc, are told of it.
package struct GroundingOutcome: Equatable, Sendable {
  package var session: String
  package var kind: SessionKind
  package var ordinal: Int
  package var episode: Int
  /// The act that the answer came from: the way back to its moment.
  package var entry: EntryID
  /// As in `GroundingStep`.
  package var technique: String
  package var words: String
  /// Offered, accepted or declined.
  package var answer: GroundingStep.Act
  /// The last SUDS at or before the act; nil where there was none.
  package var before: Int?
  /// The first SUDS after it.
  package var after: Int?

  /// True where it was accepted and the next score was lower: a comparison, not a cause.
  package var isFollowedByLess: Bool {
    guard answer == .accepted, let before, let after else { return false }
    return after < before
  }

  /// "dosing 1".
  package var place: String { "\(kind.rawValue) \(ordinal)" }
}

extension Session {
  /// What was tried, each technique once an episode, in the order of its first act; struck acts
  /// left out. An offer takes no answer back.
  package var groundingOutcomes: [GroundingOutcome] {
    var outcomes: [GroundingOutcome] = []
    let scores = distress
    for entry in standing(places.grounding) {
      guard case .grounded(let step) = entry.event, step.act != .step else { continue }
      let known = outcomes.firstIndex {
        $0.episode == step.episode && $0.technique == step.technique
      }
      if known != nil, step.act == .offered { continue }
      let outcome = outcome(of: step, entry, scores)
      if let known {
        outcomes[known] = outcome
      } else {
        outcomes.append(outcome)
      }
    }
    return outcomes
  }

  private func outcome(
    of step: GroundingStep, _ entry: Entry, _ scores: [(entry: Entry, value: Int)]
  ) -> GroundingOutcome {
    func isAfter(_ score: (entry: Entry, value: Int)) -> Bool {
      score.entry.happened.elapsed(since: entry.happened).milliseconds > 0
    }
    return GroundingOutcome(
      session: id, kind: kind, ordinal: began?.ordinal ?? 0, episode: step.episode,
      entry: entry.id, technique: step.technique, words: step.words, answer: step.act,
      before: scores.last { !isAfter($0) }?.value, after: scores.first(where: isAfter)?.value)
  }
}
