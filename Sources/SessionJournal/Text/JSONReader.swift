/// Reads one JSON object from raw bytes, and refuses by name whatever FORMAT.md does not allow.
package struct JSONReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// The members of the one object that `bytes` are, without its line feed.
  package static func object(_ bytes: UnsafeRawBufferPointer) throws(LineRefusal) -> [JSONField] {
    try refuseForeignEncoding(bytes)
    guard bytes.count <= JournalLimit.line else { throw .lineTooLong }
    var reader = JSONReader(bytes: bytes)
    guard reader.peek() == 0x7B else { throw reader.foreign(.notJSON) }
    let fields = try reader.object(depth: 1)
    guard reader.place == bytes.count else { throw reader.foreign(.trailing) }
    return fields
  }

  package static func object(_ bytes: [UInt8]) throws(LineRefusal) -> [JSONField] {
    let answer = bytes.withUnsafeBytes { raw -> Result<[JSONField], LineRefusal> in
      do throws(LineRefusal) { return .success(try object(raw)) } catch { return .failure(error) }
    }
    return try answer.get()
  }

  private static func refuseForeignEncoding(_ bytes: UnsafeRawBufferPointer) throws(LineRefusal) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw .byteOrderMark }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { throw .utf16 }
    if bytes.starts(with: [0x7B, 0]) || bytes.starts(with: [0, 0x7B]) { throw .utf16 }
    if bytes.last == 0x0D { throw .carriageReturn }
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

  /// The more exact name for a byte that should not stand here.
  private func foreign(_ otherwise: LineRefusal) -> LineRefusal {
    switch peek() {
    case 0: .nul
    case 0x20, 0x09, 0x0A: .blank
    case 0x0D: .carriageReturn
    default: otherwise
    }
  }

  private mutating func expect(_ byte: UInt8) throws(LineRefusal) {
    guard peek() == byte else { throw foreign(.notJSON) }
    place += 1
  }

  private mutating func object(depth: Int) throws(LineRefusal) -> [JSONField] {
    guard depth <= JournalLimit.depth else { throw .depth }
    place += 1
    var fields: [JSONField] = []
    if peek() == 0x7D {
      place += 1
      return fields
    }
    fields.reserveCapacity(12)
    while true {
      guard peek() == 0x22 else { throw foreign(.notJSON) }
      let name = try text()
      for field in fields where field.name == name { throw .duplicateMember(name) }
      try expect(0x3A)
      fields.append(JSONField(name, try value(depth: depth + 1)))
      if peek() == 0x2C {
        place += 1
      } else {
        try expect(0x7D)
        return fields
      }
    }
  }

  private mutating func list(depth: Int) throws(LineRefusal) -> [JSONValue] {
    guard depth <= JournalLimit.depth else { throw .depth }
    place += 1
    var list: [JSONValue] = []
    if peek() == 0x5D {
      place += 1
      return list
    }
    while true {
      list.append(try value(depth: depth + 1))
      if peek() == 0x2C {
        place += 1
      } else {
        try expect(0x5D)
        return list
      }
    }
  }

  private mutating func value(depth: Int) throws(LineRefusal) -> JSONValue {
    switch peek() {
    case 0x22: return .text(try text())
    case 0x7B: return .object(try object(depth: depth))
    case 0x5B: return .list(try list(depth: depth))
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    case .some(0x30...0x39), 0x2D: return .integer(try integer())
    default: throw foreign(.notJSON)
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(LineRefusal)
    -> JSONValue
  {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count,
      word.withUTF8Buffer({ bytes[place..<place + count].elementsEqual($0) })
    else { throw .notJSON }
    place += count
    return value
  }

  private mutating func integer() throws(LineRefusal) -> Int64 {
    let negative = peek() == 0x2D
    if negative { place += 1 }
    let start = place
    var number: Int64 = 0
    while let digit = peek(), digit >= 0x30, digit <= 0x39 {
      number = number * 10 + Int64(digit - 0x30)
      place += 1
      if number > JournalLimit.integer { throw .integerTooLarge }
    }
    let digits = place - start
    if digits == 0 || digits > 1 && bytes[start] == 0x30 || negative && number == 0 {
      throw .numberForm
    }
    switch peek() {
    case 0x2E, 0x65, 0x45: throw .numberForm
    default: return negative ? -number : number
    }
  }

  private mutating func text() throws(LineRefusal) -> String {
    place += 1
    let start = place
    var plain = true
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x22 {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<place])
        place += 1
        guard slice.count <= JournalLimit.text else { throw .textTooLong }
        return plain ? String(decoding: slice, as: UTF8.self) : try Self.validated(slice)
      }
      if byte == 0x5C {
        place = start
        return try escapedText()
      }
      if byte < 0x20 { throw byte == 0 ? .nul : .rawControl }
      if byte >= 0x80 { plain = false }
      place += 1
    }
    throw .notJSON
  }

  private static func validated(_ bytes: some Sequence<UInt8>) throws(LineRefusal) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
    return text
  }

  private mutating func escapedText() throws(LineRefusal) -> String {
    var text: [UInt8] = []
    while let byte = peek() {
      place += 1
      switch byte {
      case 0x22:
        guard text.count <= JournalLimit.text else { throw .textTooLong }
        return try Self.validated(text)
      case 0x5C: try escape(into: &text)
      case 0: throw .nul
      case ..<0x20: throw .rawControl
      default: text.append(byte)
      }
    }
    throw .notJSON
  }

  private mutating func escape(into text: inout [UInt8]) throws(LineRefusal) {
    guard let letter = peek() else { throw .notJSON }
    place += 1
    switch letter {
    case 0x22, 0x5C, 0x2F: text.append(letter)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      let scalar = try escapedScalar()
      if scalar.value == 0 { throw .nul }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw .badEscape
    }
  }

  private mutating func escapedScalar() throws(LineRefusal) -> Unicode.Scalar {
    let first = try fourHex()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, peek() == 0x5C else { throw .loneSurrogate }
    place += 1
    guard peek() == 0x75 else { throw .loneSurrogate }
    place += 1
    let second = try fourHex()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .loneSurrogate }
    return scalar
  }

  private mutating func fourHex() throws(LineRefusal) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek() else { throw .badEscape }
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x61...0x66: digit = byte - 0x57
      case 0x41...0x46: digit = byte - 0x37
      default: throw .badEscape
      }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }
}
