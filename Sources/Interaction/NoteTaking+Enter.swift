import SessionModel

extension NoteTaking {
  /// Enter in a line: keeps what it says, or says why not.
  mutating func enterLine(_ scene: Scene) -> [Effect] {
    let reading = reading(scene.session, at: scene.now)
    switch reading.meaning {
    case .empty: enterWithoutWords(scene)
    case .note(_, let text) where text.allSatisfy(\.isWhitespace): enterWithoutWords(scene)
    case .note(let kind, let text):
      return keep(.noted(Note(kind: kind, text: text)), reading, scene)
    case .form(let event): return keep(event, reading, scene)
    case .unfinished(let why):
      refuse(line.puttingRight == nil ? "\(why); Tab keeps it as a note" : why, scene)
    case .command(let command): return enter(command, scene)
    case .unknownCommand:
      refuse("no such command, nothing was run: Tab makes it a note, Esc parks it", scene)
    case .find(let wanted): find(wanted, scene)
    }
    return []
  }

  /// An entry is struck, which asks and shows, and never emptied.
  private mutating func enterWithoutWords(_ scene: Scene) {
    if line.puttingRight == nil {
      enterNothing(scene)
    } else {
      refuse("there are no words: type them, or Esc leaves the entry as it was", scene)
    }
  }

  /// A command that is refused stays in the line with its words.
  private mutating func enter(_ command: Command, _ scene: Scene) -> [Effect] {
    let typed = line
    closeLine()
    notice = nil
    let effects = run(command, of: typed, scene)
    if notice?.tone == .refused {
      openLine(typed)
    } else if !command.isEntry {
      giveTimeBack(of: typed)
    }
    return effects
  }

  private mutating func keep(
    _ event: Event, _ reading: LineReading, _ scene: Scene
  ) -> [Effect] {
    if reading.ago == .max {
      refuse(Refusal.noDoseToCountFrom.words, scene)
      return []
    }
    let earlier = reading.ago - line.age(in: scene.session, at: scene.now)
    if earlier > Backdating.limit && reading.isBackdated {
      refuse(Refusal.tooLongAgo(hours: 24).words, scene)
      return []
    }
    let id = line.id ?? scene.freshID
    var act = Request.Act.record(event)
    if let ref = line.puttingRight {
      act = .putRight(ref, putRight(event, ref, scene))
    }
    let lane: Lane? =
      if case .note = reading.meaning { reading.lane } else { nil }
    let request = Request(act, id: id, ago: reading.ago, lane: lane)
    guard let effects = send(request, scene) else { return [] }
    if line.puttingRight != nil {
      letGoOfEntry()
    }
    closeLine()
    return effects
  }

  /// A note that is put right keeps its kind even where its text now begins like another.
  private func putRight(_ event: Event, _ ref: EntryID, _ scene: Scene) -> Event {
    guard case .noted(let fresh) = event, let target = scene.session[ref] else { return event }
    switch target.event {
    case .noted(let note): return .noted(Note(kind: note.kind, text: fresh.text))
    case .addendumWritten(let note):
      return .addendumWritten(Note(kind: note.kind, text: fresh.text))
    default: return event
    }
  }

  /// The chosen entry's words stand in the line and are kept as an amendment.
  mutating func bringWordsBack(_ scene: Scene) {
    guard let entry = chosen(in: scene.session), !refusesFolded(entry, scene) else { return }
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
      guard let text = ShortForm.text(for: entry.event, in: scene.session) else {
        let isOurs = !entry.event.isStrikeable
        refuse(isOurs ? Refusal.ownEntry : Refusal.cannotPutRight.words, scene)
        return
      }
      fresh.buffer = TextBuffer(text)
    }
    fresh.puttingRight = entry.id
    fresh.firstKey = Stamp(scene.now)
    fresh.id = scene.freshID
    openLine(fresh)
    lastTouched = scene.now.up
    say("puts right this entry; the old words stay readable. Esc leaves it as it was", scene)
  }
}
