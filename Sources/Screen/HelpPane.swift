import Interaction

/// What works here, under headings; typing filters.
struct HelpPane {
  let mode: Mode
  let filter: String
  let top: Int

  private static let keyColumn = 2
  /// Where the words of a section begin, unless one of its keys is longer.
  private static let wordsColumn = 22

  var content: PanelContent {
    let rows = Binding.help(for: mode, filter: filter)
    let heading = TextRow(
      [Run("HELP", .heading), Run("   what works here", .dim)],
      right: filter.isEmpty ? [] : [Run("with \"\(filter)\"", .dim)])
    if rows.isEmpty {
      return PanelContent(
        heading: heading,
        rows: [TextRow("Nothing here has these words. Backspace shows more again.")])
    }
    return PanelContent(heading: heading, rows: aligned(rows), focus: .top(top))
  }

  /// Draws over a screen of its own, from the top of the band down; no cursor stands under it.
  func draw(into drawn: inout Rendered, rows band: Range<Int>) {
    let columns = drawn.frame.columns
    let content = content
    let height = min(content.height, band.count)
    drawn.frame.fill(.text, columns: 0..<columns, rows: band)
    drawn.frame.cursor = nil
    drawn.panelTop = content.draw(
      into: &drawn.frame, rows: band.lowerBound..<band.lowerBound + height, columns: columns)
  }

  private func aligned(_ rows: [HelpRow]) -> [TextRow] {
    var made: [TextRow] = []
    for section in rows.split(whereSeparator: \.isHeading) {
      if section.startIndex > 0 {
        made.append(TextRow(rows[section.startIndex - 1].words, .heading))
      }
      let longest = section.map { TextCells.width($0.keys) }.max() ?? 0
      let column = max(HelpPane.wordsColumn, HelpPane.keyColumn + longest + 2)
      made += section.map { row($0, wordsAt: column) }
    }
    return made
  }

  private func row(_ row: HelpRow, wordsAt column: Int) -> TextRow {
    let indent = String(repeating: " ", count: HelpPane.keyColumn)
    let gap = column - HelpPane.keyColumn - TextCells.width(row.keys)
    return TextRow([
      Run(indent + row.keys, .key), Run(String(repeating: " ", count: gap), .text),
      Run(row.words, .text),
    ])
  }
}
