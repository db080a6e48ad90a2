import SessionModel

/// Reads the fields of one record strictly: a key that nobody asked for is a fault.
struct Fields {
  let line: Int
  private let fields: [Node.Field]
  private var asked: [String] = []

  init(_ node: Node, _ what: String) throws(FileFault) {
    guard case .record(let fields) = node.content else {
      throw FileFault(
        line: node.line,
        reason: .wrongKind(key: what, expected: "a group { }", found: node.kind))
    }
    self.fields = fields
    line = node.line
  }

  /// Call last: refuses what was not asked for.
  func finish() throws(FileFault) {
    for field in fields where !asked.contains(field.key) {
      throw FileFault(line: field.line, reason: .unknownKey(field.key, known: asked.sorted()))
    }
  }

  /// The field, or nil where it is missing or null: null takes a default away.
  mutating func optional(_ key: String) -> Node? {
    asked.append(key)
    guard let node = fields.first(where: { $0.key == key })?.value else { return nil }
    if case .null = node.content { return nil }
    return node
  }

  mutating func node(_ key: String) throws(FileFault) -> Node {
    guard let node = optional(key) else {
      throw FileFault(line: line, reason: .missingKey(key))
    }
    return node
  }

  mutating func text(_ key: String) throws(FileFault) -> String {
    try Self.text(node(key), key)
  }

  mutating func optionalText(_ key: String) throws(FileFault) -> String? {
    guard let node = optional(key) else { return nil }
    return try Self.text(node, key)
  }

  mutating func texts(_ key: String) throws(FileFault) -> [String] {
    try list(key) { (node) throws(FileFault) in try Self.text(node, key) }
  }

  mutating func integer(_ key: String, _ range: ClosedRange<Int>) throws(FileFault) -> Int {
    try Self.integer(node(key), key, range)
  }

  mutating func optionalInteger(
    _ key: String, _ range: ClosedRange<Int>
  ) throws(FileFault) -> Int? {
    guard let node = optional(key) else { return nil }
    return try Self.integer(node, key, range)
  }

  mutating func flag(_ key: String) throws(FileFault) -> Bool {
    guard let node = optional(key) else { return false }
    guard case .bool(let value) = node.content else {
      throw FileFault(
        line: node.line,
        reason: .wrongKind(key: key, expected: "true or false", found: node.kind))
    }
    return value
  }

  mutating func source(_ key: String = "source") throws(FileFault) -> Source {
    Source(try text(key))
  }

  /// One of the words of an enum.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, as type: Word.Type = Word.self
  ) throws(FileFault) -> Word {
    try Self.word(node(key), key)
  }

  mutating func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, as type: Word.Type = Word.self
  ) throws(FileFault) -> Word? {
    guard let node = optional(key) else { return nil }
    return try Self.word(node, key)
  }

  mutating func words<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, as type: Word.Type = Word.self
  ) throws(FileFault) -> [Word] {
    try list(key) { (node) throws(FileFault) in try Self.word(node, key) }
  }

  /// An optional list; a missing one is empty.
  mutating func list<Element>(
    _ key: String, _ read: (Node) throws(FileFault) -> Element
  ) throws(FileFault) -> [Element] {
    guard let node = optional(key) else { return [] }
    guard case .list(let nodes) = node.content else {
      throw FileFault(
        line: node.line, reason: .wrongKind(key: key, expected: "a list [ ]", found: node.kind))
    }
    var elements: [Element] = []
    elements.reserveCapacity(nodes.count)
    for node in nodes { elements.append(try read(node)) }
    return elements
  }

  /// A list that must be there and hold something.
  mutating func fullList<Element>(
    _ key: String, _ read: (Node) throws(FileFault) -> Element
  ) throws(FileFault) -> [Element] {
    let node = try self.node(key)
    let elements = try list(key, read)
    if elements.isEmpty { throw FileFault(line: node.line, reason: .emptyList(key: key)) }
    return elements
  }

  /// The line of a field, for faults that concern all of it.
  func line(of key: String) -> Int { fields.first { $0.key == key }?.line ?? line }

  static func text(_ node: Node, _ key: String) throws(FileFault) -> String {
    guard case .text(let text) = node.content else {
      throw FileFault(
        line: node.line, reason: .wrongKind(key: key, expected: "a text", found: node.kind))
    }
    if text.isEmpty { throw FileFault(line: node.line, reason: .emptyText(key: key)) }
    for scalar in text.unicodeScalars
    where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
      throw FileFault(line: node.line, reason: .controlCharacter(key: key))
    }
    return text
  }

  static func integer(
    _ node: Node, _ key: String, _ range: ClosedRange<Int>
  ) throws(FileFault) -> Int {
    guard case .integer(let number) = node.content else {
      throw FileFault(
        line: node.line, reason: .wrongKind(key: key, expected: "a number", found: node.kind))
    }
    guard range.contains(number) else {
      throw FileFault(
        line: node.line,
        reason: .outOfRange(
          key: key, found: number, lowest: range.lowerBound, highest: range.upperBound))
    }
    return number
  }

  static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ key: String
  ) throws(FileFault) -> Word {
    let found = try text(node, key)
    guard let word = Word(rawValue: found) else {
      throw FileFault(
        line: node.line,
        reason: .unknownWord(key: key, found: found, known: Word.allCases.map(\.rawValue)))
    }
    return word
  }
}
