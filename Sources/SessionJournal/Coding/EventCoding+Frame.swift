import SessionModel

/// The frame of a session.
extension EventCoding {
  static func frame(_ event: Event, _ writer: inout FieldWriter) -> String? {
    switch event {
    case .began(let began):
      writer.text("client", began.client)
      writer.text("session", began.kind.rawValue)
      writer.integer("ordinal", began.ordinal)
      writer.text("protocol", began.protocolName)
      writer.text("protocolHash", began.protocolHash)
      writer.text("author", began.author)
      writer.flag("sample", began.isSample)
      return "began"
    case .rulesKept(let rules):
      writer.text("rulesHash", rules.hash)
      writer.list("files", rules.files.map(value))
      return "rules"
    case .runBegan(let run):
      writer.text("boot", run.boot)
      writer.text("version", run.version)
      writer.text("runZone", ZoneText.write(run.zone))
      writer.text("author", run.author)
      return "runBegan"
    case .runEnded(let end):
      writer.object("list", members(of: end.listLine))
      return "runEnded"
    case .dosingEnded(let reason):
      writer.text("reason", reason)
      return "dosingEnded"
    case .closed(let with, _):
      writer.text("with", with)
      return "closed"
    case .sealed(let seal):
      writer.object("list", members(of: seal.listLine))
      writer.text("reason", seal.reason)
      writer.list("files", seal.files.map(value))
      return "sealed"
    case .gap(let gap):
      writer.integer("length", gap.milliseconds)
      writer.text("cause", gap.cause.rawValue)
      writer.flag("unchecked", !gap.isChecked)
      return "gap"
    case .clockStepped(let step):
      writer.integer("step", step)
      return "clock"
    case .locked: return "locked"
    case .unlocked: return "unlocked"
    default: return unreadable(event, &writer)
    }
  }

  /// For print --json only: no file has such a line.
  private static func unreadable(_ event: Event, _ writer: inout FieldWriter) -> String? {
    guard case .unreadable(let lost) = event else { return nil }
    writer.text("file", lost.file)
    writer.integer("from", Int64(lost.lines.lowerBound))
    writer.integer("through", Int64(lost.lines.upperBound))
    return "unreadable"
  }

  private static func value(_ file: Seal.File) -> JSONValue {
    .object([
      JSONField("file", .text(file.id)), JSONField("count", .integer(Int64(file.count))),
      JSONField("head", .text(file.head)),
    ])
  }

  private static func value(_ file: RulesOfDay.File) -> JSONValue {
    .object([JSONField("name", .text(file.name)), JSONField("text", .text(file.text))])
  }

  private static func members(of line: ListLine) -> [JSONField] {
    var writer = FieldWriter()
    writer.text("client", line.client)
    writer.text("session", line.kind.rawValue)
    writer.integer("ordinal", line.ordinal)
    writer.text("state", line.state.rawValue)
    writer.integer("entries", line.entries)
    writer.text("began", DateText.write(line.beganAt))
    writer.text("last", DateText.write(line.lastAt))
    writer.integer("doses", line.doses)
    return writer.fields
  }

  static func frame(_ kind: String, _ fields: FieldReader) throws(FieldFault) -> Event? {
    switch kind {
    case "began":
      return .began(
        Began(
          client: try fields.text("client"), kind: try fields.word("session"),
          ordinal: Int(try fields.integer("ordinal")),
          protocolName: try fields.text("protocol"),
          protocolHash: try fields.text("protocolHash"), author: try fields.text("author"),
          isSample: try fields.flag("sample")))
    case "rules": return .rulesKept(try rules(fields))
    case "runBegan":
      guard let zone = ZoneText.read(try fields.needed("runZone")) else {
        throw FieldFault(name: "runZone")
      }
      return .runBegan(
        RunBegan(
          boot: try fields.text("boot"), version: try fields.text("version"), zone: zone,
          author: try fields.text("author")))
    case "runEnded": return .runEnded(RunEnded(listLine: try list(fields)))
    case "dosingEnded": return .dosingEnded(reason: try fields.text("reason"))
    case "closed": return .closed(with: try fields.text("with"))
    case "sealed": return .sealed(try seal(fields))
    case "gap":
      return .gap(
        Gap(
          milliseconds: try fields.integer("length"), cause: try fields.word("cause"),
          isChecked: !(try fields.flag("unchecked"))))
    case "clock": return .clockStepped(by: try fields.integer("step"))
    case "locked": return .locked
    case "unlocked": return .unlocked
    default: return nil
    }
  }

  private static func rules(_ fields: FieldReader) throws(FieldFault) -> RulesOfDay {
    var files: [RulesOfDay.File] = []
    for file in try fields.objects("files") {
      files.append(
        RulesOfDay.File(name: try file.needed("name"), text: try file.text("text")))
    }
    return RulesOfDay(hash: try fields.needed("rulesHash"), files: files)
  }

  private static func seal(_ fields: FieldReader) throws(FieldFault) -> Seal {
    var files: [Seal.File] = []
    for file in try fields.objects("files") {
      files.append(
        Seal.File(
          id: try file.needed("file"), count: Int(try file.integer("count")),
          head: try file.needed("head")))
    }
    return Seal(files: files, listLine: try list(fields), reason: try fields.text("reason"))
  }

  private static func list(_ fields: FieldReader) throws(FieldFault) -> ListLine {
    let line = try fields.object("list")
    return ListLine(
      client: try line.text("client"), kind: try line.word("session"),
      ordinal: Int(try line.integer("ordinal")), state: try line.word("state"),
      entries: Int(try line.integer("entries")), beganAt: try line.date("began"),
      lastAt: try line.date("last"), doses: Int(try line.integer("doses")))
  }
}
