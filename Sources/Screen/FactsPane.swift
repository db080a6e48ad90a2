import Interaction
import SessionModel

/// Every figure that the session is held by, each with its source where there is room.
struct FactsPane {
  let facts: FactsChoice
  let view: SessionView

  private static let wordsColumn = 11
  /// A source that would be cut shorter than this is not begun, columns.
  private static let leastSource = 14
  /// "more below" may stand at the edge of a row, columns.
  private static let edge = 12

  func content(columns: Int) -> PanelContent {
    let filter = facts.filter.isEmpty ? "" : ", with \"\(facts.filter)\""
    let heading = TextRow(
      [Run("FIGURES AND SOURCES", .heading), Run("   \(view.name)\(filter)", .dim)],
      right: [Run(facts.rows.isEmpty ? "" : "\(facts.chosen + 1) of \(facts.rows.count)", .dim)])
    guard !facts.rows.isEmpty else {
      return PanelContent(
        heading: heading,
        rows: [TextRow("No figure here has these words. :facts alone lists all of them.")])
    }
    let width = min(columns, PanelContent.widest)
    var rows: [TextRow] = []
    var focus = 0..<1
    for (position, fact) in facts.rows.enumerated() {
      let isFirst = position == 0 || facts.rows[position - 1].group != fact.group
      let start = rows.count
      rows.append(row(fact, isChosen: position == facts.chosen, isFirst: isFirst, width: width))
      if position == facts.chosen {
        rows += rest(of: fact, width: width)
        focus = start..<rows.count
      }
    }
    return PanelContent(heading: heading, rows: rows, focus: .visible(focus))
  }

  private func row(_ fact: Fact, isChosen: Bool, isFirst: Bool, width: Int) -> TextRow {
    let isWhole = !isChosen || fits(fact, width: width)
    let words = isWhole ? fact.words : lines(of: fact, width: width)[0]
    func left(_ label: String) -> [Run] {
      [
        Run(label.padding(to: FactsPane.wordsColumn - 2), .dim),
        Run(isChosen ? "> " : "  ", .text), Run(words, .text),
      ]
    }
    var drawn = TextRow(left(isFirst ? fact.group.rawValue : ""), isChosen: isChosen)
    drawn.leftWhenFirst = left(fact.group.rawValue)
    let room = width - FactsPane.wordsColumn - TextCells.width(words) - 2
    let source = fact.source.words
    if isWhole, room >= min(FactsPane.leastSource, TextCells.width(source)) {
      drawn.right = [Run(TextCells.clipped(source, to: room), .dim)]
    }
    return drawn
  }

  private func fits(_ fact: Fact, width: Int) -> Bool {
    FactsPane.wordsColumn + TextCells.width(fact.words) + 2 + TextCells.width(fact.source.words)
      <= width - FactsPane.edge
  }

  /// The words of a fact on as many lines as they need; the first may have "more above" behind it.
  private func lines(of fact: Fact, width: Int) -> [String] {
    let room = width - FactsPane.wordsColumn
    let first = TextCells.lines(fact.words, width: room - FactsPane.edge)[0]
    let rest = String(fact.words[first.upperBound...])
    return [trimmed(fact.words[first])]
      + (rest.isEmpty ? [] : TextCells.lines(rest, width: room).map { trimmed(rest[$0]) })
  }

  /// What the chosen row has no room for, under it: the rest of the words, and the source.
  private func rest(of fact: Fact, width: Int) -> [TextRow] {
    guard !fits(fact, width: width) else { return [] }
    let room = width - FactsPane.wordsColumn - FactsPane.edge
    let source = fact.sourceWords
    let indent = String(repeating: " ", count: FactsPane.wordsColumn)
    return lines(of: fact, width: width).dropFirst().map { TextRow([Run(indent + $0, .text)]) }
      + TextCells.lines(source, width: room).map {
        TextRow([Run(indent + trimmed(source[$0]), .dim)])
      }
  }

  private func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - TextCells.width(self)))
  }
}
