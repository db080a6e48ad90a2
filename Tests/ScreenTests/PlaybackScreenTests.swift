import Interaction
import SampleArc
import Screen
import SessionModel
import Testing

/// Reading back, drawn: the worked arc at chosen moments, and sessions with little in them.
@Suite struct PlaybackScreenTests {
  private static let sizes = [(80, 24), (132, 43), (60, 16)]

  private func played(_ number: Int) throws -> SampleArc.Played {
    var ids = 0
    return try SampleArc.played(
      by: Script.library, writer: "sample01", sessionIDs: { "sample" },
      ids: {
        ids += 1
        return EntryID("id\(ids)")
      })[number]
  }

  private func frame(
    _ session: Session, _ now: Now, _ columns: Int = 80, _ rows: Int = 24,
    _ change: (inout Review) -> Void = { _ in }
  ) -> Frame {
    var review = Review(session)
    change(&review)
    let interface = Interface(
      place: .review(review), clinic: Script.clinic, theme: "dusk", author: "MK")
    return Screen.render(
      interface, session: session, now: now, columns: columns, rows: rows
    ).frame
  }

  private func text(_ frame: Frame) -> [String] {
    frame.rows.map { $0.map(\.text).joined() }
  }

  @Test(arguments: ["T-12", "T+21", "T+48", "T+112"], sizes)
  func moments(moment: String, size: (columns: Int, rows: Int)) throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    let frame = frame(played.session, now, size.columns, size.rows) {
      let isThere = $0.begin(at: moment)
      #expect(isThere)
    }
    Picture.expect(
      frame, is: "playback-\(moment.dropFirst())-\(size.columns)x\(size.rows)")
  }

  @Test func aMomentIsTheLiveScreenOfThen() throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    let shown = text(frame(played.session, now) { _ = $0.begin(at: "T+20:30") })
    #expect(shown[0].hasPrefix("REVIEW: NOTHING IS BEING WRITTEN"))
    #expect(shown[1].contains("T+0:20:30") && shown[1].contains("10:27"))
    #expect(shown[2].contains("next: vitals 0:30"))
    #expect(shown.contains { $0.contains("open: grounding 1") })
    let playback = Playback(played.session)
    var then = playback
    then.seek(to: (playback.timeline.dose ?? 0) + 1_230_000)
    // What a live run drew that had stopped there.
    var live = Live()
    live.keeping = Keeping(at: then.session.lastWritten?.wall)
    let drawn = Screen.render(
      Interface(place: .live(live), clinic: Script.clinic, theme: "dusk", author: "MK"),
      session: then.session, now: then.now, columns: 80, rows: 24
    ).frame
    #expect(text(drawn)[0..<4] == shown[1..<5])
  }

  @Test(arguments: sizes)
  func emptySession(size: (columns: Int, rows: Int)) {
    let script = Script()
    Picture.expect(
      frame(script.session, script.now, size.columns, size.rows),
      is: "playback-empty-\(size.columns)x\(size.rows)")
  }

  /// Read in part: what there is, how much of it all that is, and what is waited for.
  @Test(arguments: sizes)
  func partlyRead(size: (columns: Int, rows: Int)) throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    let records = played.session.entries.map(\.record)
    for isDamaged in [false, true] {
      var part = Playback(
        [],
        into: Session(
          id: played.session.id, rules: played.session.rules,
          preparation: played.session.inherited))
      part.append(records.prefix(isDamaged ? 40 : 20))
      let frame = frame(part.whole, now, size.columns, size.rows) {
        $0 = Review(id: played.session.id, loading: Loading(percent: 0, isDamaged: false))
        $0.take(part, Loading(percent: isDamaged ? 52 : 12, isDamaged: isDamaged))
        if isDamaged { _ = $0.begin(at: "T+48") }
      }
      Picture.expect(
        frame,
        is: "playback-\(isDamaged ? "damage-found" : "reading")-\(size.columns)x\(size.rows)")
    }
  }

  @Test func nothingReadSoFar() {
    let script = Script()
    let frame = frame(Session(id: "session", rules: .none), script.now) {
      $0 = Review(id: "session", loading: Loading(percent: 0, isDamaged: false))
    }
    Picture.expect(frame, is: "playback-reading-nothing")
  }

  @Test func oneEntry() {
    var script = Script()
    script.at(300)
    script.note("came in, sat down")
    Picture.expect(frame(script.session, script.now), is: "playback-one-entry")
  }

  @Test func withoutADose() throws {
    let played = try played(3)
    let now = played.script.now(played.script.ends)
    Picture.expect(
      frame(played.session, now) { $0.goToEnd() }, is: "playback-integration")
  }

  /// A whole day with gaps, alarms, late entries and a clock that was set.
  @Test func aDay() {
    var script = Script()
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    for hour in Int64(0)..<24 {
      script.at(hour * 3600 + 600)
      script.note("hour \(hour)", ago: hour == 9 ? 1_800_000 : 0)
      script.suds(Int(hour % 11))
      script.vitals(90 + Int(hour) * 4, 60, 60 + Int(hour), 99 - Int(hour % 4))
    }
    script.add(.marked(.helpCalled))
    script.at(23 * 3600 + 1200)
    script.add(.clockStepped(by: 60_000))
    script.at(24 * 3600)
    script.add(.gap(Gap(milliseconds: 1_200_000, cause: .left, isChecked: true)))
    Picture.expect(
      frame(script.session, script.now) { _ = $0.begin(at: "T+600") }, is: "playback-day")
  }

  @Test func pages() throws {
    let one = try played(1)
    let other = try played(7)
    let now = one.script.now(one.script.ends)
    var house = Interface(
      place: .review(Review(one.session)), clinic: Script.clinic, theme: "dusk", author: "MK")
    let scene = Scene(
      session: one.session, now: now, freshID: EntryID("fresh"), clinic: Script.clinic)
    _ = house.update(.key(.character("o")), scene)
    func picture(_ name: String, _ columns: Int, _ rows: Int) {
      Picture.expect(
        Screen.render(house, session: one.session, now: now, columns: columns, rows: rows).frame,
        is: name)
    }
    picture("overview-80x24", 80, 24)
    picture("overview-60x16", 60, 16)
    picture("overview-132x43", 132, 43)
    var review = Review(one.session)
    // Their ids are one in the script.
    let second = Playback(
      other.records, into: Session(id: "second", rules: other.session.rules)
    ).whole
    let isCompared = review.compare(with: second)
    #expect(isCompared)
    house.place = .review(review)
    picture("comparison-80x24", 80, 24)
    picture("comparison-60x16", 60, 16)
  }

  /// Every figure of both halves is read, whatever the width.
  @Test func nothingOfAComparisonIsCut() throws {
    let one = try played(1)
    let other = try played(7)
    let second = Playback(
      other.records, into: Session(id: "second", rules: other.session.rules)
    ).whole
    let vitals = [one.session, second].flatMap { session in
      session.readings.flatMap { $0.vitals.words.split(separator: " ").map(String.init) }
    }
    for columns in 60...140 {
      let rows = text(
        frame(one.session, one.script.now(one.script.ends), columns, 120) {
          let isCompared = $0.compare(with: second)
          #expect(isCompared)
        })
      #expect(!rows.contains { $0.contains("…") }, "cut at \(columns)")
      let words = rows.flatMap { $0.split(separator: " ").map(String.init) }
      for figure in Set(vitals) {
        let wanted = vitals.count { $0 == figure }
        #expect(words.count { $0 == figure } >= wanted, "\(figure) at \(columns)")
      }
      #expect(rows[1].contains("HF-0417"))
    }
  }

  /// What is damaged is said for as long as it is read; the reason why nothing can be added is
  /// read to its end, once.
  @Test func whyASessionIsNotWholeOrNotAddedToStaysOnTheScreen() throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    let damaged = text(
      frame(played.session, now) { $0.incomplete = "a file of this session is damaged" })
    #expect(damaged.contains { $0.contains("a file of this session is damaged") })
    let why = "this session is open; resume it to write (holdfast resume AAAAAAAA)"
    let locked = text(frame(played.session, now) { $0.readOnlyBecause = why })
    #expect(locked.contains { $0.contains("read only: this session is open") })
    #expect(!locked.contains { $0.contains("…") })
    let said = text(
      frame(played.session, now) {
        $0.readOnlyBecause = why
        $0.notice = Notice(words: "nothing can be added: \(why)", tone: .refused, since: now.up)
      })
    #expect(said.count { $0.contains("this session is open") } == 1)
  }

  /// A T+ that rests on the wall clock alone is called so under the timeline as in the header.
  @Test func anUncheckedTimeIsCalledSoOnTheAxis() {
    var script = Script()
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.at(3600)
    script.add(.runBegan(RunBegan(boot: "another boot", version: "1", zone: 120, author: "MK")))
    script.note("goes on")
    let rows = text(frame(script.session, script.now) { $0.goToEnd() })
    #expect(rows.contains { $0.contains("T+~1:00:00") && $0.contains("^") })
  }

  /// A line that the words about more would cover is read in another position, whole.
  @Test func everyLineOfAPageIsReadToItsEnd() throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    var house = Interface(
      place: .review(Review(played.session)), clinic: Script.clinic, theme: "dusk", author: "MK")
    let scene = Scene(
      session: played.session, now: now, freshID: EntryID("fresh"), clinic: Script.clinic)
    _ = house.update(.key(.character("o")), scene)
    let whole = OverviewText.lines(
      Overview(played.session, at: played.session.moment(now)), columns: 59)
    var seen: Set<String> = []
    for _ in whole {
      let rows = text(
        Screen.render(house, session: played.session, now: now, columns: 60, rows: 16).frame)
      seen.formUnion(rows.map { String($0.reversed().drop { $0 == " " }.reversed()) })
      _ = house.update(.key(.down), scene)
    }
    for line in whole where !line.isEmpty {
      #expect(seen.contains(line), "never read whole: \(line)")
    }
  }

  @Test(arguments: sizes)
  func timelineOfAnOpenSession(size: (columns: Int, rows: Int)) {
    let script = Script.arc(until: 3000)
    let interface = script.live { $0.panel = .timeline }
    Picture.expect(
      script.render(interface, size.columns, size.rows).frame,
      is: "timeline-live-\(size.columns)x\(size.rows)")
  }

  /// Nothing was typed yet that could be unknown; what is being written, or not, is never cut.
  @Test(arguments: sizes)
  func aBareColonIsNoUnknownCommand(size: (columns: Int, rows: Int)) {
    let script = Script.arc()
    let rows = text(
      frame(script.session, script.now, size.columns, size.rows) {
        $0.isLineOpen = true
        $0.line.buffer = TextBuffer(":")
      })
    #expect(rows[0].hasPrefix("REVIEW: NOTHING IS BEING WRITTEN "))
    #expect(!rows.contains { $0.contains("no such") || $0.contains("not known") })
    #expect(rows.contains { $0.contains("type a command, ^P lists them") })
  }

  /// What is remembered of the last frame changes nothing.
  @Test func aFrameOfPlayingIsTheFrameDrawnAnew() throws {
    let played = try played(1)
    let now = played.script.now(played.script.ends)
    var memory = ScreenMemory()
    var review = Review(played.session)
    for step in 0..<40 {
      let isThere = review.begin(at: "T+\(step * 3)")
      #expect(isThere)
      let interface = Interface(
        place: .review(review), clinic: Script.clinic, theme: "dusk", author: "MK")
      let fresh = Screen.render(
        interface, session: played.session, now: now, columns: 80, rows: 24)
      let reused = Screen.render(
        interface, session: played.session, now: now, columns: 80, rows: 24, reusing: &memory)
      #expect(fresh == reused)
    }
  }
}

/// One clock on one screen, whatever was done to the clocks.
@Suite struct PlaybackClockTests {
  private func text(_ script: Script, keys: String) -> [String] {
    var interface = Interface(
      place: .review(Review(script.session)), clinic: Script.clinic, theme: "dusk", author: "MK")
    let scene = Scene(
      session: script.session, now: script.now, freshID: EntryID("fresh"), clinic: Script.clinic)
    for key in keys { _ = interface.update(.key(.character(key)), scene) }
    return Screen.render(
      interface, session: script.session, now: script.now, columns: 80, rows: 24
    ).frame.rows.map { $0.map(\.text).joined() }
  }

  @Test func afterAChangeOfClocksHeaderLogAndAxisAgree() throws {
    var script = Script()
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.at(1200)
    let after = script.add(.noted(Note(kind: .observed, text: "after")), zone: 60)
    script.at(2400)
    script.note("the end")
    let entry = try #require(script.session[after])
    let clock = TimeText.clock(entry.happened.wall, zone: entry.zone)
    #expect(clock == "09:00", "the clocks went back in between")
    let shown = text(script, keys: "g.t")
    #expect(shown[1].contains(" \(clock) "))
    #expect(shown.contains { $0.hasPrefix("\(clock)>") })
    #expect(shown.contains { $0.contains("^ \(clock):00 T+0:20:00") })
    #expect(shown.contains { $0.contains("from \(clock):00") })
  }

  @Test func beforeItBeganIsNoTimeSinceThen() {
    var script = Script()
    script.at(600)
    script.note("came early", ago: 3_000_000)
    let shown = text(script, keys: "g")
    #expect(shown[1].contains("begins in 0:40:00"))
  }
}
