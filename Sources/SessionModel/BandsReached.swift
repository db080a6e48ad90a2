extension ClinicalRules {
  /// The bands that the figures of one reading reach under the protocol, the worst first; empty
  /// without a protocol. A rise says nothing more where the pressure itself reaches a band.
  package func bandsReached(
    by vitals: Vitals, baseline: Vitals?, isBeforeDose: Bool
  ) -> [BandRule] {
    guard let treatment, let bands = self.vitals.bands(named: treatment.bands) else { return [] }
    let stage: BandStage = isBeforeDose ? .beforeDosing : .inSession
    let rise = isBeforeDose ? nil : vitals.rise(from: baseline)
    let figures: [(Measure, Int?)] = [
      (.systolic, vitals.systolic), (.diastolic, vitals.diastolic), (.pulse, vitals.pulse),
      (.oxygen, vitals.spo2), (.respirations, vitals.respirations),
      (.systolicRise, rise?.systolic), (.diastolicRise, rise?.diastolic),
    ]
    let reached = figures.compactMap { measure, value in
      value.flatMap { bands.reached(by: $0, of: measure, stage) }
    }
    let pressures = Set(reached.map(\.measure))
    let found = reached.filter { rule in
      rule.measure.pressureThatRises.map { !pressures.contains($0) } ?? true
    }
    let worst = found.map(\.level).max()
    return found.filter { $0.level == worst } + found.filter { $0.level != worst }
  }
}

extension Vitals {
  /// How far the pressure lies above a baseline, or nil where one of the two lacks it.
  package func rise(from baseline: Vitals?) -> (systolic: Int, diastolic: Int)? {
    guard let systolic, let diastolic, let baseSystolic = baseline?.systolic,
      let baseDiastolic = baseline?.diastolic
    else { return nil }
    return (systolic - baseSystolic, diastolic - baseDiastolic)
  }
}

extension Measure {
  fileprivate var pressureThatRises: Measure? {
    switch self {
    case .systolicRise: .systolic
    case .diastolicRise: .diastolic
    default: nil
    }
  }
}
