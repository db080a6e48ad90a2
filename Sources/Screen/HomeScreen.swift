import Interaction
import SessionModel

/// The list of sessions: open ones under their heading, then the newest.
struct HomeScreen {
  let interface: Interface
  let home: Home
  let now: Now

  private static let top = 2
  private static let widest = 100

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    let span = 0..<columns
    drawn.frame.put(title, columns: span, row: 0)
    let question =
      QuestionRow(question: home.question, notice: home.notice, session: nil)?
      .rows(columns: columns) ?? []
    let footer = drawn.frame.rowCount - 1
    let filterRow = footer - 1
    let questionTop = filterRow - question.count + (home.filter == nil ? 1 : 0)
    let top = HomeScreen.top + (interface.vaultRemark == nil ? 0 : 1)
    let band = top..<max(top, min(filterRow, questionTop))
    if let remark = interface.vaultRemark {
      drawn.frame.put([Run("! \(remark)", .due)], column: 0, row: HomeScreen.top, limit: columns)
    }
    drawList(into: &drawn, rows: band)
    QuestionRow.draw(question, into: &drawn.frame, top: questionTop)
    if let filter = home.filter {
      drawFilter(filter, into: &drawn.frame, row: filterRow)
    }
    if home.help.isOpen {
      HelpPane(mode: home.isFiltering ? .homeFilter : .home, filter: "", top: home.help.top)
        .draw(into: &drawn, rows: band)
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private var title: TextRow {
    TextRow(
      [Run("HOLDFAST", .strong), Run("  sessions", .dim)],
      right: [
        Run(TimeText.date(now.wall, zone: now.zone), .dim),
        Run(TimeText.clock(now.wall, zone: now.zone), .dim), Run("by \(interface.author)", .dim),
      ].joined(by: "  "))
  }

  private func drawFilter(_ filter: TextBuffer, into frame: inout Frame, row: Int) {
    let pane = NoteLinePane(
      label: [Run("filter", .label)],
      text: NoteLineText(characters: filter.characters, cursor: filter.cursor))
    let laid = pane.laid(columns: frame.columns)
    let last = laid.rows.count - 1
    let first = min(laid.cursor.row, last)
    var shown = laid
    shown.rows = [laid.rows[first]]
    shown.cursor.row = 0
    NoteLinePane.draw(shown, into: &frame, top: row)
    if !home.isFiltering {
      frame.cursor = nil
    }
  }

  // MARK: - The list

  /// Headings and the rows between them stand among the items.
  private func drawList(into drawn: inout Rendered, rows band: Range<Int>) {
    let items = home.rows
    // Each part has a heading, and a row between it and the part before.
    let parts = Set(items.map(\.group)).count
    drawn.rowsShown = max(1, band.count - max(3, 2 * parts - 1))
    guard !items.isEmpty else {
      drawEmpty(into: &drawn.frame, rows: band)
      return
    }
    let first = max(0, min(home.top, items.count - 1))
    let last = min(items.count, first + drawn.rowsShown)
    let span = 0..<min(drawn.frame.columns, HomeScreen.widest)
    let columns = HomeColumns(rows: items[first..<last], width: span.count, zone: now.zone)
    var row = band.lowerBound
    for position in first..<last {
      let item = items[position]
      if position == first || items[position - 1].group != item.group {
        if position != first {
          row += 1
        }
        drawn.frame.put(
          columns.heading(item.group.rawValue, of: item, isFirst: position == first),
          columns: span, row: row)
        row += 1
      }
      guard row < band.upperBound else { break }
      drawn.frame.put(
        columns.row(item, isChosen: position == home.selected), columns: span, row: row)
      row += 1
    }
    let rest = items.count - last
    let words = [
      rest > 0 ? "\(rest) more below" : "", home.isReading ? readingWords : "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    if !words.isEmpty {
      drawn.frame.put(words, .dim, endingAt: drawn.frame.columns, row: 1)
    }
  }

  private var readingWords: String {
    let read = home.items.count { $0.line != nil || $0.fault != nil }
    return "reading, \(read) of \(home.items.count)"
  }

  private func drawEmpty(into frame: inout Frame, rows band: Range<Int>) {
    let lines: [Run]
    if home.isReading {
      lines = [Run("Reading the sessions …", .dim)]
    } else if let filter = home.filter, !filter.isEmpty {
      lines = [Run("No session matches. Backspace shows more, Esc shows all.")]
    } else {
      lines = [
        Run("No sessions yet."), Run(""),
        Run("n begins the first one: it asks for the clinic's code for the client,", .dim),
        Run("never a name, and for the kind of session.", .dim),
      ]
    }
    for (offset, line) in lines.enumerated() {
      frame.put([line], column: 0, row: band.lowerBound + offset, limit: frame.columns)
    }
  }
}
