import SessionModel

/// Looking for moments over all sessions, of one client or of the vault.
package struct FindPage: Equatable, Sendable {
  /// Nil where the whole vault is looked through.
  package private(set) var client: String?
  package var query: TextBuffer
  /// What was looked for last, as it was typed.
  package private(set) var asked: String?
  package private(set) var moments: [FoundMoment] = []
  /// Sessions that are still to be looked through.
  package private(set) var unread = 0
  /// True where there was more than is listed.
  package private(set) var isCut = false
  package var selected = 0
  package var help = HelpPage()
  package var notice: Notice?
  package var rowsShown = 10

  /// Moments listed at most: nobody reads more, and a word of one letter is everywhere.
  package static let most = 2_000
  private static let longestQuery = 200

  package init(client: String?) {
    self.client = client
    query = TextBuffer("")
  }

  package mutating func take(_ fresh: [FoundMoment], unread: Int, isCut: Bool) {
    moments = fresh
    self.unread = unread
    self.isCut = isCut
    keepInside()
  }

  package var moment: FoundMoment? {
    moments.indices.contains(selected) ? moments[selected] : nil
  }

  private mutating func keepInside() {
    selected = max(0, min(selected, moments.count - 1))
  }
}

extension FindPage {
  package var mode: Mode { help.isOpen ? .help : .find }

  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    switch input {
    case .paste(let text) where !help.isOpen:
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      query.insert(String(line.prefix(FindPage.longestQuery)))
    case .key(let key):
      guard let action = Binding.action(for: key, in: mode) else { return [] }
      return help.isOpen ? help.move(action) : perform(action, scene)
    default: break
    }
    return []
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    notice = nil
    switch action {
    case .enter: return enter(scene)
    case .escape: return [.goHome]
    case .leave: return [.leave]
    case .explainLeaving: say("Ctrl-Q leaves, Esc goes back", scene)
    case .openHelp: help.open()
    case .up: selected -= 1
    case .down: selected += 1
    case .pageUp: selected -= max(1, rowsShown - 1)
    case .pageDown: selected += max(1, rowsShown - 1)
    case .toStart: selected = 0
    case .toEnd: selected = moments.count - 1
    case .type where query.characters.count >= FindPage.longestQuery:
      say("the search is as long as it can be", scene)
    default: _ = query.perform(action)
    }
    keepInside()
    return []
  }

  /// A search that is new is begun; one that stands leads to what is chosen.
  private mutating func enter(_ scene: Scene) -> [Effect] {
    if query.text == asked {
      guard let moment else {
        say(unread > 0 ? "still looking" : "nothing was found to open", scene)
        return []
      }
      return [.openMoment(session: moment.sessionID, entry: moment.entry)]
    }
    do throws(VaultSearch.Fault) {
      let search = try VaultSearch(query.text)
      asked = query.text
      moments = []
      selected = 0
      isCut = false
      return [.search(search, client: client)]
    } catch {
      say(error.words, scene)
      return []
    }
  }

  private mutating func say(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .plain, since: scene.now.up)
  }
}
