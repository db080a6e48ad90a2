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

  @Test func outsideIsTheNearerEndAndSaysSo() {
    let playback = night()
    #expect(playback.sought("22:40")?.lack == nil && playback.sought("T+31")?.lack == nil)
    #expect(playback.sought("21:00")?.lack == .beforeBeginning)
    #expect(playback.sought("03:00")?.lack == .behindEnd)
    #expect(minute("T+999", in: playback) == 240 && minute("T-31", in: playback) == 0)
    #expect(playback.sought("T+999")?.lack == .behindEnd)
    #expect(playback.sought("T-31")?.lack == .beforeBeginning)
    #expect(playback.sought("T-30")?.lack == nil)
  }

  /// A session of a morning: what comes after it on the same day is not before it.
  @Test func theEveningIsAfterAMorning() {
    let room = Room(
      wall: TimeText.wall(year: 2026, month: 9, day: 9, hour: 10, minute: 0, zone: 120))
    room.enter("one")
    room.pass(minutes(66))
    room.enter("two")
    let playback = Playback(room.session)
    #expect(playback.sought("23:59")?.lack == .behindEnd)
    #expect(playback.sought("00:10")?.lack == .beforeBeginning)
    room.enter(":goto 23:59")
    #expect(room.notice.contains("has not come") && !room.isRefused)
    room.enter(":goto 03:00")
    #expect(room.notice.contains("before the session"))
  }

  /// Signed at half past ten three days after a session of that time of day.
  @Test func aTimeOfDayIsOfTheSessionAndNotOfTheDaysBehindIt() {
    let room = Room(
      wall: TimeText.wall(year: 2026, month: 9, day: 9, hour: 10, minute: 0, zone: 120))
    for _ in 0..<6 {
      room.enter("one")
      room.pass(minutes(10))
    }
    room.enter(":close")
    room.pass(minutes(3 * 24 * 60 - 30))
    room.enter(":seal nothing is missing")
    room.type("y")
    room.pass(seconds(1))
    #expect(room.session.state == .sealed)
    var playback = Playback(room.session)
    playback.move(.to(minutes(40)))
    #expect(minute("10:20", in: playback) == 20, "back, and not on to another day")
    #expect(playback.sought("14:05")?.lack == .behindEnd)
    #expect(playback.time(ofTarget: "14:05") == playback.timeline.end)
    let seal = playback.chronology.times.last
    playback.move(.to(minutes(35)))
    #expect(minute("10:30", in: playback) == 30)
    playback.move(.to(playback.time(ofTarget: "10:30") ?? 0))
    #expect(playback.time(ofTarget: "10:30") == seal, "again, to what was written at that time")
  }

  // MARK: A change of clocks

  /// Half-hourly entries from 01:30, the zone changing by an hour after the second of them.
  private func changing(_ before: Int, _ after: Int) -> Playback {
    let room = Room(
      wall: TimeText.wall(year: 2026, month: 3, day: 29, hour: 1, minute: 30, zone: before))
    room.now.zone = before
    room.enter("at half past one")
    for count in 0..<5 {
      room.pass(minutes(30))
      if count > 0 { room.now.zone = after }
      room.enter("\(count)")
    }
    return Playback(room.session)
  }

  private func clock(_ text: String, _ playback: Playback) -> (words: Substring, Sought.Lack?)? {
    guard let sought = playback.sought(text) else { return nil }
    var there = playback
    there.move(.to(sought.time))
    return (there.clockWords.prefix(5), sought.lack)
  }

  @Test func inSpringGotoFollowsTheClockThatTheLogShows() throws {
    let playback = changing(60, 120)
    for text in ["01:45", "02:15", "03:35", "04:20"] {
      let found = try #require(clock(text, playback))
      #expect(found.words == text && found.1 == nil)
    }
    let never = try #require(clock("03:10", playback))
    #expect(never.words == "03:30" && never.1 == .neverRead)
    #expect(clock("05:30", playback)?.1 == .behindEnd)
  }

  @Test func inAutumnAnHourThatComesTwiceIsReachedTwice() throws {
    var playback = changing(120, 60)
    let first = try #require(playback.time(ofTarget: "01:45"))
    playback.move(.to(first))
    let second = try #require(playback.time(ofTarget: "01:45"))
    #expect(second - first == minutes(60))
    playback.move(.to(second))
    #expect(playback.clockWords == "01:45:00")
    #expect(playback.time(ofTarget: "01:45") == first, "and again from the first")
    #expect(playback.sought("04:00")?.lack == .behindEnd, "no clock got that far")
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
