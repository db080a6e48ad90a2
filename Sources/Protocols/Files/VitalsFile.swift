import SessionModel

/// Reads `vitals.json5`: plausible ranges and the sets of bands.
enum VitalsFile {
  /// No measure has a figure beyond this in its whole units.
  private static let figures = 0...500

  static func read(_ node: Node) throws(FileFault) -> VitalsDefaults {
    var fields = try Fields(node, "the vitals")
    var measures: Set<Measure> = []
    let ranges = try fields.fullList("ranges") { (node) throws(FileFault) in
      let range = try vitalRange(node)
      guard measures.insert(range.measure).inserted else {
        throw FileFault(
          line: node.line, reason: .duplicate(key: "measure", value: range.measure.rawValue))
      }
      return range
    }
    var names: Set<String> = []
    let bands = try fields.fullList("bands") { (node) throws(FileFault) in
      let set = try bandSet(node)
      guard names.insert(set.name).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "name", value: set.name))
      }
      return set
    }
    try fields.finish()
    return VitalsDefaults(ranges: VitalRanges(ranges), bands: bands)
  }

  private static func vitalRange(_ node: Node) throws(FileFault) -> VitalRange {
    var fields = try Fields(node, "ranges")
    let range = VitalRange(
      measure: try fields.word("measure"),
      lowest: try fields.integer("lowest", figures),
      highest: try fields.integer("highest", figures),
      source: try fields.source())
    try fields.finish()
    if range.highest < range.lowest {
      throw FileFault(
        line: node.line,
        reason: .windowReversed(
          key: range.measure.rawValue, from: range.lowest, to: range.highest))
    }
    return range
  }

  private static func bandSet(_ node: Node) throws(FileFault) -> VitalsBands {
    var fields = try Fields(node, "bands")
    let bands = VitalsBands(
      name: try fields.text("name"),
      rules: try fields.fullList("rules") { (node) throws(FileFault) in try rule(node) })
    try fields.finish()
    return bands
  }

  private static func rule(_ node: Node) throws(FileFault) -> BandRule {
    var fields = try Fields(node, "rules")
    let rule = BandRule(
      measure: try fields.word("measure"),
      stage: try fields.word("stage"),
      level: try level(&fields),
      limit: try limit(&fields, line: node.line),
      source: try fields.source())
    try fields.finish()
    return rule
  }

  private static func level(_ fields: inout Fields) throws(FileFault) -> BandLevel {
    let levels: [BandLevel] = [.holdCheck, .amber, .red]
    let found = try fields.text("level")
    guard let level = levels.first(where: { $0.words == found }) else {
      throw FileFault(
        line: fields.line(of: "level"),
        reason: .unknownWord(key: "level", found: found, known: levels.map(\.words)))
    }
    return level
  }

  /// Exactly one of the four edges, so that it is never unclear whether the edge belongs.
  private static func limit(_ fields: inout Fields, line: Int) throws(FileFault) -> BandLimit {
    var limits: [BandLimit] = []
    if let figure = try fields.optionalInteger("above", figures) { limits.append(.above(figure)) }
    if let figure = try fields.optionalInteger("atLeast", figures) {
      limits.append(.atLeast(figure))
    }
    if let figure = try fields.optionalInteger("below", figures) { limits.append(.below(figure)) }
    if let figure = try fields.optionalInteger("atMost", figures) { limits.append(.atMost(figure)) }
    guard limits.count == 1 else {
      throw FileFault(line: line, reason: .oneLimitOnly(found: limits.count))
    }
    return limits[0]
  }
}
