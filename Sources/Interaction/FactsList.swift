import SessionModel

/// A figure or fixed word that a session is held by, with where it comes from.
package struct Fact: Equatable, Sendable {
  package enum Group: String, CaseIterable, Sendable {
    case treatment = "protocol"
    case ranges
    case bands
    case checklist
    case grounding
    case scales
    case adverse
    case staff = "by staff"
    case words
    case codes
    case program = "Holdfast"
  }

  package let group: Group
  package let words: String
  package let source: Source

  init(_ group: Group, _ words: String, _ source: Source) {
    self.group = group
    self.words = words
    self.source = source
  }

  /// What `?` says of it.
  package var sourceWords: String { "source: \(source.words)" }
}

/// Every figure that governs a session, in the order of a list to read.
package enum FactsList {
  /// `filter` keeps the rows that hold it, in either case.
  package static func facts(
    session: Session, clinic: Clinic, filter: String = ""
  ) -> [Fact] {
    let rules = session.rules
    let all =
      (rules.treatment.map(of) ?? []) + ranges(rules.vitals) + bands(of: rules)
      + checklists(of: rules) + clinic.techniques.map(of)
      + rules.scales.flatMap { of($0, clinic) } + words(clinic.vocabulary)
      + clinic.codes.map(of) + program
    let wanted = filter.lowercased()
    guard !wanted.isEmpty else { return all }
    return all.filter {
      "\($0.group.rawValue) \($0.words) \($0.source.words)".lowercased().contains(wanted)
    }
  }

  // MARK: The protocol

  private static func of(_ treatment: TreatmentProtocol) -> [Fact] {
    func fact(_ words: String, _ source: Source) -> Fact { Fact(.treatment, words, source) }
    let route = treatment.route.flatMap { $0.words == treatment.title ? nil : $0.words }
    let given = route.map { " (\($0))" } ?? ""
    var facts = [
      fact(
        "\(treatment.title)\(given): \(treatment.practice.value)",
        treatment.practice.source)
    ]
    facts += treatment.phases.map { fact(words(of: $0), $0.source) }
    if let window = treatment.boosterWindow {
      facts.append(
        fact("booster: \(window.from) to \(window.to) min after the first dose", window.source))
    }
    facts += ([treatment.cadence] + treatment.otherCadences).map { fact(words(of: $0), $0.source) }
    if let stay = treatment.minimumStay {
      let resolved = stay.untilResolved ? ", and until resolved" : ""
      facts.append(
        fact("stay: \(stay.minutes) min after \(stay.anchor.words)\(resolved)", stay.source))
    }
    if let hold = treatment.hold {
      facts.append(
        fact("hold in the mouth: \(hold.from) to \(hold.to) min, then spit", hold.source))
    }
    let lengths = [
      ("between two devices", treatment.deviceInterval),
      ("infusion", treatment.infusionMinutes), ("whole visit", treatment.visitMinutes),
    ]
    for case (let name, let minutes?) in lengths {
      facts.append(fact("\(name): \(minutes.value) min", minutes.source))
    }
    facts += treatment.plannedDoses.map { fact("planned dose: \($0.value)", $0.source) }
    if let note = treatment.note {
      facts.append(fact("note: \(note.value)", note.source))
    }
    return facts
  }

  static func words(of window: PhaseWindow) -> String {
    let said = "about \(window.usualFrom)"
    let note = window.note.flatMap { $0 == said ? nil : " (\($0))" } ?? ""
    return "\(window.phase.words): \(window.words)\(note)"
  }

  private static func words(of cadence: Cadence) -> String {
    let points = cadence.points.map { point in
      switch point {
      case .minutes(let minutes): "\(minutes)"
      case .beforeLeaving: "before leaving"
      }
    }
    var parts = ["vitals, \(cadence.name): \(points.joined(separator: ", ")) (min)"]
    if let every = cadence.lookEvery {
      parts.append("a look every \(every) min")
    }
    if cadence.oximetryThroughout {
      parts.append("pulse oximetry throughout")
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Vitals

  private static func ranges(_ vitals: VitalsDefaults) -> [Fact] {
    vitals.ranges.ranges.map { Fact(.ranges, words(of: $0), $0.source) } + limits(vitals.limits)
  }

  static func limits(_ limits: Limits) -> [Fact] {
    [
      Fact(
        .ranges, "a dose of more than \(limits.dose.value) mg is taken for a slip",
        limits.dose.source),
      Fact(
        .ranges, "waste of more than \(limits.waste.value) mg is taken for a slip",
        limits.waste.source),
      Fact(
        .ranges, "an amount by staff of more than \(limits.amount.value) is taken for a slip",
        limits.amount.source),
      Fact(
        .ranges,
        "a reading up to \(limits.earlyReading.value) min early, or half the interval, answers a"
          + " cadence", limits.earlyReading.source),
    ]
  }

  static func words(of range: VitalRange) -> String {
    "\(range.measure.words) \(range.lowest) to \(range.highest)\(range.measure.spacedUnit)"
  }

  private static func bands(of rules: ClinicalRules) -> [Fact] {
    guard let treatment = rules.treatment, let bands = rules.vitals.bands(named: treatment.bands)
    else { return [] }
    return bands.rules.map { Fact(.bands, words(of: $0), $0.source) }
  }

  static func words(of rule: BandRule) -> String {
    "\(rule.level.words): \(rule.measure.words) \(rule.limit.words)\(rule.measure.spacedUnit), "
      + rule.stage.rawValue
  }

  // MARK: Lists

  private static func checklists(of rules: ClinicalRules) -> [Fact] {
    guard let treatment = rules.treatment else { return [] }
    let names = treatment.beforeDosing + treatment.leaving
    return names.flatMap { name in
      rules.checklists.filter { $0.name == name }.flatMap { list in
        list.items(for: treatment.name).flatMap { item in
          let names = item.fields.map { $0.isNeeded ? "\($0.asked), needed" : $0.asked }
            .joined(separator: ", ")
          let asked = names.isEmpty ? "" : " (\(names))"
          let words = "\(list.title): \(item.words)"
          return [Fact(.checklist, words + asked, item.source ?? list.source)]
            + item.fields.compactMap { field in
              field.figure.map {
                Fact(.checklist, "\(words), \(field.asked) \($0.words)", $0.source)
              }
            }
        }
      }
    }
  }

  private static func of(_ technique: Technique) -> Fact {
    var words = "\(technique.level) \(technique.words)"
    if !technique.steps.isEmpty {
      words += ": \(technique.steps.joined(separator: ", "))"
    }
    if let note = technique.note {
      words += "; \(note)"
    }
    if !technique.suits.isEmpty {
      words += "; for \(technique.suits.map(\.words).joined(separator: ", "))"
    }
    return Fact(.grounding, words, technique.source)
  }
}

extension Measure {
  /// " mmHg", or nothing.
  var spacedUnit: String { unit.isEmpty ? "" : " \(unit)" }
}
