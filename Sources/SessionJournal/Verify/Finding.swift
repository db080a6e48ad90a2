/// Exit codes of the program; of many the worst counts, in the order 2, 6, 4, 3, 5, 1, 0.
package enum ExitCode: Int32, Sendable, Comparable, CaseIterable {
  case clean = 0
  /// Damage that is accounted for and cost no acknowledged entry.
  case explained = 1
  case corrupt = 2
  case newer = 3
  case cannotDecrypt = 4
  case inUse = 5
  case storage = 6
  case usage = 64

  private var rank: Int {
    switch self {
    case .clean: 0
    case .explained: 1
    case .inUse: 2
    case .newer: 3
    case .cannotDecrypt: 4
    case .storage: 5
    case .corrupt: 6
    case .usage: 7
    }
  }

  package static func < (one: ExitCode, other: ExitCode) -> Bool { one.rank < other.rank }
}

/// One thing that verification has to say: facts and two sentences, never note text.
package struct Finding: Equatable, Sendable {
  package var code: ExitCode
  /// The file or folder it is about.
  package var path: String
  /// 1 for the first line.
  package var line: Int64?
  /// 0 for the first byte.
  package var byte: Int?
  package var what: String
  package var next: String

  init(
    _ code: ExitCode, _ path: String, line: Int64? = nil, byte: Int? = nil, _ what: String,
    _ next: String
  ) {
    self.code = code
    self.path = path
    self.line = line
    self.byte = byte
    self.what = what
    self.next = next
  }

  /// One line for a person.
  package var words: String {
    var place = path
    if let line { place += ", line \(line)" }
    if let byte { place += ", byte \(byte)" }
    return "\(place): \(what). \(next)."
  }

  package var json: JSONValue {
    var fields = [
      JSONField("code", .integer(Int64(code.rawValue))), JSONField("path", .text(path)),
    ]
    if let line { fields.append(JSONField("line", .integer(line))) }
    if let byte { fields.append(JSONField("byte", .integer(Int64(byte)))) }
    return .object(fields + [JSONField("what", .text(what)), JSONField("next", .text(next))])
  }
}

/// What verification found about one session, file or vault.
package struct Verdict: Equatable, Sendable {
  /// A session's id, or the path that was given.
  package var subject: String
  package var findings: [Finding] = []
  package var files = 0
  package var entries = 0
  package var fingerprint: Fingerprint?

  package var exitCode: ExitCode { findings.map(\.code).max() ?? .clean }

  package var json: JSONValue {
    .object([
      JSONField("subject", .text(subject)),
      JSONField("exitCode", .integer(Int64(exitCode.rawValue))),
      JSONField("files", .integer(Int64(files))), JSONField("entries", .integer(Int64(entries))),
      JSONField("fingerprint", fingerprint.map { .text("\($0)") } ?? .null),
      JSONField("findings", .list(findings.map(\.json))),
    ])
  }
}

extension JSONValue {
  /// One line of JSON without its line feed.
  package var line: String {
    var writer = JSONWriter()
    do throws(LineRefusal) {
      try writer.value(self, depth: 1)
    } catch {
      return "null"
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension [Verdict] {
  /// The worst of many.
  package var exitCode: ExitCode { map(\.exitCode).max() ?? .clean }
}
