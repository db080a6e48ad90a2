import Interaction
import SessionModel
import Testing

/// Rule 7: strike, restore, put right; and Ctrl-X.
struct AmendKeyTests {
  @Test func controlZAsksThenStrikesTheLastEntry() {
    let room = Room()
    room.enter("one")
    room.enter("two")
    room.control("z")
    #expect(room.live.question != nil)
    #expect(room.entered.map(\.isStruck) == [false, false])
    room.type("y")
    room.pass(500)
    #expect(room.entered.map(\.isStruck) == [false, true])
    room.control("z")
    room.type("y")
    room.press(.enter)
    #expect(room.entered.map(\.isStruck) == [true, true])
    room.control("z")
    #expect(room.isRefused)
    room.control("y")
    #expect(room.entered.map(\.isStruck) == [false, true])
    room.control("y")
    #expect(room.entered.map(\.isStruck) == [false, false])
    room.control("y")
    #expect(room.isRefused)
  }

  @Test func inALineControlZDoesNothing() {
    let room = Room()
    room.enter("one")
    room.type("two")
    room.control("z")
    #expect(room.live.question == nil)
    #expect(room.text == "two")
  }

  @Test func strikingSaysWhatChanges() {
    let room = Room()
    func consequence() -> String {
      guard case .strike(_, let words)? = room.live.question?.subject else { return "none" }
      return words
    }
    room.enter("dose 60mg im")
    room.control("z")
    #expect(consequence() == "no dose remains, T+ stops")
    room.press(.enter)
    room.enter("booster 30mg im why edge")
    room.control("z")
    #expect(consequence() == "its clock goes")
    room.press(.enter)
    room.enter("phase onset")
    room.enter("phase peak")
    room.control("z")
    #expect(consequence() == "the phase is onset again")
    room.press(.enter)
    room.type("0")
    room.press(.enter)
    room.control("z")
    #expect(consequence() == "consent no longer shows as withdrawn")
    room.press(.enter)
    room.enter(":end")
    room.control("z")
    #expect(consequence() == "dosing goes on")
    room.press(.enter)
    room.enter(":close")
    room.control("z")
    #expect(consequence() == "the session is open again")
    room.type("y")
    room.press(.enter)
    #expect(room.session.state == .dosingEnded)
  }

  @Test func strikingAnEarlierFirstDoseNamesTheNextClock() {
    let room = Room()
    room.enter("dose 60mg im")
    room.pass(minutes(14))
    room.enter("booster 30mg im why edge")
    room.press(.up, .up)
    room.control("z")
    guard case .strike(_, let words)? = room.live.question?.subject else {
      Issue.record("no question")
      return
    }
    #expect(words.hasPrefix("T+ counts from the dose at"))
    room.type("y")
    room.press(.enter)
    #expect((room.tPlus ?? .max) < seconds(5))
  }

  @Test func theChosenEntryIsStruckAndRestored() {
    let room = Room()
    room.enter("one")
    room.enter("two")
    room.press(.up, .up)
    #expect(room.mode == .log)
    room.control("z")
    room.type("y")
    room.press(.enter)
    #expect(room.entered.map(\.isStruck) == [true, false])
  }

  @Test func puttingRightBringsTheOldWordsBack() {
    let room = Room()
    room.enter("\"track 4 plays")
    room.pass(minutes(30))
    room.press(.up, .enter)
    #expect(room.text == "track 4 plays")
    #expect(room.reading.label.hasPrefix("client's words"))
    room.press(.home, .wordRight, .right, .delete)
    room.type("5")
    room.press(.enter)
    #expect(room.text == "")
    #expect(room.events == [note("track 5 plays", .words)])
    #expect(room.entered[0].earlier == [note("track 4 plays", .words)])
    #expect(room.entered[0].isLate == false)
    #expect(room.mode == .empty)
  }

  @Test(arguments: [
    "bp 128/82 p74 o97 r14 t36.8 by M.R.", "w 64kg", "w 141lb", "suds 6 by AK", "depth 3",
    "dose 75mg im left deltoid lot K2291 witness A.K. by M.R.",
    "booster 30mg im by M.R. why still at the edge", "booster declined enough for today",
    "booster 30mg declined enough for today", "waste 40mg lot K2291 by M.R. witness A.K.",
    "phase peak",
  ])
  func aShortFormComesBackAsItWasMeant(_ line: String) {
    let room = Room()
    room.enter(line)
    let before = room.events
    #expect(before.count == 1)
    room.press(.up, .enter)
    guard case .form(let event) = room.reading.meaning else {
      Issue.record("\(room.text) is no form")
      return
    }
    #expect(event == before[0])
    room.press(.enter)
    #expect(room.events == before)
  }

  @Test func aNumberIsPutRight() {
    let room = Room()
    room.enter("dose 6mg im")
    room.press(.up, .enter, .home, .wordRight, .right, .right)
    room.type("0")
    #expect(room.text == "dose 60mg im")
    room.press(.enter)
    #expect(room.session.givenDoses.map(\.dose.milligrams) == ["60"])
    room.press(.up, .enter, .end, .backspace, .backspace)
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.session.givenDoses.map(\.dose.milligrams) == ["60"])
  }

  @Test func puttingRightCannotEmptyANote() {
    let room = Room()
    room.enter("one")
    room.press(.up, .enter)
    room.control("u")
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.events == [note("one")])
    room.enter("two")
    #expect(room.events == [note("two")])
  }

  @Test func escLeavesTheEntryAsItWasAndParksChangedWords() {
    let room = Room()
    room.enter("one")
    room.press(.up, .enter, .escape)
    #expect(room.live.parked.isEmpty)
    #expect(room.events == [note("one")])
    room.press(.up, .enter)
    room.type(" more")
    room.press(.escape)
    #expect(room.live.parked.map(\.text) == ["one more"])
    room.press(.end)
    room.press(.up)
    #expect(room.text == "one more")
    room.press(.enter)
    #expect(room.events == [note("one more")])
    #expect(room.entered[0].earlier == [note("one")])
  }

  @Test(arguments: [Key.tab, .backTab, .control("r"), .control("t")])
  func puttingRightLeavesKindLaneAndTimeAsTheyAre(_ key: Key) {
    let room = Room()
    room.enter("track 4")
    let before = room.entered[0]
    room.pass(minutes(3))
    room.press(.up, .enter, key)
    #expect(room.isRefused)
    #expect(room.notice.contains("an entry keeps its"))
    #expect(room.reading.label == "observed, record")
    #expect(room.reading.isBackdated == false)
    room.type("5")
    room.press(.enter)
    #expect(room.events == [note("track 45")])
    #expect(room.entered[0].lane == before.lane)
    #expect(room.entered[0].happened == before.happened)
  }

  @Test func puttingRightSaysTheLaneThatTheEntryIsIn() {
    let room = Room()
    room.enter("track 4")
    room.enter(":relane")
    #expect(room.entered[0].lane == .process)
    room.press(.up, .enter)
    #expect(room.reading.label == "observed, process")
  }

  @Test func aTimeInFrontOfWordsThatPutRightIsRefused() {
    let room = Room()
    room.enter("bp 128/82")
    room.press(.up, .enter, .home)
    room.type("-2m ")
    room.press(.enter)
    #expect(room.isRefused)
    #expect(room.notice == "an entry keeps its time: take the time in front away")
    #expect(room.text == "-2m bp 128/82")
    #expect(room.entered[0].earlier.isEmpty)
  }

  @Test func aFormThatIsPutRightRunsNoCommand() {
    let room = Room()
    room.enter("one")
    room.enter("bp 128/82")
    room.press(.up, .enter)
    room.control("u")
    room.enter("/one")
    #expect(room.isRefused)
    #expect(room.live.line.puttingRight == room.entered[1].id)
  }

  @Test func withdrawalIsNotReworded() {
    let room = Room()
    room.type("0")
    room.press(.enter)
    room.press(.up, .enter)
    room.control("u")
    room.enter("a slip of the finger")
    #expect(room.session.consentWithdrawn != nil)
    #expect(room.isRefused)
  }

  @Test func controlXCarriesAndTakesBack() {
    let room = Room()
    room.control("x")
    #expect(room.isRefused)
    room.enter("\"I did not leave")
    room.control("x")
    #expect(room.entered[0].isCarried)
    room.control("x")
    #expect(!room.entered[0].isCarried)
  }

  @Test func afterSealingANoteIsAnAddendum() {
    let room = Room()
    room.enter("one")
    room.enter(":close with his brother")
    #expect(room.session.state == .closed)
    room.enter(":seal")
    #expect(room.session.state == .closed)
    room.type("y")
    room.pass(500)
    #expect(room.session.state == .sealed)
    room.enter("remembered since")
    #expect(room.events.last == .addendumWritten(Note(kind: .observed, text: "remembered since")))
    room.enter("suds 3")
    #expect(room.isRefused)
    #expect(room.text == "suds 3")
  }
}
