/// Reads the text of a theme file: JSON with comments, trailing commas and unquoted keys.
///
/// Every value keeps the line it stands on, which a general JSON reader does not tell; a theme
/// needs objects, strings and true or false, and nothing else is taken.
struct ThemeText {
  indirect enum Value {
    case object([Member])
    case string(String)
    case flag(Bool)
  }

  struct Member {
    let key: String
    let line: Int
    let value: Value
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var depth = 0

  /// The members of the object that the whole text must be.
  static func read(_ bytes: [UInt8]) throws(ThemeFault) -> [Member] {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ThemeFault(line: 1, problem: .notUTF8)
    }
    var text = ThemeText(bytes: bytes)
    try text.skipSpace()
    guard case .object(let members) = try text.value() else {
      throw text.fault("an object in braces")
    }
    try text.skipSpace()
    guard text.position == bytes.count else { throw text.fault("nothing after the last brace") }
    return members
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private func fault(_ expected: String) -> ThemeFault {
    ThemeFault(line: line, problem: .syntax(expected: expected))
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if byte == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  private mutating func skipSpace() throws(ThemeFault) {
    while let byte {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        advance()
      } else if bytes[position...].starts(with: "//".utf8) {
        while let byte = self.byte, byte != UInt8(ascii: "\n") { advance() }
      } else if bytes[position...].starts(with: "/*".utf8) {
        let start = line
        while !bytes[position...].starts(with: "*/".utf8) {
          guard self.byte != nil else {
            throw ThemeFault(line: start, problem: .syntax(expected: "the end of this comment"))
          }
          advance()
        }
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func value() throws(ThemeFault) -> Value {
    if take("{") { return .object(try members()) }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return .string(try string()) }
    switch word() {
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: throw fault("an object, a text in quotes, true or false")
    }
  }

  private mutating func members() throws(ThemeFault) -> [Member] {
    depth += 1
    guard depth <= 8 else { throw fault("fewer objects inside each other") }
    defer { depth -= 1 }
    var members: [Member] = []
    while true {
      try skipSpace()
      if take("}") { return members }
      let start = line
      let quoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      let key = quoted ? try string() : word()
      guard !key.isEmpty else { throw fault("a name or a closing brace") }
      try skipSpace()
      guard take(":") else { throw fault("a colon after \(key)") }
      try skipSpace()
      members.append(Member(key: key, line: start, value: try value()))
      try skipSpace()
      if take(",") { continue }
      guard byte == UInt8(ascii: "}") else { throw fault("a comma or a closing brace") }
    }
  }

  private mutating func word() -> String {
    let start = position
    while let byte, Self.isWord(byte) { advance() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "$": true
    default: false
    }
  }

  private mutating func string() throws(ThemeFault) -> String {
    let quote = byte
    advance()
    var content: [UInt8] = []
    while let byte, byte != quote {
      guard byte >= 0x20 else { throw fault("the closing quote on the same line") }
      if byte == UInt8(ascii: "\\") {
        advance()
        guard let escaped = self.byte,
          [quote, UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(escaped)
        else { throw fault("a quote or a backslash after the backslash") }
      }
      if let plain = self.byte { content.append(plain) }
      advance()
    }
    guard byte == quote else { throw fault("a closing quote") }
    advance()
    return String(decoding: content, as: UTF8.self)
  }
}
