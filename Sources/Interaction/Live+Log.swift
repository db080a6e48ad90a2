import SessionModel

extension Live {
  mutating func move(_ action: Action, _ scene: Scene) -> [Effect] {
    switch panel {
    case .marks(let row):
      let count = MarkList.rows(filter: line.text, clinic: scene.clinic).count
      panel = .marks(row: stepped(row, action, count: count))
    case .grounding(let chosen) where mode == .grounding && (action == .up || action == .down):
      let rows = groundingRows(scene)
      let row = GroundingList.place(of: chosen, in: rows)
      panel = .grounding(chosen: rows[stepped(row, action, count: rows.count)].id)
    case .help(let top, let held):
      panel = .help(top: stepped(top, action, count: .max), held: held)
    case .preparation(let top, let trigger) where mode == .preparation || mode == .card:
      moveCard(action, top: top, trigger: trigger, scene)
    case .sections(let choice) where mode == .sections && (action == .up || action == .down):
      moveSections(action, choice, scene)
    case .moments(let choice) where mode == .moments && (action == .up || action == .down):
      moveMoments(action, choice, scene)
    case .facts(var facts) where mode == .facts:
      facts.move(action)
      panel = .facts(facts)
    case .versions(let id, let top) where mode == .preparation:
      panel = .versions(of: id, top: stepped(top, action, count: .max))
    case .unkept(let top) where mode == .preparation:
      panel = .unkept(top: stepped(top, action, count: .max))
    case .closeOut(let top) where mode == .preparation:
      panel = .closeOut(top: stepped(top, action, count: .max))
    case .checklist(let stage, let chosen)
    where mode == .checklist && (action == .up || action == .down):
      let rows = checkRows(stage, scene)
      guard !rows.isEmpty else { return [] }
      let row = stepped(CheckList.place(of: chosen, in: rows), action, count: rows.count)
      panel = .checklist(stage, chosen: rows[row].id)
    case .questionnaire(let scale, let top, let showsSource)
    where mode == .questionnaire && (action == .up || action == .down):
      let top = stepped(top, action, count: .max)
      panel = .questionnaire(scale: scale, top: top, showsSource: showsSource)
    case .themes(let row, let before) where mode == .themes:
      let chosen = stepped(row, action, count: scene.clinic.themes.count)
      panel = .themes(row: chosen, before: before)
      return [.setTheme(scene.clinic.themes[chosen])]
    default:
      if mode == .writing && (action == .up || action == .down) {
        turnWriting(action, scene)
      } else {
        moveInLog(action, scene)
      }
    }
    return []
  }

  func stepped(_ row: Int, _ action: Action, count: Int) -> Int {
    let distance =
      switch action {
      case .up: -1
      case .down: 1
      case .pageUp: -10
      case .pageDown: 10
      default: 0
      }
    return max(0, min(count - 1, row + distance))
  }

  /// A panel that was scrolled beyond its end stands where the picture showed it: the next key
  /// counts from there.
  package mutating func tell(panelTop: Int) {
    switch panel {
    case .help(_, let held): panel = .help(top: panelTop, held: held)
    case .preparation(_, nil): panel = .preparation(top: panelTop)
    case .versions(let id, _): panel = .versions(of: id, top: panelTop)
    case .unkept: panel = .unkept(top: panelTop)
    case .closeOut: panel = .closeOut(top: panelTop)
    case .questionnaire(let scale, _, let showsSource):
      panel = .questionnaire(scale: scale, top: panelTop, showsSource: showsSource)
    case .preparation, .sections, .moments, .marks, .grounding, .facts, .themes, .checklist,
      .timeline, nil:
      break
    }
  }

  private mutating func moveInLog(_ action: Action, _ scene: Scene) {
    let shown = scene.session.places.shown
    guard !shown.isEmpty else {
      if action == .up, !parked.isEmpty {
        bringBack(scene)
      }
      return
    }
    func id(_ place: Int) -> EntryID {
      scene.session.entries[shown[max(0, min(shown.count - 1, place))]].id
    }
    let here = selected.flatMap { place(of: $0, scene) }
    if visible.isEmpty, action == .pageUp || action == .pageDown {
      // A window too small for a log has no pages: so many entries make one.
      let target = (here ?? shown.count) + (action == .pageUp ? -10 : 10)
      return target < shown.count ? choose(id(target), scene) : follow()
    }
    switch action {
    case .up where selected == nil && !parked.isEmpty: bringBack(scene)
    case .up:
      let below = visible.isEmpty ? shown.count : min(visible.upperBound, shown.count)
      choose(id((here ?? below) - 1), scene)
    case .down where here == nil || here == shown.count - 1: follow()
    case .down: choose(id((here ?? shown.count) + 1), scene)
    case .pageUp:
      guard visible.lowerBound > 0 else { return choose(id(0), scene) }
      scroll = .bottom(id(visible.lowerBound))
      selected = selected == nil ? nil : id(visible.lowerBound)
    case .pageDown:
      guard visible.upperBound < shown.count else { return follow() }
      scroll = .top(id(visible.upperBound - 1))
      selected = selected == nil ? nil : id(visible.upperBound - 1)
    case .toStart: choose(id(0), scene)
    case .toEnd: follow()
    default: break
    }
  }

  mutating func follow() {
    scroll = .following
    selected = nil
  }

  func place(of id: EntryID, _ scene: Scene) -> Int? {
    guard let position = scene.session.index[id] else { return nil }
    return scene.session.places.shown.partitioningIndex { $0 >= position }
  }

  /// Chooses an entry and moves the log just so far that it is on the screen.
  mutating func choose(_ id: EntryID, _ scene: Scene) {
    selected = id
    guard let place = place(of: id, scene) else { return }
    if place < visible.lowerBound {
      scroll = .top(id)
    } else if place >= visible.upperBound {
      scroll = .bottom(id)
    } else if scroll == .following {
      let last = scene.session.places.shown[max(visible.lowerBound, visible.upperBound - 1)]
      scroll = .bottom(scene.session.entries[last].id)
    }
  }

  /// Shows the log where an entry stands, which is chosen; false where nothing is shown of it.
  package mutating func begin(atEntry id: EntryID, of session: Session) -> Bool {
    guard let position = session.index[id], session.entries[position].event.isShown else {
      return false
    }
    selected = id
    scroll = .bottom(id)
    return true
  }

  mutating func offerPhase(_ scene: Scene) {
    guard scene.session.kind == .dosing else {
      refuse(Refusal.notDosing(scene.session.kind).words, scene)
      return
    }
    if case .form(.phaseEntered) = reading(scene.session, at: scene.now).meaning {
      turnWriting(.down, scene)
      return
    }
    let next = scene.session.phase.map { $0.phase.next ?? $0.phase } ?? .arrival
    if line.puttingRight != nil {
      leavePuttingRight(scene)
    } else {
      park(scene)
    }
    panel = panel?.takesText == true ? nil : panel
    insert("phase \(next.rawValue)", scene)
    say("Enter keeps the phase; Up and Down offer another", scene)
  }
}

// MARK: - Finding

extension Live {
  /// The nearest entry before the chosen one (or the newest) that holds the words; an empty search
  /// repeats the last one.
  package mutating func find(_ typed: String, _ scene: Scene) {
    let wanted = typed.isEmpty ? found ?? "" : typed
    guard !wanted.isEmpty else {
      refuse("type what to find behind the slash", scene)
      return
    }
    found = wanted
    let shown = scene.session.places.shown
    let start = selected.flatMap { place(of: $0, scene) } ?? shown.count
    let order = (0..<start).reversed() + (start..<shown.count).reversed()
    for place in order {
      let entry = scene.session.entries[shown[place]]
      if !isFolded(entry), entry.contains(wanted) {
        parkSearch(typed)
        choose(entry.id, scene)
        say(
          place >= start
            ? "found further on, from the end again; / and Enter: next"
            : "found; / and Enter finds the one before, End follows", scene)
        return
      }
    }
    // It may have been a sentence: its words stay.
    let shownToo = isProcessFolded ? " (the process lane is folded: :private shows it)" : ""
    refuse(
      "nothing in this session holds these words\(shownToo); Tab keeps the line as a note", scene)
  }

  /// Words that were found may still have been a sentence that begins with a slash, so they are
  /// parked like any text typed in find; the next search takes the place of this one.
  private mutating func parkSearch(_ typed: String) {
    giveTimeBack(of: line)
    line.earlier = 0
    if !typed.isEmpty, let draft = line.draft(isParked: true) {
      parked.removeAll { $0.id == parkedSearch }
      parked.append(draft)
      parkedSearch = draft.id
    }
    line = NoteLine()
  }

  /// To the first entry at or behind a moment, else the newest.
  mutating func goTo(_ target: String, _ scene: Scene) {
    let session = scene.session
    let shown = session.places.shown
    let times = shown.map { session.time(of: session.entries[$0].happened) }
    let now = max(0, session.time(of: session.moment(scene.now)))
    let here = selected.flatMap { place(of: $0, scene) }.map { times[$0] }
    guard let first = times.min(),
      let sought = session.sought(target, in: min(0, first)...now, from: here ?? .min)
    else {
      refuse("no such moment: as in :goto T+31 or :goto 14:05", scene)
      return
    }
    let nearest = times.firstIndex { $0 >= sought.time } ?? shown.count - 1
    choose(session.entries[shown[nearest]].id, scene)
    if let lack = sought.lack { say(lack.words(of: target, isOpen: true), scene) }
  }
}

extension Entry {
  /// True where the words of the entry, now or before it was put right, hold the text; letters
  /// match in either case.
  package func contains(_ wanted: String, inEarlier: Bool = true) -> Bool {
    let needle = wanted.lowercased()
    return ([event] + (inEarlier ? earlier : [])).contains {
      $0.words.lowercased().contains(needle)
    }
      || appended.contains { $0.lowercased().contains(needle) }
  }
}
