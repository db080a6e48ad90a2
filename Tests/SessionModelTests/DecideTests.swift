import SessionModel
import Testing

/// One request in, one event or one refusal out.
struct DecideTests {
  @Test func aNoteIsTakenWordForWord() {
    let scribe = Scribe()
    let id = scribe.write(note("  spaces, ümläuts, 🌊 and\nlines stay  "))
    #expect(scribe.session[id]?.event == note("  spaces, ümläuts, 🌊 and\nlines stay  "))
  }

  @Test func aTimeThatHasNotComeIsRefused() {
    let scribe = Scribe()
    #expect(scribe.refusal(note("soon"), ago: -1) == .notYetCome)
    #expect(scribe.refusal(.strike(EntryID("nothing")), ago: -1) == .notYetCome)
  }

  @Test func aNoteHasALimitAndNoNull() {
    let scribe = Scribe()
    let limit = 1 << 20
    scribe.write(note(String(repeating: "a", count: limit)))
    #expect(
      scribe.refusal(note(String(repeating: "a", count: limit + 1)))
        == .noteTooLong(bytes: limit + 1, limit: limit))
    // Counted in bytes, not in letters.
    #expect(
      scribe.refusal(note(String(repeating: "ü", count: limit / 2 + 1)))
        == .noteTooLong(bytes: limit + 2, limit: limit))
    #expect(scribe.refusal(note("a\u{0}b")) == .containsNull)
    let mark = Marking(key: "", tag: "body.tears", words: "tears\u{0}")
    #expect(scribe.refusal(.marked(mark)) == .containsNull)
  }

  @Test(arguments: [
    (Vitals(systolic: 301, diastolic: 80), "systolic"),
    (Vitals(systolic: 39, diastolic: 30), "systolic"),
    (Vitals(systolic: 250, diastolic: 201), "diastolic"),
    (Vitals(systolic: 120, diastolic: 19), "diastolic"),
    (Vitals(pulse: 19), "pulse"), (Vitals(pulse: 251), "pulse"),
    (Vitals(spo2: 39), "SpO₂"), (Vitals(spo2: 101), "SpO₂"),
    (Vitals(respirations: 2), "respirations"), (Vitals(respirations: 71), "respirations"),
    (Vitals(temperature: "29.9"), "temperature"), (Vitals(temperature: "43.1"), "temperature"),
    (Vitals(weight: "19.99"), "weight"), (Vitals(weight: "350.1"), "weight"),
  ])
  func aSlipOfTheHandIsRefused(_ vitals: Vitals, _ quantity: String) {
    let scribe = Scribe()
    guard case .outOfRange(quantity, _, _, _, _)? = scribe.refusal(.vitalsMeasured(vitals)) else {
      Issue.record("\(vitals) was taken")
      return
    }
  }

  @Test(arguments: [
    Vitals(systolic: 300, diastolic: 200), Vitals(systolic: 40, diastolic: 20), Vitals(pulse: 20),
    Vitals(pulse: 250), Vitals(spo2: 40), Vitals(spo2: 100), Vitals(respirations: 3),
    Vitals(respirations: 70), Vitals(temperature: "30"), Vitals(temperature: "43.0"),
    Vitals(weight: "20"), Vitals(weight: "350"),
  ])
  func theEdgesOfThePlausibleAreTaken(_ vitals: Vitals) {
    let scribe = Scribe()
    #expect(scribe.refusal(.vitalsMeasured(vitals)) == nil)
  }

  @Test func pressuresStandInOrder() {
    let scribe = Scribe()
    #expect(
      scribe.refusal(reading(80, 80)) == .diastolicNotBelowSystolic(systolic: 80, diastolic: 80))
    #expect(scribe.refusal(reading(81, 80)) == nil)
    #expect(
      scribe.refusal(.vitalsMeasured(Vitals(temperature: "36,8")))
        == .notANumber(quantity: "temperature", typed: "36,8"))
  }

  @Test func scoresLieOnTheirScale() {
    let scribe = Scribe()
    #expect(scribe.refusal(suds(0)) == nil)
    #expect(scribe.refusal(suds(10)) == nil)
    #expect(
      scribe.refusal(suds(11))
        == .outOfRange(quantity: "SUDS", typed: "11", lowest: "0", highest: "10", unit: ""))
    guard case .outOfRange? = scribe.refusal(.scored(Score(scale: "depth", value: 5))) else {
      Issue.record("depth 5 was taken")
      return
    }
    // A scale the clinic does not have is kept as typed.
    #expect(scribe.refusal(.scored(Score(scale: "house", value: 400))) == nil)
  }

  @Test func dosesArePlausible() {
    let scribe = Scribe()
    #expect(scribe.refusal(dose("0.5")) == nil)
    #expect(scribe.refusal(dose("800")) == nil)
    for slip in ["0", "0.00", "800.01", "7500"] {
      guard case .notAnAmount(_, slip, 800, "mg")? = scribe.refusal(dose(slip)) else {
        Issue.record("\(slip) mg was taken")
        continue
      }
    }
    for slip in ["", "x", "1.234", "-5", "75mg"] {
      #expect(scribe.refusal(dose(slip)) == .notANumber(quantity: "dose", typed: slip))
    }
    let declined = Dose(act: .declined, isBooster: true, milligrams: "", reason: "enough")
    #expect(scribe.refusal(.dosed(declined)) == nil)
  }

  @Test(arguments: [SessionKind.preparation, .integration, .contact])
  func whatBelongsToDosingIsRefusedElsewhere(_ kind: SessionKind) {
    let scribe = Scribe(kind)
    let events: [Event] = [
      dose("60"), .phaseEntered(.onset), .dosingEnded(reason: ""),
      .grounded(GroundingStep(episode: 1, technique: "t", words: "t", act: .offered)),
      .adverseNoted(AdverseEvent(term: "nausea", course: .begins)),
    ]
    for event in events {
      #expect(scribe.refusal(event) == .notDosing(kind))
    }
    #expect(scribe.refusal(note("a note")) == nil)
    #expect(scribe.refusal(suds(4)) == nil)
  }

  @Test func strikingNeedsAnEntryOfAPerson() {
    let scribe = Scribe()
    #expect(scribe.refusal(.strike(EntryID("unknown"))) == .nothingToStrike)
    #expect(scribe.refusal(.strike(scribe.records[0].id)) == .cannotStrike)
    #expect(scribe.refusal(.strike(scribe.records[1].id)) == .cannotStrike)
    let id = scribe.write(note("once"))
    #expect(scribe.refusal(.restore(id)) == .nothingToRestore)
    let amendment = scribe.must(.strike(id))
    #expect(scribe.refusal(.strike(id)) == .nothingToStrike)
    #expect(scribe.refusal(.strike(amendment)) == .cannotStrike)
    scribe.must(.restore(id))
    #expect(scribe.session[id]?.isStruck == false)
    #expect(scribe.refusal(.restore(id)) == .nothingToRestore)
  }

  @Test func puttingRightKeepsTheKindOfEntry() {
    let scribe = Scribe()
    let words = scribe.write(note("track 4"))
    let given = scribe.write(dose("60"))
    let mark = scribe.write(.marked(Marking(key: "4", tag: "body.tears", words: "tears")))
    #expect(scribe.refusal(.putRight(words, dose("60"))) == .cannotPutRight)
    #expect(scribe.refusal(.putRight(given, note("60 mg"))) == .cannotPutRight)
    #expect(scribe.refusal(.putRight(EntryID("unknown"), note("x"))) == .cannotPutRight)
    #expect(scribe.refusal(.putRight(scribe.records[0].id, note("x"))) == .cannotPutRight)
    guard case .notAnAmount? = scribe.refusal(.putRight(given, dose("9000"))) else {
      Issue.record("an amendment went around the range")
      return
    }
    scribe.must(.putRight(words, note("track 5")))
    scribe.must(.putRight(mark, note("wet eyes, no tears")))
    #expect(scribe.session[words]?.event == note("track 5"))
    #expect(scribe.session[mark]?.event == note("wet eyes, no tears"))
  }

  @Test func withdrawalAndHelpAreStruckNeverReworded() {
    let scribe = Scribe()
    for mark in [Marking.consentWithdrawn, .helpCalled] {
      let id = scribe.write(.marked(mark))
      #expect(scribe.refusal(.putRight(id, note("a slip"))) == .cannotPutRight)
    }
    #expect(scribe.session.consentWithdrawn != nil)
    #expect(scribe.session.helpCalled != nil)
  }

  @Test func theEndOfDosingAndTheLeavingCanBePutRight() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    let end = scribe.write(.dosingEnded(reason: "as plannde"))
    scribe.must(.putRight(end, .dosingEnded(reason: "as planned")))
    let closed = scribe.write(.closed(with: "her sitser"))
    scribe.must(.putRight(closed, .closed(with: "her sister")))
    #expect(scribe.session[closed]?.event == .closed(with: "her sister"))
    #expect(scribe.session.state == .closed)
  }

  @Test func carryingTogglesAndNeedsARow() {
    let scribe = Scribe()
    let id = scribe.write(note("I did not leave", .words))
    #expect(scribe.refusal(.carry(scribe.records[0].id)) != nil)
    #expect(scribe.refusal(.carry(EntryID("unknown"))) != nil)
    scribe.must(.carry(id))
    #expect(scribe.session[id]?.isCarried == true)
    scribe.must(.carry(id))
    #expect(scribe.session[id]?.isCarried == false)
  }
}
