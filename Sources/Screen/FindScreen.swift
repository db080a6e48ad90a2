import Interaction
import SessionModel

/// The moments that a search over sessions found, the newest first.
struct FindScreen {
  let interface: Interface
  let page: FindPage
  let now: Now

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    let footer = drawn.frame.rowCount - 1
    let question =
      QuestionRow(question: nil, notice: page.notice, session: nil)?.rows(columns: columns) ?? []
    drawField(into: &drawn.frame, row: footer - 1)
    let band = 0..<max(1, footer - 1 - question.count)
    drawn.rowsShown = max(1, band.count - 1)
    let width = min(columns, PanelContent.widest)
    PanelContent(heading: title, rows: rows(width: width), focus: .visible(chosen))
      .draw(into: &drawn.frame, rows: band, columns: columns)
    QuestionRow.draw(question, into: &drawn.frame, top: footer - 1 - question.count)
    if page.help.isOpen {
      HelpPane(mode: .find, filter: "", top: page.help.top)
        .draw(into: &drawn, rows: 1..<max(2, footer - 1))
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private func drawField(into frame: inout Frame, row: Int) {
    let pane = NoteLinePane(
      label: [Run("find", .label)],
      text: NoteLineText(characters: page.query.characters, cursor: page.query.cursor))
    var shown = pane.laid(columns: frame.columns)
    let first = min(shown.cursor.row, shown.rows.count - 1)
    shown.rows = [shown.rows[first]]
    shown.cursor.row = 0
    NoteLinePane.draw(shown, into: &frame, top: row)
  }

  private var title: TextRow {
    let place = page.client.map { "in the sessions of \($0)" } ?? "in all sessions"
    let count =
      page.asked == nil
      ? ""
      : TimeText.count(page.moments.count, "moment", "moments") + (page.isCut ? " and more" : "")
    let reading =
      page.unread == 0
      ? "" : TimeText.count(page.unread, "session", "sessions") + " to go"
    return TextRow(
      [Run("FIND", .strong), Run("  \(place)", .dim)],
      right: [Run(count, .dim), Run(reading, .dim)].joined(by: " · "))
  }

  private var chosen: Range<Int> { page.selected..<page.selected + 1 }

  private func rows(width: Int) -> [TextRow] {
    guard !page.moments.isEmpty else {
      let words =
        page.asked == nil
        ? "Words, and if need be kind:words, theme:coat, since:2026-09-01, until:2026-09-30."
        : page.unread > 0 ? "Looking …" : "Nothing was found."
      return PanelContent.rows(words, indent: 2, width: width - 2)
    }
    return page.moments.enumerated().map { position, moment in
      row(moment, isChosen: position == page.selected, width: width)
    }
  }

  private func row(_ moment: FoundMoment, isChosen: Bool, width: Int) -> TextRow {
    let clock = TimeText.clock(moment.wall, zone: moment.zone)
    let date = TimeText.date(moment.wall, zone: moment.zone)
    let whose = page.client == nil ? "\(moment.client) " : ""
    let head = "\(isChosen ? ">" : " ") \(date) \(clock)  \(whose)\(moment.session)  "
    let words = moment.words.split(whereSeparator: \.isNewline).joined(separator: " ")
    let role: Role = moment.isStruck ? .struck : moment.lane == .process ? .process : .text
    return TextRow(
      [Run(head, .dim), Run("\(moment.sign) \(words)\(moment.isStruck ? "  struck" : "")", role)],
      right: moment.lane == .process ? [Run("process", .faint)] : [], isChosen: isChosen)
  }
}
