import SessionModel

/// The members of the kinds that have many.
extension EventCoding {
  static func write(_ note: Note, _ writer: inout FieldWriter) {
    writer.text("note", note.kind.rawValue)
    writer.text("text", note.text)
  }

  static func write(_ vitals: Vitals, _ writer: inout FieldWriter) {
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

  static func write(_ dose: Dose, _ writer: inout FieldWriter) {
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

  static func write(_ medication: Medication, _ writer: inout FieldWriter) {
    if medication.act != .given { writer.text("act", medication.act.rawValue) }
    writer.text("drug", medication.drug)
    writer.text("dose", medication.dose)
    writer.text("route", medication.route)
    writer.text("site", medication.site)
    writer.text("givenBy", medication.givenBy)
    writer.text("witness", medication.witness)
  }

  static func write(_ adverse: AdverseEvent, _ writer: inout FieldWriter) {
    writer.text("term", adverse.term)
    writer.text("course", adverse.course.rawValue)
    writer.integer("grade", adverse.grade)
    writer.text("words", adverse.words)
    writer.text("serious", adverse.isSerious.map { $0 ? "yes" : "no" })
    writer.text("related", adverse.related?.rawValue)
    writer.text("action", adverse.action)
    writer.text("outcome", adverse.outcome)
    writer.text("told", adverse.told)
    writer.text("notedBy", adverse.notedBy)
  }
}

extension EventCoding {
  static func note(_ fields: FieldReader) throws(FieldFault) -> Note {
    Note(kind: try fields.word("note"), text: try fields.text("text"))
  }

  static func vitals(_ fields: FieldReader) throws(FieldFault) -> Vitals {
    Vitals(
      systolic: try fields.optionalInteger("systolic"),
      diastolic: try fields.optionalInteger("diastolic"),
      pulse: try fields.optionalInteger("pulse"), spo2: try fields.optionalInteger("spo2"),
      respirations: try fields.optionalInteger("respirations"),
      temperature: try fields.optionalText("celsius"),
      weight: try fields.optionalText("kilograms"), pounds: try fields.optionalText("pounds"),
      measuredBy: try fields.text("measuredBy"))
  }

  static func dose(_ fields: FieldReader) throws(FieldFault) -> Dose {
    var route: Route?
    if try fields.optionalText("route") != nil { route = try fields.word("route", Route.self) }
    return Dose(
      act: try fields.word("act"), isBooster: try fields.flag("booster"),
      drug: try fields.text("drug"), milligrams: try fields.text("milligrams"), route: route,
      site: try fields.text("site"), lot: try fields.text("lot"),
      givenBy: try fields.text("givenBy"), witness: try fields.text("witness"),
      reason: try fields.text("reason"))
  }

  static func medication(_ fields: FieldReader) throws(FieldFault) -> Medication {
    Medication(
      act: try fields.optionalWord("act") ?? .given, drug: try fields.text("drug"),
      dose: try fields.text("dose"), route: try fields.text("route"),
      site: try fields.text("site"), givenBy: try fields.text("givenBy"),
      witness: try fields.text("witness"))
  }

  static func adverse(_ fields: FieldReader) throws(FieldFault) -> AdverseEvent {
    let serious = try fields.optionalText("serious")
    guard serious == nil || serious == "yes" || serious == "no" else {
      throw FieldFault(name: "serious")
    }
    return AdverseEvent(
      term: try fields.text("term"), course: try fields.word("course"),
      grade: try fields.optionalInteger("grade"), words: try fields.text("words"),
      isSerious: serious.map { $0 == "yes" }, related: try fields.optionalWord("related"),
      action: try fields.text("action"), outcome: try fields.text("outcome"),
      told: try fields.text("told"), notedBy: try fields.text("notedBy"))
  }
}
