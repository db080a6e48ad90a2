import SessionModel

/// A file that the clinic put over a default.
package struct OverrideFile: Sendable, Equatable {
  /// "im.json5", without a folder.
  package let name: String
  /// Where it stands, as a fault names it.
  package let path: String
  package let bytes: [UInt8]

  /// `path` is the name where nothing else is known.
  package init(name: String, path: String? = nil, bytes: [UInt8]) {
    self.name = name
    self.path = path ?? name
    self.bytes = bytes
  }
}

/// Everything the clinic can set, in one value.
package struct ClinicalDefaults: Sendable, Equatable {
  package let protocols: [TreatmentProtocol]
  package let vocabulary: Vocabulary
  package let techniques: [Technique]
  package let vitals: VitalsDefaults
  package let scales: [ScaleDefinition]
  package let questionnaires: [Questionnaire]
  package let checklists: [ChecklistDefinition]
  package let codes: [ExchangeCode]
}

/// The clinic's defaults and what it put over them, read file by file when asked.
///
/// Nothing is cached: a call decodes its file, so that a start pays only for what it shows. Keep
/// what a call returns.
package struct ProtocolLibrary: Sendable {
  /// Overrides that were found good, laid over their default.
  var nodes: [String: Node] = [:]
  var addedProtocols: [String] = []
  /// The override files that are used, by stem.
  var files: [String: OverrideFile] = [:]

  /// The shipped defaults.
  package init() {}

  /// The defaults with files over them; a file with a fault is left out whole, and named.
  ///
  /// A field at the top of a file replaces the default's; what it does not name stays. A file of
  /// a new name is a new protocol and must be complete. Of two files for one default the first by
  /// name is read, the other is named.
  package static func reading(
    _ overrides: [OverrideFile]
  ) -> (library: ProtocolLibrary, faults: [OverrideFault]) {
    var library = ProtocolLibrary()
    var faults: [OverrideFault] = []
    var first: [String: OverrideFile] = [:]
    for file in overrides.sorted(by: { ($0.name, $0.path) < ($1.name, $1.path) }) {
      do throws(FileFault) {
        let stem = try Self.stem(of: file.name)
        if let first = first[stem] {
          throw FileFault(line: 1, reason: .secondFile(for: stem, first: first.path))
        }
        first[stem] = file
        try library.add(file, stem: stem)
      } catch {
        faults.append(OverrideFault(file, fault: error))
      }
    }
    faults += library.dropDanglingProtocols()
    return (library, faults)
  }

  /// "im.json5" and so on: the files that may be overridden.
  package static let shippedFileNames = Shipped.fileNames.map { "\($0).json5" }

  /// The text of a shipped file, to begin an override from.
  package static func shippedFile(named name: String) -> [UInt8]? {
    guard shippedFileNames.contains(name) else { return nil }
    return Shipped.bytes(of: String(name.dropLast(".json5".count)))
  }

  /// The protocols' names, shipped ones first; decodes nothing.
  package var protocolNames: [String] { Shipped.protocolNames + addedProtocols }

  package func treatmentProtocol(named name: String) -> TreatmentProtocol? {
    guard protocolNames.contains(name) else { return nil }
    return decode(name) { (node) throws(FileFault) in try ProtocolFile.read(node, stem: name) }
  }

  package func protocols() -> [TreatmentProtocol] {
    protocolNames.compactMap { treatmentProtocol(named: $0) }
  }

  package func vocabulary() -> Vocabulary { decode("vocabulary", VocabularyFile.read) }

  /// From the least to the most intrusive, medical help last.
  package func techniques() -> [Technique] { decode("techniques", TechniqueFile.read) }

  package func vitals() -> VitalsDefaults { decode("vitals", VitalsFile.read) }

  package func scales() -> [ScaleDefinition] { decode("scales", ScaleFile.read) }

  package func questionnaires() -> [Questionnaire] {
    decode("questionnaires", ScaleFile.readQuestionnaires)
  }

  package func questionnaire(for scale: String) -> Questionnaire? {
    questionnaires().first { $0.scale == scale }
  }

  package func checklists() -> [ChecklistDefinition] { decode("checklists", ChecklistFile.read) }

  package func codes() -> [ExchangeCode] { decode("codes", CodeFile.read) }

  /// Every file, for a check or an export; a start does not need it.
  package func everything() -> ClinicalDefaults {
    ClinicalDefaults(
      protocols: protocols(), vocabulary: vocabulary(), techniques: techniques(),
      vitals: vitals(), scales: scales(), questionnaires: questionnaires(),
      checklists: checklists(), codes: codes())
  }

  private func decode<Value>(
    _ stem: String, _ read: (Node) throws(FileFault) -> Value
  ) -> Value {
    do throws(FileFault) {
      if let node = nodes[stem] { return try read(node) }
      return try read(NodeParser.parse(Shipped.bytes(of: stem) ?? []))
    } catch {
      // Overrides were read once before they came in, and a test reads every shipped file.
      let file = OverrideFile(name: "\(stem).json5", bytes: [])
      preconditionFailure(OverrideFault(file, fault: error).description)
    }
  }
}
