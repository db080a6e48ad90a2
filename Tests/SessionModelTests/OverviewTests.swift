import SampleArc
import SessionModel
import Testing

/// One page for the chart note, and two sessions side by side.
struct OverviewTests {
  private func overview(_ session: Session) -> Overview {
    Overview(session, at: session.lastWritten ?? Moment(wall: 0, up: 0, boot: 0))
  }

  private func lines(_ overview: Overview, _ label: String) -> [String] {
    overview.paragraphs.first { $0.label == label }?.lines ?? []
  }

  @Test func theFirstDosingOnOnePage() throws {
    let page = overview(try arcSession(.dosing, 1))
    #expect(page.head[1] == "HF-0417, dosing session 1, IM")
    #expect(
      lines(page, "Times") == [
        "began 2026-09-09 09:40 T-0:27; first dose 10:07 T+0:00; dosing ended 11:42 T+1:35; "
          + "closed: the client left, with sister 11:59 T+1:52; sealed 11:59 T+1:52"
      ])
    #expect(lines(page, "Doses").count == 3)
    #expect(
      lines(page, "Vitals").contains(
        "systolic 124 (09:55 T-0:12) to 142 (10:37 T+0:30), 5 readings"))
    #expect(
      lines(page, "Vitals").contains("SpO2 97 (10:22 T+0:15) to 98 (09:55 T-0:12), 5 readings"))
    #expect(
      lines(page, "Distress") == [
        "before 5 (09:55 T-0:11), highest 8 (10:28 T+0:21), last 2 (11:52 T+1:45), 5 scores"
      ])
    #expect(
      lines(page, "Grounding") == [
        "10:27 T+0:20 quiet presence accepted, \"the door opens from inside\" accepted, "
          + "name, place, date accepted; distress 8, then 5 after 1 min"
      ])
    #expect(lines(page, "Adverse") == ["10:54 T+0:47 nausea 1 begins, ended after 22 min"])
    #expect(
      lines(page, "Present") == [
        "MK (therapist) 138 min; M.R. (nurse) 137 min; sister (escort) 8 min"
      ])
  }

  @Test func whatIsOpenIsWhatTheCloseListed() throws {
    for played in try playedArc() {
      let session = played.session
      guard let closed = session.closing?.happened else { continue }
      #expect(overview(session).missing == session.outstanding(at: closed))
    }
  }

  @Test func everyMatterIsNamedWhereThereIsNothing() {
    let page = overview(Session(id: "none", rules: shippedRules))
    #expect(page.head.first == "a session whose beginning cannot be read")
    #expect(
      page.paragraphs.map(\.label) == [
        "Times", "Doses", "By staff", "Vitals", "Distress", "Grounding", "Adverse", "Present",
        "Open",
      ])
    #expect(lines(page, "Doses") == ["none"] && lines(page, "Open") == ["nothing"])
    #expect(lines(page, "Distress") == ["not recorded"])
  }

  @Test func struckFiguresCountNowhere() {
    let scribe = Scribe()
    scribe.write(suds(3))
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    let slip = scribe.write(suds(10))
    scribe.must(.strike(slip))
    scribe.write(suds(7))
    scribe.write(.marked(.helpCalled))
    scribe.write(.adverseNoted(AdverseEvent(term: "nausea", course: .begins)))
    let page = overview(scribe.session)
    #expect(page.distress?.highest.value == 7)
    #expect(page.distress?.before?.value == 3)
    #expect(page.alarms.map(\.words) == ["medical help called"])
    #expect(page.adverse.map(\.lasted) == [nil])
    #expect(page.missing.contains { $0.kind == .adverse })
  }

  /// What a page for a chart must not lack: the day of everything that is not of the first.
  @Test func theDateStandsWhereItBeginsAndWhereItChanges() {
    let scribe = Scribe()
    scribe.write(dose("60"))
    scribe.write(.closed(with: ""))
    scribe.pass(minutes(60 * 26))
    scribe.write(suds(2))
    let session = scribe.session
    let day = session.beganOn ?? "?"
    let later = TimeText.date(scribe.now.wall, zone: scribe.now.zone)
    #expect(day != later)
    let page = overview(session)
    let times = lines(page, "Times").joined()
    #expect(times.hasPrefix("began \(day) "))
    #expect(times.split(separator: day).count == 2, "the day once: \(times)")
    #expect(lines(page, "Distress").joined().contains("(\(later) "))
    #expect(!lines(page, "Doses").joined().contains(day))
  }

  @Test func theHighestTemperatureIsThere() {
    let scribe = Scribe()
    for degrees in ["36.5", "39.6", "38"] {
      scribe.write(.vitalsMeasured(Vitals(temperature: degrees)))
      scribe.pass(minutes(1))
    }
    let line = lines(overview(scribe.session), "Vitals").first { $0.hasPrefix("temperature ") }
    #expect(line?.hasPrefix("temperature 36.5 (") == true)
    #expect(line?.contains(" to 39.6 (") == true && line?.hasSuffix("3 readings") == true)
  }

  @Test func whatStaffGaveAndWhatCameOfACallAreThere() {
    let scribe = Scribe()
    scribe.write(.administered(Administration(act: .infusionStarted)))
    scribe.write(.medicated(Medication(drug: "midazolam", dose: "2 mg", route: "iv")))
    scribe.write(.medicated(Medication(act: .started, drug: "oxygen", dose: "2 L/min")))
    scribe.write(.marked(.helpCalled))
    scribe.pass(minutes(4))
    scribe.write(.helpChanged(HelpChange(act: .arrived, who: "Dr K")))
    let page = overview(scribe.session)
    #expect(lines(page, "Doses").map { $0.hasSuffix("infusion started") } == [true])
    #expect(page.staff.map(\.words) == ["midazolam 2 mg iv", "oxygen 2 L/min started"])
    #expect(page.alarms.map(\.words) == ["medical help called", "help arrived, by Dr K"])
  }

  /// What the log says beside an entry the page says too.
  @Test func remarksOfTheLogStandOnThePage() {
    var plan = Preparation()
    plan.plan = "60 mg im"
    let scribe = Scribe(preparation: plan)
    scribe.write(.vitalsMeasured(Vitals(weight: "64")))
    scribe.write(dose("90"))
    scribe.pass(minutes(60))
    scribe.write(.closed(with: ""))
    scribe.pass(minutes(5))
    scribe.write(suds(9))
    let page = overview(scribe.session)
    let given = lines(page, "Doses").joined()
    #expect(given.contains("mg/kg at 64 kg") && given.contains("above the plan: 60 mg agreed"))
    let highest = page.distress?.highest
    #expect(highest?.remarks.first?.hasPrefix("after the client left at ") == true)
    #expect(lines(page, "Distress").joined().contains(highest?.remarks.first ?? "?"))
  }

  @Test func whatIsSaidWithTheEndOfAnAdverseEventIsThere() {
    let scribe = Scribe()
    scribe.write(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, action: "water")))
    scribe.pass(minutes(6))
    scribe.write(
      .adverseNoted(AdverseEvent(term: "nausea", course: .ends, outcome: "gone", told: "MK")))
    let line = lines(overview(scribe.session), "Adverse").joined()
    #expect(line.hasSuffix("action: water, ended after 6 min, outcome: gone, told: MK"))
  }

  @Test func aPageOfADamagedSessionSaysSo() {
    let scribe = Scribe()
    var lost = scribe.records[1]
    lost.id = EntryID("lostlostlost")
    lost.event = .unreadable(UnreadableLines(file: "record-AAAAAAAA.jsonl", lines: 6...6))
    var session = scribe.session
    session.apply(lost)
    #expect(overview(scribe.session).flaws.isEmpty)
    let page = Overview(
      session, at: session.moment(scribe.now), incomplete: "a file of this session is damaged")
    let said = lines(page, "Not whole")
    #expect(said.first == "a file of this session is damaged: what is lost is not on this page")
    #expect(said.last == "line 6 of record-AAAAAAAA.jsonl could not be read")
    #expect(page.paragraphs.first?.label == "Not whole")
  }

  /// Who took the client home is not still in the room.
  @Test func whoLeftWithTheClientHasLeft() {
    func open(_ with: String) -> [String] {
      let scribe = Scribe(.contact)
      for person in ["sister", "M.R."] {
        scribe.write(.presenceChanged(Presence(person: person, role: "", change: .enters)))
      }
      scribe.pass(minutes(8))
      scribe.write(.closed(with: with))
      return overview(scribe.session).missing.filter { $0.kind == .presence }.map(\.words)
    }
    #expect(open("with her sister, by car") == ["M.R. has not left, 8 min in all"])
    #expect(open("sister and MR").isEmpty)
    #expect(open("her sister-in-law").count == 2)
    #expect(open("").count == 2)
  }

  // MARK: Comparison

  @Test func twoSessionsStandOnOneScale() throws {
    let comparison = try #require(
      Comparison(try arcSession(.dosing, 1), try arcSession(.dosing, 2)))
    #expect(comparison.one.name == "dosing 1" && comparison.other.name == "dosing 2")
    #expect(comparison.from == -minutes(27) && comparison.to == minutes(112))
    let rows = comparison.rows(every: minutes(15))
    #expect(rows.map(\.from) == (-2...7).map { minutes(15) * $0 })
    let dosed = rows[2]
    #expect(dosed.one.doses == ["60"] && dosed.other.doses == ["60", "30"])
    #expect(dosed.one.phases.last == .peak && dosed.other.phases.last == .onset)
    #expect(rows[3].one.distress == [8, 5] && rows[3].other.distress.isEmpty)
    #expect(rows[3].one.points.count { if case .grounding = $0 { true } else { false } } == 1)
    #expect(rows[3].other.systolic == [136])
    #expect(rows.flatMap(\.one.systolic).count == comparison.one.timeline.vitals.count)
    #expect(rows.flatMap(\.other.distress).count == comparison.other.timeline.distress.count)
    #expect(comparison.client == "HF-0417")
    #expect(comparison.one.date == "2026-09-09" && comparison.one.isDosed)
  }

  /// Three phases within a stretch are three, and what came first stands first.
  @Test func everythingInAStretchIsThereInItsOrder() throws {
    let scribe = Scribe()
    scribe.write(suds(4))
    scribe.pass(seconds(10))
    scribe.write(dose("60"))
    for phase in [Phase.onset, .peak, .plateau] {
      scribe.pass(seconds(70))
      scribe.write(.phaseEntered(phase))
    }
    scribe.write(suds(7))
    let undosed = Scribe(seed: 8)
    undosed.recorder = Recorder(
      session: Session(id: "other", rules: shippedRules), writer: "writerAA", author: "MK")
    let began = Began(
      client: "HF-0001", kind: .dosing, ordinal: 2, protocolName: "im", protocolHash: "",
      author: "MK")
    _ = undosed.recorder.begin(began, id: EntryID("began other"), at: undosed.now)
    undosed.write(suds(5))
    let comparison = try #require(Comparison(scribe.session, undosed.session))
    let rows = comparison.rows(every: minutes(5))
    let stretch = try #require(rows.first { $0.from == 0 })
    #expect(stretch.one.phases == [.onset, .peak, .plateau])
    guard case .dose = stretch.one.points.first else {
      Issue.record("the dose does not stand before its phases: \(stretch.one.points)")
      return
    }
    #expect(stretch.one.points.last == .distress(7))
    #expect(comparison.one.isDosed && !comparison.other.isDosed)
  }

  @Test func onlyOneClientIsCompared() throws {
    let scribe = Scribe()
    #expect(Comparison(try arcSession(.dosing, 1), scribe.session) == nil)
    #expect(Comparison(try arcSession(.dosing, 1), try arcSession(.dosing, 1)) == nil)
  }
}

extension Comparison.Cell {
  fileprivate var phases: [Phase] {
    points.compactMap { if case .phase(let phase) = $0 { phase } else { nil } }
  }

  fileprivate var doses: [String] {
    points.compactMap { if case .dose(let dose) = $0 { dose.milligrams } else { nil } }
  }

  fileprivate var distress: [Int] {
    points.compactMap { if case .distress(let value) = $0 { value } else { nil } }
  }

  fileprivate var systolic: [Int] {
    points.compactMap { if case .vitals(let vitals) = $0 { vitals.systolic } else { nil } }
  }
}
