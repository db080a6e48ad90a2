import SessionModel

extension ProtocolLibrary {
  /// Lays one file over its default, or adds it as a new protocol.
  mutating func add(_ file: OverrideFile, stem: String) throws(FileFault) {
    let own = try NodeParser.parse(file.bytes)
    guard let shipped = Shipped.bytes(of: stem) else {
      try addProtocol(own, stem: stem, file: file.name)
      files[stem] = file
      return
    }
    let node = try NodeParser.parse(shipped).overlaid(by: own)
    switch stem {
    case "vocabulary": _ = try VocabularyFile.read(node)
    case "techniques": _ = try TechniqueFile.read(node)
    case "vitals":
      let names = try VitalsFile.read(node).bands.map(\.name)
      try Self.check(node, "bands", names: names, serve: \.bandNames)
    case "scales":
      _ = try ScaleFile.read(node)
    case "questionnaires": _ = try ScaleFile.readQuestionnaires(node)
    case "codes": _ = try CodeFile.read(node)
    case "checklists":
      let names = try ChecklistFile.read(node).map(\.name)
      try Self.check(node, "checklists", names: names, serve: \.checklistNames)
    default: _ = try ProtocolFile.read(node, stem: stem)
    }
    nodes[stem] = node
    files[stem] = file
  }

  /// A file of a new name must say that it means to be a protocol; else its name is a slip.
  private mutating func addProtocol(_ own: Node, stem: String, file: String) throws(FileFault) {
    var fields = try Fields(own, "the file")
    guard fields.optional("name") != nil else {
      throw FileFault(line: 1, reason: .unknownFile(file))
    }
    _ = try ProtocolFile.read(own, stem: stem)
    nodes[stem] = own
    addedProtocols.append(stem)
  }

  static func stem(of name: String) throws(FileFault) -> String {
    for ending in [".json5", ".json"] where name.hasSuffix(ending) {
      let stem = String(name.dropLast(ending.count))
      if !stem.isEmpty { return stem }
    }
    throw FileFault(line: 1, reason: .unknownFile(name))
  }

  /// The shipped protocols must find every name that they use in a file that replaces a default.
  private static func check(
    _ node: Node, _ key: String, names: [String],
    serve used: KeyPath<TreatmentProtocol, [String]>
  ) throws(FileFault) {
    let fields = try Fields(node, key)
    for shipped in ProtocolLibrary().protocols() {
      for name in shipped[keyPath: used] where !names.contains(name) {
        throw FileFault(
          line: fields.line(of: key),
          reason: .stillUsed(key: key, value: name, by: "\(shipped.name).json5"))
      }
    }
  }

  /// Leaves out a protocol that names a checklist or bands that no file has; names the fault.
  mutating func dropDanglingProtocols() -> [OverrideFault] {
    let stems = nodes.keys.filter {
      !Shipped.fileNames.contains($0) || Shipped.protocolNames.contains($0)
    }
    guard !stems.isEmpty else { return [] }
    let bands = vitals().bands.map(\.name)
    let checklists = checklists().map(\.name)
    var faults: [OverrideFault] = []
    for stem in stems.sorted() {
      guard let node = nodes[stem], let known = treatmentProtocol(named: stem) else { continue }
      do throws(FileFault) {
        try Self.checkReferences(of: known, node: node, bands: bands, checklists: checklists)
      } catch {
        if let file = files[stem] { faults.append(OverrideFault(file, fault: error)) }
        nodes[stem] = nil
        files[stem] = nil
        addedProtocols.removeAll { $0 == stem }
      }
    }
    return faults
  }

  private static func checkReferences(
    of known: TreatmentProtocol, node: Node, bands: [String], checklists: [String]
  ) throws(FileFault) {
    let fields = try Fields(node, known.name)
    if !bands.contains(known.bands) {
      throw FileFault(
        line: fields.line(of: "bands"),
        reason: .unknownReference(key: "bands", value: known.bands))
    }
    for (key, names) in [("beforeDosing", known.beforeDosing), ("leaving", known.leaving)] {
      for name in names where !checklists.contains(name) {
        throw FileFault(
          line: fields.line(of: key), reason: .unknownReference(key: key, value: name))
      }
    }
  }
}

extension TreatmentProtocol {
  fileprivate var bandNames: [String] { [bands] }
  fileprivate var checklistNames: [String] { beforeDosing + leaving }
}
