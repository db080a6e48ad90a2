import SessionModel

/// One example of every event and of every variant that is written differently. Frozen with
/// `Fixtures/format-1`: add at the end, never change.
let examples: [Event] = frameExamples + observedExamples + laterExamples + sealedExamples

private let reference = EntryID(bytes: [1, 2, 3, 4, 5, 6, 7, 8, 9])
private let listLine = ListLine(
  client: "HF-0417", kind: .dosing, ordinal: 2, state: .dosingEnded, entries: 41,
  beganAt: 1_795_430_001_000, lastAt: 1_795_437_002_000, doses: 2)

private let frameExamples: [Event] = [
  .began(
    Began(
      client: "HF-0417", kind: .integration, ordinal: 3, protocolName: "im",
      protocolHash: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", author: "MK", isSample: true)),
  .runBegan(
    RunBegan(
      boot: "5bd0b1f0-2b3d-4f0e-9b6a-2d1d5b3ef7aa", version: "0.1.0", zone: -210, author: "MK")),
  .runEnded(RunEnded(listLine: listLine)),
  .dosingEnded(reason: ""), .dosingEnded(reason: "consent withdrawn"), .closed(with: "sister"),
  .gap(Gap(milliseconds: 61_000, cause: .interrupted, isChecked: false)),
  .gap(Gap(milliseconds: 5_000, cause: .slept, isChecked: true)),
  .clockStepped(by: -3_600_000), .locked, .unlocked,
]

private let observedExamples: [Event] =
  NoteKind.allCases.map {
    .noted(Note(kind: $0, text: "\($0.rawValue): \"ä\" \u{202E}\u{7} 你好"))
  }
  + Phase.allCases.map { .phaseEntered($0) }
  + [
    .noted(Note(kind: .observed, text: "")),
    .marked(Marking(key: "3", tag: "tears", words: "tears, no sound")), .marked(.helpCalled),
    .vitalsMeasured(
      Vitals(
        systolic: 128, diastolic: 82, pulse: 74, spo2: 97, respirations: 14, temperature: "36.8",
        weight: "64.0", pounds: "141", measuredBy: "M.R.")),
    .vitalsMeasured(Vitals(weight: "64")),
    .dosed(
      Dose(
        act: .given, drug: "ketamine", milligrams: "37.5", route: .intramuscular,
        site: "left deltoid", lot: "K2291", givenBy: "M.R.", witness: "A.K.")),
    .dosed(
      Dose(act: .declined, isBooster: true, milligrams: "30", reason: "enough for today")),
    .dosed(Dose(act: .wasted, milligrams: "40", givenBy: "M.R.", witness: "A.K.")),
    .medicated(
      Medication(drug: "ondansetron", dose: "4 mg", route: "oral", givenBy: "M.R.")),
    .checkTicked(
      CheckTick(list: "before-dosing", item: "escort", answer: .notDone, words: "late")),
    .checkTicked(
      CheckTick(list: "before-dosing", item: "food", answer: .notApplicable, words: "")),
    .grounded(
      GroundingStep(
        episode: 2, technique: "agreed", words: "the door opens from inside", act: .step,
        step: "name")),
    .scored(Score(scale: "suds", value: 8)),
    .scored(Score(scale: "phq9", value: 17, items: [3, 2, 2, 2, 2, 2, 2, 2, 0], askedBy: "MK")),
    .adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1, words: "mild")),
    .adverseNoted(AdverseEvent(term: "nausea", course: .ends)),
    .presenceChanged(Presence(person: "sister", role: "escort", change: .enters)),
    .touchAsked(TouchAsked(area: "left hand", answer: "accepted")),
  ]

/// Those of the first day: what came since has examples of its own.
private let frozenSections: [Prepared.Section] = [
  .intention, .history, .readiness, .trigger, .coping, .resource, .mantra, .say, .avoid, .touch,
  .stop, .music, .support, .consent, .clearance, .excluded, .plan,
]

private let laterExamples: [Event] =
  frozenSections.map {
    .prepared(Prepared(section: $0, text: "as agreed", list: ["one", "two", "three"]))
  } + [
    .insightFound(Insight(text: "I did not leave", theme: "staying")),
    .taskSet(
      ActionTask(
        text: "two minutes at the door", when: "2026-09-19", withWhom: "her sister",
        isDone: true)),
    .followupSet(Followup(name: "72 h", dueOn: "2026-09-12", isDone: true)),
    .carried(ref: reference, takenBack: false), .carried(ref: reference, takenBack: true),
    .bookmarked(ref: reference, words: "here"),
    .amended(
      Amendment(
        ref: reference, act: .replace(.marked(Marking(key: "", tag: "t", words: "track 5"))),
        why: "misheard")),
    .amended(Amendment(ref: reference, act: .append("and more"))),
    .amended(Amendment(ref: reference, act: .retract, why: "wrong client")),
    .amended(Amendment(ref: reference, act: .restore)),
    .amended(Amendment(ref: reference, act: .relane(.process))),
    .unknown(kind: "telemetry"),
  ]

private let sealedExamples: [Event] = [
  .sealed(
    Seal(
      files: [
        .init(id: "AAECAwQFBgcICQoLDA0ODw", count: 12, head: String(repeating: "A", count: 43))
      ],
      listLine: listLine, reason: "complete")),
  .addendumWritten(Note(kind: .thought, text: "after sealing")),
]

/// A new event does not compile until an example of it can be named here.
func caseName(_ event: Event) -> String {
  switch event {
  case .began: "began"
  case .rulesKept: "rulesKept"
  case .runBegan: "runBegan"
  case .runEnded: "runEnded"
  case .dosingEnded: "dosingEnded"
  case .closed: "closed"
  case .sealed: "sealed"
  case .noted: "noted"
  case .marked: "marked"
  case .vitalsMeasured: "vitalsMeasured"
  case .dosed: "dosed"
  case .medicated: "medicated"
  case .administered: "administered"
  case .phaseEntered: "phaseEntered"
  case .checkTicked: "checkTicked"
  case .grounded: "grounded"
  case .scored: "scored"
  case .adverseNoted: "adverseNoted"
  case .presenceChanged: "presenceChanged"
  case .helpChanged: "helpChanged"
  case .touchAsked: "touchAsked"
  case .prepared: "prepared"
  case .insightFound: "insightFound"
  case .taskSet: "taskSet"
  case .followupSet: "followupSet"
  case .integrated: "integrated"
  case .carried: "carried"
  case .bookmarked: "bookmarked"
  case .amended: "amended"
  case .addendumWritten: "addendumWritten"
  case .gap: "gap"
  case .clockStepped: "clockStepped"
  case .locked: "locked"
  case .unlocked: "unlocked"
  case .unknown: "unknown"
  case .unreadable: "unreadable"
  }
}

/// All but `unreadable`, which is in no file.
let caseCount = 35

/// The lanes that the frozen files were written with; insights have since moved to process.
private func frozenLane(of event: Event) -> Lane {
  if case .insightFound = event { .record } else { event.defaultLane }
}

/// The examples as the records of one session.
func exampleRecords(_ examples: [Event] = examples) -> [Record] {
  examples.enumerated().map { place, event in
    var record = note(place + 1)
    record.event = event
    record.lane = frozenLane(of: event)
    record.ago = place % 7 == 3 ? 90_000 : 0
    record.by = place % 11 == 5 ? "AB" : nil
    record.zone = place % 13 == 6 ? 120 : nil
    return record
  }
}
