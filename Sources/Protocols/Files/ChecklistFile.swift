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
      fields: try fields.texts("fields"),
      shows: try fields.optionalWord("shows"),
      onlyFor: try fields.texts("onlyFor"),
      notFor: try fields.texts("notFor"),
      source: try fields.optionalText("source").map(Source.init))
    try fields.finish()
    return item
  }
}
