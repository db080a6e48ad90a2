import SampleArc
import SessionModel
import Testing

/// The facts that a timeline is drawn from, on the session's own time.
struct TimelineTests {
  private func timeline(_ session: Session) -> Timeline {
    Timeline(session, Chronology(session))
  }

  @Test func theFirstDosingSeenFromAbove() throws {
    let timeline = timeline(try arcSession(.dosing, 1))
    func tPlus(_ time: Int64) -> Int64? { timeline.sinceDose(time).map { $0 / 1000 } }
    #expect(timeline.start == 0 && timeline.dose == minutes(27))
    #expect(
      timeline.sinceDose(timeline.end) == minutes(112),
      "the client left; the seal is behind the end")
    #expect(timeline.phases.map(\.phase) == [.onset, .peak, .plateau, .return, .recovery])
    #expect(timeline.phases.map { tPlus($0.time) } == [340, 665, 2_330, 3_500, 4_440])
    #expect(timeline.phases.map { tPlus($0.end) } == [665, 2_330, 3_500, 4_440, 6_720])
    #expect(timeline.doses.map(\.dose.milligrams) == ["60"])
    #expect(timeline.distress.map(\.value) == [5, 8, 5, 3, 2])
    #expect(timeline.distress.map(\.isChange) == [true, true, true, true, true])
    #expect(timeline.vitals.compactMap(\.vitals.systolic) == [124, 138, 142, 131, 126])
    #expect(timeline.vitals.compactMap(\.vitals.spo2) == [98, 97, 97, 98, 98])
    #expect(timeline.marks.map(\.mark.words) == ["eyes closed", "silence held"])
    #expect(timeline.alarms.isEmpty && timeline.gaps.isEmpty && timeline.clockSteps.isEmpty)
    #expect(timeline.late.map { tPlus($0.time) } == [2_370])
    #expect(timeline.late.map { tPlus($0.written) } == [2_460])
  }

  @Test func groundingHasItsEffect() throws {
    let timeline = timeline(try arcSession(.dosing, 1))
    let episode = try #require(timeline.grounding.first)
    #expect(timeline.grounding.count == 1)
    #expect(timeline.sinceDose(episode.time) == seconds(20 * 60 + 5))
    #expect(timeline.sinceDose(episode.end) == seconds(22 * 60 + 36))
    #expect(episode.isAccepted)
    #expect(episode.change == -3)
  }

  @Test func silenceIsMinutesWithoutAnEntry() {
    let scribe = Scribe()
    scribe.write(note("one"))
    scribe.pass(minutes(2))
    scribe.write(.marked(Marking(key: "7", tag: "intervention.silence", words: "silence held")))
    scribe.pass(minutes(12))
    scribe.write(note("two"))
    scribe.pass(minutes(5))
    scribe.write(note("three"))
    let silences = timeline(scribe.session).silences
    #expect(silences.map(\.from) == [minutes(2), minutes(14)])
    #expect(silences.map(\.to) == [minutes(14), minutes(19)])
    #expect(silences.map(\.isHeld) == [true, false])
  }

  @Test func aLateEntryBreaksTheSilenceThatItLiesIn() {
    let scribe = Scribe()
    scribe.write(note("one"))
    scribe.pass(minutes(12))
    scribe.write(note("two"))
    scribe.write(note("late"), ago: minutes(6))
    let silences = timeline(scribe.session).silences
    #expect(silences.map(\.from) == [0, minutes(6)])
    #expect(silences.map(\.to) == [minutes(6), minutes(12)])
  }

  @Test func aGapIsNoSilence() throws {
    let scribe = Scribe()
    scribe.write(note("one"))
    scribe.pass(minutes(4))
    scribe.restart(boot: "boot B", away: minutes(30))
    scribe.pass(minutes(5))
    scribe.write(note("two"))
    let timeline = timeline(scribe.session)
    let gap = try #require(timeline.gaps.first)
    #expect(timeline.gaps.count == 1)
    #expect(gap.time == minutes(4) && gap.end == minutes(34) && !gap.gap.isChecked)
    #expect(timeline.silences.map(\.from) == [0, minutes(34)])
    #expect(timeline.silences.map(\.to) == [minutes(4), minutes(39)])
    #expect(timeline.quiet == [0..<minutes(39)])
  }

  @Test func aStepOfTheWallClockMovesNothing() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(10))
    scribe.now.wall -= minutes(60)
    let back = scribe.write(note("after the step"))
    scribe.pass(minutes(10))
    scribe.now.up = 3_000
    scribe.restart(boot: "boot B", leaving: false, away: minutes(1))
    scribe.now.wall += minutes(90)
    let last = scribe.write(note("in the other boot"))
    let session = scribe.session
    let timeline = timeline(session)
    #expect(timeline.clockSteps.map(\.by) == [-minutes(60), minutes(90)])
    #expect(session[back].map { session.time(of: $0.happened) } == minutes(10))
    #expect(session[last].map { session.time(of: $0.happened) } == minutes(21))
    #expect(timeline.end == minutes(21))
    let chronology = Chronology(session)
    #expect(chronology.order == session.places.shown, "the order is that of writing")
    // The time of day that was set back comes twice, the one that was jumped over never.
    let began = session.start?.wall ?? 0
    func times(_ offset: Int64) -> [Int64] {
      let wall = began + offset
      let ofDay = (wall - TimeText.startOfDay(wall, zone: 120)) / 1000
      return session.clock.times(ofDay: Int(ofDay), in: -minutes(60)...timeline.end)
    }
    #expect(times(minutes(5)) == [minutes(5)])
    #expect(
      times(-minutes(45)) == [-minutes(45), minutes(15)],
      "before the beginning the first clock goes on")
    #expect(times(minutes(20)) == [])
    #expect(session.clock.moment(at: minutes(15)).wall == began - minutes(45))
  }

  @Test func burstsKeepTheirOrder() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(5)
    var ids: [EntryID] = []
    for count in 0..<8 {
      scribe.pass(count % 3 == 0 ? 0 : 40)
      ids.append(scribe.write(suds(count)))
    }
    let playback = Reader(scribe.session)
    let timeline = playback.timeline
    #expect(timeline.distress.map(\.value) == Array(0..<8))
    #expect(timeline.density(columns: 80).reduce(0, +) == 9)
    playback.move(.start)
    for id in ids {
      #expect(playback.move(.distressChange(1)))
      #expect(playback.chosen?.id == id)
      #expect(playback.session.entries.last?.id == id)
    }
    #expect(!playback.move(.distressChange(1)))
    for id in ids.reversed().dropFirst() {
      #expect(playback.move(.distressChange(-1)))
      #expect(playback.chosen?.id == id)
    }
    #expect(!playback.move(.distressChange(-1)))
  }

  @Test func aDayLongIsDrawnWhole() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    for _ in 0..<288 {
      scribe.pass(minutes(5))
      scribe.write(note("still here"))
    }
    let timeline = timeline(scribe.session)
    #expect(timeline.length == minutes(24 * 60))
    let density = timeline.density(columns: 72)
    #expect(density.count == 72 && density.reduce(0, +) == 289)
    #expect(density.allSatisfy { (4...5).contains($0) })
    #expect(timeline.column(of: timeline.end, columns: 72) == 71)
    #expect(timeline.column(of: timeline.end + minutes(600), columns: 72) == 71)
    #expect(timeline.column(of: -5, columns: 72) == 0)
  }

  @Test func columnsAndTimesAgree() throws {
    let timeline = timeline(try arcSession(.dosing, 1))
    for columns in [1, 2, 7, 80, 132, 10_000] {
      for column in stride(from: 0, to: columns, by: max(1, columns / 50)) {
        let time = timeline.time(ofColumn: column, columns: columns)
        #expect(timeline.column(of: time, columns: columns) == column)
        #expect(column == 0 || timeline.column(of: time - 1, columns: columns) == column - 1)
      }
    }
  }

  @Test func littleIsRightToo() {
    let none = timeline(Session(id: "none", rules: shippedRules))
    #expect(none.length == 0 && none.dose == nil && none.tenth(5) == 0)
    #expect(none.density(columns: 10).allSatisfy { $0 == 0 })
    #expect(none.column(of: 0, columns: 10) == 0)
    let scribe = Scribe()
    scribe.pass(minutes(3))
    scribe.write(note("the only one"))
    let one = timeline(scribe.session)
    #expect(one.start == 0 && one.end == minutes(3) && one.dose == nil)
    #expect(one.density(columns: 10) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(one.silences.isEmpty)
  }

  @Test func whatIsWrittenAfterTheClientLeftDoesNotSqueezeTheSession() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.pass(minutes(120))
    scribe.write(.closed(with: "sister"))
    scribe.pass(minutes(10))
    scribe.write(note("cups washed"))
    scribe.endRun()
    scribe.pass(minutes(3 * 24 * 60))
    scribe.beginRun(boot: "boot C")
    scribe.write(note("weeks later"))
    let timeline = timeline(scribe.session)
    #expect(timeline.end == minutes(130))
    #expect(timeline.density(columns: 10).reduce(0, +) == 4)
    #expect(Playback(scribe.session).last > minutes(3 * 24 * 60))
  }
}
