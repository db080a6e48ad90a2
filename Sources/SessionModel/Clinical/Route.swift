/// The way by which a drug enters the body.
///
/// Esketamine and racemic ketamine share the nasal route; the protocol tells them apart.
package enum Route: String, CaseIterable, Sendable {
  case intramuscular = "im"
  case intravenous = "iv"
  case sublingual = "sublingual"
  case intranasal = "intranasal"
  case oral = "oral"

  /// The word on the screen.
  package var words: String {
    switch self {
    case .intramuscular: "IM"
    case .intravenous: "IV"
    case .sublingual: "sublingual"
    case .intranasal: "intranasal"
    case .oral: "oral"
    }
  }

  /// Reads a route as a short form has it: `im`, `iv`, `sl`, `nasal`, `po`, or the full word.
  package init?(typed text: String) {
    switch text.lowercased() {
    case "im", "intramuscular": self = .intramuscular
    case "iv", "intravenous": self = .intravenous
    case "sl", "sublingual", "lozenge", "rdt": self = .sublingual
    case "in", "nasal", "intranasal": self = .intranasal
    case "po", "oral": self = .oral
    default: return nil
    }
  }
}
