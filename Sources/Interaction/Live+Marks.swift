import SessionModel

extension Live {
  mutating func type(_ character: Character, _ scene: Scene) -> [Effect] {
    if mode == .questionnaire, let digit = Answering.digit(character) {
      answer(digit, scene)
      return []
    }
    if mode == .questionnaire, character == Answering.withdraws {
      begin(.consentWithdrawn, digit: character, scene)
      return []
    }
    if line.isEmpty, !line.isWordForWord, line.puttingRight == nil, mode != .writing, form == nil,
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

  mutating func begin(_ marking: Marking, digit: Character, _ scene: Scene) {
    pendingMark = PendingMark(
      digit: digit, marking: marking, stamp: Stamp(scene.now), id: scene.freshID,
      lastPress: scene.now.up)
  }

  /// A key that comes while a mark rests: true where the key is used up by it.
  mutating func settleMark(_ key: Key, _ scene: Scene, into effects: inout [Effect]) -> Bool {
    guard let mark = pendingMark else { return false }
    switch key {
    case .character(mark.digit):
      pendingMark?.lastPress = scene.now.up
      pendingMark?.presses += 1
      return true
    case .character(let digit) where MarkList.alarm(for: digit) != nil:
      // Help and withdrawal are marks even within the second of another mark.
      guard let alarm = MarkList.alarm(for: digit) else { return false }
      begin(alarm, digit: digit, scene)
      pendingMark?.before = mark.inOrder
      return true
    case .enter:
      effects += keep(mark, scene)
      return true
    case .backspace, .escape:
      drop(mark, onlyLast: key == .backspace, scene)
      return true
    case .character:
      turnIntoText(mark, scene)
      return false
    default:
      effects += keep(mark, scene)
      return false
    }
  }

  /// Backspace takes the last press back; what was pending before it rests anew.
  private mutating func drop(_ mark: PendingMark, onlyLast: Bool, _ scene: Scene) {
    if onlyLast, var standing = mark.before.last {
      standing.before = mark.before.dropLast()
      standing.lastPress = scene.now.up
      pendingMark = standing
      say("mark \(mark.digit) dropped, mark \(standing.digit) stands", scene)
      return
    }
    pendingMark = nil
    let digits = mark.inOrder.map { String($0.digit) }.joined(separator: ", ")
    say("mark \(digits) dropped, nothing was kept", scene)
  }

  /// "10 min silent", "11 min silent": the digits were the first letters of a note, and so was
  /// their time.
  mutating func turnIntoText(_ mark: PendingMark, _ scene: Scene) {
    pendingMark = nil
    let presses = mark.inOrder
    line.firstKey = presses[0].stamp
    line.id = presses[0].id
    line.earlier = nextEarlier
    nextEarlier = 0
    for press in presses {
      line.buffer.insert(String(repeating: press.digit, count: press.presses))
    }
    lastTouched = scene.now.up
  }

  /// Keeps a mark, and before it those that were still pending at its key.
  mutating func keep(_ mark: PendingMark, _ scene: Scene) -> [Effect] {
    pendingMark = nil
    var effects: [Effect] = []
    for mark in mark.inOrder {
      let ago = mark.stamp.age(at: scene.now) + nextEarlier
      let request = Request(.record(.marked(mark.marking)), id: mark.id, ago: ago)
      guard let sent = send(request, scene) else { return effects }
      effects += sent
      nextEarlier = 0
      if case .marks = panel {
        panel = nil
      }
    }
    return effects
  }
}

extension Live.PendingMark {
  /// Every mark that is pending, in the order of the keys.
  package var inOrder: [Live.PendingMark] {
    var last = self
    last.before = []
    return before + [last]
  }
}
