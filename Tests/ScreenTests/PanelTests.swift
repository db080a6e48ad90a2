import Interaction
import Screen
import SessionModel
import Testing

@Suite struct PanelTests {
  @Test(arguments: [(80, 24), (132, 43)])
  func marks(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    let interface = script.live { $0.panel = .marks(row: 3) }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "marks-\(columns)x\(rows)")
  }

  @Test func marksFiltered() {
    let script = Script.arc(until: 1300)
    let interface = script.live { live in
      live.panel = .marks(row: 1)
      live.type("si", at: script.now)
    }
    Picture.expect(script.render(interface).frame, is: "marks-filtered")
  }

  @Test func marksWithoutAMatchSayWhatEnterDoes() {
    let script = Script.arc(until: 1300)
    let interface = script.live { live in
      live.panel = .marks(row: 0)
      live.type("xyzzy", at: script.now)
    }
    let text = Picture.text(of: script.render(interface).frame)
    #expect(text.contains("Enter keeps it as a note"))
  }

  @Test(arguments: [(80, 24), (132, 43)])
  func help(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    let interface = script.live { $0.panel = .help(top: 3, held: NoteLine()) }
    Picture.expect(script.render(interface, columns, rows).frame, is: "help-\(columns)x\(rows)")
  }

  @Test(arguments: ["commands", "shortForms"])
  func theWordsOfASectionOfHelpStandUnderEachOther(_ section: String) {
    let script = Script.arc(until: 2900)
    let filter = section == "commands" ? ":" : "mg"
    let interface = script.live { live in
      live.panel = .help(top: 0, held: NoteLine())
      live.type(filter, at: script.now)
    }
    let rows = script.render(interface, 80, 120).frame.rows.map { $0.map(\.text).joined() }
    let words =
      section == "commands"
      ? ["dosing has ended", "to this T+ in the log", "draw the screen anew"]
      : ["dose; then", "booster; site", "what was thrown away"]
    let columns = words.map { word in
      rows.compactMap { row in
        row.firstRange(of: "  " + word).map {
          row.distance(from: row.startIndex, to: $0.lowerBound)
        }
      }.first
    }
    #expect(columns[0] != nil && Set(columns).count == 1, "\(columns)\n\(rows)")
  }

  @Test func theCursorOfGroundingIsNotGluedToTheSign() {
    let script = Script.arc(until: 2900)
    let rows = script.groundingRows
    for row in rows where row.group == .agreed {
      let interface = script.live { $0.panel = .grounding(chosen: row.id) }
      let text = Picture.text(of: script.render(interface).frame)
      #expect(text.contains("for \(row.sign): > \(row.words)"), "\(text)")
    }
    #expect(rows.contains { $0.group == .agreed })
  }

  @Test func helpFilters() {
    let script = Script.arc(until: 1300)
    let interface = script.live { live in
      live.panel = .help(top: 0, held: NoteLine())
      live.type("strike", at: script.now)
    }
    Picture.expect(script.render(interface).frame, is: "help-filtered")
  }

  @Test func preparationCard() {
    let script = Script.arc(until: 1300)
    let interface = script.live { $0.panel = .preparation(top: 0) }
    Picture.expect(script.render(interface, 80, 34).frame, is: "preparation-80x34")
    let far = script.live { $0.panel = .preparation(top: 150) }
    Picture.expect(script.render(far).frame, is: "preparation-80x24-end")
  }

  @Test(arguments: [
    Live.Panel.preparation(top: 0), .help(top: 0, held: NoteLine()), .unkept(top: 0),
  ])
  func upWorksAtOnceAfterScrollingBeyondTheEnd(_ panel: Live.Panel) {
    var script = Script.arc(until: 1300)
    let before = script.kept
    for _ in 0..<30 { script.note("not written yet") }
    var interface = script.live { live in
      live.keeping = before
      live.panel = panel
    }
    func press(_ key: Key) -> Frame {
      _ = interface.update(.key(key), script.scene)
      let drawn = script.render(interface)
      script.tell(&interface, drawn)
      return drawn.frame
    }
    var end = press(.down)
    for _ in 0..<120 { end = press(.down) }
    #expect(press(.down) == end)
    #expect(press(.up) != end)
    #expect(press(.down) == end)
  }

  /// The list of figures, with a row chosen whose source has room beside it or has not.
  @Test(arguments: [(80, 24), (132, 43), (60, 16)])
  func facts(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    var facts = FactsChoice(script.scene, filter: "")
    for _ in 0..<4 { facts.move(.down) }
    let interface = script.live { $0.panel = .facts(facts) }
    Picture.expect(
      script.render(interface, columns, rows).frame, is: "facts-\(columns)x\(rows)")
  }

  @Test func factsFilteredWithTheSourceSaid() {
    let script = Script.arc(until: 1300)
    let facts = FactsChoice(script.scene, filter: "wording")
    var interface = script.live { $0.panel = .facts(facts) }
    _ = interface.update(.key(.down), script.scene)
    _ = interface.update(.key(.character("?")), script.scene)
    Picture.expect(script.render(interface).frame, is: "facts-source")
    let nothing = script.live {
      $0.panel = .facts(FactsChoice(script.scene, filter: "xyzzy"))
    }
    #expect(Picture.text(of: script.render(nothing).frame).contains("No figure here has these"))
  }

  /// Whatever row is chosen: its words can be read whole, and with `?` its source, at every size.
  @Test(arguments: [(80, 24), (60, 16), (132, 43)])
  func everyFactShowsItsSource(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    var facts = FactsChoice(script.scene, filter: "")
    var wrong: [String] = []
    func text(_ interface: Interface, columns width: Int) -> String {
      let frame = script.render(interface, columns, rows).frame
      if frame.rows.count(where: { $0[0].role == .selected }) != 1 { wrong.append("no choice") }
      return frame.rows.map { $0.prefix(width).map(\.text).joined() }.joined()
        .filter { $0 != " " }.replacing("moreabove", with: "")
    }
    for fact in facts.rows {
      var interface = script.live { $0.panel = .facts(facts) }
      // The panel is as wide as the log, a notice as wide as the screen.
      let words = fact.words.filter { $0 != " " }
      if !text(interface, columns: min(columns, 92)).contains(words) { wrong.append(fact.words) }
      _ = interface.update(.key(.character("?")), script.scene)
      if !text(interface, columns: columns).contains(fact.sourceWords.filter { $0 != " " }) {
        wrong.append("\(fact.words): \(fact.source.words)")
      }
      facts.move(.down)
    }
    #expect(wrong == [])
  }

  @Test func themes() {
    let script = Script.arc(until: 1300)
    let interface = script.live { $0.panel = .themes(row: 2, before: "dusk") }
    Picture.expect(script.render(interface).frame, is: "themes")
  }

  @Test func versions() {
    var script = Script.arc(until: 1300)
    let id = script.note("he hears track 4")
    script.at((script.now.up - script.start.up) / 1_000 + 120)
    script.amend(id, .replace(.noted(Note(kind: .observed, text: "he hears track 5"))))
    script.add(
      .amended(Amendment(ref: id, act: .retract, why: "that was the hour before")), by: "AK")
    let interface = script.live { $0.panel = .versions(of: id, top: 0) }
    Picture.expect(script.render(interface).frame, is: "versions")
    var review = Review(script.session)
    review.cursor = review.order.firstIndex { script.session.entries[$0].id == id } ?? 0
    review.versionsTop = 0
    Picture.expect(script.render(script.place(.review(review))).frame, is: "versions-in-review")
  }

  @Test func unkept() {
    var script = Script.arc(until: 1300)
    let before = script.kept
    script.note("first that could not be written")
    script.note("second, long: " + String(repeating: "and on and on ", count: 12))
    let interface = script.live { live in
      live.keeping = before
      live.keeping.state = .notKept(why: "disk full", since: script.now.up)
      live.panel = .unkept(top: 0)
    }
    Picture.expect(script.render(interface).frame, is: "unkept")
  }

  /// Whatever is chosen can be seen, with a sign as well as a colour, and help stays last.
  @Test(arguments: [(80, 24), (60, 16), (132, 43)])
  func groundingShowsTheChosenRow(columns: Int, rows: Int) {
    let script = Script.arc(until: 1300)
    for row in script.groundingRows.map(\.id) {
      let frame = script.render(script.live { $0.panel = .grounding(chosen: row) }, columns, rows)
        .frame
      let chosen = frame.rows.indices.filter { frame.rows[$0][0].role == .selected }
      #expect(chosen.count == 1, "row \(row)")
      if let chosen = chosen.first {
        #expect(frame.rows[chosen].map(\.text).joined().contains("> "))
      }
      #expect(frame.rows.contains { $0.map(\.text).joined().contains("medical help") })
    }
  }

  @Test func panelsLeaveHeaderMarksLineAndFooter() {
    let script = Script.arc(until: 1300)
    let plain = script.render(script.live()).frame
    let panels: [Live.Panel] = [
      .marks(row: 0), .grounding(chosen: script.grounding(4)), .help(top: 0, held: NoteLine()),
      .preparation(top: 0), .facts(FactsChoice(script.scene, filter: "")),
      .themes(row: 0, before: "dusk"), .unkept(top: 0), .closeOut(top: 0),
      .checklist(.before, chosen: ""),
      .questionnaire(scale: "pcl5", top: 0, showsSource: false),
      .versions(of: script.session.entries[script.session.entries.count - 1].id, top: 0),
    ]
    for panel in panels {
      let frame = script.render(script.live { $0.panel = panel }).frame
      #expect(Array(frame.rows[0..<4]) == Array(plain.rows[0..<4]))
      if case .questionnaire = panel {
        #expect(Picture.text(of: frame).contains("9 HELP - STOP"))
      } else {
        #expect(frame.rows[21] == plain.rows[21])
      }
      #expect(frame.cursor?.row == 22)
    }
  }
}
