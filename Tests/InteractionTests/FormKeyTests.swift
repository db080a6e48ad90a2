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

  /// Whoever looks up from the client sees that a form was open, however little was typed.
  @Test(arguments: ["suicidality", "bp", "dose", "ae", "gave"])
  func anEmptyFormThatNobodyClosedWaitsToo(_ word: String) {
    let room = Room()
    room.enter(word)
    room.pass(31_000)
    #expect(room.mode == .empty)
    #expect(room.notice == "the \(word) form waits: \(word) and Enter goes on")
    room.pass(minutes(5))
    #expect(room.live.waitingForms.map(\.waitingWords) == [room.live.waitingForms[0].waitingWords])
    #expect(room.live.drafts.isEmpty)
    // Its time is from when it is opened again: nothing was typed before.
    room.type(word)
    let stamp = room.now.up - Int64(word.count - 1) * 40
    room.press(.enter)
    #expect(room.mode == .form && room.live.form?.stamp.up == stamp)
    room.press(.escape)
    #expect(room.live.waitingForms.isEmpty)
    #expect(room.notice == "nothing was typed, nothing was kept")
  }

  /// Help filters by what is typed there: that is no field's text, and the form stands under it.
  @Test func aFormUnderHelpLosesNothingAndTakesNothing() {
    let room = Room()
    room.enter("bp")
    room.enter("128/82")
    room.type("7")
    room.control("p")
    room.type("dark")
    room.pass(seconds(45))
    #expect(room.mode == .help && room.text == "dark")
    room.press(.escape)
    #expect(room.mode == .form && room.text == "7")
    #expect(room.live.form?.fields[0].text == "128/82")
    room.pass(31_000)
    #expect(room.mode == .empty)
    #expect(room.live.waitingForms.map(\.fields[1].text) == ["7"])
    #expect(room.live.drafts.map(\.text).contains("bp 128/82 p7"))
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
    ("ae", ["nausea", "1", "", "", "", "", "", ""], "ae nausea 1"),
    (
      "ae",
      [
        "chest pain", "3", "yes", "unsure", "ECG, told to lie down", "taken over by the ward",
        "Dr. L.", "anna karlsson",
      ],
      "ae chest pain 3 serious yes related unsure action \"ECG, told to lie down\" "
        + "outcome \"taken over by the ward\" told Dr. L. by Anna Karlsson"
    ),
    ("ae", ["nausea", "end", "gone after tea", "", ""], "ae nausea end outcome gone after tea"),
    ("gave", ["ondansetron", "4mg", "po", "", "", "M.R."], "gave ondansetron 4mg po by M.R."),
    (
      "gave", ["lorazepam", "2mg", "im", "left deltoid", "Bo Ek", "M.R."],
      "gave lorazepam 2mg im left deltoid witness Bo Ek by M.R."
    ),
  ])
  func theOthersBuildTheirLine(_ word: String, _ fields: [String], _ line: String) {
    let room = Room()
    room.enter(word)
    for field in fields { room.enter(field) }
    #expect(room.live.form == nil)
    #expect(room.text == line)
    #expect(room.events.isEmpty)
  }

  /// "Grade, serious, related, action, outcome, who was told": each is a field, and each is kept.
  @Test func everyFieldOfAnAdverseEventIsKept() {
    let room = Room()
    room.enter("ae")
    for field in [
      "nausea", "2", "no", "yes", "water by mouth", "told it passes", "Dr. L.", "bo ek",
    ] { room.enter(field) }
    room.press(.enter)
    #expect(
      room.events == [
        .adverseNoted(
          AdverseEvent(
            term: "nausea", course: .begins, grade: 2, isSerious: false, related: .yes,
            action: "water by mouth", outcome: "told it passes", told: "Dr. L.",
            notedBy: "Bo Ek"))
      ], "\(room.notice)")
    #expect(
      room.events.last?.words == "nausea 2 begins, not serious, related, action: water by mouth, "
        + "outcome: told it passes, told: Dr. L., noted by Bo Ek")
  }

  @Test func aFieldTakesOnlyItsAnswersAndTheEndAsksLess() {
    let room = Room()
    room.enter("ae")
    room.enter("nausea")
    room.enter("1")
    room.enter("very")
    #expect(room.isRefused && room.notice.contains("yes or no"), "\(room.notice)")
    #expect(room.text == "very")
    room.control("u")
    room.press(.backTab)
    #expect(room.live.form?.field.name == "grade")
    room.control("u")
    room.enter("end")
    #expect(room.live.form?.field.name == "outcome")
    room.press(.backTab)
    #expect(room.live.form?.field.name == "grade")
  }

  @Test func whatIsNoFormAtTheEndIsSaid() {
    let room = Room()
    room.enter("gave")
    for field in ["ondansetron", "4mg", "slowly", "", "", ""] { room.enter(field) }
    #expect(room.isRefused && room.notice.contains("kept as a note"), "\(room.notice)")
    #expect(room.text == "gave ondansetron 4mg slowly")
    #expect(room.events.isEmpty)
  }

  /// "Suicidality: asked, answer, done, who was told", in every kind of session.
  @Test(arguments: [SessionKind.dosing, .contact, .integration, .preparation])
  func suicidalityIsAskedFieldByField(_ kind: SessionKind) {
    let room = Room(kind)
    room.enter("-2m suicidality")
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains("asked as is needed"), "\(room.notice)")
    for field in ["thoughts of not living", "passing ones, no plan", "safety plan", "Dr. L."] {
      room.enter(field)
    }
    #expect(
      room.events.map(\.words) == [
        "suicidality: done, asked as: thoughts of not living, answer: passing ones, no plan, "
          + "done: safety plan, who told: Dr. L."
      ])
    #expect(room.entered.last?.lane == .record)
    #expect((room.ago(room.entered.last) ?? 0) >= minutes(2))
    #expect(room.live.form == nil && room.mode == .empty)
    room.press(.up, .character("?"))
    #expect(room.notice.contains("source: Holdfast fact sheet, checklists"), "\(room.notice)")
  }

  @Test func suicidalityInTheListOfTheProtocolHasTheSameFields() {
    let room = Room()
    room.enter(":check before")
    let rows = CheckList.rows(
      .before, session: room.session, at: room.session.moment(room.now))
    let place = rows.firstIndex { $0.item.id == "suicidality" } ?? 0
    for _ in 0..<place { room.press(.down) }
    room.press(.enter)
    for field in ["directly", "no", "nothing needed", "nobody"] { room.enter(field) }
    #expect(
      room.events.last?.words == "suicidality asked: done, asked as: directly, answer: no, "
        + "done: nothing needed, who told: nobody", "\(room.events)")
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
