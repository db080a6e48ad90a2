import Interaction
import SessionModel
import Testing

/// What a review must not do: run prose, act on an entry that is not seen, leave the session.
struct ReviewBoundsTests {
  /// Five entries of ten minutes each, closed, signed three days later.
  private func house(_ change: (inout Review) -> Void = { _ in }) -> House {
    let room = Room()
    room.enter("dose 60mg im")
    for line in ["suds 5", "\"the jetty", "*a thought", "suds 8", "\"home"] {
      room.pass(minutes(10))
      room.enter(line)
    }
    room.pass(minutes(10))
    room.enter(":close")
    room.pass(minutes(3 * 24 * 60))
    room.enter(":seal nothing is missing")
    room.type("y")
    room.pass(seconds(1))
    #expect(room.session.state == .sealed)
    var review = Review(room.session)
    change(&review)
    let house = House(.review(review), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    return house
  }

  private func review(_ house: House) -> Review {
    guard case .review(let review) = house.interface.place else {
      Issue.record("no review")
      return Review(house.session)
    }
    return review
  }

  private func chosen(_ house: House) -> String? {
    review(house).chosen(in: house.session)?.event.words
  }

  private func notice(_ house: House) -> String { review(house).notice?.words ?? "" }

  // MARK: Where nothing can be added

  @Test(arguments: [Key.enter, .character("e")])
  func proseAtARefusedLineRunsNothing(_ key: Key) {
    let house = house { $0.readOnlyBecause = "it is read elsewhere" }
    house.type("w")
    let before = review(house)
    house.press(key)
    house.type("quiet now, ff")
    house.press(.backspace, .backspace, .tab)
    house.input(.resize(columns: 90, rows: 30))
    house.input(.paste("a b"))
    house.type("breathing, xcq")
    #expect(house.effects.isEmpty)
    #expect(review(house).cursor == before.cursor && review(house).filter == before.filter)
    #expect(notice(house).contains("nothing can be added: it is read elsewhere"))
    house.pass(seconds(3))
    house.type("q")
    #expect(house.effects == [.goHome])
  }

  @Test func whatCannotBeStruckIsNotAskedAbout() {
    let house = house { $0.readOnlyBecause = "it is read elsewhere" }
    house.type("w")
    house.press(.control("z"))
    #expect(review(house).question == nil)
    #expect(notice(house).contains("nothing can be added"))
  }

  // MARK: What is not seen

  @Test func aJumpToAHiddenEntrySaysSoAndNoOtherIsChosen() {
    let house = house()
    house.type("ffwH")
    #expect(review(house).filter.kinds == .process)
    #expect(chosen(house) == nil, "the highest distress is of the record")
    #expect(notice(house).contains("hidden by the filter") && notice(house).contains("f shows"))
    house.press(.control("z"))
    #expect(review(house).question == nil && notice(house).contains("no entry is chosen"))
    house.type(",")
    #expect(chosen(house) == "a thought", "the one before, and not that before it")
    house.type(".")
    #expect(chosen(house) == "home")
    house.type("FH")
    #expect(chosen(house) == "suds 8")
  }

  @Test func onlyShownWordsAreGoneTo() {
    let house = house()
    house.type("fw")
    #expect(review(house).filter.kinds == .record)
    #expect(notice(house).contains("hidden by the filter"))
    house.type("Fw")
    #expect(chosen(house) == "the jetty")
  }

  @Test func struckWordsAreNotGoneToWhileTheyAreHidden() {
    let room = Room()
    for line in ["\"one", "\"two", "three"] {
      room.pass(minutes(1))
      room.enter(line)
    }
    room.enter(":close")
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    house.type("gww")
    house.press(.control("z"))
    house.type("y")
    house.pass(seconds(1))
    house.type("gxw")
    #expect(chosen(house) == "one")
    house.type("w")
    #expect(chosen(house) == "one" && notice(house).contains("x shows more"))
    house.type("/two")
    house.press(.enter)
    #expect(notice(house).contains("x shows more"), "it is there, and struck")
  }

  @Test func earlierWordsAreFoundOnlyWhereTheyAreShown() {
    let room = Room()
    room.enter("track 4")
    room.press(.up, .enter, .backspace)
    room.enter("5")
    room.enter(":close")
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now.advanced(by: minutes(30))
    house.type("/track 4")
    house.press(.enter)
    #expect(notice(house).hasPrefix("found"))
    house.type("x/track 4")
    house.press(.enter)
    #expect(notice(house).contains("x shows more"))
  }

  @Test func aFoldedLaneIsNotReadByFindingOrByPuttingRight() {
    let house = house()
    house.type(":private")
    house.press(.enter)
    house.type("/jetty")
    house.press(.enter)
    #expect(notice(house).contains("nothing among") && notice(house).contains(":private"))
    house.press(.control("u"), .escape)
    house.type("we")
    #expect(review(house).line.text == "" && notice(house).contains("folded"))
    house.type(":private")
    house.press(.enter)
    house.type("/jetty")
    house.press(.enter)
    #expect(chosen(house) == "the jetty")
  }

  @Test func inAnOpenSessionToo() {
    let room = Room()
    room.enter("\"the jetty")
    room.enter(":private")
    room.type("/jetty")
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains(":private"))
    room.press(.escape, .up, .enter)
    #expect(room.live.line.puttingRight == nil && room.notice.contains("folded"))
  }

  // MARK: The end

  @Test func playingEndsWithTheSessionAndNotDaysLater() {
    let house = house()
    house.type(":goto T+59")
    house.press(.enter)
    house.type(">>>>> ")
    for _ in 0..<30 { house.pass(200) }
    let end = review(house)
    #expect(!end.playing.isOn && end.playback.time == end.playback.timeline.end)
    #expect(end.playback.time < end.playback.last)
    #expect(notice(house).contains("added later"))
    house.type(" ")
    #expect(!review(house).playing.isOn && notice(house).contains("added later"))
    house.type(".")
    #expect(chosen(house)?.hasPrefix("sealed") == true)
    house.type("g")
    house.press(.pageDown)
    #expect(review(house).playback.time == end.playback.timeline.end)
    house.press(.pageDown)
    #expect(review(house).playback.time == end.playback.last)
  }

  // MARK: Commands and pages

  @Test func gotoClosesThePageThatLiesOverTheMoment() {
    let house = house()
    house.type("o:goto T+20")
    house.press(.enter)
    #expect(review(house).page == nil)
  }

  @Test(arguments: [(":goto", "T+31"), (":by", "MK"), (":write", "file")])
  func aCommandWithoutItsWordSaysWhatIsMissing(_ command: String, _ hint: String) {
    let room = Room()
    room.type(command)
    #expect(room.reading.label == "command" && room.reading.preview?.contains(hint) == true)
    room.press(.enter)
    #expect(room.isRefused && room.notice.contains(hint) && room.text == command)
    room.press(.escape)
    #expect(room.live.parked.isEmpty)
  }

  @Test func theBeginningThatWasAskedForIsAJumpFromWhereReadingStopped() throws {
    let house = house()
    house.type("H")
    let stopped = review(house).keptPlaces
    var again = Review(house.session)
    let isElsewhere = again.goOn(at: stopped)
    let isThere = again.begin(at: "T+10")
    #expect(isElsewhere && isThere && again.here != stopped.last)
    house.interface.place = .review(again)
    house.type("u")
    #expect(review(house).here == stopped.last)
  }

  @Test func anOpenPageTellsWhatWasWrittenMeanwhile() throws {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter("suds 5")
    let house = House(.review(Review(room.session)), session: room.session)
    house.now = room.now
    house.type("o")
    room.enter("suds 9")
    var open = review(house)
    open.follow(Playback(room.session))
    open.renewPage(at: room.now)
    guard case .overview(let overview, _) = open.page else {
      Issue.record("no page")
      return
    }
    #expect(overview.distress?.highest.value == 9)
  }

  @Test func whatWasTakenFromTheDiskIsMissed() {
    let room = Room()
    room.enter("one")
    room.enter("two")
    let review = Review(room.session)
    #expect(!review.misses(room.records))
    #expect(review.misses(room.records.dropLast()))
    let known = room.records
    room.enter("three")
    #expect(!review.misses(room.records))
    #expect(review.misses(known.dropLast() + room.records.suffix(1)))
  }
}
