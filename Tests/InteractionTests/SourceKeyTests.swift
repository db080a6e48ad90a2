import Interaction
import SessionModel
import Testing

/// `?` says where what is chosen comes from; elsewhere it is help.
@Suite("Sources by key")
struct SourceKeyTests {
  private func source(of line: String, in room: Room) -> String {
    room.enter(line)
    room.press(.up, .character("?"))
    let words = room.notice
    #expect(!room.isRefused)
    room.press(.end)
    return words
  }

  @Test("of entries chosen in the log")
  func entries() {
    let room = Room()
    #expect(source(of: "hands still", in: room) == "source: your own words")
    #expect(
      source(of: "\"a boat", in: room)
        == "source: the client's words, as noted; codes: v3-ActCode PSYTHPN")
    #expect(
      source(of: "bp 150/80 p74", in: room).hasPrefix(
        "hold-check: systolic > 140 mmHg, before dosing, source: Spravato label; taken: systolic"))
    let dose = source(of: "dose 60mg im", in: room)
    #expect(
      dose == "IM: 0.5 to 1.5 mg/kg, source: clinic default; "
        + "codes: RxNorm 6130, SNOMED CT 78421000")
    let risen = source(of: "bp 192/84 o91", in: room)
    #expect(risen.contains("red: systolic > 180 mmHg, in session, source: Holdfast fact sheet"))
    #expect(risen.hasSuffix("LOINC 8480-6, LOINC 8462-4, LOINC 2708-6, LOINC 59408-5"))
    #expect(risen.contains("red: SpO₂ < 92 %, in session, source: clinic default"))
    #expect(!risen.contains("rise"))
    #expect(
      source(of: ":ack", in: room).hasPrefix(
        "red: systolic > 180 mmHg, in session, source: Holdfast fact sheet"), "\(room.notice)")
    #expect(
      source(of: "phase peak", in: room)
        == "usual peak: 10 to 25 min after the dose, source: clinic default")
    #expect(source(of: "phase plateau", in: room) == "this protocol has no usual window for it")
    #expect(source(of: "suds 8", in: room).hasPrefix("SUDS 8: strong distress"))
    #expect(source(of: "suds 7", in: room).contains("source: after Wolpe"))
    room.press(.character("9"))
    room.pass(2_000)
    room.press(.up, .character("?"))
    #expect(room.notice.contains("the same in every clinic"))
  }

  @Test("of an adverse event the grade's own citation, of a score its published band")
  func cited() {
    var session = Session(id: "s", rules: shippedRules)
    func words(_ event: Event) -> String {
      let place = session.entries.count + 1
      session.apply(
        Record(
          id: EntryID("entry\(place)"), s: place, writer: "w", at: 0, up: 0, lane: .record,
          event: event))
      return EntrySource.words(
        of: session.entries[place - 1], session: session, clinic: clinic)
    }
    let nausea = words(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 2)))
    #expect(nausea.contains("grade 2: moderate") && nausea.contains("source: CTCAE version 5.0"))
    #expect(words(.scored(Score(scale: "phq9", value: 17))).hasPrefix("15 to 19 moderately severe"))
    let step = GroundingStep(
      episode: 1, technique: "box-breath", words: "box breath 4-4-4-4", act: .offered)
    #expect(words(.grounded(step)) == "box breath 4-4-4-4, source: clinic default")
    #expect(words(.noted(Note(kind: .action, text: "x"))) == "source: your own words")
  }

  @Test("of a row of the grounding checklist, and help has its other key there")
  func grounding() {
    let room = Room()
    room.control("g")
    room.press(.character("?"))
    #expect(room.notice == "quiet presence, source: clinic default")
    #expect(room.mode == .grounding)
    room.control("p")
    #expect(room.mode == .help)
  }

  @Test("the list: arrows choose, ? says the source, a letter is a note, Esc closes")
  func list() {
    let room = Room()
    room.enter(":facts pulse")
    #expect(room.mode == .facts)
    room.press(.down, .character("?"))
    #expect(room.notice == "source: Holdfast fact sheet, bands")
    room.press(.down, .down, .character("?"))
    #expect(room.notice == "source: clinic default")
    room.press(.end, .down, .character("?"))
    #expect(room.notice == "source: Holdfast fact sheet, codes for later exchange")
    room.press(.home, .up, .character("?"))
    #expect(room.notice == "source: Holdfast fact sheet, vitals")
    room.enter("why is it?")
    #expect(room.events == [note("why is it?")])
    #expect(room.mode == .facts)
    room.press(.escape)
    #expect(room.mode == .empty)
    room.enter(":facts nosuchword")
    room.press(.down, .up, .pageDown, .character("?"))
    #expect(room.notice == "no figure is chosen")
    room.press(.escape, .character("?"))
    #expect(room.mode == .help, "elsewhere it is help")
  }

  @Test("in a session without a dose as well: ranges and scales, and nothing of a protocol")
  func otherKinds() {
    let room = Room(
      .integration,
      rules: ClinicalRules(treatment: nil, vitals: library.vitals(), scales: library.scales()))
    room.enter(":facts")
    guard case .facts(let facts) = room.live.panel else {
      Issue.record("no list")
      return
    }
    #expect(!facts.rows.contains { $0.group == .treatment || $0.group == .bands })
    #expect(facts.rows.contains { $0.words.hasPrefix("systolic 40") })
  }

  @Test("in review: ? of the chosen entry, :facts with its arrows and ?")
  func review() {
    let room = Room()
    room.enter("dose 60mg im")
    room.enter(":close")
    room.interface.place = .review(Review(room.session))
    func notice() -> String {
      guard case .review(let review) = room.interface.place else { return "" }
      return review.notice?.words ?? ""
    }
    room.press(.character("g"), .character("?"))
    #expect(notice().hasPrefix("IM: 0.5 to 1.5 mg/kg, source: clinic default; codes: "))
    room.enter(":facts booster")
    #expect(room.mode == .reviewFacts)
    room.press(.character("?"))
    #expect(notice() == "source: clinic default")
    room.press(.character("x"), .down)
    #expect(room.mode == .reviewFacts)
    room.press(.escape)
    #expect(room.mode == .review)
    #expect(room.entered.count == 2)
  }
}
