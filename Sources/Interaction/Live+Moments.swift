import SessionModel

extension Live {
  func momentRows(_ choice: MomentsChoice, _ scene: Scene) -> [MomentRow] {
    MomentList.rows(session: scene.session, order: choice.order)
  }

  func firstMoments(_ scene: Scene) -> Panel { .moments(MomentList.begin(scene.session)) }

  mutating func openMoments(_ scene: Scene) {
    guard scene.session.kind == .integration else {
      refuse("what surfaced is looked at in an integration session", scene)
      return
    }
    panel = firstMoments(scene)
  }

  private func chosenMoment(_ scene: Scene) -> (row: MomentRow, choice: MomentsChoice)? {
    guard case .moments(let choice) = panel else { return nil }
    let rows = momentRows(choice, scene)
    guard !rows.isEmpty else { return nil }
    return (rows[MomentList.place(of: choice.chosen, in: rows)], choice)
  }

  // MARK: Keys

  mutating func moveMoments(_ action: Action, _ choice: MomentsChoice, _ scene: Scene) {
    let rows = momentRows(choice, scene)
    guard !rows.isEmpty else { return }
    let row = stepped(MomentList.place(of: choice.chosen, in: rows), action, count: rows.count)
    panel = .moments(MomentsChoice(chosen: rows[row].id, order: choice.order))
  }

  /// Enter: the moment in the line as a fragment, with where it came from; or an order that waits.
  mutating func enterMoment(_ scene: Scene) -> [Effect] {
    guard let (row, choice) = chosenMoment(scene) else { return [] }
    if let order = choice.order { return keep(order: order, choice, scene) }
    guard row.group != .inOrder, let moment = row.moment else {
      say("Left and Right put it in order, ^Z strikes what was entered last", scene)
      return []
    }
    goOn(from: row, scene)
    putIn("fragment: \(Self.oneLine(moment.words)) > \(moment.place)", scene)
    return []
  }

  /// ← →: up or down in the order; of a moment that is not in it, left for another time or taken as
  /// it stands.
  mutating func turnMoment(_ isRight: Bool, _ scene: Scene) -> [Effect] {
    guard let (row, choice) = chosenMoment(scene) else { return [] }
    if row.group == .inOrder, let id = row.fragment {
      turn(id, isRight, choice, scene)
      return []
    }
    guard let moment = row.moment, isRight || row.group == .open else { return [] }
    goOn(from: row, scene)
    let words = isRight ? Self.oneLine(moment.words) : moment.words
    let integrated = Integrated(isRight ? .fragment : .later, moment, words: words)
    return record(.integrated(integrated), scene)
  }

  private mutating func turn(
    _ id: EntryID, _ isDown: Bool, _ choice: MomentsChoice, _ scene: Scene
  ) {
    let standing = scene.session.fragments.map(\.entry.id)
    var order = choice.order ?? standing
    guard let place = order.firstIndex(of: id) else { return }
    let next = place + (isDown ? 1 : -1)
    guard order.indices.contains(next) else { return }
    order.swapAt(place, next)
    let isAsBefore = order == standing
    panel = .moments(MomentsChoice(chosen: choice.chosen, order: isAsBefore ? nil : order))
    say(isAsBefore ? "the order is as it was" : Self.orderWaits, scene)
  }

  private mutating func keep(
    order: [EntryID], _ choice: MomentsChoice, _ scene: Scene
  ) -> [Effect] {
    let fragments = scene.session.fragments
    let words = order.compactMap { id in fragments.first { $0.entry.id == id }?.fragment.text }
    let event = Event.integrated(
      Integrated(
        part: .order,
        text: words.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: " · "), list: order))
    let effects = record(event, scene)
    if !effects.isEmpty { panel = .moments(MomentsChoice(chosen: choice.chosen)) }
    return effects
  }

  /// The row that is dealt with goes elsewhere: the one behind it is chosen.
  private mutating func goOn(from row: MomentRow, _ scene: Scene) {
    guard case .moments(let choice) = panel else { return }
    let rows = momentRows(choice, scene)
    let place = MomentList.place(of: row.id, in: rows)
    let next = [place + 1, place - 1].first(where: rows.indices.contains)
    panel = .moments(MomentsChoice(chosen: next.map { rows[$0].id } ?? ""))
  }

  /// The form is one line.
  private static func oneLine(_ words: String) -> String {
    words.split { $0 == " " || $0.isNewline }.joined(separator: " ")
  }
}

// MARK: - The card

extension Live {
  /// In the room the first trigger is chosen, so that one key logs it.
  func card(_ scene: Scene) -> Panel {
    .preparation(top: 0, trigger: triggers(scene).isEmpty ? nil : 0)
  }

  private func triggers(_ scene: Scene) -> [Preparation.Trigger] {
    scene.session.kind == .dosing ? scene.session.preparation.triggers : []
  }

  /// ↑↓ choose among the triggers, which stand first; behind the last one the card scrolls.
  mutating func moveCard(_ action: Action, top: Int, trigger: Int?, _ scene: Scene) {
    let count = triggers(scene).count
    let next = stepped(top, action, count: .max)
    switch (action, trigger) {
    case (.down, let chosen?) where chosen + 1 < count:
      panel = .preparation(top: 0, trigger: chosen + 1)
    case (.up, let chosen?): panel = .preparation(top: 0, trigger: max(0, chosen - 1))
    case (.up, nil) where next == 0 && count > 0:
      panel = .preparation(top: 0, trigger: count - 1)
    default: panel = .preparation(top: next, trigger: nil)
    }
  }

  /// The early sign is an entry, and what was agreed for it is said at once.
  mutating func noticeTrigger(_ scene: Scene) -> [Effect] {
    let known = triggers(scene)
    guard case .preparation(_, let chosen?) = panel, known.indices.contains(chosen) else {
      return []
    }
    let trigger = known[chosen]
    let effects = record(.noted(Note.noticed(trigger)), scene)
    guard !effects.isEmpty else { return [] }
    panel = nil
    say("agreed for it: \(trigger.response)   ^G offers it", scene)
    return effects
  }
}
