import Interaction
import SessionModel
import Testing

/// Rule 16: "`bp⏎` or `dose⏎` alone opens the form; Esc, or 30 s without a key, gives the keys back
/// and the form waits."
struct FormKeyTests {
  @Test func aReadingFieldByField() {
    let room = Room()
    room.type("bp")
    let stamp = room.now.up - 40
    room.press(.enter)
    #expect(room.mode == .form)
    room.enter("128/82")
    room.enter("74")
    room.enter("o97")
    room.press(.enter)
    room.enter("36.8")
    #expect(room.events.isEmpty)
    room.enter("MR")
    #expect(room.mode == .writing)
    #expect(room.text == "bp 128/82 p74 o97 t36.8 by MR")
    #expect(room.events.isEmpty)
    room.press(.enter)
    var vitals = Vitals(systolic: 128, diastolic: 82, measuredBy: "MR")
    (vitals.pulse, vitals.spo2, vitals.temperature) = (74, 97, "36.8")
    #expect(room.events == [.vitalsMeasured(vitals)])
    #expect(room.entered.last?.happened.up == stamp)
  }

  @Test func aDoseKeepsTheTimeInFrontAndOneParserDecides() {
    let room = Room()
    room.enter("-2m dose")
    room.enter("75")
    room.enter("im")
    for _ in 0..<4 { room.press(.enter) }
    #expect(room.text == "-2m dose 75mg im")
    room.press(.enter)
    #expect(room.session.givenDoses.map(\.dose.milligrams) == ["75"])
    #expect((room.ago(room.entered.last) ?? 0) >= minutes(2))
    room.enter("dose")
    room.enter("7500")
    room.enter("im")
    for _ in 0..<5 { room.press(.enter) }
    #expect(room.isRefused)
    #expect(room.text == "dose 7500mg im")
    #expect(room.session.givenDoses.count == 1)
  }

  @Test func whatIsNeededIsAskedFor() {
    let room = Room()
    room.enter("dose")
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.notice.contains("milligrams is needed"))
    #expect(room.live.form?.place == 0)
  }

  @Test func thirtySecondsGiveTheKeysBackAndTheFormWaits() {
    let room = Room()
    room.enter("bp")
    room.enter("128/82")
    room.type("7")
    room.pass(29_900)
    #expect(room.mode == .form)
    room.pass(200)
    #expect(room.mode == .empty)
    #expect(room.notice.contains("bp and Enter goes on"))
    #expect(room.live.drafts.map(\.text) == ["bp 128/82 p7"])
    room.enter("he opens his eyes")
    #expect(room.events == [note("he opens his eyes")])
    room.enter("bp")
    #expect(room.live.form?.field.name == "pulse")
    #expect(room.text == "7")
    room.enter("4")
    for _ in 0..<4 { room.press(.enter) }
    #expect(room.text == "bp 128/82 p74")
    room.press(.enter)
    #expect(room.events.last?.sign == "v")
    #expect(room.live.drafts.isEmpty)
  }

  @Test func escGivesTheKeysBack() {
    let room = Room()
    room.enter("bp")
    room.press(.escape)
    #expect(room.mode == .empty)
    #expect(room.live.waitingForms.isEmpty)
    room.enter("dose")
    room.enter("60")
    room.press(.escape)
    #expect(room.live.waitingForms.count == 1)
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.map(\.sign) == ["m"])
  }

  @Test func tabMakesANoteOfTheFieldAndTheFormWaits() {
    let room = Room()
    room.enter("bp")
    room.enter("128/82")
    room.type("he sits up")
    room.press(.tab, .enter)
    #expect(room.events == [note("he sits up")])
    #expect(room.live.waitingForms.map(\.place) == [1])
  }

  @Test(arguments: ["bp is fine", "my dose", "dose of calm", "ae nausea 1", "gave in"])
  func onlyTheWordAloneOpensIt(_ line: String) {
    let room = Room()
    room.type(line)
    room.press(.enter)
    #expect(room.live.form == nil)
  }

  @Test(arguments: [
    ("ae", ["nausea", "1"], "ae nausea 1"),
    ("gave", ["ondansetron", "4mg", "po", "M.R."], "gave ondansetron 4mg po by M.R."),
  ])
  func theOthersBuildTheirLine(_ word: String, _ fields: [String], _ line: String) {
    let room = Room()
    room.enter(word)
    for field in fields { room.enter(field) }
    #expect(room.live.form == nil)
    #expect(room.text == line)
    #expect(room.events.isEmpty)
  }

  @Test func helpOverAFieldGivesItBack() {
    let room = Room()
    room.enter("bp")
    room.type("128")
    room.control("p")
    #expect(room.mode == .help)
    #expect(room.live.drafts.map(\.text) == ["bp 128"])
    room.press(.escape)
    #expect(room.mode == .form)
    #expect(room.text == "128")
  }

  @Test func whereNothingIsGivenThereIsNoDose() {
    let room = Room(.contact)
    room.enter("dose")
    #expect(room.isRefused)
    #expect(room.live.form == nil)
    room.press(.tab, .enter)
    #expect(room.events == [note("dose")])
  }
}
