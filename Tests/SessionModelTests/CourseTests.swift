import SessionModel
import Testing

/// What stands now: phases, distress, adverse events, grounding. Counted by when things happened,
/// not by when they were typed.
struct CourseTests {
  private func act(
    _ technique: String, _ act: GroundingStep.Act = .accepted, episode: Int = 1
  ) -> Event {
    .grounded(GroundingStep(episode: episode, technique: technique, words: technique, act: act))
  }

  private func next(_ scribe: Scribe) -> Int {
    scribe.session.groundingEpisode(at: scribe.session.moment(scribe.now)).number
  }

  @Test func thePhaseStandsSinceItHappened() {
    let scribe = Scribe()
    #expect(scribe.session.phase == nil)
    scribe.write(.phaseEntered(.onset))
    scribe.pass(minutes(6))
    let peak = scribe.write(.phaseEntered(.peak), ago: minutes(2))
    #expect(scribe.session.phase?.phase == .peak)
    #expect(scribe.session.phase?.since == scribe.session[peak]?.happened)
    scribe.must(.strike(peak))
    #expect(scribe.session.phase?.phase == .onset)
    // People vary: back to an earlier phase is a phase like any other.
    scribe.write(.phaseEntered(.arrival))
    #expect(scribe.session.phase?.phase == .arrival)
  }

  @Test func aPhaseTypedLateDoesNotReplaceTheOneThatFollowedIt() {
    let scribe = Scribe()
    scribe.pass(minutes(40))
    scribe.write(.phaseEntered(.plateau))
    scribe.pass(minutes(1))
    scribe.write(.phaseEntered(.peak), ago: minutes(30))
    #expect(scribe.session.phase?.phase == .plateau)
  }

  @Test func theBaselineIsTheLastPressureBeforeTheDose() {
    let scribe = Scribe()
    scribe.pass(minutes(30))
    scribe.write(reading(124, 78))
    scribe.write(.vitalsMeasured(Vitals(weight: "64")))
    scribe.write(reading(150, 90), ago: minutes(20))
    #expect(scribe.session.baseline?.systolic == 124)
    scribe.pass(minutes(1))
    scribe.write(dose("60"))
    scribe.pass(minutes(15))
    scribe.write(reading(142, 88))
    #expect(scribe.session.baseline?.systolic == 124)
  }

  @Test func adverseEventsBeginAndEnd() {
    let scribe = Scribe()
    func nausea(_ course: AdverseEvent.Course) -> Event {
      .adverseNoted(AdverseEvent(term: "nausea", course: course, grade: nil))
    }
    scribe.write(nausea(.begins))
    scribe.write(.adverseNoted(AdverseEvent(term: "panic", course: .begins, grade: 2)))
    #expect(scribe.session.openAdverse.map(\.event.term) == ["nausea", "panic"])
    scribe.pass(minutes(10))
    let end = scribe.write(nausea(.ends))
    #expect(scribe.session.openAdverse.map(\.event.term) == ["panic"])
    scribe.must(.strike(end))
    #expect(scribe.session.openAdverse.count == 2)
    scribe.must(.restore(end))
    // Its beginning remembered late: it had ended all the same.
    scribe.write(nausea(.begins), ago: minutes(20))
    #expect(scribe.session.openAdverse.map(\.event.term) == ["panic"])
  }

  @Test func consentWithdrawnStandsUntilStruck() {
    let scribe = Scribe()
    let id = scribe.write(.marked(.consentWithdrawn))
    scribe.write(.marked(Marking(key: "4", tag: "body.tears", words: "tears")))
    #expect(scribe.session.consentWithdrawn?.id == id)
    scribe.must(.strike(id))
    #expect(scribe.session.consentWithdrawn == nil)
  }

  @Test func distressStandsAroundAnEpisode() {
    let scribe = Scribe()
    scribe.write(suds(8))
    scribe.pass(minutes(1))
    scribe.write(act("quiet-presence"))
    scribe.pass(minutes(2))
    scribe.write(act("slow-breath"))
    scribe.pass(minutes(2))
    scribe.write(suds(5))
    scribe.pass(minutes(2))
    scribe.write(suds(3))
    let episode = scribe.session.episodes.first
    #expect(scribe.session.episodes.count == 1)
    #expect(episode?.before?.value == 8)
    #expect(episode?.after?.value == 5)
    #expect(episode?.steps.map(\.technique) == ["quiet-presence", "slow-breath"])
  }

  /// screens.md draws it: quiet presence, distress rises to 8, the agreed response; still number 1.
  @Test func distressThatRoseDoesNotEndAnEpisode() {
    let scribe = Scribe()
    scribe.write(suds(5))
    scribe.pass(minutes(30))
    scribe.write(act("quiet-presence"))
    scribe.pass(minutes(1))
    scribe.write(suds(8))
    #expect(next(scribe) == 1)
    scribe.pass(minutes(1))
    scribe.write(act("agreed:door closing"))
    #expect(scribe.session.episodes.map(\.before?.value) == [8])
    scribe.pass(minutes(1))
    scribe.write(suds(8))
    #expect(next(scribe) == 1)
    scribe.pass(minutes(1))
    scribe.write(suds(5))
    #expect(next(scribe) == 2)
  }

  @Test func aFirstScoreAfterwardsLeavesTheEpisodeOpen() {
    let scribe = Scribe()
    scribe.write(act("quiet-presence"))
    scribe.pass(minutes(1))
    scribe.write(suds(7))
    #expect(next(scribe) == 1)
    scribe.pass(minutes(1))
    scribe.write(suds(4))
    #expect(next(scribe) == 2)
  }

  @Test func anEpisodeEndsByItself() {
    let scribe = Scribe()
    #expect(next(scribe) == 1)
    scribe.write(act("quiet-presence"))
    scribe.pass(minutes(20) - 1)
    #expect(next(scribe) == 1)
    scribe.pass(1)
    #expect(next(scribe) == 2)
    scribe.write(act("quiet-presence", episode: 2))
    #expect(scribe.session.episodes.map(\.number) == [1, 2])
  }

  @Test func aStruckActIsNoAct() {
    let scribe = Scribe()
    let id = scribe.write(act("quiet-presence"))
    scribe.must(.strike(id))
    #expect(scribe.session.episodes.isEmpty)
    #expect(next(scribe) == 1)
  }

  @Test func aScoreTypedLateCountsWhenItWasGiven() {
    let scribe = Scribe()
    scribe.pass(minutes(30))
    scribe.write(act("quiet-presence"))
    scribe.pass(minutes(3))
    scribe.write(suds(4))
    scribe.write(suds(9), ago: minutes(5))
    #expect(scribe.session.episodes.first?.before?.value == 9)
    #expect(scribe.session.episodes.first?.after?.value == 4)
    #expect(scribe.session.distress.map(\.value) == [9, 4])
  }
}
