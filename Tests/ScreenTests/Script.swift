import Interaction
import Protocols
import Screen
import SessionModel

/// Builds a session record by record, at times of the script's choosing.
struct Script {
  private(set) var session: Session
  /// The beginning of the session; T+ counts on from the first dose.
  let start: Now
  private(set) var now: Now
  private var s = 0
  private var author = "MK"
  private static let writer = "writer01"

  static let library = ProtocolLibrary()
  static let everything = library.everything()
  static let clinic = Clinic(
    vocabulary: everything.vocabulary, techniques: everything.techniques,
    questionnaires: everything.questionnaires,
    protocols: everything.protocols.map { .init(name: $0.name, title: $0.title) },
    themes: ["contrast", "deutan", "dusk", "ember", "mono", "paper"])

  init(
    kind: SessionKind = .dosing, protocolName: String = "im", isSample: Bool = false,
    preparation: Preparation = Preparation(), client: String = "HF-0417",
    before: ArcBefore = ArcBefore()
  ) {
    let rules = Script.library.rules(protocolName: kind == .dosing ? protocolName : "")
    session = Session(
      id: "session", rules: rules, preparation: preparation, before: before)
    // 2026-09-09 09:40 in a zone two hours east.
    let wall = TimeText.wall(
      year: 2026, month: 9, day: 9, hour: 9, minute: 40, zone: 120)
    start = Now(wall: wall, up: 1_000_000, zone: 120)
    now = start
    let began = Began(
      client: client, kind: kind, ordinal: 1, protocolName: protocolName, protocolHash: "",
      author: "MK", isSample: isSample)
    add(.began(began))
    add(.runBegan(RunBegan(boot: "boot", version: "1", zone: 120, author: "MK")))
  }

  /// Moves the clocks on to so many seconds after the start.
  mutating func at(_ seconds: Int64) {
    now = start.advanced(by: seconds * 1000)
  }

  @discardableResult
  mutating func add(
    _ event: Event, lane: Lane? = nil, ago: Int64 = 0, by: String? = nil, writer: String? = nil,
    zone: Int? = nil
  ) -> EntryID {
    s += 1
    let id = EntryID("entry\(s)")
    session.apply(
      Record(
        id: id, s: s, writer: writer ?? Script.writer, at: now.wall, up: now.up, ago: ago, by: by,
        zone: s == 1 ? now.zone : zone, lane: lane ?? event.defaultLane, event: event))
    return id
  }

  @discardableResult
  mutating func note(
    _ text: String, _ kind: NoteKind = .observed, lane: Lane? = nil, ago: Int64 = 0,
    by: String? = nil
  ) -> EntryID {
    add(.noted(Note(kind: kind, text: text)), lane: lane, ago: ago, by: by)
  }

  mutating func amend(_ id: EntryID, _ act: Amendment.Act) {
    add(.amended(Amendment(ref: id, act: act)))
  }

  /// Everything entered is on the disk.
  var kept: Keeping { Keeping(upTo: s, at: now.wall) }

  /// Everything but the last entry is.
  func keeping(_ state: Keeping.State) -> Keeping {
    Keeping(state: state, upTo: s - 1, at: now.wall - 60_000)
  }

  /// A live screen on this session.
  func live(
    theme: String = "dusk", isSample: Bool = false, _ change: (inout Live) -> Void = { _ in }
  ) -> Interface {
    var live = Live()
    live.keeping = kept
    change(&live)
    return Interface(
      place: .live(live), clinic: Script.clinic, theme: theme, author: "MK", isSample: isSample)
  }

  func place(_ place: Interface.Place) -> Interface {
    Interface(place: place, clinic: Script.clinic, theme: "dusk", author: "MK")
  }

  /// What an update would see now.
  var scene: Scene {
    Scene(session: session, now: now, freshID: EntryID("fresh\(s)"), clinic: Script.clinic)
  }

  /// The loop tells the interface what could be seen.
  func tell(_ interface: inout Interface, _ drawn: Rendered) {
    guard case .live(var live) = interface.place else { return }
    live.visible = drawn.visible
    if let top = drawn.panelTop {
      live.tell(panelTop: top)
    }
    interface.place = .live(live)
  }

  var groundingRows: [GroundingRow] {
    GroundingList.rows(session: session, clinic: Script.clinic, at: session.moment(now))
  }

  /// The id of a row of the grounding list, or of its last one.
  func grounding(_ row: Int) -> String { groundingRows[min(row, groundingRows.count - 1)].id }

  func render(_ interface: Interface, _ columns: Int = 80, _ rows: Int = 24) -> Rendered {
    Screen.render(interface, session: session, now: now, columns: columns, rows: rows)
  }
}

extension Preparation {
  /// What the worked arc agreed.
  static var arc: Preparation {
    var card = Preparation()
    card.intention = "Meet the grief without leaving the room."
    card.triggers = [
      .init(trigger: "hospital smell", sign: "breath stops", response: "name, place, date"),
      .init(
        trigger: "door closing", sign: "jaw, left fist", response: "the door opens from inside"),
      .init(
        trigger: "silence after crying", sign: "looks for a face",
        response: "therapist says \"here\""),
    ]
    card.coping = ["slow out-breath", "both feet", "the grey stone", "hum"]
    card.resource = "the jetty at the lake, six in the morning"
    card.mantra = "I can go slowly"
    card.say = ["here"]
    card.avoid = ["relax", "let it all out"]
    card.touch = "hands, shoulders, ask each time"
    card.touchAgreedAt = TimeText.wall(
      year: 2026, month: 9, day: 2, hour: 16, minute: 20, zone: 120)
    card.touchAgreedZone = 120
    card.stop = "right hand up"
    card.support = "sister, fetches her"
    card.music = "no voices, no strings before T+20"
    return card
  }
}

extension Script {
  /// Dosing 1 of the worked arc up to so many seconds after the dose, given 27 minutes in.
  static func arc(until end: Int64 = .max, isSample: Bool = false) -> Script {
    var script = Script(isSample: isSample, preparation: .arc)
    let dose: Int64 = 27 * 60
    for step in arcSteps where step.at <= end {
      script.at(dose + step.at)
      step.make(&script)
    }
    if end < Int64.max {
      script.at(dose + end)
    }
    return script
  }

  private static let arcSteps: [(at: Int64, make: @Sendable (inout Script) -> Void)] = [
    (-1440, { $0.note("stop signal shown: right hand up", .touch) }),
    (-720, { $0.vitals(124, 78, 72, 98, respirations: 14) }),
    (-720, { $0.suds(5) }),
    (-390, { $0.note("intention read aloud; touch agreement read, unchanged", .action) }),
    (
      0,
      {
        $0.add(
          .dosed(
            Dose(
              act: .given, milligrams: "60", route: .intramuscular, site: "left deltoid",
              lot: "K2291", givenBy: "M.R.")))
      }
    ),
    (190, { $0.mark("1", "eyes.closed", "eyes closed") }),
    (340, { $0.add(.phaseEntered(.onset)) }),
    (340, { $0.note("like lying in a boat", .words) }),
    (500, { $0.note("breath slow, hands open") }),
    (665, { $0.add(.phaseEntered(.peak)) }),
    (665, { $0.add(.scored(Score(scale: "depth", value: 3))) }),
    (900, { $0.vitals(138, 86, 84, 97) }),
    (1005, { $0.note("tears, no sound") }),
    (1012, { $0.mark("7", "speech.silence", "silence held") }),
    (
      1090,
      {
        $0.add(
          .dosed(
            Dose(act: .declined, isBooster: true, milligrams: "30", reason: "\"enough for today\"")
          ))
      }
    ),
    (1170, { $0.note("jaw, left fist: early sign of \"door closing\"", .safety) }),
    (1205, { $0.ground("quiet-presence", "quiet presence", .accepted) }),
    (1270, { $0.suds(8) }),
    (1284, { $0.ground("agreed:door closing", "the door opens from inside", .accepted) }),
    (1296, { $0.ground("name-place-date", "name, place, date", .offered) }),
    (1299, { $0.ground("name-place-date", "name, place, date", .step, step: "name") }),
    (1420, { $0.suds(5) }),
    (1470, { $0.note("hand offered, asked, accepted (left hand)", .touch) }),
    (1560, { $0.note("he is standing on the jetty, he has his work coat on", .words) }),
    (1635, { $0.note("the coat returns from the second preparation talk", .thought) }),
    (1800, { $0.vitals(142, 88, 88, 97) }),
    (
      1980,
      {
        $0.add(
          .dosed(
            Dose(
              act: .wasted, milligrams: "40", lot: "K2291", givenBy: "M.R.", witness: "A.K.")))
      }
    ),
    (2330, { $0.add(.phaseEntered(.plateau)) }),
    (2332, { $0.add(.scored(Score(scale: "depth", value: 2))) }),
    (2460, { $0.note("turned to the wall for about a minute", ago: 90_000) }),
    (
      2850,
      { $0.add(.adverseNoted(AdverseEvent(term: "nausea", course: .begins, grade: 1))) }
    ),
    (
      2890,
      {
        $0.add(
          .medicated(
            Medication(drug: "ondansetron", dose: "4 mg", route: "oral", givenBy: "M.R.")))
      }
    ),
    (3500, { $0.add(.phaseEntered(.return)) }),
    (3500, { $0.note("asks the time") }),
    (3600, { $0.vitals(131, 82, 78, 98) }),
    (3970, { $0.carry($0.note("I did not leave", .words)) }),
    (4200, { $0.add(.adverseNoted(AdverseEvent(term: "nausea", course: .ends))) }),
    (4440, { $0.add(.phaseEntered(.recovery)) }),
    (4440, { $0.note("water, sitting, feet on the floor") }),
    (5700, { $0.add(.dosingEnded(reason: "")) }),
    (6000, { $0.vitals(126, 80, 74, 98, respirations: 14) }),
    (6720, { $0.add(.closed(with: "sister")) }),
  ]

  mutating func vitals(
    _ systolic: Int, _ diastolic: Int, _ pulse: Int, _ spo2: Int, respirations: Int? = nil
  ) {
    add(
      .vitalsMeasured(
        Vitals(
          systolic: systolic, diastolic: diastolic, pulse: pulse, spo2: spo2,
          respirations: respirations)))
  }

  mutating func suds(_ value: Int) { add(.scored(Score(scale: "suds", value: value))) }

  @discardableResult
  mutating func mark(_ key: String, _ tag: String, _ words: String) -> EntryID {
    add(.marked(Marking(key: key, tag: tag, words: words)))
  }

  mutating func ground(
    _ technique: String, _ words: String, _ act: GroundingStep.Act, step: String = ""
  ) {
    add(
      .grounded(
        GroundingStep(episode: 1, technique: technique, words: words, act: act, step: step)))
  }

  mutating func carry(_ id: EntryID) { add(.carried(ref: id, takenBack: false)) }
}
