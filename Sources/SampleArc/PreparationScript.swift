import SessionModel

extension SampleArc {
  /// 2026-09-02. The touch agreement is of 16:20.
  static let preparation = SampleSession(
    kind: .preparation, ordinal: 1, protocolName: "", anchor: september(2, 15, 30), opens: 0,
    entries: [
      at("2:00", prepared(.intention, "Meet the grief without leaving the room.")),
      at(
        "9:30",
        prepared(
          .history,
          "two losses in one winter; panic since; three earlier therapies; sleeps five hours")),
      at("14:10", prepared(.readiness, "7 of 10; most afraid of \"not coming back\"")),
      at(
        "20:00",
        prepared(.trigger, ["hospital smell", "breath stops", "name, place, date"])),
      at(
        "22:40",
        prepared(.trigger, ["door closing", "jaw, left fist", "\"the door opens from inside\""])),
      at(
        "25:20",
        prepared(
          .trigger, ["silence after crying", "looks for a face", "therapist says \"here\""])),
      at("30:00", prepared(.coping, ["slow out-breath", "both feet", "the grey stone", "hum"])),
      at("34:00", prepared(.resource, "the jetty at the lake, six in the morning")),
      at("36:30", prepared(.mantra, "I can go slowly")),
      at("39:00", prepared(.say, ["here", "I can go slowly"])),
      at("41:00", prepared(.avoid, ["relax", "let it all out"])),
      at("50:00", prepared(.touch, "hands, shoulders, ask each time; nothing else")),
      at("52:00", prepared(.stop, "right hand up")),
      at("54:00", prepared(.music, "no voices, no strings before T+20")),
      at("56:00", prepared(.support, "sister, fetches her")),
      at("58:00", prepared(.plan, "IM 60 mg, booster 30 mg")),
      at("64:00", score("phq9", 17, items: [2, 3, 2, 3, 2, 2, 2, 1, 0])),
      at("69:00", score("gad7", 14, items: [2, 2, 2, 2, 2, 2, 2])),
      at("78:00", score("pcl5", 48)),
    ] + closing("85:00", with: ""))
}
