import SessionModel

extension Review {
  mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    refresh(scene.session)
    var effects = tick(scene)
    switch input {
    case .paste(let text):
      if line == nil {
        say("nothing was pasted: Enter opens a late note first", scene)
      } else {
        insert(text, scene)
      }
    case .pasteTooLong(let bytes):
      refuse("the pasted text has \(bytes >> 10) KiB, the most is 1024: nothing was taken", scene)
    case .key(let key):
      guard !answer(key, scene, into: &effects) else { return effects }
      guard let action = Binding.action(for: key, in: mode) else { return effects }
      effects += mode == .help ? scroll(action) : perform(action, scene)
    case .resize: break
    }
    return effects
  }

  mutating func tick(_ scene: Scene) -> [Effect] {
    notice = notice?.lapsed(at: scene.now)
    guard let question else { return [] }
    if let answered = question.answeredAt, scene.now.up - answered.up >= Question.answerRest {
      return carryOut(question.subject, scene)
    }
    if question.answeredAt == nil, scene.now.up - question.askedAt >= Question.lapse {
      self.question = nil
    }
    return []
  }

  package var nextDeadline: Int64? {
    let asked = question.map { question in
      question.answeredAt.map { $0.up + Question.answerRest } ?? question.askedAt + Question.lapse
    }
    return [asked, notice.map { $0.since + Notice.lapse }].compactMap { $0 }.min()
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    if line != nil {
      return performInLine(action, scene)
    }
    notice = nil
    switch action {
    case .nextEntry, .down: move(to: cursor + 1)
    case .previousEntry, .up: move(to: cursor - 1)
    case .toStart: move(to: 0)
    case .toEnd: move(to: order.count - 1)
    case .nextPhase: movePhase(1, scene)
    case .previousPhase: movePhase(-1, scene)
    case .nextFound: find("", forward: true, scene)
    case .previousFound: find("", forward: false, scene)
    case .foldProcess: isProcessFolded.toggle()
    case .openHelp: isHelpOpen = true
    case .showVersions: showVersions(scene)
    case .goBack: return leaveForHome(scene)
    case .leave: return leave(scene)
    case .explainLeaving: say("q goes back to the list, Ctrl-Q leaves Holdfast", scene)
    case .beginCommand: begin(":", scene)
    case .beginFind: begin("/", scene)
    case .lateNote: openLateNote(scene)
    case .putRight: putRight(scene)
    case .strike: askToStrike(scene)
    case .restore: return restore(scene)
    case .carry: return carry(scene)
    default: break
    }
    return []
  }

  private mutating func performInLine(_ action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .enter: return enter(scene)
    case .escape: putAside()
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc puts the text aside, Ctrl-Q leaves Holdfast", scene)
    case .type(let character): insert(String(character), scene)
    default: _ = line?.buffer.perform(action)
    }
    return []
  }

  /// Keys while help or the versions of an entry lie over the log.
  private mutating func scroll(_ action: Action) -> [Effect] {
    let distance: Int
    switch action {
    case .escape:
      isHelpOpen = false
      versionsTop = nil
      return []
    case .leave: return [.leave]
    case .up: distance = -1
    case .down: distance = 1
    case .pageUp: distance = -10
    case .pageDown: distance = 10
    default: return []
    }
    if let top = versionsTop {
      versionsTop = max(0, top + distance)
    } else {
      helpTop = max(0, helpTop + distance)
    }
    return []
  }

  private mutating func showVersions(_ scene: Scene) {
    guard let chosen else { return }
    guard !isProcessFolded || scene.session.entries[chosen].lane == .record else {
      refuse("the process lane is folded: f shows it", scene)
      return
    }
    versionsTop = 0
  }

  mutating func say(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .plain, since: scene.now.up)
  }

  mutating func refuse(_ words: String, _ scene: Scene) {
    notice = Notice(words: words, tone: .refused, since: scene.now.up)
  }

  // MARK: Moving

  private mutating func move(to place: Int) {
    cursor = max(0, min(order.count - 1, place))
  }

  private mutating func movePhase(_ direction: Int, _ scene: Scene) {
    func isPhase(_ place: Int) -> Bool {
      if case .phaseEntered = scene.session.entries[order[place]].event { return true }
      return false
    }
    let places = order.indices.filter(isPhase)
    let target =
      direction > 0 ? places.first { $0 > cursor } : places.last { $0 < cursor }
    move(to: target ?? (direction > 0 ? order.count - 1 : 0))
  }

  mutating func find(_ typed: String, forward: Bool, _ scene: Scene) {
    let wanted = typed.isEmpty ? found ?? "" : typed
    guard !wanted.isEmpty else {
      refuse("type / and the words to find", scene)
      return
    }
    found = wanted
    let count = order.count
    for distance in 1...max(1, count) {
      let place = (cursor + (forward ? distance : count - distance % max(1, count))) % max(1, count)
      guard order.indices.contains(place) else { break }
      if scene.session.entries[order[place]].contains(wanted) {
        let wrapped = forward ? place <= cursor : place >= cursor
        cursor = place
        say(wrapped ? "found, from the other end again" : "found; n and N go on", scene)
        return
      }
    }
    refuse("nothing in this session holds these words", scene)
  }

  // MARK: Leaving

  private var holdsText: Bool { line?.isEmpty == false || parked?.isEmpty == false }

  mutating func leave(_ scene: Scene) -> [Effect] {
    guard holdsText else { return [.leave] }
    question = Question(subject: .leave, askedAt: scene.now.up)
    return []
  }

  mutating func leaveForHome(_ scene: Scene) -> [Effect] {
    guard parked?.isEmpty == false else { return [.goHome] }
    line = parked
    parked = nil
    refuse("this text is not kept yet: Enter keeps it; ^U, then Esc, drops it", scene)
    return []
  }
}
