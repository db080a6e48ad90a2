import SessionModel

extension Live {
  func sectionRows(_ choice: SectionsChoice, _ scene: Scene) -> [SectionRow] {
    SectionList.rows(session: scene.session, clinic: scene.clinic, order: choice.order)
  }

  /// The card as the kind of session has it: the list that fills it, what a talk begins with and
  /// then the card, or the card alone.
  mutating func toggleCard(_ scene: Scene) {
    switch scene.session.kind {
    case .preparation: toggle(.sections(SectionsChoice()), scene)
    case .integration:
      switch panel {
      case .moments: panel = card(scene)
      case .preparation: panel = nil
      default: toggle(firstMoments(scene), scene)
      }
    case .dosing, .contact: toggle(card(scene), scene)
    }
  }

  /// What a session in which nothing was entered yet opens with.
  package mutating func openFirstPanel(_ session: Session) {
    guard session.enteredCount == 0, panel == nil else { return }
    switch session.kind {
    case .preparation: panel = .sections(SectionsChoice())
    case .integration where !session.before.moments.isEmpty:
      panel = .moments(MomentList.begin(session))
    default: break
    }
  }

  mutating func openSections(_ scene: Scene) {
    guard scene.session.kind == .preparation else {
      refuse("the sections are filled in a preparation session; ^O shows the card", scene)
      return
    }
    panel = .sections(SectionsChoice())
  }

  // MARK: Keys

  mutating func moveSections(_ action: Action, _ choice: SectionsChoice, _ scene: Scene) {
    let rows = sectionRows(choice, scene)
    let row = stepped(
      SectionList.place(of: choice.chosen, in: rows), action, count: rows.count)
    panel = .sections(SectionsChoice(chosen: rows[row].id, order: choice.order))
  }

  /// Enter: the section in the line as what would make it again, or an order that waits.
  mutating func enterSection(_ scene: Scene) -> [Effect] {
    guard case .sections(let choice) = panel else { return [] }
    if let order = choice.order { return keep(order: order, choice, scene) }
    let rows = sectionRows(choice, scene)
    let row = rows[SectionList.place(of: choice.chosen, in: rows)]
    switch row.holds {
    case .score(let scale): openQuestionnaire(scale, scene)
    case .section(.trigger): putIn("trigger: ", scene)
    case .section(let section): open(section, row, scene)
    case .trigger(let name):
      let known = scene.session.preparation.triggers.first { $0.trigger == name }
      let list = known.map { [$0.trigger, $0.sign, $0.response] } ?? []
      open(Prepared(section: .trigger, list: list), row, scene)
    case .way:
      open(Prepared(section: .coping, list: scene.session.preparation.coping), row, scene)
    }
    return []
  }

  /// A decision is made anew: the one before stays an entry of its own.
  private mutating func open(
    _ section: Prepared.Section, _ row: SectionRow, _ scene: Scene
  ) {
    guard !row.isEmpty, section != .ready,
      let standing = scene.session.preparation.section(section)
    else {
      putIn("\(PreparedForm.name(of: section)): ", scene)
      return
    }
    open(standing, row, scene)
  }

  /// What this session said is put right, so that the old stays readable behind it; what an earlier
  /// one said is said anew.
  private mutating func open(_ standing: Prepared, _ row: SectionRow, _ scene: Scene) {
    let entry = row.entry.flatMap { scene.session[$0] }
    guard let text = PreparedForm.text(for: standing) else {
      putIn("\(PreparedForm.name(of: standing.section)): ", scene)
      return
    }
    putIn(text, scene)
    if let entry, scene.session.state != .sealed {
      line.puttingRight = entry.id
      say("puts right what stands; the old words stay readable. Esc leaves it as it was", scene)
    }
  }

  /// Puts a text in to be gone on with. While nothing is typed to it, it is nobody's words.
  mutating func putIn(_ text: String, _ scene: Scene) {
    line = NoteLine()
    insert(text, scene)
    line.putIn = text
    notice = nil
  }

  /// ← →: a way of coping up or down in the order; ready or not yet on the last row.
  mutating func turnSection(_ isDown: Bool, _ scene: Scene) -> [Effect] {
    guard case .sections(let choice) = panel else { return [] }
    let rows = sectionRows(choice, scene)
    let row = rows[SectionList.place(of: choice.chosen, in: rows)]
    switch row.holds {
    case .way(let place):
      let order = choice.order ?? scene.session.preparation.coping
      let next = place + (isDown ? 1 : -1)
      guard order.indices.contains(next) else { return [] }
      var turned = order
      turned.swapAt(place, next)
      let isAsBefore = turned == scene.session.preparation.coping
      panel = .sections(
        SectionsChoice(chosen: choice.chosen, order: isAsBefore ? nil : turned))
      say(isAsBefore ? "the order is as it was" : Self.orderWaits, scene)
    case .section(.ready) where isDown:
      return record(Prepared(section: .ready, text: Preparation.Decision.yes), scene)
    case .section(.ready): putIn("ready: not yet ", scene)
    default: say("Left and Right order the ways of coping, and decide on the last row", scene)
    }
    return []
  }

  static let orderWaits = "Enter keeps this order, Esc leaves it as it was"

  private mutating func keep(
    order: [String], _ choice: SectionsChoice, _ scene: Scene
  ) -> [Effect] {
    let effects = record(Prepared(section: .coping, list: order), scene)
    if !effects.isEmpty { panel = .sections(SectionsChoice(chosen: choice.chosen)) }
    return effects
  }

  private mutating func record(_ prepared: Prepared, _ scene: Scene) -> [Effect] {
    record(.prepared(prepared), scene)
  }

  /// Keeps what a key alone says.
  mutating func record(_ event: Event, _ scene: Scene) -> [Effect] {
    let request = Request(.record(event), id: scene.freshID, ago: nextEarlier)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    return effects
  }
}

extension Preparation {
  /// What stands of a section, as it would be entered; nil where nothing does.
  func section(_ section: Prepared.Section) -> Prepared? {
    func words(_ text: String, _ behind: String = "") -> Prepared? {
      text.isEmpty
        ? nil : Prepared(section: section, text: text, list: behind.isEmpty ? [] : [behind])
    }
    func listed(_ list: [String]) -> Prepared? {
      list.isEmpty ? nil : Prepared(section: section, list: list)
    }
    switch section {
    case .intention: return words(intention)
    case .history: return words(history)
    case .readiness:
      return readiness.isEmpty
        ? nil : Prepared(section: section, text: readiness, list: fears)
    case .trigger: return nil
    case .coping: return listed(coping)
    case .resource: return words(resource)
    case .mantra: return words(mantra)
    case .say: return listed(say)
    case .avoid: return listed(avoid)
    case .touch: return words(touch, touchPresent)
    case .stop: return words(stop)
    case .music: return words(music)
    case .support: return words(support)
    case .consent: return listed(consent)
    case .clearance: return words(clearance, cleared)
    case .excluded: return listed(excluded)
    case .plan: return words(plan)
    case .escort: return words(escort)
    case .noGo: return words(noGo)
    case .ready: return nil
    }
  }
}
