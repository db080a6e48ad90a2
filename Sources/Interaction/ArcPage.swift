import SessionModel

/// The arc of one client on the screen: rows, each of which leads to its moment.
package struct ArcPage: Equatable, Sendable {
  package private(set) var client: String
  package private(set) var sections: [Arc.Section] = []
  /// Position among the rows of all sections.
  package var selected = 0
  /// Which of the chosen row's places Enter goes to; nil for the newest.
  package var chosenPlace: Int?
  /// Sessions of the client, and how many of them are not read yet.
  package var sessions = 0
  package var unread = 0
  package var help = HelpPage()
  package var notice: Notice?
  package var rowsShown = 10

  package init(client: String) {
    self.client = client
  }

  /// Takes a fuller arc; the choice stays on its row as far as it is there.
  package mutating func take(_ fresh: [Arc.Section], sessions: Int, unread: Int) {
    let chosen = row
    sections = fresh
    self.sessions = sessions
    self.unread = unread
    if selected > 0, let chosen, let place = rows.firstIndex(of: chosen) { selected = place }
    notice = nil
    keepInside()
  }

  package var rows: [Arc.Row] { sections.flatMap(\.rows) }

  package var row: Arc.Row? {
    let rows = rows
    return rows.indices.contains(selected) ? rows[selected] : nil
  }

  /// Where Enter goes.
  package var place: Arc.Place? {
    guard let row, !row.places.isEmpty else { return nil }
    let last = row.places.count - 1
    return row.places[min(max(0, chosenPlace ?? last), last)]
  }

  private mutating func keepInside() {
    selected = max(0, min(selected, rows.count - 1))
  }
}

extension ArcPage {
  package var mode: Mode { help.isOpen ? .help : .arc }

  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    guard case .key(let key) = input, let action = Binding.action(for: key, in: mode) else {
      return []
    }
    return help.isOpen ? help.move(action) : perform(action, scene)
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    notice = nil
    let before = selected
    switch action {
    case .enter:
      guard let place else {
        say("nothing to open here", scene)
        return []
      }
      return [.openMoment(session: place.session, entry: place.entry)]
    case .goBack, .escape: return [.goHome]
    case .openFind: return [.openFind(client: client)]
    case .newSession: return [.showNewSession(client: client)]
    case .leave: return [.leave]
    case .explainLeaving: say("Ctrl-Q leaves, Esc goes back to the list", scene)
    case .openHelp: help.open()
    case .up: selected -= 1
    case .down: selected += 1
    case .pageUp: selected -= max(1, rowsShown - 1)
    case .pageDown: selected += max(1, rowsShown - 1)
    case .toStart: selected = 0
    case .toEnd: selected = rows.count - 1
    case .nextField: step(1)
    case .previousField: step(-1)
    case .left: choosePlace(-1)
    case .right: choosePlace(1)
    default: break
    }
    keepInside()
    if selected != before { chosenPlace = nil }
    return []
  }

  /// To the first row of the section after, or before, the chosen row's.
  private mutating func step(_ distance: Int) {
    var starts: [Int] = []
    var count = 0
    for section in sections where !section.rows.isEmpty {
      starts.append(count)
      count += section.rows.count
    }
    guard let here = starts.lastIndex(where: { $0 <= selected }) else { return }
    selected = starts[(here + distance + starts.count) % starts.count]
  }

  private mutating func choosePlace(_ distance: Int) {
    guard let row, !row.places.isEmpty else { return }
    let last = row.places.count - 1
    chosenPlace = max(0, min((chosenPlace ?? last) + distance, last))
  }

  private mutating func say(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .plain, since: scene.now.up)
  }
}
