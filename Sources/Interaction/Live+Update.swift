import SessionModel

extension Live {
  /// A mark rests this long before it is kept, milliseconds.
  package static let markRest: Int64 = 1_000
  /// Text that nobody touches parks itself after this long, milliseconds.
  package static let parksAfter: Int64 = 120_000
  /// A line opened with Enter waits this long for its first character, milliseconds.
  static let openLineLapse: Int64 = 5_000

  package var mode: Mode {
    switch panel {
    case .help: return .help
    case .marks: return .marks
    default: break
    }
    if !line.isEmpty || line.isWordForWord || line.puttingRight != nil {
      return .writing
    }
    switch panel {
    case .grounding: return .grounding
    case .preparation, .versions, .unkept: return .preparation
    case .themes: return .themes
    default: return selected == nil ? .empty : .log
    }
  }

  /// What the line means as it stands.
  package func reading(_ session: Session, at now: Now) -> LineReading {
    LineReading.read(line, session: session, at: now)
  }

  package mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    var effects = tick(scene)
    switch input {
    case .resize: break
    case .paste(let text): effects += paste(text, scene)
    case .pasteTooLong(let bytes):
      refuse(
        "the pasted text has \(bytes >> 10) KiB, the most is \(Session.noteLimit >> 10): "
          + "nothing of it was taken", scene)
    case .key(let key):
      guard !answer(key, scene, into: &effects), !settleMark(key, scene, into: &effects) else {
        return effects
      }
      if let action = Binding.action(for: key, in: mode) {
        effects += perform(action, scene)
      }
    }
    return effects
  }

  private mutating func perform(_ action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .type(let character): return type(character, scene)
    case .backspace, .delete, .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd,
      .killToStart, .killToEnd, .killWord:
      edit(action, scene)
    case .enter: return enter(scene)
    case .escape: return escape(scene)
    case .nextKind, .previousKind: turnKind(action == .nextKind, scene)
    case .flipLane: flipLane(scene)
    case .earlier: earlier(scene)
    case .up, .down, .pageUp, .pageDown, .toEnd, .toStart: return move(action, scene)
    case .openMarks: panel = .marks(row: Panel.noRow)
    case .openHelp: openHelp()
    case .openGrounding: toggle(.grounding(row: 0), scene)
    case .openPreparation: toggle(.preparation(top: 0), scene)
    case .beginCommand: return type(":", scene)
    case .beginFind: return type("/", scene)
    case .offerPhase: offerPhase(scene)
    case .carry: return carry(scene)
    case .whenKept: sayWhenKept(scene)
    case .showVersions: showVersions(scene)
    case .strike: askToStrike(scene)
    case .restore: return restore(scene)
    case .leave: question = Question(subject: .leave, askedAt: scene.now.up)
    case .explainLeaving: say("Ctrl-Q, then y, leaves: the session stays open", scene)
    case .accepted, .declined, .tickStep: return ground(action, scene)
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

  /// Sends a request if the session will take it; says why where it will not.
  mutating func send(_ request: Request, _ scene: Scene) -> [Effect]? {
    switch scene.session.decide(request) {
    case .success:
      notice = nil
      return [.record(request)]
    case .failure(let refusal):
      refuse(refusal.words, scene)
      return nil
    }
  }
}

// MARK: - What time does by itself

extension Live {
  /// Marks that have rested, questions and notices that lapse, text that parks itself.
  package mutating func tick(_ scene: Scene) -> [Effect] {
    let up = scene.now.up
    var effects: [Effect] = []
    if let mark = pendingMark, up - mark.lastPress >= Live.markRest {
      effects += keep(mark, scene)
    }
    if let question, let answered = question.answeredAt,
      up - answered.up >= Question.answerRest
    {
      effects += carryOut(question.subject, scene)
    } else if let question, question.answeredAt == nil, up - question.askedAt >= Question.lapse {
      self.question = nil
    }
    if let notice, up - notice.since >= Notice.lapse {
      self.notice = nil
    }
    if line.isEmpty, let until = line.wordForWordUntil, up >= until {
      line = NoteLine()
    }
    if !line.isEmpty, panel?.takesText != true, up - lastTouched >= Live.parksAfter {
      park(scene)
    }
    return effects
  }

  /// The next boot-clock reading at which `tick` would change something.
  package var nextDeadline: Int64? {
    var deadlines: [Int64] = []
    if let pendingMark {
      deadlines.append(pendingMark.lastPress + Live.markRest)
    }
    if let question {
      deadlines.append(
        question.answeredAt.map { $0.up + Question.answerRest }
          ?? question.askedAt + Question.lapse)
    }
    if let notice {
      deadlines.append(notice.since + Notice.lapse)
    }
    if line.isEmpty, let until = line.wordForWordUntil {
      deadlines.append(until)
    }
    if !line.isEmpty, panel?.takesText != true {
      deadlines.append(lastTouched + Live.parksAfter)
    }
    return deadlines.min()
  }
}

extension Live.Panel {
  /// True where the line filters the panel instead of being a note.
  var takesText: Bool {
    switch self {
    case .marks, .help: true
    case .grounding, .preparation, .themes, .versions, .unkept: false
    }
  }
}
