import SessionModel

extension Live {
  mutating func enter(_ scene: Scene) -> [Effect] {
    switch mode {
    case .marks: return enterMark(scene)
    case .help: return escape(scene)
    case .grounding: return ground(.enter, scene)
    case .themes: return enterTheme()
    case .log: return bringWordsBack(scene)
    default: return enterLine(scene)
    }
  }

  private mutating func enterLine(_ scene: Scene) -> [Effect] {
    let reading = reading(scene.session, at: scene.now)
    switch reading.meaning {
    case .empty:
      line.puttingRight == nil ? openWordForWord(scene) : refuseToEmpty(scene)
      return []
    case .note(let kind, let text):
      if text.allSatisfy(\.isWhitespace) {
        line.puttingRight == nil ? openOrClear(scene) : refuseToEmpty(scene)
        return []
      }
      return keep(.noted(Note(kind: kind, text: text)), reading, scene)
    case .form(let event): return keep(event, reading, scene)
    case .unfinished(let why): refuse("\(why); Tab keeps it as a note", scene)
    case .command(let command): return enter(command, scene)
    case .unknownCommand:
      refuse("no such command, nothing was run: Tab makes it a note, Esc parks it", scene)
    case .find(let wanted): find(wanted, scene)
    }
    return []
  }

  /// Enter on an empty line: the next character is text whatever it is.
  private mutating func openWordForWord(_ scene: Scene) {
    if line.isWordForWord {
      line = NoteLine()
      return
    }
    line.isWordForWord = true
    line.wordForWordUntil = scene.now.up + Live.openLineLapse
  }

  /// A kind without words ("!"), or spaces: nothing to keep yet.
  private mutating func openOrClear(_ scene: Scene) {
    if line.isWordForWord {
      line = NoteLine()
    } else {
      refuse("there are no words yet: type them, or Backspace", scene)
    }
  }

  /// An entry is struck, which asks and shows, and never emptied.
  private mutating func refuseToEmpty(_ scene: Scene) {
    refuse("there are no words: type them, or Esc leaves the entry as it was", scene)
  }

  /// A command that is refused stays in the line with its words.
  private mutating func enter(_ command: Command, _ scene: Scene) -> [Effect] {
    let typed = line
    line = NoteLine()
    notice = nil
    let effects: [Effect]
    switch command {
    case .endDosing(let reason): effects = end(.dosingEnded(reason: reason), typed, scene)
    case .close(let with): effects = end(.closed(with: with), typed, scene)
    default: effects = run(command, scene)
    }
    if notice?.tone == .refused {
      line = typed
    } else if !command.isEntry {
      giveTimeBack(of: typed)
    }
    return effects
  }

  /// The end of dosing and the leaving are entries: stamped at the first key, or earlier.
  private mutating func end(
    _ event: Event, _ typed: NoteLine, _ scene: Scene
  ) -> [Effect] {
    let ago = (typed.firstKey?.age(at: scene.now) ?? 0) + typed.earlier
    return send(Request(.record(event), id: scene.freshID, ago: ago), scene) ?? []
  }

  private mutating func keep(
    _ event: Event, _ reading: LineReading, _ scene: Scene
  ) -> [Effect] {
    if reading.ago == .max {
      refuse(Refusal.noDoseToCountFrom.words, scene)
      return []
    }
    if reading.ago > Backdating.limit && reading.isBackdated {
      refuse(Refusal.tooLongAgo(hours: 24).words, scene)
      return []
    }
    let id = line.id ?? scene.freshID
    var act = Request.Act.record(event)
    var ago = reading.ago
    if let ref = line.puttingRight {
      act = .putRight(ref, putRight(event, ref, scene))
      ago = 0
    }
    let lane: Lane? =
      if case .note = reading.meaning { reading.lane } else { nil }
    guard let effects = send(Request(act, id: id, ago: ago, lane: lane), scene) else { return [] }
    if line.puttingRight != nil {
      selected = nil
    }
    line = NoteLine()
    return effects
  }

  /// A note that is put right keeps its kind even where its text now begins like another.
  private func putRight(_ event: Event, _ ref: EntryID, _ scene: Scene) -> Event {
    guard case .noted(let fresh) = event, let target = scene.session[ref] else { return event }
    switch target.event {
    case .addendumWritten: return .addendumWritten(fresh)
    default: return event
    }
  }

  /// Enter on an entry of the log: its words stand in the line and are kept as an amendment.
  mutating func bringWordsBack(_ scene: Scene) -> [Effect] {
    guard let id = selected, let entry = scene.session[id] else { return [] }
    var fresh = NoteLine()
    switch entry.event {
    case .noted(let note), .addendumWritten(let note):
      fresh.buffer = TextBuffer(note.text)
      fresh.kind = note.kind
      fresh.isWordForWord = true
    case .marked(let mark):
      fresh.buffer = TextBuffer(mark.words)
      fresh.isWordForWord = true
    default:
      guard let text = ShortForm.text(for: entry.event) else {
        refuse(Refusal.cannotPutRight.words, scene)
        return []
      }
      fresh.buffer = TextBuffer(text)
    }
    fresh.isLaneFlipped = entry.record.lane != entry.event.defaultLane
    fresh.puttingRight = id
    fresh.firstKey = Stamp(scene.now)
    fresh.id = scene.freshID
    line = fresh
    lastTouched = scene.now.up
    say("puts right this entry; the old words stay readable. Esc leaves it as it was", scene)
    return []
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
  private mutating func run(_ command: Command, _ scene: Scene) -> [Effect] {
    switch command {
    case .endDosing, .close: break
    case .seal(let reason): askToSeal(reason, scene)
    case .goto(let target): goTo(target, scene)
    case .foldProcess:
      isProcessFolded.toggle()
      say(isProcessFolded ? "process lane folded" : "process lane shown", scene)
    case .relane: return relane(scene)
    case .author(let initials):
      say("from here on \(initials) writes", scene)
      return [.setAuthor(initials)]
    case .theme(let name): return chooseTheme(name, scene)
    case .redraw: return [.redraw]
    case .help: openHelp()
    case .retry: return [.retryKeeping]
    case .leave: question = Question(subject: .leave, askedAt: scene.now.up)
    case .home: return [.leaveSession]
    }
    return []
  }

  private mutating func askToSeal(_ reason: String, _ scene: Scene) {
    let seal = Seal(listLine: scene.session.listLine, reason: reason)
    switch scene.session.decide(Request(.record(.sealed(seal)), id: scene.freshID)) {
    case .failure(let refusal): refuse(refusal.words, scene)
    case .success:
      guard keeping.state == .kept else {
        let waiting = scene.session.entries.count { $0.record.s > keeping.upTo }
        refuse(Refusal.notKeptYet(count: waiting).words, scene)
        return
      }
      question = Question(subject: .seal(reason: reason), askedAt: scene.now.up)
    }
  }

  private mutating func relane(_ scene: Scene) -> [Effect] {
    let target = selected.flatMap { scene.session[$0] } ?? scene.session.lastStrikeable
    guard let target else {
      refuse("there is no entry to move", scene)
      return []
    }
    return send(Request(.relane(target.id), id: scene.freshID), scene) ?? []
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
