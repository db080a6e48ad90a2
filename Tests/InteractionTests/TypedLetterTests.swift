import Interaction
import SessionModel
import Testing

/// A letter at the end of the text is shown before the picture, even before the key is taken in:
/// only where nothing else can come of the key.
struct TypedLetterTests {
  @Test func aLetterAtTheEndIsAwaited() {
    let room = Room()
    #expect(!room.interface.awaitsLetter, "the first one gives the line its label and its time")
    room.type("tea")
    #expect(room.interface.awaitsLetter)
    room.press(.left)
    #expect(!room.interface.awaitsLetter, "the rest of the line moves")
  }

  @Test func aQuestionANoticeOrAPanelMayGoWithTheKey() {
    let room = Room()
    room.type("tears")
    room.press(.control("c"))
    #expect(room.live.notice != nil)
    #expect(!room.interface.awaitsLetter)
    let asked = Room()
    asked.type("tears")
    asked.press(.control("q"))
    #expect(!asked.interface.awaitsLetter)
    let marked = Room()
    marked.press(.character("4"))
    #expect(!marked.interface.awaitsLetter)
    let filtering = Room()
    filtering.press(.control("p"))
    filtering.type("si")
    #expect(!filtering.interface.awaitsLetter)
  }

  @Test func aFullLineTakesNoLetter() {
    let room = Room()
    room.paste(String(repeating: "x", count: Session.noteLimit))
    #expect(!room.interface.awaitsLetter)
    room.press(.backspace)
    #expect(room.interface.awaitsLetter)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func whereALetterIsAwaitedItIsAddedAndNothingElseHappens(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let keys: [Key] = [
      .enter, .tab, .escape, .backspace, .left, .right, .up, .down, .control("g"), .control("p"),
      .control("q"), .control("r"), .control("t"), .control("z"), .control("u"), .character("4"),
      .character(" "), .character("b"), .character("p"), .character(":"), .character("/"),
      .character("y"), .character("é"), .character("-"), .character("1"),
    ]
    let room = Room()
    var awaited = 0
    for _ in 0..<400 {
      guard room.interface.awaitsLetter else {
        room.press(keys.randomElement(using: &random) ?? .enter)
        continue
      }
      if Bool.random(using: &random) {
        room.press(keys.randomElement(using: &random) ?? .enter)
        continue
      }
      awaited += 1
      let (line, records) = (room.live.line, room.records.count)
      let letter = Character(Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &random)))
      #expect(Input.key(.character(letter)).letter != nil)
      room.press(.character(letter))
      #expect(room.live.line.text == line.text + String(letter))
      #expect(room.live.line.buffer.cursor == line.buffer.cursor + 1)
      #expect(room.live.line.kind == line.kind)
      #expect(room.live.notice == nil && room.live.question == nil && room.live.panel == nil)
      #expect(room.records.count == records)
    }
    #expect(awaited > 10)
  }

  @Test(arguments: [Key.backspace, .left, .enter, .tab, .control("g"), .character("é"), .up])
  func anyOtherKeyIsLeftToThePicture(_ key: Key) {
    #expect(Input.key(key).letter == nil)
    #expect(Input.key(.character("r")).letter == "r")
    #expect(Input.paste("r").letter == nil)
  }
}
