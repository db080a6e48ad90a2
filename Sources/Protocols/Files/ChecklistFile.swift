import SessionModel

/// Reads `checklists.json5`.
enum ChecklistFile {
  static func read(_ node: Node) throws(FileFault) -> [ChecklistDefinition] {
    var fields = try Fields(node, "the checklists")
    var names: Set<String> = []
    let checklists = try fields.fullList("checklists") { (node) throws(FileFault) in
      let checklist = try checklist(node)
      guard names.insert(checklist.name).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "name", value: checklist.name))
      }
      return checklist
    }
    try fields.finish()
    return checklists
  }

  private static func checklist(_ node: Node) throws(FileFault) -> ChecklistDefinition {
    var fields = try Fields(node, "checklists")
    var ids: Set<String> = []
    let checklist = ChecklistDefinition(
      name: try fields.text("name"),
      title: try fields.text("title"),
      items: try fields.fullList("items") { (node) throws(FileFault) in
        let item = try item(node)
        guard ids.insert(item.id).inserted else {
          throw FileFault(line: node.line, reason: .duplicate(key: "id", value: item.id))
        }
        return item
      },
      source: try fields.source())
    try fields.finish()
    return checklist
  }

  private static func item(_ node: Node) throws(FileFault) -> ChecklistItem {
    var fields = try Fields(node, "items")
    let item = ChecklistItem(
      id: try fields.text("id"),
      words: try fields.text("words"),
      fields: try fields.list("fields", field),
      shows: try fields.optionalWord("shows"),
      onlyFor: try fields.texts("onlyFor"),
      notFor: try fields.texts("notFor"),
      source: try fields.optionalText("source").map(Source.init))
    try fields.finish()
    return item
  }

  /// A name alone asks for words; a group names the unit and the range of a figure, and may say
  /// that the item is not done without it.
  private static func field(_ node: Node) throws(FileFault) -> ChecklistField {
    guard case .record = node.content else {
      return ChecklistField(try Fields.text(node, "fields"))
    }
    var fields = try Fields(node, "fields")
    let name = try fields.text("name")
    let isNeeded = try fields.flag("needed")
    let figure = CheckFigure(
      unit: try fields.word("unit"),
      lowest: try fields.integer("lowest", figures),
      highest: try fields.integer("highest", figures),
      source: try fields.source())
    try fields.finish()
    if figure.highest < figure.lowest {
      throw FileFault(
        line: node.line,
        reason: .windowReversed(key: name, from: figure.lowest, to: figure.highest))
    }
    return ChecklistField(name, figure: figure, isNeeded: isNeeded)
  }

  /// A week in minutes; a figure beyond it is a slip.
  private static let figures = 0...10_080
}
