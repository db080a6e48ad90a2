import Interaction
import SessionJournal
import SessionModel

/// A session that is being written: its fold, its numbering and its journal belong together.
struct OpenSession {
  private(set) var recorder: Recorder
  let journal: Journal
  /// Text that was typed before the last end and never entered.
  let drafts: [SessionJournal.Draft]
  /// What the draft file holds; nil while that is what an earlier run left there.
  private var drafted: [Interaction.Draft]?
  /// False until something is written: a review that only holds typed text begins no run.
  private var isRunning = false
  /// Boot-clock milliseconds at which changed drafts are due on the disk.
  private(set) var draftsDue: Int64?

  var session: Session { recorder.session }

  /// Unsent text reaches the disk this long after a key at the latest, milliseconds: half of the
  /// second that may be lost.
  private static let draftRest: Int64 = 500
  /// Leaving waits this long for the disk, milliseconds (journal.md, "Writing" 7).
  static let patience = 5_000

  static func begin(
    in vault: Vault, _ began: Began, rules: ClinicalRules, preparation: Preparation,
    rescue: [RescueFolder], clocks: Clocks
  ) throws(JournalFault) -> OpenSession {
    let journal = try vault.createSession(rescue: rescue)
    let session = Session(id: journal.session, rules: rules, preparation: preparation)
    var open = OpenSession(
      recorder: Recorder(session: session, writer: journal.writer, author: began.author),
      journal: journal, drafts: [])
    open.journal.append(open.recorder.begin(began, id: clocks.freshID(), at: clocks.now()))
    open.beginRun(clocks)
    return open
  }

  /// Opens a session again: locked, repaired, folded. `prepare` finds rules and agreement once the
  /// first record has said what the session is.
  static func resume(
    _ id: String, in vault: Vault, author: String, rescue: [RescueFolder], clocks: Clocks,
    beginsRun: Bool = true,
    prepare: (Began, Int64) -> (ClinicalRules, Preparation)
  ) throws(JournalFault) -> OpenSession {
    let (journal, reading) = try vault.resumeSession(id, rescue: rescue)
    let session = Self.fold(reading, prepare: prepare)
    var open = OpenSession(
      recorder: Recorder(session: session, writer: journal.writer, author: author),
      journal: journal, drafts: reading.drafts)
    if beginsRun {
      open.beginRun(clocks)
    }
    return open
  }

  static func fold(
    _ reading: SessionReading, prepare: (Began, Int64) -> (ClinicalRules, Preparation)
  ) -> Session {
    let records = reading.records
    var rules = ClinicalRules.none
    var preparation = Preparation()
    if let first = records.first(where: { if case .began = $0.event { true } else { false } }),
      case .began(let began) = first.event
    {
      (rules, preparation) = prepare(began, first.at)
    }
    var session = Session(id: reading.id, rules: rules, preparation: preparation)
    for record in records {
      session.apply(record)
    }
    return session
  }

  private init(recorder: Recorder, journal: Journal, drafts: [SessionJournal.Draft]) {
    self.recorder = recorder
    self.journal = journal
    self.drafts = drafts
    drafted = drafts.isEmpty ? [] : nil
  }

  private mutating func beginRun(_ clocks: Clocks) {
    let records = recorder.beginRun(
      boot: clocks.boot, version: Version.number, at: clocks.now(), ids: clocks.freshID)
    records.forEach(journal.append)
    isRunning = true
  }

  mutating func setAuthor(_ initials: String) {
    recorder.author = initials
  }

  /// Decides, applies and hands over; the interface has checked that it will be taken.
  mutating func record(_ request: Request, at now: Now, clocks: Clocks) -> Refusal? {
    if !isRunning {
      beginRun(clocks)
    }
    switch recorder.record(request, at: now, ids: clocks.freshID) {
    case .success(let records):
      records.forEach(journal.append)
      return nil
    case .failure(let refusal): return refusal
    }
  }

  /// Notes that unsent text changed; it is handed over at most every half second.
  mutating func noteDrafts(_ drafts: [Interaction.Draft], at now: Now, boot: String) {
    if drafts != drafted, draftsDue == nil {
      draftsDue = now.up + Self.draftRest
    }
    if let due = draftsDue, now.up >= due || drafts.count < drafted?.count ?? .max {
      hand(drafts, boot: boot)
    }
  }

  mutating func hand(_ drafts: [Interaction.Draft], boot: String) {
    draftsDue = nil
    guard drafts != drafted else { return }
    drafted = drafts
    journal.submitDrafts(drafts.map { SessionJournal.Draft($0, boot: boot) })
  }

  /// Ends the run; how many entries could not be kept.
  mutating func end(
    drafts: [Interaction.Draft], clocks: Clocks
  ) -> Int {
    hand(drafts, boot: clocks.boot)
    if isRunning {
      journal.append(recorder.endRun(id: clocks.freshID(), at: clocks.now()))
    }
    return journal.close(milliseconds: Self.patience)
  }

  var keeping: Interaction.Keeping {
    let now = journal.keeping
    var remarks: [String] = []
    if let rescue = now.rescue {
      remarks.append("the disk failed: kept in \(rescue.path)")
    }
    if let room = now.room {
      remarks.append("\(room >> 20) MiB free")
    }
    if now.ledgerFault != nil {
      remarks.append("ledger not written")
    }
    if now.draftFault != nil {
      remarks.append("draft not kept")
    }
    let state: Interaction.Keeping.State =
      switch now.state {
      case .kept: .kept
      case .keeping(let since): .keeping(since: since)
      case .notKept(let fault, let since, _): .notKept(why: fault.words, since: since)
      case .memoryOnly: .memoryOnly
      }
    return Interaction.Keeping(
      state: state, upTo: now.upTo, at: now.at, remark: remarks.joined(separator: ", "))
  }
}

extension SessionJournal.Draft {
  init(_ draft: Interaction.Draft, boot: String) {
    self.init(
      id: draft.id.text, at: draft.firstKey.wall, up: draft.firstKey.up,
      boot: draft.firstKey.isThisBoot ? boot : "", note: draft.kind.rawValue,
      flip: draft.isLaneFlipped, text: draft.text, parked: draft.isParked,
      earlier: draft.earlier, wordForWord: draft.isWordForWord,
      ref: draft.puttingRight?.text)
  }
}

extension Interaction.Draft {
  init(_ draft: SessionJournal.Draft, boot: String) {
    self.init(
      id: EntryID(draft.id),
      firstKey: Stamp(wall: draft.at, up: draft.up, isThisBoot: draft.boot == boot),
      kind: NoteKind(rawValue: draft.note) ?? .observed, isLaneFlipped: draft.flip,
      earlier: draft.earlier, isWordForWord: draft.wordForWord,
      puttingRight: draft.ref.map { EntryID($0) }, text: draft.text, isParked: draft.parked)
  }
}
