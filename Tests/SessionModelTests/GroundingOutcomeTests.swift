import SampleArc
import SessionModel
import Testing

/// "what helped last time": what was tried in a session, and distress around it.
struct GroundingOutcomeTests {
  private func act(
    _ technique: String, _ act: GroundingStep.Act, episode: Int = 1, step: String = ""
  ) -> Event {
    .grounded(
      GroundingStep(
        episode: episode, technique: technique, words: technique, act: act, step: step))
  }

  private func told(_ session: Session) -> [String] {
    session.groundingOutcomes.map { outcome in
      let before = outcome.before.map { "\($0)" } ?? "?"
      let after = outcome.after.map { "\($0)" } ?? "?"
      return "\(outcome.episode) \(outcome.technique) \(outcome.answer.rawValue) \(before)>\(after)"
    }
  }

  /// arc-im.md, dosing 1: suds 5 before the dose, quiet presence at 20:05, suds 8 at 21:10, then
  /// the agreed response and name, place, date, suds 5 at 23:40.
  @Test func theWorkedArcTellsWhatWasFollowedByLess() throws {
    let dosing = try arcSession(.dosing, 1)
    #expect(
      told(dosing) == [
        "1 quiet-presence accepted 5>8", "1 agreed:door closing accepted 8>5",
        "1 name-place-date accepted 8>5",
      ])
    let eased = dosing.groundingOutcomes.filter(\.isFollowedByLess)
    #expect(eased.map(\.words) == ["\"the door opens from inside\"", "name, place, date"])
    #expect(eased.allSatisfy { $0.place == "dosing 1" && $0.session == dosing.id })
    for outcome in eased {
      let entry = try #require(dosing[outcome.entry])
      guard case .grounded(let step) = entry.event else {
        Issue.record("\(outcome.technique) leads to no act of grounding")
        continue
      }
      #expect(step.technique == outcome.technique && step.act == .accepted)
    }
  }

  @Test func theNextDosingOfTheArcIsTold() throws {
    let before = try arcSession(.dosing, 1)
    let next = try arcSession(.dosing, 2)
    #expect(next.earlierGrounding == before.groundingOutcomes)
    #expect(before.earlierGrounding.isEmpty)
  }

  @Test func theAnswerThatStandsCounts() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    for (event, pause) in [
      (act("breath", .offered), 1), (act("breath", .accepted), 1), (act("breath", .offered), 1),
      (act("feet", .accepted), 1), (act("feet", .declined), 1),
      (act("light", .step, step: "one"), 1), (act("hum", .offered), 1), (suds(6), 1),
      (act("breath", .accepted), 1), (suds(6), 1),
    ] as [(Event, Int64)] {
      scribe.write(event)
      scribe.pass(minutes(pause))
    }
    #expect(
      told(scribe.session) == [
        "1 breath accepted 6>6", "1 feet declined ?>6", "1 hum offered ?>6",
      ])
    #expect(scribe.session.groundingOutcomes.filter(\.isFollowedByLess).isEmpty)
  }

  @Test func struckActsAndScoresCountForNothing() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.write(suds(8))
    scribe.pass(minutes(1))
    let accepted = scribe.write(act("breath", .accepted))
    scribe.pass(minutes(1))
    let wrong = scribe.write(suds(2))
    scribe.pass(minutes(1))
    scribe.write(suds(9))
    #expect(told(scribe.session) == ["1 breath accepted 8>2"])
    scribe.must(.strike(wrong))
    #expect(told(scribe.session) == ["1 breath accepted 8>9"])
    #expect(scribe.session.groundingOutcomes.first?.isFollowedByLess == false)
    scribe.must(.strike(accepted))
    #expect(scribe.session.groundingOutcomes.isEmpty)
  }

  @Test func aScoreTypedLateCountsWhereItHappened() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    scribe.write(act("breath", .accepted))
    scribe.pass(minutes(5))
    scribe.write(suds(3))
    scribe.write(suds(7), ago: minutes(6))
    #expect(told(scribe.session) == ["1 breath accepted 7>3"])
    scribe.write(act("breath", .accepted, episode: 2))
    #expect(told(scribe.session).last == "2 breath accepted 3>?")
  }
}
