/// The largest amounts that are taken as meant, and how early a reading answers its time.
package struct Limits: Sendable, Equatable {
  /// One dose or booster, mg.
  package let dose: Cited<Int>
  /// What is thrown away at once, mg: a whole vial is more than a dose.
  package let waste: Cited<Int>
  /// What staff give, in whatever unit it stands.
  package let amount: Cited<Int>
  /// Minutes; at most half of the interval counts.
  package let earlyReading: Cited<Int>

  package init(dose: Cited<Int>, waste: Cited<Int>, amount: Cited<Int>, earlyReading: Cited<Int>) {
    self.dose = dose
    self.waste = waste
    self.amount = amount
    self.earlyReading = earlyReading
  }

  /// Sessions that kept a file without limits were held to these.
  package static let ofOldFiles: Limits = {
    func figure(_ value: Int) -> Cited<Int> { Cited(value, source: Source("clinic default")) }
    return Limits(
      dose: figure(800), waste: figure(10_000), amount: figure(10_000), earlyReading: figure(5))
  }()
}
