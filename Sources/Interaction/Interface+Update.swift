import SessionModel

extension Interface {
  package var mode: Mode {
    switch place {
    case .firstRun(let first): first.help.isOpen ? .help : .firstRun
    case .home(let home): home.mode
    case .arc(let page): page.mode
    case .find(let page): page.mode
    case .newSession(let form): form.help.isOpen ? .help : .newSession
    case .live(let live): live.mode
    case .review(let review): review.mode
    }
  }

  /// Takes an input in. Pure: the same state, session, clocks and id always lead to the same place.
  package mutating func update(_ input: Input, _ scene: consuming Scene) -> [Effect] {
    scene.theme = theme
    switch place {
    case .firstRun(var first):
      let effects = first.update(input, scene)
      place = .firstRun(first)
      return effects
    case .home(var home):
      let effects = home.update(input, scene)
      place = .home(home)
      return effects
    case .arc(var page):
      let effects = page.update(input, scene)
      place = .arc(page)
      return effects
    case .find(var page):
      let effects = page.update(input, scene)
      place = .find(page)
      return effects
    case .newSession(var form):
      let effects = form.update(input, scene)
      place = .newSession(form)
      return effects
    case .live(var live):
      // One owner: a line of text is changed in place, and not copied for every key.
      place = .nowhere
      let effects = live.update(input, scene)
      place = .live(live)
      return effects
    case .review(var review):
      place = .nowhere
      let effects = review.update(input, scene)
      place = .review(review)
      return effects
    }
  }

  /// What time alone brings about.
  package mutating func tick(_ scene: Scene) -> [Effect] {
    switch place {
    case .live(var live):
      let effects = live.tick(scene)
      place = .live(live)
      return effects
    case .review(var review):
      place = .nowhere
      let effects = review.tick(scene)
      place = .review(review)
      return effects
    case .home(var home):
      home.notice = home.notice?.lapsed(at: scene.now)
      place = .home(home)
      return []
    case .arc(var page):
      page.notice = page.notice?.lapsed(at: scene.now)
      place = .arc(page)
      return []
    case .find(var page):
      page.notice = page.notice?.lapsed(at: scene.now)
      place = .find(page)
      return []
    case .firstRun, .newSession: return []
    }
  }

  /// What has still to be kept where the program ends at once.
  package mutating func settle(_ scene: Scene) -> [Effect] {
    guard case .live(var live) = place else { return [] }
    let effects = live.settle(scene)
    place = .live(live)
    return effects
  }

  /// What is typed and not entered; nil where no session's texts are held.
  package var drafts: [Draft]? {
    switch place {
    case .live(let live): live.drafts
    case .review(let review): review.drafts
    case .firstRun, .home, .arc, .find, .newSession: nil
    }
  }

  /// The next boot-clock reading at which `tick` would change something, or nil.
  package var nextDeadline: Int64? {
    switch place {
    case .live(let live): live.nextDeadline
    case .review(let review): review.nextDeadline
    case .home(let home): home.notice.map { $0.since + Notice.lapse }
    case .arc(let page): page.notice.map { $0.since + Notice.lapse }
    case .find(let page): page.notice.map { $0.since + Notice.lapse }
    case .firstRun, .newSession: nil
    }
  }
}

extension Notice {
  func lapsed(at now: Now) -> Notice? { now.up - since >= Notice.lapse ? nil : self }
}

extension TextBuffer {
  /// Edits by the actions that every line shares; false where the action is none of them.
  mutating func perform(_ action: Action) -> Bool {
    switch action {
    case .type(let character): insert(character)
    case .backspace: backspace()
    case .delete: delete()
    case .left: moveLeft()
    case .right: moveRight()
    case .wordLeft: moveWordLeft()
    case .wordRight: moveWordRight()
    case .lineStart: moveToStart()
    case .lineEnd: moveToEnd()
    case .killToStart: killToStart()
    case .killToEnd: killToEnd()
    case .killWord: killWordBack()
    default: return false
    }
    return true
  }
}

// MARK: - First run

extension FirstRun {
  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    switch input {
    case .paste(let text) where !help.isOpen: initials.insert(String(text.prefix(8)))
    case .key(let key):
      guard let action = Binding.action(for: key, in: help.isOpen ? .help : .firstRun) else {
        return []
      }
      if help.isOpen { return help.move(action) }
      refusal = nil
      switch action {
      case .openHelp: help.open()
      case .leave: return [.leave]
      case .explainLeaving: refusal = "Ctrl-Q leaves; nothing has been written yet"
      case .enter:
        let typed = initials.text
        if let why = Initials.refusal(of: typed) {
          refusal = why
          return []
        }
        return [.setUp(initials: typed)]
      default: _ = initials.perform(action)
      }
    case .resize, .paste, .pasteTooLong: break
    }
    return []
  }
}

// MARK: - Home

extension Home {
  package var mode: Mode { help.isOpen ? .help : isFiltering ? .homeFilter : .home }

  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    switch input {
    case .paste(let text) where isFiltering && !help.isOpen: filter?.insert(String(text.prefix(64)))
    case .key(let key):
      guard let action = Binding.action(for: key, in: mode) else { return [] }
      return help.isOpen ? help.move(action) : perform(action, scene)
    default: break
    }
    keepInside()
    return []
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    defer { keepInside() }
    notice = nil
    switch action {
    case .enter:
      switch row {
      case .session(let item): return [.open(session: item.id)]
      case .client(let line): return [.openArc(client: line.client)]
      case nil:
        notice = Notice(
          words: "there is no session to open yet: n begins one", tone: .plain,
          since: scene.now.up)
      }
    case .openArc:
      guard let client = row?.client else {
        notice = Notice(
          words: "whose arc? choose a session or a client that is read", tone: .plain,
          since: scene.now.up)
        return []
      }
      return [.openArc(client: client)]
    case .openFind: return [.openFind(client: nil)]
    case .newSession: return [.showNewSession(client: "")]
    case .leave: return [.leave]
    case .explainLeaving:
      notice = Notice(words: "Ctrl-Q leaves", tone: .plain, since: scene.now.up)
    case .filter:
      isFiltering = true
      filter = filter ?? TextBuffer()
    case .escape:
      isFiltering = false
      filter = nil
    case .openHelp: help.open()
    case .up: selected -= 1
    case .down: selected += 1
    case .pageUp: selected -= max(1, rowsShown - 1)
    case .pageDown: selected += max(1, rowsShown - 1)
    case .toStart: selected = 0
    case .toEnd: selected = rows.count - 1
    default:
      if isFiltering, filter?.perform(action) == true {
        selected = 0
      }
    }
    return []
  }

  /// Keeps the choice on a row that is there, and that row on the screen.
  package mutating func keepInside() {
    selected = max(0, min(selected, rows.count - 1))
    if selected < top {
      top = selected
    } else if selected >= top + rowsShown {
      top = selected - rowsShown + 1
    }
  }
}

// MARK: - New session

extension NewSession {
  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    switch input {
    case .paste(let text) where field == .code && !help.isOpen: code.insert(String(text.prefix(24)))
    case .key(let key):
      guard let action = Binding.action(for: key, in: help.isOpen ? .help : .newSession) else {
        return []
      }
      return help.isOpen ? help.move(action) : perform(action, scene)
    default: break
    }
    return []
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    refusal = nil
    switch action {
    case .leave: return [.leave]
    case .explainLeaving: refusal = "Ctrl-Q leaves, Esc goes back to the list"
    case .escape: return [.goHome]
    case .openHelp: help.open()
    case .complete: complete()
    case .nextField: step(1)
    case .previousField: step(-1)
    case .enter: return enter(scene)
    case .left where field != .code: choose(-1, scene)
    case .right where field != .code: choose(1, scene)
    case .type(" ") where field != .code: choose(1, scene)
    default:
      if field == .code {
        _ = code.perform(action)
      }
    }
    return []
  }

  /// A known code that continues what is typed stands there whole before Tab moves on.
  private mutating func complete() {
    if field == .code, let completion {
      code = TextBuffer(completion)
    } else {
      step(1)
    }
  }

  private mutating func step(_ distance: Int) {
    if field == .code {
      code = TextBuffer(ClientCode.known(code.text, among: knownCodes))
    }
    let fields = Field.allCases.filter { $0 != .treatment || kind == .dosing }
    let here = fields.firstIndex(of: field) ?? 0
    field = fields[(here + distance + fields.count) % fields.count]
  }

  private mutating func choose(_ distance: Int, _ scene: Scene) {
    switch field {
    case .code: break
    case .kind:
      let all = SessionKind.allCases
      let here = all.firstIndex(of: kind) ?? 0
      kind = all[(here + distance + all.count) % all.count]
    case .treatment:
      let count = scene.clinic.protocols.count
      treatment = count == 0 ? 0 : (treatment + distance + count) % count
    }
  }

  private mutating func enter(_ scene: Scene) -> [Effect] {
    if let why = ClientCode.refusal(of: code.text) {
      field = .code
      refusal = why
      return []
    }
    let last: Field = kind == .dosing ? .treatment : .kind
    guard field == last else {
      step(1)
      return []
    }
    let protocols = scene.clinic.protocols
    let name =
      kind == .dosing && protocols.indices.contains(treatment) ? protocols[treatment].name : ""
    let client = ClientCode.known(code.text, among: knownCodes)
    return [.begin(client: client, kind: kind, protocolName: name)]
  }
}
