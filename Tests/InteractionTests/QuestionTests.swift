import Interaction
import SessionModel
import Testing

/// Rules 10, 13 and 17.
struct QuestionTests {
  private func left(_ room: Room) -> Bool { room.effects.contains(.leave) }

  @Test func leavingAsksAndLapsesAfterTenSeconds() {
    let room = Room()
    room.control("q")
    #expect(room.live.question?.subject == .leave)
    room.pass(9_999)
    #expect(room.live.question != nil)
    room.pass(1)
    #expect(room.live.question == nil)
    room.type("y")
    #expect(room.text == "y")
    #expect(!left(room))
  }

  @Test func yThenHalfASecondLeaves() {
    let room = Room()
    room.control("q")
    room.type("y")
    room.pass(499)
    #expect(!left(room))
    room.pass(1)
    #expect(left(room))
    #expect(room.session.state == .open)
  }

  @Test func yThenEnterLeavesAtOnce() {
    let room = Room()
    room.control("q")
    room.type("y")
    room.press(.enter)
    #expect(left(room))
  }

  @Test(arguments: ["yes, he says", "Yes, he says", "you, she said", "y, no"])
  func yAndALetterIsANote(_ line: String) {
    let room = Room()
    room.control("q")
    let stamp = room.now.up + 40
    room.type(line)
    room.pass(seconds(2))
    #expect(!left(room))
    room.press(.enter)
    #expect(room.events == [note(line)])
    #expect(room.entered[0].happened.up == stamp)
  }

  @Test func aPasteAfterYIsText() {
    let room = Room()
    room.control("q")
    room.type("Y")
    room.paste("es")
    #expect(room.text == "Yes")
    #expect(!left(room))
  }

  @Test func enterCancels() {
    let room = Room()
    room.control("q")
    room.press(.enter)
    #expect(room.live.question == nil)
    #expect(room.mode == .empty)
    room.pass(seconds(1))
    #expect(!left(room))
  }

  @Test func anotherKeyLeavesTheQuestionAndIsTyped() {
    let room = Room()
    room.control("q")
    room.enter("he speaks")
    #expect(room.events == [note("he speaks")])
    #expect(!left(room))
    room.control("q")
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.last?.sign == "m")
    #expect(!left(room))
  }

  @Test func theKeyThatAskedDoesNotAnswer() {
    let room = Room()
    for _ in 0..<10 {
      room.control("q")
    }
    #expect(!left(room))
    room.enter("one")
    for _ in 0..<10 {
      room.control("z")
    }
    #expect(!room.entered[0].isStruck)
  }

  private func strikeWords(_ room: Room) -> String {
    room.control("z")
    let words = room.live.question?.words(room.session) ?? ""
    room.press(.escape)
    return words
  }

  @Test func theStrikeQuestionNamesTheEntryAndWhatChanges() {
    let room = Room()
    let words = "he turned to the wall and stayed there for about a minute"
    room.enter(words)
    #expect(strikeWords(room).contains("observed \"\(words.prefix(40))…\"?"))
    room.type("9")
    room.pass(seconds(1))
    #expect(
      strikeWords(room).contains("mark \"\(Marking.helpCalled.words)\"; help no longer shows"))
    room.pass(minutes(1))
    room.type("9")
    room.pass(seconds(1))
    #expect(strikeWords(room).contains("; that of"))
    room.type("0")
    room.pass(seconds(1))
    #expect(strikeWords(room).contains("; consent no longer shows as withdrawn"))
  }

  @Test(arguments: ["*she reminds me of my aunt", "\"my aunt was there"])
  func theStrikeQuestionShowsNoWordsOfTheProcessLane(_ line: String) {
    let room = Room()
    room.enter(line)
    #expect(room.entered[0].lane == .process)
    let words = strikeWords(room)
    #expect(words.contains("process?") && !words.contains("aunt"), "\(words)")
    let moved = Room()
    moved.enter("my aunt was there")
    moved.enter(":relane")
    #expect(!strikeWords(moved).contains("aunt"))
  }

  @Test func textInTheLineOutlivesAQuestion() {
    let room = Room()
    room.type("half a ")
    room.control("q")
    room.type("yell")
    room.press(.enter)
    #expect(room.events == [note("half a yell")])
    room.type("half")
    room.control("q")
    room.type("y")
    room.press(.enter)
    #expect(left(room))
    #expect(room.live.drafts.map(\.text) == ["half"])
  }

  @Test func onlyLeavingSealingAndStrikingAsk() {
    let room = Room()
    for line in ["dose 60mg im", "phase onset", ":end", ":close", ":by AK", ":private", ":home"] {
      room.enter(line)
      #expect(room.live.question == nil, "\(line)")
    }
    room.enter(":seal an exercise")
    #expect(room.live.question != nil)
    room.press(.enter)
    room.enter(":leave")
    #expect(room.live.question?.subject == .leave)
  }

  @Test func controlCNeverQuits() {
    let room = Room()
    for mode in [Mode.empty, .log, .grounding, .preparation, .marks, .help, .themes, .writing] {
      room.enter("something to see")
      room.open(mode)
      let text = room.text
      for _ in 0..<5 {
        room.control("c")
      }
      #expect(room.mode == mode)
      #expect(room.text == text)
      #expect(room.notice.contains("Ctrl-Q"))
      room.press(.escape, .escape)
    }
    #expect(!left(room))
  }

  @Test func sealingWaitsForTheDisk() {
    let room = Room()
    room.enter("one")
    room.enter(":close")
    var live = room.live
    live.keeping = Keeping(state: .keeping(since: room.now.up), upTo: 2)
    room.live = live
    room.enter(":seal")
    #expect(room.live.question == nil)
    #expect(room.isRefused)
    #expect(room.notice.contains("2 entries"))
  }

  @Test func theStatesComeInTheirOrder() {
    let room = Room()
    room.enter(":end")
    #expect(room.notice.contains("no dose was given"))
    room.control("u")
    room.enter("dose 60mg im")
    room.enter(":end as planned")
    #expect(room.session.state == .dosingEnded)
    #expect(room.events.last == .dosingEnded(reason: "as planned"))
    room.enter(":seal")
    #expect(room.notice.contains(":close"))
    room.control("u")
    room.enter(":close with her sister")
    #expect(room.events.last == .closed(with: "her sister"))
    room.enter(":close")
    #expect(room.notice.contains("closed already"))
    #expect(room.session.state == .closed)
  }
}
