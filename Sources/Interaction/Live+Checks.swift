import SessionModel

extension Live {
  func checkRows(_ stage: CheckList.Stage, _ scene: Scene) -> [CheckRow] {
    CheckList.rows(
      stage, session: scene.session, at: scene.session.moment(scene.now))
  }

  /// The list that fits now, or the one whose name begins so and no other's.
  mutating func openChecklist(_ typed: String, _ scene: Scene) {
    guard scene.session.kind == .dosing else {
      refuse(Refusal.notDosing(scene.session.kind).words, scene)
      return
    }
    let names = CheckList.names(scene.session)
    let matches = names.filter { $0.words.hasPrefix(CheckList.plain(typed)) }
    let stages = Set(matches.map(\.stage))
    guard typed.isEmpty || stages.count == 1 else {
      let known = names.map(\.words).joined(separator: ", ")
      refuse("no one list has a name that begins so; there are \(known)", scene)
      return
    }
    let stage = typed.isEmpty ? CheckList.Stage.fitting(scene.session) : matches[0].stage
    var rows = checkRows(stage, scene)
    if let list = matches.first?.list, !typed.isEmpty, rows.contains(where: { $0.list == list }) {
      rows.removeAll { $0.list != list }
    }
    guard let first = rows.first(where: { $0.tick == nil }) ?? rows.first else {
      refuse("the protocol names no list for \(stage.title)", scene)
      return
    }
    panel = .checklist(stage, chosen: first.id)
  }

  private func chosenCheck(_ scene: Scene) -> CheckRow? {
    guard case .checklist(let stage, let chosen) = panel else { return nil }
    let rows = checkRows(stage, scene)
    return rows.isEmpty ? nil : rows[CheckList.place(of: chosen, in: rows)]
  }

  /// A tick at its key. The same answer again is no second record: it goes on to the next item
  /// that has none.
  mutating func tick(_ answer: CheckTick.Answer, _ scene: Scene) -> [Effect] {
    guard let row = chosenCheck(scene) else { return [] }
    if answer != .notDone, row.tick?.answer == answer {
      goOn(from: row, scene)
      return []
    }
    let tick = CheckTick(list: row.list, item: row.item.id, answer: answer, words: "")
    if answer == .notDone {
      ask([.init("why not done", isOptional: false)], for: tick, of: row, scene)
      return []
    }
    if answer == .done, row.item.fields.contains(where: \.isNeeded) { return fillIn(scene) }
    let request = Request(.record(.checkTicked(tick)), id: scene.freshID, ago: nextEarlier)
    guard let effects = send(request, scene) else { return [] }
    nextEarlier = 0
    return effects
  }

  private mutating func goOn(from row: CheckRow, _ scene: Scene) {
    guard case .checklist(let stage, _) = panel else { return }
    let rows = checkRows(stage, scene)
    let place = CheckList.place(of: row.id, in: rows)
    guard let next = (rows[place...] + rows[..<place]).first(where: { $0.tick == nil }) else {
      say("every item of the list has its answer", scene)
      return
    }
    panel = .checklist(stage, chosen: next.id)
  }

  /// Enter: the fields of the item, one after the other.
  mutating func fillIn(_ scene: Scene) -> [Effect] {
    guard let row = chosenCheck(scene) else { return [] }
    guard !row.item.fields.isEmpty else {
      say("nothing more is asked here: Right done, Left not done, Space not applicable", scene)
      return []
    }
    let tick = CheckTick(list: row.list, item: row.item.id, answer: .done, words: "")
    ask(row.item.fields.map(SmallForm.Field.init(of:)), for: tick, of: row, scene)
    return []
  }

  private mutating func ask(
    _ fields: [SmallForm.Field], for tick: CheckTick, of row: CheckRow, _ scene: Scene
  ) {
    let title = CheckList.short(row.item.words)
    open(
      SmallForm(
        purpose: .tick(tick, title: title), fields: fields, stamp: Stamp(scene.now),
        id: scene.freshID, earlier: nextEarlier), scene)
    nextEarlier = 0
  }
}

// MARK: - Dispatch

extension Live {
  /// What the clinical panels' keys ask for.
  mutating func performClinical(_ action: Action, _ scene: Scene) -> [Effect] {
    switch action {
    case .tickDone: return tick(.done, scene)
    case .tickNotDone: return tick(.notDone, scene)
    case .tickNotApplicable: return tick(.notApplicable, scene)
    case .itemBack, .itemOn: turnItem(action == .itemOn)
    case .previousField: fieldBefore(scene)
    case .makeNote: makeNoteOfField(scene)
    case .acknowledge: return acknowledge(scene)
    case .leftOfRow, .rightOfRow:
      let isRight = action == .rightOfRow
      if case .sections = panel { return turnSection(isRight, scene) }
      return turnMoment(isRight, scene)
    default: break
    }
    return []
  }
}
