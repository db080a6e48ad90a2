import Interaction
import SampleArc
import SessionModel
import Testing

/// A session that is still being read: what there is of it is moved in, and what a key leads to
/// beyond that is gone to once it is read.
struct ReviewLoadingTests {
  /// Dosing 1 of the worked arc.
  private let played: SampleArc.Played
  private let records: [Record]

  init() throws {
    var ids = SampleIDs(seed: 5)
    played = try SampleArc.played(
      by: library, writer: "writerAA", sessionIDs: { "arc" }, ids: { ids.next() })[1]
    records = played.session.entries.map(\.record)
  }

  private func playback(_ count: Int) -> Playback {
    var playback = Playback(
      [],
      into: Session(
        id: "arc", rules: played.session.rules, preparation: played.session.inherited))
    playback.append(records.prefix(count))
    return playback
  }

  private func house() -> House {
    let review = Review(id: "arc", loading: Loading(percent: 0, isDamaged: false))
    let house = House(.review(review), session: review.playback.whole)
    house.now = played.script.now(played.script.ends).advanced(by: minutes(60))
    return house
  }

  /// So many records are read by now; nil: all.
  private func read(_ count: Int?, _ house: House) throws {
    var review = try review(house)
    let playback = playback(count ?? records.count)
    review.take(playback, count.map { Loading(percent: $0, isDamaged: false) })
    if count == nil { review.readOnlyBecause = nil }
    house.interface.place = .review(review)
    house.session = playback.whole
    house.pass(0)
  }

  private func review(_ house: House) throws -> Review {
    guard case .review(let review) = house.interface.place else { throw Refusal.notClosed }
    return review
  }

  private func press(_ keys: String, _ house: House) {
    for key in keys {
      switch key {
      case "→": house.press(.right)
      case "↵": house.press(.enter)
      case "↓": house.press(.down)
      case "⇟": house.press(.pageDown)
      case "⇞": house.press(.pageUp)
      case "~": house.type(" ")
      default: house.type(String(key))
      }
    }
  }

  @Test func theBeginningIsThereAtOnceAndStaysWhenMoreIsRead() throws {
    let house = house()
    #expect(try review(house).order.isEmpty)
    try read(20, house)
    #expect(try review(house).cursor == 0 && review(house).order.count > 3)
    house.type("..")
    let here = try review(house).here
    for count in [21, 30, 40] {
      try read(count, house)
      #expect(try review(house).here == here)
    }
    try read(nil, house)
    #expect(try review(house).here == here)
    #expect(try review(house).loading == nil)
    let whole = House(.review(Review(played.session)), session: played.session)
    whole.type("..")
    #expect(try review(house).playback == review(whole).playback)
    #expect(try review(house).order == review(whole).order)
  }

  /// Whatever is read when the keys are pressed, in the end they have led where they lead in a
  /// session that was read before.
  @Test(arguments: [
    "G", "H", "g", "5", "0", "9", "]", "] ] ]", "[", "d", "D", "s", "s s s", "S", "w", "W", "⇟",
    "⇞", ".", "↓", ". . . .", ",", "→", "l", "l l l l l", ":goto~T+21↵", ":goto~T+600↵",
    ":goto~T-100↵", ":goto~10:37↵", ":goto~23:00↵", ":goto~08:00↵", "/boat↵", "/suds↵", "/suds↵ n",
    "G u", "/suds↵ /suds↵ N",
  ])
  func everyKeyLeadsWhereItLeadsInTheWhole(_ keys: String) throws {
    let whole = House(.review(Review(played.session)), session: played.session)
    whole.now = played.script.now(played.script.ends).advanced(by: minutes(60))
    let steps = keys.split(separator: " ").map(String.init)
    for step in steps { press(step, whole) }
    let wanted = try review(whole)
    for count in stride(from: 8, to: records.count, by: 7) {
      let house = house()
      var reached = count
      try read(reached, house)
      for step in steps {
        press(step, house)
        // The next key counts from where this one leads.
        while try review(house).awaited != nil {
          reached += 7
          try read(reached < records.count ? reached : nil, house)
        }
      }
      try read(nil, house)
      let found = try review(house)
      try #require(found.here == wanted.here, "\(keys) after \(count) records")
      try #require(found.awaited == nil)
      try #require(found.playback.session == wanted.playback.session)
    }
  }

  @Test func whatIsNotReadIsWaitedForWithoutAMove() throws {
    let house = house()
    press("G", house)
    #expect(try review(house).awaited == .action(.toEnd))
    try read(20, house)
    #expect(try review(house).awaited == .action(.toEnd) && review(house).cursor == 0)
    // A search in what is read is a search; the rest is waited for.
    press(":goto T+90↵", house)
    #expect(try review(house).awaited == .moment("T+90", isBeginning: false))
    #expect(try !review(house).isLineOpen && review(house).cursor == 0)
    press("/words of nobody↵", house)
    #expect(try review(house).awaited == .words("words of nobody"))
    try read(nil, house)
    #expect(try review(house).awaited == nil && review(house).cursor == 0)
    #expect(try review(house).notice?.words.contains("holds these words") == true)
  }

  @Test func aMoveOrEscTakesItBack() throws {
    for key in [Key.character("."), .escape] {
      let house = house()
      try read(20, house)
      press("H", house)
      house.press(key)
      #expect(try review(house).awaited == nil)
      let here = try review(house).here
      try read(nil, house)
      #expect(try review(house).here == here)
    }
  }

  @Test func pagesOfTheWholeWaitForTheWhole() throws {
    let house = house()
    try read(20, house)
    press("o", house)
    #expect(try review(house).page == nil)
    try read(40, house)
    #expect(try review(house).page == nil)
    try read(nil, house)
    #expect(
      try review(house).page
        == .overview(
          Overview(played.session, at: played.session.moment(house.now)), top: 0))
    house.press(.escape)
    let other = self.house()
    try read(20, other)
    press("c", other)
    press(":write chart.txt↵", other)
    #expect(other.effects.isEmpty)
    #expect(try review(other).notice?.tone == .refused)
    try read(nil, other)
    #expect(other.effects == [.compare(after: nil)])
  }

  @Test func nothingIsAddedBeforeAllIsRead() throws {
    let house = house()
    try read(30, house)
    for key in [Key.enter, .control("z"), .control("x"), .character("e")] {
      house.press(key)
      house.type("y")
      house.pass(700)
      #expect(try !review(house).isLineOpen && review(house).parked.isEmpty)
      #expect(try review(house).notice?.words.contains("still being read") == true)
      house.press(.escape, .escape)
    }
    press(":seal↵", house)
    #expect(try review(house).question == nil)
    #expect(house.claims == 0)
    #expect(!house.effects.contains { if case .record = $0 { true } else { false } })
  }

  @Test func thePlaceOfTheLastTimeIsGoneToAndNotForgottenBefore() throws {
    var last = Review(played.session)
    let isThere = last.begin(at: "T+48")
    #expect(isThere)
    let kept = KeptPlaces(last: last.here, bookmarks: [last.here])
    let house = house()
    try read(20, house)
    var early = try review(house)
    let isElsewhere = early.goOn(at: kept)
    #expect(!isElsewhere && early.cursor == 0)
    #expect(early.keptPlaces == kept, "who leaves now comes back there")
    house.interface.place = .review(early)
    house.press(.control("p"))
    #expect(house.interface.mode == .help)
    house.press(.escape)
    #expect(try review(house).keptPlaces == kept)
    try read(nil, house)
    #expect(try review(house).here == kept.last)
    #expect(try review(house).notice?.words.contains("where it stopped") == true)
    // A person who has gone elsewhere stays there.
    let other = self.house()
    try read(20, other)
    var going = try review(other)
    _ = going.goOn(at: kept)
    other.interface.place = .review(going)
    other.type(".")
    let here = try review(other).here
    #expect(try review(other).keptPlaces.last == here)
    try read(nil, other)
    #expect(try review(other).here == here)
  }

  @Test func theMomentOfTheCommandLineIsGoneToOnceItIsRead() throws {
    let house = house()
    try read(20, house)
    var early = try review(house)
    let isThere = early.begin(at: "T+31")
    #expect(isThere && early.awaitedBeginning == "T+31" && early.cursor == 0)
    house.interface.place = .review(early)
    try read(nil, house)
    let playback = try review(house).playback
    #expect(playback.timeline.sinceDose(playback.time) == minutes(31))
    house.type("u")
    #expect(try review(house).notice?.words.contains("no other place") == true)
  }

  @Test func helpFiltersAsOneTypes() throws {
    let house = house()
    try read(30, house)
    house.press(.control("p"), .pageDown)
    house.type("dose")
    #expect(try review(house).helpFilter.text == "dose" && review(house).helpTop == 0)
    house.press(.backspace)
    #expect(try review(house).helpFilter.text == "dos" && review(house).isHelpOpen)
    house.press(.escape, .control("p"))
    #expect(try review(house).helpFilter.text.isEmpty)
  }

  @Test func playingGoesOnWithWhatComes() throws {
    let house = house()
    try read(20, house)
    house.type(">>>>> ")
    for _ in 0..<200 { house.pass(1_000) }
    let reached = try review(house)
    #expect(reached.playing.isOn && reached.playback.time == reached.playback.last)
    try read(40, house)
    house.pass(1_000)
    #expect(try review(house).playback.time > reached.playback.time)
  }
}
