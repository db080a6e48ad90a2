import SessionModel

/// What is observed and done.
extension EventCoding {
  static func observed(_ event: Event, _ writer: inout FieldWriter) -> String? {
    switch event {
    case .noted(let note):
      write(note, &writer)
      return "note"
    case .addendumWritten(let note):
      write(note, &writer)
      return "addendum"
    case .marked(let mark):
      writer.text("key", mark.key)
      writer.text("tag", mark.tag)
      writer.text("words", mark.words)
      return "mark"
    case .vitalsMeasured(let vitals):
      write(vitals, &writer)
      return "vitals"
    case .dosed(let dose):
      write(dose, &writer)
      return "dose"
    case .medicated(let medication):
      writer.text("drug", medication.drug)
      writer.text("dose", medication.dose)
      writer.text("route", medication.route)
      writer.text("givenBy", medication.givenBy)
      return "medication"
    case .phaseEntered(let phase):
      writer.text("phase", phase.rawValue)
      return "phase"
    case .scored(let score):
      writer.text("scale", score.scale)
      writer.integer("value", score.value)
      writer.list("items", score.items.map { .integer(Int64($0)) })
      writer.text("askedBy", score.askedBy)
      return "score"
    default: return observedActs(event, &writer)
    }
  }

  private static func observedActs(_ event: Event, _ writer: inout FieldWriter) -> String? {
    switch event {
    case .checkTicked(let tick):
      writer.text("list", tick.list)
      writer.text("item", tick.item)
      writer.text("answer", tick.answer.rawValue)
      writer.text("words", tick.words)
      return "check"
    case .grounded(let step):
      writer.integer("episode", step.episode)
      writer.text("technique", step.technique)
      writer.text("words", step.words)
      writer.text("act", step.act.rawValue)
      writer.text("step", step.step)
      return "grounding"
    case .adverseNoted(let adverse):
      writer.text("term", adverse.term)
      writer.text("course", adverse.course.rawValue)
      writer.integer("grade", adverse.grade)
      writer.text("words", adverse.words)
      return "adverse"
    case .presenceChanged(let presence):
      writer.text("person", presence.person)
      writer.text("role", presence.role)
      writer.text("change", presence.change.rawValue)
      return "presence"
    case .touchAsked(let touch):
      writer.text("area", touch.area)
      writer.text("answer", touch.answer)
      return "touch"
    default: return nil
    }
  }

  private static func write(_ note: Note, _ writer: inout FieldWriter) {
    writer.text("note", note.kind.rawValue)
    writer.text("text", note.text)
  }

  private static func write(_ vitals: Vitals, _ writer: inout FieldWriter) {
    writer.integer("systolic", vitals.systolic)
    writer.integer("diastolic", vitals.diastolic)
    writer.integer("pulse", vitals.pulse)
    writer.integer("spo2", vitals.spo2)
    writer.integer("respirations", vitals.respirations)
    writer.text("celsius", vitals.temperature)
    writer.text("kilograms", vitals.weight)
    writer.text("pounds", vitals.pounds)
    writer.text("measuredBy", vitals.measuredBy)
  }

  private static func write(_ dose: Dose, _ writer: inout FieldWriter) {
    writer.text("act", dose.act.rawValue)
    writer.flag("booster", dose.isBooster)
    writer.text("drug", dose.drug)
    writer.text("milligrams", dose.milligrams)
    writer.text("route", dose.route?.rawValue)
    writer.text("site", dose.site)
    writer.text("lot", dose.lot)
    writer.text("givenBy", dose.givenBy)
    writer.text("witness", dose.witness)
    writer.text("reason", dose.reason)
  }
}

extension EventCoding {
  static func observed(_ kind: String, _ fields: FieldReader) throws(FieldFault) -> Event? {
    switch kind {
    case "note": return .noted(try note(fields))
    case "addendum": return .addendumWritten(try note(fields))
    case "mark":
      return .marked(
        Marking(
          key: try fields.text("key"), tag: try fields.text("tag"),
          words: try fields.text("words")))
    case "vitals": return .vitalsMeasured(try vitals(fields))
    case "dose": return .dosed(try dose(fields))
    case "medication":
      return .medicated(
        Medication(
          drug: try fields.text("drug"), dose: try fields.text("dose"),
          route: try fields.text("route"), givenBy: try fields.text("givenBy")))
    case "phase": return .phaseEntered(try fields.word("phase"))
    case "score":
      return .scored(
        Score(
          scale: try fields.needed("scale"), value: Int(try fields.integer("value")),
          items: try fields.integers("items"), askedBy: try fields.text("askedBy")))
    default: return try observedActs(kind, fields)
    }
  }

  private static func observedActs(
    _ kind: String, _ fields: FieldReader
  ) throws(FieldFault) -> Event? {
    switch kind {
    case "check":
      return .checkTicked(
        CheckTick(
          list: try fields.text("list"), item: try fields.text("item"),
          answer: try fields.word("answer"), words: try fields.text("words")))
    case "grounding":
      return .grounded(
        GroundingStep(
          episode: Int(try fields.integer("episode")), technique: try fields.text("technique"),
          words: try fields.text("words"), act: try fields.word("act"),
          step: try fields.text("step")))
    case "adverse":
      return .adverseNoted(
        AdverseEvent(
          term: try fields.text("term"), course: try fields.word("course"),
          grade: try fields.optionalInteger("grade"), words: try fields.text("words")))
    case "presence":
      return .presenceChanged(
        Presence(
          person: try fields.text("person"), role: try fields.text("role"),
          change: try fields.word("change")))
    case "touch":
      return .touchAsked(
        TouchAsked(area: try fields.text("area"), answer: try fields.text("answer")))
    default: return nil
    }
  }

  private static func note(_ fields: FieldReader) throws(FieldFault) -> Note {
    Note(kind: try fields.word("note"), text: try fields.text("text"))
  }

  private static func vitals(_ fields: FieldReader) throws(FieldFault) -> Vitals {
    Vitals(
      systolic: try fields.optionalInteger("systolic"),
      diastolic: try fields.optionalInteger("diastolic"),
      pulse: try fields.optionalInteger("pulse"), spo2: try fields.optionalInteger("spo2"),
      respirations: try fields.optionalInteger("respirations"),
      temperature: try fields.optionalText("celsius"),
      weight: try fields.optionalText("kilograms"), pounds: try fields.optionalText("pounds"),
      measuredBy: try fields.text("measuredBy"))
  }

  private static func dose(_ fields: FieldReader) throws(FieldFault) -> Dose {
    var route: Route?
    if try fields.optionalText("route") != nil { route = try fields.word("route", Route.self) }
    return Dose(
      act: try fields.word("act"), isBooster: try fields.flag("booster"),
      drug: try fields.text("drug"), milligrams: try fields.text("milligrams"), route: route,
      site: try fields.text("site"), lot: try fields.text("lot"),
      givenBy: try fields.text("givenBy"), witness: try fields.text("witness"),
      reason: try fields.text("reason"))
  }
}
