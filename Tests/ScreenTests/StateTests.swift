import Interaction
import Screen
import SessionModel
import Testing

/// What stands on the live screen beside the log: keeping, questions, messages, consent.
@Suite struct StateTests {
  private func text(_ script: Script, _ interface: Interface, _ columns: Int = 80) -> String {
    Picture.text(of: script.render(interface, columns).frame)
  }

  @Test func notKept() {
    let script = Script.arc(until: 2900)
    let interface = script.live { live in
      live.keeping = script.keeping(.notKept(why: "disk full", since: script.now.up - 9000))
      live.keeping.remark = "0 MiB free on the disk"
    }
    Picture.expect(script.render(interface).frame, is: "state-not-kept")
  }

  @Test func keepingSaysHowLongOnlyWhenSlow() {
    let script = Script.arc(until: 2900)
    func words(since milliseconds: Int64) -> String {
      let keeping = script.keeping(.keeping(since: script.now.up - milliseconds))
      return text(script, script.live { $0.keeping = keeping })
    }
    #expect(words(since: 1900).contains("keeping|"))
    #expect(words(since: 12_400).contains("keeping for 12 s|"))
  }

  @Test func aSecondDoseHasItsOwnClock() {
    var script = Script.arc(until: 1000)
    script.add(
      .dosed(Dose(act: .given, isBooster: true, milligrams: "30", route: .intramuscular)))
    script.at(27 * 60 + 1000 + 720)
    let first = text(script, script.live()).split(separator: "\n")[1]
    #expect(first.contains("IM 60+30 mg") && first.contains("2nd +0:12"))
    #expect(first.contains("T+0:28:40") && first.contains("by MK"))
  }

  /// A session with two doses of the longest title, and the first two rows of its screen.
  private func header(_ client: String, columns: Int) -> [String] {
    var script = Script(protocolName: "esketamine", client: client)
    for minute: Int64 in [27, 57] {
      script.at(minute * 60)
      script.add(
        .dosed(Dose(act: .given, drug: "esketamine", milligrams: "28", route: .intranasal)))
    }
    script.at(75 * 60 + 20)
    script.add(.phaseEntered(.plateau))
    let frame = script.render(script.live(), columns).frame
    return frame.rows.prefix(2).map { $0.map(\.text).joined() }
  }

  @Test(arguments: ["HF-0417", "HF-0417-ABCDEFGHIJKLMNOP"], [60, 80, 132])
  func theAuthorAndEveryDoseStayInTheHeader(_ client: String, _ columns: Int) {
    let rows = header(client, columns: columns)
    let both = rows.joined(separator: " ")
    #expect(rows[0].hasPrefix(client), "\(rows)")
    #expect(rows[0].contains("T+0:48:20") && rows[0].contains("by MK"), "\(rows)")
    #expect(rows[0].contains("kept 10:55"), "\(rows)")
    #expect(both.contains("28+28 mg"), "\(rows)")
    if columns >= 80, client.count < 10 {
      #expect(rows[0].contains(" 10:55 "), "\(rows)")
    }
    if columns >= 80 {
      #expect(both.contains("2nd +0:18"), "\(rows)")
    }
  }

  @Test func theWholeTitleStandsWhereThereIsRoom() {
    let rows = header("HF-0417", columns: 132)
    #expect(rows[0].contains("esketamine nasal 28+28 mg") && rows[0].contains("2nd +0:18"))
  }

  @Test func everythingWithinThreeHours() {
    var script = Script.arc(until: 5750)
    script.at(27 * 60 + 3 * 3600 + 5)
    Picture.expect(script.render(script.live()).frame, is: "state-three-hours")
  }

  @Test func onlyTheSecondsTick() {
    let script = Script.arc(until: 2900)
    let later = script.now.advanced(by: 1000)
    let interface = script.live()
    let one = script.render(interface).frame
    let two = Screen.render(
      interface, session: script.session, now: later, columns: 80, rows: 24
    ).frame
    var changed = 0
    for (row, cells) in one.rows.enumerated() {
      for (column, cell) in cells.enumerated() where two.rows[row][column] != cell {
        changed += 1
        #expect(row == 0)
      }
    }
    #expect((1...2).contains(changed))
  }

  @Test func questionStandsInPlaceOfTheMarks() {
    let script = Script.arc(until: 2900)
    let interface = script.live {
      $0.question = Question(subject: .leave, askedAt: script.now.up)
    }
    Picture.expect(script.render(interface).frame, is: "state-question")
  }

  @Test func noticeSaysAllOfItsWords() {
    let script = Script.arc(until: 2900)
    let words =
      "systolic 300 is outside 60 to 260 mmHg: nothing was kept, the line is as you typed it; "
      + "put the number right, or Tab keeps the line as a note"
    let interface = script.live { live in
      live.notice = Notice(words: words, tone: .refused, since: script.now.up)
      live.type("bp 300/80", at: script.now)
    }
    Picture.expect(script.render(interface).frame, is: "state-notice")
  }

  @Test func consentWithdrawnTakesThePlaceOfTheAgreement() {
    var script = Script.arc(until: 2900)
    script.add(.marked(.consentWithdrawn))
    for columns in [60, 80, 132] {
      let shown = text(script, script.live(), columns)
      #expect(shown.contains("! CONSENT WITHDRAWN 10:55"))
      #expect(!shown.contains("ask each time"))
      #expect(shown.contains("stop: right hand up"))
    }
  }

  /// The rows over the log, their words in order without the breaks between them.
  private func agreed(_ card: Preparation, _ columns: Int, _ rows: Int) -> String {
    var script = Script(preparation: card)
    script.at(27 * 60)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.add(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1)))
    script.add(.adverseNoted(AdverseEvent(term: "dizziness", course: .begins, grade: 2)))
    script.add(.marked(.helpCalled))
    let frame = script.render(script.live(), columns, rows).frame
    let text = frame.rows.map { $0.map(\.text).joined() }
    let log = text.firstIndex { $0.hasPrefix("10:07") } ?? 0
    #expect(log >= 4 && log <= rows / 3 + 2, "\(text)")
    #expect(text[log...].contains { $0.contains("medical help") }, "the newest entry is in sight")
    return text[2..<max(2, log)].joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
  }

  /// A call for help stands in the header until somebody has come.
  @Test(arguments: [(60, 16), (80, 24), (132, 43), (40, 10)])
  func helpThatCameNoLongerStandsOpen(_ columns: Int, _ rows: Int) {
    var script = Script(preparation: .arc)
    script.add(.marked(.helpCalled))
    script.at(60)
    let called = Picture.text(of: script.render(script.live(), columns, rows).frame)
    #expect(called.contains("! HELP CALLED"), "\(called)")
    script.add(.helpChanged(HelpChange(act: .arrived)))
    let came = Picture.text(of: script.render(script.live(), columns, rows).frame)
    #expect(!came.contains("HELP CALLED"), "\(came)")
  }

  @Test(arguments: [(60, 16), (80, 24), (132, 43)])
  func theLimitOfTheAgreementIsNeverCut(_ columns: Int, _ rows: Int) {
    var card = Preparation.arc
    card.touch = "hands and shoulders, asked each time; nothing else"
    card.avoid = ["relax", "let it all out", "you are safe now"]
    let shown = agreed(card, columns, rows)
    #expect(shown.contains("touch: \(card.touch) · stop: right hand up"), "\(shown)")
    #expect(
      shown.contains("avoid: \"relax\", \"let it all out\", \"you are safe now\""), "\(shown)")
    #expect(shown.contains("say: \"here\" · \"I can go slowly\""), "\(shown)")
    #expect(shown.contains("! HELP CALLED 10:07"), "\(shown)")
    #expect(shown.contains("nausea 1, dizziness 2"), "\(shown)")
  }

  @Test(arguments: [(60, 16), (80, 24)])
  func whereNothingFitsTheWordsGoFirst(_ columns: Int, _ rows: Int) {
    var card = Preparation.arc
    card.touch = "only the hands, " + String(repeating: "and asked each time, ", count: 40)
    card.say = [String(repeating: "you can go slowly ", count: 20)]
    let shown = agreed(card, columns, rows)
    #expect(shown.hasPrefix("touch: only the hands, and asked"), "\(shown)")
    #expect(shown.contains("… · stop: right hand up"), "\(shown)")
    #expect(shown.contains("! HELP CALLED 10:07"), "\(shown)")
  }

  @Test func dueTurnsFromDimToPlain() {
    func row(at seconds: Int64) -> (text: String, role: Role) {
      let script = Script.arc(until: seconds)
      let cells = script.render(script.live()).frame.rows[1]
      return (cells.map(\.text).joined(), cells[79].role)
    }
    #expect(row(at: 3420).text.contains("next: vitals 1:00, in 3 min"))
    #expect(row(at: 3420).role == .dim)
    #expect(row(at: 3570).text.contains("next: vitals 1:00, in under 1 min"))
  }

  @Test func overdueSaysSince() {
    var script = Script.arc(until: 3500)
    script.at(27 * 60 + 3610)
    var cells = script.render(script.live()).frame.rows[1]
    #expect(cells.map(\.text).joined().contains("due: vitals 1:00, now"))
    #expect(cells[79].role == .due)
    script.at(27 * 60 + 3600 + 240)
    cells = script.render(script.live()).frame.rows[1]
    #expect(cells.map(\.text).joined().contains("overdue: vitals 1:00, 4 min"))
  }

  @Test func sampleIsMarkedOnEveryScreen() {
    let script = Script.arc(until: 2900, isSample: true)
    for (columns, rows) in [(80, 24), (132, 43), (60, 16), (59, 15), (20, 5)] {
      let frame = script.render(script.live(), columns, rows).frame
      #expect(frame.rows.joined().contains { $0.role == .sample })
    }
    let plain = Script.arc(until: 2900)
    let home = Interface(
      place: .home(Home()), clinic: Script.clinic, theme: "dusk", author: "MK", isSample: true)
    #expect(plain.render(home).frame.rows.joined().contains { $0.role == .sample })
  }

  @Test func otherKindsOfSessionCountFromTheirBeginning() {
    var script = Script(kind: .integration, preparation: .arc)
    script.at(754)
    script.note("The coat was warm. I thought it would be cold.", .words)
    Picture.expect(script.render(script.live()).frame, is: "state-integration")
  }

  @Test func aSmallWindowSaysWhichEntryIsChosen() {
    let script = Script.arc(until: 2900)
    var interface = script.live()
    _ = interface.update(.key(.up), script.scene)
    let small = text(script, interface, 40)
    #expect(small.contains("chosen: 10:55"), "\(small)")
    let thought = script.session.entries.last { $0.lane == .process }
    interface = script.live { $0.selected = thought?.id }
    #expect(!text(script, interface, 40).contains("the coat returns"))
  }

  @Test(arguments: [(59, 15), (20, 5), (1, 1), (200, 3)])
  func tooSmall(columns: Int, rows: Int) {
    let script = Script.arc(until: 2900)
    let interface = script.live { $0.type("asks for the bucket", at: script.now) }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "small-\(columns)x\(rows)")
  }
}
