import Interaction
import Screen
import SessionModel
import Testing

/// An infusion, oxygen, a lozenge and the wait between devices join what is due where there is
/// room; what the session compares stands beside its entry.
@Suite struct FlowTests {
  private func rows(_ script: Script, _ columns: Int = 80) -> [String] {
    script.render(script.live(), columns, columns < 80 ? 16 : 24).frame.rows
      .map { $0.map(\.text).joined() }
  }

  private func held() -> Script {
    var script = Script(protocolName: "sublingual", preparation: .arc)
    script.at(27 * 60)
    script.add(.phaseEntered(.onset))
    script.add(.dosed(Dose(act: .given, milligrams: "200", route: .sublingual)))
    return script
  }

  @Test func theHoldCountsDownByTheMinute() {
    var script = held()
    let dose: Int64 = 27 * 60
    for (after, words) in [
      (1, "spit in 9 min"), (540, "spit in 1 min"), (541, "spit in under 1 min"),
      (599, "spit in under 1 min"), (600, "due: spit"), (720, "due: spit"),
      (780, "overdue: spit, 1 min"),
    ] as [(Int64, String)] {
      script.at(dose + after)
      #expect(rows(script)[1].contains(words), "\(after): \(rows(script)[1])")
    }
    script.add(.administered(Administration(act: .spat)))
    #expect(!rows(script)[1].contains("due: spit") && !rows(script)[1].contains("overdue: spit"))
    #expect(rows(script).contains { $0.contains("d spat out") })
  }

  @Test(arguments: [60, 80, 132])
  func nothingOfItPushesOutTheAgreementOrTheClock(_ columns: Int) {
    var script = held()
    let before = rows(script, columns)
    script.add(.medicated(Medication(act: .started, drug: "oxygen", dose: "2 L/min")))
    script.add(.administered(Administration(act: .infusionStarted)))
    let after = rows(script, columns)
    #expect(after[0].contains("T+0:00:00") && after[0].contains("by MK"))
    #expect(after[1].contains("onset since 0:00"), "\(after[1])")
    #expect(after[1].contains("spit in 10 min"), "\(after[1])")
    // What was agreed stands where it stood; what found no room above may stand beside it.
    let agreed = before.filter { $0.contains("touch:") || $0.contains("stop:") }
    for row in agreed {
      let words = String(row.reversed().drop { $0 == " " }.reversed())
      #expect(after.contains { $0.hasPrefix(words) }, "\(after)")
    }
    let whole = after[1..<7].joined(separator: " ")
    #expect(whole.contains("oxygen 2 L/min runs") && whole.contains("infusion 0 min"), "\(after)")
    if columns == 132 {
      #expect(after[1].contains("oxygen 2 L/min runs") && after[1].contains("infusion 0 min"))
      #expect(after[1].contains("due: baseline vitals"))
    }
  }

  /// Oxygen, an infusion, a lozenge, a reading that is due, an open event, help and withdrawn
  /// consent at once: at no size does one of them vanish.
  @Test(arguments: [(60, 16), (70, 20), (80, 24), (100, 30), (132, 43)])
  func whatRunsOrWaitsNeverVanishes(_ columns: Int, _ rowCount: Int) {
    var script = held()
    script.add(.medicated(Medication(act: .started, drug: "oxygen", dose: "2 L/min")))
    script.add(.administered(Administration(act: .infusionStarted)))
    script.add(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1)))
    script.add(.marked(.consentWithdrawn))
    func shown(_ script: Script) -> (all: [String], header: String) {
      let all = script.render(script.live(), columns, rowCount).frame.rows
        .map { $0.map(\.text).joined() }
      let log = all.firstIndex { $0.hasPrefix("10:") && $0.dropFirst(5).hasPrefix(" ") } ?? 0
      let header = all.prefix(max(log, 2)).joined(separator: " ")
        .split(separator: " ").joined(separator: " ")
      return (all, header)
    }
    for (minute, due) in [
      (1, ["spit in 9 min", "baseline vitals"]), (11, ["due: spit", "baseline vitals"]),
      (16, ["overdue: spit, 4 min", "overdue: vitals 0:15, 1 min"]),
    ] as [(Int64, [String])] {
      script.at(27 * 60 + minute * 60)
      let (all, header) = shown(script)
      let wanted = [
        "T+0:\(minute < 10 ? "0" : "")\(minute):00", "by MK", "onset since 0:00",
        "! CONSENT WITHDRAWN 10:07", "stop: right hand up", "oxygen 2 L/min runs",
        "infusion \(minute) min", "open: nausea 1",
      ]
      for words in wanted + due {
        #expect(header.contains(words), "\(words) at \(minute): \(all)")
      }
      #expect(all.contains { $0.contains("consent withdrawn, stop") }, "the newest entry: \(all)")
    }
    script.add(.marked(.helpCalled))
    let (all, header) = shown(script)
    for words in ["! HELP CALLED 10:23", "oxygen 2 L/min runs", "infusion 16 min", "nausea 1"] {
      #expect(header.contains(words), "\(words): \(all)")
    }
  }

  @Test func theInfusionShowsItsMinutesAndTheStayCountsFromItsEnd() {
    var script = Script(protocolName: "iv")
    script.at(600)
    script.add(.dosed(Dose(act: .given, milligrams: "35", route: .intravenous)))
    script.add(.administered(Administration(act: .infusionStarted)))
    script.at(600 + 12 * 60)
    #expect(rows(script)[1].contains("infusion 12 of 40 min"), "\(rows(script)[1])")
    script.add(.administered(Administration(act: .infusionPaused)))
    script.at(600 + 20 * 60)
    #expect(rows(script)[1].contains("infusion 12 of 40 min, paused"), "\(rows(script)[1])")
    script.add(.phaseEntered(.return))
    #expect(rows(script, 132)[1].contains("15 to 30 min after the infusion"))
    script.add(.administered(Administration(act: .infusionStopped)))
    #expect(!rows(script)[1].contains("infusion 12"))
    #expect(rows(script, 132)[1].contains("usual 0:35 to 0:50"), "\(rows(script, 132)[1])")
  }

  @Test func theNextDeviceIsShownForItsInterval() {
    var script = Script(protocolName: "esketamine")
    script.at(600)
    script.add(.dosed(Dose(act: .given, drug: "esketamine", milligrams: "28", route: .intranasal)))
    script.at(600 + 90)
    #expect(rows(script, 132)[1].contains("next device in 3 min"), "\(rows(script, 132)[1])")
    script.at(600 + 300)
    #expect(!rows(script, 132)[1].contains("next device"))
  }

  /// Amounts of two drugs are never one sum.
  @Test func anotherDrugIsNamedInTheHeader() {
    var script = Script(protocolName: "esketamine")
    script.at(600)
    for (drug, milligrams) in [("esketamine", "28"), ("ketamine", "25"), ("esketamine", "28")] {
      script.add(
        .dosed(Dose(act: .given, drug: drug, milligrams: milligrams, route: .intranasal)))
    }
    #expect(
      rows(script, 132)[0].contains("esketamine nasal 28+28 mg, ketamine 25 mg"),
      "\(rows(script, 132)[0])")
  }

  @Test func whatWasComparedStandsBesideTheEntry() {
    var card = Preparation()
    card.plan = "60 mg im"
    card.touch = "hands"
    var script = Script(preparation: card)
    script.add(.vitalsMeasured(Vitals(weight: "64")))
    script.at(600)
    script.add(
      .dosed(
        Dose(
          act: .given, milligrams: "75", route: .intramuscular, givenBy: "M.R.",
          witness: "MR")))
    script.add(.touchAsked(TouchAsked(area: "feet", answer: "yes")))
    script.add(.scored(Score(scale: "phq9", value: 17)))
    let shown = rows(script, 132).joined(separator: "\n")
    #expect(shown.contains("1.17 mg/kg at 64 kg"))
    #expect(shown.contains("above the plan: 60 mg agreed"))
    #expect(shown.contains("giver is also witness"))
    #expect(shown.contains("does not widen the agreement"))
    #expect(shown.contains("moderately severe"))
  }
}
