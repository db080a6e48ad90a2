import Interaction
import SessionModel
import Testing

/// Rules 1 and 6: what is typed and not entered is never lost.
struct ParkTests {
  @Test func escParksAndUpBringsBackWithAgeAndTime() {
    let room = Room()
    let first = room.now.up + 40
    room.type("he was about to")
    room.press(.escape)
    #expect(room.text == "")
    #expect(room.live.parked.map(\.text) == ["he was about to"])
    room.pass(minutes(12))
    room.press(.up)
    #expect(room.text == "he was about to")
    #expect(room.live.line.isReturned)
    #expect(room.live.line.firstKey?.age(at: room.now) == room.now.up - first)
    room.enter(" speak")
    #expect(room.events == [note("he was about to speak")])
    #expect(room.entered[0].happened.up == first)
    #expect(room.entered[0].isLate)
  }

  @Test func kindLaneAndTimeComeBackToo() {
    let room = Room()
    room.type("x")
    room.press(.tab)
    room.control("r")
    room.control("t")
    room.press(.escape, .up)
    #expect(room.reading.label == "client's words, record")
    #expect(room.live.line.earlier == 30_000)
  }

  @Test func untouchedForTwoMinutesItParksItself() {
    let room = Room()
    room.type("half a thou")
    room.pass(minutes(2) - 1)
    #expect(room.text == "half a thou")
    room.pass(1)
    #expect(room.text == "")
    #expect(room.live.parked.map(\.text) == ["half a thou"])
    #expect(room.events.isEmpty)
  }

  @Test func aTouchedLineStays() {
    let room = Room()
    room.type("half a thou")
    room.pass(seconds(100))
    room.press(.left)
    room.pass(seconds(100))
    #expect(room.text == "half a thou")
  }

  @Test func severalParkedTextsComeBackNewestFirst() {
    let room = Room()
    for text in ["one", "two", "three"] {
      room.type(text)
      room.press(.escape)
    }
    room.press(.up)
    #expect(room.text == "three")
    room.press(.up)
    #expect(room.text == "two")
    room.press(.up)
    #expect(room.text == "one")
    #expect(Set(room.live.parked.map(\.text)) == ["two", "three"])
    room.press(.up)
    #expect(room.text == "three")
  }

  @Test func escClosesThePanelThenParksThenFollows() {
    let room = Room()
    room.enter("one")
    room.control("g")
    room.type("he no")
    room.press(.escape)
    #expect(room.live.panel == nil)
    #expect(room.text == "he no")
    room.press(.escape)
    #expect(room.text == "")
    #expect(room.live.parked.count == 1)
    room.press(.pageUp, .escape)
    #expect(room.live.scroll == .following)
    #expect(room.events == [note("one")])
  }

  @Test func textTypedIntoHelpIsParked() {
    let room = Room()
    room.type("before")
    room.press(.function(1))
    room.type("the door opens")
    room.press(.escape)
    #expect(room.text == "before")
    #expect(room.live.parked.map(\.text) == ["the door opens"])
  }

  @Test(arguments: ["g", "o"])
  func anotherPanelFromHelpLosesNothing(_ letter: Character) {
    let room = Room()
    room.type("before")
    room.press(.function(1))
    room.type("the door opens")
    room.control(letter)
    let kept = room.live.drafts.map(\.text).sorted()
    #expect(kept == ["before", "the door opens"])
    #expect(room.text == "before")
  }

  @Test(arguments: [":he came in", "/he came in", ":en"])
  func textBehindAColonOrSlashIsParked(_ line: String) {
    let room = Room()
    room.type(line)
    room.press(.escape)
    #expect(room.live.parked.map(\.text) == [line])
    room.press(.up, .tab, .enter)
    #expect(room.events == [note(line)])
  }

  @Test func anUnknownCommandRunsNothingAndTabMakesItANote() {
    let room = Room()
    room.enter(":fnord he said")
    #expect(room.isRefused)
    #expect(room.text == ":fnord he said")
    #expect(room.events.isEmpty && room.effects.isEmpty)
    room.press(.tab)
    room.press(.enter)
    #expect(room.events == [note(":fnord he said")])
  }

  @Test func draftsTellTheLoopAllThatIsTyped() {
    let room = Room()
    room.type("one")
    room.press(.escape)
    room.type("two")
    room.press(.function(1))
    room.type("three")
    let drafts = room.live.drafts
    #expect(drafts.map(\.text) == ["one", "two", "three"])
    #expect(Set(drafts.map(\.id)).count == 3)
    var later = Live()
    later.takeBack(drafts)
    #expect(later.parked.map(\.text) == ["one", "two", "three"])
    #expect(later.parked.allSatisfy { $0.isParked })
    #expect(later.line.isEmpty)
  }

  @Test func anEnteredTextLeavesTheDrafts() {
    let room = Room()
    room.type("one")
    let id = room.live.drafts.first?.id
    room.press(.enter)
    #expect(room.live.drafts.isEmpty)
    #expect(room.entered.map(\.id) == [id])
  }

  @Test func aSearchThatFindsNothingKeepsItsText() {
    let room = Room()
    room.enter("one")
    room.enter("/he opened his eyes")
    #expect(room.isRefused)
    #expect(room.text == "/he opened his eyes")
    room.press(.tab, .enter)
    #expect(room.events.last == note("/he opened his eyes"))
  }

  @Test func aRefusedCommandKeepsItsWords() {
    let room = Room()
    room.enter(":end she asked for it")
    #expect(room.isRefused)
    #expect(room.text == ":end she asked for it")
    #expect(room.events.isEmpty)
  }
}
