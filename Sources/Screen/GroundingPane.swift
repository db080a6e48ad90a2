import Interaction
import SessionModel

/// The grounding checklist: agreed response first, medical help always last.
struct GroundingPane {
  let view: SessionView
  let clinic: Clinic
  /// The id of the chosen row.
  let chosen: String

  private static let groupColumn = 2
  private static let wordsColumn = 12
  private static let longestSign = 34

  func content(columns: Int) -> PanelContent {
    let rows = GroundingList.rows(session: view.session, clinic: clinic, at: view.moment)
    let chosen = GroundingList.place(of: chosen, in: rows)
    var drawn: [TextRow] = []
    var focus = 0..<1
    var pinned: TextRow?
    for (position, row) in rows.enumerated() {
      if row.group != .agreed, position == 0 || rows[position - 1].group == .agreed {
        drawn += withheld(isFirst: position == 0)
      }
      let isChosen = position == chosen
      let isFirst = position == 0 || rows[position - 1].group != row.group
      var made = [main(row, isChosen: isChosen, isFirstOfGroup: isFirst, columns: columns)]
      if isChosen, !row.steps.isEmpty {
        made.append(steps(of: row))
      }
      if row.group == .always, position == rows.count - 1 {
        pinned = made[0]
        continue
      }
      if isChosen {
        focus = drawn.count..<(drawn.count + made.count)
      }
      drawn += made
    }
    drawn += excluded(columns: columns)
    if chosen >= rows.count - 1 {
      focus = max(0, drawn.count - 1)..<max(1, drawn.count)
    }
    return PanelContent(heading: heading, rows: drawn, pinned: pinned, focus: .visible(focus))
  }

  /// "GROUNDING 1 since 0:20   suds before: 8 at 0:21, after: the next suds typed".
  ///
  /// An episode whose effect has been asked stays in the heading until the next offer begins one.
  private var heading: TextRow {
    let current = view.session.groundingEpisode(at: view.moment)
    let last = view.session.episodes.last
    let shown = last.flatMap { current.isOpen || $0.after != nil ? $0 : nil }
    let number = shown?.number ?? current.number
    let since = shown.map { " since \(view.shortTime($0.began))" } ?? ""
    let before = shown?.before ?? view.session.distress.last.map { ($0.value, $0.entry.happened) }
    let was = before.map { "\($0.value) at \(view.shortTime($0.at))" } ?? "not asked yet"
    let after = shown?.after.map { "\($0.value) at \(view.shortTime($0.at))" }
    return TextRow(
      [Run("GROUNDING \(number)\(since)", .heading)],
      right: [Run("suds before: \(was), after: \(after ?? "the next suds typed")", .dim)])
  }

  private func main(
    _ row: GroundingRow, isChosen: Bool, isFirstOfGroup: Bool, columns: Int
  ) -> TextRow {
    let words = left(row, isChosen: isChosen, isFirstOfGroup: isFirstOfGroup)
    let room = min(columns, PanelContent.widest) - words.width - 2
    var drawn = TextRow(words, right: right(of: row, room: room), isChosen: isChosen)
    drawn.leftWhenFirst = left(row, isChosen: isChosen, isFirstOfGroup: true)
    return drawn
  }

  /// What was agreed for a sign and turned out not to suit stands where it would be looked for.
  private func withheld(isFirst: Bool) -> [TextRow] {
    GroundingList.withheld(view.session).enumerated().map { position, response in
      let label = agreed(response.sign, isFirst: isFirst && position == 0)
      return TextRow(
        [padded(label, isAgreed: true), Run("  "), Run(response.words, .dim)],
        right: [Run(Technique.notWithClient, .dim)])
    }
  }

  private func padded(_ label: String, isAgreed: Bool) -> Run {
    let width = TextCells.width(label)
    let column =
      isAgreed ? max(GroundingPane.wordsColumn, width + 3) : GroundingPane.wordsColumn
    return Run(label + String(repeating: " ", count: max(0, column - 2 - width)), .dim)
  }

  private func left(_ row: GroundingRow, isChosen: Bool, isFirstOfGroup: Bool) -> [Run] {
    var label = padded(
      label(of: row, isFirstOfGroup: isFirstOfGroup), isAgreed: row.group == .agreed)
    label.text += isChosen ? "> " : "  "
    let role: Role =
      row.group == .always ? .red : row.isUnsuited ? .dim : row.group == .agreed ? .strong : .text
    return [label, Run(row.words, role)]
  }

  private func label(of row: GroundingRow, isFirstOfGroup: Bool) -> String {
    switch row.group {
    case .agreed: return agreed(row.sign, isFirst: isFirstOfGroup)
    case .hers: return isFirstOfGroup ? "  hers" : ""
    case .general: return isFirstOfGroup ? "  general" : ""
    case .always: return "  always"
    }
  }

  private func agreed(_ sign: String, isFirst: Bool) -> String {
    let sign = TextCells.clipped(sign, to: GroundingPane.longestSign)
    return isFirst ? "agreed for \(sign):" : "       for \(sign):"
  }

  /// What of this episode, else what of earlier sessions and the phase: never at the cost of the
  /// technique's own words.
  private func right(of row: GroundingRow, room: Int) -> [Run] {
    let earlier = [row.earlierWords, row.effectWords].map { Run($0, .dim) }
    if let act = row.act {
      let at = row.actAt.map { " " + view.logTime($0) } ?? ""
      let now = Run("\(act.rawValue)\(at)", .text)
      return fitting(earlier.map { [$0, now] } + [[now]], room)
    }
    if row.group == .always {
      return [Run("key 9, from anywhere", .dim)]
    }
    guard row.helped != nil else { return row.isUnsuited ? [unsuited] : [] }
    let both = row.isUnsuited ? earlier.map { [$0, unsuited] } : []
    return fitting(both + earlier.map { [$0] } + [[]], room)
  }

  private var unsuited: Run { Run("not usual in this phase", .dim) }

  private func fitting(_ choices: [[Run]], _ room: Int) -> [Run] {
    let all = choices.map { $0.joined(by: " · ") }
    return all.first { $0.width <= room } ?? all[all.count - 1]
  }

  /// What else was agreed not to be offered stands below what is.
  private func excluded(columns: Int) -> [TextRow] {
    let shown = GroundingList.withheld(view.session).map(\.words)
    let ways = GroundingList.excluded(view.session.preparation, clinic: clinic)
      .filter { !shown.contains($0) }
    guard !ways.isEmpty else { return [] }
    let words = "\(Technique.notWithClient): \(ways.joined(separator: ", "))"
    let width = min(columns, PanelContent.widest) - GroundingPane.groupColumn
    return PanelContent.rows(words, indent: GroundingPane.groupColumn, width: max(8, width))
  }

  private func steps(of row: GroundingRow) -> TextRow {
    let boxes = row.steps.map { "\($0.isTicked ? "[x]" : "[ ]") \($0.words)" }
    let indent = String(repeating: " ", count: GroundingPane.wordsColumn + 2)
    return TextRow([Run(indent + boxes.joined(separator: "   "), .text)])
  }
}
