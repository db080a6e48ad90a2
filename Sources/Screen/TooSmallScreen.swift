import Interaction
import SessionModel

/// A window below the smallest size: what is needed, T+, and a note line that still takes notes.
struct TooSmallScreen {
  let interface: Interface
  let session: Session?
  let now: Now

  func draw(columns: Int, rows: Int) -> Rendered {
    var drawn = Rendered(frame: Frame(columns: columns, rows: rows))
    var bottom = rows
    if let line = notePane(columns: columns)?.laid(columns: columns) {
      let shown = fitting(line, rows: max(1, min(rows, rows <= 3 ? 1 : rows - 2)))
      bottom = rows - shown.rows.count
      NoteLinePane.draw(shown, into: &drawn.frame, top: bottom)
    }
    var row = 0
    for words in messages(size: "\(columns)×\(rows)") where row < bottom {
      for cells in TextCells.wrap(words.text, width: columns, words.role) where row < bottom {
        drawn.frame.put(cells, column: 0, row: row)
        row += 1
      }
    }
    drawn.visible = 0..<0
    return drawn
  }

  /// The rows around the cursor, as many as there is room for.
  private func fitting(_ line: NoteLinePane.Laid, rows: Int) -> NoteLinePane.Laid {
    guard line.rows.count > rows else { return line }
    let first = max(0, min(line.cursor.row, line.rows.count - rows))
    var fitted = line
    fitted.rows = Array(line.rows[first..<first + rows])
    fitted.cursor.row -= first
    return fitted
  }

  /// Most pressing first: what cannot be drawn is cut from the end.
  private func messages(size: String) -> [Run] {
    var runs: [Run] = []
    let needed = "\(Screen.smallest.columns)×\(Screen.smallest.rows) needed, is \(size)"
    if let session {
      let view = shownView(session)
      let session = view.session
      let keeping = self.keeping
      let header = Header(view: view, author: interface.author, keeping: keeping)
      runs.append(Run(header.elapsed, .strong))
      if case .notKept = keeping.state {
        let words = KeepingWords(keeping: keeping, now: now, room: 60)
        runs.append(Run(words.words, words.role))
      }
      if let question = question(session) {
        runs.append(Run(question.words, .question))
      }
      if let withdrawn = session.consentWithdrawn {
        runs.append(Run("! CONSENT WITHDRAWN \(view.clock(withdrawn))", .red))
      }
      if let help = session.awaitedHelp {
        runs.append(Run("! HELP CALLED \(view.clock(help))", .red))
      }
      if let chosen = liveState?.selected.flatMap({ session[$0] }) {
        let clock = TimeText.clock(chosen.happened.wall, zone: chosen.zone)
        runs.append(Run("chosen: \(clock) \(chosen.name)", .selected))
      }
    }
    if Screen.isSample(interface, session) {
      runs.append(Run("SAMPLE", .sample))
    }
    runs.append(Run(needed, .text))
    if liveState != nil {
      runs.append(Run("Notes are still taken.", .dim))
    }
    return runs
  }

  /// Of a session that is read, the moment at the cursor.
  private func shownView(_ session: Session) -> SessionView {
    guard case .review(let review) = interface.place else {
      return SessionView(session, now: now)
    }
    return SessionView(review.then, now: review.playback.now)
  }

  private var keeping: Keeping {
    switch interface.place {
    case .live(let live): live.keeping
    case .review(let review): review.keeping
    case .firstRun, .home, .arc, .find, .newSession: Keeping()
    }
  }

  private func question(_ session: Session) -> QuestionRow? {
    switch interface.place {
    case .live(let live): QuestionRow(live, session: session)
    case .review(let review): QuestionRow(review, session: session)
    case .firstRun, .home, .arc, .find, .newSession: nil
    }
  }

  private var liveState: Live? {
    if case .live(let live) = interface.place { live } else { nil }
  }

  /// The line that keys go to, in whatever place this is.
  private func notePane(columns: Int) -> NoteLinePane? {
    var pane: NoteLinePane?
    switch interface.place {
    case .live(let live):
      guard let session else { return nil }
      let view = SessionView(session, now: now)
      pane = NoteLinePane(live: live, view: view, author: interface.author)
    case .review(let review):
      guard let session, review.isLineOpen else { return nil }
      let view = SessionView(session, now: now)
      pane = NoteLinePane(review: review, view: view, author: interface.author)
    case .firstRun(let state): pane = field(state.initials)
    case .newSession(let form): pane = field(form.code)
    case .arc: break
    case .find(let page): pane = field(page.query)
    case .home(let home): pane = home.filter.flatMap { home.isFiltering ? field($0) : nil }
    }
    if columns < 24 {
      pane?.label = []
      pane?.remarks = []
    }
    return pane
  }

  private func field(_ buffer: TextBuffer) -> NoteLinePane {
    NoteLinePane(
      label: [], text: NoteLineText(characters: buffer.characters, cursor: buffer.cursor))
  }
}
