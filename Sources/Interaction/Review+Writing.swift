import SessionModel

/// Adding to a session that is read: the line, its commands, and the lock that it needs first.
extension Review {
  mutating func openLateNote(_ scene: Scene) {
    var fresh = NoteLine()
    fresh.beside = standing?.beside
    openLine(fresh)
    nextEarlier = standing?.earlier ?? 0
    lastTouched = scene.now.up
    let back = parked.isEmpty ? "" : "; Up brings parked text back"
    say(
      "a late note, at the moment of the cursor; Enter keeps it, Esc parks it\(back)", scene)
  }

  /// The entry that a late note stands beside, and how long before it the cursor is, milliseconds;
  /// negative behind it.
  private var standing: (beside: EntryID, earlier: Int64)? {
    let whole = playback.whole
    let first = playback.chronology.order.first ?? (whole.entries.isEmpty ? nil : 0)
    guard let position = playback.chosenPosition ?? first else { return nil }
    let entry = whole.entries[position]
    // The end of everything is no moment that anybody means: it stands beside the last entry.
    let isEnd = playback.time == playback.last
    return (entry.id, isEnd ? 0 : whole.time(of: entry.happened) - playback.time)
  }

  mutating func begin(_ prompt: String, _ scene: Scene) {
    openLine(NoteLine())
    insert(prompt, scene)
  }

  /// In a late note every first character but those that choose a kind is text: commands and
  /// searches have keys of their own here.
  mutating func type(_ character: Character, _ scene: Scene) {
    let wasPrompting = isPrompting
    insert(String(character), scene)
    if isPrompting, !wasPrompting {
      line.isWordForWord = true
    }
  }

  mutating func perform(inLine action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .enter where warnsOfCommand(scene): break
    case .enter: return enterLine(scene)
    case .escape: escape(scene)
    case .openHelp: openHelp()
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc parks the text, Ctrl-Q leaves Holdfast", scene)
    case .type(let character): type(character, scene)
    case .nextKind, .previousKind: turnKind(action == .nextKind, scene)
    case .flipLane: flipLane(scene)
    case .earlier: earlier(scene)
    case .up where line.isEmpty && line.puttingRight == nil: bringBack(scene)
    case .up, .down: turnWriting(action, scene)
    default:
      edit(action, scene)
      if line.isEmpty, line.beside != nil { nextEarlier = standing?.earlier ?? 0 }
    }
    return []
  }

  /// Says once where commands are typed, before one is kept as the words of a note.
  private mutating func warnsOfCommand(_ scene: Scene) -> Bool {
    guard line.isWordForWord, line.puttingRight == nil, warned == nil || warned != line.id,
      Command(line: line.text) != nil
    else { return false }
    warned = line.id
    refuse("commands: Esc, then :; Enter again keeps these words as a note", scene)
    return true
  }

  private mutating func escape(_ scene: Scene) {
    notice = nil
    if warned != nil, warned == line.id, Command(line: line.text)?.holdsWords == false {
      closeLine()
    } else if line.puttingRight != nil {
      leavePuttingRight(scene)
    } else if readOnlyBecause != nil || isPrompting && line.buffer.characters.count == 1 {
      closeLine()
    } else {
      park(scene)
    }
  }

  package mutating func enterNothing(_ scene: Scene) {
    if line.isEmpty {
      closeLine()
    } else {
      refuse("there are no words yet: type them, or Esc", scene)
    }
  }

  /// What follows from what a key did: a late note has a moment and asks for the lock, a search
  /// that was emptied is over, and where nothing can be added the line is as it was.
  mutating func settle(from before: (line: NoteLine?, parked: Int), _ scene: Scene) -> [Effect] {
    guard isLineOpen, !isPrompting else {
      // A search that was parked may have been a sentence: it is a draft like any other text.
      return parked.count > before.parked && !isClaimed ? [.claim] : []
    }
    if line.isEmpty, before.line?.isPrompt == true {
      closeLine()
      return []
    }
    if let readOnlyBecause {
      refuse("nothing can be added: \(readOnlyBecause)", scene)
      if let standing = before.line, standing.isPrompt {
        line = standing
      } else {
        refuseOpening(at: scene.now)
      }
      return []
    }
    if line.beside == nil, line.puttingRight == nil, !line.isReturned {
      line.beside = standing?.beside
      line.earlier = standing?.earlier ?? 0
    }
    return isClaimed ? [] : [.claim]
  }

  // MARK: Leaving

  mutating func leave(_ scene: Scene) -> [Effect] {
    guard isClaimed, !drafts.isEmpty else { return [.leave] }
    question = Question(subject: .leave, askedAt: scene.now.up)
    return []
  }

  // MARK: Commands

  package mutating func run(_ command: Command, of typed: NoteLine, _ scene: Scene) -> [Effect] {
    switch command {
    case .seal where loading != nil: refuse("it is still being read: then again", scene)
    case .seal(let reason): askToSeal(reason, scene)
    case .goto(let target):
      goTo(target, scene)
      // What was gone to is not behind a page.
      if notice?.tone != .refused { page = nil }
    case .timeline: say("here the timeline stands under the log", scene)
    case .write where loading != nil:
      refuse("the page tells of the whole session, which is still being read: then again", scene)
    case .write(let path): return [.writeOverview(path: path)]
    case .foldProcess: isProcessFolded.toggle()
    case .theme(let name) where scene.clinic.themes.contains(name): return [.setTheme(name)]
    case .theme: refuse("themes: \(scene.clinic.themes.joined(separator: ", "))", scene)
    case .facts(let filter): facts = FactsChoice(scene, filter: filter)
    case .redraw: return [.redraw]
    case .help: openHelp()
    case .retry: return [.retryKeeping]
    case .leave: return leave(scene)
    case .home: return [.goHome]
    case .author(let initials):
      say("from here on \(initials) writes", scene)
      return [.setAuthor(initials)]
    case .relane: return relane(scene)
    case .endDosing, .close, .check, .questionnaire, .acknowledge, .missing, .sections, .moments,
      .card:
      refuse("that belongs to the open session: it has no use in review", scene)
    }
    return []
  }
}
