import Interaction
import SessionModel
import Testing

/// Rule 3: marks by one key, and the list of all of them.
struct MarkTests {
  private func marks(_ room: Room) -> [String] {
    room.events.compactMap { if case .marked(let mark) = $0 { mark.tag } else { nil } }
  }

  @Test func aMarkRestsOneSecond() {
    let room = Room()
    let stamp = room.now.up + 40
    room.type("4")
    #expect(room.live.pendingMark?.marking.tag == "body.tears")
    room.pass(999)
    #expect(room.events.isEmpty)
    room.pass(1)
    #expect(marks(room) == ["body.tears"])
    #expect(room.entered[0].happened.up == stamp)
    #expect(room.live.pendingMark == nil)
  }

  @Test func anEndFromOutsideKeepsAMarkThatStillRests() {
    let room = Room()
    room.type("0")
    #expect(room.events.isEmpty)
    room.settle()
    #expect(marks(room) == ["consent withdrawn"])
    room.settle()
    room.pass(seconds(2))
    #expect(marks(room).count == 1)
  }

  @Test func enterKeepsAMarkAtOnce() {
    let room = Room()
    room.type("7")
    room.press(.enter)
    #expect(marks(room) == ["intervention.silence"])
    #expect(room.mode == .empty)
  }

  @Test func aHeldOrRepeatedKeyIsOneMark() {
    let room = Room()
    room.type("4444444444", every: 30)
    room.pass(seconds(2))
    #expect(marks(room) == ["body.tears"])
    room.type("44", every: 600)
    room.pass(seconds(2))
    #expect(marks(room) == ["body.tears", "body.tears"])
  }

  @Test func anotherKeyWithinTheSecondMakesItText() {
    let room = Room()
    let stamp = room.now.up + 40
    room.type("10 min silent")
    room.press(.enter)
    #expect(room.events == [note("10 min silent")])
    #expect(room.entered[0].happened.up == stamp)
  }

  @Test(arguments: ["11 minutes silent", "100 breaths", "44 years, she says", "99", "00:30 still"])
  func aRepeatedDigitInTextIsNotLost(_ line: String) {
    let room = Room()
    room.type(line)
    if line == "99" {
      room.type(" is her number")
    }
    room.press(.enter)
    #expect(room.events == [note(line == "99" ? "99 is her number" : line)])
  }

  @Test(arguments: [
    ("70", Marking.consentWithdrawn), ("79", .helpCalled), ("90", .consentWithdrawn),
  ])
  func helpAndWithdrawalAreMarksWithinTheSecondOfAnother(_ digits: String, _ alarm: Marking) {
    let room = Room()
    let stamp = room.now.up + 40
    room.type(digits)
    #expect(room.live.pendingMark?.marking == alarm)
    #expect(room.live.pendingMark?.before.count == 1)
    #expect(room.text == "")
    room.pass(seconds(1))
    #expect(marks(room).last == alarm.tag)
    #expect(room.entered.map(\.happened.up) == [stamp, stamp + 40])
    #expect(room.text == "")
    let again = Room()
    again.type(digits)
    again.press(.enter)
    #expect(marks(again) == marks(room))
  }

  @Test func aMarkUnderAnAlarmIsDroppedByItself() {
    let room = Room()
    room.type("70")
    room.press(.backspace)
    #expect(room.live.pendingMark?.marking.tag == "intervention.silence")
    room.pass(seconds(1))
    #expect(marks(room) == ["intervention.silence"])
    room.type("70")
    room.press(.escape)
    room.pass(seconds(3))
    #expect(marks(room) == ["intervention.silence"])
  }

  @Test(arguments: ["70 beats a minute", "190 over 100", "100 breaths", "4009 is her room"])
  func anAlarmsDigitInsideANumberIsText(_ line: String) {
    let room = Room()
    let stamp = room.now.up + 40
    room.enter(line)
    #expect(room.events == [note(line)])
    #expect(room.entered[0].happened.up == stamp)
  }

  @Test func backspaceAndEscDropAMark() {
    let room = Room()
    for key in [Key.backspace, .escape] {
      room.type("4")
      room.press(key)
      room.pass(seconds(3))
    }
    #expect(room.events.isEmpty)
    #expect(room.text == "")
  }

  @Test func anotherCommandKeyKeepsTheMarkFirst() {
    let room = Room()
    room.type("4")
    room.control("g")
    #expect(marks(room) == ["body.tears"])
    #expect(room.mode == .grounding)
  }

  @Test func everyDigitIsItsMark() {
    let room = Room()
    for digit in "1234567890" {
      room.type(String(digit))
      room.pass(seconds(1))
    }
    #expect(
      marks(room) == [
        "eyes.closed", "eyes.open", "breath.slow", "body.tears", "body.still", "speech.sound",
        "intervention.silence", "intervention.hand", Marking.helpCalled.tag,
        Marking.consentWithdrawn.tag,
      ])
  }

  @Test(arguments: [Mode.empty, .log, .grounding, .preparation, .marks, .help, .themes])
  func helpAndWithdrawalWorkWhereverTheLineIsEmpty(_ mode: Mode) {
    let room = Room()
    room.enter("a first note")
    room.open(mode)
    #expect(room.mode == mode)
    room.type("9")
    room.pass(seconds(1))
    #expect(room.session.helpCalled != nil)
    room.open(mode)
    room.type("0")
    room.pass(seconds(1))
    #expect(room.session.consentWithdrawn != nil)
  }

  @Test func aDigitInsideALineIsText() {
    let room = Room()
    room.type("bp was ")
    room.type("9")
    room.pass(seconds(2))
    room.press(.enter)
    #expect(room.events == [note("bp was 9")])
  }

  @Test func spaceListsMarksAndTypingFilters() {
    let room = Room()
    room.type(" ")
    #expect(room.mode == .marks)
    room.type("nyst")
    #expect(room.events.isEmpty)
    room.pass(seconds(5))
    #expect(room.events.isEmpty)
    room.press(.enter)
    #expect(marks(room) == ["eyes.nystagmus"])
    #expect(room.mode == .empty)
  }

  @Test func spaceAndEnterByMistakeKeepNothing() {
    let room = Room()
    room.type(" ")
    room.press(.enter)
    #expect(room.events.isEmpty)
    #expect(room.mode == .marks)
    room.press(.down)
    room.press(.enter)
    #expect(room.events.count == 1)
    #expect(room.mode == .empty)
  }

  @Test func wordsBehindAMarkAreKeptWithIt() {
    let room = Room()
    room.enter(" tears no sound")
    guard case .marked(let mark)? = room.events.first else {
      Issue.record("no mark")
      return
    }
    #expect(mark == Marking(key: "4", tag: "body.tears", words: "tears no sound"))
  }

  @Test func aLineThatMatchesNoMarkIsKeptWordForWord() {
    let room = Room()
    room.enter(" he holds the stone, looks at me")
    #expect(room.events == [note("he holds the stone, looks at me")])
  }

  @Test func aSecondSpaceOrEscClosesTheList() {
    let room = Room()
    room.type("  ")
    #expect(room.mode == .empty)
    #expect(room.text == "")
    room.type(" he sm")
    room.press(.escape)
    #expect(room.mode == .empty)
    #expect(room.live.parked.map(\.text) == ["he sm"])
  }

  @Test func anOpenListDoesNotKeepTheLoopBusy() {
    let room = Room()
    room.type(" he sm")
    room.pass(minutes(10))
    #expect(room.mode == .marks)
    #expect(room.text == "he sm")
  }
}

extension Room {
  /// Brings a live room to a mode with an empty line.
  func open(_ mode: Mode) {
    press(.escape, .escape)
    switch mode {
    case .log: press(.up)
    case .grounding: control("g")
    case .preparation: control("o")
    case .marks: type(" ")
    case .help: type("?")
    case .facts: enter(":facts")
    case .themes: enter(":theme")
    case .writing: type("a")
    case .checklist: enter(":check")
    case .questionnaire: enter(":phq9")
    case .form: enter("bp")
    default: break
    }
  }
}
