import SessionModel

extension Live {
  /// Esc: closes the top panel, else parks, else follows the log. It never keeps.
  mutating func escape(_ scene: Scene) -> [Effect] {
    notice = nil
    switch panel {
    case .help(_, let held):
      let typed = draftOfFilter(scene)
      panel = nil
      line = held
      parked += typed
      return []
    case .marks:
      panel = nil
      park(scene)
      return []
    case .themes(_, let before):
      panel = nil
      return [.setTheme(before)]
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

  /// Words that were changed are parked with what they put right; unchanged ones were only looked
  /// at.
  mutating func leavePuttingRight(_ scene: Scene) {
    let target = line.puttingRight.flatMap { scene.session[$0] }
    let old = target.map { entry -> String in
      switch entry.event {
      case .noted(let note), .addendumWritten(let note): note.text
      case .marked(let mark): mark.words
      default: ShortForm.text(for: entry.event) ?? ""
      }
    }
    if line.isEmpty || line.text == old {
      line = NoteLine()
    } else {
      park(scene)
    }
  }

  private func draftOfFilter(_ scene: Scene) -> [Draft] {
    var aside = self
    aside.panel = nil
    guard !line.isEmpty else { return [] }
    return Array(aside.drafts.suffix(1)).map { draft in
      var draft = draft
      draft.isParked = true
      return draft
    }
  }

  mutating func openHelp() {
    if case .help = panel { return }
    if case .marks = panel {
      panel = nil
    }
    let held = line
    line = NoteLine()
    panel = .help(top: 0, held: held)
  }

  mutating func toggle(_ wanted: Panel, _ scene: Scene) {
    switch (panel, wanted) {
    case (.grounding, .grounding), (.preparation, .preparation): panel = nil
    case (.help(_, let held), _):
      parked += draftOfFilter(scene)
      line = held
      panel = wanted
    default: panel = wanted
    }
  }

  mutating func showVersions(_ scene: Scene) {
    guard let selected, let entry = scene.session[selected] else { return }
    guard !isProcessFolded || entry.lane == .record else {
      refuse("the process lane is folded: :private shows it", scene)
      return
    }
    panel = .versions(of: selected, top: 0)
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

  mutating func carry(_ scene: Scene) -> [Effect] {
    let target =
      selected.flatMap { scene.session[$0] } ?? scene.session.entries.last { $0.event.isEntered }
    guard let target else {
      refuse("there is no entry to carry yet", scene)
      return []
    }
    let effects = send(Request(.carry(target.id), id: scene.freshID), scene)
    if effects != nil {
      let clock = TimeText.clock(target.happened.wall, zone: target.zone)
      say(
        target.isCarried
          ? "the entry of \(clock) is no longer carried"
          : "the entry of \(clock) is carried to integration; ^X again takes it back", scene)
    }
    return effects ?? []
  }
}

// MARK: - Grounding

extension Live {
  func groundingRows(_ scene: Scene) -> [GroundingRow] {
    GroundingList.rows(
      session: scene.session, clinic: scene.clinic, at: scene.session.moment(scene.now))
  }

  mutating func ground(_ action: Action, _ scene: Scene) -> [Effect] {
    guard case .grounding(let place) = panel else { return [] }
    let rows = groundingRows(scene)
    let row = rows[min(place, rows.count - 1)]
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
