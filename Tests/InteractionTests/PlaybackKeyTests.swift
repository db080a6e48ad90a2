import Interaction
import SampleArc
import SessionModel
import Testing

/// Playback by keys: every letter moves or shows, and none of them writes.
struct PlaybackKeyTests {
  /// Dosing 1 of the worked arc, read back.
  private func house() throws -> House {
    var ids = SampleIDs(seed: 5)
    let played = try SampleArc.played(
      by: library, writer: "writerAA", sessionIDs: { "arc" }, ids: { ids.next() })[1]
    let house = House(.review(Review(played.session)), session: played.session)
    house.now = played.script.now(played.script.ends).advanced(by: minutes(60))
    return house
  }

  private func review(_ house: House) throws -> Review {
    guard case .review(let review) = house.interface.place else { throw Refusal.notClosed }
    return review
  }

  /// T+ of the cursor in seconds.
  private func tPlus(_ house: House) throws -> Int64? {
    let playback = try review(house).playback
    return playback.timeline.sinceDose(playback.time).map { $0 / 1000 }
  }

  private func words(_ house: House) throws -> String {
    try review(house).chosen(in: house.session)?.event.words ?? ""
  }

  @Test func everyStepHasItsKey() throws {
    let house = try house()
    house.type("d")
    #expect(try tPlus(house) == 0)
    house.press(.right, .right, .left)
    #expect(try tPlus(house) == 10)
    house.type("llh")
    #expect(try tPlus(house) == 70)
    house.type("]")
    #expect(try words(house) == "eyes closed")
    house.type("]")
    #expect(try words(house) == "silence held")
    house.type("[")
    #expect(try words(house) == "eyes closed")
    house.type("ss")
    #expect(try words(house) == "suds 5")
    house.type("S")
    #expect(try words(house) == "suds 8")
    house.type("wW")
    #expect(try words(house) == "like lying in a boat")
    house.type("D")
    #expect(try tPlus(house) == 0)
    house.press(.pageDown, .pageDown)
    #expect(try words(house) == "peak")
    house.type("G")
    let end = try review(house).playback
    #expect(end.session == end.whole && end.time == end.last)
    house.type("5")
    let middle = try review(house).playback
    #expect(middle.time == middle.timeline.tenth(5))
    #expect(house.effects.isEmpty)
  }

  @Test func everyJumpCanBeTakenBack() throws {
    let house = try house()
    let start = try review(house).here
    house.type("H")
    let highest = try review(house).here
    house.type(":goto T+60")
    house.press(.enter)
    #expect(try tPlus(house) == 3600)
    house.type(":goto 10:37")
    house.press(.enter)
    #expect(try tPlus(house) == 1800)
    house.type("uu")
    #expect(try review(house).here == highest)
    house.type("u")
    #expect(try review(house).here == start)
    house.type("u")
    #expect(try review(house).notice?.words.contains("no other place") == true)
    house.type("UUU")
    #expect(try tPlus(house) == 1800)
  }

  /// Within ten keys from opening: when was distress highest, what was tried, what helped, and
  /// what did the client say then.
  @Test func theQuestionIsAnsweredWithinTenKeys() throws {
    let house = try house()
    var keys = 0
    func press(_ key: Character) {
      keys += 1
      house.press(.character(key))
    }
    press("H")
    #expect(try words(house) == "suds 8")
    #expect(try tPlus(house) == 21 * 60 + 10)
    press("o")
    guard case .overview(let overview, _) = try review(house).page else {
      Issue.record("no overview")
      return
    }
    let tried = try #require(overview.grounding.first)
    #expect(tried.tried.contains { $0.contains("the door opens from inside") })
    #expect(tried.before == 8 && tried.after == 5)
    press("q")
    press("w")
    #expect(try words(house) == "he is standing on the jetty, he has his work coat on")
    #expect(keys <= 10)
  }

  // MARK: Playing

  @Test(arguments: [(0, 1), (1, 2), (2, 5), (3, 10), (4, 30), (5, 60), (9, 60)])
  func playingIsRealTimeTimesSpeed(_ faster: Int, _ speed: Int64) throws {
    let house = try house()
    house.type("d" + String(repeating: ">", count: faster) + " ")
    let from = try review(house).playback.time
    for _ in 0..<5 { house.pass(1_000) }
    #expect(try review(house).playback.time == from + 5_000 * speed)
    house.type(" ")
    let stopped = try review(house).playback.time
    house.pass(5_000)
    #expect(try review(house).playback.time == stopped)
    #expect(house.effects == [.keepPlace], "where reading stopped")
    house.press(.backspace)
    #expect(try review(house).playing.speed == 1)
  }

  @Test func aClockAndADueListOfThenArePlayed() throws {
    let house = try house()
    house.type("d>>>>> ")
    house.pass(1_000)
    let playback = try review(house).playback
    #expect(playback.session.entries.count < playback.whole.entries.count)
    let due = playback.session.dueReading(at: playback.session.moment(playback.now))
    #expect(due?.point == .minutes(15))
    #expect(due?.milliseconds == minutes(15) - (playback.time - (playback.timeline.dose ?? 0)))
  }

  @Test func silencesAreSkippedAndTheEndStops() throws {
    let house = try house()
    house.type("i:goto T+75")
    house.press(.enter)
    let quiet = try #require(
      try review(house).playback.timeline.quiet.first {
        $0.upperBound - $0.lowerBound > minutes(10)
      })
    house.press(.character(">"), .character(">"), .character(">"), .character(">"), .character(">"))
    house.type(" ")
    var seen: [Int64] = []
    for _ in 0..<400 where try review(house).playing.isOn {
      house.pass(200)
      seen.append(try review(house).playback.time)
    }
    #expect(seen.count > 5)
    #expect(!seen.contains { quiet.contains($0) && $0 > quiet.lowerBound + 13_000 })
    let last = try review(house)
    #expect(!last.playing.isOn && last.notice?.words.contains("the end") == true)
  }

  // MARK: What is shown

  @Test func kindsAreChosenAndStruckOnesHidden() throws {
    let house = try house()
    let all = try review(house).order.count
    house.type("f")
    #expect(try review(house).filter.kinds == .record)
    #expect(try review(house).order.allSatisfy { house.session.entries[$0].lane == .record })
    house.type("f")
    let process = try review(house).order
    #expect(!process.isEmpty && process.allSatisfy { house.session.entries[$0].lane == .process })
    house.type("g..")
    #expect(try review(house).chosen(in: house.session)?.lane == .process)
    house.type("fg.")
    #expect(try words(house) == "he is standing on the jetty, he has his work coat on")
    house.type("FFF")
    #expect(try review(house).order.count == all)
    house.press(.control("z"))
    house.type("y")
    house.pass(500)
    house.type("x")
    #expect(try review(house).order.count == all - 1)
    #expect(try !review(house).order.contains { house.session.entries[$0].isStruck })
  }

  @Test func bookmarksAndThePlaceAreKeptAndComeBack() throws {
    let house = try house()
    house.type("Hm")
    house.type("Dm:goto T+90")
    house.press(.enter)
    #expect(house.effects == [.keepPlace, .keepPlace])
    let kept = try review(house).keptPlaces
    #expect(kept.bookmarks.count == 2)
    var again = Review(house.session)
    let isElsewhere = again.goOn(at: kept)
    #expect(isElsewhere && again.here == kept.last)
    house.interface.place = .review(again)
    house.type("b")
    #expect(try tPlus(house) == 0)
    house.type("b")
    #expect(try words(house) == "suds 8")
    house.type("m")
    #expect(try review(house).bookmarks.count == 1)
  }

  @Test func theTimeBetweenTwoMomentsIsCounted() throws {
    let house = try house()
    house.type("dtH")
    let measuring = try review(house)
    let from = try #require(measuring.measuredFrom)
    #expect(measuring.playback.time - from == minutes(21) + seconds(10))
    house.type("t")
    #expect(try review(house).measuredFrom == nil)
  }

  @Test func pagesScrollAndCloseAndPrint() throws {
    let house = try house()
    house.press(.character("o"), .down, .pageDown)
    #expect(try review(house).page?.top == 11)
    house.type("y")
    #expect(house.effects == [.printOverview])
    house.type(":write chart.txt")
    house.press(.enter)
    #expect(house.effects.last == .writeOverview(path: "chart.txt"))
    #expect(try review(house).page != nil)
    house.press(.escape)
    #expect(house.interface.mode == .review)
    house.type("c")
    #expect(house.effects.last == .compare(after: nil))
  }

  /// Under a comparison no key is offered that it has not.
  @Test func onlyTheOverviewOffersToBePrinted() throws {
    let house = try house()
    var ids = SampleIDs(seed: 6)
    let other = try SampleArc.played(
      by: library, writer: "writerAA", sessionIDs: { "other" }, ids: { ids.next() })[7]
    var review = try review(house)
    let isCompared = review.compare(with: other.session)
    #expect(isCompared)
    house.interface.place = .review(review)
    #expect(!Binding.footer(for: house.interface.mode).contains { $0.key == "y" })
    house.type("y")
    #expect(house.effects.isEmpty)
    house.type("o")
    #expect(Binding.footer(for: house.interface.mode).contains { $0.key == "y" })
    house.type("y")
    #expect(house.effects == [.printOverview])
  }
}

/// Adding at the cursor, and sessions with little in them.
struct PlaybackEdgeTests {
  private func review(_ house: House) -> Review {
    guard case .review(let review) = house.interface.place else {
      Issue.record("no review")
      return Review(house.session)
    }
    return review
  }

  private func house(_ lines: [String], _ kind: SessionKind = .dosing) -> House {
    let room = Room(kind)
    for line in lines {
      room.enter(line)
      room.pass(minutes(4))
    }
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    return house
  }

  @Test func aLateNoteHasTheTimeOfTheCursor() throws {
    let house = house(["dose 60mg im", "one", "two", ":close"])
    house.type("g")
    house.press(.right, .right, .right)
    let time = review(house).playback.time
    house.press(.enter)
    house.type("x")
    house.press(.backspace)
    house.type("it was warm")
    house.press(.enter)
    let late = try #require(house.session.entries.last)
    #expect(late.event == note("it was warm") && late.isLate)
    #expect(house.session.time(of: late.happened) == time)
    house.press(.left, .right)
    #expect(review(house).playback.whole == house.session)
    #expect(review(house).chosen(in: house.session)?.id == late.id)
  }

  /// Every printable key but those that open a line or leave: nothing is written by any.
  @Test(arguments: [
    [], ["one"], ["dose 60mg im", "one", "suds 6", "\"yes", ":close"],
  ])
  func noLetterWrites(_ lines: [String]) {
    let house = house(lines)
    let count = house.session.entries.count
    for value in UInt8(0x20)...0x7E where !":/q".utf8.contains(value) {
      house.press(.character(Character(UnicodeScalar(value))))
      house.pass(700)
      house.press(.escape)
      house.type("u")
      #expect(house.interface.mode == .review)
    }
    for key in [Key.left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .backspace] {
      house.press(key)
    }
    #expect(house.session.entries.count == count)
    let harmless: [Effect] = [.keepPlace, .compare(after: nil)]
    #expect(house.effects.allSatisfy(harmless.contains))
  }

  @Test func withoutADoseThereIsNoTPlus() {
    let house = house(["one", "two"], .integration)
    house.type(":goto T+5")
    house.press(.enter)
    #expect(review(house).notice?.words.contains("no T+") == true)
    #expect(review(house).line.text == ":goto T+5")
  }

  @Test func beforeTheFirstEntryNothingIsStruck() {
    let house = house(["one", "two", ":close"])
    var early = review(house)
    let isThere = early.begin(at: "T+5")
    #expect(!isThere)
    house.interface.place = .review(early)
    house.type("0h")
    guard review(house).chosen(in: house.session) == nil else { return }
    house.press(.control("z"))
    #expect(review(house).question == nil)
  }

  @Test func theEndFollowsWhatAnotherWrites() {
    let room = Room()
    room.enter("one")
    room.enter("and a half")
    var follower = Review(room.session)
    follower.goToEnd()
    var reader = Review(room.session)
    room.pass(minutes(1))
    room.enter("two")
    follower.follow(Playback(room.session))
    reader.follow(Playback(room.session))
    #expect(follower.chosen(in: room.session)?.event == note("two"))
    #expect(reader.chosen(in: room.session)?.event == note("one"), "it stays where one reads")
    #expect(reader.order.count == 3)
  }

  @Test func inAnOpenSessionTheTimelineIsAPanelAndLettersAreNotes() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter(":timeline")
    #expect(room.live.panel == .timeline)
    room.enter("g")
    #expect(room.events.last == note("g"))
    room.enter(":goto T+0")
    #expect(room.live.panel == .timeline && room.live.selected != nil)
    room.press(.escape)
    #expect(room.live.panel == nil)
  }
}
