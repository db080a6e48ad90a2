import SessionModel

/// Reads `vocabulary.json5`.
enum VocabularyFile {
  static func read(_ node: Node) throws(FileFault) -> Vocabulary {
    var fields = try Fields(node, "the vocabulary")
    let tags = try tags(&fields)
    let vocabulary = Vocabulary(
      marks: try marks(&fields, tags: tags),
      tags: tags,
      adverseEvents: try adverseEvents(&fields),
      adverseGrades: try grades(&fields),
      staffDrugs: try names(&fields, "staffDrugs"),
      source: try fields.source(),
      gradeSource: try fields.optionalText("adverseGradesSource").map(Source.init),
      lists: try lists(&fields),
      followups: try followups(&fields),
      followupSource: try fields.optionalText("followupsSource").map(Source.init))
    try fields.finish()
    return vocabulary
  }

  /// Names that the line of an adverse event can be read with: none begins or ends as what may
  /// stand behind a name does.
  private static func adverseEvents(_ fields: inout Fields) throws(FileFault) -> [String] {
    let names = try names(&fields, "adverseEvents")
    _ = try fields.list("adverseEvents") { (node) throws(FileFault) in
      let name = try Fields.text(node, "adverseEvents")
      let words = name.lowercased().split(separator: " ").map(String.init)
      for word in [words.first, words.last].compactMap(\.self)
      where wordsOfForm.contains(word) || word.allSatisfy(\.isNumber) {
        throw FileFault(line: node.line, reason: .wordOfForm(key: "adverseEvents", value: name))
      }
    }
    return names
  }

  private static let wordsOfForm: Set<String> = [
    "end", "serious", "related", "action", "outcome", "told", "by",
  ]

  private static func tags(_ fields: inout Fields) throws(FileFault) -> [Tag] {
    var ids: Set<String> = []
    return try fields.fullList("tags") { (node) throws(FileFault) in
      var inner = try Fields(node, "tags")
      let tag = Tag(
        id: try inner.text("id"),
        group: try inner.word("group"),
        kind: try inner.optionalWord("kind") ?? .observed,
        words: try inner.text("words"),
        options: try inner.texts("options"))
      try inner.finish()
      guard ids.insert(tag.id).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "id", value: tag.id))
      }
      return tag
    }
  }

  /// All eight digits, each once, each naming a tag, and the row of them no wider than a screen.
  private static func marks(
    _ fields: inout Fields, tags: [Tag]
  ) throws(FileFault) -> [Mark] {
    var keys: Set<Int> = []
    let marks = try fields.fullList("marks") { (node) throws(FileFault) in
      let mark = try mark(node, tags: tags)
      guard keys.insert(mark.key).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "key", value: "\(mark.key)"))
      }
      return mark
    }.sorted { $0.key < $1.key }
    let line = fields.line(of: "marks")
    if let missing = (1...8).first(where: { !keys.contains($0) }) {
      throw FileFault(line: line, reason: .markMissing(key: missing))
    }
    let columns = marks.reduce(Mark.rowOverhead) { $0 + $1.label.count }
    if columns > Mark.longestRow {
      throw FileFault(line: line, reason: .marksTooWide(columns: columns, limit: Mark.longestRow))
    }
    return marks
  }

  private static func mark(_ node: Node, tags: [Tag]) throws(FileFault) -> Mark {
    var fields = try Fields(node, "marks")
    let key = try fields.integer("key", 1...8)
    let label = try fields.text("label")
    let tag = try fields.text("tag")
    let words = try fields.optionalText("words")
    try fields.finish()
    let columns = columns(of: label)
    if columns > Mark.longestLabel {
      throw FileFault(
        line: fields.line(of: "label"),
        reason: .labelTooLong(label: label, columns: columns, limit: Mark.longestLabel))
    }
    guard let known = tags.first(where: { $0.id == tag }) else {
      throw FileFault(
        line: fields.line(of: "tag"), reason: .unknownReference(key: "tag", value: tag))
    }
    return Mark(key: key, label: label, tag: tag, words: words ?? known.words)
  }

  private static func lists(_ fields: inout Fields) throws(FileFault) -> RoomLists {
    RoomLists(
      roles: try names(&fields, "roles"),
      sides: try names(&fields, "sides"),
      doseSites: try names(&fields, "doseSites"),
      doseDrugs: try names(&fields, "doseDrugs"),
      cannulaSites: try names(&fields, "cannulaSites"),
      bodyParts: try bodyParts(&fields),
      bodyPlaces: try names(&fields, "bodyPlaces"),
      consentItems: try names(&fields, "consentItems"),
      prompts: try names(&fields, "prompts"),
      source: try fields.source("listsSource"))
  }

  /// Each part with every form that it is typed in; no form belongs to two parts.
  private static func bodyParts(_ fields: inout Fields) throws(FileFault) -> [[String]] {
    var forms: Set<String> = []
    return try fields.list("bodyParts") { (node) throws(FileFault) in
      guard case .list(let nodes) = node.content else {
        throw FileFault(
          line: node.line,
          reason: .wrongKind(key: "bodyParts", expected: "a list [ ]", found: node.kind))
      }
      var part: [String] = []
      for node in nodes {
        let form = try Fields.text(node, "bodyParts")
        guard forms.insert(form.lowercased()).inserted else {
          throw FileFault(line: node.line, reason: .duplicate(key: "bodyParts", value: form))
        }
        part.append(form)
      }
      if part.isEmpty { throw FileFault(line: node.line, reason: .emptyList(key: "bodyParts")) }
      return part
    }
  }

  /// Each so many days or months after the first dose, in order.
  private static func followups(_ fields: inout Fields) throws(FileFault) -> [FollowupTime] {
    var names: Set<String> = []
    return try fields.list("followups") { (node) throws(FileFault) in
      var inner = try Fields(node, "followups")
      let time = FollowupTime(
        name: try inner.text("name"), days: try inner.optionalInteger("days", 0...366) ?? 0,
        months: try inner.optionalInteger("months", 0...24) ?? 0)
      try inner.finish()
      guard names.insert(time.name.lowercased()).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "name", value: time.name))
      }
      return time
    }
  }

  private static func names(_ fields: inout Fields, _ key: String) throws(FileFault) -> [String] {
    var names: Set<String> = []
    return try fields.list(key) { (node) throws(FileFault) in
      let name = try Fields.text(node, key)
      guard names.insert(name).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: key, value: name))
      }
      return name
    }
  }

  private static func grades(_ fields: inout Fields) throws(FileFault) -> [AdverseGrade] {
    var grades: Set<Int> = []
    return try fields.fullList("adverseGrades") { (node) throws(FileFault) in
      var inner = try Fields(node, "adverseGrades")
      let grade = AdverseGrade(
        grade: try inner.integer("grade", 1...5), words: try inner.text("words"))
      try inner.finish()
      guard grades.insert(grade.grade).inserted else {
        throw FileFault(line: node.line, reason: .duplicate(key: "grade", value: "\(grade.grade)"))
      }
      return grade
    }
  }

  /// Columns that a label takes at most: one for ASCII, two for anything else.
  private static func columns(of label: String) -> Int {
    label.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
  }
}
