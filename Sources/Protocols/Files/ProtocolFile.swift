import SessionModel

/// Reads one protocol: `im.json5` and its like.
enum ProtocolFile {
  /// A day; a figure beyond it is a slip.
  private static let minutes = 0...1440

  static func read(_ node: Node, stem: String) throws(FileFault) -> TreatmentProtocol {
    var fields = try Fields(node, "the protocol")
    let name = try fields.text("name")
    guard name == stem else {
      throw FileFault(
        line: fields.line(of: "name"), reason: .nameNotFileName(name: name, file: stem))
    }
    let result = TreatmentProtocol(
      name: name,
      title: try fields.text("title"),
      route: try fields.optionalWord("route"),
      practice: try citedText(try fields.node("practice"), "practice"),
      phases: try phases(&fields),
      boosterWindow: try window(&fields, "boosterWindow"),
      cadence: try cadence(try fields.node("cadence")),
      otherCadences: try fields.list("otherCadences", cadence),
      minimumStay: try minimumStay(&fields),
      hold: try window(&fields, "hold"),
      deviceInterval: try citedMinutes(&fields, "deviceInterval"),
      infusionMinutes: try citedMinutes(&fields, "infusionMinutes"),
      visitMinutes: try citedMinutes(&fields, "visitMinutes"),
      plannedDoses: try fields.list("plannedDoses") { (node) throws(FileFault) in
        try citedText(node, "plannedDoses")
      },
      beforeDosing: try fields.texts("beforeDosing"),
      leaving: try fields.texts("leaving"),
      bands: try fields.text("bands"),
      note: try optionalCitedText(&fields, "note"))
    try fields.finish()
    return result
  }

  private static func citedText(_ node: Node, _ key: String) throws(FileFault) -> Cited<String> {
    var fields = try Fields(node, key)
    let cited = Cited(try fields.text("words"), source: try fields.source())
    try fields.finish()
    return cited
  }

  private static func optionalCitedText(
    _ fields: inout Fields, _ key: String
  ) throws(FileFault) -> Cited<String>? {
    guard let node = fields.optional(key) else { return nil }
    return try citedText(node, key)
  }

  private static func citedMinutes(
    _ fields: inout Fields, _ key: String
  ) throws(FileFault) -> Cited<Int>? {
    guard let node = fields.optional(key) else { return nil }
    var inner = try Fields(node, key)
    let cited = Cited(try inner.integer("minutes", minutes), source: try inner.source())
    try inner.finish()
    return cited
  }

  private static func window(
    _ fields: inout Fields, _ key: String
  ) throws(FileFault) -> MinuteWindow? {
    guard let node = fields.optional(key) else { return nil }
    var inner = try Fields(node, key)
    let from = try inner.integer("from", minutes)
    let to = try inner.integer("to", minutes)
    let source = try inner.source()
    try inner.finish()
    if to < from {
      throw FileFault(line: node.line, reason: .windowReversed(key: key, from: from, to: to))
    }
    return MinuteWindow(from: from, to: to, source: source)
  }

  private static func minimumStay(_ fields: inout Fields) throws(FileFault) -> MinimumStay? {
    guard let node = fields.optional("minimumStay") else { return nil }
    var inner = try Fields(node, "minimumStay")
    let stay = MinimumStay(
      minutes: try inner.integer("minutes", minutes),
      anchor: try inner.optionalWord("after") ?? .lastDose,
      untilResolved: try inner.flag("untilResolved"),
      source: try inner.source())
    try inner.finish()
    return stay
  }

  /// The phases in their order, and no window opening before the one of an earlier phase.
  private static func phases(_ fields: inout Fields) throws(FileFault) -> [PhaseWindow] {
    var lines: [Int] = []
    let windows = try fields.list("phases") { (node) throws(FileFault) in
      lines.append(node.line)
      return try phase(node)
    }
    let order = Phase.allCases
    for (index, window) in windows.enumerated().dropFirst() {
      let before = windows[index - 1]
      if window.phase == before.phase {
        throw FileFault(
          line: lines[index], reason: .duplicate(key: "phase", value: window.phase.words))
      }
      if (order.firstIndex(of: window.phase) ?? 0) < (order.firstIndex(of: before.phase) ?? 0) {
        throw FileFault(
          line: lines[index],
          reason: .phasesOutOfOrder(phase: window.phase.words, after: before.phase.words))
      }
      if window.anchor == before.anchor, window.usualFrom < before.usualFrom {
        throw FileFault(
          line: lines[index],
          reason: .windowsOutOfOrder(phase: window.phase.words, after: before.phase.words))
      }
    }
    return windows
  }

  private static func phase(_ node: Node) throws(FileFault) -> PhaseWindow {
    var fields = try Fields(node, "phases")
    let window = PhaseWindow(
      phase: try fields.word("phase"),
      anchor: try fields.optionalWord("after") ?? .dose,
      usualFrom: try fields.integer("from", minutes),
      usualTo: try fields.optionalInteger("to", minutes),
      note: try fields.optionalText("note"),
      source: try fields.source())
    try fields.finish()
    if let to = window.usualTo, to < window.usualFrom {
      throw FileFault(
        line: node.line,
        reason: .windowReversed(key: window.phase.words, from: window.usualFrom, to: to))
    }
    return window
  }

  private static func cadence(_ node: Node) throws(FileFault) -> Cadence {
    var fields = try Fields(node, "cadence")
    let name = try fields.text("name")
    var latest = -1
    var closed = false
    let points = try fields.fullList("points") { (node) throws(FileFault) -> CadencePoint in
      if closed { throw FileFault(line: node.line, reason: .beforeLeavingNotLast) }
      if case .text(let words) = node.content {
        guard words == "before leaving" else {
          throw FileFault(
            line: node.line,
            reason: .unknownWord(key: "points", found: words, known: ["before leaving"]))
        }
        closed = true
        return .beforeLeaving
      }
      let due = try Fields.integer(node, "points", minutes)
      if due <= latest {
        throw FileFault(line: node.line, reason: .cadenceOutOfOrder(minutes: due))
      }
      latest = due
      return .minutes(due)
    }
    let cadence = Cadence(
      name: name,
      points: points,
      lookEvery: try fields.optionalInteger("lookEvery", 1...1440),
      oximetryThroughout: try fields.flag("oximetryThroughout"),
      source: try fields.source())
    try fields.finish()
    return cadence
  }
}
