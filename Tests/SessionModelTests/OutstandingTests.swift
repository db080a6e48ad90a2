import SessionModel
import Testing

/// What is missing at the close, in order, each with what it was computed from.
struct OutstandingTests {
  private func scribe(_ name: String, checklists: Bool = false) -> Scribe {
    var rules = shippedRules
    rules.treatment = library.treatmentProtocol(named: name)
    if !checklists { rules.checklists = [] }
    return Scribe(rules: rules)
  }

  private func outstanding(_ scribe: Scribe) -> [Outstanding] {
    scribe.session.outstanding(at: scribe.session.moment(scribe.now))
  }

  private func words(_ scribe: Scribe, _ kind: Outstanding.Kind) -> [String] {
    outstanding(scribe).filter { $0.kind == kind }.map(\.words)
  }

  @Test func aCleanSessionLacksNothing() {
    let scribe = scribe("im")
    scribe.write(reading())
    scribe.write(dose("60"))
    for _ in 0..<4 {
      scribe.pass(minutes(15))
      scribe.write(reading())
    }
    scribe.write(.dosingEnded(reason: ""))
    scribe.write(reading())
    #expect(outstanding(scribe) == [])
  }

  @Test func everythingIsListedInOrder() {
    let scribe = scribe("sublingual", checklists: true)
    scribe.write(.presenceChanged(Presence(person: "AK", role: "nurse", change: .enters)))
    scribe.write(.dosed(Dose(act: .given, milligrams: "200", route: .sublingual)))
    scribe.write(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1)))
    scribe.write(
      .medicated(Medication(act: .started, drug: "oxygen", dose: "2 L/min")))
    scribe.write(.administered(Administration(act: .infusionStarted)))
    scribe.pass(minutes(20))
    scribe.write(reading(170, 90))
    scribe.pass(minutes(12))
    let found = outstanding(scribe)
    #expect(
      found.map(\.kind) == [
        .vitals, .vitals, .adverse, .oxygen, .infusion, .lozenge, .presence, .dosingEnd, .checklist,
        .checklist, .reading,
      ])
    #expect(found.allSatisfy { !$0.words.isEmpty && !$0.basis.isEmpty })
    #expect(found[0].words == "vitals of 0:30 overdue by 2 min")
    #expect(found[0].basis == "cadence sublingual: clinic default")
    #expect(found[1].words == "baseline vitals missed")
    #expect(found[2].words == "nausea 1 is open")
    #expect(found[3].words == "oxygen 2 L/min is running")
    #expect(found[4].words == "the infusion is running, 32 min in all")
    #expect(found[5].words == "the lozenge was not spat out, held 32 min")
    #expect(found[5].basis == "hold 10 to 12 min: Holdfast fact sheet, routes")
    #expect(found[6].words == "AK (nurse) has not left, 32 min in all")
    #expect(found[10].words.contains("! systolic > 160"))
  }

  @Test func aListIsDoneItemByItemWhateverTheAnswer() throws {
    let scribe = scribe("im", checklists: true)
    let list = try #require(shippedRules.checklists.first { $0.name == "leaving" })
    let items = list.items(for: "im")
    #expect(outstanding(scribe) == [], "nothing was given yet")
    scribe.write(dose("60"))
    func leaving() -> Outstanding? {
      outstanding(scribe).first { $0.words.hasPrefix(list.title) }
    }
    #expect(leaving()?.items == items.map(\.words))
    let answers: [CheckTick.Answer] = [.done, .notDone, .notApplicable]
    for (place, item) in items.dropLast().enumerated() {
      scribe.write(
        .checkTicked(
          CheckTick(list: list.name, item: item.id, answer: answers[place % 3], words: "why")))
    }
    #expect(leaving()?.words == "leaving: 1 of \(items.count) not answered")
    let last = items[items.count - 1]
    let tick = scribe.write(
      .checkTicked(CheckTick(list: list.name, item: last.id, answer: .done, words: "")))
    #expect(leaving() == nil)
    scribe.must(.strike(tick))
    #expect(leaving()?.items == [last.words])
    // The same item of another list answers nothing.
    scribe.write(
      .checkTicked(CheckTick(list: "before-dosing", item: last.id, answer: .done, words: "")))
    #expect(leaving() != nil)
  }

  /// clinical.md, "Vitals": before dosing > 140/90 hold-check, of the bands that are
  /// "acknowledged by hand".
  @Test func aHoldCheckBeforeTheDoseIsAcknowledgedToo() {
    let scribe = scribe("im")
    scribe.write(reading(140, 90))
    #expect(scribe.session.unacknowledged.isEmpty)
    let high = scribe.write(reading(141, 80))
    #expect(scribe.session.unacknowledged.map(\.entry.id) == [high])
    #expect(scribe.session.unacknowledgedReadings.map(\.id) == [high])
    scribe.write(dose("60"))
    #expect(words(scribe, .reading).count == 1, "a dose acknowledges nothing")
    let words = scribe.session[high].map { scribe.session.bandWords(of: $0) } ?? ""
    #expect(words == "! hold-check: systolic > 140")
    scribe.write(
      .checkTicked(
        CheckTick(list: CheckTick.bands, item: high.text, answer: .done, words: words)))
    #expect(scribe.session.unacknowledged.isEmpty)
  }

  @Test func anAmberOrRedReadingIsAcknowledgedOnce() {
    let scribe = scribe("im")
    scribe.write(dose("60"))
    scribe.pass(minutes(5))
    scribe.write(reading(160, 100))
    #expect(words(scribe, .reading) == [])
    let amber = scribe.write(reading(161, 80))
    let red = scribe.write(reading(181, 80))
    let sedated = scribe.write(.scored(Score(scale: "moaas", value: 3)))
    #expect(scribe.session.unacknowledged.map(\.entry.id) == [amber, red, sedated])
    func acknowledge(_ id: EntryID) -> EntryID {
      let words = scribe.session[id].map { scribe.session.bandWords(of: $0) } ?? ""
      return scribe.write(
        .checkTicked(
          CheckTick(list: CheckTick.bands, item: id.text, answer: .done, words: words)))
    }
    let tick = acknowledge(red)
    #expect(scribe.session.unacknowledged.map(\.entry.id) == [amber, sedated])
    scribe.must(.strike(tick))
    #expect(scribe.session.unacknowledged.count == 3)
    scribe.must(.strike(amber))
    #expect(scribe.session.unacknowledged.map(\.entry.id) == [red, sedated])
  }

  @Test func theEndOfDosingIsMissedUntilItIsEntered() {
    let scribe = scribe("im")
    #expect(words(scribe, .dosingEnd) == [])
    scribe.write(dose("60"))
    #expect(words(scribe, .dosingEnd).count == 1)
    let end = scribe.write(.dosingEnded(reason: ""))
    #expect(words(scribe, .dosingEnd) == [])
    scribe.must(.strike(end))
    scribe.write(.closed(with: "sister"))
    #expect(words(scribe, .dosingEnd).count == 1, "closing does not end dosing")
  }
}
