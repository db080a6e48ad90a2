import Interaction
import SessionJournal
import SessionModel

/// A session that is being written: its fold, its numbering and its journal belong together.
struct OpenSession {
  private(set) var recorder: Recorder
  let journal: Journal
  /// Text that was typed before the last end and never entered.
  private let drafts: [SessionJournal.Draft]
  /// What the person is told who goes on here, where something of the session is damaged.
  let damage: String?
  /// Why not all of it could be read when it was opened, in words for its pages.
  private(set) var incomplete: String?
  /// What the person is told of the rules that the session is held by, where they are not today's.
  let rulesRemark: String?
  private let boot: String
  /// True between the records that begin and end a run; a session that is only read has none.
  private var isRunning = false
  /// What the draft file holds; nil while that is what an earlier run left there.
  private var drafted: [Interaction.Draft]?
  /// Boot-clock milliseconds at which changed drafts are due on the disk.
  private(set) var draftsDue: Int64?
  /// The disk did not take the drafts that were handed over last: they are handed over again.
  private var isDraftRefused = false
  /// What else is to be said to a person who goes on here.
  private(set) var remark: String?
  /// Lines that the ledger knew when the session was opened, and that were not there.
  private(set) var missingLines = 0

  var session: Session { recorder.session }

  /// What was typed and not entered, as it was handed to the disk last, or found there.
  var unsent: [Interaction.Draft] {
    drafted ?? drafts.map { Interaction.Draft($0, boot: boot) }
  }

  /// How many typed texts are not on the disk because it did not take them.
  var unwritten: Int { journal.keeping.draftFault == nil ? 0 : unsent.count }

  /// The same at the end of the program, where the disk has not answered for them yet either.
  var textsAtRisk: Int { journal.isDraftWaiting ? unsent.count : unwritten }

  /// Unsent text reaches the disk this long after a key at the latest, milliseconds: half of the
  /// second that may be lost.
  private static let draftRest: Int64 = 500
  /// Drafts that the disk refused are tried again after this long, milliseconds.
  private static let draftRetry: Int64 = 1_000
  /// Leaving waits this long for the disk, milliseconds (journal.md, "Writing" 7).
  static let patience = 5_000

  static func begin(
    in vault: Vault, _ began: Began, day: RulesOfDay, held: HeldRules, rescue: [RescueFolder],
    clocks: Clocks
  ) throws(JournalFault) -> OpenSession {
    let journal = try vault.createSession(rescue: rescue)
    let session = Session(
      id: journal.session, rules: held.rules, preparation: held.preparation,
      earlierGrounding: held.earlierGrounding, before: held.before)
    var open = OpenSession(
      recorder: Recorder(session: session, writer: journal.writer, author: began.author),
      journal: journal, boot: clocks.boot)
    open.journal.append(open.recorder.begin(began, id: clocks.freshID(), at: clocks.now()))
    open.journal.append(open.recorder.keep(day, id: clocks.freshID(), at: clocks.now()))
    open.beginRun(clocks, at: clocks.now())
    return open
  }

  /// Opens a session again: locked, repaired, folded; nothing is recorded before its run begins.
  /// `prepare` finds rules and agreement once the first record has said what the session is. What
  /// is read of it already is held once, and not once to be read and once to be written.
  static func open(
    _ id: String, in vault: Vault, asRead known: Session? = nil, author: String,
    rescue: [RescueFolder], clocks: Clocks,
    prepare: (Began, Int64, RulesOfDay?) -> HeldRules
  ) throws(JournalFault) -> OpenSession {
    let (journal, reading) = try vault.resumeSession(id, rescue: rescue)
    var (session, rulesRemark) =
      known.flatMap { Self.fold(reading, after: $0) }.map { ($0, nil) }
      ?? Self.fold(reading, prepare: prepare)
    guard session.began != nil else {
      _ = journal.close(milliseconds: 0)
      throw .beginningMissing(session: id)
    }
    session.isRead(inBoot: clocks.boot)
    let recorder = Recorder(
      session: session, writer: journal.writer, author: author,
      after: Int(reading.lastNumber(of: journal.writer)))
    var open = OpenSession(
      recorder: recorder, journal: journal, drafts: reading.drafts, damage: reading.damage,
      rulesRemark: rulesRemark, boot: clocks.boot)
    open.incomplete = reading.incomplete
    open.missingLines = Int(reading.missingLines)
    open.remark = reading.ignoredWords
    return open
  }

  /// The session as its records tell it, held by the rules it kept, and what to say of those.
  static func fold(
    _ reading: SessionReading, prepare: (Began, Int64, RulesOfDay?) -> HeldRules
  ) -> (session: Session, rulesRemark: String?) {
    let records = reading.recordsAndGaps
    let held = HeldRules(records, prepare: prepare)
    var session = Session(
      id: reading.id, rules: held.rules, preparation: held.preparation,
      earlierGrounding: held.earlierGrounding, before: held.before)
    for record in records {
      session.apply(record)
    }
    session.unsealed = reading.unsealed
    return (session, held.remark)
  }

  /// The same as it was read a moment ago, with what came since; nil where that is not its
  /// beginning.
  private static func fold(_ reading: SessionReading, after known: Session) -> Session? {
    guard known.began != nil, reading.begins(with: known.entries),
      let rest = reading.recordsAndGaps(after: known.entries.count)
    else { return nil }
    var session = known
    for record in rest { session.apply(record) }
    session.unsealed = reading.unsealed
    return session
  }

  private init(
    recorder: Recorder, journal: Journal, drafts: [SessionJournal.Draft] = [],
    damage: String? = nil, rulesRemark: String? = nil, boot: String
  ) {
    self.recorder = recorder
    self.journal = journal
    self.drafts = drafts
    self.damage = damage
    self.rulesRemark = rulesRemark
    self.boot = boot
    drafted = drafts.isEmpty ? [] : nil
  }

  /// Begins the run where it has not begun.
  mutating func beginRun(_ clocks: Clocks, at now: Now) {
    guard !isRunning else { return }
    isRunning = true
    let records = recorder.beginRun(
      boot: clocks.boot, version: Version.number, at: now, ids: clocks.freshID)
    records.forEach(journal.append)
  }

  mutating func setAuthor(_ initials: String) {
    recorder.author = initials
  }

  /// Decides, applies and hands over; the interface has checked that it will be taken. The first
  /// entry begins the run where that has not begun.
  mutating func record(_ request: Request, at now: Now, clocks: Clocks) -> Refusal? {
    beginRun(clocks, at: now)
    switch recorder.record(request, at: now, ids: clocks.freshID) {
    case .success(let records):
      records.forEach(journal.append)
      return nil
    case .failure(let refusal): return refusal
    }
  }

  /// Notes that unsent text changed; it is handed over at most every half second.
  mutating func noteDrafts(_ drafts: [Interaction.Draft], at now: Now) {
    if drafts != drafted, draftsDue == nil {
      draftsDue = now.up + Self.draftRest
    }
    if let due = draftsDue, now.up >= due || drafts.count < drafted?.count ?? .max {
      hand(drafts)
    }
  }

  /// Asks the journal, at its wake, whether the drafts reached the disk.
  mutating func noteRefusedDrafts(at now: Now) {
    guard draftsDue == nil, unwritten > 0 else { return }
    isDraftRefused = true
    draftsDue = now.up + Self.draftRetry
  }

  /// Of a session that was left: nobody types in it any more, so its drafts wait for the disk only.
  mutating func handRefusedDrafts(at now: Now) {
    noteRefusedDrafts(at: now)
    if let due = draftsDue, now.up >= due { hand(unsent) }
  }

  private mutating func hand(_ drafts: [Interaction.Draft]) {
    draftsDue = nil
    guard isDraftRefused || drafts != drafted else { return }
    isDraftRefused = false
    drafted = drafts
    journal.submitDrafts(drafts.map { SessionJournal.Draft($0, boot: boot) })
  }

  /// Ends the run without waiting for the disk. Where the screen held no texts, those on the disk
  /// stay as they are.
  mutating func endRun(drafts: [Interaction.Draft]?, clocks: Clocks) {
    if let drafts {
      isDraftRefused = isDraftRefused || unwritten > 0
      hand(drafts)
    }
    guard isRunning else { return }
    isRunning = false
    journal.append(recorder.endRun(id: clocks.freshID(), at: clocks.now()))
  }

  var keeping: Interaction.Keeping {
    let now = journal.keeping
    var remarks: [String] = []
    if let words = Self.rescueWords(now) {
      remarks.append(words)
    }
    if damage != nil {
      remarks.append("damage: see verify")
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

extension OpenSession {
  /// Where the session went on that had to leave its own folder, and why.
  var rescueWords: String? { Self.rescueWords(journal.keeping) }

  fileprivate static func rescueWords(_ keeping: SessionJournal.Keeping) -> String? {
    keeping.rescue.map { "\(reason(keeping.rescueReason)): kept in \($0.path)" }
  }

  private static func reason(_ fault: KeepFault?) -> String {
    switch fault {
    case .moved: "the session's folder was moved or deleted"
    case .interfered: "another program changed the session's file"
    case .noRoom: "the disk is full"
    case .stalled: "the disk does not answer"
    case .finished, .refused, .unsealable, nil: "the disk failed"
    }
  }
}

extension SessionJournal.Draft {
  init(_ draft: Interaction.Draft, boot: String) {
    self.init(
      id: draft.id.text, at: draft.firstKey.wall, up: draft.firstKey.up,
      boot: draft.firstKey.isThisBoot ? boot : "", note: draft.kind.rawValue,
      flip: draft.isLaneFlipped, text: draft.text, parked: draft.isParked,
      earlier: draft.earlier, wordForWord: draft.isWordForWord,
      ref: draft.puttingRight?.text, beside: draft.beside?.text)
  }
}

extension Interaction.Draft {
  init(_ draft: SessionJournal.Draft, boot: String) {
    self.init(
      id: EntryID(draft.id),
      firstKey: Stamp(wall: draft.at, up: draft.up, isThisBoot: draft.boot == boot),
      kind: NoteKind(rawValue: draft.note) ?? .observed, isLaneFlipped: draft.flip,
      earlier: draft.earlier, isWordForWord: draft.wordForWord,
      puttingRight: draft.ref.map { EntryID($0) }, beside: draft.beside.map { EntryID($0) },
      text: draft.text, isParked: draft.parked)
  }
}
