import Interaction
import SessionModel
import Testing

/// Adverse events, drugs given by staff, oxygen, infusion, presence, touch: whole lines of exactly
/// a form; anything else is a note.
struct ClinicalFormTests {
  private func room(_ name: String = "im") -> Room {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: name)
    return Room(rules: rules)
  }

  @Test(arguments: [
    ("ae nausea 1", AdverseEvent(term: "nausea", course: .begins, grade: 1)),
    ("ae Nausea 5", AdverseEvent(term: "nausea", course: .begins, grade: 5)),
    ("AE chest pain 3", AdverseEvent(term: "chest pain", course: .begins, grade: 3)),
    (
      "ae chest pain 3 serious related unsure action ECG and help called outcome taken over "
        + "told Dr. L. by A.K.",
      AdverseEvent(
        term: "chest pain", course: .begins, grade: 3, isSerious: true, related: .unsure,
        action: "ECG and help called", outcome: "taken over", told: "Dr. L.", notedBy: "A.K.")
    ),
    (
      "ae panic 2 told A.K. by MK related yes serious no",
      AdverseEvent(
        term: "panic", course: .begins, grade: 2, isSerious: false, related: .yes, told: "A.K.",
        notedBy: "MK")
    ),
  ])
  func adverseEvents(_ line: String, _ event: AdverseEvent) {
    let room = room()
    room.type(line)
    #expect(room.reading.label == "adverse event, record")
    #expect(room.reading.preview?.contains("grade \(event.grade ?? 0) of 1 to 5: ") == true)
    #expect(room.reading.preview?.hasSuffix("(CTCAE)") == true, "\(room.reading)")
    room.press(.enter)
    #expect(room.events == [.adverseNoted(event)])
    #expect(room.session.openAdverse.map(\.event) == [event])
  }

  @Test func anAdverseEventEndsOnce() {
    let room = room()
    room.enter("ae nausea 1")
    room.enter("ae vomiting end")
    #expect(room.isRefused && room.notice.contains("not open"), "\(room.notice)")
    room.control("u")
    room.enter("ae nausea end outcome gone after tea told A.K.")
    #expect(
      room.events.last
        == .adverseNoted(
          AdverseEvent(
            term: "nausea", course: .ends, outcome: "gone after tea", told: "A.K.")))
    #expect(room.session.openAdverse.isEmpty)
    room.type("ae nausea end")
    #expect(room.reading.refusal?.contains("not open") == true)
    room.press(.enter)
    #expect(room.isRefused && room.events.count == 2)
  }

  @Test(arguments: [
    ("gave ondansetron 4mg po by X", "ondansetron", "4 mg", "oral", "X"),
    ("gave Ondansetron 4 mg", "ondansetron", "4 mg", "", ""),
    ("gave midazolam 0.5mg iv", "midazolam", "0.5 mg", "IV", ""),
    ("gave sodium chloride 250ml iv by M.R.", "sodium chloride", "250 ml", "IV", "M.R."),
    ("gave clonidine 75mcg sl", "clonidine", "75 mcg", "sublingual", ""),
  ])
  func drugsGivenByStaff(
    _ line: String, _ drug: String, _ dose: String, _ route: String, _ by: String
  ) {
    let room = room()
    room.enter(line)
    #expect(
      room.events
        == [.medicated(Medication(drug: drug, dose: dose, route: route, givenBy: by))])
  }

  @Test func oxygenStartsAndStops() {
    let room = room()
    room.enter("oxygen stop")
    #expect(room.isRefused && room.notice.contains("no oxygen"), "\(room.notice)")
    room.control("u")
    room.enter("oxygen 2l start")
    room.enter("oxygen 4 L/min start by M.R.")
    #expect(room.session.oxygen?.medication.dose == "4 L/min")
    room.enter("oxygen stop")
    #expect(room.session.oxygen == nil)
    #expect(room.events.map(\.words).last == "oxygen stopped")
    for litres in ["0", "0.99", "15.01", "60"] {
      let line = "oxygen \(litres)l start"
      room.enter(line)
      #expect(room.isRefused && room.notice.contains("1 to 15"), "\(line): \(room.notice)")
      #expect(room.text == line)
      room.control("u")
    }
    for line in ["oxygen 1l start", "oxygen 15l start", "oxygen 15l stop"] {
      room.enter(line)
      #expect(!room.isRefused, "\(line): \(room.notice)")
    }
  }

  @Test func cannulaAndInfusion() {
    let room = room("iv")
    room.enter("cannula in left hand by M.R.")
    room.enter("infusion pause")
    #expect(room.isRefused && room.notice.contains("no infusion"), "\(room.notice)")
    room.control("u")
    for line in ["infusion start by M.R.", "infusion pause", "infusion start", "infusion stop"] {
      room.enter(line)
    }
    room.enter("infusion stop")
    #expect(room.isRefused && room.notice.contains("stopped already"), "\(room.notice)")
    room.control("u")
    room.enter("cannula out")
    #expect(
      room.events.map(\.words) == [
        "cannula in, left hand, by M.R.", "infusion started, by M.R.", "infusion paused",
        "infusion started", "infusion stopped", "cannula out",
      ])
    #expect(room.entered.allSatisfy { $0.lane == .record })
  }

  @Test func spitEndsTheHold() {
    let room = room("sublingual")
    room.enter("spit")
    #expect(room.isRefused && room.notice.contains("no sublingual dose"), "\(room.notice)")
    room.control("u")
    room.enter("dose 200mg sl")
    #expect(room.session.hold != nil)
    room.pass(minutes(11))
    room.enter("spit")
    #expect(room.session.hold == nil)
    #expect(room.events.map(\.words).last == "spat out")
  }

  @Test func theBoosterIsOffered() {
    let room = room()
    let lines = [
      "booster offered", "booster offered 30mg", "booster offered 30 mg why still at the edge",
      "booster 30mg offered", "booster offered why as agreed",
    ]
    lines.forEach(room.enter)
    func offered(_ amount: String, _ why: String) -> Event {
      .dosed(Dose(act: .offered, isBooster: true, milligrams: amount, reason: why))
    }
    #expect(
      room.events == [
        offered("", ""), offered("30", ""), offered("30", "still at the edge"), offered("30", ""),
        offered("", "as agreed"),
      ])
    #expect(room.session.givenDoses.isEmpty)
    #expect(room.events[2].words == "booster 30 mg offered: still at the edge")
  }

  @Test func whoComesAndGoes() {
    let room = room()
    room.enter("enter AK nurse")
    room.enter("enter AK nurse")
    #expect(room.isRefused && room.notice.contains("already"), "\(room.notice)")
    room.control("u")
    room.enter("enter sister escort by MK")
    room.pass(minutes(20))
    room.enter("leave a.k.")
    #expect(room.session.present.map(\.person) == ["sister"])
    #expect(room.events.map(\.words).last == "AK (nurse) leaves")
    room.enter("leave AK")
    #expect(room.isRefused && room.notice.contains("nobody of that name"), "\(room.notice)")
  }

  @Test func touchIsAskedAndAnswered() {
    let room = room()
    room.enter("touch hand yes")
    room.enter("touch left shoulder no not today")
    room.enter("touch feet yes by MK")
    #expect(
      room.events == [
        .touchAsked(TouchAsked(area: "hand", answer: "yes")),
        .touchAsked(TouchAsked(area: "left shoulder", answer: "no", words: "not today")),
        .touchAsked(TouchAsked(area: "feet", answer: "yes", askedBy: "MK")),
      ])
    #expect(room.events[1].words == "left shoulder: asked, no, not today")
  }

  @Test(arguments: [
    ("ae nausea", "its grade"), ("ae naus", "nausea"),
    ("ae itching 2", "not on the clinic's list"), ("ae vomitting end", "vomiting"),
    ("ae nausea serious", "behind the name"), ("ae nausea 1 mild", "behind the grade"),
    ("ae nausea 1 related maybe", "behind the grade"), ("ae nausea 1 action", "behind the grade"),
    ("ae nausea end serious", "behind end"), ("ae nausea 1 told A told B", "behind the grade"),
    ("gave ondansetron", "amount"),
    ("gave ondansetron 4", "unit"), ("gave ondansetron po", "unit"), ("gave oxygen", "own"),
    ("gave ondansetron 4mg po po", "behind the amount"), ("gave oxygen 2l", "form of its own"),
    ("oxygen", "litres"), ("oxygen start", "litres"), ("oxygen 2l", "start or stop"),
    ("oxygen 2 start", "litres"), ("oxygen on", "litres"),
    ("cannula", "in or out"), ("cannula left hand", "in or out"),
    ("infusion", "three words"), ("infusion resumed", "three words"),
    ("enter AK", "role"), ("enter M.R. wizard", "role"), ("leave M.R.", "nobody of that name"),
    ("enter her sister escort", "a name before"), ("enter the new doctor", "before the role"),
    ("help", "key 9"), ("help arrived by", "who came"), ("help transferred to", "the place"),
    ("touch hand", "the answer"), ("touch elsewhere yes", "part of the body"),
    ("booster offered 30", "milligrams"), ("booster offered 30mg why", "behind why"),
    ("rass", "-5 to 4"), ("phq9", "0 to 27"), ("poss", "1 to 4"),
  ])
  func whatMissesAFormByLittleSaysWhatIsMissing(_ line: String, _ reason: String) {
    let room = room()
    room.enter(line)
    #expect(room.events.isEmpty)
    #expect(room.isRefused && room.notice.contains(reason), "\(room.notice)")
    #expect(room.text == line)
    room.press(.tab, .enter)
    #expect(room.events == [note(line)])
  }

  @Test(arguments: [
    ("ae nausea 0", "1 to 5"), ("ae nausea 6", "1 to 5"), ("gave ondansetron 0mg", "more than 0"),
    ("gave ondansetron 10001mg", "10000"), ("rass -6", "-5 to 4"), ("rass 5", "-5 to 4"),
    ("poss 0", "1 to 4"), ("phq9 28", "0 to 27"), ("moaas -1", "0 to 5"), ("suds -1", "0 to 10"),
  ])
  func whatCannotBeMeantIsRefusedWithItsRange(_ line: String, _ range: String) {
    let room = room()
    room.type(line)
    #expect(room.reading.refusal?.contains(range) == true)
    room.press(.enter)
    #expect(room.events.isEmpty)
    #expect(room.isRefused && room.notice.contains(range), "\(room.notice)")
    #expect(room.text == line)
  }

  @Test(arguments: [
    "leave him be", "leave", "leave slowly", "leave the door open", "leave home", "enter",
    "enter the dark slowly he says", "enter the dark", "enter a partner", "enter his sister",
    "enter slowly", "gave him water", "gave him 10 ml", "gave her 2 minutes", "gave up",
    "gave ondansetron after the session", "gave ondansetron 4mg slowly", "gave way",
    "touch is fine he says", "touch hand yes he says", "touch of fear", "touch me no more",
    "touch him no", "spit it out, he said", "spit cup", "spits", "oxygen mask on",
    "oxygen 2l start now", "oxygen tastes odd", "cannula in place since nine", "cannula hurts",
    "infusion of warmth", "infusion start at nine", "infusion stopped early he says",
    "ae he feels sick", "ae nausea is what he says", "ae nausea end of story he says", "aeons",
    "ae as in fairy", "rass is low", "rass -1 now", "poss of keys", "gad7 later", "cadss 3 or 4",
    "booster offered twice", "booster offered him 30mg", "leave AK now he says",
    "enter AK nurse and doctor", "kset 10 20", "help is on its way", "help arrived late",
    "help called the night before", "help transferred her to the mat", "helped her sit up",
    "help arrived by and by it grew quiet in here", "enter deep sleep nurse",
    "enter Anna karlsson nurse", "leave Bo Ek",
  ])
  func proseIsANote(_ line: String) {
    let room = room()
    room.enter("enter AK2 nurse")
    room.enter(line)
    #expect(room.events.dropFirst() == [note(line)], "\(room.notice)")
    #expect(room.live.parked.isEmpty)
  }

  @Test(arguments: [
    "ae chest pain 3 serious related unsure action ECG outcome taken over told Dr. L. by A.K.",
    "ae panic 2 serious no", "ae nausea end outcome gone", "gave ondansetron 4 mg oral by X",
    "gave sodium chloride 250 ml IV", "oxygen 2l start by M.R.", "oxygen stop",
    "gave lorazepam 2 mg IM left deltoid witness Bo Ek by Anna Karlsson",
    "cannula in left hand by M.R.", "cannula out", "infusion start by M.R.", "infusion pause",
    "infusion stop", "spit by MK", "enter AK nurse by MK", "leave AK", "touch hand yes by MK",
    "enter Anna Karlsson nurse by Bo Ek", "help arrived", "help arrived by the paramedics",
    "help transferred to the ward by ambulance", "help transferred", "help transferred to Ward 3",
    "ae panic 2 action \"told by MK\" told \"Dr. By\" by Bo Ek",
    "touch left shoulder no not today", "booster offered 30mg why edge", "booster offered",
    "rass -5", "moaas 3 by MK",
  ])
  func putRightBringsTheLineBack(_ line: String) {
    let room = room("iv")
    if line.hasPrefix("ae nausea end") { room.enter("ae nausea 1") }
    if line == "oxygen stop" { room.enter("oxygen 2l start") }
    if line.hasPrefix("infusion"), !line.contains("start") { room.enter("infusion start") }
    if line.hasPrefix("help arrived") { room.enter("help called") }
    if line == "leave AK" { room.enter("enter AK nurse") }
    if line.hasPrefix("spit") { return putRightSpit(line) }
    expect(room, line)
  }

  private func putRightSpit(_ line: String) {
    let room = room("sublingual")
    room.enter("dose 200mg sl")
    expect(room, line)
  }

  private func expect(_ room: Room, _ line: String) {
    room.enter(line)
    let event = room.events.last
    room.press(.up, .enter)
    #expect(room.text == line)
    #expect(room.reading.meaning == event.map { .form($0) }, "\(room.reading)")
    room.type(" ")
    room.press(.enter)
    #expect(room.live.notice?.tone != .refused, "\(room.notice)")
    #expect(room.events.last == event)
  }

  /// A form that the law keeps in the record does not flip.
  @Test(arguments: [
    "ae nausea 1", "gave ondansetron 4mg", "oxygen 2l start", "cannula out", "enter AK nurse",
    "touch hand no", "rass -1", "booster offered",
  ])
  func theLawsLane(_ line: String) {
    let room = room()
    room.type(line)
    room.control("r")
    #expect(room.isRefused)
    room.press(.enter)
    #expect(room.entered.map(\.lane) == [.record])
  }
}
