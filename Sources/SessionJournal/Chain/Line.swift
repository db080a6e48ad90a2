package enum FileLane: String, Sendable, CaseIterable {
  case record, process, ledger
}

/// What a file says of itself in its first line.
package struct Header: Equatable, Sendable {
  package var format: Int64
  /// Session id, or the vault id in a ledger.
  package var owner: String
  package var file: FileID
  package var lane: FileLane
  package var writer: String
  package var protection: JSONValue
  package var continues: Continuation?
  package var crit: [String]
  /// Members of this format that only some files have (`machine`, `rescue`, `home`), and those not
  /// known.
  package var others: [JSONField]

  /// A member of `others`: this file was begun in a rescue folder.
  static let rescueMark = JSONField("rescue", .bool(true))
  var isRescue: Bool { others.contains(Self.rescueMark) }
}

/// The last good line of a file that this one goes on after.
package struct Continuation: Equatable, Sendable {
  package let file: FileID
  package let n: Int64
  package let hash: LineHash
}

/// An entry as it is kept: the envelope every entry has, and the kind's own members.
package struct JournalEntry: Equatable, Sendable {
  package var kind: String
  package var id: String
  package var s: Int64
  /// Written, milliseconds since 1970 UTC.
  package var at: Int64
  /// Milliseconds of the boot clock.
  package var up: Int64
  /// Milliseconds from happening to writing.
  package var ago: Int64
  package var by: String?
  /// Minutes east of UTC.
  package var zone: Int?
  package var fields: [JSONField]

  package init(
    kind: String, id: String, s: Int64, at: Int64, up: Int64, ago: Int64 = 0, by: String? = nil,
    zone: Int? = nil, fields: [JSONField] = []
  ) {
    self.kind = kind
    self.id = id
    self.s = s
    self.at = at
    self.up = up
    self.ago = ago
    self.by = by
    self.zone = zone
    self.fields = fields
  }

  package subscript(name: String) -> JSONValue? { fields.first { $0.name == name }?.value }

  /// Names in `crit`, none of which version 1 knows in an entry; nil where there is no such member,
  /// none where it is not what it should be.
  var needsKnowledge: [String]? {
    guard self["crit"] != nil else { return nil }
    return (try? LineReading(fields: fields).crit()) ?? []
  }
}

/// Damage that a writer found, left as it is, and wrote down.
package struct Recovered: Equatable, Sendable {
  package var at: Int64
  package var up: Int64
  package var offset: Int64
  package var length: Int64
  package var digest: LineHash
}

/// A ledger's line: which files a session had, and how far they went.
package struct LedgerLine: Equatable, Sendable {
  package enum Kind: String, Sendable { case begun, left, closed, sealed }

  package var kind: Kind
  package var session: String
  package var at: Int64
  /// The last number that the installation had given an entry; nil in lines of before it was noted.
  package var last: Int64?
  package var files: [FileHead]
}

/// How far a file went.
package struct FileHead: Equatable, Sendable {
  package var file: FileID
  package var count: Int64
  package var head: LineHash
}

/// What a verified line holds.
package enum LineContent: Equatable, Sendable {
  case header(Header)
  case entry(JournalEntry)
  case recovered(Recovered)
  case ledger(LedgerLine)
  /// A kind of a ledger that this version does not know.
  case foreign(kind: String)
}
