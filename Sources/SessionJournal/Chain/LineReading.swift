/// Reads the content of a line whose hash has been verified.
struct LineReading {
  let fields: [JSONField]

  /// Refuses, by name, what the envelope does not allow. `n` is the number expected here;
  /// `nil` behind damage, where any may follow.
  static func read(
    _ line: UnsafeRawBufferPointer, n expected: Int64?, lane: FileLane?
  ) throws(LineRefusal) -> LineContent {
    let reading = LineReading(fields: try JSONReader.object(line))
    let n = try reading.checkOrder(expected)
    let kind = try reading.text("kind")
    switch kind {
    case "header":
      guard n == 0 else { throw .memberOrder }
      return .header(try reading.header())
    case _ where n == 0: throw .missing("header")
    case "recovered": return .recovered(try reading.recovered())
    case _ where lane == .ledger: return try reading.ledger(kind)
    default: return .entry(try reading.entry(kind))
    }
  }

  /// The number that a line says it has.
  static func number(of line: UnsafeRawBufferPointer) -> Int64? {
    guard let fields = try? JSONReader.object(line) else { return nil }
    return fields.first?.value.integer
  }

  private func checkOrder(_ expected: Int64?) throws(LineRefusal) -> Int64 {
    guard fields.count >= 3, fields[0].name == "n", fields[1].name == "kind",
      fields.last?.name == "hash"
    else { throw .memberOrder }
    guard let found = fields[0].value.integer else { throw .badMember("n") }
    if let expected, found != expected { throw .numberGap(expected: expected, found: found) }
    return found
  }

  func value(_ name: String) -> JSONValue? { fields.first { $0.name == name }?.value }

  func text(_ name: String) throws(LineRefusal) -> String {
    guard let value = value(name) else { throw .missing(name) }
    guard let text = value.text else { throw .badMember(name) }
    return text
  }

  func integer(_ name: String, from least: Int64) throws(LineRefusal) -> Int64 {
    guard let value = value(name) else { throw .missing(name) }
    guard let integer = value.integer, integer >= least else { throw .badMember(name) }
    return integer
  }

  func base64(_ name: String, count: Int) throws(LineRefusal) -> String {
    let text = try text(name)
    guard text.utf8.count == (count * 8 + 5) / 6 else { throw .badMember(name) }
    guard Base64url.decode(text)?.count == count else { throw .notCanonicalBase64url(name) }
    return text
  }

  func hash(_ name: String) throws(LineRefusal) -> LineHash {
    guard let hash = LineHash(text: try base64(name, count: 32)) else { throw .badMember(name) }
    return hash
  }

  func file(_ name: String) throws(LineRefusal) -> FileID {
    guard let file = FileID(text: try base64(name, count: 16)) else { throw .badMember(name) }
    return file
  }

  func date(_ name: String) throws(LineRefusal) -> Int64 {
    guard let moment = DateText.read(try text(name)) else { throw .badDate(name) }
    return moment
  }

  func crit() throws(LineRefusal) -> [String] {
    guard let value = value("crit") else { return [] }
    let names = value.list?.compactMap(\.text)
    guard let names, names.count == value.list?.count else { throw .badMember("crit") }
    return names
  }
}

extension LineReading {
  private static let ofHeader: Set<String> = [
    "n", "kind", "format", "session", "vault", "file", "lane", "writer", "protection",
    "continues", "crit", "hash",
  ]

  func header() throws(LineRefusal) -> Header {
    guard let lane = FileLane(rawValue: try text("lane")) else { throw .badMember("lane") }
    let format = try integer("format", from: 1)
    return Header(
      format: format, owner: try base64(lane == .ledger ? "vault" : "session", count: 16),
      file: try file("file"), lane: lane, writer: try base64("writer", count: 6),
      protection: value("protection") ?? .null, continues: try continuation(), crit: try crit(),
      others: fields.filter { !Self.ofHeader.contains($0.name) })
  }

  private func continuation() throws(LineRefusal) -> Continuation? {
    guard let value = value("continues") else { return nil }
    guard case .object(let members) = value else { throw .badMember("continues") }
    let from = LineReading(fields: members)
    return Continuation(
      file: try from.file("file"), n: try from.integer("n", from: 0),
      hash: try from.hash("hash"))
  }

  func recovered() throws(LineRefusal) -> Recovered {
    Recovered(
      at: try date("at"), up: try integer("up", from: 0), offset: try integer("offset", from: 0),
      length: try integer("length", from: 1), digest: try hash("sha256"))
  }

  func ledger(_ kind: String) throws(LineRefusal) -> LineContent {
    guard let known = LedgerLine.Kind(rawValue: kind) else { return .foreign(kind: kind) }
    return .ledger(
      LedgerLine(
        kind: known, session: try base64("session", count: 16), at: try date("at"),
        last: value("last") == nil ? nil : try integer("last", from: 0),
        files: try heads("files")))
  }

  func heads(_ name: String) throws(LineRefusal) -> [FileHead] {
    guard let list = value(name)?.list else { throw .badMember(name) }
    var heads: [FileHead] = []
    for element in list {
      guard case .object(let members) = element else { throw .badMember(name) }
      let head = LineReading(fields: members)
      heads.append(
        FileHead(
          file: try head.file("file"), count: try head.integer("count", from: 0),
          head: try head.hash("head")))
    }
    return heads
  }

  private static func isOfEntry(_ name: String) -> Bool {
    switch name {
    case "id", "s", "at", "up", "ago", "by", "zone": true
    default: false
    }
  }

  /// One pass over the members: this runs for every entry of every session that is opened.
  func entry(_ kind: String) throws(LineRefusal) -> JournalEntry {
    var entry = JournalEntry(kind: kind, id: "", s: 0, at: -1, up: -1)
    entry.fields.reserveCapacity(fields[2..<fields.count - 1].count { !Self.isOfEntry($0.name) })
    for field in fields[2..<fields.count - 1] {
      switch field.name {
      case "id": entry.id = try base64("id", count: 9)
      case "s": entry.s = try integer("s", from: 1)
      case "at": entry.at = try date("at")
      case "up": entry.up = try integer("up", from: 0)
      case "ago":
        guard let ago = field.value.integer else { throw .badMember("ago") }
        entry.ago = ago
      case "by": entry.by = try text("by")
      case "zone":
        guard let zone = ZoneText.read(try text("zone")) else { throw .badMember("zone") }
        entry.zone = zone
      default: entry.fields.append(field)
      }
    }
    if entry.id.isEmpty { throw .missing("id") }
    if entry.s == 0 { throw .missing("s") }
    if entry.at < 0 { throw .missing("at") }
    if entry.up < 0 { throw .missing("up") }
    return entry
  }
}
