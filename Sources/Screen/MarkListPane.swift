import Interaction
import SessionModel

/// Every mark of the vocabulary, in columns under its groups.
struct MarkListPane {
  let clinic: Clinic
  let filter: String
  let chosen: Int

  func content(columns: Int) -> PanelContent {
    let rows = MarkList.rows(filter: filter, clinic: clinic)
    let heading = TextRow(
      [Run("MARKS", .heading), Run("   type to find, Enter keeps, Esc closes", .dim)],
      right: [Run(rows.count == 1 ? "1 mark" : "\(rows.count) marks", .dim)])
    if rows.isEmpty {
      let words = filter.isEmpty ? "The vocabulary is empty." : "No mark: Enter keeps it as a note."
      return PanelContent(heading: heading, rows: [TextRow(words, .text)])
    }
    return PanelContent(
      heading: heading, rows: grid(rows), focus: .visible(max(0, chosen)..<max(0, chosen) + 1))
  }

  /// One mark a row, its group named where it begins: ↑ and ↓ move as the eye does.
  private func grid(_ rows: [MarkRow]) -> [TextRow] {
    rows.enumerated().map { position, row in
      let isFirst = position == 0 || rows[position - 1].group != row.group
      let isChosen = position == chosen
      func left(_ group: String) -> [Run] {
        let padding = String(repeating: " ", count: max(1, 14 - TextCells.width(group)))
        return [
          Run(group + padding, .heading), Run(isChosen ? "> " : "  ", .text),
          Run(row.key.isEmpty ? "  " : "\(row.key) ", .key), Run(row.words, .text),
        ]
      }
      var drawn = TextRow(left(isFirst ? row.group : ""), isChosen: isChosen)
      drawn.leftWhenFirst = left(row.group)
      return drawn
    }
  }
}
