import SessionModel

/// Adding to a session that is read: late notes, amendments, the seal.
extension Review {
  /// The position in `session.entries` of the entry under the cursor.
  package var chosen: Int? { order.indices.contains(cursor) ? order[cursor] : nil }

  mutating func begin(_ text: String, _ scene: Scene) {
    line = NoteLine()
    insert(text, scene)
  }

  mutating func insert(_ text: String, _ scene: Scene) {
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

  mutating func openLateNote(_ scene: Scene) {
    if let why = readOnlyBecause {
      refuse("nothing can be added: \(why)", scene)
      return
    }
    line = parked ?? waiting.popLast().map { NoteLine($0) } ?? NoteLine()
    parked = nil
    say("a late note, at the moment of the chosen entry; Enter keeps it, Esc puts it aside", scene)
  }

  mutating func putAside() {
    notice = nil
    guard let standing = line else { return }
    line = nil
    let text = standing.text
    if !text.isEmpty, text.first != ":", text.first != "/" {
      parked = standing
    }
  }

  mutating func putRight(_ scene: Scene) {
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

  mutating func enter(_ scene: Scene) -> [Effect] {
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

  mutating func answer(
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

  mutating func carryOut(_ subject: Question.Subject, _ scene: Scene) -> [Effect] {
    question = nil
    switch subject {
    case .leave: return [.leave]
    case .strike(let ref, _): return send(Request(.strike(ref), id: scene.freshID), scene)
    case .seal(let reason):
      let seal = Seal(listLine: scene.session.listLine, reason: reason)
      return send(Request(.record(.sealed(seal)), id: scene.freshID), scene)
    }
  }

  mutating func askToStrike(_ scene: Scene) {
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

  mutating func restore(_ scene: Scene) -> [Effect] {
    guard let chosen else { return [] }
    return send(
      Request(.restore(scene.session.entries[chosen].id), id: scene.freshID), scene)
  }

  mutating func carry(_ scene: Scene) -> [Effect] {
    guard let chosen else { return [] }
    return send(Request(.carry(scene.session.entries[chosen].id), id: scene.freshID), scene)
  }
}
