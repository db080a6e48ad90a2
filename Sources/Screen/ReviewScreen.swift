import Interaction
import SessionModel

/// Reading back: the live screen of the cursor's moment, the log in the order in which things
/// happened, the timeline under it, and a line only while a note is added.
struct ReviewScreen {
  let interface: Interface
  let review: Review
  /// All that is known today.
  let view: SessionView
  /// What was known at the cursor's moment.
  let then: SessionView

  /// Fewer rows of the log than this, and the timeline gives way to it.
  private static let leastLog = 3

  func draw(into drawn: inout Rendered, _ memory: inout ScreenMemory) {
    let columns = drawn.frame.columns
    drawn.frame.put(banner(columns), columns: 0..<columns, row: 0)
    let line =
      review.isLineOpen
      ? NoteLinePane(review: review, view: view, author: interface.author)
        .laid(columns: columns) : nil
    let question = QuestionRow(review, session: view.session)?.rows(columns: columns) ?? []
    let below = 1 + (line?.rows.count ?? 0) + question.count
    if review.page != nil, !review.isHelpOpen {
      drawPage(into: &drawn, rows: 1..<max(1, drawn.frame.rowCount - below))
    } else {
      drawMoment(into: &drawn, rows: 1..<max(1, drawn.frame.rowCount - below), &memory)
    }
    QuestionRow.draw(question, into: &drawn.frame, top: drawn.frame.rowCount - below)
    if let line {
      NoteLinePane.draw(line, into: &drawn.frame, top: drawn.frame.rowCount - 1 - line.rows.count)
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, view.session))
  }

  // MARK: The moment

  private func drawMoment(
    into drawn: inout Rendered, rows band: Range<Int>, _ memory: inout ScreenMemory
  ) {
    let frame = drawn.frame
    guard !isBlank else {
      let words = TextRow([Run("Nothing of it is read and verified so far.", .dim)])
      return drawn.frame.put(words, columns: 0..<frame.columns, row: band.lowerBound)
    }
    let header = self.header(columns: frame.columns, rows: frame.rowCount)
    for (offset, cells) in header.enumerated() where band.contains(band.lowerBound + offset) {
      drawn.frame.rows[band.lowerBound + offset] = cells
    }
    var log = min(band.upperBound, band.lowerBound + header.count)..<band.upperBound
    let panel = self.panel(columns: SidePane.logColumns(of: frame.columns))
    let wanted = timeline.height(rows: frame.rowCount)
    let hasRoom = log.count >= wanted + 1 + ReviewScreen.leastLog
    if panel == nil, log.count > ReviewScreen.leastLog {
      let height = hasRoom ? wanted + 1 : 1
      let top = log.upperBound - height
      drawn.frame.put(stateRow(frame.columns), columns: 0..<frame.columns, row: top)
      if hasRoom {
        timeline.draw(into: &drawn.frame, top: top + 1, columns: frame.columns, &memory)
      }
      log = log.lowerBound..<top
    }
    drawn.visible = drawLog(into: &drawn, rows: log, panel: panel)
    if frame.columns >= SidePane.fromColumns {
      SidePane(view: then).draw(into: &drawn.frame, rows: log)
    }
  }

  /// True while nothing that is the session's can be said: not even whose it is.
  private var isBlank: Bool {
    review.loading != nil && review.playback.whole.entries.isEmpty && !review.isHelpOpen
  }

  private var timeline: TimelinePane {
    TimelinePane(
      session: view.session, timeline: review.playback.timeline, time: review.playback.time,
      zone: review.playback.now.zone, bookmarks: review.bookmarks.map(\.time))
  }

  /// The header of the live screen as it stood then.
  private func header(columns: Int, rows: Int) -> [[Cell]] {
    var frame = Frame(columns: columns, rows: min(rows, rows < 20 ? 9 : rows))
    var memory = ScreenMemory()
    let author = then.session.entries.last?.author ?? interface.author
    let keeping = Keeping(at: then.session.lastWritten?.wall, remark: review.keeping.remark)
    let count = Header(view: then, author: author, keeping: keeping).draw(into: &frame, &memory)
    return Array(frame.rows.prefix(count))
  }

  private func drawLog(
    into drawn: inout Rendered, rows: Range<Int>, panel: PanelContent?
  ) -> Range<Int> {
    let columns = SidePane.logColumns(of: drawn.frame.columns)
    var band = rows
    if let panel {
      let kept = max(2, band.count * 3 / 10)
      let height = max(0, min(panel.height, band.count - kept))
      let lower = (band.upperBound - height)..<band.upperBound
      drawn.panelTop = panel.draw(into: &drawn.frame, rows: lower, columns: columns)
      band = band.lowerBound..<lower.lowerBound
    }
    let order = review.order
    let place = review.chosenPlace
    let last = min(order.count - 1, (place ?? -1) + band.count / 4)
    let style = EntryStyle(
      isProcessFolded: review.isProcessFolded, foldsThoughts: false, isInOrderOfWriting: false,
      showsScrolled: false, hidesEarlier: review.filter.hidesStruck)
    let bottom = order.indices.contains(last) ? view.session.entries[order[last]].id : nil
    let log = LogPane(
      view: view, keeping: review.keeping, order: order,
      scroll: bottom.map { .bottom($0) } ?? .following,
      chosen: review.chosen(in: view.session)?.id, style: style, later: (place ?? -1) + 1)
    return log.draw(into: &drawn.frame, rows: band, columns: columns)
  }

  // MARK: Words

  private func banner(_ columns: Int) -> TextRow {
    let keep = KeepingWords(keeping: review.keeping, now: view.now, room: 40)
    let left = [Run("REVIEW: \(doing)", .heading)]
    guard review.keeping.state == .kept else {
      return TextRow(left, right: [Run(keep.words, keep.role)])
    }
    if let loading = review.loading {
      let run =
        loading.isDamaged
        ? Run("reading \(loading.percent) %: DAMAGE FOUND", .due)
        : Run("reading: \(loading.percent) % verified", .text)
      return TextRow(left, right: [run])
    }
    let start = view.start
    let zone = view.session.entries.first?.zone ?? view.now.zone
    let began = TimeText.date(start.wall, zone: zone) + " " + TimeText.clock(start.wall, zone: zone)
    let state = Run(view.session.state.words, .text)
    // What is being written, or not, is never cut.
    let choices = [[Run(began, .dim), state], [state], [Run("")]].map { $0.joined(by: " · ") }
    return TextRow(left, right: choices.first { left.width + 2 + $0.width <= columns } ?? [])
  }

  private var doing: String {
    if !review.isLineOpen || review.isPrompting { return "NOTHING IS BEING WRITTEN" }
    if review.line.puttingRight != nil { return "AN ENTRY IS BEING PUT RIGHT, ENTER KEEPS IT" }
    return view.session.state == .sealed
      ? "AN ADDENDUM IS OPEN, ENTER KEEPS IT" : "A LATE NOTE IS OPEN, ENTER KEEPS IT"
  }

  /// How it plays, where the cursor is, and what is shown.
  private func stateRow(_ columns: Int) -> TextRow {
    let playing = review.playing
    let speed = playing.speed == 1 && !playing.isOn ? "" : " \(playing.speed)×"
    let skips = playing.skipsSilence ? ", no silences" : ""
    let filter = review.filter
    let found = review.found ?? ""
    let runs = [
      Run(doingNow + speed + skips, playing.isOn ? .strong : .dim),
      Run(placeWords, .dim), Run(measured, .text),
      Run(filter.kinds == .all ? "" : filter.kinds.rawValue, .due),
      Run(filter.hidesStruck ? "struck hidden" : "", .due),
      Run(found.isEmpty ? "" : "found: \(found)", .dim),
    ].joined(by: " · ")
    // The fingerprint can be copied at any moment: what was just asked for is read first.
    let isWhole = runs.width + 2 + standing.width <= columns
    let mayGo =
      review.readOnlyBecause == nil && review.incomplete == nil && review.parked.isEmpty
    return TextRow(runs, right: isWhole || !mayGo ? standing : [])
  }

  private var placeWords: String {
    let count = review.order.count
    let soFar = review.loading == nil ? "" : " so far"
    guard count > 0 else { return "no entry\(soFar)" }
    let place = review.chosenPlace.map { "entry \($0 + 1)" } ?? "before entry 1"
    return "\(place) of \(count)\(soFar)"
  }

  /// "+0:12:30 from 10:07:00".
  private var measured: String {
    guard let from = review.measuredFrom else { return "" }
    let wall = view.session.clock.moment(at: from).wall
    let zone = view.session.clock.zone(at: from)
    let length = TimeText.length(review.playback.time - from)
    return "\(length.hasPrefix("-") ? "" : "+")\(length) from "
      + TimeText.clockSeconds(wall, zone: zone)
  }

  /// An open session is written elsewhere, and its end moves on.
  private var doingNow: String {
    if review.awaited != nil { return "goes on once that is read" }
    if review.playing.isOn { return "PLAYING" }
    // What it was at the end is not known before that is read.
    if review.loading != nil { return "paused" }
    let isOpen = view.session.state == .open || view.session.state == .dosingEnded
    return isOpen && review.isAtEnd ? "following" : "paused"
  }

  /// What the session's state asks to be known: why nothing can be added, what is not entered yet,
  /// and the fingerprint for the chart.
  private var standing: [Run] {
    if let why = review.readOnlyBecause, review.loading == nil {
      // What to do about it is said where it is met, and nothing is said twice.
      let isSaid = review.notice?.words.contains(why) == true
      return [Run(isSaid ? "read only" : "read only: \(why.prefix { $0 != ";" })", .due)]
    }
    let parked = review.parked.count
    return [
      Run(review.incomplete ?? "", .due),
      Run(parked == 0 ? "" : "\(parked) not entered: Enter, Up", .due),
      Run(review.fingerprint.map { "sealed \($0)" } ?? "", .text),
    ].joined(by: " · ")
  }

  // MARK: What lies over it

  private func panel(columns: Int) -> PanelContent? {
    if review.isHelpOpen {
      let mode: Mode =
        review.isLineOpen ? .reviewLine : review.page?.mode ?? .review
      return HelpPane(mode: mode, filter: review.helpFilter.text, top: review.helpTop).content
    }
    if !review.isLineOpen, let facts = review.facts {
      return FactsPane(facts: facts, view: view).content(columns: columns)
    }
    guard let chosen = review.chosen(in: view.session)?.id, let top = review.versionsTop
    else { return nil }
    return VersionsPane(view: view, entry: chosen, top: top).content(columns: columns)
  }

  private func drawPage(into drawn: inout Rendered, rows band: Range<Int>) {
    let columns = min(drawn.frame.columns, PanelContent.widest)
    let content: PanelContent
    switch review.page {
    case .overview(let overview, let top):
      content = PanelContent(
        heading: TextRow(
          [Run("OVERVIEW", .heading), Run("   of the record; the process lane is left out", .dim)]),
        rows: OverviewText.lines(overview, columns: columns - 1).map { TextRow($0) },
        focus: .top(top))
    case .comparison(let comparison, _, let top):
      content = ComparisonPane(comparison: comparison, top: top).content(columns: columns)
    case nil: return
    }
    drawn.panelTop = content.draw(into: &drawn.frame, rows: band, columns: columns)
  }
}
