import SessionModel

/// What came to format 1 later: the kind `administration`, and new members and words of older
/// kinds. Frozen with `Fixtures/format-1-clinical`: add nothing, never change; what comes next gets
/// a list and a folder of its own.
let clinicalExamples: [Event] = [
  .began(
    Began(
      client: "HF-0417", kind: .dosing, ordinal: 2, protocolName: "iv", protocolHash: "",
      author: "MK")),
  .administered(Administration(act: .infusionStarted, givenBy: "M.R.")),
  .administered(Administration(act: .infusionPaused)),
  .administered(Administration(act: .infusionStopped)),
  .administered(Administration(act: .spat)),
  .dosed(Dose(act: .offered, isBooster: true, milligrams: "", reason: "")),
  .dosed(Dose(act: .offered, isBooster: true, milligrams: "30", reason: "as agreed")),
  .medicated(
    Medication(act: .started, drug: "oxygen", dose: "2 L/min", givenBy: "M.R.")),
  .medicated(Medication(act: .stopped, drug: "oxygen")),
  .medicated(Medication(act: .placed, drug: "cannula", site: "left hand", givenBy: "M.R.")),
  .medicated(Medication(act: .removed, drug: "cannula")),
  .adverseNoted(
    AdverseEvent(
      term: "chest pain", course: .begins, grade: 3, isSerious: true, related: .unsure,
      action: "help called, \"ä\"", outcome: "taken over", told: "Dr. L.", notedBy: "A.K.")),
  .adverseNoted(
    AdverseEvent(
      term: "nausea", course: .begins, grade: 1, isSerious: false, related: .yes)),
  .adverseNoted(
    AdverseEvent(term: "nausea", course: .ends, related: .no, outcome: "gone")),
  .presenceChanged(
    Presence(person: "AK", role: "nurse", change: .enters, notedBy: "MK")),
  .presenceChanged(Presence(person: "AK", role: "nurse", change: .leaves)),
  .touchAsked(
    TouchAsked(area: "left hand", answer: "no", words: "not now", askedBy: "MK")),
  .scored(Score(scale: "rass", value: -5)),
  .checkTicked(
    CheckTick(
      list: CheckTick.bands, item: "AQIDBAUGBwgJ", answer: .done, words: "168/104 at 10:37")),
]
