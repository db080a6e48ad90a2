import SessionModel

extension SampleArc {
  /// 2026-09-09, the first dose at 10:07: intramuscular, planned 60 mg and a booster of 30 mg.
  static let dosingOne = SampleSession(
    kind: .dosing, ordinal: 1, protocolName: "im", anchor: september(9, 10, 7),
    opens: offset("-27:00"),
    entries: beforeFirstDose + onsetAndPeak + grounding + plateau + comingBack
      + closing(
        "112:00", with: "sister"))

  private static let beforeFirstDose = [
    at("-26:00", enters("MK", "therapist")),
    at("-25:50", enters("M.R.", "nurse")),
    at("-24:00", before("food", "4 h")),
    at("-23:40", before("water", "90 min")),
    at("-23:00", before("consent", "incl. off-label")),
    at("-22:10", before("medicines")),
    at("-21:50", before("allergies")),
    at("-21:30", before("pregnancy")),
    at("-20:40", before("suicidality", "none")),
    at("-20:00", before("stop-signal", "right hand up")),
    at("-19:30", before("escort", "sister")),
    at("-17:00", before("bathroom")),
    at("-12:00", pressure(124, 78, pulse: 72, spo2: 98, respirations: 14)),
    at("-11:20", suds(5)),
    at("-11:00", .vitalsMeasured(Vitals(weight: "64"))),
    at("-6:30", did("intention read aloud")),
    at("-6:00", note(.touch, "touch agreement read, unchanged")),
  ]

  private static let onsetAndPeak = [
    at(
      "0:00",
      .dosed(
        Dose(
          act: .given, milligrams: "60", route: .intramuscular, site: "left deltoid",
          lot: "K2291", givenBy: "M.R."))),
    at("3:10", .marked(Marking(key: "1", tag: "eyes.closed", words: "eyes closed"))),
    at("3:20", seen("music track 2")),
    at("5:40", .phaseEntered(.onset)),
    at("5:50", said("like lying in a boat")),
    at("8:20", seen("breath slow, hands open")),
    at("11:05", .phaseEntered(.peak)),
    at("11:15", depth(3)),
    at("15:00", pressure(138, 86, pulse: 84, spo2: 97)),
    at("16:45", seen("tears, no sound")),
    at("16:52", .marked(Marking(key: "7", tag: "intervention.silence", words: "silence held"))),
    at(
      "18:10",
      .dosed(
        Dose(
          act: .declined, isBooster: true, milligrams: "30", reason: "\"enough for today\""))),
  ]

  private static let doorOpens = "\"the door opens from inside\""
  private static let orientation = "name, place, date"

  private static let grounding = [
    at("19:30", note(.safety, "jaw, left fist: early sign of \"door closing\"")),
    at("20:05", grounded("quiet-presence", "quiet presence", .accepted)),
    at("21:10", suds(8)),
    at("21:24", grounded("agreed:door closing", doorOpens, .accepted)),
    at("21:36", grounded("name-place-date", orientation, .offered)),
    at("21:44", grounded("name-place-date", orientation, .step, step: "name")),
    at("22:05", grounded("name-place-date", orientation, .step, step: "place")),
    at("22:30", grounded("name-place-date", orientation, .step, step: "date")),
    at("22:36", grounded("name-place-date", orientation, .accepted)),
    at("23:40", suds(5)),
  ]

  private static let plateau = [
    at("24:30", note(.touch, "hand offered, asked, accepted (left hand)")),
    at("26:00", said("he is standing on the jetty, he has his work coat on")),
    at("27:15", note(.thought, "the coat returns from the second preparation talk")),
    at("30:00", pressure(142, 88, pulse: 88, spo2: 97)),
    at(
      "33:00",
      .dosed(
        Dose(
          act: .wasted, milligrams: "40", lot: "K2291", givenBy: "M.R.", witness: "A.K."))),
    at("38:50", .phaseEntered(.plateau)),
    at("38:58", depth(2)),
    at("39:10", seen("long sigh, track 4 begins"), name: "track"),
    late("41:00", happened: "39:30", seen("turned to the wall for about a minute")),
    at("47:30", .adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1))),
    at(
      "48:10",
      .medicated(
        Medication(drug: "ondansetron", dose: "4 mg", route: "oral", givenBy: "M.R."))),
  ]

  private static let comingBack = [
    at("58:20", .phaseEntered(.return)),
    at("58:35", seen("asks the time")),
    at("60:00", pressure(131, 82, pulse: 78, spo2: 98)),
    at("66:10", said("I did not leave"), name: "insight"),
    SampleEntry(at: offset("66:40"), act: .carry("insight")),
    at("70:00", .adverseNoted(AdverseEvent(term: "nausea", course: .ends))),
    at("74:00", .phaseEntered(.recovery)),
    at("74:10", seen("water, sitting")),
    at("74:25", seen("feet on the floor")),
    at("74:50", suds(3)),
    SampleEntry(
      at: offset("82:30"), act: .putRight("track", seen("long sigh, track 5 begins"))),
    at("95:00", .dosingEnded(reason: "")),
    at("100:00", pressure(126, 80, pulse: 74, spo2: 98, respirations: 14)),
    at("104:00", enters("sister", "escort")),
    at("104:20", leaving("minimum-time", "104 min since the dose")),
    at("104:30", leaving("oriented")),
    at("104:40", leaving("gait")),
    at("104:50", leaving("nausea", "gone")),
    at("105:10", suds(2)),
    at("105:20", leaving("suds", "2, 5 before")),
    at("106:00", leaving("suicidality", "none")),
    at("106:30", leaving("escort", "sister")),
    at("107:00", leaving("advice", "given")),
  ]

  static func grounded(
    _ technique: String, _ words: String, _ act: GroundingStep.Act, step: String = ""
  ) -> Event {
    .grounded(
      GroundingStep(episode: 1, technique: technique, words: words, act: act, step: step))
  }
}
