/// One word, number or sign of a source file. Comments and the words inside strings are none.
struct Token {
  var text: String
  /// Counted from 1.
  var line: Int
  /// Whether it follows the token before it without a space.
  var adjacent: Bool
}

/// Cuts Swift or C into tokens, well enough to tell code from comments and strings.
struct Tokens {
  private let bytes: [UInt8]
  private let isC: Bool
  private var position = 0
  private var line = 1
  private var lastEnd = -1
  private var tokens: [Token] = []

  static func of(_ text: String, isC: Bool = false) -> [Token] {
    var lexer = Tokens(bytes: Array(text.utf8), isC: isC)
    lexer.code(untilParenthesis: false)
    return lexer.tokens
  }

  private init(bytes: [UInt8], isC: Bool) {
    self.bytes = bytes
    self.isC = isC
  }

  private func byte(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private func sees(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      if byte() == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  /// Code up to the end, or to the parenthesis that closes an interpolation.
  private mutating func code(untilParenthesis: Bool) {
    var depth = 0
    while let next = byte() {
      if sees("//") {
        while let byte = byte(), byte != UInt8(ascii: "\n") { advance() }
      } else if sees("/*") {
        blockComment()
      } else if next == UInt8(ascii: "\"") || next == UInt8(ascii: "#") && startsRawString() {
        string()
      } else if isC, next == UInt8(ascii: "'") {
        characterConstant()
      } else if Self.isWord(next) {
        word()
      } else {
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") {
          if untilParenthesis, depth == 0 { return advance() }
          depth -= 1
        }
        if next > 0x20 { add(String(UnicodeScalar(next)), from: position, length: 1) }
        advance()
      }
    }
  }

  private mutating func add(_ text: String, from start: Int, length: Int) {
    tokens.append(Token(text: text, line: line, adjacent: start == lastEnd))
    lastEnd = start + length
  }

  private mutating func word() {
    let start = position
    while let byte = byte(), Self.isWord(byte) { position += 1 }
    add(
      String(decoding: bytes[start..<position], as: UTF8.self), from: start,
      length: position - start)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if sees("/*"), depth == 0 || !isC {
        depth += 1
        advance(2)
      } else if sees("*/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0 && byte() != nil
  }

  private func startsRawString() -> Bool {
    var ahead = 0
    while byte(ahead) == UInt8(ascii: "#") { ahead += 1 }
    return byte(ahead) == UInt8(ascii: "\"")
  }

  private mutating func characterConstant() {
    advance()
    while let byte = byte(), byte != UInt8(ascii: "'") {
      advance(byte == UInt8(ascii: "\\") ? 2 : 1)
    }
    advance()
  }

  private mutating func string() {
    add("\"\"", from: position, length: 0)
    var hashes = 0
    while byte() == UInt8(ascii: "#") {
      hashes += 1
      advance()
    }
    let pounds = String(repeating: "#", count: hashes)
    let quotes = !isC && sees("\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.utf8.count)
    while byte() != nil {
      if sees(quotes + pounds) {
        advance(quotes.utf8.count + hashes)
        break
      }
      if sees("\\" + pounds + "("), !isC {
        advance(2 + hashes)
        code(untilParenthesis: true)
      } else if sees("\\" + pounds) {
        advance(2 + hashes)
      } else {
        advance()
      }
    }
    lastEnd = position
  }
}
