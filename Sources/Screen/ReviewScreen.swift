import Interaction
import SessionModel

/// Reading back: entries where they happened, a cursor, and a line only while a note is added.
struct ReviewScreen {
  let interface: Interface
  let review: Review
  let view: SessionView

  private static let header = 3

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    let span = 0..<columns
    drawn.frame.put(banner, columns: span, row: 0)
    drawn.frame.put(titleRow, columns: span, row: 1)
    drawn.frame.put(stateRow, columns: span, row: 2)
    let line =
      review.isLineOpen
      ? NoteLinePane(review: review, view: view, author: interface.author)
        .laid(columns: columns) : nil
    let question = QuestionRow(review, session: view.session)?.rows(columns: columns)
    let layout = Layout(
      rows: drawn.frame.rowCount, header: ReviewScreen.header, middle: question?.count ?? 0,
      line: line?.rows.count ?? 0)
    drawn.visible = drawLog(into: &drawn.frame, layout: layout)
    if let question {
      QuestionRow.draw(question, into: &drawn.frame, top: layout.middle)
    }
    if let line {
      NoteLinePane.draw(line, into: &drawn.frame, top: layout.line)
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, view.session))
  }

  private var banner: TextRow {
    let keep = KeepingWords(keeping: review.keeping, now: view.now, room: 40)
    let isWorth = review.keeping.state != .kept
    return TextRow(
      [Run("REVIEW: \(doing)", .heading)], right: isWorth ? [Run(keep.words, keep.role)] : [])
  }

  private var doing: String {
    if !review.isLineOpen || review.isPrompting { return "NOTHING IS BEING WRITTEN" }
    if review.line.puttingRight != nil { return "AN ENTRY IS BEING PUT RIGHT, ENTER KEEPS IT" }
    return view.session.state == .sealed
      ? "AN ADDENDUM IS OPEN, ENTER KEEPS IT" : "A LATE NOTE IS OPEN, ENTER KEEPS IT"
  }

  private var titleRow: TextRow {
    let start = view.session.start ?? view.moment
    let zone = view.session.entries.first?.zone ?? view.now.zone
    let began = TimeText.date(start.wall, zone: zone) + " " + TimeText.clock(start.wall, zone: zone)
    return TextRow(
      [
        Run(view.name, .strong), Run(view.treatmentWords), Run(began, .dim),
      ].joined(by: " · "),
      right: [Run(view.session.state.words, .text)])
  }

  private var stateRow: TextRow {
    let order = review.order
    var words = "entry \(min(review.cursor + 1, order.count)) of \(order.count)"
    if let found = review.found, !found.isEmpty {
      words += " · found: \(found)"
    }
    return TextRow([Run(words, .dim)], right: standing)
  }

  /// What the session's state asks to be known: why nothing can be added, what is not entered yet,
  /// and the fingerprint for the chart.
  private var standing: [Run] {
    if let why = review.readOnlyBecause {
      return [Run("read only: \(why)", .due)]
    }
    let parked = review.parked.count
    return [
      Run(parked == 0 ? "" : "\(parked) not entered: Enter, Up", .due),
      Run(review.fingerprint.map { "sealed \($0)" } ?? "", .text),
    ].joined(by: " · ")
  }

  private func panel(_ chosen: EntryID?, columns: Int) -> PanelContent? {
    if review.isHelpOpen {
      return HelpPane(
        mode: review.isLineOpen ? .reviewLine : .review, filter: "", top: review.helpTop
      ).content
    }
    if !review.isLineOpen, let facts = review.facts {
      return FactsPane(facts: facts, view: view).content(columns: columns)
    }
    guard let chosen, let top = review.versionsTop else { return nil }
    return VersionsPane(view: view, entry: chosen, top: top).content(columns: columns)
  }

  private func drawLog(into frame: inout Frame, layout: Layout) -> Range<Int> {
    let order = review.order
    let chosen = review.chosen(in: view.session)?.id
    var band = layout.log
    if let panel = panel(chosen, columns: frame.columns) {
      let height = layout.panelHeight(wanting: panel.height)
      let lower = (band.upperBound - height)..<band.upperBound
      panel.draw(into: &frame, rows: lower, columns: frame.columns)
      band = band.lowerBound..<lower.lowerBound
    }
    let style = EntryStyle(
      isProcessFolded: review.isProcessFolded, foldsThoughts: false, isInOrderOfWriting: false,
      showsScrolled: false)
    let log = LogPane(
      view: view, keeping: review.keeping, order: order, scroll: review.scroll, chosen: chosen,
      style: style)
    return log.draw(into: &frame, rows: band, columns: frame.columns)
  }
}
