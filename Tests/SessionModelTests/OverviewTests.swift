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
        "began 09:40 T-0:27; first dose 10:07 T+0:00; dosing ended 11:42 T+1:35; "
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
        "Times", "Doses", "Vitals", "Distress", "Grounding", "Adverse", "Present", "Open",
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
