import SessionModel

extension SampleArc {
  /// 2026-09-23, the first dose at 10:12: shorter, with the booster given at T+14.
  static let dosingTwo = SampleSession(
    kind: .dosing, ordinal: 2, protocolName: "im", anchor: september(23, 10, 12),
    opens: offset("-21:00"),
    entries: secondBefore + secondCourse + closing("110:00", with: "sister")
  )

  private static let secondBefore = [
    at("-20:00", enters("MK", "therapist")),
    at("-19:50", enters("M.R.", "nurse")),
    at("-18:00", before("food", "4 h")),
    at("-17:30", before("consent", "incl. off-label")),
    at("-17:00", before("suicidality", "none")),
    at("-16:30", before("stop-signal", "right hand up")),
    at("-16:00", before("escort", "sister")),
    at("-15:00", before("bathroom")),
    at("-10:00", pressure(126, 80, pulse: 74, spo2: 98, respirations: 14)),
    at("-9:30", suds(4)),
    at("-5:00", note(.touch, "touch agreement read, unchanged")),
  ]

  private static let secondCourse = [
    at(
      "0:00",
      .dosed(
        Dose(
          act: .given, milligrams: "60", route: .intramuscular, site: "left deltoid",
          lot: "K2291", givenBy: "M.R."))),
    at("2:50", .marked(Marking(key: "1", tag: "eyes.closed", words: "eyes closed"))),
    at("6:10", .phaseEntered(.onset)),
    at("13:00", said("still at the edge")),
    at(
      "14:00",
      .dosed(
        Dose(
          act: .given, isBooster: true, milligrams: "30", route: .intramuscular,
          site: "left deltoid", lot: "K2291", givenBy: "M.R.", reason: "\"still at the edge\""))),
    at("15:30", pressure(136, 85, pulse: 82, spo2: 97)),
    at("22:00", .phaseEntered(.peak)),
    at("22:10", depth(3)),
    at("30:00", pressure(140, 86, pulse: 86, spo2: 97)),
    at("34:00", said("the coat again")),
    at("47:00", .phaseEntered(.plateau)),
    at("60:00", pressure(130, 82, pulse: 78, spo2: 98)),
    at("66:00", .phaseEntered(.return)),
    at("84:00", .phaseEntered(.recovery)),
    at("84:20", suds(2)),
    at("98:00", .dosingEnded(reason: "")),
    at("100:00", pressure(124, 78, pulse: 72, spo2: 98)),
    at("106:00", leaving("minimum-time", "92 min since the booster")),
    at("106:20", leaving("oriented")),
    at("106:40", leaving("gait")),
    at("107:00", leaving("suicidality", "none")),
    at("107:30", leaving("escort", "sister")),
    at("108:00", leaving("advice", "given")),
  ]
}
