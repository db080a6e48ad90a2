import Interaction
import Protocols
import Screen
import SessionModel
import Testing

@Suite("What is remembered of the last frame")
struct ScreenMemoryTests {
  /// Every kind of change to the log, one after the other, on one memory.
  @Test("a frame drawn with a memory is the frame drawn without one", arguments: [80, 132])
  func sameFrame(columns: Int) {
    var memory = ScreenMemory()
    var script = Script()
    var live = Live()
    func check(_ change: String, rows: Int = 24) {
      let interface = script.place(.live(live))
      let fresh = Screen.render(
        interface, session: script.session, now: script.now, columns: columns, rows: rows)
      for round in 1...2 {
        let reused = Screen.render(
          interface, session: script.session, now: script.now, columns: columns, rows: rows,
          reusing: &memory)
        #expect(reused == fresh, "\(change), round \(round)")
      }
    }
    check("an empty session")
    var ids: [EntryID] = []
    for place in 0..<40 {
      script.at(Int64(place) * 30)
      ids.append(script.note("note \(place)"))
      live.keeping = script.keeping(.keeping(since: script.now.up))
      check("a note on its way")
      live.keeping = script.kept
      check("a note that is kept")
    }
    script.amend(ids[39], .retract)
    check("a struck note")
    script.amend(ids[39], .restore)
    check("a restored note")
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    check("a dose: every T+ is another")
    live.selected = ids[38]
    check("a chosen entry")
    live.scroll = .top(ids[3])
    live.selected = nil
    check("scrolled back")
    live.isProcessFolded = true
    check("folded")
    check("another window", rows: 40)
    live.panel = .grounding(chosen: "quiet-presence")
    check("a panel over the log")
    live.panel = nil
    live.scroll = .following
    live.keeping = script.keeping(.notKept(why: "disk full", since: 0))
    check("not kept")
  }

  /// "a protocol change re-renders within one frame": the first frame that is drawn under other
  /// figures shows all of them, whatever is remembered of the frame before.
  @Test("changed rules are in the very next frame", arguments: [80, 132])
  func changedRules(columns: Int) throws {
    var memory = ScreenMemory()
    var script = Script.arc(until: 1000)
    script.vitals(150, 90, 88, 97)
    let live = script.live()
    func text(_ session: Session, remembering: Bool = true) -> String {
      let drawn =
        remembering
        ? Screen.render(
          live, session: session, now: script.now, columns: columns, rows: 24, reusing: &memory)
        : Screen.render(live, session: session, now: script.now, columns: columns, rows: 24)
      return Picture.text(of: drawn.frame).replacing("\u{A0}", with: " ")
    }
    for _ in 1...2 {
      let before = text(script.session)
      #expect(before.contains("next: vitals 0:30") && before.contains("usual 0:10 to 0:25"))
      #expect(before.contains("IM 60 mg") && !before.contains("systolic > 140"))
    }
    let other = try under(otherRules(script.session.rules), script.session)
    let after = text(other)
    #expect(after.contains("next: vitals 0:40"), "\(after)")
    #expect(after.contains("usual 0:15 to 0:45"), "\(after)")
    #expect(after.contains("racemic nasal 60 mg"), "\(after)")
    #expect(after.contains("! systolic > 140"), "\(after)")
    #expect(after == text(other, remembering: false))
    #expect(text(script.session) == text(script.session, remembering: false))
  }

  /// Another protocol, a cadence and a band of the clinic's own.
  private func otherRules(_ rules: ClinicalRules) throws -> ClinicalRules {
    var rules = rules
    let file = OverrideFile(
      name: "racemic.json5",
      bytes: Array("{ cadence: { name: \"ours\", points: [0, 40], source: \"house rule\" } }".utf8))
    let (library, faults) = ProtocolLibrary.reading([file])
    #expect(faults.isEmpty)
    rules.treatment = library.treatmentProtocol(named: "racemic")
    let source = try #require(rules.vitals.bands.first?.rules.first?.source)
    rules.vitals.bands = [
      VitalsBands(
        name: "adult",
        rules: [
          BandRule(
            measure: .systolic, stage: .inSession, level: .amber, limit: .above(140),
            source: source)
        ])
    ]
    return rules
  }

  /// The same records, held by other figures.
  private func under(_ rules: ClinicalRules, _ session: Session) -> Session {
    var other = Session(id: session.id, rules: rules, preparation: session.inherited)
    session.entries.forEach { other.apply($0.record) }
    return other
  }
}
