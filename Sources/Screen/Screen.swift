import Interaction
import SessionModel

/// What a person sees: the whole screen as a value, from what is known and nothing else.
package enum Screen {
  /// Below this the screen says what it needs and keeps only T+ and the note line.
  package static let smallest = (columns: 60, rows: 16)

  /// Draws any place of the program; any size is taken, down to nothing.
  package static func render(
    _ interface: Interface, session: Session?, now: Now, columns: Int, rows: Int
  ) -> Rendered {
    var memory = ScreenMemory()
    return render(
      interface, session: session, now: now, columns: columns, rows: rows, reusing: &memory)
  }

  /// The same, with what was drawn last put back where it still stands.
  package static func render(
    _ interface: Interface, session: Session?, now: Now, columns: Int, rows: Int,
    reusing memory: inout ScreenMemory
  ) -> Rendered {
    let columns = max(1, columns)
    let rows = max(1, rows)
    if columns < smallest.columns || rows < smallest.rows {
      return TooSmallScreen(interface: interface, session: session, now: now)
        .draw(columns: columns, rows: rows)
    }
    let frame = Frame(columns: columns, rows: rows)
    var drawn = Rendered(frame: frame)
    switch interface.place {
    case .firstRun(let state):
      FirstRunScreen(interface: interface, state: state).draw(into: &drawn)
    case .home(let home):
      HomeScreen(interface: interface, home: home, now: now).draw(into: &drawn)
    case .arc(let page):
      ArcScreen(interface: interface, page: page, now: now).draw(into: &drawn)
    case .find(let page):
      FindScreen(interface: interface, page: page, now: now).draw(into: &drawn)
    case .newSession(let form):
      NewSessionScreen(interface: interface, form: form).draw(into: &drawn)
    case .live(let live):
      guard let session else { break }
      LiveScreen(interface: interface, live: live, view: memory.view(of: session, at: now))
        .draw(into: &drawn, &memory)
    case .review(let review):
      guard let session else { break }
      ReviewScreen(
        interface: interface, review: review, view: memory.view(of: session, at: now),
        then: memory.view(ofThen: review.then, in: session, at: review.playback.now)
      ).draw(into: &drawn, &memory)
    }
    if isSample(interface, session) {
      Footer.markSample(&drawn.frame)
    }
    return drawn
  }

  static func isSample(_ interface: Interface, _ session: Session?) -> Bool {
    interface.isSample || session?.began?.isSample == true
  }
}

/// A drawn screen, with what the interface has to know about it.
package struct Rendered: Equatable, Sendable {
  package var frame: Frame
  /// Positions that the log shows: in `session.places.shown` for a live session, in the review's
  /// `order` for a review.
  package var visible: Range<Int> = 0..<0
  /// Rows that a list of sessions has.
  package var rowsShown = 0
  /// The first row of an open panel that is shown.
  package var panelTop: Int?

  init(frame: Frame) {
    self.frame = frame
  }
}
