import Interaction
import SessionModel
import Testing

/// A talk after a dosing, by keys: what surfaced is taken, put in order, left for later.
struct MomentKeyTests {
  private func moment(_ number: Int, _ words: String) -> SurfacedMoment {
    SurfacedMoment(
      session: "dosing", kind: .dosing, ordinal: 1, entry: EntryID("e\(number)"), lane: .process,
      wall: Int64(number), time: "0:0\(number):00", words: words, reasons: [.words])
  }

  private func room(themes: [String] = []) -> Room {
    let moments = [
      moment(1, "like lying in a boat"), moment(2, "suds 8"), moment(3, "a > b, he said"),
    ]
    let room = Room(.integration, before: ArcBefore(moments: moments, themes: themes))
    room.live.openFirstPanel(room.session)
    return room
  }

  private func rows(_ room: Room) -> [String] {
    guard case .moments(let choice) = room.live.panel else { return [] }
    return MomentList.rows(session: room.session, order: choice.order)
      .map { "\($0.group.rawValue): \($0.words)" }
  }

  @Test func itOpensByItselfWhereSomethingSurfaced() {
    #expect(room().mode == .moments)
    let nothing = Room(.integration)
    nothing.live.openFirstPanel(nothing.session)
    #expect(nothing.mode == .empty)
    let room = room()
    room.control("o")
    #expect(room.mode == .preparation)
    room.control("o")
    #expect(room.mode == .empty)
    room.enter(":moments")
    #expect(room.mode == .moments)
    let call = Room(.contact)
    call.enter(":moments")
    #expect(call.isRefused)
  }

  @Test func aMomentComesIntoTheLineWithWhereItCameFrom() {
    let room = room()
    room.press(.enter)
    #expect(room.text == "fragment: like lying in a boat > dosing 1 0:01:00")
    room.press(.enter)
    let entry = room.entered.last
    #expect(
      entry?.event
        == .integrated(
          Integrated(
            part: .fragment, text: "like lying in a boat", from: "dosing 1 0:01:00",
            session: "dosing", entry: EntryID("e1"))))
    #expect(entry?.lane == .process)
    #expect(
      rows(room) == ["in order: like lying in a boat", "open: suds 8", "open: a > b, he said"])
    // The next one is chosen; a sign in the words is no place.
    room.press(.down, .enter, .enter)
    #expect(room.session.fragments.last?.fragment.text == "a > b, he said")
    #expect(room.session.fragments.last?.fragment.entry == EntryID("e3"))
  }

  @Test func rightTakesLeftLeavesForLaterAndBothAreRecords() {
    let room = room()
    room.press(.left)
    room.press(.right)
    #expect(
      rows(room) == ["in order: suds 8", "open: a > b, he said", "not yet: like lying in a boat"])
    room.press(.down, .left)
    #expect(rows(room).count == 3, "what is left already is not left again")
    room.press(.right)
    #expect(
      rows(room) == [
        "in order: suds 8", "in order: like lying in a boat", "open: a > b, he said",
      ])
    #expect(room.events.count == 3)
    room.control("z")
    room.type("y")
    room.pass(600)
    #expect(rows(room).last == "not yet: like lying in a boat")
  }

  @Test func fragmentsArePutInOrderAndKeptAtEnter() {
    let room = room()
    room.press(.right, .right, .right)
    room.press(.up, .up)
    #expect(rows(room).count == 3)
    room.press(.up, .up, .right)
    #expect(rows(room).first == "in order: suds 8")
    #expect(room.events.count == 3)
    room.press(.escape)
    #expect(rows(room).first == "in order: like lying in a boat")
    room.press(.right, .enter)
    #expect(room.session.fragments.map(\.fragment.text).first == "suds 8")
    #expect(
      room.entered.last?.event.words
        == "in order: 1 suds 8 · 2 like lying in a boat · 3 a > b, he said")
    #expect(room.mode == .moments)
  }

  @Test func lettersAreNotes() {
    let room = room()
    room.enter("she brings a stone")
    #expect(room.events == [note("she brings a stone")])
    #expect(room.mode == .moments)
  }

  // MARK: Lines

  @Test func themesInsightsAndTheRestGoToTheirLanes() {
    let room = room()
    let lines: [(String, Lane, String)] = [
      ("theme: father's coat", .process, "theme father's coat"),
      ("insight: I did not leave > staying", .process, "I did not leave, theme staying"),
      ("insight: it was warm", .process, "it was warm"),
      ("hard: sleep broken first night", .process, "hard: sleep broken first night"),
      ("brought: a photograph", .process, "brought: a photograph"),
      ("prompt: a letter", .process, "prompt: a letter"),
      ("fragment: the coat was warm", .process, "fragment: the coat was warm"),
      (
        "task: stay at the door > Saturday > her sister", .record,
        "action: stay at the door, Saturday, with her sister"
      ),
      ("followup: 1week > 2026-09-16", .record, "1 week, due 2026-09-16"),
      ("followup: 24 h done", .record, "24 h, done"),
      ("followup: 3 Months none", .record, "3 months, not wanted"),
      ("followup: dosing 2 > 2026-09-23", .record, "dosing 2, due 2026-09-23"),
      ("phq9 11", .record, "phq9 11"),
    ]
    for (line, lane, words) in lines {
      room.enter(line)
      #expect(room.entered.last?.event.words == words)
      #expect(room.entered.last?.lane == lane, "\(line)")
    }
    #expect(room.events.count == lines.count)
    #expect(
      room.events.contains(.followupSet(Followup(name: "3 months", dueOn: "", isDone: false))))
  }

  @Test(arguments: [
    "theme:", "insight: > coat", "insight: warm >", "followup: 1 week", "followup: 1 week > soon",
    "followup: 1 week > 2026-02-30", "followup: > 2026-09-16", "followup: done", "hard: ",
    "fragment: warm >", "theme: a > b",
  ])
  func whatIsNotWholeSaysWhatIsMissing(_ line: String) {
    let room = Room(.integration)
    room.enter(line)
    #expect(room.isRefused && room.text == line && room.events.isEmpty)
  }

  @Test(arguments: [
    "theme: coat", "insight: warm > coat", "insight: warm", "hard: sleep", "brought: a stone",
    "prompt: a letter", "fragment: suds 8 > dosing 1 0:02:00", "fragment: warm",
    "followup: 1 week > 2026-09-16", "followup: 24 h done", "followup: 24 h none",
  ])
  func whatWasKeptComesBackAsItsLine(_ line: String) {
    let room = room()
    room.press(.escape)
    room.enter(line)
    room.press(.up, .enter)
    #expect(room.text == line)
  }

  @Test func aCallHasThemesAndFollowupsAndTheDosingRoomNone() {
    let call = Room(.contact)
    call.enter("theme: coat")
    call.enter("followup: 24 h done")
    call.enter("hard: sleep")
    #expect(call.events.last == note("hard: sleep"))
    #expect(call.events.count == 3)
    let dosing = Room()
    dosing.enter("theme: coat")
    #expect(dosing.events == [note("theme: coat")])
  }

  // MARK: Completion

  @Test func tabCompletesAThemeOfAnEarlierSession() {
    let room = room(themes: ["anger at the ward", "father's coat"])
    room.type("theme: Fa")
    #expect(room.reading.completion == "father's coat")
    room.press(.tab)
    #expect(room.text == "theme: father's coat")
    #expect(room.reading.completion == nil)
    room.press(.enter)
    #expect(room.events == [.insightFound(Insight(text: "", theme: "father's coat"))])
    // Another spelling of it is no other theme.
    room.enter("insight: warm > FATHER'S COAT")
    #expect(
      room.events.last == .insightFound(Insight(text: "warm", theme: "father's coat")))
    // The newest first, and the arrows offer the others.
    room.type("theme: ")
    #expect(room.reading.completion == "father's coat")
    room.press(.down, .down)
    #expect(room.text == "theme: anger at the ward")
    room.press(.up)
    #expect(room.text == "theme: father's coat")
  }

  @Test func whereNothingIsOfferedTabIsTheKind() {
    let room = room(themes: ["father's coat"])
    room.type("theme: new")
    room.press(.tab)
    #expect(room.reading.label == "observed, record")
    #expect(room.text == "theme: new")
    room.control("u")
    room.type("words")
    room.press(.tab)
    #expect(room.live.line.kind == .words)
    // A plain note that begins like a theme's name is a note.
    #expect(room.reading.completion == nil)
  }

  @Test func anActionThatIsDoneIsOneThatWasAgreed() {
    let before = ArcBefore(tasks: ["walk to the jetty"])
    let room = Room(.contact, before: before)
    room.enter("task: call her sister > sunday")
    room.type("done: W")
    room.press(.tab, .enter)
    #expect(room.events.last?.words == "done: walk to the jetty")
    room.type("done: ")
    #expect(room.reading.completion == "call her sister")
    room.press(.tab, .enter)
    #expect(room.session.openTasks.isEmpty)
  }

  @Test func promptsAndFollowupsAreOfferedInTheClinicsWords() {
    let room = room()
    room.type("prompt: a le")
    room.press(.tab, .enter)
    #expect(room.entered.last?.event.words == "prompt: a letter that will not be sent")
    room.type("-2m followup: 1 w")
    room.press(.tab)
    #expect(room.text == "-2m followup: 1 week")
    room.enter(" done")
    #expect(room.entered.last?.record.ago ?? 0 >= 120_000)
  }
}
