import Interaction
import SessionModel
import Testing

/// A letter at the end of the text is shown before the picture: only where the picture will show it
/// just there.
struct TypedLetterTests {
  private func letter(_ room: Room, after key: Key) -> Unicode.Scalar? {
    guard let end = room.interface.endOfText else { return nil }
    room.press(key)
    return room.interface.letter(typedAt: end)
  }

  @Test func aLetterAtTheEndIsKnown() {
    let room = Room()
    room.type("tea")
    #expect(letter(room, after: .character("r")) == "r")
    #expect(letter(room, after: .character(" ")) == " ")
    #expect(room.live.line.text == "tear ")
  }

  @Test func nothingIsKnownOfAFirstLetter() {
    let room = Room()
    #expect(room.interface.endOfText == nil)
    #expect(letter(room, after: .character("t")) == nil)
  }

  @Test(arguments: [Key.backspace, .left, .enter, .tab, .control("g"), .character("é"), .up])
  func anyOtherKeyIsLeftToThePicture(_ key: Key) {
    let room = Room()
    room.type("tears")
    #expect(letter(room, after: key) == nil)
  }

  @Test func aLetterInTheMiddleMovesTheRestAndIsLeftToThePicture() {
    let room = Room()
    room.type("tars")
    room.press(.left, .left, .left)
    #expect(room.interface.endOfText == nil)
  }

  @Test func aQuestionANoticeOrAPanelMayGoWithTheKey() {
    let room = Room()
    room.type("tears")
    room.press(.control("c"))
    #expect(room.live.notice != nil)
    #expect(room.interface.endOfText == nil)
    let asked = Room()
    asked.type("tears")
    asked.press(.control("q"))
    #expect(asked.interface.endOfText == nil)
    let marked = Room()
    marked.press(.character("4"))
    #expect(marked.interface.endOfText == nil)
  }
}
