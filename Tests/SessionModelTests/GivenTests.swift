import SessionModel
import Testing

/// An infusion, oxygen, a lozenge in the mouth, nasal devices: counted by when things happened.
struct GivenTests {
  private func scribe(_ name: String) -> Scribe {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: name)
    return Scribe(rules: rules)
  }

  private func act(_ act: Administration.Act) -> Event {
    .administered(Administration(act: act))
  }

  private func now(_ scribe: Scribe) -> Moment { scribe.session.moment(scribe.now) }

  private func ran(_ scribe: Scribe) -> Int64? { scribe.session.infusion?.ran(at: now(scribe)) }

  @Test func anInfusionRunsWithoutItsPauses() {
    let scribe = scribe("iv")
    #expect(scribe.session.infusion == nil)
    for act in [Administration.Act.infusionPaused, .infusionStopped] {
      #expect(scribe.refusal(self.act(act)) == .noInfusion)
      #expect(scribe.refusal(self.act(act), ago: minutes(5)) == .noInfusion)
    }
    scribe.write(act(.infusionStarted))
    #expect(scribe.refusal(act(.infusionStarted)) == .infusionIs(.running))
    scribe.pass(minutes(10))
    #expect(ran(scribe) == minutes(10))
    scribe.write(act(.infusionPaused))
    #expect(scribe.refusal(act(.infusionPaused)) == .infusionIs(.paused))
    scribe.pass(minutes(5))
    #expect(ran(scribe) == minutes(10))
    scribe.write(act(.infusionStarted))
    scribe.pass(minutes(30))
    let end = scribe.write(act(.infusionStopped))
    #expect(scribe.refusal(act(.infusionStopped)) == .infusionIs(.stopped))
    scribe.pass(minutes(9))
    #expect(ran(scribe) == minutes(40))
    #expect(scribe.session.infusion?.end == scribe.session[end]?.happened)
    #expect(scribe.session.moment(of: .infusionEnd) == scribe.session[end]?.happened)
    scribe.must(.strike(end))
    #expect(scribe.session.infusion?.state == .running)
    #expect(scribe.session.moment(of: .infusionEnd) == nil)
    #expect(ran(scribe) == minutes(49))
    #expect(scribe.session == scribe.replayed)
  }

  @Test func aPauseTypedLateStandsWhereItHappened() {
    let scribe = scribe("iv")
    scribe.write(act(.infusionStarted))
    scribe.pass(minutes(40))
    scribe.write(act(.infusionStopped))
    scribe.pass(minutes(1))
    #expect(scribe.refusal(act(.infusionPaused)) == .infusionIs(.stopped))
    scribe.write(act(.infusionPaused), ago: minutes(21))
    scribe.write(act(.infusionStarted), ago: minutes(11))
    #expect(ran(scribe) == minutes(30))
    #expect(scribe.session.infusion?.state == .stopped)
  }

  @Test(arguments: [SessionKind.preparation, .integration, .contact])
  func nothingIsInfusedWhereNothingIsGiven(_ kind: SessionKind) {
    let scribe = Scribe(kind)
    #expect(scribe.refusal(act(.infusionStarted)) == .notDosing(kind))
  }

  @Test func aLozengeIsHeldUntilItIsSpat() {
    let scribe = scribe("sublingual")
    #expect(scribe.refusal(act(.spat)) == .nothingHeld)
    scribe.write(.dosed(Dose(act: .given, milligrams: "200", route: .sublingual)))
    scribe.pass(minutes(10) - 1)
    #expect(scribe.session.hold?.remaining(at: now(scribe)).opens == 1)
    scribe.pass(1)
    #expect(scribe.session.hold?.remaining(at: now(scribe)).opens == 0)
    #expect(scribe.session.hold?.remaining(at: now(scribe)).closes == minutes(2))
    let spat = scribe.write(act(.spat))
    #expect(scribe.session.hold == nil)
    scribe.must(.strike(spat))
    #expect(scribe.session.hold != nil)
    scribe.must(.restore(spat))
    // A second lozenge is held anew.
    scribe.pass(minutes(5))
    scribe.write(
      .dosed(Dose(act: .given, isBooster: true, milligrams: "100", route: .sublingual)))
    #expect(scribe.session.hold?.remaining(at: now(scribe)).opens == minutes(10))
  }

  @Test func anInjectionIsNotHeld() {
    let scribe = scribe("im")
    scribe.write(dose("60"))
    #expect(scribe.session.hold == nil)
    #expect(scribe.session.deviceInterval(at: now(scribe)) == nil)
  }

  @Test func theIntervalBetweenDevicesCountsFromTheLast() {
    let scribe = scribe("esketamine")
    let device = Event.dosed(
      Dose(act: .given, drug: "esketamine", milligrams: "28", route: .intranasal))
    #expect(scribe.session.deviceInterval(at: now(scribe)) == nil)
    scribe.write(device)
    scribe.pass(minutes(5) - 1)
    #expect(scribe.session.deviceInterval(at: now(scribe))?.milliseconds == 1)
    #expect(scribe.session.deviceInterval(at: now(scribe))?.minutes.value == 5)
    scribe.pass(1)
    #expect(scribe.session.deviceInterval(at: now(scribe)) == nil)
    scribe.write(device)
    #expect(scribe.session.deviceInterval(at: now(scribe))?.milliseconds == minutes(5))
  }

  @Test func oxygenRunsUntilItIsStopped() {
    let scribe = Scribe()
    func oxygen(_ act: Medication.Act, _ flow: String = "") -> Event {
      .medicated(Medication(act: act, drug: Medication.oxygen, dose: flow))
    }
    #expect(scribe.refusal(oxygen(.stopped)) == .noOxygen)
    scribe.write(oxygen(.started, "2 L/min"))
    let more = scribe.write(oxygen(.started, "4 L/min"))
    #expect(scribe.session.oxygen?.entry.id == more)
    scribe.must(.strike(more))
    #expect(scribe.session.oxygen?.medication.dose == "2 L/min")
    scribe.write(oxygen(.stopped))
    #expect(scribe.session.oxygen == nil)
    for flow in ["0.99", "15.01"] {
      #expect(
        scribe.refusal(oxygen(.started, "\(flow) L/min"))
          == .outOfRange(
            quantity: "oxygen flow", typed: flow, lowest: "1", highest: "15", unit: "L/min"))
    }
    for flow in ["1", "15"] {
      #expect(scribe.refusal(oxygen(.started, "\(flow) L/min")) == nil)
    }
  }
}
