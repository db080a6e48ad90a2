import SessionJournal
import SessionModel

/// Folds a session that is being read, stretch after stretch, into what plays it back.
struct PlaybackFold {
  let id: String
  /// The boot in which it is read.
  let boot: String
  let prepare: @Sendable (Began, Int64, RulesOfDay?) -> HeldRules
  private(set) var rulesRemark: String?
  private var playback: Playback?
  private var hasKeptRules = false
  /// The session of which another Holdfast wrote more: nothing of it is shown before all is read.
  private let known: Playback?
  /// Entries that are to be there before they are shown.
  private var next = PlaybackFold.first

  /// Entries of a first screen, and many more than that. Every further stretch is as long as all
  /// before it: surveying them costs no more than twice the whole.
  private static let first = 64

  init(
    of id: String, inBoot boot: String,
    prepare: @escaping @Sendable (Began, Int64, RulesOfDay?) -> HeldRules
  ) {
    self.id = id
    self.boot = boot
    self.prepare = prepare
    known = nil
  }

  init(goingOnAfter known: Playback, inBoot boot: String) {
    let whole = known.whole
    let held = HeldRules(rules: whole.rules, preparation: whole.inherited)
    self.id = whole.id
    self.boot = boot
    prepare = { _, _, _ in held }
    self.known = known
    playback = known
    hasKeptRules = true
  }

  private var count: Int { playback?.whole.entries.count ?? 0 }

  /// What can be shown, where it is enough that is new.
  mutating func take(_ soFar: ReadingSoFar) -> Playback? {
    guard known == nil, soFar.ordered >= next else { return nil }
    next = soFar.ordered * 2
    let records = soFar.entries[count..<soFar.ordered].map(EventCoding.record)
    if playback == nil {
      guard records.contains(where: \.isBeginning) else { return nil }
      playback = begun(records)
    }
    playback?.append(records)
    return playback.map { seen($0, unsealed: []) }
  }

  /// The whole. What was folded before goes on where it is the session's beginning as it turned out
  /// to be; else the fold begins anew.
  mutating func finish(_ reading: SessionReading) -> Playback {
    if var folded = playback, reading.begins(with: folded.whole.entries),
      let rest = reading.recordsAndGaps(after: count),
      hasKeptRules || !rest.contains(where: \.keepsRules)
    {
      playback = nil
      if !rest.isEmpty { folded.append(rest) }
      return seen(folded, unsealed: reading.unsealed)
    }
    let records = reading.recordsAndGaps
    var folded = begun(records)
    folded.append(records)
    return seen(folded, unsealed: reading.unsealed)
  }

  private mutating func begun(_ records: [Record]) -> Playback {
    let held = HeldRules(records, prepare: prepare)
    rulesRemark = held.remark
    hasKeptRules = records.contains(where: \.keepsRules)
    return Playback(
      [], into: Session(id: id, rules: held.rules, preparation: held.preparation))
  }

  private func seen(_ playback: Playback, unsealed: Set<EntryID>) -> Playback {
    var seen = playback
    seen.isRead(inBoot: boot, unsealed: unsealed)
    return seen
  }
}

extension SessionReading {
  /// True where these are its first entries, in its order.
  func begins(with known: EntryLog) -> Bool {
    known.count <= entries.count
      && zip(known, entries).allSatisfy { $0.id.text == $1.entry.id }
  }
}

extension Record {
  fileprivate var isBeginning: Bool { if case .began = event { true } else { false } }
  fileprivate var keepsRules: Bool { if case .rulesKept = event { true } else { false } }
}
