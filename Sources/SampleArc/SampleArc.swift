import Protocols
import SessionModel

/// The invented arc of client HF-0417: what the demonstration shows and the tests play.
package enum SampleArc {
  package static let client = "HF-0417"
  /// Central European Summer Time, minutes east of UTC: every session lies in September 2026.
  package static let zone = 120
  /// The version the records claim to be written by: no release has it.
  static let version = "sample"

  /// The whole arc in the order in which it happened.
  package static let sessions: [SampleSession] = [
    preparation, dosingOne, firstCall, integrationOne, secondCall, weekOne, taskDone, dosingTwo,
    integrationTwo,
  ]

  /// Plays a script through the recorder: the records as a live session would have left them, held
  /// by the files of `day`.
  ///
  /// Throws what the session refuses, which in the shipped arc is nothing under the shipped rules.
  package static func records(
    of session: SampleSession, sessionID: String, writer: String, rules: ClinicalRules,
    day: RulesOfDay, preparation: Preparation, ids: () -> EntryID
  ) throws(Refusal) -> [Record] {
    try play(
      session, sessionID: sessionID, writer: writer, rules: rules, day: day,
      preparation: preparation, ids: ids
    ).records
  }

  /// A played script: its records, and the session they fold to.
  package struct Played: Sendable {
    package let script: SampleSession
    package let records: [Record]
    package let session: Session
  }

  /// Plays the whole arc; each session inherits what the ones before it prepared and tried.
  package static func played(
    by library: ProtocolLibrary, writer: String, sessionIDs: () -> String, ids: () -> EntryID
  ) throws(Refusal) -> [Played] {
    var preparation = Preparation()
    var earlier: [GroundingOutcome] = []
    var all: [Played] = []
    for script in sessions {
      let played = try play(
        script, sessionID: sessionIDs(), writer: writer, rules: rules(of: script, in: library),
        preparation: preparation, earlier: earlier, ids: ids)
      preparation = played.session.preparation
      earlier += played.session.groundingOutcomes
      all.append(played)
    }
    return all
  }

  package static func rules(
    of session: SampleSession, in library: ProtocolLibrary
  ) -> ClinicalRules {
    library.rules(protocolName: session.protocolName)
  }

  private static func play(
    _ script: SampleSession, sessionID: String, writer: String, rules: ClinicalRules,
    day: RulesOfDay? = nil, preparation: Preparation, earlier: [GroundingOutcome] = [],
    ids: () -> EntryID
  ) throws(Refusal) -> Played {
    let session = Session(
      id: sessionID, rules: rules, preparation: preparation, earlierGrounding: earlier)
    var recorder = Recorder(session: session, writer: writer, author: script.author)
    let began = Began(
      client: client, kind: script.kind, ordinal: script.ordinal,
      protocolName: script.protocolName, protocolHash: day?.hash ?? "",
      author: script.author, isSample: true)
    var records = [recorder.begin(began, id: ids(), at: script.now(script.opens))]
    if let day { records.append(recorder.keep(day, id: ids(), at: script.now(script.opens))) }
    records += recorder.beginRun(
      boot: "sample \(script.kind.rawValue) \(script.ordinal)", version: version,
      at: script.now(script.opens), ids: ids)
    var named: [String: EntryID] = [:]
    for entry in script.entries {
      let id = ids()
      named[entry.name] = id
      let request = try entry.request(id: id, named: named, session: recorder.session)
      switch recorder.record(request, at: script.now(entry.at), ids: ids) {
      case .success(let fresh): records += fresh
      case .failure(let refusal): throw refusal
      }
    }
    records.append(recorder.endRun(id: ids(), at: script.now(script.ends)))
    return Played(script: script, records: records, session: recorder.session)
  }
}

extension SampleSession {
  /// The clocks at an offset from the anchor, milliseconds.
  package func now(_ offset: Int64) -> Now {
    // The machine had been up for two hours when the session opened.
    Now(
      wall: anchor + offset, up: SampleArc.minutes(120) + offset - opens, zone: SampleArc.zone)
  }
}

extension SampleEntry {
  fileprivate func request(
    id: EntryID, named: [String: EntryID], session: Session
  ) throws(Refusal) -> Request {
    let act: Request.Act
    switch self.act {
    case .record(let event): act = .record(event)
    case .putRight(let name, let event):
      guard let target = named[name] else { throw .cannotPutRight }
      act = .putRight(target, event)
    case .carry(let name):
      guard let target = named[name] else { throw .cannotPutRight }
      act = .carry(target)
    case .seal: act = .record(.sealed(session.seal(reason: "")))
    }
    return Request(act, id: id, ago: ago, lane: lane)
  }
}
