import SessionModel

/// What an entry is called in the vocabularies that other programs share.
enum EntryCodes {
  /// "LOINC 8867-4", of every part of the entry that has one; empty where none has.
  static func words(of entry: Entry, session: Session, clinic: Clinic) -> String {
    let codes = subjects(of: entry, session).flatMap { subject in
      clinic.codes.filter { $0.subject == subject }
    }
    let words = codes.compactMap { code in code.code.map { "\(code.system) \($0)" } }
    return words.isEmpty ? "" : "codes: \(words.joined(separator: ", "))"
  }

  private static func subjects(of entry: Entry, _ session: Session) -> [String] {
    let lane = entry.lane == .process ? ["process"] : []
    switch entry.event {
    case .vitalsMeasured(let vitals):
      let panel = vitals.systolic == nil ? [] : ["pressure"]
      return panel + vitals.measures.map(\.rawValue)
    case .scored(let score): return [score.scale]
    case .dosed(let dose) where dose.act == .given:
      let route = dose.route ?? session.treatment?.route
      return [dose.drug, route?.rawValue ?? ""]
    case .noted, .marked, .prepared, .insightFound, .addendumWritten: return lane
    default: return []
    }
  }
}
