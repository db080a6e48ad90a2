import SessionModel
import Testing

/// What stands beside an entry wherever it is read: bands and change, an item that is shown at
/// once, and what comes out of its course. Said, never refused.
struct RemarkCourseTests {
  private func words(_ scribe: Scribe, _ id: EntryID) -> [String] {
    scribe.session[id].map { scribe.session.remarks(on: $0).map(\.words) } ?? []
  }

  @Test func aReadingHasItsChangeAndItsBands() throws {
    let scribe = Scribe()
    let base = scribe.write(reading(124, 78))
    let held = scribe.write(reading(150, 80))
    scribe.must(.strike(held))
    scribe.write(dose("60"))
    scribe.pass(minutes(15))
    let calm = scribe.write(reading(130, 80))
    let red = scribe.write(
      .vitalsMeasured(Vitals(systolic: 185, diastolic: 80, pulse: 125, spo2: 97)))
    let oximeter = scribe.write(.vitalsMeasured(Vitals(spo2: 88)))
    #expect(words(scribe, base) == [])
    #expect(words(scribe, held) == ["! hold-check: systolic > 140"])
    #expect(words(scribe, calm) == ["+6/+2 from baseline"])
    #expect(
      words(scribe, red) == ["+61/+2 from baseline", "!! systolic > 180", "! pulse > 120"])
    #expect(words(scribe, oximeter) == ["!! SpO₂ < 92"])
    let remarks = scribe.session.remarks(on: try #require(scribe.session[red]))
    #expect(remarks.map(\.level) == [nil, .red, .amber])
  }

  @Test(arguments: [(0, []), (1, ["! item 9 answered 1"]), (3, ["! item 9 answered 3"])])
  func theItemShownAtOnceStaysWithItsScore(_ answer: Int, _ alert: [String]) {
    let scribe = Scribe(.contact)
    let items = [0, 0, 0, 0, 0, 0, 0, 0, answer]
    let id = scribe.write(.scored(Score(scale: "phq9", value: answer, items: items)))
    #expect(words(scribe, id) == ["minimal"] + alert)
    let gad = scribe.write(.scored(Score(scale: "gad7", value: 21, items: [3, 3, 3, 3, 3, 3, 3])))
    #expect(words(scribe, gad) == ["severe"])
    let bare = scribe.write(.scored(Score(scale: "phq9", value: 12)))
    #expect(words(scribe, bare) == ["moderate"])
  }

  @Test func aBoosterWithoutAFirstDoseSaysSo() {
    let scribe = Scribe()
    let before = scribe.session.preview(
      of: dose("20", isBooster: true), at: scribe.session.moment(scribe.now), puttingRight: nil,
      writer: nil)
    #expect(before.contains("no first dose stands before it"))
    let booster = scribe.write(dose("20", isBooster: true))
    #expect(words(scribe, booster) == ["no first dose stands before it"])
    // The first dose is entered late: then it stands before.
    scribe.pass(minutes(2))
    scribe.write(dose("60"), ago: minutes(20))
    #expect(words(scribe, booster) == [])
  }

  /// What is entered late may belong before what came later: an infusion cannot pause before it
  /// began, which is said and not refused.
  @Test func aPauseBeforeItsInfusionSaysSo() {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "iv")
    let scribe = Scribe(rules: rules)
    func act(_ act: Administration.Act) -> Event { .administered(Administration(act: act)) }
    let start = scribe.write(act(.infusionStarted))
    scribe.pass(minutes(2))
    let early = scribe.write(act(.infusionPaused), ago: minutes(5))
    #expect(words(scribe, early) == ["no infusion start stands before it"])
    let late = scribe.write(act(.infusionStopped), ago: minutes(1))
    #expect(words(scribe, late) == [] && words(scribe, start) == [])
    scribe.write(act(.infusionStarted), ago: minutes(6))
    #expect(words(scribe, early) == [])
  }

  /// Milligrams of one drug say nothing beside a plan for another, and add up with none.
  @Test func aDoseOfAnotherDrugIsNotComparedWithThePlan() {
    var card = Preparation()
    card.plan = "56 mg"
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "esketamine")
    let scribe = Scribe(rules: rules, preparation: card)
    func given(_ milligrams: String, _ drug: String) -> Event {
      .dosed(Dose(act: .given, drug: drug, milligrams: milligrams, route: .intranasal))
    }
    scribe.write(given("28", "esketamine"))
    let other = scribe.write(given("100", "ketamine"))
    #expect(
      words(scribe, other)
        == ["not the protocol's drug, esketamine", "not compared: the plan is for esketamine"])
    let second = scribe.write(given("28", "esketamine"))
    #expect(words(scribe, second) == [])
    let third = scribe.write(given("28", "esketamine"))
    #expect(words(scribe, third) == ["84 mg in all is above the plan: 56 mg agreed"])
  }

  @Test func whatIsGivenAfterTheEndOfDosingSaysSo() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(50))
    scribe.write(.dosingEnded(reason: ""))
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingAlreadyEnded)
    scribe.pass(minutes(10))
    let late = scribe.write(dose("10"), ago: minutes(30))
    #expect(words(scribe, late) == [], "it happened before the end")
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingAlreadyEnded)
    let preview = scribe.session.preview(
      of: dose("10"), at: scribe.session.moment(scribe.now), puttingRight: nil, writer: nil)
    #expect(preview.contains("after the end of dosing at "))
    let after = scribe.write(dose("10"))
    #expect(words(scribe, after).contains { $0.hasPrefix("after the end of dosing at ") })
    let infusion = scribe.write(.administered(Administration(act: .infusionStarted)))
    #expect(words(scribe, infusion).contains { $0.hasPrefix("after the end of dosing at ") })
    let vitals = scribe.write(reading())
    #expect(!words(scribe, vitals).contains { $0.contains("end of dosing") })
    let now = scribe.session.moment(scribe.now)
    #expect(
      scribe.session.outstanding(at: now).contains { $0.words == "dosing went on after its end" })
    // Another end is taken, and is the one that leaving counts from.
    scribe.pass(minutes(1))
    scribe.write(.dosingEnded(reason: ""))
    #expect(scribe.session.state == .dosingEnded)
    #expect(scribe.refusal(.dosingEnded(reason: "")) == .dosingAlreadyEnded)
    let then = scribe.session.moment(scribe.now)
    #expect(!scribe.session.outstanding(at: then).contains { $0.kind == .dosingEnd })
  }

  @Test func whatNeedsTheClientSaysThatTheyHadLeft() {
    let scribe = Scribe()
    scribe.write(reading())
    scribe.write(dose("60"))
    scribe.pass(minutes(90))
    scribe.write(.closed(with: "sister"))
    scribe.pass(minutes(1))
    let said = "after the client left at "
    for event in [
      dose("10"), reading(), .administered(Administration(act: .infusionStarted)),
      .adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 2)),
      .medicated(Medication(drug: "ondansetron", dose: "4 mg")),
      .touchAsked(TouchAsked(area: "hand", answer: "no")), suds(2),
    ] as [Event] {
      let preview = scribe.session.preview(
        of: event, at: scribe.session.moment(scribe.now), puttingRight: nil, writer: nil)
      #expect(preview.contains(said), "\(preview)")
      let id = scribe.write(event)
      #expect(words(scribe, id).contains { $0.hasPrefix(said) }, "\(event)")
    }
    let before = scribe.write(reading(), ago: minutes(5))
    #expect(!words(scribe, before).contains { $0.hasPrefix(said) })
    for event in [
      note("sister came back for the scarf"),
      .dosed(Dose(act: .wasted, milligrams: "40", givenBy: "X", witness: "Y")),
    ] {
      #expect(!words(scribe, scribe.write(event)).contains { $0.hasPrefix(said) })
    }
  }

  @Test func anEndCannotStandBeforeItsBeginning() {
    let scribe = Scribe()
    scribe.pass(minutes(60))
    func headache(_ course: AdverseEvent.Course) -> Event {
      .adverseNoted(
        AdverseEvent(term: "headache", course: course, grade: course == .begins ? 1 : nil))
    }
    let began = scribe.write(headache(.begins), ago: minutes(10))
    let clock = scribe.session[began].map {
      TimeText.clock($0.happened.wall, zone: $0.zone)
    }
    #expect(
      scribe.refusal(headache(.ends), ago: minutes(20))
        == clock.map { .endsBeforeItBegan(clock: $0) })
    #expect(scribe.session.openAdverse.count == 1)
    #expect(scribe.refusal(headache(.ends), ago: minutes(10)) == nil)
    #expect(scribe.session.openAdverse.isEmpty)
  }

  /// "times per person": nobody is in the room once the client has left, and nothing ticks.
  @Test func whatIsCountedStopsAtTheClose() {
    let scribe = Scribe()
    scribe.write(.presenceChanged(Presence(person: "AK", role: "nurse", change: .enters)))
    scribe.write(.administered(Administration(act: .infusionStarted)))
    func counted() -> [String] {
      scribe.session.outstanding(at: scribe.session.moment(scribe.now))
        .filter { [.presence, .infusion].contains($0.kind) }.map(\.words)
    }
    scribe.pass(seconds(23))
    let early = [
      "the infusion is running, under 1 min in all",
      "AK (nurse) has not left, under 1 min in all",
    ]
    #expect(counted() == early)
    scribe.pass(seconds(2))
    #expect(counted() == early, "only T+ ticks seconds")
    scribe.pass(minutes(4))
    scribe.write(.closed(with: ""))
    let closed = counted()
    #expect(closed.allSatisfy { $0.contains(" 4 min ") })
    scribe.pass(minutes(65))
    #expect(counted() == closed)
  }

  @Test(arguments: [
    ("60 mg im, booster 30 mg", "read as 60 mg, booster 30 mg"),
    ("60 mg", "read as 60 mg, no booster"),
    ("60 mg IM; 2nd dose later", "read as 60 mg, no booster"),
    ("60 mg, booster if she asks", "read as 60 mg, booster without an amount"),
    ("booster 20 mg", "read as booster 20 mg, no first dose"),
    ("sixty mg", "no amount in mg read: no dose will be compared with it"),
    ("0.5 mg/kg im", "no amount in mg read: no dose will be compared with it"),
  ])
  func thePlanSaysWhatWasRead(_ plan: String, _ words: String) {
    #expect(PlannedDoses(plan).reading == words)
    let scribe = Scribe(.preparation)
    let preview = scribe.session.preview(
      of: .prepared(Prepared(section: .plan, text: plan)),
      at: scribe.session.moment(scribe.now), puttingRight: nil, writer: nil)
    #expect(preview.hasSuffix(words))
  }

  @Test func aDoseThatNothingIsComparedWithSaysSo() {
    var card = Preparation()
    card.plan = "0.5 mg/kg im"
    let scribe = Scribe(preparation: card)
    #expect(
      words(scribe, scribe.write(dose("60"))) == ["not compared: the plan names no mg for it"])
    let bare = Scribe()
    #expect(words(bare, bare.write(dose("60"))) == [], "without a plan there is nothing to say")
  }
}
