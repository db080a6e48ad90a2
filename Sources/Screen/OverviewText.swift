import SessionModel

/// The page for the chart note as plain lines: on the screen, on standard output and in a file they
/// are the same.
package enum OverviewText {
  /// Columns of the names of matters.
  static let indent = 11

  /// Lines of at most so many columns. Nothing in them can move a terminal's cursor or turn the
  /// direction of its writing.
  package static func lines(_ overview: Overview, columns: Int) -> [String] {
    let columns = max(columns, indent + 20)
    let head = overview.head.flatMap { wrapped($0, width: columns) }
    let body = overview.paragraphs.flatMap { paragraph in
      paragraph.lines.flatMap { wrapped($0, width: columns - indent) }
        .enumerated().map { place, line in
          let label = place == 0 ? paragraph.label : ""
          return label + String(repeating: " ", count: indent - label.count) + line
        }
    }
    return head + [""] + body
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    TextCells.wrap(text, width: width, .text).map { row in row.map(\.text).joined() }
  }
}
