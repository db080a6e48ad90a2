import Interaction
import SessionModel
import Testing

/// "close-out lists what is missing (overdue vitals, open adverse events, unticked items, missing
/// end) and lets one seal with a reason".
struct CloseOutTests {
  private func missing(_ room: Room) -> [String] {
    room.session.outstanding(at: room.session.moment(room.now)).map(\.words)
  }

  private func dosed() -> Room {
    let room = Room()
    room.enter("bp 124/78")
    room.enter("dose 60mg im")
    room.pass(minutes(40))
    room.enter("bp 165/95")
    room.pass(minutes(60))
    return room
  }

  @Test func whatIsMissingIsListedAndASealNeedsAReason() {
    let room = dosed()
    room.enter(":close with her sister")
    #expect(room.session.state == .closed)
    #expect(room.live.panel == .closeOut(top: 0))
    let words = missing(room)
    #expect(words.contains("dosing has no end"))
    #expect(words.contains("vitals of 0:15 missed"))
    #expect(!words.contains("vitals of 0:30 missed"))
    #expect(words.contains("vitals of 1:00 missed"))
    #expect(words.contains("vitals before leaving missed") == false)
    #expect(words.contains { $0.contains("165/95") && $0.contains("not acknowledged") })
    #expect(words.contains("leaving: 10 of 10 not answered"))
    #expect(words.contains { $0.hasPrefix("before dosing: ") })
    room.press(.escape)
    room.enter(":seal")
    #expect(room.isRefused)
    #expect(room.live.question == nil)
    #expect(room.live.panel == .closeOut(top: 0))
    #expect(room.text == ":seal")
    room.enter(" the lists are on paper")
    #expect(room.live.question?.subject == .seal(reason: "the lists are on paper"))
    room.type("y")
    room.pass(500)
    guard case .sealed(let seal)? = room.session.entries.last?.event else {
      Issue.record("not sealed")
      return
    }
    #expect(seal.reason == "the lists are on paper")
  }

  @Test func aSealThatWouldBeRefusedSaysSoBeforeEnter() {
    let room = dosed()
    room.type(":seal")
    #expect(room.reading.refusal?.contains("the session is still open") == true)
    room.control("u")
    room.enter(":close")
    room.press(.escape)
    room.type(":seal all on paper")
    #expect(room.reading.refusal == nil)
    #expect(room.reading.preview?.hasPrefix("asks, then signs") == true)
  }

  /// The list of sessions reads no more than the seal where nothing follows it.
  @Test func theSealTellsOfASealedSession() throws {
    let room = dosed()
    room.enter(":close")
    room.press(.escape)
    room.enter(":seal all on paper")
    room.type("y")
    room.pass(500)
    #expect(room.session.lastListLine?.state == .sealed)
    #expect(room.session.lastListLine?.entries == room.session.enteredCount)
  }

  @Test func withNothingMissingNoReasonIsNeeded() {
    let room = Room()
    room.enter("bp 124/78")
    room.enter("dose 60mg im")
    for pause: Int64 in [15, 15, 30] {
      room.pass(minutes(pause))
      room.enter("bp 124/78")
    }
    room.pass(minutes(40))
    room.enter(":end")
    room.enter("bp 124/78")
    for stage in ["before", "leaving"] {
      room.enter(":check \(stage)")
      for _ in 0..<40 {
        room.press(.right, .down)
      }
      room.press(.escape)
    }
    #expect(missing(room) == [])
    room.enter(":close")
    #expect(room.live.panel == nil)
    room.enter(":seal")
    #expect(room.live.question?.subject == .seal(reason: ""))
  }

  @Test func openAdverseEventsAreListed() {
    let room = dosed()
    let request = Request(
      .record(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 2))),
      id: room.ids.next())
    var ids = room.ids
    _ = room.recorder.record(request, at: room.now) { ids.next() }
    room.ids = ids
    #expect(missing(room).contains("nausea 2 is open"))
    room.enter(":missing")
    #expect(room.live.panel == .closeOut(top: 0))
    #expect(room.mode == .preparation)
  }

  @Test(arguments: [SessionKind.contact, .integration, .preparation])
  func whereNothingIsGivenNothingIsMissing(_ kind: SessionKind) {
    let room = Room(kind)
    room.enter("a note")
    room.enter(":close")
    room.enter(":seal")
    #expect(room.live.question?.subject == .seal(reason: ""))
  }
}
