import Interaction
import SessionModel
import Testing

/// A whole line of exactly a form is an entry; anything else is a note.
struct ShortFormTests {
  @Test(arguments: [
    (
      "bp 128/82 p74 o97 r14 t36.8",
      Vitals(
        systolic: 128, diastolic: 82, pulse: 74, spo2: 97, respirations: 14, temperature: "36.8")
    ),
    ("bp 128/82 74 97", Vitals(systolic: 128, diastolic: 82, pulse: 74, spo2: 97)),
    ("bp 128/82", Vitals(systolic: 128, diastolic: 82)),
    ("BP 128/82 P74", Vitals(systolic: 128, diastolic: 82, pulse: 74)),
    ("bp 128/82 by M.R.", Vitals(systolic: 128, diastolic: 82, measuredBy: "M.R.")),
    ("w 64kg", Vitals(weight: "64")), ("w 64 kg", Vitals(weight: "64")),
    ("w 141lb", Vitals(weight: "64.0", pounds: "141")),
  ])
  func vitals(_ line: String, _ vitals: Vitals) {
    let room = Room()
    room.type(line)
    #expect(room.reading.preview == vitals.words)
    room.press(.enter)
    #expect(room.events == [.vitalsMeasured(vitals)])
  }

  @Test func scoresAndPhases() {
    let room = Room()
    for line in ["suds 6", "depth 3", "phase onset", "suds 0 by AK"] {
      room.enter(line)
    }
    #expect(
      room.events == [
        .scored(Score(scale: "suds", value: 6)), .scored(Score(scale: "depth", value: 3)),
        .phaseEntered(.onset), .scored(Score(scale: "suds", value: 0, askedBy: "AK")),
      ])
  }

  @Test func doses() {
    let room = Room()
    for line in [
      "dose 75mg im", "dose 37.5 mg IM left deltoid lot K2291 witness A.K. by M.R.",
      "booster 30mg im why still at the edge", "booster declined enough for today",
      "booster 30mg declined enough for today", "waste 40mg by X witness Y",
    ] {
      room.enter(line)
    }
    #expect(
      room.events == [
        .dosed(Dose(act: .given, milligrams: "75", route: .intramuscular)),
        .dosed(
          Dose(
            act: .given, milligrams: "37.5", route: .intramuscular, site: "left deltoid",
            lot: "K2291", givenBy: "M.R.", witness: "A.K.")),
        .dosed(
          Dose(
            act: .given, isBooster: true, milligrams: "30", route: .intramuscular,
            reason: "still at the edge")),
        .dosed(
          Dose(act: .declined, isBooster: true, milligrams: "", reason: "enough for today")),
        .dosed(
          Dose(act: .declined, isBooster: true, milligrams: "30", reason: "enough for today")),
        .dosed(Dose(act: .wasted, milligrams: "40", givenBy: "X", witness: "Y")),
      ])
  }

  @Test func theDrugIsTheProtocols() {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: "esketamine")
    let room = Room(rules: rules)
    room.enter("dose 56mg nasal")
    #expect(room.session.givenDoses.map(\.dose.drug) == ["esketamine"])
  }

  @Test(arguments: [
    ("suds 11", "11"), ("depth 5", "5"), ("bp 500/80", "500"), ("bp 80/120", "80/120"),
    ("bp 128/82 p400", "400"), ("bp 128/82 o101", "101"), ("bp 128/82 t50", "50"),
    ("w 700kg", "700"), ("dose 7500mg im", "7500"), ("dose 0mg im", "0"),
    ("bp 128/82 97", "p97 or o97"), ("bp 128", "both numbers"),
    ("w 64", "unit"), ("suds", "number"), ("depth", "number"),
    ("dose 75mg", "route"), ("booster declined", "reason"), ("waste 40mg", "two people"),
    ("waste 40mg by X", "two people"), ("phase", "name"), ("booster", "milligrams"),
    ("booster 30mg im", "reason"), ("booster 30mg im left thigh by X", "reason"),
  ])
  func whatIsRefusedStaysInTheLineWithTheReason(_ line: String, _ reason: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events.isEmpty)
    #expect(room.isRefused)
    #expect(room.notice.contains(reason), "\(room.notice)")
    #expect(room.text == line)
    room.press(.tab, .enter)
    #expect(room.events == [note(line)])
  }

  @Test(arguments: [
    "bp is fine", "bp 128/82 later", "bp: 128/82", "my bp 128/82", "bp 128 she thinks",
    "bp 128/82, calm", "bp 3 times today", "bp 128/82 p74 while he slept", "bp 120 90 days ago",
    "p7", "t4", "o5", "p74 of the book", "r14 and r15", "o97 falls", "sat 10 min", "temp is fine",
    "pulse", "hr is up", "bp128", "p74 p75", "o9000", "r", "o97o",
    "w is for water",
    "w 64kg now", "w", "suds ten", "suds 6 or 7", "suds? 6", "sudsy", "depth of the sea",
    "depth 3 now", "dose given late", "dose 75mg she said", "doses",
    "dose 2 felt stronger", "dose 2 in a row", "dose of 60mg was enough", "dose ketamine IM",
    "booster seat", "booster 2 days ago", "waste of time",
    "waste 2 hours of it", "phase two", "phase onset now", "end",
    "leave", "leave him be", "close", "quit", "y", "n",
    "suds ６", "bp １２８/82",
  ])
  func whatOnlyBeginsLikeAFormIsANote(_ line: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events == [note(line)])
    #expect(room.effects.isEmpty)
  }

  @Test(arguments: [
    ("dose 75mg by M.R.", "route"), ("dose 30,5mg im", "point"), ("dose 75 im", "milligrams"),
    ("dose 75", "milligrams"), ("dose 75mgs im", "milligrams"),
    ("dose S-Ketamin 28 mg nasal", "the clinic's list"), ("dose 75mg im now", "behind the route"),
    ("dose 75mg im left deltoid lot K2 witness AK by MR thanks", "Tab makes it a note"),
    ("booster 30mg im because", "then why"), ("w 11st", "w 154lb"), ("w 11st 4lb", "w 158lb"),
    ("w 11 st 4", "w 158lb"), ("weight 70kg", "w 64kg"), ("w 64 kilos", "w 64kg"),
    ("waste 40mg by X witness Y today", "nothing else"),
    ("dose 75mg im deltoid", "behind the route"),
    ("dose 75mg im, by M.R.", "route"), ("dose 75mg im lot", "behind the route"),
    ("booster ketamine 30mg im", "its reason"), ("booster 30 im", "milligrams"),
    ("booster 30mg im im why edge", "then why"), ("waste 40mg im by X witness Y", "witness"),
    ("bp 128 / 82", "one piece"), ("bp 128/ 82 p74", "one piece"), ("bp 128 /82", "one piece"),
    ("bp 128 82", "one piece"), ("bp 128 over 82 by MR", "one piece"),
    ("bp 128/82 p 74", "one piece"), ("bp 128/82, p74", "one piece"),
    ("bp 128/82 pulse 74", "one piece"), ("bp 128/8O", "behind the pressure"),
    ("bp 128/82 p74 sitting", "behind the pressure"),
    ("bp 128/82 p74 left arm", "behind the pressure"), ("bp 128/82 hr74", "behind the pressure"),
    ("bp 128/82 spo297", "behind the pressure"), ("bp128/82", "bp 128/82"),
    ("bp128/82 p74", "bp 128/82"), ("spo2 91", "o91"), ("hr 74", "p74"), ("hr74", "p74"),
    ("sats 97%", "o97"), ("pulse 88", "p88"), ("temp 36.8", "t36.8"), ("rr 14", "r14"),
    ("o97%", "o97"), ("bp 128/82 p74 p75", "behind the pressure"),
    ("bp 128/82 74 97 14", "behind the pressure"),
  ])
  func whatMissesADoseOrAReadingByLittleIsNoNoteUnseen(_ line: String, _ reason: String) {
    let room = Room()
    room.type(line)
    guard case .unfinished = room.reading.meaning else {
      Issue.record("\(line) is \(room.reading.meaning)")
      return
    }
    room.press(.enter)
    #expect(room.events.isEmpty)
    #expect(room.isRefused)
    #expect(room.notice.contains(reason), "\(room.notice)")
    #expect(room.text == line)
    #expect(room.tPlus == nil)
    room.press(.tab, .enter)
    #expect(room.events == [note(line)])
  }

  @Test func tabMakesAFormANote() {
    let room = Room()
    room.type("suds 6")
    room.press(.tab)
    #expect(room.reading.meaning == .note(.observed, text: "suds 6"))
    room.press(.enter)
    #expect(room.events == [note("suds 6")])
  }

  @Test func thePreparationCardIsTypedInItsSession() {
    let room = Room(.preparation)
    room.enter("touch: hands, shoulders")
    room.enter("trigger: door closing > jaw, left fist > it opens")
    room.enter("coping: slow out-breath; both feet")
    room.enter("trigger: only one")
    #expect(room.isRefused)
    #expect(room.session.preparation.touch == "hands, shoulders")
    #expect(room.session.preparation.triggers.map(\.sign) == ["jaw, left fist"])
    #expect(room.session.preparation.coping == ["slow out-breath", "both feet"])
    let dosing = Room()
    dosing.enter("touch: hands, shoulders")
    #expect(dosing.events == [note("touch: hands, shoulders")])
  }
}
