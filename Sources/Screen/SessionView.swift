import SessionModel

/// What several panes ask of a session, whatever the time is.
struct SessionFacts {
  let firstDose: Moment?
  let lastDose: Moment?
  let doses: [Dose]
  /// What blood pressure is compared with.
  let baseline: Vitals?
  /// The newest readings, oldest first, and the entry of the newest.
  let trend: VitalsTrend
  let newestReading: EntryID?
  /// Readings in a band that were acknowledged, and the entries that did it.
  let acknowledged: [EntryID: Entry]
  /// True while a reading in a band waits for that.
  let asksAcknowledging: Bool
  /// The installation whose entries may still be on their way to the disk.
  let writer: String?
  /// Minutes east of UTC that the session was last written in.
  let zone: Int?
  let infusion: Infusion?
  /// "oxygen 2 L/min" while it runs.
  let oxygen: String?
  /// A lozenge in the mouth.
  let hold: Hold?
  /// The newest SpO₂ since the dose, where the protocol has oximetry throughout.
  let oximetry: Entry?

  init(_ session: Session) {
    let given = session.givenDoses
    firstDose = given.first?.entry.happened
    lastDose = given.last?.entry.happened
    doses = given.map(\.dose)
    baseline = session.baseline
    let newest = session.newestReadings(VitalsTrend.most)
    trend = VitalsTrend(readings: newest.readings)
    newestReading = newest.newest
    acknowledged = session.acknowledgements
    asksAcknowledging = !session.unacknowledgedReadings.isEmpty
    writer = session.entries.last?.record.writer
    zone = session.entries.last?.writtenZone
    infusion = session.infusion
    oxygen = session.oxygen.map { running in
      [running.medication.drug, running.medication.dose].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    hold = session.hold
    let isThroughout = session.treatment?.cadence.oximetryThroughout == true
    oximetry =
      firstDose.flatMap { dose in
        guard isThroughout else { return nil }
        return session.readings.last {
          $0.vitals.spo2 != nil && $0.entry.happened.elapsed(since: dose).milliseconds >= 0
        }?.entry
      }
  }
}

/// A session at a moment, with what several panes ask for worked out once. Handed from pane to pane
/// for every key, so it is one object and not so many copies of a session.
final class SessionView: Sendable {
  let session: Session
  let now: Now
  let moment: Moment
  let facts: SessionFacts
  /// What the list knows of the session, where its beginning cannot be read.
  private let listLine: ListLine?

  init(_ session: Session, now: Now, facts: SessionFacts? = nil, listLine: ListLine? = nil) {
    self.session = session
    self.listLine = session.lastListLine ?? listLine
    self.now = now
    moment = session.moment(now)
    self.facts = facts ?? SessionFacts(session)
  }

  var firstDose: Moment? { facts.firstDose }
  var lastDose: Moment? { facts.lastDose }
  var doses: [Dose] { facts.doses }
  var baseline: Vitals? { facts.baseline }
  var writer: String? { facts.writer }

  /// What a figure in minutes is counted from, where it has come.
  func moment(of anchor: Anchor) -> Moment? {
    switch anchor {
    case .dose: firstDose
    case .lastDose: lastDose
    case .infusionEnd: facts.infusion?.end
    }
  }

  var start: Moment { session.start ?? moment }

  /// The same at the beginning of the second that it shows: what only ticks is drawn once a second,
  /// however many keys come in it.
  var atSecond: SessionView {
    SessionView(session, now: now.advanced(by: -behindSecond), facts: facts, listLine: listLine)
  }

  /// Milliseconds since the second that ticks began.
  var behindSecond: Int64 {
    let part =
      session.ticking.map { moment.elapsed(since: $0).milliseconds % 1_000 } ?? now.wall % 1_000
    return part < 0 ? part + 1_000 : part
  }

  /// What times of the log are counted from.
  var origin: Moment { firstDose ?? start }

  /// "0:16:45", "-0:24:00", or "+0:12:10" since the session began where nothing was given: always
  /// hours, minutes and seconds.
  func logTime(_ at: Moment) -> String {
    let elapsed = at.elapsed(since: origin).milliseconds
    let sign = firstDose == nil && elapsed >= 0 ? "+" : ""
    return sign + TimeText.length(elapsed)
  }

  /// "0:38" after the dose; the wall clock where nothing was given.
  func shortTime(_ at: Moment) -> String {
    guard let firstDose else { return TimeText.clock(at.wall, zone: facts.zone ?? now.zone) }
    return TimeText.hoursMinutes(at.elapsed(since: firstDose).milliseconds)
  }

  /// "HF-0417".
  var code: String { session.began?.client ?? listLine?.client ?? session.id }

  /// "HF-0417 dosing 1"; what the list knows where the beginning cannot be read.
  var name: String {
    if let began = session.began {
      return "\(began.client) \(began.kind.rawValue) \(began.ordinal)"
    }
    return listLine.map { "\($0.client) \($0.kind.rawValue) \($0.ordinal)" }
      ?? session.id
  }

  /// "IM 60+30 mg", "IM" before the dose; empty where the session has no protocol.
  var treatmentWords: String {
    guard let title = session.treatment?.title else { return "" }
    return amounts.isEmpty ? title : "\(title) \(amounts)"
  }

  /// "60+30 mg", empty before the dose; what is of another drug than the protocol's is named:
  /// "28+28 mg, ketamine 25 mg".
  var amounts: String {
    let usual = session.treatment?.drug
    let weighed = doses.filter { !$0.milligrams.isEmpty }
    var drugs: [String] = []
    for drug in weighed.map(\.drug) where !drugs.contains(drug) { drugs.append(drug) }
    return drugs.map { drug in
      let given = weighed.filter { $0.drug == drug }.map(\.milligrams).joined(separator: "+")
      return drug == usual ?? drug ? "\(given) mg" : "\(drug) \(given) mg"
    }.joined(separator: ", ")
  }

  /// When an entry happened, on the clock that hung on the wall then.
  func clock(_ entry: Entry) -> String { TimeText.clock(entry.happened.wall, zone: entry.zone) }

  /// The wall clock now.
  var clock: String { TimeText.clock(now.wall, zone: now.zone) }
}
