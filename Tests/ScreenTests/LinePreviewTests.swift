import Interaction
import Screen
import SessionModel
import Testing

/// "above the plan is shown before Enter": what is compared is read whole, however much else the
/// line holds and however narrow the screen is.
@Suite struct LinePreviewTests {
  private static let sizes = [(80, 24), (60, 16)]

  private func script(_ protocolName: String = "im", plan: String = "60 mg im") -> Script {
    var card = Preparation.arc
    card.plan = plan
    var script = Script(protocolName: protocolName, preparation: card)
    script.at(60)
    script.add(.vitalsMeasured(Vitals(weight: "70")))
    script.at(27 * 60)
    return script
  }

  private func frame(_ script: Script, _ typed: String, _ size: (Int, Int)) -> Frame {
    let interface = script.live { $0.type(typed, at: script.now) }
    return script.render(interface, size.0, size.1).frame
  }

  /// The words of the screen, with a break of a row read as a blank.
  private func words(_ frame: Frame) -> String {
    frame.rows.map { $0.map(\.text).joined().split(separator: " ").joined(separator: " ") }
      .joined(separator: " ")
  }

  @Test(arguments: sizes)
  func aFullDoseLine(columns: Int, rows: Int) {
    let drawn = frame(
      script(), "dose 60.5mg im left deltoid lot K2291 witness AK by MR", (columns, rows))
    let words = words(drawn)
    #expect(words.contains("0.86 mg/kg at 70 kg"), "\(words)")
    #expect(words.contains("above the plan: 60 mg agreed"), "\(words)")
    #expect(words.contains("9 HELP") && words.contains("0 STOP"))
    Picture.expect(drawn, is: "line-dose-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func aBoosterWithItsReason(columns: Int, rows: Int) {
    var script = script(plan: "60 mg im, booster 20 mg")
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    script.at(45 * 60)
    let booster = words(
      frame(script, "booster 21mg im why asked for more, and deeper", (columns, rows)))
    #expect(booster.contains("0.3 mg/kg at 70 kg"), "\(booster)")
    #expect(booster.contains("above the plan: 20 mg agreed"), "\(booster)")
    let second = words(frame(script, "dose 5mg im", (columns, rows)))
    #expect(second.contains("65 mg in all is above the plan: 60 mg agreed"), "\(second)")
  }

  @Test(arguments: sizes)
  func aSecondDeviceTooEarly(columns: Int, rows: Int) {
    var script = script("esketamine", plan: "56 mg")
    script.add(.dosed(Dose(act: .given, drug: "esketamine", milligrams: "28", route: .intranasal)))
    script.at(28 * 60)
    let shown = words(frame(script, "dose 28mg nasal left nostril by AK", (columns, rows)))
    #expect(shown.contains("before the 5 min between devices are over"), "\(shown)")
  }

  /// A refusal is read once, whole, and the keys for help and stop stay where they were.
  @Test(
    arguments: sizes, ["dose 801mg im", "oxygen 0.5l start", "bp 80/80", "suds 11", "dose 75mg"])
  func aRefusalStandsOnce(_ size: (columns: Int, rows: Int), _ typed: String) {
    let script = script()
    var interface = script.live()
    for character in typed { _ = interface.update(.key(.character(character)), script.scene) }
    let before = words(script.render(interface, size.columns, size.rows).frame)
    #expect(!before.contains("…"), "\(before)")
    _ = interface.update(.key(.enter), script.scene)
    let after = words(script.render(interface, size.columns, size.rows).frame)
    let keeps = after.split(separator: "Tab keeps it as a note", omittingEmptySubsequences: false)
    #expect(keeps.count == 2, "\(after)")
  }

  @Test(arguments: sizes)
  func whatIsNotWithTheClientStandsBelowTheList(columns: Int, rows: Int) {
    var card = Preparation.arc
    card.excluded = ["box breath", "hum"]
    let script = Script(preparation: card)
    let interface = script.live { $0.panel = .grounding(chosen: Technique.medicalHelp) }
    let shown = words(script.render(interface, columns, rows).frame)
    #expect(shown.contains("not with this client: box breath 4-4-4-4, hum"), "\(shown)")
  }

  /// "close-out lists … unticked items": by their names.
  @Test func theCloseOutNamesWhatIsUnticked() {
    var script = Script()
    script.at(60)
    script.add(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
    let items =
      script.session.rules.checklists.first { $0.name == "leaving" }?.items(for: "im") ?? []
    for item in items.dropLast(2) {
      script.add(
        .checkTicked(CheckTick(list: "leaving", item: item.id, answer: .done, words: "")))
    }
    let interface = script.live { $0.panel = .closeOut(top: 0) }
    let shown = words(script.render(interface, 80, 60).frame)
    let named = items.suffix(2).map(\.words).joined(separator: " · ")
    #expect(items.count > 2 && shown.contains("leaving: 2 of \(items.count) not answered \(named)"))
  }
}
