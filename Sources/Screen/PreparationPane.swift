import SessionModel

/// The preparation card: everything that was agreed, to be read at a glance.
struct PreparationPane {
  let view: SessionView
  let top: Int

  private static let wordsColumn = 12

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let rows = sections.flatMap { section in
      PreparationPane.rows(label: section.label, words: section.words, width: width)
    }
    let heading = TextRow([Run("PREPARATION", .heading), Run("   \(view.name)", .dim)])
    if rows.isEmpty {
      return PanelContent(
        heading: heading,
        rows: [TextRow("Nothing was prepared with this client yet.")])
    }
    return PanelContent(heading: heading, rows: rows, focus: .top(top))
  }

  /// A label, and its words with a hanging indent.
  static func rows(label: String, words: String, width: Int) -> [TextRow] {
    let lines = TextCells.lines(words, width: max(2, width - wordsColumn))
    return lines.enumerated().map { position, range in
      let name = position == 0 ? label : ""
      let padding = String(repeating: " ", count: max(1, wordsColumn - TextCells.width(name)))
      var line = words[range]
      while let last = line.last, last == " " || last.isNewline { line.removeLast() }
      return TextRow([Run(name + padding, .heading), Run(String(line), .text)])
    }
  }

  private var sections: [(label: String, words: String)] {
    let prepared = view.session.preparation
    let zone = prepared.touchAgreedZone
    let agreed = prepared.touchAgreedAt.map {
      "  (agreed \(TimeText.date($0, zone: zone)) \(TimeText.clock($0, zone: zone)))"
    }
    let touch = prepared.touch.isEmpty ? "" : prepared.touch + (agreed ?? "")
    var sections: [(label: String, words: String)] = [
      ("intention", prepared.intention), ("mantra", prepared.marked(prepared.mantra)),
      ("resource", prepared.marked(prepared.resource)), ("touch", touch),
      ("stop signal", prepared.stop),
    ]
    for (position, trigger) in prepared.triggers.enumerated() {
      let response = prepared.marked(trigger.response)
      let words = "\(trigger.trigger) → \(trigger.sign) → \(response)"
      sections.append((position == 0 ? "triggers" : "", words))
    }
    for (position, way) in prepared.coping.enumerated() {
      sections.append((position == 0 ? "coping" : "", "\(position + 1)  \(prepared.marked(way))"))
    }
    sections += [
      ("say", prepared.say.joined(separator: " · ")),
      ("avoid", prepared.avoid.joined(separator: " · ")), ("music", prepared.music),
      ("support", prepared.support), ("plan", prepared.plan),
      ("not offered", prepared.excluded.joined(separator: " · ")),
    ]
    return sections.filter { !$0.words.isEmpty }
  }
}
