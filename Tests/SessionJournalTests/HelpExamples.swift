import SessionModel

/// What came to format 1 after `Fixtures/format-1-rules`: the kind `help`, the second person of a
/// drug given by staff, the question that a questionnaire does not count. Frozen with
/// `Fixtures/format-1-help`: add nothing, never change; what comes next gets a list and a folder of
/// its own.
let helpExamples: [Event] = [
  .began(
    Began(
      client: "HF-0417", kind: .dosing, ordinal: 3, protocolName: "im", protocolHash: "",
      author: "MK")),
  .marked(.helpCalled),
  .helpChanged(HelpChange(act: .arrived)),
  .helpChanged(HelpChange(act: .arrived, who: "paramedics")),
  .helpChanged(HelpChange(act: .transferred)),
  .helpChanged(
    HelpChange(act: .transferred, place: "emergency, \"ä\"", who: "ambulance 7")),
  .medicated(
    Medication(
      drug: "lorazepam", dose: "2 mg", route: "IM", site: "left deltoid", givenBy: "Anna Karlsson",
      witness: "M.R.")),
  .scored(
    Score(
      scale: "phq9", value: 17, items: [3, 2, 2, 2, 2, 2, 2, 2, 0], closing: "Very difficult")),
  .checkTicked(
    CheckTick(
      list: CheckTick.suicidality, item: CheckTick.suicidality, answer: .done,
      words: "asked as: thoughts of not living, answer: no")),
]
