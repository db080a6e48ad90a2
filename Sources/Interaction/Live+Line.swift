import SessionModel

// MARK: - Typing and editing

extension Live {
  mutating func type(_ character: Character, _ scene: Scene) -> [Effect] {
    if line.isEmpty, !line.isWordForWord, line.puttingRight == nil, mode != .writing,
      let marking = MarkList.marking(for: character, clinic: scene.clinic)
    {
      begin(marking, digit: character, scene)
      return []
    }
    if case .marks = panel, line.isEmpty, character == " " {
      panel = nil
      return []
    }
    insert(String(character), scene)
    return []
  }

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
    line.wordForWordUntil = nil
    lastTouched = scene.now.up
    if case .marks = panel {
      panel = .marks(row: 0)
    }
    if case .help(_, let held) = panel {
      panel = .help(top: 0, held: held)
    }
  }

  mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
    guard !text.isEmpty else { return [] }
    if let asked = question, let answered = asked.answeredAt {
      turnIntoText(asked, answered, scene)
    }
    question = nil
    if let mark = pendingMark {
      turnIntoText(mark, scene)
    }
    // Pasted text is text: whatever it begins with, and whatever it stands in front of, it runs
    // nothing.
    let wasPrompt = line.isPrompt
    if line.isEmpty, panel?.takesText != true {
      line.isWordForWord = true
    }
    insert(text, scene)
    if line.isPrompt && !wasPrompt {
      line.isWordForWord = true
    }
    return []
  }

  mutating func edit(_ action: Action, _ scene: Scene) {
    lastTouched = scene.now.up
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
    // An emptied line is a new line, but for one that puts right: there the next words do it.
    if line.isEmpty && line.puttingRight == nil {
      var fresh = NoteLine()
      fresh.kind = line.kind
      fresh.isLaneFlipped = line.isLaneFlipped
      line = fresh
    }
    if case .marks = panel {
      panel = .marks(row: line.isEmpty ? Panel.noRow : 0)
    }
  }

  mutating func turnKind(_ isForward: Bool, _ scene: Scene) {
    lastTouched = scene.now.up
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
    guard !line.isWordForWord, line.puttingRight == nil,
      let (time, rest) = Backdating.split(line.text[...])
    else { return true }
    let age = line.firstKey?.age(at: scene.now) ?? 0
    guard let ago = time.ago(at: scene.now, age: age, session: scene.session) else {
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
    switch reading(scene.session, at: scene.now).meaning {
    case .note(let kind, _) where !kind.forcesRecord: line.isLaneFlipped.toggle()
    case .empty where !line.kind.forcesRecord: line.isLaneFlipped.toggle()
    default: refuse("this belongs to the record by law: the lane stays", scene)
    }
  }

  /// Half a minute earlier a press, to five minutes, then now again.
  mutating func earlier(_ scene: Scene) {
    func stepped(_ milliseconds: Int64) -> Int64 {
      milliseconds >= NoteLine.earlierLimit ? 0 : milliseconds + NoteLine.earlierStep
    }
    lastTouched = scene.now.up
    if line.isEmpty {
      nextEarlier = stepped(nextEarlier)
      say(
        nextEarlier == 0
          ? "the next entry counts as now"
          : "the next entry counts as \(TimeText.words(nextEarlier)) ago", scene)
    } else {
      line.earlier = stepped(line.earlier)
    }
  }
}

// MARK: - Parking

extension Live {
  /// Puts the text aside, with its first-key time; ↑ brings it back.
  mutating func park(_ scene: Scene) {
    if let draft = line.draft(isParked: true) {
      parked.append(draft)
      say("parked; Up on an empty line brings it back", scene)
    }
    line = NoteLine()
  }

  /// What is typed and not entered, oldest first: what a crash must not take.
  package var drafts: [Draft] {
    var drafts = parked
    if case .help(_, let held) = panel {
      drafts += held.draft(isParked: true).map { [$0] } ?? []
    }
    return drafts + (line.draft(isParked: false).map { [$0] } ?? [])
  }

  /// Takes drafts of an earlier run back: all parked, so that an empty line greets the eye.
  package mutating func takeBack(_ drafts: [Draft]) {
    parked = drafts.map { draft in
      var draft = draft
      draft.isParked = true
      return draft
    }
  }

  /// Brings the newest parked text back into the line, or the next older one if one stands there.
  mutating func bringBack(_ scene: Scene) {
    guard let draft = parked.popLast() else { return }
    if let standing = line.draft(isParked: true) {
      parked.insert(standing, at: 0)
    }
    line = NoteLine(draft)
    lastTouched = scene.now.up
    notice = nil
  }
}
