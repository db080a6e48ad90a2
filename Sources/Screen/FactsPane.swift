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
    func left(_ label: String) -> [Run] {
      [
        Run(label.padding(to: FactsPane.wordsColumn - 2), .dim),
        Run(isChosen ? "> " : "  ", .text), Run(fact.words, .text),
      ]
    }
    let used = FactsPane.wordsColumn + TextCells.width(fact.words)
    var drawn = TextRow(left(isFirst ? fact.group.rawValue : ""), isChosen: isChosen)
    drawn.leftWhenFirst = left(fact.group.rawValue)
    let room = width - used - 2
    let source = fact.source.words
    if !isChosen || fits(fact, width: width),
      room >= min(FactsPane.leastSource, TextCells.width(source))
    {
      drawn.right = [Run(TextCells.clipped(source, to: room), .dim)]
    }
    return drawn
  }

  private func fits(_ fact: Fact, width: Int) -> Bool {
    FactsPane.wordsColumn + TextCells.width(fact.words) + 2 + TextCells.width(fact.source.words)
      <= width - FactsPane.edge
  }

  /// What the chosen row has no room for, under it: the words where they were cut, and the source.
  private func rest(of fact: Fact, width: Int) -> [TextRow] {
    guard !fits(fact, width: width) else { return [] }
    let isCut = FactsPane.wordsColumn + TextCells.width(fact.words) > width - FactsPane.edge
    let texts = (isCut ? [fact.words] : []) + [fact.sourceWords]
    let indent = String(repeating: " ", count: FactsPane.wordsColumn)
    return texts.flatMap { text in
      TextCells.lines(text, width: width - FactsPane.wordsColumn).map { range in
        TextRow([Run(indent + text[range], .dim)])
      }
    }
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - TextCells.width(self)))
  }
}
