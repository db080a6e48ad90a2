import Interaction
import SessionModel
import Testing

/// Checklists: "before dosing, leaving, each item done / not applicable / not done with reason".
struct CheckKeyTests {
  private func rows(_ room: Room, _ stage: CheckList.Stage = .before) -> [CheckRow] {
    CheckList.rows(
      stage, session: room.session, at: room.session.moment(room.now))
  }

  private func ticks(_ room: Room) -> [CheckTick] {
    room.events.compactMap { event in
      guard case .checkTicked(var tick) = event else { return nil }
      tick.itemWords = ""
      return tick
    }
  }

  private func row(_ room: Room, _ item: String, _ stage: CheckList.Stage = .before) -> CheckRow? {
    rows(room, stage).first { $0.item.id == item }
  }

  /// Moves to an item by Down and Up.
  private func choose(_ item: String, in room: Room, _ stage: CheckList.Stage = .before) {
    let all = rows(room, stage)
    guard case .checklist(_, let chosen)? = room.live.panel,
      let wanted = all.firstIndex(where: { $0.item.id == item })
    else {
      Issue.record("no item \(item)")
      return
    }
    let here = CheckList.place(of: chosen, in: all)
    for _ in 0..<abs(wanted - here) {
      room.press(wanted > here ? .down : .up)
    }
  }

  @Test func theKeysTickAtTheKeyAndNothingTicksItself() {
    var card = Preparation()
    card.stop = "right hand up"
    let room = Room(preparation: card)
    room.enter("bp 124/78 p72 o98")
    room.enter(":check")
    #expect(room.mode == .checklist)
    #expect(rows(room).allSatisfy { $0.tick == nil })
    choose("consent", in: room)
    let stamp = room.now.up + 40
    room.press(.right)
    #expect(room.entered.last?.happened.up == stamp)
    choose("pregnancy", in: room)
    room.type(" ")
    #expect(
      ticks(room) == [
        CheckTick(list: "before-dosing", item: "consent", answer: .done, words: ""),
        CheckTick(list: "before-dosing", item: "pregnancy", answer: .notApplicable, words: ""),
      ])
    #expect(row(room, "baseline-vitals")?.known?.words == "124/78  p72  o98")
    #expect(row(room, "baseline-vitals")?.known?.from.hasPrefix("reading ") == true)
    #expect(row(room, "stop-signal")?.known?.words == "right hand up")
    #expect(row(room, "baseline-vitals")?.tick == nil)
    #expect(room.entered.allSatisfy { $0.lane == .record })
  }

  @Test func notDoneNeedsAReason() {
    let room = Room()
    room.enter(":check")
    choose("playlist", in: room)
    room.press(.left)
    #expect(room.mode == .form)
    let stamp = room.now.up
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.notice.contains("without a reason nothing is kept"))
    room.press(.escape)
    #expect(ticks(room).isEmpty)
    #expect(room.mode == .checklist)
    room.press(.left)
    #expect(room.mode == .form)
    room.enter("the line is down, 4 G only")
    #expect(ticks(room).map(\.words) == ["the line is down, 4 G only"])
    #expect(ticks(room).first?.answer == .notDone)
    #expect((room.entered.last?.happened.up ?? 0) > stamp)
    #expect(room.mode == .checklist)
  }

  @Test func fieldsAreAskedOneAfterTheOtherAndKeptAsWords() {
    let room = Room()
    room.enter(":check before")
    choose("suicidality", in: room)
    room.press(.enter)
    let stamp = room.now.up
    room.enter("thoughts of not living?")
    #expect(room.live.form?.field.name == "answer")
    room.enter("no")
    room.press(.backTab)
    #expect(room.text == "no")
    room.press(.enter)
    room.press(.enter)
    room.enter("A.K.")
    #expect(
      ticks(room).map(\.words)
        == ["asked as: thoughts of not living?, answer: no, who told: A.K."])
    #expect(room.entered.last?.happened.up == stamp)
    #expect(row(room, "suicidality")?.tick?.answer == .done)
    choose("bathroom", in: room)
    room.press(.enter)
    #expect(room.mode == .checklist)
    #expect(ticks(room).count == 1)
  }

  @Test func aTickAgainCountsAndBothStayReadable() {
    let room = Room()
    room.enter(":check")
    choose("phones", in: room)
    room.press(.left)
    room.enter("hers rings still")
    room.press(.right)
    #expect(row(room, "phones")?.tick?.answer == .done)
    #expect(ticks(room).count == 2)
    room.control("z")
    room.type("y")
    room.pass(500)
    #expect(row(room, "phones")?.tick?.words == "hers rings still")
  }

  @Test func lettersAreNotesAndDigitsMarks() {
    let room = Room()
    room.enter(":check")
    room.enter("he hums")
    #expect(room.events == [note("he hums")])
    #expect(room.mode == .checklist)
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.last?.sign == "m")
    room.press(.escape)
    #expect(room.mode == .empty)
  }

  @Test func theListThatFitsNow() {
    let room = Room()
    room.enter(":check")
    #expect(
      room.live.panel.map { if case .checklist(.before, _) = $0 { true } else { false } } == true)
    room.enter("suds 5")
    room.enter("bp 124/78")
    room.enter("dose 60mg im")
    room.enter("suds 3")
    room.pass(minutes(95))
    room.enter("bp 126/80")
    room.enter(":end")
    room.enter(":check")
    #expect(row(room, "minimum-time", .leaving)?.known?.words == "95 of 90 min")
    #expect(row(room, "vitals", .leaving)?.known?.words == "126/80  +2/+2")
    #expect(row(room, "suds", .leaving)?.known?.words == "3, baseline 5")
    choose("vitals", in: room, .leaving)
    room.press(.right)
    #expect(ticks(room).map(\.list) == ["leaving"])
    room.enter(":check before")
    choose("identity", in: room)
    room.press(.right)
    #expect(ticks(room).map(\.list) == ["leaving", "before-dosing"])
    room.enter(":check sideways")
    #expect(room.isRefused)
  }

  @Test func theEsketamineProgrammeAsksItsOwnItems() {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "esketamine")
    let room = Room(rules: rules)
    #expect(row(room, "nasal-spray") != nil)
    #expect(row(room, "food") == nil)
    #expect(row(room, "ready-minute", .leaving) != nil)
    #expect(Room().session.treatment?.leaving == ["leaving"])
  }

  /// The programme's one figure: the line is not done without it.
  @Test func theMinuteIsAskedForWhereItIsNeeded() {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "esketamine")
    let room = Room(rules: rules)
    room.enter(":check leaving")
    choose("ready-minute", in: room, .leaving)
    room.press(.right)
    #expect(room.mode == .form && ticks(room).isEmpty)
    #expect(room.live.form?.label.hasSuffix("minute (T+0 to T+600 min)") == true)
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains("minute is needed"), "\(room.notice)")
    room.press(.escape)
    #expect(ticks(room).isEmpty && row(room, "ready-minute", .leaving)?.tick == nil)
    room.press(.right)
    room.enter("95")
    #expect(ticks(room).map(\.words) == ["T+95 min"])
    room.press(.right)
    #expect(room.mode == .checklist && ticks(room).count == 1)
    // Where it was not asked for, that is said by the other keys.
    choose("ready-minute", in: room, .leaving)
    room.type(" ")
    #expect(ticks(room).last?.answer == .notApplicable)
  }

  @Test func otherKindsHaveNone() {
    let room = Room(.contact)
    room.enter(":check")
    #expect(room.isRefused)
    #expect(room.mode == .writing)
  }
}
