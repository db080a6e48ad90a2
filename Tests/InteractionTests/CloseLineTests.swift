import Interaction
import SessionModel
import Testing

/// What ends dosing or closes a session says so before Enter; a sentence that begins like it does
/// neither.
struct CloseLineTests {
  @Test(arguments: [
    (":close", "closed: the client left"),
    (":close with her sister", "closed: the client left, with her sister"),
    (":seal", "asks, then signs the record: only addenda after it"),
    (":leave", "asks, then leaves: the session stays open"),
    (":by AK", "from here on AK writes"),
  ])
  func whatItWillDoStandsBesideTheLine(_ line: String, _ preview: String) {
    let room = Room()
    room.type(line)
    #expect(room.reading.preview == preview)
    #expect(room.reading.label == "command")
    #expect(room.live.question == nil)
  }

  @Test func theEndOfDosingIsShownAndRefusedBeforeEnter() {
    let room = Room()
    room.type(":end")
    #expect(room.reading.refusal?.contains("no dose was given") == true)
    room.control("u")
    room.enter("dose 60mg im")
    room.type(":end early, she asked")
    #expect(room.reading.refusal == nil)
    #expect(room.reading.preview == "dosing ended, early, she asked")
    room.press(.enter)
    room.enter(":close")
    room.press(.escape)
    room.type(":close with him")
    #expect(room.reading.refusal?.contains("closed already") == true)
  }

  @Test(arguments: [":close to tears now", ":close her eyes", ":close sister"])
  func aSentenceClosesNothing(_ line: String) {
    let room = Room()
    room.type(line)
    #expect(room.reading.preview?.contains("behind with") == true)
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains(":close with"), "\(room.notice)")
    #expect(room.text == line && room.session.state == .open)
    room.press(.tab, .enter)
    #expect(room.events == [note(line)])
    room.type(line)
    room.press(.escape)
    #expect(room.live.parked.map(\.text) == [line])
  }
}
