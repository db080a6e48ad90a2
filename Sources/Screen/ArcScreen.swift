import Interaction
import SessionModel

/// What connects a client's sessions, and where Enter leads.
struct ArcScreen {
  let interface: Interface
  let page: ArcPage
  let now: Now

  private static let indent = 4

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    let footer = drawn.frame.rowCount - 1
    let question =
      QuestionRow(question: nil, notice: page.notice, session: nil)?.rows(columns: columns) ?? []
    let below = max(1, question.count)
    let band = 0..<max(1, footer - below)
    drawn.rowsShown = max(1, band.count - 1)
    let width = min(columns, PanelContent.widest)
    let (rows, chosen) = laid(width: width)
    PanelContent(heading: title, rows: rows, focus: .visible(chosen))
      .draw(into: &drawn.frame, rows: band, columns: columns)
    if question.isEmpty {
      drawn.frame.put(leading, columns: 0..<width, row: footer - 1)
    } else {
      QuestionRow.draw(question, into: &drawn.frame, top: footer - question.count)
    }
    if page.help.isOpen {
      HelpPane(mode: .arc, filter: "", top: page.help.top)
        .draw(into: &drawn, rows: 1..<max(2, footer))
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private var title: TextRow {
    let count = TimeText.count(page.sessions, "session", "sessions")
    let reading = page.unread == 0 ? "" : " · reading, \(page.unread) to go"
    return TextRow(
      [Run(page.client, .strong), Run("  arc · \(count)\(reading)", .dim)],
      right: [
        Run(TimeText.date(now.wall, zone: now.zone), .dim),
        Run(TimeText.clock(now.wall, zone: now.zone), .dim),
      ].joined(by: "  "))
  }

  /// Every section with its rows, and which lines the chosen row takes.
  private func laid(width: Int) -> (rows: [TextRow], chosen: Range<Int>) {
    var rows: [TextRow] = []
    var chosen = 0..<1
    var position = 0
    for section in page.sections {
      let isEmpty = section.rows.isEmpty
      let process = section.matter.lane == .process ? "  process" : ""
      rows.append(
        TextRow([
          Run(section.matter.rawValue, .heading), Run(process, .faint),
          Run(isEmpty ? "  nothing yet" : "", .dim),
        ]))
      for row in section.rows {
        let lines = lines(of: row, isChosen: position == page.selected, width: width)
        if position == page.selected {
          // The heading is seen with its first row.
          let top = row == section.rows.first ? rows.count - 1 : rows.count
          chosen = top..<rows.count + lines.count
        }
        rows += lines
        position += 1
      }
    }
    return (rows, chosen)
  }

  private func lines(of row: Arc.Row, isChosen: Bool, width: Int) -> [TextRow] {
    let words = row.plot.isEmpty ? row.words : "\(row.plot)  \(row.words)"
    let room = max(10, width - ArcScreen.indent)
    return TextCells.lines(words, width: room).enumerated().map { number, range in
      let sign = number > 0 ? "    " : isChosen ? "  > " : row.isOpen ? "  ! " : "    "
      var line = words[range]
      while let last = line.last, last == " " || last.isNewline { line.removeLast() }
      let role: Role = row.isOpen || isChosen ? .text : .dim
      return TextRow([Run(sign), Run(String(line), role)], isChosen: isChosen)
    }
  }

  /// Where Enter leads.
  private var leading: TextRow {
    guard let row = page.row, let place = page.place else { return TextRow("") }
    let clock = TimeText.clock(place.wall, zone: place.zone)
    let which = (row.places.firstIndex(of: place) ?? 0) + 1
    let more = row.places.count > 1 ? "   left, right: \(which) of \(row.places.count)" : ""
    return TextRow([Run("Enter opens \(place.words) \(clock)", .dim), Run(more, .faint)])
  }
}
