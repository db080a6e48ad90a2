import SessionModel

extension SampleArc {
  /// 2026-09-10, 24 h after the first dose.
  static let firstCall = call(
    1, september(10, 10, 15), followup: "24 h", dueOn: "2026-09-10", "slept four hours, calm")

  /// 2026-09-12, 72 h after it.
  static let secondCall = call(
    2, september(12, 10, 20), followup: "72 h", dueOn: "2026-09-12", "sleeping six hours")

  private static func call(
    _ ordinal: Int, _ wall: Int64, followup: String, dueOn: String, _ words: String
  ) -> SampleSession {
    SampleSession(
      kind: .contact, ordinal: ordinal, protocolName: "", anchor: wall, opens: 0,
      entries: [
        at("1:00", .followupSet(Followup(name: followup, dueOn: dueOn, isDone: true))),
        at("2:30", seen("call: \(words)")),
      ] + closing("9:00", with: ""))
  }

  /// 2026-09-16, one week after it.
  static let weekOne = SampleSession(
    kind: .contact, ordinal: 3, protocolName: "", anchor: september(16, 11, 0), opens: 0,
    entries: [
      at("1:00", .followupSet(Followup(name: "1 week", dueOn: "2026-09-16", isDone: true))),
      at("6:00", score("phq9", 13)),
      at("10:00", score("gad7", 10)),
    ] + closing("14:00", with: ""))

  /// 2026-09-19: what integration led to was done.
  static let taskDone = SampleSession(
    kind: .contact, ordinal: 4, protocolName: "", anchor: september(19, 17, 40), opens: 0,
    entries: [
      at("1:00", .taskSet(hospitalDoor(isDone: true)))
    ] + closing("4:00", with: ""))

  private static func hospitalDoor(isDone: Bool) -> ActionTask {
    ActionTask(
      text: "stay two minutes at the hospital door", when: "Saturday 09-19",
      withWhom: "her sister", isDone: isDone)
  }

  /// 2026-09-11.
  static let integrationOne = SampleSession(
    kind: .integration, ordinal: 1, protocolName: "", anchor: september(11, 14, 0), opens: 0,
    entries: [
      at("6:00", said("The coat was warm. I thought it would be cold.")),
      at("15:00", theme("father's coat")),
      at("18:00", theme("staying")),
      at("21:00", theme("warmth where cold was expected")),
      at("27:00", .insightFound(Insight(text: "I did not leave", theme: "staying"))),
      at("33:00", .taskSet(hospitalDoor(isDone: false))),
      at("40:00", seen("hard: sleep broken first night")),
      at("44:00", note(.safety, "risk asked: none")),
      at("48:00", .followupSet(Followup(name: "dosing 2", dueOn: "2026-09-23", isDone: false))),
    ] + closing("52:00", with: ""))

  /// 2026-09-25.
  static let integrationTwo = SampleSession(
    kind: .integration, ordinal: 2, protocolName: "", anchor: september(25, 14, 0), opens: 0,
    entries: [
      at("8:00", theme("father's coat")),
      at("14:00", theme("anger at the ward")),
      at("30:00", score("phq9", 11)),
    ] + closing("50:00", with: ""))
}
