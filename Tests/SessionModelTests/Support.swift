import Protocols
import SampleArc
import SessionModel
import Testing

/// The arc under the shipped rules.
func playedArc(seed: UInt64 = 1) throws -> [SampleArc.Played] {
  var ids = SampleIDs(seed: seed)
  var count = 0
  return try SampleArc.played(
    by: ProtocolLibrary(), writer: "sampleWr",
    sessionIDs: {
      count += 1
      return "session\(count)"
    },
    ids: { ids.next() })
}

func arcSession(_ kind: SessionKind, _ ordinal: Int) throws -> Session {
  try #require(
    playedArc().first { $0.script.kind == kind && $0.script.ordinal == ordinal }
  ).session
}

/// The shipped rules, decoded once.
let library = ProtocolLibrary()
let shippedRules = ClinicalRules(
  treatment: library.treatmentProtocol(named: "im"), vitals: library.vitals(),
  scales: library.scales(), vocabulary: library.vocabulary(), checklists: library.checklists())

func minutes(_ count: Int64) -> Int64 { count * 60_000 }
func seconds(_ count: Int64) -> Int64 { count * 1000 }

func note(_ text: String, _ kind: NoteKind = .observed) -> Event {
  .noted(Note(kind: kind, text: text))
}

func dose(_ milligrams: String, isBooster: Bool = false) -> Event {
  .dosed(
    Dose(act: .given, isBooster: isBooster, milligrams: milligrams, route: .intramuscular))
}

func reading(_ systolic: Int = 120, _ diastolic: Int = 80) -> Event {
  .vitalsMeasured(Vitals(systolic: systolic, diastolic: diastolic, pulse: 70, spo2: 98))
}

func suds(_ value: Int) -> Event { .scored(Score(scale: "suds", value: value)) }

/// Writes a session by hand: a recorder, its clocks and what came out of it.
final class Scribe {
  var recorder: Recorder
  var now: Now
  var ids: SampleIDs
  var records: [Record] = []

  var session: Session { recorder.session }

  init(
    _ kind: SessionKind = .dosing, rules: ClinicalRules = shippedRules, boot: String = "boot A",
    seed: UInt64 = 7, writer: String = "writerAA", begins: Bool = true,
    preparation: Preparation = .init(), id: String = "test", startsAfter: Int64 = 0
  ) {
    recorder = Recorder(
      session: Session(id: id, rules: rules, preparation: preparation), writer: writer,
      author: "MK")
    now = Now(wall: 1_790_000_000_000, up: 5_000_000, asleep: 0, zone: 120)
      .advanced(by: startsAfter)
    ids = SampleIDs(seed: seed)
    let began = Began(
      client: "HF-0001", kind: kind, ordinal: 1, protocolName: "im", protocolHash: "",
      author: "MK")
    if begins {
      records.append(recorder.begin(began, id: ids.next(), at: now))
    }
    beginRun(boot: boot)
  }

  func beginRun(boot: String) {
    var ids = self.ids
    records += recorder.beginRun(boot: boot, version: "test", at: now) { ids.next() }
    self.ids = ids
  }

  func endRun() {
    records.append(recorder.endRun(id: ids.next(), at: now))
  }

  /// The program is left or killed and started again: only the records remain.
  func restart(boot: String, leaving: Bool = true, away: Int64) {
    if leaving {
      endRun()
    }
    recorder = Recorder(session: session, writer: recorder.writer, author: recorder.author)
    pass(away)
    beginRun(boot: boot)
  }

  func pass(_ milliseconds: Int64) {
    now = now.advanced(by: milliseconds)
  }

  func ask(
    _ act: Request.Act, ago: Int64 = 0, lane: Lane? = nil
  ) -> Result<EntryID, Refusal> {
    var ids = self.ids
    let id = ids.next()
    defer { self.ids = ids }
    return recorder.record(Request(act, id: id, ago: ago, lane: lane), at: now) { ids.next() }
      .map { fresh in
        records += fresh
        return id
      }
  }

  /// Writes an entry that the session has to take.
  @discardableResult
  func write(
    _ event: Event, ago: Int64 = 0, lane: Lane? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> EntryID {
    must(.record(event), ago: ago, lane: lane, sourceLocation: sourceLocation)
  }

  @discardableResult
  func must(
    _ act: Request.Act, ago: Int64 = 0, lane: Lane? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> EntryID {
    switch ask(act, ago: ago, lane: lane) {
    case .success(let id): return id
    case .failure(let refusal):
      Issue.record("refused: \(refusal)", sourceLocation: sourceLocation)
      return EntryID("")
    }
  }

  func refusal(_ act: Request.Act, ago: Int64 = 0) -> Refusal? {
    if case .failure(let refusal) = ask(act, ago: ago) { refusal } else { nil }
  }

  func refusal(_ event: Event, ago: Int64 = 0) -> Refusal? {
    refusal(.record(event), ago: ago)
  }

  /// The session folded anew from the records alone.
  var replayed: Session {
    var fresh = Session(id: session.id, rules: session.rules, preparation: session.inherited)
    records.forEach { fresh.apply($0) }
    return fresh
  }

  /// T+ now, milliseconds.
  var tPlus: Int64? { session.sinceFirstDose(session.moment(now))?.milliseconds }
}

/// Somebody who reads a session back.
@dynamicMemberLookup
final class Reader {
  private var playback: Playback

  init(_ session: Session) {
    playback = Playback(session)
  }

  subscript<Value>(dynamicMember path: KeyPath<Playback, Value>) -> Value {
    playback[keyPath: path]
  }

  @discardableResult
  func move(_ step: PlaybackStep) -> Bool { playback.move(step) }

  func advance(by milliseconds: Int64, speed: Int64, skippingSilence: Bool) -> Bool {
    playback.advance(by: milliseconds, speed: speed, skippingSilence: skippingSilence)
  }
}
