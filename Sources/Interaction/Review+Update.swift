import SessionModel

extension Review {
  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    refresh(scene.session)
    let effects = tick(scene)
    // Held only where it may have to come back, so that a long text is not copied for every key.
    let before = (isPrompting || readOnlyBecause != nil ? line : nil, parked.count)
    return effects + take(input, scene) + settle(from: before, scene)
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

  mutating func tick(_ scene: Scene) -> [Effect] { tickLine(scene) }

  package var nextDeadline: Int64? { lineDeadlines.min() }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    if mode == .help {
      return perform(inHelp: action, scene)
    }
    if isLineOpen {
      return perform(inLine: action, scene)
    }
    notice = nil
    switch action {
    case .nextEntry, .down: move(to: cursor + 1)
    case .previousEntry, .up: move(to: cursor - 1)
    case .toStart: move(to: 0)
    case .toEnd: move(to: order.count - 1)
    case .nextPhase: movePhase(1, scene)
    case .previousPhase: movePhase(-1, scene)
    case .nextFound: findOn("", forward: true, scene)
    case .previousFound: findOn("", forward: false, scene)
    case .foldProcess: isProcessFolded.toggle()
    case .openHelp: isHelpOpen = true
    case .showVersions: showVersions(scene)
    case .goBack: return [.goHome]
    case .leave: return leave(scene)
    case .explainLeaving: say("q goes back to the list, Ctrl-Q leaves Holdfast", scene)
    case .beginCommand: begin(":", scene)
    case .beginFind: begin("/", scene)
    case .lateNote: openLateNote(scene)
    case .putRight: bringWordsBack(scene)
    case .strike: askToStrike(scene)
    case .restore:
      return restore(chosen(in: scene.session).flatMap { $0.isStruck ? $0 : nil }, scene)
    case .carry: return carry(scene)
    default: break
    }
    return []
  }

  /// Keys while help or the versions of an entry lie over the log.
  private mutating func perform(inHelp action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .escape:
      isHelpOpen = false
      versionsTop = nil
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc closes this, Ctrl-Q leaves Holdfast", scene)
    case .up: scroll(by: -1)
    case .down: scroll(by: 1)
    case .pageUp: scroll(by: -10)
    case .pageDown: scroll(by: 10)
    default: break
    }
    return []
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
    guard !isProcessFolded || entry.lane == .record else {
      refuse("the process lane is folded: f shows it", scene)
      return
    }
    versionsTop = 0
  }
}
