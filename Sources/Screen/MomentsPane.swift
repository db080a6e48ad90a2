import Interaction
import SessionModel

/// What a talk after dosing begins with: moments in order of time, fragments in their own order.
struct MomentsPane {
  let view: SessionView
  let choice: MomentsChoice
  let hidesProcess: Bool

  private static let wordsColumn = 12
  /// With less room beside it, why a moment is here gives way to its words, columns.
  private static let leastWords = 26

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let rows = MomentList.rows(session: view.session, order: choice.order)
    guard !rows.isEmpty else {
      let words =
        "Nothing was carried, said or felt strongly in this client's dosings since the last "
        + "integration. Type what surfaced: fragment: WORDS"
      let lines = PanelContent.rows(words, indent: 2, width: max(8, width - 2))
      return PanelContent(heading: heading(rows), rows: lines)
    }
    let place = MomentList.place(of: choice.chosen, in: rows)
    var drawn: [TextRow] = []
    var focus = 0..<1
    for (position, row) in rows.enumerated() {
      let isFirst = position == 0 || rows[position - 1].group != row.group
      let number = row.group == .inOrder ? "\(position + 1)  " : ""
      let made = self.rows(
        row, number: number, isChosen: position == place, isFirst: isFirst, width: width)
      if position == place { focus = drawn.count..<drawn.count + made.count }
      drawn += made
    }
    return PanelContent(heading: heading(rows), rows: drawn, focus: .visible(focus))
  }

  private func heading(_ rows: [MomentRow]) -> TextRow {
    func count(_ group: MomentRow.Group) -> Int { rows.count { $0.group == group } }
    let counts = [
      "\(count(.inOrder)) in order", "\(count(.open)) open", "\(count(.notYet)) not yet",
    ]
    return TextRow(
      [Run("WHAT SURFACED", .heading)],
      right: [Run(counts.joined(separator: ", "), .dim)])
  }

  /// The chosen one in full, the others in one row each.
  private func rows(
    _ row: MomentRow, number: String, isChosen: Bool, isFirst: Bool, width: Int
  ) -> [TextRow] {
    let room = max(8, width - MomentsPane.wordsColumn - TextCells.width(number))
    let isFolded = hidesProcess && row.lane == .process
    let words = isFolded ? "process entry, folded" : row.words
    let role: Role = row.lane == .process ? .process : .text
    let place = [row.why, row.place].filter { !$0.isEmpty }.joined(separator: " · ")
    let lines = TextCells.lines(words, width: room).map { trimmed(words[$0]) }
    func left(_ label: String, _ text: String) -> [Run] {
      let gap = String(
        repeating: " ", count: max(0, MomentsPane.wordsColumn - 2 - TextCells.width(label)))
      return [Run(label + gap + (isChosen ? "> " : "  ") + number, .dim), Run(text, role)]
    }
    let group = "  \(row.group.rawValue)"
    let isWhole = lines.count == 1 && TextCells.width(words) + 2 + TextCells.width(place) <= room
    var first = TextRow(
      left(isFirst ? group : "", isChosen ? lines.first ?? "" : words), isChosen: isChosen)
    first.leftWhenFirst = left(group, isChosen ? lines.first ?? "" : words)
    if isWhole || !isChosen {
      let beside = room - TextCells.width(place) - 2
      let isShort = beside < min(MomentsPane.leastWords, TextCells.width(words))
      first.right = [Run(isShort ? row.place : place, .dim)]
    }
    guard isChosen else { return [first] }
    let indent = String(
      repeating: " ", count: MomentsPane.wordsColumn + TextCells.width(number))
    let rest = lines.dropFirst().map { TextRow([Run(indent), Run($0, role)]) }
    return [first] + rest
      + (isWhole || place.isEmpty ? [] : [TextRow([Run(indent + place, .dim)])])
  }

  private func trimmed(_ line: Substring) -> String {
    var line = line
    while let last = line.last, last == " " || last.isNewline { line.removeLast() }
    return String(line)
  }
}
