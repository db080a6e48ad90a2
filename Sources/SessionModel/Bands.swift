extension Session {
  /// Every band that a reading reaches, the worst first; `dose` and `baseline` are what it is
  /// compared with.
  package func bandsReached(
    by vitals: Vitals, at happened: Moment, dose: Moment?, baseline: Vitals?
  ) -> [BandRule] {
    guard let treatment, let bands = rules.vitals.bands(named: treatment.bands) else { return [] }
    let isBeforeDose = dose.map { happened.elapsed(since: $0).milliseconds <= 0 } ?? true
    let stage: BandStage = isBeforeDose ? .beforeDosing : .inSession
    func rise(_ value: Int?, _ before: Int?) -> Int? {
      guard !isBeforeDose, let value, let before else { return nil }
      return value - before
    }
    let figures: [(measure: Measure, value: Int?)] = [
      (.systolic, vitals.systolic), (.diastolic, vitals.diastolic), (.pulse, vitals.pulse),
      (.oxygen, vitals.spo2), (.respirations, vitals.respirations),
      (.systolicRise, rise(vitals.systolic, baseline?.systolic)),
      (.diastolicRise, rise(vitals.diastolic, baseline?.diastolic)),
    ]
    let found = figures.compactMap { figure in
      figure.value.flatMap { bands.reached(by: $0, of: figure.measure, stage) }
    }
    // A rise says nothing more where the pressure itself reaches a band.
    let told = found.filter { rule in
      let itself: Measure? =
        switch rule.measure {
        case .systolicRise: .systolic
        case .diastolicRise: .diastolic
        default: nil
        }
      return !found.contains { $0.measure == itself }
    }
    guard let worst = told.map(\.level).max() else { return [] }
    return told.filter { $0.level == worst } + told.filter { $0.level != worst }
  }

  /// The bands that an entry reaches in words, each with its sign; empty for an entry that is no
  /// reading, or in no band.
  package func bandWords(of entry: Entry) -> String {
    bandWords(of: entry, dose: firstDose, baseline: baseline)
  }

  private func bandWords(of entry: Entry, dose: Moment?, baseline: Vitals?) -> String {
    guard case .vitalsMeasured(let vitals) = entry.event else { return "" }
    return bandsReached(by: vitals, at: entry.happened, dose: dose, baseline: baseline)
      .map(\.signedWords).joined(separator: ", ")
  }

  /// Acknowledged readings, and the entry that did it; one that was put right into another band
  /// waits again.
  package var acknowledgements: [EntryID: Entry] {
    var known: [EntryID: Entry] = [:]
    guard !places.checks.isEmpty else { return known }
    let (dose, baseline) = (firstDose, baseline)
    for entry in standing(places.checks) {
      guard case .checkTicked(let tick) = entry.event, tick.list == CheckTick.bands,
        let reading = self[EntryID(tick.item)],
        tick.words.hasSuffix(bandWords(of: reading, dose: dose, baseline: baseline))
      else { continue }
      known[reading.id] = entry
    }
    return known
  }

  /// Readings looked at for a band that waits: older ones are acknowledged by choosing them.
  private static var recentReadings: Int { 60 }

  /// Recent readings in a band that nobody has acknowledged, the newest first.
  package var unacknowledgedReadings: [Entry] {
    let known = acknowledgements
    let (dose, baseline) = (firstDose, baseline)
    return places.vitals.suffix(Session.recentReadings).reversed().map { entries[$0] }.filter {
      !$0.isStruck && known[$0.id] == nil
        && !bandWords(of: $0, dose: dose, baseline: baseline).isEmpty
    }
  }
}

extension BandRule {
  /// "!! systolic > 180": one sign is amber or a hold-check, two are red.
  package var signedWords: String {
    let sign = level == .red ? "!!" : level == .amber ? "!" : "! hold-check:"
    return "\(sign) \(measure.words) \(limit.words)"
  }
}
