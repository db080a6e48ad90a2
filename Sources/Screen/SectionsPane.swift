import Interaction
import SessionModel

/// The sections of a preparation: what stands in each, and what is still empty.
struct SectionsPane {
  let view: SessionView
  let clinic: Clinic
  let choice: SectionsChoice
  /// The screen may be seen: process is folded.
  let hidesProcess: Bool

  private static let wordsColumn = 15

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let rows = SectionList.rows(session: view.session, clinic: clinic, order: choice.order)
    let place = SectionList.place(of: choice.chosen, in: rows)
    var drawn: [TextRow] = []
    var focus = 0..<1
    for (position, row) in rows.enumerated() {
      let start = drawn.count
      drawn.append(self.row(row, isChosen: position == place, width: width))
      if position == place {
        drawn += below(row, width: width)
        focus = start..<drawn.count
      }
    }
    return PanelContent(heading: heading(rows), rows: drawn, focus: .visible(focus))
  }

  private func heading(_ rows: [SectionRow]) -> TextRow {
    let empty = SectionList.emptyCount(rows)
    let count = empty == 0 ? "nothing is empty" : "\(empty) still empty"
    return TextRow(
      [Run("PREPARATION", .heading), Run("   \(view.name)", .dim)],
      right: [Run(count, empty == 0 ? .dim : .due)])
  }

  /// One row a section: the first words of what stands.
  private func row(_ row: SectionRow, isChosen: Bool, width: Int) -> TextRow {
    let room = width - SectionsPane.wordsColumn
    let words = self.words(row)
    var drawn = TextRow(left(row, words, isChosen: isChosen), isChosen: isChosen)
    if !row.missing.isEmpty, !isChosen {
      let missing = "not yet: \(row.missing.joined(separator: ", "))"
      let short = TextCells.clipped(missing, to: max(8, min(room - 2, room / 2)))
      drawn.right = [Run(short, .due)]
    } else if !row.isEmpty, row.entry == nil {
      drawn.right = [Run("from before", .dim)]
    }
    return drawn
  }

  private func left(_ row: SectionRow, _ words: Run, isChosen: Bool) -> [Run] {
    let label = isChosen && row.label.isEmpty ? group(row) : row.label
    let gap = max(0, SectionsPane.wordsColumn - 4 - TextCells.width(label))
    let lead = (isChosen ? "> " : "  ") + label + String(repeating: " ", count: gap + 2)
    return [Run(lead, .dim), words]
  }

  /// The name of the group where scrolling may have left its first row above.
  private func group(_ row: SectionRow) -> String {
    switch row.holds {
    case .trigger, .section(.trigger): "triggers"
    case .way: "coping"
    default: ""
    }
  }

  private func words(_ row: SectionRow) -> Run {
    if row.isEmpty {
      let isMore = row.id == "trigger:"
      return Run(isMore ? "one more" : row.isReady ? "not decided" : "empty", .faint)
    }
    if hidesProcess, row.lane == .process { return Run("filled, folded", .process) }
    let line = row.words.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return Run(line, row.lane == .process ? .process : .text)
  }

  /// Under the chosen row: how it is typed, and what is missing.
  private func below(_ row: SectionRow, width: Int) -> [TextRow] {
    var hints: [String] = []
    switch row.holds {
    case .section(.ready):
      hints.append("Right ready, Left not yet with its reason; or \(shape(.ready))")
    case .section(let section): hints.append(shape(section))
    case .trigger: hints.append(shape(.trigger))
    case .way:
      hints.append(
        choice.order == nil
          ? "Left and Right move it in the client's order; Enter opens the whole list"
          : "Enter keeps this order, Esc leaves it as it was")
    case .score: hints.append("Enter asks it item by item")
    }
    if !row.missing.isEmpty { hints.append("not yet: \(row.missing.joined(separator: ", "))") }
    return hints.flatMap {
      PanelContent.rows(
        $0, indent: SectionsPane.wordsColumn, width: max(8, width - SectionsPane.wordsColumn))
    }
  }

  private func shape(_ section: Prepared.Section) -> String { PreparedForm.shape(of: section) }
}
