import SessionModel

extension Live {
  /// A mark rests this long before it is kept, milliseconds.
  package static let markRest: Int64 = 1_000
  /// A line opened with Enter waits this long for its first character, milliseconds.
  static let openLineLapse: Int64 = 5_000

  package var mode: Mode {
    switch panel {
    case .help: return .help
    case .marks: return .marks
    default: break
    }
    if form != nil { return .form }
    if !line.isEmpty || line.isWordForWord || line.puttingRight != nil {
      return .writing
    }
    switch panel {
    case .grounding: return .grounding
    case .preparation(_, .some): return .card
    case .preparation, .versions, .unkept, .closeOut: return .preparation
    case .sections: return .sections
    case .moments: return .moments
    case .facts: return .facts
    case .checklist: return .checklist
    case .questionnaire: return .questionnaire
    case .themes: return .themes
    default: return selected == nil ? .empty : .log
    }
  }

  package mutating func update(_ input: Input, _ scene: Scene) -> [Effect] {
    var effects = tick(scene)
    switch input {
    case .resize: break
    case .paste(let text):
      if let mark = pendingMark, !text.isEmpty {
        turnIntoText(mark, scene)
      }
      paste(text, scene)
    case .pasteTooLong(let bytes): refusePaste(bytes: bytes, scene)
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
    case .openHelp: return openHelp()
    case .showSource: saySource(scene)
    case .openGrounding: toggle(.grounding(chosen: groundingRows(scene)[0].id), scene)
    case .openPreparation: toggleCard(scene)
    case .beginCommand: return type(":", scene)
    case .beginFind: return type("/", scene)
    case .offerPhase: offerPhase(scene)
    case .carry: return carry(scene)
    case .whenKept: sayWhenKept(scene)
    case .showVersions: showVersions(scene)
    case .strike: askToStrike(scene)
    case .restore:
      let chosen = chosen(in: scene.session).flatMap { $0.isStruck ? $0 : nil }
      return restore(chosen ?? scene.session.lastStruck, scene)
    case .leave: question = Question(subject: .leave, askedAt: scene.now.up)
    case .explainLeaving: say("Ctrl-Q, then y, leaves: the session stays open", scene)
    case .accepted, .declined, .tickStep: return ground(action, scene)
    default: return performClinical(action, scene)
    }
    return []
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
    if isFormInLine, up - lastTouched >= SmallForm.givesBackAfter {
      putFormAside(scene, byItself: true)
    }
    effects += tickLine(scene)
    if line.isEmpty, let until = line.wordForWordUntil, up >= until {
      line = NoteLine()
    }
    return effects
  }

  /// The next boot-clock reading at which `tick` would change something.
  package var nextDeadline: Int64? {
    var deadlines = lineDeadlines
    if let pendingMark {
      deadlines.append(pendingMark.lastPress + Live.markRest)
    }
    if isFormInLine {
      deadlines.append(lastTouched + SmallForm.givesBackAfter)
    }
    if line.isEmpty, let until = line.wordForWordUntil {
      deadlines.append(until)
    }
    return deadlines.min()
  }

  /// False while the line filters: its text is then no field's.
  private var isFormInLine: Bool { form != nil && !isFiltering }

  /// What a run that ends at once has still to keep: a mark that has not rested yet.
  mutating func settle(_ scene: Scene) -> [Effect] {
    pendingMark.map { keep($0, scene) } ?? []
  }
}

extension Live.Panel {
  /// True where the line filters the panel instead of being a note.
  var takesText: Bool {
    switch self {
    case .marks, .help: true
    case .grounding, .preparation, .sections, .moments, .facts, .themes, .versions, .unkept,
      .checklist, .questionnaire, .closeOut, .timeline:
      false
    }
  }
}
