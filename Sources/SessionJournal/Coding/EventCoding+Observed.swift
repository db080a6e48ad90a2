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
      write(medication, &writer)
      return "medication"
    case .administered(let given):
      writer.text("act", given.act.rawValue)
      writer.text("givenBy", given.givenBy)
      return "administration"
    case .phaseEntered(let phase):
      writer.text("phase", phase.rawValue)
      return "phase"
    case .scored(let score):
      writer.text("scale", score.scale)
      writer.integer("value", score.value)
      writer.list("items", score.items.map { .integer(Int64($0)) })
      writer.text("closing", score.closing)
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
      write(adverse, &writer)
      return "adverse"
    case .presenceChanged(let presence):
      writer.text("person", presence.person)
      writer.text("role", presence.role)
      writer.text("change", presence.change.rawValue)
      writer.text("notedBy", presence.notedBy)
      return "presence"
    case .helpChanged(let change):
      writer.text("act", change.act.rawValue)
      writer.text("place", change.place)
      writer.text("who", change.who)
      return "help"
    case .touchAsked(let touch):
      writer.text("area", touch.area)
      writer.text("answer", touch.answer)
      writer.text("words", touch.words)
      writer.text("askedBy", touch.askedBy)
      return "touch"
    default: return nil
    }
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
    case "medication": return .medicated(try medication(fields))
    case "administration":
      return .administered(
        Administration(act: try fields.word("act"), givenBy: try fields.text("givenBy")))
    case "phase": return .phaseEntered(try fields.word("phase"))
    case "score":
      return .scored(
        Score(
          scale: try fields.needed("scale"), value: Int(try fields.integer("value")),
          items: try fields.integers("items"), closing: try fields.text("closing"),
          askedBy: try fields.text("askedBy")))
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
      return .adverseNoted(try adverse(fields))
    case "presence":
      return .presenceChanged(
        Presence(
          person: try fields.text("person"), role: try fields.text("role"),
          change: try fields.word("change"), notedBy: try fields.text("notedBy")))
    case "help":
      return .helpChanged(
        HelpChange(
          act: try fields.word("act"), place: try fields.text("place"),
          who: try fields.text("who")))
    case "touch":
      return .touchAsked(
        TouchAsked(
          area: try fields.text("area"), answer: try fields.text("answer"),
          words: try fields.text("words"), askedBy: try fields.text("askedBy")))
    default: return nil
    }
  }
}
