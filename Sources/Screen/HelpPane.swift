import Interaction

/// What works here, under headings; typing filters.
struct HelpPane {
  let mode: Mode
  let filter: String
  let top: Int

  private static let keyColumn = 2
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
    return PanelContent(heading: heading, rows: rows.map(row), focus: .top(top))
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

  private func row(_ row: HelpRow) -> TextRow {
    if row.isHeading {
      return TextRow(row.words, .heading)
    }
    let indent = String(repeating: " ", count: HelpPane.keyColumn)
    let width = TextCells.width(row.keys)
    let gap = max(2, HelpPane.wordsColumn - HelpPane.keyColumn - width)
    return TextRow([
      Run(indent + row.keys, .key), Run(String(repeating: " ", count: gap), .text),
      Run(row.words, .text),
    ])
  }
}
