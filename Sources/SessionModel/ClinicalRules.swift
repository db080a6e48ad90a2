/// The clinic's figures that a session is held by, as they were when it began.
package struct ClinicalRules: Equatable, Sendable {
  /// Nil for kinds of session in which nothing is given.
  package var treatment: TreatmentProtocol?
  package var vitals: VitalsDefaults
  package var scales: [ScaleDefinition]
  /// Adverse events and drugs given by staff are named by it.
  package var vocabulary: Vocabulary
  /// Empty for kinds of session in which nothing is given.
  package var checklists: [ChecklistDefinition]
  /// What a way that is not with a client is matched with.
  package var techniques: [Technique]

  package init(
    treatment: TreatmentProtocol?, vitals: VitalsDefaults, scales: [ScaleDefinition],
    vocabulary: Vocabulary = .empty, checklists: [ChecklistDefinition] = [],
    techniques: [Technique] = []
  ) {
    self.treatment = treatment
    self.vitals = vitals
    self.scales = scales
    self.vocabulary = vocabulary
    self.checklists = checklists
    self.techniques = techniques
  }

  package func scale(_ id: String) -> ScaleDefinition? { scales.first { $0.id == id } }

  /// No figures at all: nothing is refused for its size, nothing falls due.
  package static let none = ClinicalRules(
    treatment: nil, vitals: VitalsDefaults(ranges: VitalRanges([]), bands: []), scales: [])
}

/// Plausible ranges refuse typing slips, not sick people (clinical.md, "Vitals").
extension ClinicalRules {
  /// The first value that cannot be meant, or nil.
  func refusal(of reading: Vitals) -> Refusal? {
    let whole: [(Measure, Int?)] = [
      (.systolic, reading.systolic), (.diastolic, reading.diastolic), (.pulse, reading.pulse),
      (.oxygen, reading.spo2), (.respirations, reading.respirations),
    ]
    for (measure, value) in whole {
      if let value, let refusal = refusal(of: measure, typed: "\(value)") {
        return refusal
      }
    }
    if let systolic = reading.systolic, let diastolic = reading.diastolic, diastolic >= systolic {
      return .diastolicNotBelowSystolic(systolic: systolic, diastolic: diastolic)
    }
    return reading.temperature.flatMap { refusal(of: .temperature, typed: $0) }
      ?? reading.weight.flatMap { refusal(of: .weight, typed: $0) }
  }

  func refusal(of score: Score) -> Refusal? {
    guard let scale = scales.first(where: { $0.id == score.scale }), !scale.accepts(score.value)
    else { return nil }
    return .outOfRange(
      quantity: scale.title, typed: "\(score.value)", lowest: "\(scale.lowest)",
      highest: "\(scale.highest)", unit: "")
  }

  func refusal(of dose: Dose) -> Refusal? {
    if dose.act == .declined || dose.act == .offered, dose.milligrams.isEmpty {
      return nil
    }
    guard let hundredths = Decimals.hundredths(dose.milligrams) else {
      return .notANumber(quantity: "dose", typed: dose.milligrams)
    }
    let isWaste = dose.act == .wasted
    let limit = isWaste ? vitals.limits.waste.value : vitals.limits.dose.value
    guard hundredths <= 0 || hundredths > limit * 100 else { return nil }
    return .notAnAmount(
      quantity: isWaste ? "waste" : "dose", typed: dose.milligrams, highest: limit, unit: "mg")
  }

  /// The grades that the vocabulary has words for; CTCAE's where no vocabulary is known.
  package var grades: ClosedRange<Int> {
    let grades = vocabulary.adverseGrades.map(\.grade)
    guard let lowest = grades.min(), let highest = grades.max() else { return AdverseGrade.range }
    return lowest...highest
  }

  func refusal(of adverse: AdverseEvent) -> Refusal? {
    guard let grade = adverse.grade, !grades.contains(grade) else { return nil }
    return .outOfRange(
      quantity: "grade", typed: "\(grade)", lowest: "\(grades.lowerBound)",
      highest: "\(grades.upperBound)", unit: "")
  }

  /// A flow of oxygen is held to its range, every other amount to be something and no slip.
  func refusal(of medication: Medication) -> Refusal? {
    let parts = medication.dose.split(separator: " ")
    guard parts.count == 2, let hundredths = Decimals.hundredths(String(parts[0])) else {
      return nil
    }
    let typed = String(parts[0])
    if medication.isOxygen { return refusal(of: .oxygenFlow, typed: typed) }
    let limit = vitals.limits.amount.value
    guard hundredths <= 0 || hundredths > limit * 100 else { return nil }
    return .notAnAmount(
      quantity: "amount", typed: typed, highest: limit, unit: String(parts[1]))
  }

  private func refusal(of measure: Measure, typed: String) -> Refusal? {
    guard let hundredths = Decimals.hundredths(typed) else {
      return .notANumber(quantity: measure.words, typed: typed)
    }
    guard let range = vitals.ranges.range(of: measure), !range.contains(hundredths, per: 100)
    else { return nil }
    return .outOfRange(
      quantity: measure.words, typed: typed, lowest: "\(range.lowest)",
      highest: "\(range.highest)", unit: measure.unit)
  }
}

extension Measure {
  /// The measure as a sentence calls it.
  package var words: String {
    switch self {
    case .oxygen: "SpO₂"
    case .sedation: "MOAA/S"
    default: rawValue
    }
  }
}

/// Decimals as people type them, compared without binary rounding.
package enum Decimals {
  /// "36.8" is 3680; at most two digits behind the point, nil for anything else.
  package static func hundredths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...6).contains(parts[0].count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let whole = Int(parts[0])
    else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard (1...2).contains(parts[1].count), let fraction = Int(parts[1]) else { return nil }
    return whole * 100 + (parts[1].count == 1 ? fraction * 10 : fraction)
  }
}
