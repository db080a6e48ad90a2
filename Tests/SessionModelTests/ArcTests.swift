import Protocols
import SampleArc
import SessionModel
import Testing

/// The arc of a client, folded from the worked example and from sessions made for one question.
struct ArcTests {
  private let scales = ProtocolLibrary().scales()
  private let schedule = ProtocolLibrary().vocabulary().followups

  private func sample(through last: String = "integration 2") throws -> Arc {
    var parts: [Arc.Part] = []
    for played in try playedArc() {
      parts.append(Arc.Part(played.session, scales: scales))
      if parts.last?.visit.place.name == last { break }
    }
    return Arc(client: SampleArc.client, parts: parts.reversed(), schedule: schedule)
  }

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test func theWorkedArcTellsItsSessions() throws {
    let arc = try sample()
    #expect(
      arc.visits.map { "\($0.place.day.text) \($0.place.name)" } == [
        "2026-09-02 preparation 1", "2026-09-09 dosing 1", "2026-09-10 contact 1",
        "2026-09-11 integration 1", "2026-09-12 contact 2", "2026-09-16 contact 3",
        "2026-09-19 contact 4", "2026-09-23 dosing 2", "2026-09-25 integration 2",
      ])
    let first = arc.visits[1]
    #expect(first.doses == ["60 mg IM"])
    #expect(first.peak?.value == 8)
    #expect(first.adverse == ["nausea"])
    #expect(arc.visits[7].doses == ["60 mg IM", "30 mg IM"])
    #expect(arc.lastDosing()?.place.name == "dosing 2")
  }

  @Test func themesRecurOverSessionsByName() throws {
    let arc = try sample()
    let told = arc.themes.map { theme in
      "\(theme.name): \(theme.places.map(\.name).joined(separator: ", "))"
    }
    #expect(
      told == [
        "father's coat: integration 1, integration 2", "staying: integration 1, integration 1",
        "warmth where cold was expected: integration 1", "anger at the ward: integration 2",
      ])
    #expect(arc.insights.map(\.value.text) == ["I did not leave"])
    #expect(arc.carried.map(\.value) == ["\" I did not leave"])
    #expect(arc.carried.first?.at.name == "dosing 1")
  }

  @Test func anActionIsOpenUntilItIsDone() throws {
    let before = try sample(through: "contact 3")
    #expect(before.openSteps.map(\.task.text) == ["stay two minutes at the hospital door"])
    let after = try sample()
    #expect(after.openSteps.isEmpty)
    #expect(after.steps.map { $0.done?.name } == ["contact 4"])
  }

  @Test func scoresStandInTheOrderOfTime() throws {
    let arc = try sample()
    let told = arc.curves.map { curve in
      "\(curve.scale) \(curve.points.map { "\($0.value)" }.joined(separator: " "))"
    }
    #expect(told == ["phq9 17 13 11", "gad7 14 10", "pcl5 48"])
    let scale = try #require(scales.first { $0.id == "phq9" })
    #expect(arc.curves[0].blocks(scale) == "▅▄▃")
  }

  @Test func groundingIsCountedOverSessions() throws {
    let arc = try sample()
    let door = try #require(arc.ways.first { $0.words == "\"the door opens from inside\"" })
    #expect(door.accepted >= 1 && door.lessAfter >= 1)
    #expect(arc.ways.first { $0.words == "quiet presence" }?.lessAfter == 0)
  }

  @Test func appointmentsFollowTheDoseAndPassToTheNextOne() throws {
    let arc = try sample(through: "contact 4")
    func told(_ today: String) throws -> [String] {
      arc.appointments(on: try day(today)).map { "\($0.name) \($0.dayWords) \($0.state.rawValue)" }
    }
    #expect(
      try told("2026-09-23") == [
        "24 h 2026-09-10 done", "72 h 2026-09-12 done", "1 week 2026-09-16 done",
        "2 weeks 2026-09-23 due", "dosing 2 2026-09-23 due", "1 month 2026-10-09 coming",
        "3 months 2026-12-09 coming",
      ])
    #expect(try told("2026-09-24")[3] == "2 weeks 2026-09-23 overdue")
    let next = try sample()
    let states = next.appointments(on: try day("2026-09-26"))
    #expect(
      states.filter { $0.dosing?.name == "dosing 1" }.map(\.state) == [
        .done, .done, .done, .passedOn, .passedOn, .passedOn,
      ])
    #expect(
      states.filter { $0.dosing?.name == "dosing 2" }.map(\.state) == [
        .overdue, .due, .coming, .coming, .coming, .coming,
      ])
  }

  @Test func whatIsSetByHandCounts() throws {
    let dosing = Scribe()
    dosing.write(dose("60"))
    let day = CivilDay(of: dosing.session.start?.wall ?? 0, zone: 0)
    func state(_ followups: [Followup], on today: CivilDay) -> [String] {
      let scribe = Scribe()
      scribe.pass(seconds(1))
      for followup in followups { scribe.write(.followupSet(followup)) }
      let parts = [dosing, scribe].map { Arc.Part($0.session, scales: []) }
      let arc = Arc(client: "A", parts: parts, schedule: [FollowupTime(name: "1 week", days: 7)])
      return arc.appointments(on: today).map { "\($0.dayWords) \($0.state.rawValue)" }
    }
    let week = day.later(days: 7)
    let moved = day.later(days: 9)
    #expect(state([], on: week) == ["\(week.text) due"])
    let move = Followup(name: "1 Week", dueOn: moved.text, isDone: false)
    #expect(state([move], on: week) == ["\(moved.text) coming"])
    #expect(
      state([move, Followup(name: "1 week", dueOn: "", isDone: true)], on: moved)
        == ["\(moved.text) done"])
    #expect(
      state([Followup(name: "1 week", dueOn: "", isDone: false)], on: moved)
        == ["\(week.text) not wanted"])
    #expect(
      state([Followup(name: "spring", dueOn: "when it is warm", isDone: false)], on: week)
        == ["\(week.text) due", "when it is warm coming"])
  }

  /// "Done when someone who opens dosing 2 sees what dosing 1 asks of it."
  @Test func dosingTwoIsToldWhatDosingOneAsksOfIt() throws {
    let arc = try sample()
    let two = try #require(arc.visits.first { $0.place.name == "dosing 2" })
    func told(_ arc: Arc, before wall: Int64) -> [String] {
      arc.reminders(before: wall).map { "\($0.label): \($0.lines.joined(separator: " / "))" }
    }
    #expect(
      told(arc, before: two.place.wall) == [
        "last time: dosing 1, 2026-09-09: 60 mg IM, booster 30 mg offered as agreed, declined: "
          + "\"enough for today\", highest SUDS 8, nausea",
        "helped: \"the door opens from inside\": SUDS 8 → 5 / name, place, date: SUDS 8 → 5",
        "carried: \" I did not leave", "insights: I did not leave",
        "themes: father's coat · staying · warmth where cold was expected",
      ])
    let one = try #require(arc.visits.first { $0.place.name == "dosing 1" })
    #expect(told(arc, before: one.place.wall).isEmpty)
    // Before the action was done it stood open.
    let done = try #require(arc.visits.first { $0.place.name == "contact 4" })
    #expect(
      told(arc, before: done.place.wall).last
        == "open: stay two minutes at the hospital door, Saturday 09-19, with her sister")
  }

  @Test func whatWasStruckAddsNothing() {
    let scribe = Scribe()
    let theme = scribe.write(.insightFound(Insight(text: "", theme: "the coat")))
    let before = Arc.Part(scribe.session, scales: [])
    #expect(before.insights.count == 1)
    scribe.must(.strike(theme))
    #expect(Arc.Part(scribe.session, scales: []).insights.isEmpty)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-12-15", 1, "2027-01-15"),
    ("2026-09-09", 3, "2026-12-09"),
  ])
  func aMonthLaterIsTheSameDayOrTheLast(_ from: String, _ months: Int, _ to: String) throws {
    #expect(try day(from).later(months: months).text == to)
  }

  @Test(arguments: ["2026-02-30", "2026-13-01", "26-09-09", "2026-9-09", "2026-09-0a", "", "soon"])
  func noDayIsNoDay(_ text: String) { #expect(CivilDay(text) == nil) }
}
