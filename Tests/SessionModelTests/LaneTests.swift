import SessionModel
import Testing

/// Which of the two files an entry goes to (45 CFR 164.501).
struct LaneTests {
  @Test func theKindChoosesTheLane() {
    let lanes = NoteKind.allCases.map { note("x", $0).defaultLane }
    #expect(lanes == [.record, .process, .record, .record, .record, .process])
    #expect(Event.prepared(Prepared(section: .history)).defaultLane == .process)
    #expect(Event.prepared(Prepared(section: .trigger)).defaultLane == .record)
    // Themes and fragments are psychotherapy notes; the task that came of them is record.
    #expect(Event.insightFound(Insight(text: "", theme: "staying")).defaultLane == .process)
    let task = ActionTask(text: "t", when: "w", withWhom: "w", isDone: false)
    #expect(Event.taskSet(task).defaultLane == .record)
  }

  @Test(arguments: [
    note("x", .action), note("x", .touch), note("x", .safety), dose("60"), reading(), suds(3),
    .phaseEntered(.onset), .marked(.helpCalled), .marked(.consentWithdrawn),
    .grounded(GroundingStep(episode: 1, technique: "t", words: "t", act: .offered)),
    .adverseNoted(AdverseEvent(term: "nausea", course: .begins)),
    .checkTicked(CheckTick(list: "l", item: "i", answer: .done, words: "")),
    .presenceChanged(Presence(person: "MK", role: "", change: .enters)),
    .prepared(Prepared(section: .touch, text: "hands")),
    .medicated(Medication(drug: "d", dose: "1 mg", route: "oral", givenBy: "X")),
    .medicated(Medication(act: .started, drug: "oxygen", dose: "2 L/min")),
    .medicated(Medication(act: .placed, drug: "cannula", site: "left hand")),
    .administered(Administration(act: .infusionStarted)),
    .touchAsked(TouchAsked(area: "hand", answer: "no", words: "not now")),
    .dosed(Dose(act: .offered, isBooster: true, milligrams: "30")),
    .scored(Score(scale: "rass", value: -1)),
  ])
  func whatTheLawKeepsInTheRecordStaysThere(_ event: Event) {
    let scribe = Scribe()
    let id = scribe.write(event, lane: .process)
    #expect(scribe.session[id]?.lane == .record)
    #expect(scribe.refusal(.relane(id)) == .laneForced)
  }

  @Test func elsewhereTheKeyChooses() {
    let scribe = Scribe()
    let seen = scribe.write(note("x"), lane: .process)
    let said = scribe.write(note("x", .words), lane: .record)
    let plain = scribe.write(note("x", .words))
    #expect([seen, said, plain].map { scribe.session[$0]?.lane } == [.process, .record, .process])
    #expect(scribe.records.suffix(3).map(\.lane) == [.process, .record, .process])
  }

  @Test func relaningShowsAsMovedAndGoesBack() {
    let scribe = Scribe()
    let id = scribe.write(note("x"))
    scribe.must(.relane(id))
    #expect(scribe.session[id]?.lane == .process)
    #expect(scribe.session[id]?.isMoved == true)
    #expect(scribe.session[id]?.record.lane == .record)
    scribe.must(.relane(id))
    #expect(scribe.session[id]?.lane == .record)
    #expect(scribe.session[id]?.isMoved == false)
  }

  /// A copy of one lane must not tell of the other.
  @Test func anAmendmentStaysInTheFileOfItsEntry() {
    let scribe = Scribe()
    let id = scribe.write(note("x", .words))
    scribe.must(.putRight(id, note("y", .words)))
    scribe.must(.relane(id))
    scribe.must(.putRight(id, note("z", .words)))
    scribe.must(.strike(id))
    #expect(scribe.records.suffix(4).allSatisfy { $0.lane == .process })
  }
}
