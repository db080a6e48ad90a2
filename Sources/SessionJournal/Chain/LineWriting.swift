/// Bodies of lines: everything before `,"hash":`.
enum LineBody {
  static func header(_ header: Header) throws(Refusal) -> [UInt8] {
    var fields: [Field] = [
      Field("n", .integer(0)), Field("kind", .text("header")),
      Field("format", .integer(header.format)),
      Field(header.lane == .ledger ? "vault" : "session", .text(header.owner)),
      Field("file", .text(header.file.text)), Field("lane", .text(header.lane.rawValue)),
      Field("writer", .text(header.writer)), Field("protection", header.protection),
    ]
    if let from = header.continues {
      fields.append(
        Field(
          "continues",
          .object([
            Field("file", .text(from.file.text)), Field("n", .integer(from.n)),
            Field("hash", .text(from.hash.text)),
          ])))
    }
    if !header.crit.isEmpty { fields.append(Field("crit", .list(header.crit.map { .text($0) }))) }
    return try open(fields + header.others)
  }

  static func entry(_ entry: Entry, n: Int64) throws(Refusal) -> [UInt8] {
    var fields: [Field] = [
      Field("n", .integer(n)), Field("kind", .text(entry.kind)), Field("id", .text(entry.id)),
      Field("s", .integer(entry.s)), Field("at", .text(DateText.write(entry.at))),
      Field("up", .integer(entry.up)),
    ]
    if entry.ago != 0 { fields.append(Field("ago", .integer(entry.ago))) }
    if let by = entry.by { fields.append(Field("by", .text(by))) }
    if let zone = entry.zone { fields.append(Field("zone", .text(ZoneText.write(zone)))) }
    return try open(fields + entry.fields)
  }

  static func recovered(_ found: Recovered, n: Int64) throws(Refusal) -> [UInt8] {
    try open([
      Field("n", .integer(n)), Field("kind", .text("recovered")),
      Field("at", .text(DateText.write(found.at))), Field("up", .integer(found.up)),
      Field("offset", .integer(found.offset)), Field("length", .integer(found.length)),
      Field("sha256", .text(found.digest.text)), Field("why", .text("torn")),
    ])
  }

  static func ledger(_ line: LedgerLine, n: Int64) throws(Refusal) -> [UInt8] {
    try open([
      Field("n", .integer(n)), Field("kind", .text(line.kind.rawValue)),
      Field("session", .text(line.session)), Field("at", .text(DateText.write(line.at))),
      Field("files", .list(line.files.map(value))),
    ])
  }

  static func value(_ head: FileHead) -> JSONValue {
    .object([
      Field("file", .text(head.file.text)), Field("count", .integer(head.count)),
      Field("head", .text(head.head.text)),
    ])
  }

  /// The object without its closing brace.
  private static func open(_ fields: [Field]) throws(Refusal) -> [UInt8] {
    var bytes = try JSONWriter.line(fields)
    bytes.removeLast()
    guard bytes.count + Chain.tailCount <= Limit.line else { throw .lineTooLong }
    return bytes
  }
}
