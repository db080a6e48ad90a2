/// Where a file of the program comes from.
package enum FileStanding: Equatable, Sendable {
  case shipped
  /// The shipped file with the clinic's at this path over it.
  case changed(by: String)
  /// A protocol that only the clinic has.
  case own(String)
}

extension ProtocolLibrary {
  /// The files beside the protocols, by name, in the order of a list.
  package static let otherNames = Shipped.fileNames.filter { !Shipped.protocolNames.contains($0) }

  /// Where the file of a protocol, or another file, comes from; `name` has no ending.
  package func standing(of name: String) -> FileStanding {
    guard let file = files[name] else { return .shipped }
    return Shipped.fileNames.contains(name) ? .changed(by: file.path) : .own(file.path)
  }
}

/// One file of the clinic's, laid over the defaults before it is put to use.
package struct ProtocolCheck: Sendable, Equatable {
  /// "im": what the file is about.
  package let name: String
  /// True for a protocol that is not among the shipped ones.
  package let isNew: Bool
  /// Keys at the top of the file whose value is not the shipped one.
  package let changed: [String]
  /// What keeps it from being used, and what it would break in the clinic's other files.
  package let faults: [OverrideFault]

  /// `others` are the clinic's files that are in use; one for the same default gives way.
  package init(_ file: OverrideFile, beside others: [OverrideFile]) {
    let stem = (try? ProtocolLibrary.stem(of: file.name)) ?? file.name
    let others = others.filter { (try? ProtocolLibrary.stem(of: $0.name)) != stem }
    let before = ProtocolLibrary.reading(others).faults
    let faults = ProtocolLibrary.reading(others + [file]).faults
    self.faults = faults.filter { !before.contains($0) }
    name = stem
    isNew = !Shipped.fileNames.contains(stem)
    changed = self.faults.isEmpty ? Self.changes(in: file, of: stem) : []
  }

  private static func changes(in file: OverrideFile, of stem: String) -> [String] {
    guard let own = try? NodeParser.parse(file.bytes), case .record(let fields) = own.content
    else { return [] }
    let shipped = Shipped.bytes(of: stem).flatMap { try? NodeParser.parse($0) }
    guard case .record(let defaults)? = shipped?.content else { return fields.map(\.key) }
    return fields.filter { field in
      guard let known = defaults.first(where: { $0.key == field.key }) else {
        return !field.value.isNull
      }
      return !known.value.says(theSameAs: field.value)
    }.map(\.key)
  }
}

extension Node {
  fileprivate var isNull: Bool { if case .null = content { true } else { false } }

  /// True where both hold the same values, on whatever lines they stand.
  fileprivate func says(theSameAs other: Node) -> Bool {
    switch (content, other.content) {
    case (.null, .null): true
    case (.bool(let one), .bool(let two)): one == two
    case (.integer(let one), .integer(let two)): one == two
    case (.text(let one), .text(let two)): one == two
    case (.list(let one), .list(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.says(theSameAs: $1) }
    case (.record(let one), .record(let two)):
      one.count == two.count
        && one.allSatisfy { field in
          two.contains { $0.key == field.key && $0.value.says(theSameAs: field.value) }
        }
    default: false
    }
  }
}
