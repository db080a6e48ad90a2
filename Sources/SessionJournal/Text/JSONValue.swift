/// A JSON value as this journal allows it: integers only, members in their order.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case text(String)
  case list([JSONValue])
  case object([JSONField])

  package subscript(name: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
  package var integer: Int64? {
    if case .integer(let integer) = self { integer } else { nil }
  }
  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }
  package var list: [JSONValue]? {
    if case .list(let list) = self { list } else { nil }
  }
}

/// One member of an object.
package struct JSONField: Equatable, Sendable {
  package let name: String
  package let value: JSONValue

  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

/// Limits of FORMAT.md, the same for reading and writing.
package enum JournalLimit {
  package static let integer: Int64 = 9_007_199_254_740_991
  package static let text = 1_048_576
  package static let line = 9_437_184
  /// Bytes: several times the longest header, so that a longer file held more than one.
  package static let header = 2_048
  package static let depth = 8
}

/// Why bytes are not a line of this journal.
package enum LineRefusal: Error, Equatable, Sendable {
  case byteOrderMark, utf16, carriageReturn, nul, invalidUTF8, rawControl, loneSurrogate
  case badEscape, notJSON, blank, trailing, numberForm, integerTooLarge, depth, textTooLong
  case lineTooLong
  case duplicateMember(String)
  case notCanonicalBase64url(String)
  case badDate(String)
  case missing(String)
  case badMember(String)
  case numberGap(expected: Int64, found: Int64)
  case memberOrder
}
