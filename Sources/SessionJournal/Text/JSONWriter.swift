/// Writes values as bytes that are safe to print: control, C1 and directional characters are
/// `\uXXXX`.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  static func line(_ fields: [JSONField]) throws(LineRefusal) -> [UInt8] {
    var writer = JSONWriter()
    try writer.object(fields, depth: 1)
    return writer.bytes
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func member(_ name: String, _ value: JSONValue, depth: Int = 1) throws(LineRefusal) {
    if bytes.last != 0x7B { bytes.append(0x2C) }
    try text(name)
    bytes.append(0x3A)
    try self.value(value, depth: depth + 1)
  }

  mutating func object(_ fields: [JSONField], depth: Int) throws(LineRefusal) {
    guard depth <= JournalLimit.depth else { throw .depth }
    bytes.append(0x7B)
    for (place, field) in fields.enumerated() {
      if fields[..<place].contains(where: { $0.name == field.name }) {
        throw .duplicateMember(field.name)
      }
      try member(field.name, field.value, depth: depth)
    }
    bytes.append(0x7D)
  }

  mutating func value(_ value: JSONValue, depth: Int) throws(LineRefusal) {
    switch value {
    case .null: raw("null")
    case .bool(let bool): bool ? raw("true") : raw("false")
    case .integer(let integer):
      guard abs(integer) <= JournalLimit.integer else { throw .integerTooLarge }
      bytes.append(contentsOf: String(integer).utf8)
    case .text(let text): try self.text(text)
    case .object(let fields): try object(fields, depth: depth)
    case .list(let list):
      guard depth <= JournalLimit.depth else { throw .depth }
      bytes.append(0x5B)
      for (place, element) in list.enumerated() {
        if place > 0 { bytes.append(0x2C) }
        try self.value(element, depth: depth + 1)
      }
      bytes.append(0x5D)
    }
  }

  private mutating func text(_ text: String) throws(LineRefusal) {
    guard text.utf8.count <= JournalLimit.text else { throw .textTooLong }
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0: throw .nul
      case 0x22: raw("\\\"")
      case 0x5C: raw("\\\\")
      case let value where Self.isHidden(value): escape(value)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(0x22)
  }

  private mutating func escape(_ value: UInt32) {
    raw("\\u")
    for shift in [UInt32(12), 8, 4, 0] {
      let digit = UInt8(value >> shift & 15)
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  /// What a terminal would obey or hide instead of showing.
  static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060,
      0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB:
      true
    default: false
    }
  }
}
