import SessionModel
import Testing

/// Vitals by the IM cadence: 0, 15, 30, 60 minutes after the first dose, and before leaving.
struct DueTests {
  private func due(_ scribe: Scribe) -> DueReading? {
    scribe.session.dueReading(at: scribe.session.moment(scribe.now))
  }

  private func missed(_ scribe: Scribe) -> [Int] {
    scribe.session.missedReadings(at: scribe.session.moment(scribe.now))
  }

  private func dosed(baseline: Bool = true) -> Scribe {
    let scribe = Scribe()
    if baseline {
      scribe.write(reading())
      scribe.pass(minutes(10))
    }
    scribe.write(dose("60"))
    return scribe
  }

  @Test func theBaselineIsDueBeforeTheDose() {
    let scribe = Scribe()
    #expect(due(scribe) == DueReading(point: .minutes(0), milliseconds: 0))
    scribe.write(.vitalsMeasured(Vitals(weight: "64")))
    #expect(due(scribe) != nil)
    scribe.write(reading())
    #expect(due(scribe) == nil)
  }

  @Test func nextPointCountsDown() {
    let scribe = dosed()
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: minutes(15)))
    scribe.pass(minutes(14) + 59_999)
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: 1))
    scribe.pass(1)
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: 0))
    scribe.pass(minutes(10))
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: -minutes(10)))
  }

  @Test func anOverdueReadingStaysUntilAnswered() {
    let scribe = dosed()
    scribe.pass(minutes(27))
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: -minutes(12)))
    // From five minutes before the next point on, one reading answers both.
    scribe.write(reading())
    #expect(due(scribe) == DueReading(point: .minutes(60), milliseconds: minutes(33)))
    #expect(missed(scribe) == [15])
    scribe.pass(minutes(33))
    scribe.write(.vitalsMeasured(Vitals(weight: "64")))
    #expect(due(scribe) == DueReading(point: .minutes(60), milliseconds: 0))
  }

  @Test func aLateReadingLeavesThePointAfterItDue() {
    let scribe = dosed()
    scribe.pass(minutes(24))
    scribe.write(reading())
    #expect(due(scribe) == DueReading(point: .minutes(30), milliseconds: minutes(6)))
  }

  @Test func aBaselineNotTakenGivesWayToThePointAfterIt() {
    let scribe = dosed(baseline: false)
    scribe.pass(minutes(15) - 1)
    #expect(due(scribe)?.point == .minutes(0))
    scribe.pass(1)
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: 0))
    scribe.pass(minutes(11))
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: -minutes(11)))
    scribe.write(reading())
    #expect(due(scribe)?.point == .minutes(60))
  }

  @Test func aReadingAlittleEarlyAnswers() {
    let scribe = dosed()
    scribe.pass(minutes(10) - 1)
    scribe.write(reading())
    #expect(due(scribe)?.point == .minutes(15))
    scribe.pass(1)
    scribe.write(reading())
    #expect(due(scribe)?.point == .minutes(30))
  }

  @Test func aBackDatedReadingAnswersThePointItBelongsTo() {
    let scribe = dosed()
    scribe.pass(minutes(28))
    #expect(missed(scribe) == [15])
    scribe.write(reading(), ago: minutes(12))
    #expect(missed(scribe) == [])
    #expect(due(scribe)?.point == .minutes(30))
  }

  @Test func aStruckReadingAnswersNothing() {
    let scribe = dosed()
    scribe.pass(minutes(15))
    let id = scribe.write(reading())
    #expect(due(scribe)?.point == .minutes(30))
    scribe.must(.strike(id))
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: 0))
  }

  @Test func theLastPointStaysUntilAnswered() {
    let scribe = dosed()
    scribe.pass(minutes(170))
    #expect(due(scribe) == DueReading(point: .minutes(15), milliseconds: -minutes(155)))
    #expect(missed(scribe) == [15, 30, 60])
    scribe.write(reading())
    #expect(due(scribe) == nil)
    #expect(missed(scribe) == [15, 30])
  }

  @Test func aMissingBaselineIsMissed() {
    let scribe = dosed(baseline: false)
    scribe.pass(minutes(5))
    #expect(missed(scribe) == [0])
  }

  @Test func beforeLeavingIsDueOnceDosingEnded() {
    let scribe = dosed()
    for _ in 0..<4 {
      scribe.pass(minutes(15))
      scribe.write(reading())
    }
    #expect(due(scribe) == nil)
    scribe.pass(minutes(20))
    scribe.write(.dosingEnded(reason: ""))
    #expect(due(scribe) == DueReading(point: .beforeLeaving, milliseconds: 0))
    scribe.pass(minutes(5))
    scribe.write(reading())
    #expect(due(scribe) == nil)
  }

  @Test func nothingIsDueOnceTheClientLeft() {
    let scribe = dosed()
    scribe.pass(minutes(90))
    #expect(due(scribe) != nil)
    scribe.write(.closed(with: "sister"))
    #expect(due(scribe) == nil)
    #expect(missed(scribe) == [15, 30, 60])
  }

  @Test(arguments: [SessionKind.preparation, .integration, .contact])
  func nothingIsDueWhereNothingIsGiven(_ kind: SessionKind) {
    let scribe = Scribe(kind)
    #expect(due(scribe) == nil)
    #expect(missed(scribe) == [])
  }

  @Test func withoutAProtocolNothingFallsDue() {
    let scribe = Scribe(rules: .none)
    scribe.write(dose("60"))
    scribe.pass(minutes(60))
    #expect(due(scribe) == nil)
    #expect(missed(scribe) == [])
  }
}
