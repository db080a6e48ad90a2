import Interaction
import Screen
import SessionModel
import Testing

/// A preparation's list, the card in the room, what surfaced: never over header or note line.
@Suite struct ArcPanelTests {
  private static let sizes = [(80, 24), (60, 20)]

  private func prepared(
    _ section: Prepared.Section, _ text: String, _ list: [String] = []
  ) -> Event {
    .prepared(Prepared(section: section, text: text, list: list))
  }

  private func preparation() -> Script {
    var script = Script(kind: .preparation)
    script.at(120)
    script.add(prepared(.intention, "Meet the grief without leaving the room."))
    script.add(prepared(.history, "two losses in one winter; panic since; sleeps five hours"))
    script.add(prepared(.readiness, "7 of 10", ["not coming back"]))
    script.add(
      prepared(.trigger, "", ["door closing", "jaw, left fist", "\"the door opens from inside\""]))
    script.at(900)
    script.add(prepared(.coping, "", ["slow out-breath", "both feet", "the grey stone", "hum"]))
    script.add(prepared(.touch, "hands, shoulders, ask each time; nothing else"))
    script.add(prepared(.consent, "", ["treatment", "off-label use"]))
    script.add(.scored(Score(scale: "phq9", value: 17)))
    script.add(prepared(.ready, "not yet", ["sleeps badly"]))
    return script
  }

  private func expect(
    _ script: Script, _ interface: Interface, _ name: String, _ columns: Int, _ rows: Int
  ) {
    let drawn = script.render(interface, columns, rows)
    Picture.expect(drawn.frame, is: "\(name)-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func emptySections(columns: Int, rows: Int) {
    let script = Script(kind: .preparation)
    let interface = script.live { $0.openFirstPanel(script.session) }
    expect(script, interface, "sections-empty", columns, rows)
  }

  @Test(arguments: sizes)
  func filledSections(columns: Int, rows: Int) {
    let script = preparation()
    let interface = script.live { $0.panel = .sections(SectionsChoice(chosen: "touch")) }
    expect(script, interface, "sections-touch", columns, rows)
  }

  @Test func theOrderAsItIsMovedAndTheDecision() {
    let script = preparation()
    let order = ["hum", "slow out-breath", "both feet", "the grey stone"]
    let moved = script.live {
      $0.panel = .sections(SectionsChoice(chosen: "coping:hum", order: order))
    }
    expect(script, moved, "sections-order", 80, 24)
    let ready = script.live { $0.panel = .sections(SectionsChoice(chosen: "ready")) }
    expect(script, ready, "sections-ready", 80, 24)
  }

  @Test func aFoldedProcessLaneIsFoldedInTheListToo() {
    let script = preparation()
    let interface = script.live {
      $0.panel = .sections(SectionsChoice())
      $0.isProcessFolded = true
    }
    let text = script.render(interface).frame.rows.map { $0.map(\.text).joined() }
    #expect(!text.contains { $0.contains("two losses") })
    #expect(text.contains { $0.contains("filled, folded") })
  }

  @Test(arguments: sizes)
  func theCardWithATriggerChosen(columns: Int, rows: Int) {
    let script = Script.arc(until: 1100)
    let interface = script.live { $0.panel = .preparation(top: 0, trigger: 1) }
    expect(script, interface, "card-trigger", columns, rows)
  }

  @Test(arguments: sizes)
  func theResponseStandsAboveTheLine(columns: Int, rows: Int) {
    var script = Script.arc(until: 1150)
    let trigger = script.session.preparation.triggers[1]
    script.add(.noted(Note.noticed(trigger)))
    let interface = script.live {
      $0.notice = Notice(
        words: "agreed for it: \(trigger.response)   ^G offers it", tone: .plain,
        since: script.now.up)
    }
    expect(script, interface, "card-noticed", columns, rows)
  }

  /// Said until the first dose: then it was decided otherwise.
  @Test func notYetReadyIsSaidBeforeTheDose() {
    var card = Preparation.arc
    card.ready = .init(isReady: false, reason: "sleeps badly", at: 0, zone: 0)
    var script = Script(preparation: card)
    script.at(60)
    func header(_ columns: Int, _ rows: Int) -> String {
      script.render(script.live(), columns, rows).frame.rows.prefix(6)
        .map { $0.map(\.text).joined() }.joined(separator: "\n")
    }
    #expect(header(80, 24).contains("not yet ready: sleeps badly"))
    #expect(header(60, 20).contains("not yet ready: sleeps badly"))
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    #expect(!header(80, 24).contains("not yet ready"))
  }

  // MARK: What surfaced

  private func talk(_ change: (inout Script) -> Void = { _ in }) -> Script {
    let moments = Script.arc().session.surfacedMoments
    var script = Script(
      kind: .integration, preparation: .arc, before: ArcBefore(moments: moments))
    script.at(60)
    change(&script)
    return script
  }

  private func take(_ script: inout Script, _ number: Int, _ part: Integrated.Part) {
    let moment = script.session.before.moments[number]
    script.add(
      .integrated(
        Integrated(
          part: part, text: moment.words, from: moment.place, session: moment.session,
          entry: moment.entry)))
  }

  @Test(arguments: sizes)
  func whatSurfaced(columns: Int, rows: Int) {
    let script = talk()
    let interface = script.live { $0.openFirstPanel(script.session) }
    expect(script, interface, "moments", columns, rows)
  }

  @Test(arguments: sizes)
  func takenAndLeft(columns: Int, rows: Int) {
    let script = talk {
      take(&$0, 4, .fragment)
      take(&$0, 0, .fragment)
      take(&$0, 1, .later)
    }
    let rowsOfList = MomentList.rows(session: script.session)
    let interface = script.live {
      $0.panel = .moments(MomentsChoice(chosen: rowsOfList[3].id))
    }
    expect(script, interface, "moments-taken", columns, rows)
  }

  @Test func whereNothingSurfacedThePanelSaysSo() {
    let script = Script(kind: .integration)
    let interface = script.live { $0.panel = .moments(MomentsChoice()) }
    expect(script, interface, "moments-none", 80, 24)
  }

  @Test func aCompletionStandsBesideTheLine() {
    let script = talk { $0.add(.insightFound(Insight(text: "", theme: "father's coat"))) }
    var interface = script.live()
    for character in "theme: fa" {
      _ = interface.update(.key(.character(character)), script.scene)
    }
    let text = script.render(interface).frame.rows.map { $0.map(\.text).joined() }
    #expect(text.contains { $0.contains("Tab: father's coat") })
  }

  // MARK: Always visible

  /// Touch agreement and mantra, however long the rest is and however small the screen.
  @Test(arguments: [(80, 24), (60, 20), (60, 16)], [false, true])
  func touchAndMantraAreAlwaysVisible(_ size: (columns: Int, rows: Int), isLong: Bool) {
    var card = Preparation.arc
    if isLong {
      card.say = (0..<30).map { "words to say number \($0)" }
      card.avoid = (0..<30).map { "words to avoid number \($0)" }
    }
    card.mantra = "I can go slowly"
    var script = Script(preparation: card)
    script.at(600)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.add(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1)))
    let rows = script.groundingRows
    for panel in [nil, Live.Panel.grounding(chosen: rows[0].id), .preparation(top: 0, trigger: 0)] {
      let drawn = script.render(script.live { $0.panel = panel }, size.columns, size.rows)
      let header = drawn.frame.rows.prefix(max(4, size.rows / 3) + 2)
        .map { $0.map(\.text).joined() }.joined(separator: " ")
      #expect(header.contains("touch: hands, shoulders"), "\(size)")
      #expect(header.contains("I can go slowly"), "\(size)")
    }
  }
}
