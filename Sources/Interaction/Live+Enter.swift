import SessionModel

extension Live {
  mutating func enter(_ scene: Scene) -> [Effect] {
    switch mode {
    case .marks: return enterMark(scene)
    case .help: return escape(scene)
    case .grounding: return ground(.enter, scene)
    case .themes: return enterTheme()
    case .form: return enterField(scene)
    case .checklist: return fillIn(scene)
    case .questionnaire: return keepScore(scene)
    case .sections: return enterSection(scene)
    case .moments: return enterMoment(scene)
    case .card: return noticeTrigger(scene)
    case .log:
      bringWordsBack(scene)
      return []
    default: return opensForm(scene) ? [] : enterLine(scene)
    }
  }

  /// Enter on an empty line: the next character is text whatever it is. A kind without words ("!"),
  /// or spaces: nothing to keep yet.
  package mutating func enterNothing(_ scene: Scene) {
    if line.isWordForWord {
      line = NoteLine()
    } else if line.isEmpty {
      line.isWordForWord = true
      line.wordForWordUntil = scene.now.up + Live.openLineLapse
    } else {
      refuse("there are no words yet: type them, or Backspace", scene)
    }
  }

  private mutating func enterMark(_ scene: Scene) -> [Effect] {
    guard case .marks(let row) = panel else { return [] }
    guard row != Panel.noRow else {
      say("no mark is chosen: Down chooses, typing finds, Esc closes", scene)
      return []
    }
    let text = line.text
    let rows = MarkList.rows(filter: text, clinic: scene.clinic)
    let event: Event
    if rows.isEmpty {
      event = .noted(Note(kind: .observed, text: text))
    } else {
      event = .marked(rows[min(row, rows.count - 1)].marking)
    }
    let asked = line.isEmpty ? nextEarlier : line.earlier
    let ago = (line.firstKey?.age(at: scene.now) ?? 0) + asked
    let request = Request(.record(event), id: line.id ?? scene.freshID, ago: ago)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    line = NoteLine()
    panel = nil
    return effects
  }

  private mutating func enterTheme() -> [Effect] {
    panel = nil
    return []
  }
}

// MARK: - Commands

extension Live {
  package mutating func run(_ command: Command, of typed: NoteLine, _ scene: Scene) -> [Effect] {
    switch command {
    case .endDosing(let reason): return end(.dosingEnded(reason: reason), typed, scene)
    case .close(let with): return close(.closed(with: with), typed, scene)
    case .seal(let reason): seal(reason, scene)
    case .check(let name): openChecklist(name, scene)
    case .questionnaire(let scale): openQuestionnaire(scale, scene)
    case .acknowledge: return acknowledge(scene)
    case .missing: openCloseOut(scene)
    case .sections: openSections(scene)
    case .moments: openMoments(scene)
    case .card: panel = card(scene)
    case .goto(let target): goTo(target, scene)
    case .timeline: panel = .timeline
    case .write: refuse("the overview page belongs to review: o there, then :write PATH", scene)
    case .foldProcess:
      isProcessFolded.toggle()
      say(isProcessFolded ? "process lane folded" : "process lane shown", scene)
    case .relane: return relane(scene)
    case .author(let initials):
      say("from here on \(initials) writes", scene)
      return [.setAuthor(initials)]
    case .theme(let name): return chooseTheme(name, scene)
    case .facts(let filter): panel = .facts(FactsChoice(scene, filter: filter))
    case .redraw: return [.redraw]
    case .help: openHelp()
    case .retry: return [.retryKeeping]
    case .leave: question = Question(subject: .leave, askedAt: scene.now.up)
    case .home: return [.leaveSession]
    }
    return []
  }

  /// The end of dosing and the leaving are entries: stamped at the first key, or earlier.
  mutating func end(
    _ event: Event, _ typed: NoteLine, _ scene: Scene
  ) -> [Effect] {
    let ago = (typed.firstKey?.age(at: scene.now) ?? 0) + typed.earlier
    return send(Request(.record(event), id: scene.freshID, ago: ago), scene) ?? []
  }

  private mutating func chooseTheme(_ name: String, _ scene: Scene) -> [Effect] {
    if name.isEmpty {
      let row = scene.clinic.themes.firstIndex(of: scene.theme) ?? 0
      panel = .themes(row: row, before: scene.theme)
      return []
    }
    guard scene.clinic.themes.contains(name) else {
      refuse("no such theme; there are \(scene.clinic.themes.joined(separator: ", "))", scene)
      return []
    }
    return [.setTheme(name)]
  }
}
