import SessionModel

extension ProtocolLibrary {
  /// The texts that a session is held by today, in the order in which they are laid over one
  /// another: for each file the shipped one, then the clinic's. Without a protocol: vitals, scales.
  package func filesInForce(protocolName: String) -> [RulesOfDay.File] {
    let names =
      protocolName.isEmpty
      ? ["vitals", "scales"] : [protocolName, "vitals", "scales", "checklists"]
    return names.flatMap { name in
      [Shipped.bytes(of: name), files[name]?.bytes].compactMap(\.self).map {
        RulesOfDay.File(name: "\(name).json5", text: String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// The figures of the files that are in force today.
  package func rules(protocolName: String) -> ClinicalRules {
    ClinicalRules(
      treatment: protocolName.isEmpty ? nil : treatmentProtocol(named: protocolName),
      vitals: vitals(), scales: scales(), vocabulary: vocabulary(),
      checklists: protocolName.isEmpty ? [] : checklists(), techniques: techniques())
  }

  /// The figures of texts that a session kept; what is wrong where they cannot be read any more.
  package static func rules(
    keptIn day: RulesOfDay, protocolName: String
  ) -> Result<ClinicalRules, OverrideFault> {
    var reading = ""
    do throws(FileFault) {
      func node(_ name: String) throws(FileFault) -> Node? {
        reading = "\(name).json5"
        var node: Node?
        for file in day.files where file.name == reading {
          let own = try NodeParser.parse(Array(file.text.utf8))
          node = node?.overlaid(by: own) ?? own
        }
        return node
      }
      var rules = ClinicalRules.none
      if !protocolName.isEmpty, let node = try node(protocolName) {
        rules.treatment = try ProtocolFile.read(node, stem: protocolName)
      }
      if let node = try node("vitals") { rules.vitals = try VitalsFile.read(node) }
      if let node = try node("scales") { rules.scales = try ScaleFile.read(node) }
      if let node = try node("checklists") { rules.checklists = try ChecklistFile.read(node) }
      return .success(rules)
    } catch {
      return .failure(OverrideFault(OverrideFile(name: reading, bytes: []), fault: error))
    }
  }
}
