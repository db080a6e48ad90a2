import SampleArc
import SessionModel
import Testing

/// State at a moment of playback is the state of a live run that stopped there.
struct PlaybackTests {
  @Test func theArcIsPlayedBackToEveryRecord() throws {
    for played in try playedArc() {
      var playback = Playback(played.session)
      var live = empty(played.session)
      playback.seek(toPosition: 0)
      #expect(playback.session == live)
      for (count, record) in played.records.enumerated() {
        live.apply(record)
        playback.seek(toPosition: count + 1)
        #expect(playback.session == live)
        #expect(playback.session.lastWritten == playback.session.moment(playback.now))
      }
      #expect(playback.whole == played.session)
    }
  }

  @Test(arguments: 1...30)
  func aRandomSessionIsPlayedBackToEveryRecord(_ seed: UInt64) {
    let records = RandomSession(seed: seed).records
    var playback = Playback(records, into: emptySession)
    var live = emptySession
    for (count, record) in records.enumerated() {
      live.apply(record)
      playback.seek(toPosition: count + 1)
      #expect(playback.session == live, "seed \(seed), record \(count)")
    }
  }

  @Test(arguments: 1...30)
  func anyTimeIsWhatALiveRunThenKnew(_ seed: UInt64) {
    let records = RandomSession(seed: seed).records
    var playback = Playback(records, into: emptySession)
    var random = SeededRandom(seed: seed &+ 99)
    for _ in 0..<60 {
      let time = Int64.random(in: -5_000...(playback.last + 5_000), using: &random)
      playback.seek(to: time)
      var live = emptySession
      // A run that stopped there had written the records up to the first that was written later.
      for record in records {
        var next = live
        next.apply(record)
        guard let written = next.lastWritten else { break }
        if playback.whole.time(of: written) > playback.time { break }
        live = next
      }
      #expect(playback.session == live, "seed \(seed), time \(time)")
      #expect(playback.session[EntryID("none")] == nil)
      #expect(playback.session.entries.allSatisfy { playback.session[$0.id] == $0 })
    }
  }

  @Test func seeksInAnyOrderEqualFreshFolds() {
    let records = RandomSession(seed: 5, requests: 6_000).records
    var playback = Playback(records, into: emptySession)
    var random = SeededRandom(seed: 3)
    for _ in 0..<60 {
      let count = Int.random(in: 0...records.count, using: &random)
      playback.seek(toPosition: count)
      var fresh = emptySession
      records.prefix(count).forEach { fresh.apply($0) }
      #expect(playback.session == fresh, "\(count) records")
    }
  }

  @Test func whatComesLaterIsNotKnown() throws {
    let scribe = Scribe()
    scribe.write(note("first"))
    scribe.pass(minutes(10))
    let second = scribe.write(note("second"))
    scribe.pass(minutes(10))
    let late = scribe.write(note("late"), ago: minutes(15))
    scribe.must(.strike(second))
    var playback = Playback(scribe.session)

    playback.seek(toPlace: 2)
    #expect(playback.chosen?.id == second)
    #expect(playback.chosen?.isStruck == true, "the log knows what came later")
    #expect(playback.session[second]?.isStruck == false, "the state does not")
    #expect(playback.session[late] == nil)

    playback.move(.entry(-1))
    #expect(playback.chosen?.id == late, "it stands where it happened")
    #expect(playback.isWrittenLater(try #require(playback.chosenPosition)))
    #expect(playback.session[late] == nil && playback.session[second] == nil)
    #expect(playback.now.wall == scribe.now.wall - minutes(15))
  }

  @Test func newRecordsAreTakenWithoutLosingThePlace() {
    let scribe = Scribe()
    for count in 0..<20 {
      scribe.write(note("\(count)"))
      scribe.pass(minutes(1))
    }
    var playback = Playback(scribe.records, into: empty(scribe.session))
    playback.move(.entry(7))
    let (chosen, time, before) = (playback.chosen, playback.time, playback.session)
    let known = scribe.records.count
    scribe.write(note("late"), ago: minutes(19))
    scribe.write(note("new"))
    playback.append(scribe.records[known...])
    #expect(playback.chosen == chosen && playback.time == time && playback.session == before)
    #expect(playback.whole == scribe.session)
    playback.move(.end)
    #expect(playback.session == scribe.session)
  }

  @Test func checkpointsShareWhatIsTheSame() {
    let scribe = Scribe()
    for count in 0..<9_000 { scribe.write(note("\(count)")) }
    var playback = Playback(scribe.records, into: empty(scribe.session))
    playback.seek(toPosition: 6_200)
    let shared = playback.session.entries.shares(with: playback.whole.entries)
    // All but what was applied since the checkpoint before it, at 6144.
    #expect(shared.same == 6_144 / 128)
    #expect(shared.of == 49)
  }
}

func empty(_ session: Session) -> Session {
  Session(
    id: session.id, rules: session.rules, preparation: session.inherited,
    earlierGrounding: session.earlierGrounding)
}

let emptySession = Session(id: "test", rules: shippedRules)
