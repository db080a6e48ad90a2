import SessionModel
import Testing

/// What a preparation folds to, and how it is revised.
struct PreparedFoldTests {
  private func prepared(
    _ section: Prepared.Section, _ text: String, _ list: [String] = []
  ) -> Event {
    .prepared(Prepared(section: section, text: text, list: list))
  }

  @Test func everySectionButTheDecisionStandsOnTheCard() {
    let scribe = Scribe(.preparation)
    for section in Prepared.Section.allCases {
      scribe.write(prepared(section, "as agreed", ["a", "b", "c"]))
    }
    let card = scribe.session.preparation
    #expect(card.history == "as agreed" && card.escort == "as agreed" && card.noGo == "as agreed")
    #expect(card.fears == ["a", "b", "c"] && card.consent == ["as agreed", "a", "b", "c"])
    #expect(card.touchPresent == "a, b, c" && card.cleared == "a, b, c")
    #expect(card.ready?.isReady == false)
  }

  @Test func anAmendedTouchAgreementKeepsTheOldAndItsTime() {
    let scribe = Scribe(.preparation)
    let touch = scribe.write(prepared(.touch, "hands, shoulders", ["MK, her sister"]))
    let agreed = scribe.now.wall
    scribe.pass(minutes(30))
    scribe.must(.putRight(touch, prepared(.touch, "hands only", ["MK, her sister"])))
    #expect(scribe.session.preparation.touch == "hands only")
    #expect(scribe.session.preparation.touchAgreedAt == agreed)
    #expect(
      scribe.session.versions(of: touch).map(\.change.words) == [
        "touch: hands, shoulders, present: MK, her sister",
        "put right: touch: hands only, present: MK, her sister",
      ])
    #expect(scribe.session[touch]?.earlier.count == 1)
    // A section is put right with itself only.
    let other = scribe.ask(.putRight(touch, prepared(.mantra, "hands only")))
    #expect(other == .failure(.cannotPutRight))
  }

  @Test func theNewestDecisionStandsAndAStrikeBringsTheOneBeforeBack() {
    let scribe = Scribe(.preparation)
    scribe.write(prepared(.ready, "not yet", ["sleeps badly"]))
    let yes = scribe.write(prepared(.ready, "yes"))
    #expect(scribe.session.preparation.ready?.words == "ready")
    scribe.must(.strike(yes))
    #expect(scribe.session.preparation.ready?.words == "not yet ready: sleeps badly")
    #expect(scribe.session.entries.last?.lane == .record)
  }

  @Test func aNewOrderIsARecordOfItsOwn() {
    let scribe = Scribe(.preparation)
    scribe.write(prepared(.coping, "", ["breath", "stone"]))
    scribe.write(prepared(.coping, "", ["stone", "breath"]))
    #expect(scribe.session.preparation.coping == ["stone", "breath"])
    #expect(scribe.session.entries.count { $0.event.isEntered } == 2)
  }
}
