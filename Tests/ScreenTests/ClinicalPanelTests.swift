import Interaction
import Screen
import SessionModel
import Testing

/// Checklists, questionnaires, small forms, close-out and what a contact session shows.
@Suite struct ClinicalPanelTests {
  private static let sizes = [(80, 24), (132, 43), (60, 16)]

  private func tick(
    _ item: String, _ answer: CheckTick.Answer, _ words: String = "", list: String = "before-dosing"
  ) -> Event {
    .checkTicked(CheckTick(list: list, item: item, answer: answer, words: words))
  }

  private func beforeDosing() -> Script {
    var script = Script.arc(until: -380)
    script.add(tick("identity", .done))
    script.add(tick("pregnancy", .notApplicable))
    script.add(tick("playlist", .notDone, "the line is down, files from the stick instead"))
    script.add(
      tick(
        "suicidality", .done,
        "asked as: thoughts of not living, answer: no, done: nothing, who told: A.K."))
    return script
  }

  @Test(arguments: sizes)
  func checklist(columns: Int, rows: Int) {
    let script = beforeDosing()
    let interface = script.live {
      $0.panel = .checklist(.before, chosen: "before-dosing/baseline-vitals")
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "checklist-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func leavingShowsWhatItComputes(columns: Int, rows: Int) {
    let script = Script.arc(until: 6100)
    let interface = script.live {
      $0.panel = .checklist(.leaving, chosen: "leaving/minimum-time")
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "leaving-\(columns)x\(rows)")
  }

  @Test func leavingWhereNothingIsKnown() {
    var script = Script(protocolName: "esketamine")
    script.at(60)
    script.add(
      .dosed(Dose(act: .given, drug: "esketamine", milligrams: "56", route: .intranasal)))
    let interface = script.live {
      $0.panel = .checklist(.leaving, chosen: "leaving-esketamine/ready-minute")
    }
    Picture.expect(script.render(interface, 80, 43).frame, is: "leaving-unknown")
  }

  @Test(arguments: sizes)
  func everyChosenItemIsSeen(columns: Int, rows: Int) {
    let script = beforeDosing()
    let all = CheckList.rows(
      .before, session: script.session,
      at: script.session.moment(script.now))
    for row in all {
      let interface = script.live { $0.panel = .checklist(.before, chosen: row.id) }
      let frame = script.render(interface, columns, rows).frame
      let chosen = frame.rows.filter { $0[0].role == .selected }
      #expect(chosen.count == 1, "\(row.id)")
      #expect(chosen.first?.map(\.text).joined().contains("> [") == true, "\(row.id)")
    }
  }

  @Test(arguments: sizes)
  func fieldInTheLine(columns: Int, rows: Int) {
    let script = beforeDosing()
    var interface = script.live {
      $0.panel = .checklist(.before, chosen: "before-dosing/suicidality")
    }
    _ = interface.update(.key(.enter), script.scene)
    for character in "thoughts of not living" {
      _ = interface.update(.key(.character(character)), script.scene)
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "checklist-field-\(columns)x\(rows)")
  }

  private func asking(_ scale: String, _ answers: [Int], place: Int? = nil) -> Answering {
    var asking = Answering(scale: scale)
    asking.answers = answers
    asking.place = place ?? answers.count
    return asking
  }

  private func contact() -> Script {
    var script = Script(kind: .contact)
    script.at(90)
    return script
  }

  @Test(arguments: sizes)
  func questionnaire(columns: Int, rows: Int) {
    let script = contact()
    let interface = script.live {
      $0.answering = [asking("phq9", [2, 1])]
      $0.earlierDosing = script.now.wall - 3 * 86_400_000
      $0.panel = .questionnaire(scale: "phq9", top: 0, showsSource: false)
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "questionnaire-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func theLongestItem(columns: Int, rows: Int) {
    let script = Script.arc(until: -380)
    let interface = script.live {
      $0.answering = [asking("pcl5", Array(repeating: 1, count: 10), place: 8)]
      $0.panel = .questionnaire(scale: "pcl5", top: 0, showsSource: false)
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "questionnaire-long-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func totalWithItemNine(columns: Int, rows: Int) {
    let script = contact()
    let interface = script.live {
      $0.answering = [asking("phq9", [2, 1, 3, 2, 1, 2, 1, 1, 1])]
      $0.panel = .questionnaire(scale: "phq9", top: 0, showsSource: false)
    }
    let frame = script.render(interface, columns, rows).frame
    #expect(Picture.text(of: frame).contains("total 14 of 27: moderate"))
    #expect(Picture.text(of: frame).contains("! item 9 answered 1, several days"))
    Picture.expect(frame, is: "questionnaire-total-\(columns)x\(rows)")
  }

  @Test func itemNineIsShownAtOnceAndOnlyAboveZero() {
    let script = contact()
    func shown(_ answer: Int) -> Bool {
      let interface = script.live {
        $0.answering = [asking("phq9", [0, 0, 0, 0, 0, 0, 0, 0, answer], place: 4)]
        $0.panel = .questionnaire(scale: "phq9", top: 0, showsSource: false)
      }
      return Picture.text(of: script.render(interface).frame).contains("! item 9 answered")
    }
    #expect(!shown(0))
    #expect((1...3).allSatisfy { shown($0) })
  }

  @Test func questionnaireSource() {
    let script = contact()
    let interface = script.live {
      $0.answering = [asking("phq9", [2, 1])]
      $0.panel = .questionnaire(scale: "phq9", top: 0, showsSource: true)
    }
    Picture.expect(script.render(interface).frame, is: "questionnaire-source")
  }

  @Test(arguments: sizes)
  func closeOut(columns: Int, rows: Int) {
    var script = Script.arc(until: 3000)
    script.vitals(165, 95, 90, 97)
    script.at(27 * 60 + 6720)
    script.add(.closed(with: "sister"))
    let interface = script.live { $0.panel = .closeOut(top: 0) }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "close-out-\(columns)x\(rows)")
  }

  /// An agreed response that turned out not to suit is shown where it was agreed, marked.
  @Test(arguments: sizes)
  func whatIsNotWithThisClientIsMarkedWhereItWasAgreed(columns: Int, rows: Int) {
    var card = Preparation()
    card.triggers = [.init(trigger: "door", sign: "jaw", response: "hum with me")]
    card.coping = ["hum", "both feet"]
    card.excluded = ["hum"]
    let script = Script(preparation: card)
    let open = script.live { $0.panel = .grounding(chosen: "hers:both feet") }
    let panel = Picture.text(of: script.render(open, columns, rows).frame).split(separator: "\n")
    let agreed = panel.first { $0.contains("agreed for jaw:") && $0.contains("hum with me") }
    #expect(agreed?.contains("not with this client") == true, "\(panel)")
    let shown = script.live { $0.panel = .preparation(top: 0) }
    let read = Picture.text(of: script.render(shown, 132, 43).frame)
    #expect(read.contains("jaw → hum with me (not with this client)"), "\(read)")
    #expect(read.contains("1  hum (not with this client)") && read.contains("2  both feet"))
  }

  /// What is counted is counted once, and no word of a list is cut for the blank behind it.
  @Test(arguments: sizes)
  func whatIsMissingIsNamedOnce(columns: Int, rows: Int) {
    var script = Script(preparation: .init())
    script.at(600)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.at(1200)
    script.add(.closed(with: "sister"))
    let rowsSeen = (0..<40).flatMap { top -> [String] in
      let interface = script.live { $0.panel = .closeOut(top: top) }
      return Picture.text(of: script.render(interface, columns, rows).frame)
        .split(separator: "\n").map(String.init)
    }
    let counts = Set(rowsSeen.filter { $0.contains("27 of 27") }.map { $0.prefix(30) })
    #expect(counts.count == 1, "\(counts)")
    #expect(rowsSeen.contains { $0.contains("not answered, before dosing:") })
    #expect(rowsSeen.contains { $0.contains("not answered, leaving:") })
    let cut = rowsSeen.filter { $0.contains("…") && !$0.contains("more ") }
    #expect(cut == [], "\(cut)")
  }

  @Test func closeOutWithNothingMissing() {
    let script = contact()
    let interface = script.live { $0.panel = .closeOut(top: 0) }
    let text = Picture.text(of: script.render(interface).frame)
    #expect(text.contains("Nothing is missing."))
  }

  @Test(arguments: sizes)
  func smallForm(columns: Int, rows: Int) {
    let script = Script.arc(until: 2900)
    var interface = script.live()
    for key: Key in [.character("d"), .character("o"), .character("s"), .character("e"), .enter] {
      _ = interface.update(.key(key), script.scene)
    }
    for key: Key in [.character("3"), .character("0"), .enter] {
      _ = interface.update(.key(key), script.scene)
    }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "form-\(columns)x\(rows)")
    _ = interface.update(.key(.escape), script.scene)
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "form-waits-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func contactBegins(columns: Int, rows: Int) {
    let script = contact()
    let frame = script.render(script.live(), columns, rows).frame
    let text = Picture.text(of: frame)
    for word in ["vitals", "phase", "grounding", "dosing"] {
      #expect(!text.contains(word), "\(word)")
    }
    Picture.expect(frame, is: "contact-new-\(columns)x\(rows)")
  }

  @Test func whatWasAgreedStandsInAContactSessionToo() {
    let script = Script(kind: .contact, preparation: .arc)
    let text = Picture.text(of: script.render(script.live()).frame)
    #expect(text.contains("stop: right hand up"))
    #expect(text.contains("avoid: \"relax\""))
  }

  /// The question that follows the items stands with the total, and says that it is not counted.
  @Test(arguments: sizes)
  func theQuestionThatIsNotCounted(columns: Int, rows: Int) {
    let script = contact()
    let interface = script.live {
      var begun = asking("gad7", [1, 1, 1, 1, 1, 1, 1])
      begun.closing = 2
      $0.answering = [begun]
      $0.panel = .questionnaire(scale: "gad7", top: 0, showsSource: false)
    }
    let drawn = script.render(interface, columns, rows)
    let text = Picture.text(of: drawn.frame)
    #expect(text.contains("total 7 of 21"), "\(text)")
    #expect(rows < 24 || text.contains("not counted: If you checked off any"), "\(text)")
    #expect(rows < 24 || text.contains(">2 Very difficult"), "\(text)")
    #expect(text.contains("9 HELP - STOP"), "\(text)")
  }

  @Test(arguments: sizes)
  func theDigitsThatAreNoMarksAreSaid(columns: Int, rows: Int) {
    let script = contact()
    let interface = script.live {
      $0.answering = [Answering(scale: "gad7")]
      $0.panel = .questionnaire(scale: "gad7", top: 0, showsSource: false)
    }
    let text = Picture.text(of: script.render(interface, columns, rows).frame)
    #expect(text.contains("0-4 answer") && text.contains("and - is STOP"), "\(text)")
  }

  @Test(arguments: sizes)
  func acknowledgedAndWaitingReadings(columns: Int, rows: Int) {
    var script = Script.arc(until: 1000)
    let first = script.add(.vitalsMeasured(Vitals(systolic: 185, diastolic: 95, pulse: 88)))
    script.at(27 * 60 + 1060)
    let words = script.session[first].map { script.session.bandWords(of: $0) } ?? ""
    script.add(tick(first.text, .done, "10:23 \(words)", list: CheckTick.bands))
    script.at(27 * 60 + 1300)
    script.vitals(166, 92, 90, 97)
    Picture.expect(
      script.render(script.live(), columns, rows).frame, is: "acknowledged-\(columns)x\(rows)")
  }
}
