import SessionModel

/// The arc, and what is said later about other entries.
extension EventCoding {
  static func later(_ event: Event, _ writer: inout FieldWriter) -> String? {
    switch event {
    case .prepared(let prepared):
      writer.text("section", prepared.section.rawValue)
      writer.text("text", prepared.text)
      writer.list("list", prepared.list.map { .text($0) })
      return "prepared"
    case .insightFound(let insight):
      writer.text("text", insight.text)
      writer.text("theme", insight.theme)
      return "insight"
    case .taskSet(let task):
      writer.text("text", task.text)
      writer.text("when", task.when)
      writer.text("with", task.withWhom)
      writer.flag("done", task.isDone)
      return "task"
    case .followupSet(let followup):
      writer.text("name", followup.name)
      writer.text("due", followup.dueOn)
      writer.flag("done", followup.isDone)
      return "followup"
    case .integrated(let integrated):
      write(integrated, &writer)
      return "integrated"
    case .carried(let reference, let takenBack):
      writer.text("ref", reference.text)
      writer.flag("takenBack", takenBack)
      return "carried"
    case .bookmarked(let reference, let words):
      writer.text("ref", reference.text)
      writer.text("words", words)
      return "bookmark"
    case .amended(let amendment):
      write(amendment, &writer)
      return "amend"
    case .unknown(let kind): return kind
    default: return nil
    }
  }

  private static func write(_ amendment: Amendment, _ writer: inout FieldWriter) {
    writer.text("ref", amendment.ref.text)
    switch amendment.act {
    case .replace(let event):
      let (kind, fields) = members(of: event)
      writer.text("act", "replace")
      writer.object("now", [JSONField("kind", .text(kind))] + fields)
    case .append(let words):
      writer.text("act", "append")
      writer.text("text", words)
    case .retract: writer.text("act", "retract")
    case .restore: writer.text("act", "restore")
    case .relane(let lane):
      writer.text("act", "relane")
      writer.text("lane", lane.rawValue)
    }
    writer.text("why", amendment.why)
  }

  static func later(_ kind: String, _ fields: FieldReader) throws(FieldFault) -> Event? {
    switch kind {
    case "prepared":
      return .prepared(
        Prepared(
          section: try fields.word("section"), text: try fields.text("text"),
          list: try fields.texts("list")))
    case "insight":
      return .insightFound(
        Insight(text: try fields.text("text"), theme: try fields.text("theme")))
    case "task":
      return .taskSet(
        ActionTask(
          text: try fields.text("text"), when: try fields.text("when"),
          withWhom: try fields.text("with"), isDone: try fields.flag("done")))
    case "followup":
      return .followupSet(
        Followup(
          name: try fields.text("name"), dueOn: try fields.text("due"),
          isDone: try fields.flag("done")))
    case "integrated": return .integrated(try integrated(fields))
    case "carried":
      return .carried(
        ref: try fields.reference("ref"), takenBack: try fields.flag("takenBack"))
    case "bookmark":
      return .bookmarked(
        ref: try fields.reference("ref"), words: try fields.text("words"))
    case "amend":
      return .amended(
        Amendment(
          ref: try fields.reference("ref"), act: try act(fields), why: try fields.text("why")))
    default: return nil
    }
  }

  private static func write(_ integrated: Integrated, _ writer: inout FieldWriter) {
    writer.text("part", integrated.part.rawValue)
    writer.text("text", integrated.text)
    writer.text("from", integrated.from)
    writer.text("ofSession", integrated.session)
    writer.text("ofEntry", integrated.entry?.text)
    writer.list("order", integrated.list.map { .text($0.text) })
  }

  private static func integrated(_ fields: FieldReader) throws(FieldFault) -> Integrated {
    Integrated(
      part: try fields.word("part"), text: try fields.text("text"),
      from: try fields.text("from"), session: try fields.optionalText("ofSession"),
      entry: try fields.optionalText("ofEntry").map { EntryID($0) },
      list: try fields.texts("order").map { EntryID($0) })
  }

  private static func act(_ fields: FieldReader) throws(FieldFault) -> Amendment.Act {
    switch try fields.needed("act") {
    case "replace":
      let now = try fields.object("now")
      return .replace(
        event(
          kind: try now.needed("kind"), fields: now.fields.filter { $0.name != "kind" }))
    case "append": return .append(try fields.text("text"))
    case "retract": return .retract
    case "restore": return .restore
    case "relane": return .relane(try fields.word("lane"))
    default: throw FieldFault(name: "act")
    }
  }
}
