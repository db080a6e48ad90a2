extension Medication {
  package var words: String {
    switch act {
    case .given:
      let head = [drug, dose, route].filter { !$0.isEmpty }.joined(separator: " ")
      return joined([
        head, site, labelled("given by", givenBy), labelled("witness", witness),
      ])
    case .started where isChange:
      return joined(["\(drug) changed to \(dose)", by(givenBy)])
    case .started, .stopped:
      let head = [drug, dose, act.rawValue].filter { !$0.isEmpty }.joined(separator: " ")
      return joined([head, by(givenBy)])
    case .placed, .removed:
      return joined(["\(drug) \(act == .placed ? "in" : "out")", site, by(givenBy)])
    }
  }
}

extension Administration {
  package var words: String {
    let what =
      switch act {
      case .infusionStarted: "infusion started"
      case .infusionPaused: "infusion paused"
      case .infusionStopped: "infusion stopped"
      case .spat: "spat out"
      }
    return joined([what, by(givenBy)])
  }
}

extension AdverseEvent {
  var wording: String {
    let grade = self.grade.map { " \($0)" } ?? ""
    let head = isChange ? "\(term) now\(grade)" : "\(term)\(grade) \(course.rawValue)"
    return joined([head] + details)
  }

  /// All that was said of it beside what it is.
  var details: [String] {
    let serious = isSerious.map { $0 ? "serious" : "not serious" } ?? ""
    let relation =
      switch related {
      case .yes: "related"
      case .no: "not related"
      case .unsure: "unsure whether related"
      case nil: ""
      }
    return [
      words, serious, relation,
      action.isEmpty ? "" : "action: \(action)", outcome.isEmpty ? "" : "outcome: \(outcome)",
      told.isEmpty ? "" : "told: \(told)", labelled("noted by", notedBy),
    ]
  }
}

extension Presence {
  var wording: String {
    let who = role.isEmpty ? person : "\(person) (\(role))"
    return joined(["\(who) \(change.rawValue)", labelled("noted by", notedBy)])
  }
}

extension TouchAsked {
  var wording: String {
    joined(["\(area): asked, \(answer)", words, labelled("asked by", askedBy)])
  }
}
