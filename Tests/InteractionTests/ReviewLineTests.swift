import Interaction
import SampleArc
import SessionModel
import Testing

/// The line of a review is that of a live session: kinds, lanes, parking, forms, questions.
struct ReviewLineTests {
  /// A closed session, read half an hour later with the cursor on "the coat".
  private func house(_ change: (House) -> Void = { _ in }) -> House {
    let room = Room()
    room.enter("dose 60mg im")
    room.pass(minutes(10))
    room.enter("the coat")
    room.pass(minutes(10))
    room.enter("two")
    room.enter(":close")
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    change(house)
    house.type("g/the coat")
    house.press(.enter)
    return house
  }

  private func review(_ house: House) -> Review {
    guard case .review(let review) = house.interface.place else {
      Issue.record("no review")
      return Review(house.session)
    }
    return review
  }

  private func label(_ house: House) -> String {
    review(house).reading(house.session, at: house.now).label
  }

  private func coat(_ house: House) -> Entry? {
    house.session.entries.first { $0.event == note("the coat") }
  }

  /// Milliseconds from the chosen entry to the newest.
  private func distance(_ house: House) -> Int64? {
    guard let coat = coat(house), let last = house.session.entries.last else { return nil }
    return last.happened.elapsed(since: coat.happened).milliseconds
  }

  // MARK: What the line says

  @Test func theFirstCharacterChoosesKindAndLaneAndTheLabelSaysSo() {
    let house = house()
    house.press(.enter)
    #expect(label(house) == "observed, record")
    house.type("*my thought")
    #expect(label(house) == "own thought, process")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("my thought", .thought))
    #expect(house.session.entries.last?.lane == .process)
  }

  @Test func tabAndControlRWorkAsInALiveSession() {
    let house = house()
    house.press(.enter)
    house.type("x")
    house.press(.tab)
    #expect(label(house) == "client's words, process")
    house.press(.control("r"))
    #expect(label(house) == "client's words, record")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("x", .words))
    #expect(house.session.entries.last?.lane == .record)
  }

  @Test func aShortFormIsShownBeforeItIsKeptAndTabMakesItANote() {
    let house = house()
    house.press(.enter)
    house.type("bp")
    house.press(.enter)
    #expect(review(house).notice?.words.contains("Tab keeps it as a note") == true)
    house.type(" 128/82 p74")
    let reading = review(house).reading(house.session, at: house.now)
    #expect(reading.preview == "128/82  p74")
    house.press(.enter)
    #expect(house.session.readings.count == 1)
    #expect(distance(house) == 0)
    house.press(.enter)
    house.type("suds 6")
    house.press(.tab, .enter)
    #expect(house.session.entries.last?.event == note("suds 6"))
  }

  /// An entry of before the client left is not said to come after it because it is put right then.
  @Test func whatIsPutRightIsComparedWithItsOwnTime() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter("bp 190/115")
    room.pass(minutes(10))
    room.enter(":close")
    room.pass(minutes(10))
    room.enter("suds 9")
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    func preview() -> String {
      house.type("e")
      defer { house.press(.escape) }
      return review(house).reading(house.session, at: house.now).preview ?? ""
    }
    house.type("g.")
    #expect(preview() == "190/115")
    house.type("G")
    #expect(preview().contains("after the client left at"))
  }

  // MARK: When it happened

  @Test func aLateNoteHappenedWithTheChosenEntryHoweverTheWallClockWasSet() {
    let house = house { $0.now.wall += minutes(77) }
    house.press(.enter)
    house.type("it was warm")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("it was warm"))
    #expect(distance(house) == 0)
  }

  @Test func inAnotherBootTheWallClockTells() {
    let house = house { house in
      house.session.isRead(inBoot: "a later boot")
      house.recorder = Recorder(session: house.session, writer: "writerAA", author: "MK")
      house.now.up = 5_000
      let begun = house.recorder.beginRun(boot: "a later boot", version: "1", at: house.now) {
        house.ids.next()
      }
      #expect(begun.count == 1, "no gap once the client has left")
      house.session = house.recorder.session
    }
    house.press(.enter)
    house.type("it was warm")
    house.press(.enter)
    #expect(distance(house) == 0)
    #expect(house.session.entries.last?.happened.wall == coat(house)?.happened.wall)
  }

  @Test(arguments: [("-2m ", -minutes(2)), ("-90s ", -seconds(90)), ("@T12:00 ", minutes(2))])
  func aTimeInFrontCountsFromTheChosenEntry(_ time: String, _ expected: Int64) {
    let house = house()
    house.press(.enter)
    house.type(time + "it was warm")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("it was warm"))
    #expect(abs((distance(house) ?? .max) - expected) < 5_000)
  }

  @Test func aTimeOfDayIsThatOfTheSession() throws {
    let house = house { $0.now = $0.now.advanced(by: 3 * 24 * 60 * minutes(1)) }
    let chosen = try #require(coat(house))
    let wall = chosen.happened.wall + minutes(5)
    house.press(.enter)
    house.type("@\(TimeText.clockSeconds(wall, zone: chosen.zone)) it was warm")
    house.press(.tab, .enter)
    let late = try #require(house.session.entries.last)
    #expect(late.event == note("it was warm", .words))
    #expect(abs(late.happened.wall - wall) < 1_000)
  }

  @Test func controlTStepsBackFromTheChosenEntry() {
    let house = house()
    house.press(.enter, .control("t"), .control("t"))
    house.type("it was warm")
    house.press(.enter)
    #expect(distance(house) == -seconds(60))
    house.press(.enter)
    house.type("and again")
    house.press(.enter)
    #expect(distance(house) == 0)
  }

  // MARK: Nothing is lost

  @Test func aParkedNoteOutlivesAnEntryThatWasOnlyLookedAt() {
    let house = house()
    house.press(.enter)
    house.type("the important thing")
    house.press(.escape, .character("e"))
    #expect(review(house).line.text == "the coat")
    house.press(.escape)
    #expect(review(house).parked.map(\.text) == ["the important thing"])
    house.type("g")
    house.press(.enter, .up)
    #expect(review(house).line.text == "the important thing")
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("the important thing"))
    #expect(distance(house) == 0, "it keeps the moment that it was begun at")
    #expect(coat(house)?.earlier == [])
  }

  @Test(arguments: ["/ he paused and wept", ": he sighed", "/the coat"])
  func everyFirstCharacterOfALateNoteIsText(_ line: String) {
    let house = house()
    house.press(.enter)
    house.type(line)
    house.press(.escape)
    #expect(review(house).parked.map(\.text) == [line])
    house.press(.enter, .up, .enter)
    #expect(house.session.entries.last?.event == note(line))
  }

  @Test func wordsTypedAsACommandOrSearchAreParked() {
    let house = house()
    for line in [":he sighed", "/he wept"] {
      house.type(line)
      house.press(.enter)
      #expect(review(house).line.text == line, "refused, and still there")
      house.press(.escape)
    }
    #expect(review(house).parked.map(\.text) == [":he sighed", "/he wept"])
    house.press(.enter, .up, .tab, .enter)
    #expect(house.session.entries.last?.event == note("/he wept"))
    house.press(.character("/"), .escape)
    #expect(review(house).parked.map(\.text) == [":he sighed"], "a bare sign is no text")
  }

  @Test func untouchedForTwoMinutesItParksItself() {
    let house = house()
    house.press(.enter)
    house.type("half a thou")
    house.pass(minutes(2))
    #expect(house.interface.mode == .review)
    #expect(review(house).parked.map(\.text) == ["half a thou"])
  }

  @Test func aPasteIsTextWhateverItBeginsWith() {
    let house = house()
    house.press(.enter)
    house.input(.paste(":close\n* not a thought"))
    house.press(.enter)
    #expect(house.session.entries.last?.event == note(":close\n* not a thought"))
  }

  // MARK: The lock

  @Test func theLockIsAskedForBeforeALetterIsTyped() {
    let house = house()
    #expect(house.claims == 0, "reading and searching write nothing")
    house.press(.enter)
    #expect(house.claims == 1)
    house.type("it was warm")
    house.press(.enter, .character("e"))
    #expect(house.claims == 1)
  }

  @Test func aSessionInUseRefusesBeforeALetterIsTyped() {
    let house = house()
    house.isInUse = true
    house.press(.enter)
    #expect(house.interface.mode == .review)
    #expect(review(house).notice?.tone == .refused)
    house.isInUse = false
    house.press(.enter)
    #expect(house.interface.mode == .reviewLine)
  }

  @Test func aSearchThatBecomesANoteAsksForTheLockToo() {
    let house = house()
    house.type("/it was warm")
    #expect(house.claims == 0)
    house.press(.home, .delete)
    #expect(house.claims == 1)
    house.press(.enter)
    #expect(house.session.entries.last?.event == note("it was warm"))
    #expect(distance(house) == 0)
  }

  @Test func aSearchInASessionThatMayNotBeAddedToStaysASearch() {
    let house = house()
    var locked = review(house)
    locked.readOnlyBecause = "it is damaged"
    house.interface.place = .review(locked)
    house.type("/it was warm")
    house.press(.tab)
    #expect(review(house).notice?.words.contains("damaged") == true)
    #expect(review(house).line.text == "/it was warm")
    #expect(review(house).isPrompting)
    house.press(.home, .delete)
    #expect(review(house).line.text == "/it was warm")
    house.press(.escape)
    #expect(house.claims == 0 && house.interface.mode == .review)
  }

  // MARK: Questions

  @Test func leavingWithTextAsksWhereverTheTextStands() {
    let house = house()
    house.press(.enter)
    house.type("half a thou")
    house.press(.escape, .control("p"), .control("q"))
    #expect(house.effects.isEmpty)
    let words = review(house).question?.words(
      house.session, waiting: review(house).drafts.count)
    #expect(
      words == "Leave: the session stays closed, not sealed; 1 text not entered stays beside it. "
        + "y leaves, Enter stays")
    house.type("y")
    house.pass(500)
    #expect(house.effects == [.leave])
  }

  @Test func yesIsALetterForHalfASecondHereToo() {
    let house = house()
    house.press(.enter)
    house.type("half ")
    house.press(.control("q"))
    house.type("yes")
    house.pass(seconds(2))
    #expect(house.effects.isEmpty)
    #expect(review(house).line.text == "half yes")
  }

  @Test func sealingSaysWhatIsNotEntered() {
    let house = house()
    house.press(.enter)
    house.type("half a thou")
    house.press(.escape)
    house.type(":seal lists on paper")
    house.press(.enter)
    let waiting = review(house).drafts.count
    let words = review(house).question?.words(house.session, waiting: waiting) ?? ""
    #expect(words.contains("1 text not entered stays beside it"))
    house.type("y")
    house.press(.enter)
    #expect(house.session.state == .sealed)
    #expect(review(house).parked.map(\.text) == ["half a thou"])
  }

  @Test func sealingWaitsForTheDiskHereToo() {
    let house = house()
    var slow = review(house)
    slow.keeping = Keeping(state: .keeping(since: house.now.up), upTo: 2)
    house.interface.place = .review(slow)
    house.type(":seal")
    house.press(.enter)
    #expect(review(house).question == nil)
    #expect(review(house).notice?.words.contains("not on the disk yet") == true)
    #expect(review(house).line.text == ":seal")
  }
}
