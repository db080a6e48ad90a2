import SessionModel

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
    case .enter:
      effects += keep(mark, scene)
      return true
    case .backspace, .escape:
      pendingMark = nil
      say("mark \(mark.digit) dropped, nothing was kept", scene)
      return true
    case .character:
      turnIntoText(mark, scene)
      return false
    default:
      effects += keep(mark, scene)
      return false
    }
  }

  /// "10 min silent", "11 min silent": the digits were the first letters of a note, and so was
  /// their time.
  mutating func turnIntoText(_ mark: PendingMark, _ scene: Scene) {
    pendingMark = nil
    line.firstKey = mark.stamp
    line.id = mark.id
    line.earlier = nextEarlier
    nextEarlier = 0
    line.buffer.insert(String(repeating: mark.digit, count: mark.presses))
    lastTouched = scene.now.up
  }

  mutating func keep(_ mark: PendingMark, _ scene: Scene) -> [Effect] {
    pendingMark = nil
    let ago = mark.stamp.age(at: scene.now) + nextEarlier
    let request = Request(.record(.marked(mark.marking)), id: mark.id, ago: ago)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    if case .marks = panel {
      panel = nil
    }
    return effects
  }
}
