import Glibc
import Interaction
import Screen
import SessionModel
import Terminal
import Theme

extension Program {
  /// Runs until it is left; the exit code.
  mutating func run() throws(Failure) -> Int32 {
    try runOnTerminal()
    if !write(printouts.map(\.page).joined(separator: "\n")) {
      lastWords.append("the overview page was not printed.")
    }
    for words in lastWords { complain("holdfast: \(words)") }
    guard let ending else { return 0 }
    if let failure = ending.failure {
      throw failure
    }
    if ending.textsNotKept > 0 {
      complain(
        "holdfast: \(TimeText.count(ending.textsNotKept, "text", "texts")) typed and not entered "
          + "could not be written to the disk. Write it down now, while you remember it.")
    }
    guard ending.notKept > 0 else { return 0 }
    throw Failure(
      "\(TimeText.count(ending.notKept, "entry", "entries")) could not be brought to the disk "
        + "within five seconds; "
        + "look at the disk, then holdfast verify last.",
      code: Failure.storage)
  }

  private func takeTerminal() throws(Failure) -> Terminal {
    do throws(TerminalError) {
      return try Terminal(theme: surroundings.theme, plain: surroundings.isPlain)
    } catch {
      throw Failure("\(error)", code: TerminalError.exitCode)
    }
  }

  private mutating func runOnTerminal() throws(Failure) {
    var terminal = try takeTerminal()
    try begin()
    readMore(milliseconds: 18)
    show(&terminal)
    var awaitsLetter = false
    while ending == nil {
      let woken = wait(for: &terminal)
      if woken.signals || terminal.hasEnded {
        take(terminal.signals(), &terminal)
      }
      let inputs = terminal.readInputs(isReady: woken.keys)
      // The letter first: a person waits for that, and for nothing else of the picture.
      if awaitsLetter, inputs.count == 1, let letter = inputs[0].letter {
        terminal.echo(letter)
      }
      take(inputs, terminal.size)
      // A key in the middle of a word leaves the journal alone.
      if woken.journal || hasRecorded || inputs.isEmpty || isKeepingOld {
        hasRecorded = false
        takeKeeping()
      }
      if inputs.isEmpty {
        let now = clocks.now()
        carryOut(interface.tick(scene(now)), at: now)
        readMore()
        lookForTail(at: now)
      }
      if woken.loading { takeLoaded(at: clocks.now()) }
      if ending == nil {
        show(&terminal)
      }
      // After the picture: a person waits for that, and not for this.
      if let typed = interface.drafts {
        open?.noteDrafts(typed, at: clocks.now())
      }
      awaitsLetter = interface.awaitsLetter
    }
  }

  private mutating func take(_ inputs: [Input], _ size: (columns: Int, rows: Int)) {
    for input in inputs where ending == nil {
      let now = clocks.now()
      carryOut(interface.update(input, scene(now)), at: now)
      if input.turnsPages, ending == nil {
        // Several pages in one batch of keys: each counts from what the one before it showed.
        takeBack(picture(size))
      }
    }
  }

  private mutating func take(_ signals: [Terminal.Signal], _ terminal: inout Terminal) {
    for signal in signals where ending == nil {
      switch signal {
      case .interrupt:
        let now = clocks.now()
        carryOut(interface.update(.key(.control("c")), scene(now)), at: now)
      case .terminate, .hangUp: leave()
      case .stop: _ = terminal.suspend()
      case .continued: _ = terminal.resume()
      case .windowChanged: _ = terminal.fitWindow()
      }
    }
  }

  private mutating func show(_ terminal: inout Terminal) {
    if wornTheme != interface.theme,
      let theme = surroundings.theme(named: interface.theme)
    {
      wornTheme = interface.theme
      terminal.wear(theme)
    }
    if wantsRedraw {
      wantsRedraw = false
      terminal.redraw()
    }
    let rendered = picture(terminal.size)
    takeBack(rendered)
    terminal.paint(rendered.frame)
  }

  private mutating func picture(_ size: (columns: Int, rows: Int)) -> Rendered {
    Screen.render(
      interface, session: session, now: clocks.now(), columns: size.columns, rows: size.rows,
      reusing: &memory)
  }

  /// The picture tells the interface what it shows: paging moves by that.
  private mutating func takeBack(_ rendered: Rendered) {
    switch interface.place {
    case .live(var live):
      live.visible = rendered.visible
      if let top = rendered.panelTop {
        live.tell(panelTop: top)
      }
      interface.place = .live(live)
    case .review(var review):
      review.visible = rendered.visible
      if let top = rendered.panelTop { review.tell(pageTop: top) }
      interface.place = .review(review)
    case .home(var home):
      home.rowsShown = max(1, rendered.rowsShown)
      home.help.top = rendered.panelTop ?? 0
      interface.place = .home(home)
    case .arc(var page):
      page.rowsShown = max(1, rendered.rowsShown)
      page.help.top = rendered.panelTop ?? 0
      interface.place = .arc(page)
    case .find(var page):
      page.rowsShown = max(1, rendered.rowsShown)
      page.help.top = rendered.panelTop ?? 0
      interface.place = .find(page)
    case .newSession(var form):
      form.help.top = rendered.panelTop ?? 0
      interface.place = .newSession(form)
    case .firstRun(var first):
      first.help.top = rendered.panelTop ?? 0
      interface.place = .firstRun(first)
    }
  }

  /// A disk that does not answer wakes nobody, and somebody who types without a pause is to hear of
  /// it all the same.
  private var isKeepingOld: Bool { clocks.now().up - keepingTaken >= 1_000 }

  // MARK: Waiting

  /// What there is to read after a wait.
  private struct Woken {
    var keys: Bool
    var signals: Bool
    var journal: Bool
    /// More of a session came from the disk.
    var loading: Bool
  }

  /// Sleeps until a key, a signal, the disk or a time; never longer than something on the screen
  /// stays true.
  private mutating func wait(for terminal: inout Terminal) -> Woken {
    var descriptors = [
      pollfd(
        fd: terminal.hasEnded ? -1 : terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: terminal.signalDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: loading?.wake.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: open?.journal.wake ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    descriptors += parting.map {
      pollfd(fd: $0.journal.wake, events: Int16(POLLIN), revents: 0)
    }
    let now = clocks.now()
    var limit = min(untilNextChange(now), untilDeadline(now))
    if let escape = terminal.pendingEscapeDeadline {
      let left = ContinuousClock.now.duration(to: escape).components
      limit = min(limit, max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1))
    }
    if isReadingLists { limit = 0 }
    guard poll(&descriptors, nfds_t(descriptors.count), Int32(min(limit, 60_000))) >= 0 else {
      // A signal broke the wait off; nothing is known of the rest.
      return Woken(keys: false, signals: true, journal: true, loading: true)
    }
    return Woken(
      keys: descriptors[0].revents != 0, signals: descriptors[1].revents != 0,
      journal: descriptors[3...].contains { $0.revents != 0 },
      loading: descriptors[2].revents != 0)
  }

  private func untilDeadline(_ now: Now) -> Int64 {
    let deadlines = [interface.nextDeadline, open?.draftsDue, tail?.next].compactMap { $0 }
    return deadlines.min().map { max(0, $0 - now.up) } ?? 60_000
  }

  /// Milliseconds until the picture changes by itself: T+ ticks seconds, everything else minutes.
  private func untilNextChange(_ now: Now) -> Int64 {
    let untilMinute = 60_000 - now.wall % 60_000
    // A slow disk's seconds turn where the header's do.
    let untilSecond = 1_000 - now.wall % 1_000
    if !parting.isEmpty { return untilSecond }
    if case .review(let review) = interface.place {
      return review.keeping.state == .kept ? untilMinute : untilSecond
    }
    guard case .live(let live) = interface.place else { return untilMinute }
    guard let zero = open?.session.ticking, let moment = open?.session.moment(now) else {
      return live.keeping.state == .kept ? untilMinute : untilSecond
    }
    let since = moment.elapsed(since: zero).milliseconds
    let part = since % 1_000
    return part < 0 ? -part : 1_000 - part
  }
}

extension Input {
  fileprivate var turnsPages: Bool { self == .key(.pageUp) || self == .key(.pageDown) }
}
