/// What the session knows of a line of the leaving list: shown beside it, never ticked by itself.
package struct LeavingFact: Equatable, Sendable {
  /// The line that it belongs to.
  package var shows: ChecklistItem.Shows
  package var words: String
  /// What it was computed from, with its source.
  package var basis: String
  /// Whether the figure is reached, where one is compared; nil where the eye compares.
  package var isReached: Bool?
}

extension Session {
  /// Time since the last dose against the minimum stay, vitals and distress against their baseline.
  package func leavingFacts(at now: Moment) -> [LeavingFact] {
    [stay(at: now), vitalsAgainstBaseline, distressAgainstBaseline].compactMap { $0 }
  }

  // MARK: The least time

  private func stay(at now: Moment) -> LeavingFact? {
    guard let stay = treatment?.minimumStay else { return nil }
    let resolved = stay.untilResolved ? " and until resolved" : ""
    let least = "minimum \(stay.minutes) min\(resolved)"
    let from =
      switch stay.anchor {
      case .dose: "the first dose"
      case .lastDose: "the last dose"
      case .infusionEnd: "the end of the infusion"
      }
    let basis = "minimum stay from \(from): \(stay.source.words)"
    guard let moment = moment(of: stay.anchor) else {
      let why = stay.anchor == .infusionEnd ? "the infusion has not ended" : "no dose yet"
      return LeavingFact(
        shows: .minimumStay, words: "\(why), \(least)", basis: basis, isReached: false)
    }
    let since = now.elapsed(since: moment).milliseconds
    let clock = TimeText.clock(moment.wall, zone: zone(at: moment))
    return LeavingFact(
      shows: .minimumStay,
      words: "\(since / 60_000) min since \(from) at \(clock), \(least)", basis: basis,
      isReached: since >= Int64(stay.minutes) * 60_000)
  }

  /// The zone that entries of that time were shown in.
  private func zone(at moment: Moment) -> Int {
    entries.last { $0.happened == moment }?.zone ?? entries.last?.zone ?? 0
  }

  // MARK: Against the baseline

  private var vitalsAgainstBaseline: LeavingFact? {
    let latest = readings.last { $0.vitals.answersDue }
    guard let latest else {
      return LeavingFact(
        shows: .vitalsAgainstBaseline, words: "no vitals", basis: "no reading", isReached: nil)
    }
    let words = "\(latest.vitals.words) at \(time(of: latest.entry))"
    guard let base = baselineEntry, base.id != latest.entry.id,
      case .vitalsMeasured(let baseline) = base.event
    else {
      return LeavingFact(
        shows: .vitalsAgainstBaseline, words: "\(words), nothing to compare with",
        basis: baselineEntry == nil ? "no pressure before the first dose" : "no reading since",
        isReached: nil)
    }
    let change = BandComparison(
      latest.vitals, at: latest.entry.happened, firstDose: firstDose, baseline: baseline,
      rules: rules
    ).change
    let compared = change.map { ": \($0)" } ?? ""
    return LeavingFact(
      shows: .vitalsAgainstBaseline, words: "\(words), baseline \(baseline.words)\(compared)",
      basis: "latest reading against the last pressure before the first dose, \(time(of: base))",
      isReached: nil)
  }

  private var distressAgainstBaseline: LeavingFact? {
    let scores = distress
    guard let latest = scores.last else {
      return LeavingFact(
        shows: .distressAgainstBaseline, words: "no SUDS", basis: "no score", isReached: nil)
    }
    let words = "SUDS \(latest.value) at \(time(of: latest.entry))"
    let dose = firstDose
    let before = scores.last { score in
      dose.map { score.entry.happened.elapsed(since: $0).milliseconds <= 0 } ?? true
    }
    guard let before, before.entry.id != latest.entry.id else {
      return LeavingFact(
        shows: .distressAgainstBaseline, words: "\(words), nothing to compare with",
        basis: before == nil ? "no SUDS before the first dose" : "no score since", isReached: nil)
    }
    return LeavingFact(
      shows: .distressAgainstBaseline, words: "\(words), baseline \(before.value)",
      basis: "latest score against the last before the first dose, \(time(of: before.entry))",
      isReached: latest.value <= before.value)
  }
}
