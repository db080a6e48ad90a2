import Interaction
import Screen
import SessionModel
import Testing

@Suite struct ListTests {
  private let script = Script.arc(until: 100)

  private func items(_ count: Int) -> [Home.Item] {
    (0..<count).map { number in
      let kinds = SessionKind.allCases
      let line = ListLine(
        client: "HF-0\(400 + number % 7)", kind: kinds[number % 4], ordinal: number / 4 + 1,
        state: number < 2 ? .open : number % 3 == 0 ? .closed : .sealed, entries: number * 3 + 1,
        beganAt: script.now.wall - Int64(number) * 86_400_000, lastAt: script.now.wall,
        doses: number % 3)
      let fault = number == 5 ? "line 14 is damaged; `holdfast verify` says more" : nil
      return Home.Item(
        id: "session\(number)abcdef", line: number == 6 ? nil : line, fault: fault,
        isOpen: number < 2)
    }
  }

  private func home(_ change: (inout Home) -> Void) -> Interface {
    var home = Home()
    change(&home)
    return script.place(.home(home))
  }

  @Test func homeEmpty() {
    Picture.expect(script.render(home { _ in }).frame, is: "home-empty")
  }

  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func homeList(columns: Int, rows: Int) {
    let interface = home { home in
      home.items = items(40)
      home.selected = 3
    }
    let drawn = script.render(interface, columns, rows)
    #expect(drawn.rowsShown == rows - 7)
    Picture.expect(drawn.frame, is: "home-\(columns)x\(rows)")
  }

  /// A vault that can only be read says so above the list and over the form, and covers neither.
  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func aVaultThatCanOnlyBeReadSaysSo(columns: Int, rows: Int) {
    let words = "the disk of this vault can only be read"
    var list = home { $0.items = items(40) }
    let plain = script.render(list, columns, rows)
    list.vaultRemark = "\(words): nothing new is kept in it"
    let drawn = script.render(list, columns, rows)
    let lines = drawn.frame.rows.map { $0.map(\.text).joined() }
    #expect(lines[2].hasPrefix("! \(words)"), "\(lines)")
    #expect(lines[3].hasPrefix("open") && lines[1].contains("more below"), "\(lines)")
    #expect(drawn.rowsShown == plain.rowsShown - 1)
    var form = script.place(.newSession(NewSession(knownCodes: [])))
    form.vaultRemark = list.vaultRemark
    let over = script.render(form, columns, rows).frame.rows.map { $0.map(\.text).joined() }
    #expect(over[1].hasPrefix("! \(words)") && over[2].contains("client"), "\(over)")
  }

  @Test func homeScrolledAndReading() {
    let interface = home { home in
      home.items = items(10_000)
      home.top = 5000
      home.selected = 5003
      home.isReading = true
    }
    Picture.expect(script.render(interface).frame, is: "home-scrolled")
  }

  @Test func homeFiltering() {
    let interface = home { home in
      home.items = items(40)
      home.filter = TextBuffer("dosing 3")
      home.isFiltering = true
    }
    Picture.expect(script.render(interface).frame, is: "home-filter")
    let none = home { home in
      home.items = items(40)
      home.filter = TextBuffer("nobody")
    }
    #expect(Picture.text(of: script.render(none).frame).contains("No session matches."))
  }

  @Test func homeFilterStaysBelowAMessage() {
    let interface = home { home in
      home.items = items(40)
      home.filter = TextBuffer("HF")
      home.isFiltering = true
      home.notice = Notice(words: "that session is open elsewhere", tone: .refused, since: 0)
    }
    let frame = script.render(interface).frame
    #expect(frame.rows[21].map(\.text).joined().contains("! that session is open elsewhere"))
    #expect(frame.rows[22].map(\.text).joined().contains("filter > HF"))
    #expect(frame.cursor?.row == 22)
  }

  @Test func homeHelp() {
    let interface = home { home in
      home.items = items(12)
      home.help = HelpPage(isOpen: true)
    }
    Picture.expect(script.render(interface).frame, is: "home-help")
  }

  @Test func helpOverTheForms() {
    var first = FirstRun(folder: "~/.local/share/holdfast")
    first.help = HelpPage(isOpen: true)
    var form = NewSession(knownCodes: ["HF-0417"])
    form.help = HelpPage(isOpen: true)
    let filtering = home { home in
      home.items = items(12)
      home.isFiltering = true
      home.filter = TextBuffer("HF")
      home.help = HelpPage(isOpen: true)
    }
    let places: [(Interface, Mode)] = [
      (script.place(.firstRun(first)), .firstRun), (script.place(.newSession(form)), .newSession),
      (filtering, .homeFilter),
    ]
    for (interface, mode) in places {
      #expect(interface.mode == .help)
      for (columns, rows) in [(80, 24), (60, 16)] {
        let drawn = script.render(interface, columns, rows)
        let text = Picture.text(of: drawn.frame)
        #expect(text.contains("HELP") && text.contains("Esc close"), "\(mode)")
        #expect(drawn.panelTop == 0)
      }
      let tall = Picture.text(of: script.render(interface, 80, 60).frame)
      for row in Binding.help(for: mode, filter: "") where !row.isHeading {
        #expect(tall.contains(row.words), "\(row.words) in \(mode)")
      }
    }
  }

  @Test(arguments: [(80, 24), (60, 16)])
  func firstRun(columns: Int, rows: Int) {
    var state = FirstRun(folder: "~/.local/share/holdfast")
    state.initials = TextBuffer("M")
    state.refusal = "initials have two to four letters: type one more"
    Picture.expect(
      script.render(script.place(.firstRun(state)), columns, rows).frame,
      is: "first-run-\(columns)x\(rows)")
  }

  @Test(arguments: [(80, 24), (60, 16)])
  func newSession(columns: Int, rows: Int) {
    var form = NewSession(knownCodes: ["HF-0417"])
    form.code = TextBuffer("hf-04")
    form.refusal = "the code has a space: a code, never a name"
    Picture.expect(
      script.render(script.place(.newSession(form)), columns, rows).frame,
      is: "new-session-\(columns)x\(rows)")
    form.field = .treatment
    form.treatment = 3
    Picture.expect(
      script.render(script.place(.newSession(form)), columns, rows).frame,
      is: "new-session-protocol-\(columns)x\(rows)")
  }

  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func review(columns: Int, rows: Int) {
    let script = Script.arc()
    var review = Review(script.session)
    review.cursor = 28
    review.keeping = script.kept
    Picture.expect(
      script.render(script.place(.review(review)), columns, rows).frame,
      is: "review-\(columns)x\(rows)")
  }

  @Test func reviewLateNote() {
    let script = Script.arc()
    var review = Review(script.session)
    review.keeping = script.kept
    review.cursor = 3
    review.isLineOpen = true
    review.line.beside = script.session.entries[review.order[3]].id
    review.line.buffer = TextBuffer("she had asked for water at the end")
    Picture.expect(script.render(script.place(.review(review))).frame, is: "review-late-note")
  }

  @Test func reviewAddendumInAnotherZone() throws {
    var script = Script.arc()
    script.add(.sealed(Seal(listLine: script.session.listLine, reason: "")))
    script.at(9 * 3600)
    script.add(
      .addendumWritten(Note(kind: .words, text: "I remember the coat")), ago: 7 * 3_600_000)
    let elsewhere = script.now.zone - 300
    var review = Review(script.session)
    review.keeping = script.kept
    review.cursor = review.order.count - 1
    review.fingerprint = "7F3K-9QPX-2M4D-XW6B"
    review.parked = [
      Draft(
        id: EntryID("d"), firstKey: Stamp(script.now), kind: .observed, isLaneFlipped: false,
        earlier: 0, isWordForWord: false, puttingRight: nil, text: "x", isParked: true)
    ]
    var now = script.now
    now.zone = elsewhere
    func picture(_ name: String) {
      let frame = Screen.render(
        script.place(.review(review)), session: script.session, now: now, columns: 80, rows: 24
      ).frame
      Picture.expect(frame, is: name)
    }
    picture("review-sealed")
    review.cursor = 30
    review.isLineOpen = true
    review.line.beside = script.session.entries[review.order[30]].id
    review.line.buffer = TextBuffer("bp 128/82 p74")
    review.question = Question(subject: .leave, askedAt: now.up)
    picture("review-addendum")
    let mark = try #require(script.session.entries.first { $0.event.sign == "m" })
    review.question = nil
    review.line = NoteLine()
    review.line.puttingRight = mark.id
    review.line.isWordForWord = true
    review.line.buffer = TextBuffer("eyes half closed")
    picture("review-put-right")
  }

  @Test func reviewPutsLateEntriesWhereTheyHappened() throws {
    let script = Script.arc()
    var review = Review(script.session)
    review.keeping = script.kept
    let happened = review.order.map { script.session.entries[$0].happened.up }
    #expect(happened == happened.sorted())
    let text = Picture.text(of: script.render(script.place(.review(review)), 80, 60).frame)
    let rows = text.split(separator: "\n")
    let wall = try #require(rows.firstIndex { $0.contains("turned to the wall") })
    #expect(rows[wall - 1].contains("depth 2"))
    #expect(rows[wall + 1].contains("nausea 1 begins"))
  }
}
