import Interaction
import SessionModel
import Testing

/// What is refused says so before Enter, and no longer than it is so.
struct RefusedLineTests {
  @Test(arguments: [("suds 11", "0 to 10"), ("bp 80/120", "below the first"), ("w 700kg", "700")])
  func thePreviewPromisesNothingThatEnterRefuses(_ line: String, _ why: String) {
    let room = Room()
    room.type(line)
    #expect(room.reading.refusal?.contains(why) == true)
    room.press(.enter)
    #expect(room.notice == room.reading.refusal)
    room.control("u")
    room.type("suds 6")
    #expect(room.reading.refusal == nil)
  }

  @Test func whatAnotherKindOfSessionRefusesIsSaidBeforeEnter() {
    let room = Room(.integration)
    room.type("dose 60mg im")
    #expect(room.reading.refusal == Refusal.notDosing(.integration).words)
  }

  @Test func aRefusalGoesWithTheTextItSpokeOf() {
    let room = Room()
    room.enter("suds 11")
    #expect(room.isRefused)
    room.press(.left)
    #expect(room.isRefused, "the text is the same")
    room.control("u")
    #expect(room.notice == "" || !room.notice.contains("11"))
    room.enter(":nothing")
    #expect(room.isRefused)
    room.type("x")
    #expect(!room.isRefused)
  }

  @Test func aTimeSinceTheDoseIsKnownAsOne() {
    let room = Room()
    room.enter("dose 60mg im")
    room.type("@T0:30 calm")
    #expect(room.reading.isSinceDose)
    room.control("u")
    room.type("-2m calm")
    #expect(!room.reading.isSinceDose)
  }

  @Test func aBareCommandIsNoTextThatWaits() {
    let room = Room()
    for line in [":seal", ":home", ":goto T+5", ":theme"] {
      room.type(line)
      room.press(.escape)
      #expect(room.text == "")
      #expect(room.live.parked.isEmpty, "\(line)")
    }
    for line in [
      ":hme", ":he sighed", ":close with her sister", ":goto her hand", ":by her", "/he wept",
    ] {
      room.type(line)
      room.press(.escape)
      #expect(room.live.parked.last?.text == line)
    }
  }

  @Test func aBoosterIsAgreedOnlyWhereThePlanSpeaksOfOne() {
    for (plan, words) in [("IM 60 mg", "offered, declined"), ("a Booster", "offered as agreed, ")] {
      var card = Preparation()
      card.plan = plan
      let room = Room(preparation: card)
      room.type("booster 30mg declined enough")
      #expect(room.reading.preview?.contains(words) == true)
      room.press(.enter)
      #expect(room.entered.last?.event.words.contains(words) == true)
    }
  }
}

/// The line of a review that is read by somebody who does not know its keys yet.
struct ReviewHelpTests {
  private func house() -> House {
    let room = Room()
    room.enter("the coat")
    room.press(.control("n"), .enter)
    room.enter(":close")
    var session = room.session
    let gap = Gap(milliseconds: 400, cause: .left, isChecked: true)
    session.apply(
      Record(
        id: EntryID("gap"), s: 99, writer: "writerAA", at: room.now.wall, up: room.now.up, ago: 0,
        by: nil, zone: nil, lane: .record, event: .gap(gap)))
    let house = House(.review(Review(session)), session: session)
    house.now = room.now.advanced(by: minutes(30))
    return house
  }

  private func review(_ house: House) -> Review {
    guard case .review(let review) = house.interface.place else {
      Issue.record("no review")
      return Review(house.session)
    }
    return review
  }

  @Test(arguments: [Key.control("p"), .function(1)])
  func helpOpensOverALateNoteAndGivesItBack(_ key: Key) {
    let house = house()
    house.press(.enter)
    house.type("it was ")
    house.press(key)
    #expect(house.interface.mode == .help)
    #expect(review(house).isLineOpen && review(house).line.text == "it was ")
    house.press(.down, .escape)
    #expect(house.interface.mode == .reviewLine)
    house.press(key)
    house.type("warm")
    #expect(review(house).line.text == "it was warm", "a letter is a letter of the note")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("it was warm"))
  }

  @Test func theProgramsOwnEntryIsNotToBeStruckAndWrittenAnew() {
    let house = house()
    house.type("G")
    #expect(review(house).chosen(in: house.session)?.event.isEntered == false)
    house.type("e")
    let words = review(house).notice?.words ?? ""
    #expect(words.contains("stays as it is"))
    #expect(!words.contains("strike it"))
  }

  @Test func lettersMeantForALineThatDidNotOpenMoveNothing() {
    let house = house()
    house.isInUse = true
    house.type("G")
    house.press(.enter)
    let before = review(house)
    house.type("eGg fq")
    house.pass(1_000)
    house.type("q")
    #expect(review(house).notice == before.notice)
    #expect(review(house).cursor == before.cursor)
    #expect(house.effects.isEmpty)
    house.pass(2_000)
    house.type("g")
    #expect(review(house).cursor == 0)
    house.press(.enter, .up)
    house.type("G")
    #expect(review(house).cursor > 0, "another key is the end of it")
  }

  @Test func aCommandInALateNoteIsWarnedOfOnce() {
    let house = house()
    house.press(.enter)
    house.type(":home")
    house.press(.enter)
    #expect(review(house).notice?.words.contains("commands: Esc, then :") == true)
    #expect(review(house).line.text == ":home")
    house.press(.escape)
    #expect(review(house).parked.isEmpty)
    house.press(.enter)
    house.type(":home")
    house.press(.enter, .enter)
    #expect(house.session.entries.last?.event == note(":home"))
    house.press(.enter)
    house.type(": he sighed")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note(": he sighed"), "no command, no warning")
  }
}
