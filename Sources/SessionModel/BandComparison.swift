/// A reading beside its baseline and the clinic's bands: compared, nothing decided.
package struct BandComparison {
  private let vitals: Vitals
  private let isBeforeDose: Bool
  private let baseline: Vitals?
  private let bands: VitalsBands?

  /// `baseline` is what changes are counted from; a reading before the first dose has none.
  package init(
    _ vitals: Vitals, at: Moment, firstDose: Moment?, baseline: Vitals?, rules: ClinicalRules
  ) {
    self.vitals = vitals
    isBeforeDose = firstDose.map { at.elapsed(since: $0).milliseconds <= 0 } ?? true
    self.baseline = baseline
    bands = rules.treatment.flatMap { rules.vitals.bands(named: $0.bands) }
  }

  private var stage: BandStage { isBeforeDose ? .beforeDosing : .inSession }

  private var rise: (systolic: Int, diastolic: Int)? {
    guard !isBeforeDose, let systolic = vitals.systolic, let diastolic = vitals.diastolic,
      let baseSystolic = baseline?.systolic, let baseDiastolic = baseline?.diastolic
    else { return nil }
    return (systolic - baseSystolic, diastolic - baseDiastolic)
  }

  /// "+18/+10"; nil for the baseline itself.
  package var change: String? {
    rise.map { rise in
      func signed(_ value: Int) -> String { value < 0 ? "\(value)" : "+\(value)" }
      return "\(signed(rise.systolic))/\(signed(rise.diastolic))"
    }
  }

  /// The band of every figure that reaches one, the worst first.
  package var reached: [BandRule] {
    guard let bands else { return [] }
    let figures: [(Measure, Int?)] = [
      (.systolic, vitals.systolic), (.diastolic, vitals.diastolic), (.pulse, vitals.pulse),
      (.oxygen, vitals.spo2), (.respirations, vitals.respirations),
      (.systolicRise, rise?.systolic), (.diastolicRise, rise?.diastolic),
    ]
    let found = figures.compactMap { measure, value in
      value.flatMap { bands.reached(by: $0, of: measure, stage) }
    }
    .filter { rule in
      // A rise says nothing more where the pressure itself reaches a band.
      let itself: Measure? =
        rule.measure == .systolicRise
        ? .systolic : rule.measure == .diastolicRise ? .diastolic : nil
      return !figures.contains { figure, value in
        figure == itself && value.flatMap { bands.reached(by: $0, of: figure, stage) } != nil
      }
    }
    guard let worst = found.map(\.level).max() else { return [] }
    return found.filter { $0.level == worst } + found.filter { $0.level != worst }
  }
}

extension BandRule {
  /// "!! systolic > 180": one sign is amber or a hold-check, two are red.
  package var signedWords: String {
    let sign = level == .red ? "!!" : level == .amber ? "!" : "! hold-check:"
    return "\(sign) \(measure.words) \(limit.words)"
  }
}
