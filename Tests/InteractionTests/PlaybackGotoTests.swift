import Interaction
import SampleArc
import SessionModel
import Testing

/// `:goto` in a session that is read back.
struct PlaybackGotoTests {
  /// Begun at 22:00 on the wall of its zone; a dose at 22:30, an entry every ten minutes to 02:00.
  private func night() -> Playback {
    let zone = 120
    let start = TimeText.wall(
      year: 2026, month: 9, day: 9, hour: 22, minute: 0, second: 0, zone: zone)
    var now = Now(wall: start, up: 1_000, zone: zone)
    var recorder = Recorder(
      session: Session(id: "night", rules: shippedRules), writer: "w", author: "MK")
    var ids = SampleIDs(seed: 3)
    let began = Began(
      client: "HF-0001", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
      author: "MK")
    var records = [recorder.begin(began, id: ids.next(), at: now)]
    records += recorder.beginRun(boot: "A", version: "test", at: now) { ids.next() }
    for count in 1...24 {
      now = now.advanced(by: 600_000)
      let event: Event =
        count == 3
        ? .dosed(Dose(act: .given, milligrams: "60", route: .intramuscular))
        : .noted(Note(kind: .observed, text: "\(count)"))
      let request = Request(.record(event), id: ids.next())
      if case .success(let fresh) = recorder.record(request, at: now, ids: { ids.next() }) {
        records += fresh
      }
    }
    return Playback(records, into: Session(id: "night", rules: shippedRules))
  }

  private func minute(_ text: String, in playback: Playback) -> Int64? {
    playback.time(ofTarget: text).map { $0 / 60_000 }
  }

  @Test func sinceTheDose() {
    let playback = night()
    #expect(minute("T+31", in: playback) == 61)
    #expect(minute("t31", in: playback) == 61)
    #expect(playback.time(ofTarget: "T+31:30") == Int64(3_690_000))
    #expect(minute("T+1:31:00", in: playback) == 121)
    #expect(minute("T-20", in: playback) == 10)
  }

  @Test func theTimeOfDay() {
    let playback = night()
    #expect(minute("22:40", in: playback) == 40)
    #expect(playback.time(ofTarget: "22:40:30") == Int64(2_430_000))
    #expect(minute("00:30", in: playback) == 150, "behind midnight it is the next day")
    #expect(minute("21:00", in: playback) == 0, "before it began: the start")
    #expect(minute("03:00", in: playback) == 240, "after it ended: the end")
  }

  @Test func whatIsNoTimeLeadsNowhere() {
    let playback = night()
    for text in ["", "T", "T+", "noon", "25:00", "14", "T+x", "-2m", "14:5", "T--3"] {
      #expect(playback.time(ofTarget: text) == nil, "\(text)")
    }
    let none = Playback(Session(id: "none", rules: shippedRules))
    #expect(none.time(ofTarget: "T+31") == nil && none.time(ofTarget: "14:05") == nil)
  }

  @Test func aJumpStandsThere() throws {
    var playback = night()
    let time = try #require(playback.time(ofTarget: "T+31:00"))
    playback.move(.to(time))
    #expect(playback.time == time)
    let since = playback.session.sinceFirstDose(playback.session.moment(playback.now))
    #expect(since?.milliseconds == Int64(1_860_000))
    #expect(TimeText.clock(playback.now.wall, zone: playback.now.zone) == "23:01")
  }
}
