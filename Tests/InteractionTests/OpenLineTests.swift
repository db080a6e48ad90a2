import Interaction
import SessionModel
import Testing

/// Enter on an empty line: a note that may begin with any character. And pasted text.
struct OpenLineTests {
  @Test(arguments: ["9 of ten", "/slash", "?what", ":end", " two spaces", "suds 6", "! loud", "4"])
  func afterEnterAnyFirstCharacterIsText(_ line: String) {
    let room = Room()
    room.press(.enter)
    room.type(line)
    room.pass(seconds(3))
    room.press(.enter)
    #expect(room.events == [note(line)])
  }

  @Test func theOpenLineLapses() {
    let room = Room()
    room.press(.enter)
    room.pass(seconds(5))
    room.type("4")
    room.pass(seconds(1))
    #expect(room.events.map(\.sign) == ["m"])
    room.press(.enter)
    room.pass(4_900)
    room.type("4")
    room.pass(seconds(1))
    #expect(room.text == "4")
  }

  @Test func enterAgainClosesIt() {
    let room = Room()
    room.press(.enter, .enter)
    room.type("7")
    room.pass(seconds(1))
    #expect(room.events.map(\.sign) == ["m"])
  }

  @Test func theNextPhaseIsAPhaseThereToo() {
    let room = Room()
    room.press(.enter)
    room.control("n")
    room.press(.enter)
    #expect(room.events == [.phaseEntered(.arrival)])
  }

  @Test(arguments: [":end", "/find", "?", "4", "suds 6", " x", ":leave\n:end\n", "bp 128/82"])
  func pastedTextRunsNothing(_ text: String) {
    let room = Room()
    room.paste(text)
    room.pass(seconds(2))
    #expect(room.text == text)
    room.press(.enter)
    #expect(room.events == [note(text)])
    #expect(room.effects.isEmpty)
  }

  @Test func lineBreaksStayInOneEntry() {
    let room = Room()
    room.type("he reads: ")
    room.paste("one\ntwo\n\nthree")
    room.press(.enter)
    #expect(room.events == [note("he reads: one\ntwo\n\nthree")])
  }

  @Test func aPasteInFrontOfTextMakesNoCommandOfIt() {
    let room = Room()
    room.enter("dose 60mg im")
    room.type("of the song")
    room.control("a")
    room.paste(":end ")
    room.press(.enter)
    #expect(room.session.state == .open)
    #expect(room.events.last == note(":end of the song"))
  }

  @Test func aPasteAfterADigitIsText() {
    let room = Room()
    room.type("1")
    room.paste("0 min")
    room.press(.enter)
    #expect(room.events == [note("10 min")])
  }

  @Test func aPasteBeyondTheLimitIsRefusedAndLosesNothing() {
    let room = Room()
    let limit = Session.noteLimit
    room.type("before")
    room.input(.pasteTooLong(limit + 1))
    #expect(room.isRefused)
    #expect(room.text == "before")
    room.paste(String(repeating: "a", count: limit - 5))
    #expect(room.isRefused)
    #expect(room.text == "before")
    room.paste(String(repeating: "a", count: limit - 6))
    #expect(room.live.line.buffer.bytes == limit)
    room.type("b")
    #expect(room.isRefused)
    #expect(room.live.line.buffer.bytes == limit)
    room.press(.enter)
    #expect(room.events.count == 1)
  }

  @Test func combiningMarksAndEmojiAreOneStep() {
    let room = Room()
    room.type("Mu\u{308}ller 👩‍👩‍👧 e\u{301}")
    #expect(room.live.line.buffer.characters.count == 10)
    room.press(.backspace)
    room.press(.backspace)
    room.press(.backspace)
    #expect(room.text == "Mu\u{308}ller ")
    room.press(.home, .right, .delete)
    #expect(room.text == "Mller ")
  }

  @Test func theLineIsEdited() {
    let room = Room()
    room.type("one two three")
    room.control("w")
    #expect(room.text == "one two ")
    room.press(.wordLeft)
    room.control("k")
    #expect(room.text == "one ")
    room.type("2")
    room.press(.home)
    room.type("0 ")
    room.press(.wordRight, .right)
    room.control("u")
    #expect(room.text == "2")
    room.control("e")
    room.type("x")
    #expect(room.text == "2x")
  }
}
