import SessionModel

extension Live {
  /// Esc: closes the top panel, else parks, else follows the log. It never keeps.
  mutating func escape(_ scene: Scene) -> [Effect] {
    notice = nil
    if form != nil, !isFiltering {
      putFormAside(scene)
      return []
    }
    if leavesLineOfList(scene) || leavesOrder(scene) { return [] }
    switch panel {
    case .help(_, let held):
      let typed = draftOfFilter
      panel = nil
      line = held
      lastTouched = scene.now.up
      parked += typed
      return []
    case .marks:
      panel = nil
      park(scene)
      return []
    case .themes(_, let before):
      panel = nil
      return [.setTheme(before)]
    case .questionnaire(let scale, _, _):
      putAside(scale, scene)
      return []
    case .some:
      panel = nil
      return []
    case nil: break
    }
    if line.puttingRight != nil {
      leavePuttingRight(scene)
    } else if !line.isEmpty {
      park(scene)
    } else if line.isWordForWord {
      line = NoteLine()
    } else {
      follow()
    }
    return []
  }

  /// What a list put into the line is left before the list is.
  private mutating func leavesLineOfList(_ scene: Scene) -> Bool {
    guard panel?.takesText == false, line.putIn != nil else { return false }
    line.puttingRight == nil ? park(scene) : leavePuttingRight(scene)
    return true
  }

  private mutating func leavesOrder(_ scene: Scene) -> Bool {
    switch panel {
    case .sections(let choice) where choice.order != nil:
      panel = .sections(SectionsChoice(chosen: choice.chosen))
    case .moments(let choice) where choice.order != nil:
      panel = .moments(MomentsChoice(chosen: choice.chosen))
    default: return false
    }
    say("the order is as it was", scene)
    return true
  }

  /// What is typed to filter help by: it may have been a note.
  private var draftOfFilter: [Draft] { line.draft(isParked: true).map { [$0] } ?? [] }

  /// A preview of themes is over where help is opened: the theme is as before.
  @discardableResult
  mutating func openHelp() -> [Effect] {
    var effects: [Effect] = []
    switch panel {
    case .help: return []
    case .themes(_, let before): effects = [.setTheme(before)]
    default: break
    }
    let held = line
    line = NoteLine()
    panel = .help(top: 0, held: held)
    return effects
  }

  mutating func toggle(_ wanted: Panel, _ scene: Scene) {
    switch (panel, wanted) {
    case (.grounding, .grounding), (.preparation, .preparation), (.sections, .sections),
      (.moments, .moments):
      panel = nil
    case (.help(_, let held), _):
      parked += draftOfFilter
      line = held
      lastTouched = scene.now.up
      panel = wanted
    default: panel = wanted
    }
  }

  mutating func showVersions(_ scene: Scene) {
    guard let selected, let entry = scene.session[selected] else { return }
    guard !refusesFolded(entry, scene) else { return }
    panel = .versions(of: selected, top: 0)
  }

  /// Where what is chosen comes from: a figure of the list, a way of grounding, an entry.
  mutating func saySource(_ scene: Scene) {
    switch panel {
    case .questionnaire: showSource()
    case .facts(let facts): cite(facts.sourceWords, scene)
    case .grounding(let chosen):
      let rows = groundingRows(scene)
      let row = rows[GroundingList.place(of: chosen, in: rows)]
      cite(EntrySource.words(of: row, clinic: scene.clinic), scene)
    case .checklist(let stage, let chosen):
      let rows = checkRows(stage, scene)
      guard !rows.isEmpty else { return }
      cite(
        EntrySource.words(of: rows[CheckList.place(of: chosen, in: rows)], session: scene.session),
        scene)
    default:
      guard let entry = chosen(in: scene.session) else { return }
      cite(
        EntrySource.words(of: entry, session: scene.session, clinic: scene.clinic), scene)
    }
  }

  mutating func sayWhenKept(_ scene: Scene) {
    let at = keeping.at.map { TimeText.clockSeconds($0, zone: scene.now.zone) }
    switch keeping.state {
    case .kept:
      let words = at.map { "everything entered is on the disk, last kept \($0)" }
      say(words ?? "nothing entered yet", scene)
    case .keeping(let since):
      say(
        "the last entry is on its way for \(TimeText.words(scene.now.up - since)); "
          + "kept before: \(at ?? "nothing")", scene)
    case .memoryOnly:
      refuse("in memory only: it is lost when the machine stops; free the disk, then :retry", scene)
    case .notKept(let why, _):
      refuse("not kept: \(why); it stays here and is tried again, :retry tries now", scene)
    }
  }
}

// MARK: - Grounding

extension Live {
  func groundingRows(_ scene: Scene) -> [GroundingRow] {
    GroundingList.rows(
      session: scene.session, clinic: scene.clinic, at: scene.session.moment(scene.now))
  }

  mutating func ground(_ action: Action, _ scene: Scene) -> [Effect] {
    guard case .grounding(let chosen) = panel else { return [] }
    let rows = groundingRows(scene)
    let row = rows[GroundingList.place(of: chosen, in: rows)]
    if row.group == .always {
      return helpFromList(action, scene)
    }
    let number = scene.session.groundingEpisode(at: scene.session.moment(scene.now)).number
    var step = GroundingStep(
      episode: number, technique: row.id, words: row.words, act: .offered)
    switch action {
    case .accepted: step.act = .accepted
    case .declined: step.act = .declined
    case .tickStep:
      guard let next = row.steps.first(where: { !$0.isTicked }) else {
        say(row.steps.isEmpty ? "this one has no steps" : "every step is ticked", scene)
        return []
      }
      step.act = .step
      step.step = next.words
    default: break
    }
    let request = Request(
      .record(.grounded(step)), id: scene.freshID, ago: nextEarlier)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    return effects
  }

  private mutating func helpFromList(_ action: Action, _ scene: Scene) -> [Effect] {
    guard action == .enter || action == .accepted else {
      say("medical help: key 9, or Enter here", scene)
      return []
    }
    begin(.helpCalled, digit: "9", scene)
    return []
  }
}
