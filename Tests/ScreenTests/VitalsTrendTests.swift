import Interaction
import Screen
import SessionModel
import Testing

/// "partial readings; trend sparkline and change from baseline".
@Suite struct VitalsTrendTests {
  private func script(_ readings: [Vitals], protocolName: String = "im") -> Script {
    var script = Script(protocolName: protocolName)
    for (place, vitals) in readings.enumerated() {
      script.at(Int64(place) * 900 + 60)
      script.add(.vitalsMeasured(vitals))
      if place == 0 {
        script.at(120)
        script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
      }
    }
    script.at(Int64(readings.count) * 900)
    return script
  }

  private func text(_ script: Script, _ interface: Interface, _ columns: Int) -> String {
    Picture.text(of: script.render(interface, columns, columns < 80 ? 16 : 24).frame)
  }

  /// The form with `fields` of it filled in.
  private func form(_ script: Script, fields: [String]) -> Interface {
    var interface = script.live()
    for text in ["bp"] + fields {
      for letter in text { _ = interface.update(.key(.character(letter)), script.scene) }
      _ = interface.update(.key(.enter), script.scene)
    }
    return interface
  }

  private let course = [
    Vitals(systolic: 124, diastolic: 78, pulse: 72, spo2: 98),
    Vitals(systolic: 138, diastolic: 86, spo2: 97),
    Vitals(pulse: 88),
    Vitals(systolic: 142, diastolic: 88, pulse: 84, spo2: 97, temperature: "36.8"),
  ]

  /// 124, 138, none, 142: 0, 14 and 18 of 18 in eight steps; the numbers stand beside.
  @Test(arguments: [60, 80, 132])
  func theFormShowsTheCourseOfTheFieldThatIsAsked(_ columns: Int) {
    let script = script(course)
    let pressure = text(script, form(script, fields: []), columns)
    #expect(pressure.contains("▁▆·█ 124/78 138/86 142/88"), "\(pressure)")
    let pulse = text(script, form(script, fields: ["140/80"]), columns)
    #expect(pulse.contains("▁·█▆ 72 88 84"), "\(pulse)")
    let oxygen = text(script, form(script, fields: ["140/80", "80"]), columns)
    #expect(oxygen.contains("█▁·▁ 98 97 97"), "\(oxygen)")
  }

  @Test func oneReadingIsANumberAndNoneIsNothing() {
    let script = script(course)
    let temperature = text(
      script, form(script, fields: ["140/80", "80", "97", "14"]), 80)
    #expect(temperature.contains(" 36.8"), "\(temperature)")
    let breaths = text(script, form(script, fields: ["140/80", "80", "97"]), 80)
    let line = breaths.split(separator: "\n").filter { $0.contains("bp: breaths") }
    #expect(line.count == 1 && line.allSatisfy { !$0.contains("·") }, "\(breaths)")
    let none = self.script([])
    #expect(!text(none, form(none, fields: []), 80).contains("▁"))
  }

  @Test func equalReadingsAreALevelLine() {
    let script = script([
      Vitals(systolic: 120, diastolic: 80), Vitals(systolic: 120, diastolic: 70),
    ])
    #expect(text(script, form(script, fields: []), 80).contains("▄▄ 120/80 120/70"))
  }

  @Test func theNewestReadingShowsTheCourseWhereItsRowHasRoom() {
    let script = script(course)
    let rows = text(script, script.live(), 80).split(separator: "\n")
    let newest = rows.first { $0.contains("142/88") }
    #expect(newest?.contains("▁▆·█ +18/+10 from baseline") == true, "\(rows)")
    #expect(rows.first { $0.contains("138/86") }?.contains("▆") == false)
    // At the smallest width the change stays and the blocks go.
    let small = text(script, script.live(), 60)
    #expect(small.contains("+18/+10 from baseline"))
  }

  @Test func aStruckReadingIsNoPartOfTheCourse() {
    var script = script(course)
    let last = script.session.entries.last?.id ?? EntryID("")
    script.amend(last, .retract)
    let pressure = text(script, form(script, fields: []), 80)
    #expect(pressure.contains("▁█· 124/78 138/86"), "\(pressure)")
  }

  @Test func aWideScreenHasTheCourseOfThreeMeasures() {
    let script = script(course)
    let shown = text(script, script.live(), 132)
    #expect(shown.contains("systolic  ▁▆·█"), "\(shown)")
    #expect(shown.contains("pulse     ▁·█▆"), "\(shown)")
    #expect(shown.contains("SpO₂      █▁·▁"), "\(shown)")
  }

  /// Blocks and points are text: nothing of the course is told by colour.
  @Test func theCourseHasOneRole() {
    let script = script(course)
    let frame = script.render(form(script, fields: []), 80, 24).frame
    let roles = Set(
      frame.rows.joined().filter { "▁▂▃▄▅▆▇█".contains($0.text) && !$0.text.isEmpty }
        .map { "\($0.role)" })
    #expect(roles.count == 1, "\(roles)")
  }
}
