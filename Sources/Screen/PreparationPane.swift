import SessionModel

/// The preparation card: everything that was agreed, to be read at a glance.
struct PreparationPane {
  let view: SessionView
  let top: Int
  /// The chosen one, where a trigger can be logged: then they stand first.
  let trigger: Int?
  /// What the sessions before this one ask of it; they stand last.
  var reminders: [Arc.Reminder] = []

  private static let wordsColumn = 12

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    var rows = sections.flatMap { section in
      PreparationPane.rows(label: section.label, words: section.words, width: width)
    }
    var focus = PanelContent.Focus.top(top)
    if view.session.kind == .dosing {
      let triggers = triggers.enumerated().map { place, trigger in
        PreparationPane.rows(label: trigger.label, words: trigger.words, width: width)
          .enumerated().map { line, row in
            place == self.trigger ? chosen(row, isFirst: line == 0) : row
          }
      }
      if let trigger, triggers.indices.contains(trigger) {
        let start = triggers[..<trigger].joined().count
        focus = .visible(start..<start + triggers[trigger].count)
      }
      rows = triggers.flatMap(\.self) + rows
    }
    for reminder in reminders {
      for (place, line) in reminder.lines.enumerated() {
        rows += PreparationPane.rows(
          label: place == 0 ? reminder.label : "", words: line, width: width)
      }
    }
    let heading = TextRow([Run("PREPARATION", .heading), Run("   \(view.name)", .dim)])
    if rows.isEmpty {
      return PanelContent(
        heading: heading,
        rows: [TextRow("Nothing was prepared with this client yet.")])
    }
    return PanelContent(heading: heading, rows: rows, focus: focus)
  }

  /// The sign stands before the words, so that no colour is needed.
  private func chosen(_ row: TextRow, isFirst: Bool) -> TextRow {
    var row = row
    row.isChosen = true
    if isFirst, row.left[0].text.hasSuffix("  ") {
      row.left[0].text = row.left[0].text.dropLast(2) + "> "
    }
    return row
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

  private var triggers: [(label: String, words: String)] {
    view.session.preparation.triggers.enumerated().map { place, trigger in
      let response = view.session.preparation.marked(trigger.response)
      let words = "\(trigger.trigger) → \(trigger.sign) → \(response)"
      return (place == 0 ? "triggers" : "", words)
    }
  }

  /// Personal history is process and stays off the card.
  private var sections: [(label: String, words: String)] {
    let prepared = view.session.preparation
    var sections: [(label: String, words: String)] = [
      ("intention", prepared.intention), ("mantra", prepared.marked(prepared.mantra)),
      ("resource", prepared.marked(prepared.resource)), ("touch", touch),
      ("stop signal", prepared.stop),
    ]
    if view.session.kind != .dosing { sections += triggers }
    for (position, way) in prepared.coping.enumerated() {
      sections.append((position == 0 ? "coping" : "", "\(position + 1)  \(prepared.marked(way))"))
    }
    let clearance = [prepared.clearance, prepared.cleared].filter { !$0.isEmpty }
    let fears = prepared.fears.isEmpty ? "" : ", afraid of: \(listed(prepared.fears))"
    sections += [
      ("say", listed(prepared.say)), ("avoid", listed(prepared.avoid)),
      ("music", prepared.music), ("no-go", prepared.noGo), ("support", prepared.support),
      ("escort", prepared.escort), ("plan", prepared.plan),
      ("not offered", listed(prepared.excluded)), ("readiness", prepared.readiness + fears),
      ("consent", listed(prepared.consent)),
      ("clearance", clearance.joined(separator: ", ")), ("ready", decision),
    ]
    return sections.filter { !$0.words.isEmpty }
  }

  private func listed(_ words: [String]) -> String { words.joined(separator: " · ") }

  private var touch: String {
    let prepared = view.session.preparation
    let (words, zone) = (prepared.touch, prepared.touchAgreedZone)
    guard !words.isEmpty, let at = prepared.touchAgreedAt else { return words }
    let present = prepared.touchPresent.isEmpty ? "" : ", present: \(prepared.touchPresent)"
    return words
      + "  (agreed \(TimeText.date(at, zone: zone)) \(TimeText.clock(at, zone: zone))\(present))"
  }

  private var decision: String {
    guard let ready = view.session.preparation.ready else { return "" }
    return "\(ready.words)  (\(TimeText.date(ready.at, zone: ready.zone)))"
  }
}
