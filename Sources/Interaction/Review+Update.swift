import SessionModel

extension Review {
  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    refresh(scene.session)
    let effects = tick(scene)
    if isDeaf(to: input, at: scene.now) {
      return effects
    }
    // Held only where it may have to come back, so that a long text is not copied for every key.
    let before = (isPrompting || readOnlyBecause != nil ? line : nil, parked.count)
    return effects + take(input, scene) + settle(from: before, scene)
  }

  /// What is meant for a line that did not open moves nothing, and leaves the reason to be read:
  /// letters, and what a hand does among them to put a letter right.
  private mutating func isDeaf(to input: Input, at now: Now) -> Bool {
    guard let since = refusedAt else { return false }
    if case .resize = input { return false }
    let isOfText =
      switch input {
      case .key(.character), .key(.backspace), .key(.delete), .key(.tab), .paste, .pasteTooLong:
        true
      case .key(.control(let letter)): "wuk".contains(letter)
      default: false
      }
    if isOfText, now.up - since < Review.deafness {
      refusedAt = now.up
      return true
    }
    refusedAt = nil
    return false
  }

  private mutating func take(_ input: Input, _ scene: Scene) -> [Effect] {
    switch input {
    case .paste where !isLineOpen: say("nothing was pasted: Enter opens a late note first", scene)
    case .paste(let text): paste(text, scene)
    case .pasteTooLong(let bytes): refusePaste(bytes: bytes, scene)
    case .key(let key):
      var effects: [Effect] = []
      guard !answer(key, scene, into: &effects),
        let action = Binding.action(for: key, in: mode)
      else { return effects }
      return effects + perform(action, scene)
    case .resize: break
    }
    return []
  }

  mutating func tick(_ scene: Scene) -> [Effect] {
    takeUp(scene) + tickPlaying(scene) + tickLine(scene)
  }

  package var nextDeadline: Int64? {
    (lineDeadlines + [playingDeadline].compactMap(\.self)).min()
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    if mode == .help {
      guard case .type = action, isLineOpen else { return perform(inHelp: action, scene) }
      // A letter over an open line is a letter of its note: help gives way.
      closeHelp()
    }
    if isLineOpen {
      return perform(inLine: action, scene)
    }
    notice = nil
    if page != nil {
      return perform(onPage: action, scene)
    }
    if mode == .reviewFacts {
      return perform(inFacts: action, scene)
    }
    return move(by: action, scene) ? [] : play(by: action, scene) ?? read(by: action, scene)
  }

  /// Keys that say how it plays and what is shown; nil for another key.
  private mutating func play(by action: Action, _ scene: Scene) -> [Effect]? {
    switch action {
    case .playPause: return turnPlaying(scene)
    case .slower: turnSpeed(-1)
    case .faster: turnSpeed(1)
    case .normalSpeed: playing.speed = 1
    case .skipSilence: turnSkipping(scene)
    case .nextKinds, .previousKinds:
      filter.turn(action == .nextKinds ? 1 : -1)
      sift()
    case .hideStruck:
      filter.hidesStruck.toggle()
      sift()
      say(
        filter.hidesStruck
          ? "struck entries and earlier words are hidden" : "struck entries are shown", scene)
    case .bookmark: return bookmark(scene)
    case .measure: measure(scene)
    default: return nil
    }
    return []
  }

  mutating func read(by action: Action, _ scene: Scene) -> [Effect] {
    let paused = pause()
    switch action {
    // They tell of the whole session.
    case .openOverview where loading != nil, .compare where loading != nil:
      awaited = .action(action)
    case .escape: awaited = nil
    case .openHelp: openHelp()
    case .openOverview: openOverview(scene)
    case .compare: return paused + [.compare(after: nil)]
    case .showVersions: showVersions(scene)
    case .showSource: saySource(scene)
    case .goBack: return [.goHome]
    case .leave: return leave(scene)
    case .explainLeaving: say("q goes back to the list, Ctrl-Q leaves Holdfast", scene)
    case .beginCommand: begin(":", scene)
    case .beginFind: begin("/", scene)
    case .lateNote: openLateNote(scene)
    default: return paused + change(by: action, scene)
    }
    return paused
  }

  /// Keys about the chosen entry: never about another one where none is chosen.
  private mutating func change(by action: Action, _ scene: Scene) -> [Effect] {
    guard [.putRight, .strike, .restore, .carry].contains(action) else { return [] }
    guard let chosen = chosen(in: scene.session) else {
      refuse("no entry is chosen here: . goes to the next", scene)
      return []
    }
    if let readOnlyBecause {
      refuse("nothing can be added: \(readOnlyBecause)", scene)
      if action == .putRight { refusedAt = scene.now.up }
      return []
    }
    switch action {
    case .putRight: bringWordsBack(scene)
    case .strike: askToStrike(scene)
    case .restore: return restore(chosen.isStruck ? chosen : nil, scene)
    default: return carry(scene)
    }
    return []
  }

  /// Keys while help or the versions of an entry lie over the log.
  private mutating func perform(inHelp action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .escape: closeHelp()
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc closes this, Ctrl-Q leaves Holdfast", scene)
    case .up: scroll(by: -1)
    case .down: scroll(by: 1)
    case .pageUp: scroll(by: -10)
    case .pageDown: scroll(by: 10)
    default:
      if isHelpOpen, helpFilter.perform(action) { helpTop = 0 }
    }
    return []
  }

  private mutating func perform(inFacts action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .escape: facts = nil
    case .showSource: cite(facts?.sourceWords ?? "", scene)
    case .openHelp: openHelp()
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc closes this, Ctrl-Q leaves Holdfast", scene)
    default: facts?.move(action)
    }
    return []
  }

  private mutating func saySource(_ scene: Scene) {
    guard let entry = chosen(in: scene.session) else { return }
    cite(EntrySource.words(of: entry, session: scene.session, clinic: scene.clinic), scene)
  }

  mutating func openHelp() {
    facts = nil
    isHelpOpen = true
    helpTop = 0
    helpFilter = TextBuffer()
  }

  private mutating func closeHelp() {
    isHelpOpen = false
    versionsTop = nil
  }

  private mutating func scroll(by distance: Int) {
    if let top = versionsTop {
      versionsTop = max(0, top + distance)
    } else {
      helpTop = max(0, helpTop + distance)
    }
  }

  private mutating func showVersions(_ scene: Scene) {
    guard let entry = chosen(in: scene.session) else { return }
    guard !refusesFolded(entry, scene) else { return }
    versionsTop = 0
  }
}
