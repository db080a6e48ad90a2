import SessionModel

/// Scales, the vocabulary, and the program's own figures.
extension FactsList {
  static func of(_ scale: ScaleDefinition, _ clinic: Clinic) -> [Fact] {
    func fact(_ words: String, _ source: Source) -> Fact { Fact(.scales, words, source) }
    let days = scale.recallDays.map { ", \($0) days" } ?? ""
    let better = scale.higherIsBetter ? ", higher is better" : ""
    let number = scale.form == .numberOnly ? ", number only" : ""
    let alert = scale.alertItem.map { ", item \($0) above 0 is shown at once" } ?? ""
    var facts = [
      fact(
        "\(scale.title) \(scale.lowest) to \(scale.highest): about \(scale.recall)\(days)"
          + "\(better)\(number)\(alert)", scale.citation)
    ]
    facts += scale.anchors.map { fact("\(scale.title) \($0.score): \($0.words)", scale.citation) }
    facts += scale.bands.map {
      fact("\(scale.title) \($0.from) to \($0.to): \($0.words)", $0.source)
    }
    facts += clinic.questionnaires.filter { $0.scale == scale.id }.map { wording in
      let answers = wording.answers.map { "\($0.score) \($0.words)" }.joined(separator: ", ")
      return fact(
        "\(scale.title) wording: \(wording.items.count) questions, each \(answers)",
        wording.citation)
    }
    return facts
  }

  static func words(_ vocabulary: Vocabulary) -> [Fact] {
    let source = vocabulary.source
    let grades = vocabulary.adverseGrades.map {
      Fact(.adverse, "grade \($0.grade): \($0.words)", vocabulary.gradeSource)
    }
    let events = vocabulary.adverseEvents.map { Fact(.adverse, $0, source) }
    let drugs = vocabulary.staffDrugs.map { Fact(.staff, $0, source) }
    let marks = vocabulary.marks.map {
      Fact(.words, "key \($0.key), \($0.label): \($0.words)", source)
    }
    let tags = vocabulary.tags.map { tag in
      let options = tag.options.isEmpty ? "" : " (\(tag.options.joined(separator: ", ")))"
      return Fact(.words, "\(tag.group.rawValue): \(tag.words)\(options)", source)
    }
    let followups = vocabulary.followups.map { time in
      let after = [
        time.days == 0 ? "" : TimeText.count(time.days, "day", "days"),
        time.months == 0 ? "" : TimeText.count(time.months, "month", "months"),
      ].filter { !$0.isEmpty }.joined(separator: " and ")
      return Fact(
        .words, "follow-up \(time.name): \(after) after the first dose", vocabulary.followupSource)
    }
    return grades + events + drugs + marks + tags + lists(vocabulary.lists) + followups
  }

  private static func lists(_ lists: RoomLists) -> [Fact] {
    let named = [
      ("role", lists.roles), ("side", lists.sides), ("dose site", lists.doseSites),
      ("dose of", lists.doseDrugs), ("cannula site", lists.cannulaSites),
      ("body", lists.bodyParts.map { $0.joined(separator: " or ") }),
      ("before a part of the body", lists.bodyPlaces),
      ("consent item", lists.consentItems), ("prompt", lists.prompts),
    ]
    return named.flatMap { name, list in
      list.map { Fact(.words, "\(name): \($0)", lists.source) }
    }
  }

  static func of(_ code: ExchangeCode) -> Fact {
    let name = code.code.map { ": \(code.system) \($0)" } ?? ""
    return Fact(.codes, "\(code.words)\(name)", code.source)
  }

  static let alsoTold =
    "also told: cannula in and out, measured by, second check, help called, arrived, transferred"

  static let suicidality = "suicidality, in every session: asked as, answer, done, who told"

  /// What no file of the clinic's changes.
  static let program: [Fact] = {
    let routes = Source("Holdfast fact sheet, routes")
    let vitals = Source("Holdfast fact sheet, vitals")
    let observed = Source("Holdfast fact sheet, observation vocabulary")
    let lanes = Source("45 CFR 164.501; Holdfast fact sheet, two lanes")
    let order = Phase.allCases.map(\.words).joined(separator: ", ")
    return [
      Fact(.program, "phases, by hand: \(order)", routes),
      Fact(
        .program, "a dose: drug, mg, mg/kg, route, site, lot, waste, witness, given by, time",
        routes),
      Fact(.program, "diastolic below systolic", vitals),
      Fact(
        .program,
        "an adverse event: onset, end, grade, serious, related, action, outcome, who was told",
        observed),
      Fact(.program, alsoTold, observed),
      Fact(.program, suicidality, Source("Holdfast fact sheet, checklists")),
      Fact(
        .program, "record: doses, vitals, times, presence, checklists, scores, adverse events",
        lanes),
      Fact(.program, "process: client's words, own thoughts, personal history, themes", lanes),
      Fact(
        .program, "key 9: medical help called; key 0: consent withdrawn",
        Source("Holdfast's own, the same in every clinic")),
    ]
  }()
}
