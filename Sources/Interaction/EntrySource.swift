import SessionModel

/// Where the figures and words of one entry come from: what `?` says of it.
package enum EntrySource {
  /// "source: …"; of a note that its words are its writer's.
  package static func words(of entry: Entry, session: Session, clinic: Clinic) -> String {
    let found = facts(of: entry, session: session, clinic: clinic)
    let words =
      found.isEmpty
      ? own(entry.event)
      : found.map { "\($0.words), source: \($0.source.words)" }.joined(separator: "; ")
    let codes = EntryCodes.words(of: entry, session: session, clinic: clinic)
    return codes.isEmpty ? words : "\(words); \(codes)"
  }

  /// What `?` says of a row of the grounding checklist.
  package static func words(of row: GroundingRow, clinic: Clinic) -> String {
    let source =
      switch row.group {
      case .agreed: "source: agreed with the client in preparation"
      case .hers: "source: the client's own, from preparation"
      case .general, .always:
        technique(row.id, clinic).map { "\($0.words), source: \($0.source.words)" }
          ?? "source: Holdfast's own"
      }
    guard let helped = row.helped else { return source }
    return "\(source); \(row.isLastTime ? "last time" : "earlier"): suds \(row.effectWords) "
      + "around it in \(helped.place)"
  }

  /// What `?` says of a row of a checklist.
  package static func words(of row: CheckRow, session: Session) -> String {
    let list = session.rules.checklists.first { $0.name == row.list }
    guard let source = row.item.source ?? list?.source else { return "source: your own words" }
    return "\(row.title): \(row.item.words), source: \(source.words)"
  }

  private static func facts(of entry: Entry, session: Session, clinic: Clinic) -> [Fact] {
    let rules = session.rules
    switch entry.event {
    case .vitalsMeasured(let vitals): return of(vitals, entry, session)
    case .dosed: return rules.treatment.map(doses) ?? []
    case .phaseEntered(let phase):
      return rules.treatment?.window(of: phase).map {
        [Fact(.treatment, "usual \(FactsList.words(of: $0))", $0.source)]
      } ?? []
    case .scored(let score):
      return rules.scales.first { $0.id == score.scale }
        .map { of(score, $0) } ?? []
    case .grounded(let step): return technique(step.technique, clinic).map { [$0] } ?? []
    case .adverseNoted(let adverse): return of(adverse, clinic.vocabulary)
    case .checkTicked(let tick) where tick.list == CheckTick.suicidality:
      return FactsList.program.filter { $0.words == FactsList.suicidality }
    case .checkTicked(let tick) where tick.list == CheckTick.bands:
      return session[EntryID(tick.item)].map { bands(of: $0, session) } ?? []
    case .checkTicked(let tick): return of(tick, rules.checklists)
    case .marked(let mark): return of(mark, clinic.vocabulary)
    case .medicated(let medication):
      let known = clinic.vocabulary.staffDrugs.contains(medication.drug.lowercased())
      return known ? [Fact(.staff, medication.drug, clinic.vocabulary.source)] : []
    case .helpChanged:
      return FactsList.program.filter { $0.words == FactsList.alsoTold }
    case .administered(let given): return rules.treatment.map { of(given, $0) } ?? []
    default: return []
    }
  }

  /// Where nothing of it is the clinic's or the program's.
  private static func own(_ event: Event) -> String {
    switch event {
    case .noted(let note), .addendumWritten(let note):
      note.kind == .words ? "source: the client's words, as noted" : "source: your own words"
    case .prepared: "source: agreed with the client in preparation"
    case .phaseEntered: "this protocol has no usual window for it"
    case .dosingEnded, .closed, .sealed, .gap, .clockStepped: "source: Holdfast's own"
    case .grounded: "source: agreed with the client, or the client's own"
    case .administered, .presenceChanged, .helpChanged, .touchAsked, .medicated, .checkTicked:
      "source: as it was entered here"
    default: "source: your own words"
    }
  }

  // MARK: Kinds

  private static func of(_ vitals: Vitals, _ entry: Entry, _ session: Session) -> [Fact] {
    let ranges = vitals.measures.compactMap { measure in
      session.rules.vitals.ranges.range(of: measure)
        .map { Fact(.ranges, "taken: \(FactsList.words(of: $0))", $0.source) }
    }
    return bands(of: entry, session) + merged(ranges)
  }

  private static func bands(of entry: Entry, _ session: Session) -> [Fact] {
    session.bandsReached(by: entry).map { Fact(.bands, FactsList.words(of: $0), $0.source) }
  }

  /// Ranges of one source as one.
  private static func merged(_ facts: [Fact]) -> [Fact] {
    var merged: [Fact] = []
    for fact in facts {
      guard let place = merged.firstIndex(where: { $0.source == fact.source }) else {
        merged.append(fact)
        continue
      }
      let words = "\(merged[place].words), \(fact.words.dropFirst("taken: ".count))"
      merged[place] = Fact(fact.group, words, fact.source)
    }
    return merged
  }

  private static func doses(_ treatment: TreatmentProtocol) -> [Fact] {
    let practice = Fact(
      .treatment, "\(treatment.title): \(treatment.practice.value)", treatment.practice.source)
    let planned = treatment.plannedDoses.filter { $0.value != treatment.practice.value }
    return [practice] + planned.map { Fact(.treatment, "planned \($0.value)", $0.source) }
  }

  private static func of(_ given: Administration, _ treatment: TreatmentProtocol) -> [Fact] {
    guard given.act == .spat else {
      return treatment.infusionMinutes.map {
        [Fact(.treatment, "infusion over \($0.value) min", $0.source)]
      } ?? []
    }
    return treatment.hold.map {
      [Fact(.treatment, "hold \($0.from) to \($0.to) min", $0.source)]
    } ?? []
  }

  private static func of(_ score: Score, _ scale: ScaleDefinition) -> [Fact] {
    var facts: [Fact] = []
    if let band = scale.band(of: score.value) {
      facts.append(
        Fact(.scales, "\(band.from) to \(band.to) \(band.words)", band.source))
    } else if let anchor = scale.anchor(of: score.value) {
      return [Fact(.scales, "\(scale.title) \(score.value): \(anchor.words)", scale.citation)]
    }
    return facts + [
      Fact(.scales, "\(scale.title) \(scale.lowest) to \(scale.highest)", scale.citation)
    ]
  }

  private static func of(_ adverse: AdverseEvent, _ vocabulary: Vocabulary) -> [Fact] {
    let known = vocabulary.adverseEvents.contains(adverse.term.lowercased())
    let term = known ? [Fact(.adverse, adverse.term, vocabulary.source)] : []
    let grade = vocabulary.adverseGrades.first { $0.grade == adverse.grade }
    return term
      + (grade.map {
        [Fact(.adverse, "grade \($0.grade): \($0.words)", vocabulary.gradeSource)]
      } ?? [])
  }

  private static func of(_ tick: CheckTick, _ checklists: [ChecklistDefinition]) -> [Fact] {
    guard let list = checklists.first(where: { $0.name == tick.list }),
      let item = list.items.first(where: { $0.id == tick.item })
    else { return [] }
    return [Fact(.checklist, "\(list.title): \(item.words)", item.source ?? list.source)]
  }

  private static func of(_ mark: Marking, _ vocabulary: Vocabulary) -> [Fact] {
    if mark.isAlarm {
      return [Fact(.program, mark.words, Source("Holdfast's own, the same in every clinic"))]
    }
    return vocabulary.tag(mark.tag).map { [Fact(.words, $0.words, vocabulary.source)] } ?? []
  }

  private static func technique(_ id: String, _ clinic: Clinic) -> Fact? {
    clinic.techniques.first { $0.id == id }.map { Fact(.grounding, $0.words, $0.source) }
  }
}

extension Vitals {
  /// What was measured, in the order of the short form.
  var measures: [Measure] {
    let whole: [(Measure, Bool)] = [
      (.systolic, systolic != nil), (.diastolic, diastolic != nil), (.pulse, pulse != nil),
      (.oxygen, spo2 != nil), (.respirations, respirations != nil),
      (.temperature, temperature != nil), (.weight, weight != nil),
    ]
    return whole.filter(\.1).map(\.0)
  }
}
