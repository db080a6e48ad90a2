import SampleArc
import SessionModel
import Testing

/// Where each step leads, and how a session plays.
struct MovingTests {
  private func playback() throws -> Reader { Reader(try arcSession(.dosing, 1)) }

  private func tPlus(_ playback: Reader) -> Int64? {
    playback.timeline.sinceDose(playback.time).map { $0 / 1000 }
  }

  @Test func toTheEndsAndTheTenths() throws {
    let playback = try playback()
    #expect(playback.time == 0 && playback.place == nil && playback.position == 2)
    #expect(!playback.move(.start))
    #expect(playback.move(.end))
    #expect(playback.session.state == .sealed)
    #expect(playback.move(.tenth(5)))
    #expect(playback.time == minutes(139) / 2)
    #expect(playback.move(.time(10_000)))
    #expect(playback.time == minutes(139) / 2 + 10_000)
    #expect(playback.move(.time(-60_000)))
    #expect(playback.time == minutes(139) / 2 - 50_000)
    playback.move(.tenth(0))
    #expect(!playback.move(.time(-60_000)), "there is nothing before the start")
  }

  @Test func fromEntryToEntry() throws {
    let playback = try playback()
    #expect(playback.move(.entry(1)))
    #expect(playback.place == 0)
    for place in 1..<playback.chronology.count {
      #expect(playback.move(.entry(1)))
      #expect(playback.place == place)
      let position = try #require(playback.chosenPosition)
      #expect(playback.chosen?.isLate == true || playback.position == position + 1)
    }
    #expect(!playback.move(.entry(1)))
    #expect(playback.move(.entry(-3)))
    #expect(playback.place == playback.chronology.count - 4)
    playback.move(.start)
    #expect(!playback.move(.entry(-1)))
  }

  @Test func fromPhaseToPhase() throws {
    let playback = try playback()
    var times: [Int64?] = []
    while playback.move(.phase(1)) {
      times.append(tPlus(playback))
      #expect(playback.session.phase?.phase == playback.timeline.phases[times.count - 1].phase)
    }
    #expect(times == [340, 665, 2_330, 3_500, 4_440])
    playback.move(.time(-60_000))
    #expect(playback.move(.phase(-1)), "from within a phase to its beginning")
    #expect(tPlus(playback) == 3_500)
    #expect(playback.move(.phase(-1)))
    #expect(tPlus(playback) == 2_330)
  }

  @Test func marksDosesAndDistress() throws {
    let playback = try playback()
    #expect(playback.move(.dose(1)) && tPlus(playback) == 0)
    #expect(playback.session.firstDose != nil, "on an entry the state has it")
    #expect(!playback.move(.dose(1)))
    #expect(playback.move(.mark(1)) && playback.move(.mark(1)))
    #expect(playback.chosen?.event.words == "silence held")
    #expect(!playback.move(.mark(1)))
    #expect(playback.move(.mark(-1)))
    #expect(playback.chosen?.event.words == "eyes closed")
    #expect(playback.move(.distressChange(1)))
    #expect(playback.session.distress.last?.value == 8)
  }

  @Test func anUnchangedScoreIsNoChange() {
    let scribe = Scribe()
    for value in [4, 4, 6, 6, 4] {
      scribe.pass(minutes(1))
      scribe.write(suds(value))
    }
    let playback = Reader(scribe.session)
    var values: [Int?] = []
    while playback.move(.distressChange(1)) { values.append(playback.session.distress.last?.value) }
    #expect(values == [4, 6, 4])
  }

  @Test func playingSkipsSilenceAndKeepsTheTimes() {
    let scribe = Scribe()
    scribe.write(note("one"))
    scribe.pass(minutes(40))
    let two = scribe.write(note("two"))
    scribe.pass(minutes(1))
    scribe.write(note("three"))
    let playback = Reader(scribe.session)
    #expect(playback.advance(by: 1_000, speed: 60, skippingSilence: false))
    #expect(playback.time == minutes(1))
    #expect(playback.advance(by: 0, speed: 60, skippingSilence: true))
    #expect(playback.time == minutes(40) && playback.chosen?.id == two)
    #expect(playback.advance(by: 500, speed: 60, skippingSilence: true))
    #expect(playback.time == minutes(40) + 30_000)
    #expect(!playback.advance(by: 500, speed: 60, skippingSilence: true), "the end")
    #expect(playback.time == minutes(41))
    playback.move(.start)
    #expect(!playback.advance(by: minutes(1), speed: 1, skippingSilence: true))
    #expect(playback.time == minutes(41), "one minute of entries, forty of silence")
  }

  @Test func playingShowsWhatWasTrueThen() throws {
    let playback = try playback()
    var known = 0
    repeat {
      #expect(playback.position >= known)
      known = playback.position
      #expect(
        playback.session.entries.allSatisfy { playback.whole.time(of: $0.written) <= playback.time }
      )
    } while playback.advance(by: 100, speed: 60, skippingSilence: false)
    #expect(playback.time == playback.timeline.end)
    #expect(playback.chosen.map { $0.event.words.hasPrefix("closed") } == true)
    #expect(playback.session.state == .closed, "as its Enter left it")
    #expect(!playback.advance(by: 100, speed: 60, skippingSilence: false))
    #expect(playback.time == playback.timeline.end, "the seal is not waited for")
  }

  @Test func noneAndOne() {
    let none = Reader(Session(id: "none", rules: shippedRules))
    let steps: [PlaybackStep] = [
      .entry(1), .entry(-1), .time(10_000), .phase(1), .mark(-1), .dose(1), .distressChange(1),
      .tenth(7), .start, .end, .to(5),
    ]
    for step in steps { #expect(!none.move(step)) }
    #expect(!none.advance(by: 100, speed: 60, skippingSilence: true))
    #expect(none.chosen == nil && none.session.entries.isEmpty)
    let scribe = Scribe()
    scribe.write(note("the only one"))
    let one = Reader(scribe.session)
    for step in steps { one.move(step) }
    #expect(one.chosen?.event.words == "the only one")
    #expect(one.session == scribe.session)
  }
}
