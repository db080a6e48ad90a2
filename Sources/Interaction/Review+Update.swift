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
      effects += isHelpOpen ? moveHelp(action) : perform(action, scene)
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

  private mutating func moveHelp(_ action: Action) -> [Effect] {
    switch action {
    case .escape: isHelpOpen = false
    case .leave: return [.leave]
    case .up: helpTop = max(0, helpTop - 1)
    case .down: helpTop += 1
    case .pageUp: helpTop = max(0, helpTop - 10)
    case .pageDown: helpTop += 10
    default: break
    }
    return []
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

  private mutating func find(_ typed: String, forward: Bool, _ scene: Scene) {
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

  private mutating func leave(_ scene: Scene) -> [Effect] {
    guard holdsText else { return [.leave] }
    question = Question(subject: .leave, askedAt: scene.now.up)
    return []
  }

  private mutating func leaveForHome(_ scene: Scene) -> [Effect] {
    guard parked?.isEmpty == false else { return [.goHome] }
    line = parked
    parked = nil
    refuse("this text is not kept yet: Enter keeps it; ^U, then Esc, drops it", scene)
    return []
  }
}

// MARK: - Adding

extension Review {
  private var chosen: Int? { order.indices.contains(cursor) ? order[cursor] : nil }

  private mutating func begin(_ text: String, _ scene: Scene) {
    line = NoteLine()
    insert(text, scene)
  }

  private mutating func insert(_ text: String, _ scene: Scene) {
    guard var line else { return }
    guard line.buffer.bytes + text.utf8.count <= Session.noteLimit else {
      refuse("a note holds 1024 KiB and this would not fit: nothing was added", scene)
      return
    }
    if line.firstKey == nil {
      line.firstKey = Stamp(scene.now)
      line.id = scene.freshID
    }
    line.buffer.insert(text)
    self.line = line
  }

  private func isWritable(_ scene: Scene) -> Bool { readOnlyBecause == nil }

  private mutating func openLateNote(_ scene: Scene) {
    if let why = readOnlyBecause {
      refuse("nothing can be added: \(why)", scene)
      return
    }
    line = parked ?? NoteLine()
    parked = nil
    say("a late note, at the moment of the chosen entry; Enter keeps it, Esc puts it aside", scene)
  }

  private mutating func putAside() {
    notice = nil
    guard let standing = line else { return }
    line = nil
    let text = standing.text
    if !text.isEmpty, text.first != ":", text.first != "/" {
      parked = standing
    }
  }

  private mutating func putRight(_ scene: Scene) {
    guard let chosen else { return }
    if let why = readOnlyBecause {
      refuse("nothing can be added: \(why)", scene)
      return
    }
    var live = Live()
    live.selected = scene.session.entries[chosen].id
    _ = live.bringWordsBack(scene)
    if live.line.isEmpty {
      notice = live.notice
    } else {
      line = live.line
      say("puts right this entry; the old words stay readable", scene)
    }
  }

  private mutating func enter(_ scene: Scene) -> [Effect] {
    guard let line else { return [] }
    let reading = LineReading.read(line, session: scene.session, at: scene.now)
    switch reading.meaning {
    case .empty: self.line = nil
    case .find(let wanted):
      self.line = nil
      find(wanted, forward: true, scene)
    case .command(let command): return run(command, scene)
    case .unknownCommand: refuse("no such command here, nothing was run: Esc puts it away", scene)
    case .unfinished(let why): refuse(why, scene)
    case .note(_, let text) where text.allSatisfy(\.isWhitespace):
      refuse("there are no words yet: type them, or Esc", scene)
    case .note(let kind, let text):
      return keep(.noted(Note(kind: kind, text: text)), reading, scene)
    case .form(let event): return keep(event, reading, scene)
    }
    return []
  }

  private mutating func keep(_ event: Event, _ reading: LineReading, _ scene: Scene) -> [Effect] {
    guard let line, let chosen else { return [] }
    let happened = scene.session.entries[chosen].happened
    let id = line.id ?? scene.freshID
    var request = Request(
      .record(event), id: id, ago: max(0, scene.now.wall - happened.wall),
      lane: reading.lane)
    if let ref = line.puttingRight {
      var event = event
      if case .noted(let note) = event,
        case .addendumWritten? = scene.session[ref]?.event
      {
        event = .addendumWritten(note)
      }
      request = Request(.putRight(ref, event), id: id)
    } else if reading.isBackdated, reading.ago >= 0, reading.ago != .max {
      request.ago = reading.ago
    }
    let effects = send(request, scene)
    if !effects.isEmpty {
      self.line = nil
    }
    return effects
  }

  mutating func send(_ request: Request, _ scene: Scene) -> [Effect] {
    if let why = readOnlyBecause {
      refuse("nothing can be added: \(why)", scene)
      return []
    }
    switch scene.session.decide(request) {
    case .success:
      notice = nil
      return [.record(request)]
    case .failure(let refusal):
      refuse(refusal.words, scene)
      return []
    }
  }

  private mutating func run(_ command: Command, _ scene: Scene) -> [Effect] {
    line = nil
    notice = nil
    switch command {
    case .seal(let reason):
      question = Question(subject: .seal(reason: reason), askedAt: scene.now.up)
      let seal = Seal(listLine: scene.session.listLine, reason: reason)
      if case .failure(let refusal) = scene.session.decide(
        Request(.record(.sealed(seal)), id: scene.freshID))
      {
        question = nil
        refuse(refusal.words, scene)
      }
    case .goto(let target):
      guard let place = scene.session.place(of: target, at: scene.now),
        let found = order.firstIndex(of: scene.session.places.shown[place])
      else {
        refuse("no such moment: as in :goto T+31 or :goto 14:05", scene)
        return []
      }
      cursor = found
    case .foldProcess: isProcessFolded.toggle()
    case .theme(let name) where scene.clinic.themes.contains(name): return [.setTheme(name)]
    case .theme:
      refuse("themes: \(scene.clinic.themes.joined(separator: ", "))", scene)
    case .redraw: return [.redraw]
    case .help: isHelpOpen = true
    case .leave: return leave(scene)
    case .home: return leaveForHome(scene)
    case .author(let initials): return [.setAuthor(initials)]
    case .relane:
      guard let chosen else { return [] }
      return send(
        Request(.relane(scene.session.entries[chosen].id), id: scene.freshID), scene)
    case .endDosing, .close, .retry:
      refuse("that belongs to the open session: it has no use in review", scene)
    }
    return []
  }

  // MARK: Questions

  private mutating func answer(
    _ key: Key, _ scene: Scene, into effects: inout [Effect]
  ) -> Bool {
    guard let asked = question else { return false }
    question = nil
    switch key {
    case .character("y"), .character("Y"):
      effects += carryOut(asked.subject, scene)
      return true
    case .enter, .escape: return true
    default: return false
    }
  }

  private mutating func carryOut(_ subject: Question.Subject, _ scene: Scene) -> [Effect] {
    question = nil
    switch subject {
    case .leave: return [.leave]
    case .strike(let ref, _): return send(Request(.strike(ref), id: scene.freshID), scene)
    case .seal(let reason):
      let seal = Seal(listLine: scene.session.listLine, reason: reason)
      return send(Request(.record(.sealed(seal)), id: scene.freshID), scene)
    }
  }

  private mutating func askToStrike(_ scene: Scene) {
    guard let chosen else { return }
    let target = scene.session.entries[chosen]
    if case .failure(let refusal) = scene.session.decide(
      Request(.strike(target.id), id: scene.freshID))
    {
      refuse(refusal.words, scene)
      return
    }
    question = Question(
      subject: .strike(target.id, consequence: scene.session.consequence(ofStriking: target)),
      askedAt: scene.now.up)
  }

  private mutating func restore(_ scene: Scene) -> [Effect] {
    guard let chosen else { return [] }
    return send(
      Request(.restore(scene.session.entries[chosen].id), id: scene.freshID), scene)
  }

  private mutating func carry(_ scene: Scene) -> [Effect] {
    guard let chosen else { return [] }
    return send(Request(.carry(scene.session.entries[chosen].id), id: scene.freshID), scene)
  }
}
