import Interaction
import SessionModel

/// A checklist: each item with its answer and, beside it, what the session already knows.
struct CheckListPane {
  let view: SessionView
  let stage: CheckList.Stage
  /// The id of the chosen row.
  let chosen: String

  /// The sign of the chosen row and the box before the words.
  private static let indent = 6
  /// Columns at the right edge for "not applicable 10:02".
  private static let answerColumns = 22

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let rows = CheckList.rows(stage, session: view.session, at: view.moment)
    let answered = rows.count { $0.tick != nil }
    let heading = TextRow(
      [Run("CHECKLIST", .heading), Run("   \(stage.title)", .dim)],
      right: [Run("\(answered) of \(rows.count) answered", answered < rows.count ? .due : .dim)])
    guard !rows.isEmpty else {
      return PanelContent(heading: heading, rows: [TextRow("The protocol names no items here.")])
    }
    let place = CheckList.place(of: chosen, in: rows)
    var drawn: [TextRow] = []
    var focus = 0..<1
    for (position, row) in rows.enumerated() {
      if position > 0, rows[position - 1].list != row.list {
        drawn.append(TextRow(row.title, .heading))
      }
      let made = self.rows(of: row, isChosen: position == place, width: width)
      if position == place { focus = drawn.count..<(drawn.count + made.count) }
      drawn += made
    }
    return PanelContent(heading: heading, rows: drawn, focus: .visible(focus))
  }

  private func rows(of row: CheckRow, isChosen: Bool, width: Int) -> [TextRow] {
    let room = max(8, width - CheckListPane.indent - CheckListPane.answerColumns)
    var made = lines(row.item.words, width: room).enumerated().map { position, words in
      let lead = position == 0 ? (isChosen ? "> " : "  ") + "\(box(row)) " : blank
      return TextRow(
        [Run(lead + words, row.tick == nil ? .text : .dim)],
        right: position == 0 ? answer(row) : [], isChosen: isChosen && position == 0)
    }
    let below = max(8, width - CheckListPane.indent)
    if let words = row.tick?.words, !words.isEmpty {
      made += lines(words, width: below).map { TextRow(blank + $0, .text) }
    } else if isChosen, row.tick == nil, !row.item.fields.isEmpty {
      let asks = "Enter asks: \(row.item.fields.map(\.asked).joined(separator: ", "))"
      made += lines(asks, width: below).map { TextRow(blank + $0, .dim) }
    }
    return made + known(row, width: below)
  }

  private func known(_ row: CheckRow, width: Int) -> [TextRow] {
    guard let known = row.known else { return [] }
    let from = known.from.isEmpty ? "" : "  (\(known.from))"
    let runs = [Run("= \(known.words)", known.from.isEmpty ? .dim : .text), Run(from, .dim)]
    return runs.wrapped(to: width).map { TextRow([Run(blank)] + $0) }
  }

  private let blank = String(repeating: " ", count: CheckListPane.indent)

  private func lines(_ words: String, width: Int) -> [String] {
    TextCells.lines(words, width: width).map { range in
      var line = words[range]
      while let last = line.last, last == " " || last.isNewline { line.removeLast() }
      return String(line)
    }
  }

  /// The answer without a colour.
  private func box(_ row: CheckRow) -> String {
    switch row.tick?.answer {
    case .done: "[x]"
    case .notDone: "[-]"
    case .notApplicable: "[/]"
    case nil: "[ ]"
    }
  }

  private func answer(_ row: CheckRow) -> [Run] {
    guard let tick = row.tick else { return [] }
    let words =
      switch tick.answer {
      case .done: "done"
      case .notDone: "not done"
      case .notApplicable: "not applicable"
      }
    let at = row.entry.flatMap { view.session[$0] }.map { " \(view.clock($0))" } ?? ""
    return [Run(words + at, tick.answer == .notDone ? .due : .text)]
  }
}
