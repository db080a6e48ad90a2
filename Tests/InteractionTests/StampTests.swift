import Interaction
import SessionModel
import Testing

/// Rules 1, 2 and 5: a line is always open, and an entry has the time of its first key.
struct StampTests {
  @Test func aLetterTypedIsALetterOfANote() {
    let room = Room()
    room.enter("he sighs")
    #expect(room.events == [note("he sighs")])
    #expect(room.text == "")
  }

  @Test func anEntryHasTheTimeOfItsFirstKeyAndOfEnter() {
    let room = Room()
    let first = room.now.up + 40
    room.type("he")
    room.pass(seconds(20))
    room.enter(" sighs")
    let entry = room.entered[0]
    #expect(entry.happened.up == first)
    #expect(entry.written.up == room.now.up)
    #expect(entry.record.ago == room.now.up - first)
  }

  @Test func anEmptiedLineStartsAnew() {
    let room = Room()
    room.type("x")
    room.pass(seconds(30))
    room.press(.backspace)
    room.pass(seconds(10))
    room.enter("y")
    #expect(room.ago(room.entered[0]) == 40)
  }

  @Test func controlTStepsToFiveMinutesThenNow() {
    let room = Room()
    room.type("a")
    for step in 1...10 {
      room.control("t")
      #expect(room.live.line.earlier == Int64(step) * 30_000)
    }
    room.control("t")
    #expect(room.live.line.earlier == 0)
    room.control("t")
    #expect(room.reading.isBackdated)
    room.press(.enter)
    #expect((30_000..<31_000).contains(room.ago(room.entered[0]) ?? 0))
  }

  @Test func controlTOnAnEmptyLineIsForTheNextEntryOnly() {
    let room = Room()
    room.control("t")
    room.control("t")
    room.enter("a")
    room.enter("b")
    #expect((60_000..<61_000).contains(room.ago(room.entered[0]) ?? 0))
    #expect((room.ago(room.entered[1]) ?? .max) < 1_000)
    room.control("t")
    room.type("4")
    room.pass(seconds(1))
    #expect((31_000..<32_000).contains(room.ago(room.entered[2]) ?? 0))
    room.type("4")
    room.pass(seconds(1))
    #expect(room.ago(room.entered[3]) == 1_000)
  }

  @Test(arguments: ["/a", ":redraw", ":goto 00:00", ":theme nosuch", "/nothing of this"])
  func controlTWaitsForAnEntryAndNoPromptUsesItUp(_ prompt: String) {
    let room = Room()
    room.enter("a")
    room.control("t")
    room.enter(prompt)
    room.press(.control("u"), .escape)
    room.enter("b")
    #expect((30_000..<31_000).contains(room.ago(room.entered.last) ?? 0))
    room.enter("c")
    #expect((room.ago(room.entered.last) ?? .max) < 1_000)
  }

  @Test func controlTIsGivenBackByAnEmptiedPrompt() {
    let room = Room()
    room.control("t")
    room.type("/")
    room.press(.backspace)
    room.enter("b")
    #expect((30_000..<31_000).contains(room.ago(room.entered.last) ?? 0))
  }

  @Test(arguments: [(":end", minutes(1)), (":close with her sister", seconds(30))])
  func whatEndsIsStampedLikeAnyEntry(_ command: String, _ asked: Int64) {
    let room = Room()
    room.enter("dose 60mg im")
    room.pass(minutes(5))
    for _ in 0..<asked / 30_000 {
      room.control("t")
    }
    let stamp = room.now.up + 40
    room.type(command)
    room.pass(seconds(9))
    room.press(.enter)
    #expect(room.entered.last?.happened.up == stamp - asked)
    room.enter("b")
    #expect((room.ago(room.entered.last) ?? .max) < 1_000)
  }

  @Test func controlTSaysWhyItDoesNothingBehindATypedTime() {
    let room = Room()
    room.type("-2m he turned")
    room.control("t")
    #expect(room.isRefused)
    #expect(room.notice.contains("in front"))
    room.press(.enter)
    #expect(room.ago(room.entered.last).map { $0 / 30_000 } == 4)
  }

  @Test(arguments: [
    ("-2m ", minutes(2)), ("-90s ", seconds(90)), ("-1h ", minutes(60)), ("-4m30s ", seconds(270)),
    ("-1h5m ", minutes(65)),
  ])
  func aTimeBeforeTheTextCountsFromTheFirstKey(_ prefix: String, _ earlier: Int64) {
    let room = Room()
    let first = room.now.up + 40
    room.type(prefix)
    room.pass(seconds(15))
    room.enter("he turned")
    #expect(room.events == [note("he turned")])
    #expect(room.entered[0].happened.up == first - earlier)
  }

  @Test func aTimeOfDayOrAfterTheDose() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 14, minute: 10, zone: 120)
    let room = Room(wall: wall)
    room.enter("@14:05 he turned")
    room.enter("@14:05:30 and again")
    #expect(
      room.entered.map { TimeText.clockSeconds($0.happened.wall, zone: 120) } == [
        "14:05:00", "14:05:30",
      ])
    room.enter("dose 60mg im")
    room.pass(minutes(45))
    room.enter("@T39:30 to the wall")
    room.enter("@T+31 and back")
    #expect(room.tPlus(room.entered[3]) == seconds(2370))
    #expect(room.tPlus(room.entered[4]) == minutes(31))
    #expect(room.events.suffix(2) == [note("to the wall"), note("and back")])
  }

  @Test func shortlyAfterMidnightYesterdayIsMeant() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 0, minute: 10, zone: 120)
    let room = Room(wall: wall)
    room.enter("@23:50 late")
    #expect(TimeText.date(room.entered[0].happened.wall, zone: 120) == "2026-09-08")
  }

  @Test func yesterdayIsNotMeantWhereTheSessionBeganToday() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 11, minute: 21, zone: 120)
    let room = Room(wall: wall)
    room.pass(minutes(1))
    room.enter("@23:59 future")
    #expect(room.events.isEmpty)
    #expect(room.isRefused)
    #expect(room.text == "@23:59 future")
  }

  @Test func aLongNightStillMeansTheEveningBefore() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 14, minute: 0, zone: 120)
    let room = Room(wall: wall)
    room.pass(minutes(13 * 60))
    room.enter("@14:30 early")
    #expect(TimeText.date(room.entered[0].happened.wall, zone: 120) == "2026-09-09")
  }

  @Test func aShortFormCanBeBackDatedToo() {
    let room = Room()
    room.pass(minutes(10))
    room.enter("-2m dose 60mg im")
    #expect(room.tPlus ?? 0 >= minutes(2))
    #expect(room.tPlus ?? .max < minutes(2) + 2_000)
    room.enter("-30s bp 128/82")
    room.enter("-1m suds 6")
    #expect(room.entered.map { $0.event.sign } == ["d", "v", "s"])
    #expect(room.entered.map(\.isLate) == [true, true, true])
  }

  @Test(arguments: [Key.up, .down, .control("n")])
  func anotherPhaseKeepsTheTimeInFront(_ key: Key) {
    let room = Room()
    room.enter("dose 60mg im")
    room.pass(minutes(10))
    room.type("-2m phase onset")
    room.press(key)
    #expect(room.text.hasPrefix("-2m phase "))
    #expect(room.text != "-2m phase onset")
    room.press(.enter)
    #expect((room.ago(room.entered.last) ?? 0) >= minutes(2))
  }

  @Test func aTimeThatHasNotComeIsRefusedAndTheLineKept() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 14, minute: 10, zone: 120)
    let room = Room(wall: wall)
    room.enter("@14:15 he will turn")
    #expect(room.events.isEmpty)
    #expect(room.isRefused)
    #expect(room.text == "@14:15 he will turn")
    room.control("u")
    room.enter("dose 60mg im")
    room.enter("@T5:00 not yet")
    #expect(room.entered.count == 1)
    #expect(room.text == "@T5:00 not yet")
  }

  @Test func beforeADoseTPlusCountsFromNowhere() {
    let room = Room()
    room.enter("@T5:00 what")
    #expect(room.events.isEmpty)
    #expect(room.notice.contains("no dose yet"))
    #expect(room.text == "@T5:00 what")
  }

  @Test func moreThanADayAgoIsRefused() {
    let room = Room()
    room.enter("-25h what")
    #expect(room.events.isEmpty)
    #expect(room.isRefused)
    #expect(room.text == "-25h what")
  }

  @Test(arguments: [
    "-2m", "@14:05", "-he said", "- no", "@home now", "-2x y", "@T y", "@25:00 y", "@14:5 y",
    "-2 m y", "--2m y",
  ])
  func whatOnlyLooksLikeATimeIsText(_ line: String) {
    let room = Room()
    room.enter(line)
    #expect(room.events == [note(line)])
  }

  @Test func tabKeepsTheTimeInFront() {
    let room = Room()
    room.pass(minutes(10))
    room.type("-2m he turned")
    room.press(.tab)
    #expect(room.reading.meaning == .note(.words, text: "he turned"))
    room.press(.enter)
    #expect(room.events == [note("he turned", .words)])
    #expect((room.ago(room.entered[0]) ?? 0) >= minutes(2))
    room.type("-90s suds 6")
    room.press(.tab, .enter)
    #expect(room.events.last == note("suds 6"))
    #expect((room.ago(room.entered[1]) ?? 0) >= seconds(90))
  }

  @Test func tabOnATimeThatHasNotComeChangesNothing() {
    let wall = TimeText.wall(year: 2026, month: 9, day: 9, hour: 14, minute: 10, zone: 120)
    let room = Room(wall: wall)
    room.type("@14:15 he will")
    room.press(.tab)
    #expect(room.isRefused)
    #expect(room.text == "@14:15 he will")
    #expect(room.live.line.kind == .observed)
  }
}
