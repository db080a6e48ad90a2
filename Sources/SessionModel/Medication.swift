/// A dose, a booster, or what became of the rest of the vial.
package struct Dose: Equatable, Sendable {
  package enum Act: String, Sendable {
    case given
    /// A booster offered, whatever came of it.
    case offered
    /// A booster offered and not taken.
    case declined
    case wasted
  }
  package var act: Act
  package var isBooster: Bool
  package var drug: String
  /// Milligrams as typed ("75", "37.5"): a decimal is never rounded on its way to the file.
  package var milligrams: String
  package var route: Route?
  package var site: String
  package var lot: String
  package var givenBy: String
  package var witness: String
  /// Why: for a booster offered, given or declined.
  package var reason: String
  /// True where the client's preparation speaks of a booster; known from there, never kept.
  package var isAgreed = false

  package init(
    act: Act, isBooster: Bool = false, drug: String = "ketamine", milligrams: String,
    route: Route? = nil, site: String = "", lot: String = "", givenBy: String = "",
    witness: String = "", reason: String = ""
  ) {
    self.act = act
    self.isBooster = isBooster
    self.drug = drug
    self.milligrams = milligrams
    self.route = route
    self.site = site
    self.lot = lot
    self.givenBy = givenBy
    self.witness = witness
    self.reason = reason
  }
}

extension TreatmentProtocol {
  /// What a dose under this protocol is a dose of: the label's name for the spray, else ketamine.
  package var drug: String { name.hasPrefix("esketamine") ? "esketamine" : "ketamine" }
}

/// A drug other than the treatment given by staff, oxygen that flows, or a cannula.
package struct Medication: Equatable, Sendable {
  package enum Act: String, Sendable {
    case given
    /// Something that goes on until it is stopped: oxygen.
    case started
    case stopped
    /// A cannula.
    case placed
    case removed
  }
  package static let oxygen = "oxygen"
  package static let cannula = "cannula"

  package var act: Act
  package var drug: String
  /// With its unit: "4 mg", "2 L/min".
  package var dose: String
  package var route: String
  /// Where a cannula lies, or into which muscle a drug was given.
  package var site: String
  package var givenBy: String
  /// Who checked the drug and its amount as the second.
  package var witness: String
  /// True where it flowed already at another rate: known from there, never kept.
  package var isChange = false

  package init(
    act: Act = .given, drug: String, dose: String = "", route: String = "", site: String = "",
    givenBy: String = "", witness: String = ""
  ) {
    self.act = act
    self.drug = drug
    self.dose = dose
    self.route = route
    self.site = site
    self.givenBy = givenBy
    self.witness = witness
  }

  package var isOxygen: Bool { drug == Medication.oxygen }

  /// Hundredths of the number in front of the unit.
  var flow: Int? { dose.split(separator: " ").first.flatMap { Decimals.hundredths(String($0)) } }
}

/// One reading; every field may be missing.
package struct Vitals: Equatable, Sendable {
  /// mmHg
  package var systolic: Int?
  /// mmHg
  package var diastolic: Int?
  /// beats a minute
  package var pulse: Int?
  /// per cent
  package var spo2: Int?
  /// breaths a minute
  package var respirations: Int?
  /// degrees Celsius, as typed
  package var temperature: String?
  /// kilograms, as typed or converted from pounds to one decimal
  package var weight: String?
  /// What was typed where the weight came in pounds ("141").
  package var pounds: String?
  /// Who measured, where it was not the writer.
  package var measuredBy: String

  package init(
    systolic: Int? = nil, diastolic: Int? = nil, pulse: Int? = nil, spo2: Int? = nil,
    respirations: Int? = nil, temperature: String? = nil, weight: String? = nil,
    pounds: String? = nil, measuredBy: String = ""
  ) {
    self.systolic = systolic
    self.diastolic = diastolic
    self.pulse = pulse
    self.spo2 = spo2
    self.respirations = respirations
    self.temperature = temperature
    self.weight = weight
    self.pounds = pounds
    self.measuredBy = measuredBy
  }

  /// True for a reading of the circulation or breathing: a weight alone answers no vitals due.
  package var answersDue: Bool {
    systolic != nil || pulse != nil || spo2 != nil || respirations != nil
  }

  /// True for a reading that later ones can be compared with.
  package var answersBaseline: Bool { systolic != nil }
}
