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
    let limits = try limits(&fields)
    try fields.finish()
    return VitalsDefaults(
      ranges: VitalRanges(ranges), bands: bands, limits: limits ?? .ofOldFiles)
  }

  /// All of them or none: files that older sessions kept have none.
  private static func limits(_ fields: inout Fields) throws(FileFault) -> Limits? {
    guard let node = fields.optional("limits") else { return nil }
    var inner = try Fields(node, "limits")
    let limits = Limits(
      dose: try limit(&inner, "dose", "mg", 1...10_000),
      waste: try limit(&inner, "waste", "mg", 1...100_000),
      amount: try limit(&inner, "amount", "highest", 1...1_000_000),
      earlyReading: try limit(&inner, "earlyReading", "minutes", 0...60))
    try inner.finish()
    return limits
  }

  private static func limit(
    _ fields: inout Fields, _ key: String, _ unit: String, _ range: ClosedRange<Int>
  ) throws(FileFault) -> Cited<Int> {
    var inner = try Fields(try fields.node(key), key)
    let limit = Cited(try inner.integer(unit, range), source: try inner.source())
    try inner.finish()
    return limit
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
    let name = try fields.text("name")
    var lines: [Int] = []
    let rules = try fields.fullList("rules") { (node) throws(FileFault) in
      lines.append(node.line)
      return try rule(node)
    }
    try fields.finish()
    try checkLevels(of: rules, lines: lines)
    return VitalsBands(name: name, rules: rules)
  }

  /// A milder band that a graver one always covers would never be shown.
  private static func checkLevels(of rules: [BandRule], lines: [Int]) throws(FileFault) {
    for (rule, line) in zip(rules, lines) {
      let hidden = rules.first { milder in
        milder.measure == rule.measure && milder.stage == rule.stage && milder.level < rule.level
          && rule.limit.covers(milder.limit)
      }
      guard let hidden else { continue }
      throw FileFault(
        line: line,
        reason: .bandHidden(
          measure: rule.measure.rawValue, level: rule.level.words, edge: rule.limit.words,
          hidden: "\(hidden.level.words) \(hidden.limit.words)"))
    }
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
