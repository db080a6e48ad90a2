import SessionModel

extension NoteTaking {
  /// A key that comes while a question stands: true where the key is used up by it.
  mutating func answer(_ key: Key, _ scene: Scene, into effects: inout [Effect]) -> Bool {
    guard var asked = question else { return false }
    if let answered = asked.answeredAt {
      question = nil
      switch key {
      case .enter:
        effects += carryOut(asked.subject, scene)
        return true
      case .character:
        turnIntoText(asked, answered, scene)
        return false
      default: return false
      }
    }
    switch key {
    case .character("y"), .character("Y"):
      asked.answeredAt = Stamp(scene.now)
      asked.answer = key == .character("Y") ? "Y" : "y"
      question = asked
      return true
    case .enter, .escape:
      question = nil
      return true
    default:
      question = nil
      return false
    }
  }

  /// "yes, he said": the y was the first letter of a note, and so was its time. Where no line is
  /// open it was nothing.
  mutating func turnIntoText(_ asked: Question, _ answered: Stamp, _ scene: Scene) {
    question = nil
    guard takesLetters else { return }
    var early = scene
    early.now.wall = answered.wall
    early.now.up = answered.up
    insert(String(asked.answer), early)
  }

  mutating func carryOut(_ subject: Question.Subject, _ scene: Scene) -> [Effect] {
    question = nil
    switch subject {
    case .leave: return [.leave]
    case .strike(let ref, _):
      if chosen(in: scene.session)?.id == ref {
        letGoOfEntry()
      }
      return send(Request(.strike(ref), id: scene.freshID), scene) ?? []
    case .seal(let reason):
      let seal = scene.session.seal(reason: reason)
      return send(Request(.record(.sealed(seal)), id: scene.freshID), scene) ?? []
    }
  }

  mutating func askToStrike(_ scene: Scene) {
    guard let target = chosen(in: scene.session) ?? scene.session.lastStrikeable else {
      refuse(Refusal.nothingToStrike.words, scene)
      return
    }
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

  mutating func askToSeal(_ reason: String, _ scene: Scene) {
    let seal = scene.session.seal(reason: reason)
    switch scene.session.decide(Request(.record(.sealed(seal)), id: scene.freshID)) {
    case .failure(let refusal): refuse(refusal.words, scene)
    case .success:
      guard keeping.state == .kept else {
        let waiting = scene.session.entries.count { $0.record.s > keeping.upTo }
        refuse(Refusal.notKeptYet(count: waiting).words, scene)
        return
      }
      let missing = missing(scene)
      guard missing.isEmpty || !reason.isEmpty else {
        let count = TimeText.count(missing.count, "thing is", "things are")
        refuse("\(count) missing; :seal WHY seals with a reason: \(missing[0])…", scene)
        return
      }
      question = Question(subject: .seal(reason: reason), askedAt: scene.now.up)
    }
  }

  mutating func restore(_ struck: Entry?, _ scene: Scene) -> [Effect] {
    guard let struck else {
      refuse(Refusal.nothingToRestore.words, scene)
      return []
    }
    return send(Request(.restore(struck.id), id: scene.freshID), scene) ?? []
  }

  mutating func relane(_ scene: Scene) -> [Effect] {
    guard let target = chosen(in: scene.session) ?? scene.session.lastStrikeable else {
      refuse("there is no entry to move", scene)
      return []
    }
    return send(Request(.relane(target.id), id: scene.freshID), scene) ?? []
  }

  mutating func carry(_ scene: Scene) -> [Effect] {
    let newest = scene.session.entries.last { $0.event.isEntered }
    guard let target = chosen(in: scene.session) ?? newest else {
      refuse("there is no entry to carry yet", scene)
      return []
    }
    let effects = send(Request(.carry(target.id), id: scene.freshID), scene)
    if effects != nil {
      let clock = TimeText.clock(target.happened.wall, zone: target.zone)
      say(
        target.isCarried
          ? "the entry of \(clock) is no longer carried"
          : "the entry of \(clock) is carried to integration; ^X again takes it back", scene)
    }
    return effects ?? []
  }
}

extension Question {
  /// The words on the row above the note line. `waiting` texts are typed and not entered: they stay
  /// beside the session, and the question says so.
  package func words(_ session: Session, waiting: Int = 0) -> String {
    let texts =
      switch waiting {
      case 0: ""
      case 1: "; 1 text not entered stays beside it"
      default: "; \(waiting) texts not entered stay beside it"
      }
    switch subject {
    case .leave:
      let state = session.state == .dosingEnded ? SessionState.open : session.state
      return "Leave: the session stays \(state.words)\(texts). y leaves, Enter stays"
    case .seal:
      return "Seal: signs the record; then only addenda\(texts). y seals, Enter does not"
    case .strike(let ref, let consequence):
      guard let target = session[ref] else { return "Strike? y strikes, Enter does not" }
      let clock = TimeText.clock(target.happened.wall, zone: target.zone)
      let rest = consequence.isEmpty ? "" : "; \(consequence)"
      return "Strike \(clock) \(target.name)\(rest)? y strikes, Enter does not"
    }
  }
}

extension Entry {
  private static let nameLength = 40

  /// The kind and the first words: enough to tell the entry from its neighbours. The process lane
  /// shows no words outside the log.
  package var name: String {
    let isThought = if case .noted(let note) = event { note.kind == .thought } else { false }
    guard lane == .record, !isThought else { return "\(event.kindLabel), process" }
    let line = event.words.split(whereSeparator: \.isNewline).first ?? ""
    let words = line.count > Entry.nameLength ? "\(line.prefix(Entry.nameLength))…" : "\(line)"
    return words.isEmpty ? event.kindLabel : "\(event.kindLabel) \"\(words)\""
  }
}
