import SessionModel

/// Reads `techniques.json5`: a list from the least to the most intrusive, medical help last.
enum TechniqueFile {
  static func read(_ node: Node) throws(FileFault) -> [Technique] {
    var fields = try Fields(node, "the techniques")
    var techniques: [Technique] = []
    techniques = try fields.fullList("techniques") { (node) throws(FileFault) in
      try technique(node)
    }
    try fields.finish()
    try checkOrder(techniques, line: fields.line(of: "techniques"))
    return techniques
  }

  private static func technique(_ node: Node) throws(FileFault) -> Technique {
    var fields = try Fields(node, "techniques")
    let technique = Technique(
      id: try fields.text("id"),
      words: try fields.text("words"),
      steps: try fields.texts("steps"),
      level: try fields.integer("level", 1...99),
      suits: try fields.words("suits"),
      note: try fields.optionalText("note"),
      source: try fields.source())
    try fields.finish()
    return technique
  }

  private static func checkOrder(_ techniques: [Technique], line: Int) throws(FileFault) {
    var ids: Set<String> = []
    for (index, technique) in techniques.enumerated() {
      guard ids.insert(technique.id).inserted else {
        throw FileFault(line: line, reason: .duplicate(key: "id", value: technique.id))
      }
      if index > 0, technique.level <= techniques[index - 1].level {
        throw FileFault(line: line, reason: .stepLevelOutOfOrder(technique: technique.id))
      }
    }
    guard techniques.last?.isMedicalHelp == true else {
      throw FileFault(line: line, reason: .medicalHelpNotLast)
    }
  }
}
