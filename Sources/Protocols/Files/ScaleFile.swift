import SessionModel

/// Reads `scales.json5`, and the wording in `questionnaires.json5`.
enum ScaleFile {
  private static let scores = -100...1000

  static func read(_ node: Node) throws(FileFault) -> [ScaleDefinition] {
    var fields = try Fields(node, "the scales")
    var ids: Set<String> = []
    let scales = try fields.fullList("scales") { (node) throws(FileFault) in
      let scale = try scale(node)
      guard ids.insert(scale.id).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "id", value: scale.id))
      }
      return scale
    }
    try fields.finish()
    return scales
  }

  private static func scale(_ node: Node) throws(FileFault) -> ScaleDefinition {
    var fields = try Fields(node, "scales")
    let scale = ScaleDefinition(
      id: try fields.text("id"),
      title: try fields.text("title"),
      form: try fields.word("form"),
      lowest: try fields.integer("lowest", scores),
      highest: try fields.integer("highest", scores),
      higherIsBetter: try fields.flag("higherIsBetter"),
      anchors: try fields.list("anchors") { (node) throws(FileFault) in try anchor(node) },
      bands: try fields.list("bands") { (node) throws(FileFault) in try band(node) },
      recall: try fields.text("recall"),
      recallDays: try fields.optionalInteger("recallDays", 1...3650),
      alertItem: try fields.optionalInteger("alertItem", 1...100),
      citation: try fields.source("citation"))
    try fields.finish()
    if scale.highest < scale.lowest {
      throw FileFault(
        line: node.line,
        reason: .windowReversed(key: scale.id, from: scale.lowest, to: scale.highest))
    }
    for anchor in scale.anchors where !scale.accepts(anchor.score) {
      throw FileFault(
        line: fields.line(of: "anchors"),
        reason: .outOfRange(
          key: "anchors", found: anchor.score, lowest: scale.lowest, highest: scale.highest))
    }
    try checkBands(of: scale, line: fields.line(of: "bands"))
    return scale
  }

  /// Bands follow each other without a gap or an overlap, from the lowest score to the highest.
  private static func checkBands(of scale: ScaleDefinition, line: Int) throws(FileFault) {
    guard !scale.bands.isEmpty else { return }
    var next = scale.lowest
    for band in scale.bands {
      guard band.from == next, band.to >= band.from else {
        throw FileFault(line: line, reason: .bandGap(scale: scale.id, from: next))
      }
      next = band.to + 1
    }
    guard next == scale.highest + 1 else {
      throw FileFault(line: line, reason: .bandGap(scale: scale.id, from: next))
    }
  }

  private static func anchor(_ node: Node) throws(FileFault) -> ScaleAnchor {
    var fields = try Fields(node, "anchors")
    let anchor = ScaleAnchor(
      score: try fields.integer("score", scores), words: try fields.text("words"))
    try fields.finish()
    return anchor
  }

  private static func band(_ node: Node) throws(FileFault) -> SeverityBand {
    var fields = try Fields(node, "bands")
    let band = SeverityBand(
      from: try fields.integer("from", scores), to: try fields.integer("to", scores),
      words: try fields.text("words"), source: try fields.source())
    try fields.finish()
    return band
  }

  static func readQuestionnaires(_ node: Node) throws(FileFault) -> [Questionnaire] {
    var fields = try Fields(node, "the questionnaires")
    let questionnaires = try fields.fullList("questionnaires") { (node) throws(FileFault) in
      try questionnaire(node)
    }
    try fields.finish()
    return questionnaires
  }

  private static func questionnaire(_ node: Node) throws(FileFault) -> Questionnaire {
    var fields = try Fields(node, "questionnaires")
    let questionnaire = Questionnaire(
      scale: try fields.text("scale"),
      directions: try fields.text("directions"),
      answers: try fields.fullList("answers") { (node) throws(FileFault) in try anchor(node) },
      items: try fields.fullList("items") { (node) throws(FileFault) in
        try Fields.text(node, "items")
      },
      closing: try fields.optionalText("closing"),
      closingAnswers: try fields.texts("closingAnswers"),
      citation: try fields.source("citation"))
    try fields.finish()
    return questionnaire
  }
}
