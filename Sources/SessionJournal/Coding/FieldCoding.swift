import SessionModel

/// Gathers the members of one kind. An empty text, list or missing number is left out.
struct FieldWriter {
  private(set) var fields: [JSONField] = []

  mutating func text(_ name: String, _ text: String) {
    if !text.isEmpty { fields.append(JSONField(name, .text(text))) }
  }

  mutating func text(_ name: String, _ text: String?) {
    if let text { fields.append(JSONField(name, .text(text))) }
  }

  mutating func integer(_ name: String, _ integer: Int?) {
    if let integer { fields.append(JSONField(name, .integer(Int64(integer)))) }
  }

  mutating func integer(_ name: String, _ integer: Int64) {
    fields.append(JSONField(name, .integer(integer)))
  }

  /// Left out where it is false.
  mutating func flag(_ name: String, _ flag: Bool) {
    if flag { fields.append(JSONField(name, .bool(true))) }
  }

  mutating func list(_ name: String, _ list: [JSONValue]) {
    if !list.isEmpty { fields.append(JSONField(name, .list(list))) }
  }

  mutating func object(_ name: String, _ fields: [JSONField]) {
    self.fields.append(JSONField(name, .object(fields)))
  }
}

/// A member that a known kind must have and has not, or that has another type or word.
struct FieldFault: Error {
  let name: String
}

/// Takes the members of one kind apart.
struct FieldReader {
  let fields: [JSONField]

  private func value(_ name: String) -> JSONValue? { fields.first { $0.name == name }?.value }

  func text(_ name: String) throws(FieldFault) -> String { try optionalText(name) ?? "" }

  func optionalText(_ name: String) throws(FieldFault) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.text else { throw FieldFault(name: name) }
    return text
  }

  func needed(_ name: String) throws(FieldFault) -> String {
    guard let text = try optionalText(name) else { throw FieldFault(name: name) }
    return text
  }

  func word<Word: RawRepresentable<String>>(
    _ name: String, _: Word.Type = Word.self
  ) throws(FieldFault) -> Word {
    guard let word = Word(rawValue: try needed(name)) else { throw FieldFault(name: name) }
    return word
  }

  func optionalWord<Word: RawRepresentable<String>>(
    _ name: String, _: Word.Type = Word.self
  ) throws(FieldFault) -> Word? {
    try optionalText(name) == nil ? nil : try word(name)
  }

  func optionalInteger(_ name: String) throws(FieldFault) -> Int? {
    guard let value = value(name) else { return nil }
    guard let integer = value.integer else { throw FieldFault(name: name) }
    return Int(integer)
  }

  func integer(_ name: String) throws(FieldFault) -> Int64 {
    guard let integer = value(name)?.integer else { throw FieldFault(name: name) }
    return integer
  }

  func flag(_ name: String) throws(FieldFault) -> Bool {
    guard let value = value(name) else { return false }
    guard let flag = value.bool else { throw FieldFault(name: name) }
    return flag
  }

  func texts(_ name: String) throws(FieldFault) -> [String] {
    guard let value = value(name) else { return [] }
    let texts = value.list?.compactMap(\.text)
    guard let texts, texts.count == value.list?.count else { throw FieldFault(name: name) }
    return texts
  }

  func integers(_ name: String) throws(FieldFault) -> [Int] {
    guard let value = value(name) else { return [] }
    let numbers = value.list?.compactMap(\.integer)
    guard let numbers, numbers.count == value.list?.count else { throw FieldFault(name: name) }
    return numbers.map(Int.init)
  }

  func objects(_ name: String) throws(FieldFault) -> [FieldReader] {
    guard let value = value(name) else { return [] }
    guard let list = value.list else { throw FieldFault(name: name) }
    var readers: [FieldReader] = []
    for element in list {
      guard case .object(let fields) = element else { throw FieldFault(name: name) }
      readers.append(FieldReader(fields: fields))
    }
    return readers
  }

  func object(_ name: String) throws(FieldFault) -> FieldReader {
    guard case .object(let fields)? = value(name) else { throw FieldFault(name: name) }
    return FieldReader(fields: fields)
  }

  func date(_ name: String) throws(FieldFault) -> Int64 {
    guard let moment = DateText.read(try needed(name)) else { throw FieldFault(name: name) }
    return moment
  }

  func reference(_ name: String) throws(FieldFault) -> EntryID {
    let text = try needed(name)
    guard text.utf8.count == 12, Base64url.decode(text) != nil else {
      throw FieldFault(name: name)
    }
    return EntryID(text)
  }
}
