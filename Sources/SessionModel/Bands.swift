extension Session {
  /// The bands that an entry reaches, the worst first: a reading of vitals, or sedation by MOAA/S.
  package func bandsReached(by entry: Entry) -> [BandRule] {
    bandsReached(by: entry, dose: firstDose, baseline: baseline)
  }

  /// The same where the dose and the baseline are known: who asks for many entries finds them once.
  private func bandsReached(by entry: Entry, dose: Moment?, baseline: Vitals?) -> [BandRule] {
    switch entry.event {
    case .vitalsMeasured(let vitals):
      return BandComparison(
        vitals, at: entry.happened, firstDose: dose, baseline: baseline, rules: rules
      ).reached
    case .scored(let score) where score.scale == Measure.sedation.rawValue:
      guard let bands = treatment.flatMap({ rules.vitals.bands(named: $0.bands) }) else {
        return []
      }
      let isDosed = dose.map { entry.happened.elapsed(since: $0).milliseconds > 0 } ?? false
      let stage: BandStage = isDosed ? .inSession : .beforeDosing
      return bands.reached(by: score.value, of: .sedation, stage).map { [$0] } ?? []
    default: return []
    }
  }

  /// The bands that an entry reaches in words, each with its sign; empty for an entry that is no
  /// reading, or in no band.
  package func bandWords(of entry: Entry) -> String {
    Self.words(bandsReached(by: entry))
  }

  private static func words(_ bands: [BandRule]) -> String {
    bands.map(\.signedWords).joined(separator: ", ")
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
        tick.words.hasSuffix(
          Self.words(bandsReached(by: reading, dose: dose, baseline: baseline)))
      else { continue }
      known[reading.id] = entry
    }
    return known
  }

  /// Readings that reached a band, a hold-check before dosing among them, and that nobody
  /// acknowledged, in the order of the entries.
  package var unacknowledged: [(entry: Entry, bands: [BandRule])] {
    unacknowledged(among: (places.vitals + places.scores).sorted())
  }

  /// Readings looked at for a band that waits: older ones are acknowledged by choosing them.
  private static var recentReadings: Int { 60 }

  /// Recent readings in a band that nobody has acknowledged, the newest first.
  package var unacknowledgedReadings: [Entry] {
    let recent = [places.vitals, places.scores].flatMap { $0.suffix(Self.recentReadings) }
    return unacknowledged(among: recent.sorted()).reversed().map(\.entry)
  }

  private func unacknowledged(among places: [Int]) -> [(entry: Entry, bands: [BandRule])] {
    let known = acknowledgements
    let (dose, baseline) = (firstDose, baseline)
    return standing(places).compactMap { entry in
      guard known[entry.id] == nil else { return nil }
      let bands = bandsReached(by: entry, dose: dose, baseline: baseline)
      return bands.isEmpty ? nil : (entry, bands)
    }
  }
}
