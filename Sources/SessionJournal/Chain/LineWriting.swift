/// Bodies of lines: everything before `,"hash":`.
enum LineBody {
  static func header(_ header: Header) throws(LineRefusal) -> [UInt8] {
    var fields: [JSONField] = [
      JSONField("n", .integer(0)), JSONField("kind", .text("header")),
      JSONField("format", .integer(header.format)),
      JSONField(header.lane == .ledger ? "vault" : "session", .text(header.owner)),
      JSONField("file", .text(header.file.text)), JSONField("lane", .text(header.lane.rawValue)),
      JSONField("writer", .text(header.writer)), JSONField("protection", header.protection),
    ]
    if let from = header.continues {
      fields.append(
        JSONField(
          "continues",
          .object([
            JSONField("file", .text(from.file.text)), JSONField("n", .integer(from.n)),
            JSONField("hash", .text(from.hash.text)),
          ])))
    }
    if !header.crit.isEmpty {
      fields.append(JSONField("crit", .list(header.crit.map { .text($0) })))
    }
    return try open(fields + header.others)
  }

  static func entry(_ entry: JournalEntry, n: Int64) throws(LineRefusal) -> [UInt8] {
    var fields: [JSONField] = [
      JSONField("n", .integer(n)), JSONField("kind", .text(entry.kind)),
      JSONField("id", .text(entry.id)),
      JSONField("s", .integer(entry.s)), JSONField("at", .text(DateText.write(entry.at))),
      JSONField("up", .integer(entry.up)),
    ]
    if entry.ago != 0 { fields.append(JSONField("ago", .integer(entry.ago))) }
    if let by = entry.by { fields.append(JSONField("by", .text(by))) }
    if let zone = entry.zone { fields.append(JSONField("zone", .text(ZoneText.write(zone)))) }
    return try open(fields + entry.fields)
  }

  static func recovered(_ found: Recovered, n: Int64) throws(LineRefusal) -> [UInt8] {
    try open([
      JSONField("n", .integer(n)), JSONField("kind", .text("recovered")),
      JSONField("at", .text(DateText.write(found.at))), JSONField("up", .integer(found.up)),
      JSONField("offset", .integer(found.offset)), JSONField("length", .integer(found.length)),
      JSONField("sha256", .text(found.digest.text)), JSONField("why", .text("torn")),
    ])
  }

  static func ledger(_ line: LedgerLine, n: Int64) throws(LineRefusal) -> [UInt8] {
    var fields = [
      JSONField("n", .integer(n)), JSONField("kind", .text(line.kind.rawValue)),
      JSONField("session", .text(line.session)), JSONField("at", .text(DateText.write(line.at))),
    ]
    if let last = line.last { fields.append(JSONField("last", .integer(last))) }
    return try open(fields + [JSONField("files", .list(line.files.map(value)))])
  }

  static func value(_ head: FileHead) -> JSONValue {
    .object([
      JSONField("file", .text(head.file.text)), JSONField("count", .integer(head.count)),
      JSONField("head", .text(head.head.text)),
    ])
  }

  /// The object without its closing brace.
  private static func open(_ fields: [JSONField]) throws(LineRefusal) -> [UInt8] {
    var bytes = try JSONWriter.line(fields)
    bytes.removeLast()
    guard bytes.count + Chain.tailCount <= JournalLimit.line else { throw .lineTooLong }
    return bytes
  }
}
