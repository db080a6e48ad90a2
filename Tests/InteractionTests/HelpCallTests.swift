import Interaction
import SessionModel
import Testing

/// "Help called / arrived / transferred": by key 9 or as whole lines, open until somebody has come.
struct HelpCallTests {
  private func missing(_ room: Room) -> [Outstanding] {
    room.session.outstanding(at: room.session.moment(room.now)).filter { $0.kind == .help }
  }

  @Test func itIsOpenUntilItArrived() {
    let room = Room()
    room.type("9")
    room.pass(seconds(1))
    #expect(room.session.awaitedHelp?.id == room.entered.last?.id)
    #expect(missing(room).map(\.words) == ["medical help was called, nobody is noted as come"])
    room.pass(minutes(6))
    room.type("help arrived by paramedics")
    #expect(room.reading.label == "help, record")
    #expect(room.reading.preview == "help arrived, by paramedics")
    room.press(.enter)
    #expect(room.events.last == .helpChanged(HelpChange(act: .arrived, who: "paramedics")))
    #expect(room.session.awaitedHelp == nil && room.session.helpCalled != nil)
    #expect(missing(room).isEmpty)
    room.enter("-1m help transferred to the emergency department by ambulance")
    #expect(
      room.events.last?.words == "transferred to the emergency department, by ambulance")
    #expect((room.ago(room.entered.last) ?? 0) >= minutes(1))
    #expect(room.entered.allSatisfy { $0.lane == .record })
  }

  @Test func aSecondCallIsWaitedForAgain() {
    let room = Room()
    room.enter("-10m help called")
    #expect(room.events == [.marked(.helpCalled)])
    room.enter("help transferred")
    #expect(room.session.awaitedHelp == nil)
    room.pass(minutes(2))
    room.type("9")
    room.pass(seconds(1))
    #expect(room.session.awaitedHelp != nil)
    room.enter("-20m help arrived")
    #expect(room.session.awaitedHelp != nil, "what came before the call does not answer it")
  }

  @Test func nobodyArrivesWhoWasNotCalled() {
    let room = Room()
    room.type("help arrived")
    #expect(room.reading.refusal?.contains("no help was called") == true)
    room.press(.enter)
    #expect(room.isRefused && room.events.isEmpty && room.text == "help arrived")
    room.press(.tab, .enter)
    #expect(room.events == [note("help arrived")])
  }

  @Test func tabMakesItANoteAndTheSourceIsThere() {
    let room = Room(.contact)
    room.type("help transferred to her aunt")
    room.press(.tab, .enter)
    #expect(room.events == [note("help transferred to her aunt")])
    room.enter("help transferred to Ward 3")
    room.press(.up, .character("?"))
    #expect(room.notice.contains("help called, arrived, transferred"), "\(room.notice)")
  }
}
