import Interaction
import SessionModel

/// An open session: header, log, marks, note line, footer, and a panel over the lower log.
struct LiveScreen {
  let interface: Interface
  let live: Live
  let view: SessionView

  func draw(into drawn: inout Rendered, _ memory: inout ScreenMemory) {
    let columns = drawn.frame.columns
    let line = NoteLinePane(live: live, view: view, author: interface.author)
      .laid(columns: columns)
    let middle = MiddleRows(
      question: QuestionRow(live, session: view.session),
      vocabulary: interface.clinic.vocabulary, stop: live.stopKey, columns: columns, &memory)
    let header = memory.drawHeader(
      of: view, author: interface.author, keeping: live.keeping, into: &drawn.frame)
    let layout = Layout(
      rows: drawn.frame.rowCount, header: header, middle: middle.count, line: line.rows.count)
    drawLog(into: &drawn, layout: layout, &memory)
    if columns >= SidePane.fromColumns {
      SidePane(view: view).draw(into: &drawn.frame, rows: layout.log)
    }
    middle.draw(into: &drawn.frame, top: layout.middle)
    NoteLinePane.draw(line, into: &drawn.frame, top: layout.line)
    memory.footer(
      Binding.footer(
        for: interface.mode, givesDoses: view.session.kind == .dosing,
        asksAcknowledging: view.facts.asksAcknowledging), into: &drawn.frame,
      isSample: Screen.isSample(interface, view.session))
  }

  /// Draws the log, and the open panel over its lower rows.
  private func drawLog(
    into drawn: inout Rendered, layout: Layout, _ memory: inout ScreenMemory
  ) {
    var band = layout.log
    let columns = SidePane.logColumns(of: drawn.frame.columns)
    if live.panel == .timeline {
      band = drawTimeline(into: &drawn.frame, rows: band, &memory)
    } else if let panel = live.panel {
      let content = PanelContent(
        panel, interface: interface, live: live, view: view, columns: columns)
      let height = layout.panelHeight(wanting: content.height)
      let lower = (band.upperBound - height)..<band.upperBound
      drawn.panelTop = content.draw(into: &drawn.frame, rows: lower, columns: columns)
      band = band.lowerBound..<lower.lowerBound
    }
    let log = LogPane(
      view: view, keeping: live.keeping, order: view.session.places.shown, scroll: live.scroll,
      chosen: live.selected, style: EntryStyle(isProcessFolded: live.isProcessFolded))
    drawn.visible = memory.draw(log, into: &drawn.frame, rows: band, columns: columns)
    if view.session.places.shown.isEmpty {
      FirstHints(kind: view.session.kind).draw(into: &drawn.frame, rows: band, columns: columns)
    }
  }
}

extension LiveScreen {
  /// The course so far under the log, its cursor at the chosen entry, else at now. Returns the rows
  /// that the log has left.
  private func drawTimeline(
    into frame: inout Frame, rows band: Range<Int>, _ memory: inout ScreenMemory
  ) -> Range<Int> {
    let session = view.session
    let chosen = live.chosen(in: session)
    let pane = TimelinePane(
      session: session, timeline: memory.course.timeline(of: session),
      time: session.time(of: chosen?.happened ?? view.moment), zone: chosen?.zone ?? view.now.zone)
    let height = pane.height(rows: frame.rowCount) + 1
    guard band.count >= height + 2 else { return band }
    let top = band.upperBound - height
    let columns = SidePane.logColumns(of: frame.columns)
    frame.put(
      TextRow(
        [Run("TIMELINE", .heading), Run("   of the session so far", .dim)],
        right: [Run("Esc closes", .dim)]), columns: 0..<columns, row: top)
    pane.draw(into: &frame, top: top + 1, columns: columns, &memory)
    return band.lowerBound..<top
  }
}

/// The rows between log and note line: the marks, or a question or message in their place.
struct MiddleRows {
  private let question: [[Cell]]?
  private let marks: [[Cell]]

  init(
    question: QuestionRow?, vocabulary: Vocabulary, stop: Character = "0", columns: Int,
    _ memory: inout ScreenMemory
  ) {
    self.question = question?.rows(columns: columns)
    marks = question == nil ? memory.marks(of: vocabulary, stop: stop, columns: columns) : []
  }

  var count: Int { question?.count ?? marks.count }

  func draw(into frame: inout Frame, top: Int) {
    if let question {
      QuestionRow.draw(question, into: &frame, top: top)
      return
    }
    for (offset, row) in marks.enumerated() where frame.rows.indices.contains(top + offset) {
      frame.rows[top + offset] = row
    }
  }
}
