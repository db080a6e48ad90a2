import SessionModel

// MARK: - Typing and editing

extension NoteTaking {
  /// Puts text into the line, which has its stamp and its id from the first of it.
  mutating func insert(_ text: String, _ scene: Scene) {
    guard line.buffer.bytes + text.utf8.count <= Session.noteLimit else {
      refuse(
        "a note holds \(Session.noteLimit >> 10) KiB and this would not fit: "
          + "nothing was added; Enter keeps what is there", scene)
      return
    }
    if line.firstKey == nil {
      line.firstKey = Stamp(scene.now)
      line.id = scene.freshID
      line.earlier = nextEarlier
      nextEarlier = 0
    }
    line.buffer.insert(text)
    dropRefusal()
    line.wordForWordUntil = nil
    lastTouched = scene.now.up
    followText()
  }

  /// Pasted text is text: whatever it begins with, and whatever it stands in front of, it runs
  /// nothing.
  mutating func paste(_ text: String, _ scene: Scene) {
    guard !text.isEmpty else { return }
    if let asked = question, let answered = asked.answeredAt {
      turnIntoText(asked, answered, scene)
    }
    question = nil
    let wasPrompt = line.isPrompt
    if line.isEmpty, !isFiltering {
      line.isWordForWord = true
    }
    insert(text, scene)
    if line.isPrompt && !wasPrompt {
      line.isWordForWord = true
    }
  }

  mutating func refusePaste(bytes: Int, _ scene: Scene) {
    refuse(
      "the pasted text has \(bytes >> 10) KiB, the most is \(Session.noteLimit >> 10): "
        + "nothing of it was taken", scene)
  }

  mutating func edit(_ action: Action, _ scene: Scene) {
    lastTouched = scene.now.up
    let wasPrompt = line.isPrompt && !line.isWordForWord
    let bytes = line.buffer.bytes
    switch action {
    case .backspace: line.buffer.backspace()
    case .delete: line.buffer.delete()
    case .left: line.buffer.moveLeft()
    case .right: line.buffer.moveRight()
    case .wordLeft: line.buffer.moveWordLeft()
    case .wordRight: line.buffer.moveWordRight()
    case .lineStart: line.buffer.moveToStart()
    case .lineEnd: line.buffer.moveToEnd()
    case .killToStart: line.buffer.killToStart()
    case .killToEnd: line.buffer.killToEnd()
    case .killWord: line.buffer.killWordBack()
    default: break
    }
    if line.buffer.bytes != bytes {
      dropRefusal()
    }
    // An emptied line is a new line, but for one that puts right: there the next words do it.
    if line.isEmpty && line.puttingRight == nil {
      if wasPrompt {
        giveTimeBack(of: line)
      }
      var fresh = NoteLine()
      fresh.kind = line.kind
      fresh.isLaneFlipped = line.isLaneFlipped
      fresh.beside = line.beside
      line = fresh
    }
    followText()
  }

  /// A refusal spoke of the text as it was.
  private mutating func dropRefusal() {
    if notice?.tone == .refused {
      notice = nil
    }
  }

  mutating func turnKind(_ isForward: Bool, _ scene: Scene) {
    if isForward, completes(scene) { return }
    lastTouched = scene.now.up
    guard line.puttingRight == nil else {
      refuse("an entry keeps its kind: strike it and write it anew to change that", scene)
      return
    }
    guard takeTimeOutOfText(scene) else { return }
    switch reading(scene.session, at: scene.now).meaning {
    case .form, .unfinished, .command, .unknownCommand, .find:
      line.isWordForWord = true
      notice = nil
    case .note(let kind, let body):
      if line.kind != kind {
        // The first character had chosen: it gives way to the key.
        line.buffer = TextBuffer(body)
      }
      line.kind = isForward ? kind.next : kind.previous
      line.isWordForWord = true
    case .empty:
      line.kind = isForward ? line.kind.next : line.kind.previous
    }
  }

  /// Tab makes every character text, so a time typed in front becomes the line's own first; false
  /// where it cannot be meant.
  private mutating func takeTimeOutOfText(_ scene: Scene) -> Bool {
    guard !line.isWordForWord, let (time, rest) = Backdating.split(line.text[...])
    else { return true }
    let age = line.age(in: scene.session, at: scene.now)
    let beside = line.beside.flatMap { scene.session[$0] }
    guard let ago = time.ago(at: scene.now, age: age, session: scene.session, beside: beside)
    else {
      refuse(Refusal.noDoseToCountFrom.words, scene)
      return false
    }
    guard ago >= 0 else {
      refuse(Refusal.notYetCome.words, scene)
      return false
    }
    guard !rest.isEmpty else {
      refuse("there are no words yet: type them, then Tab", scene)
      return false
    }
    line.buffer = TextBuffer(String(rest))
    line.earlier = ago - age
    return true
  }

  mutating func flipLane(_ scene: Scene) {
    lastTouched = scene.now.up
    guard line.puttingRight == nil else {
      refuse("an entry keeps its lane while it is put right: Esc, then :relane moves it", scene)
      return
    }
    switch reading(scene.session, at: scene.now).meaning {
    case .note(let kind, _) where !kind.forcesRecord: line.isLaneFlipped.toggle()
    case .empty where !line.kind.forcesRecord: line.isLaneFlipped.toggle()
    case .form(let event) where !event.forcesRecord:
      refuse("this stays in the process lane; once it is kept, :relane moves it", scene)
    default: refuse("this belongs to the record by law: the lane stays", scene)
    }
  }

  /// Half a minute earlier a press, to five minutes, then now again.
  mutating func earlier(_ scene: Scene) {
    func stepped(_ milliseconds: Int64) -> Int64 {
      milliseconds >= NoteLine.earlierLimit ? 0 : milliseconds + NoteLine.earlierStep
    }
    lastTouched = scene.now.up
    if line.puttingRight != nil {
      refuse("an entry keeps its time: strike it and write it anew to change that", scene)
      return
    }
    if !line.isWordForWord, Backdating.split(line.text[...]) != nil {
      refuse("the time typed in front counts: change it there", scene)
      return
    }
    if line.isEmpty {
      nextEarlier = stepped(nextEarlier)
      let moment =
        line.beside == nil ? "ago" : "\(nextEarlier < 0 ? "after" : "before") the chosen one"
      say(
        nextEarlier == 0
          ? "the next entry counts as \(line.beside == nil ? "now" : "at the chosen one")"
          : "the next entry counts as \(TimeText.words(nextEarlier)) \(moment)", scene)
    } else {
      line.earlier = stepped(line.earlier)
    }
  }
}

extension NoteTaking {
  /// A command or a search is no entry: the time that Ctrl-T asked for waits for the next one.
  mutating func giveTimeBack(of spent: NoteLine) {
    nextEarlier = max(nextEarlier, spent.earlier)
  }
}

// MARK: - Parking

extension NoteTaking {
  /// Puts the text aside, with its first-key time; ↑ brings it back.
  mutating func park(_ scene: Scene) {
    // A command without words of anybody's is no text that waits to be entered.
    let isBare = !line.isWordForWord && Command.isBare(line.text) || line.isAsPutIn
    if !isBare, let draft = line.draft(isParked: true) {
      parked.append(draft)
      say("parked; \(wayBack)", scene)
    }
    closeLine()
  }

  /// Words that were changed are parked with what they put right; unchanged ones were only looked
  /// at.
  mutating func leavePuttingRight(_ scene: Scene) {
    let target = line.puttingRight.flatMap { scene.session[$0] }
    let old = target.map { entry -> String in
      switch entry.event {
      case .noted(let note), .addendumWritten(let note): note.text
      case .marked(let mark): mark.words
      default: ShortForm.text(for: entry.event, in: scene.session) ?? ""
      }
    }
    if line.isEmpty || line.text == old {
      closeLine()
    } else {
      park(scene)
    }
  }

  /// What is typed and not entered, oldest first: what a crash must not take.
  package var drafts: [Draft] {
    parked + heldLines.compactMap { $0.draft(isParked: true) }
      + [standingLine.draft(isParked: false)].compactMap { $0 }
  }

  /// Takes drafts of an earlier run back: all parked, so that an empty line greets the eye.
  package mutating func takeBack(_ drafts: [Draft]) {
    let known = Set(self.drafts.map(\.id))
    let back = drafts.filter { !known.contains($0.id) }.map { draft in
      var draft = draft
      draft.isParked = true
      return draft
    }
    parked = back + parked
  }

  /// Brings the newest parked text back into the line, or the next older one if one stands there.
  mutating func bringBack(_ scene: Scene) {
    guard let draft = parked.popLast() else { return }
    if let standing = line.draft(isParked: true) {
      parked.insert(standing, at: 0)
    }
    openLine(NoteLine(draft))
    lastTouched = scene.now.up
    notice = nil
  }

  /// ↑↓ in a line: another phase where one is offered, another parked text where one was returned.
  mutating func turnWriting(_ action: Action, _ scene: Scene) {
    if case .form(.phaseEntered(let phase)) = reading(scene.session, at: scene.now).meaning {
      let all = Phase.allCases
      let here = all.firstIndex(of: phase) ?? 0
      let next = (here + (action == .down ? 1 : all.count - 1)) % all.count
      // A time typed in front stays: only the phase is another one.
      let text = line.text
      let rest = Backdating.split(text[...])?.rest.startIndex ?? text.startIndex
      line.buffer = TextBuffer(text[..<rest] + "phase \(all[next].rawValue)")
      lastTouched = scene.now.up
    } else if turnsName(action == .down, scene) {
      return
    } else if line.isReturned && action == .up {
      bringBack(scene)
    }
  }
}
