/// Reads JSON5 (comments, trailing commas, bare keys, single quotes) and keeps each value's line.
///
/// A decoder that forgets lines could not say where a clinic's file is wrong. Numbers are whole:
/// no figure of the program has a fraction.
struct NodeParser {
  /// A session keeps the files it is held by in one line of its journal, which has to take four of
  /// them whatever they hold (FORMAT.md, "Rules of JSON here").
  static let longestFile = 1 << 18
  static let deepest = 16
  /// No group of ours has half as many; keys are compared one by one.
  static let mostKeys = 64

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func parse(_ bytes: [UInt8]) throws(FileFault) -> Node {
    guard bytes.count <= longestFile else {
      throw FileFault(line: 1, reason: .tooLong(limit: longestFile))
    }
    try checkEncoding(bytes)
    var parser = NodeParser(bytes)
    let node = try parser.value()
    try parser.skipBlanks()
    guard parser.at == bytes.count else { throw parser.fault(.textAfterEnd) }
    return node
  }

  /// Finds the first line that is not UTF-8, or holds a NUL, which no journal takes; a byte order
  /// mark is not one of ours either.
  private static func checkEncoding(_ bytes: [UInt8]) throws(FileFault) {
    if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0),
      !bytes.starts(with: [0xEF, 0xBB, 0xBF])
    {
      return
    }
    var line = 1
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if text.contains(0) || String(validating: text, as: UTF8.self) == nil { break }
      line += 1
    }
    let lines = bytes.count { $0 == 0x0A } + 1
    throw FileFault(line: line > lines ? 1 : line, reason: .notUTF8)
  }

  private func fault(_ reason: FaultReason) -> FileFault { FileFault(line: line, reason: reason) }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() throws(FileFault) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        at += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(FileFault) {
    let start = line
    let second = at + 1 < bytes.count ? bytes[at + 1] : 0
    if second == UInt8(ascii: "/") {
      while let byte = peek, byte != UInt8(ascii: "\n") { at += 1 }
      return
    }
    guard second == UInt8(ascii: "*") else { throw fault(unexpected("a value or a comment")) }
    at += 2
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") {
        at += 2
        return
      }
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
    throw FileFault(line: start, reason: .unexpectedEnd(expected: "*/ at the end of a comment"))
  }

  private func unexpected(_ expected: String) -> FaultReason {
    guard at < bytes.count else { return .unexpectedEnd(expected: expected) }
    let rest = String(decoding: bytes[at..<min(at + 32, bytes.count)], as: UTF8.self)
    return .unexpected(rest.first.map(String.init) ?? "", expected: expected)
  }

  private mutating func take(_ byte: UInt8, _ expected: String) throws(FileFault) {
    guard peek == byte else { throw fault(unexpected(expected)) }
    at += 1
  }

  private mutating func value() throws(FileFault) -> Node {
    try skipBlanks()
    let start = line
    guard let byte = peek else { throw fault(.unexpectedEnd(expected: "a value")) }
    switch byte {
    case UInt8(ascii: "{"): return Node(content: .record(try record()), line: start)
    case UInt8(ascii: "["): return Node(content: .list(try list()), line: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return Node(content: .text(try text(until: byte)), line: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return Node(content: .integer(try integer()), line: start)
    default: return Node(content: try word(), line: start)
    }
  }

  private mutating func enter() throws(FileFault) {
    depth += 1
    at += 1
    if depth > Self.deepest { throw fault(.tooDeep(limit: Self.deepest)) }
  }

  private mutating func record() throws(FileFault) -> [Node.Field] {
    try enter()
    var fields: [Node.Field] = []
    while true {
      try skipBlanks()
      if peek == UInt8(ascii: "}") { break }
      if fields.count == Self.mostKeys { throw fault(.tooManyKeys(limit: Self.mostKeys)) }
      let start = line
      let key = try self.key()
      if fields.contains(where: { $0.key == key }) { throw fault(.duplicateKey(key)) }
      try skipBlanks()
      try take(UInt8(ascii: ":"), ": after the key \(key)")
      fields.append(Node.Field(key: key, line: start, value: try value()))
      try skipBlanks()
      if peek == UInt8(ascii: ",") { at += 1 } else { break }
    }
    try take(UInt8(ascii: "}"), ", or } after a value")
    depth -= 1
    return fields
  }

  private mutating func list() throws(FileFault) -> [Node] {
    try enter()
    var nodes: [Node] = []
    while true {
      try skipBlanks()
      if peek == UInt8(ascii: "]") { break }
      nodes.append(try value())
      try skipBlanks()
      if peek == UInt8(ascii: ",") { at += 1 } else { break }
    }
    try take(UInt8(ascii: "]"), ", or ] after a value")
    depth -= 1
    return nodes
  }

  private mutating func key() throws(FileFault) -> String {
    if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return try text(until: quote)
    }
    let word = bareWord()
    guard let first = word.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { throw fault(unexpected("a key")) }
    return word
  }

  private mutating func bareWord() -> String {
    let start = at
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
        at += 1
      default: return String(decoding: bytes[start..<at], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func word() throws(FileFault) -> Node.Content {
    let start = at
    switch bareWord() {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      at = start
      throw fault(unexpected("a value (a text stands in quotes)"))
    }
  }

  private mutating func integer() throws(FileFault) -> Int {
    let start = at
    scan: while let byte = peek {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "/"),
        UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        break scan
      default: at += 1
      }
    }
    let digits = String(decoding: bytes[start..<at], as: UTF8.self)
    // JSON5 has no leading zeros: 010 means eight in some readers and ten in others.
    let unsigned = digits.drop { $0 == "+" || $0 == "-" }
    guard let number = Int(digits), unsigned == "0" || unsigned.first != "0" else {
      throw fault(.badNumber(digits))
    }
    return number
  }

  private mutating func text(until quote: UInt8) throws(FileFault) -> String {
    let start = line
    at += 1
    var run = at
    var text = ""
    while let byte = peek {
      if byte == quote {
        text += String(decoding: bytes[run..<at], as: UTF8.self)
        at += 1
        return text
      }
      if byte == UInt8(ascii: "\n") { break }
      if byte == UInt8(ascii: "\\") {
        text += String(decoding: bytes[run..<at], as: UTF8.self)
        at += 1
        try appendEscape(to: &text)
        run = at
      } else {
        at += 1
      }
    }
    throw FileFault(line: start, reason: .unfinishedText)
  }

  private mutating func appendEscape(to text: inout String) throws(FileFault) {
    guard let byte = peek else { throw fault(.unfinishedText) }
    at += 1
    switch byte {
    case UInt8(ascii: "n"): text += "\n"
    case UInt8(ascii: "t"): text += "\t"
    case UInt8(ascii: "r"): text += "\r"
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      text.unicodeScalars.append(Unicode.Scalar(byte))
    case UInt8(ascii: "\n"): line += 1  // A text may go on in the next line.
    case UInt8(ascii: "u"): text.unicodeScalars.append(try escapedScalar())
    default: throw fault(.badEscape)
    }
  }

  private mutating func escapedScalar() throws(FileFault) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800...0xDBFF).contains(high), peek == UInt8(ascii: "\\") else {
      throw fault(.badEscape)
    }
    at += 1
    guard peek == UInt8(ascii: "u") else { throw fault(.badEscape) }
    at += 1
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw fault(.badEscape) }
    return scalar
  }

  private mutating func hexadecimal() throws(FileFault) -> UInt32 {
    guard at + 4 <= bytes.count else { throw fault(.badEscape) }
    let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let number = UInt32(digits, radix: 16)
    else { throw fault(.badEscape) }
    at += 4
    return number
  }
}
