import CStorage

/// What the loop and the writer thread both touch, behind one mutex.
struct Desk: Sendable {
  struct Waiting: Sendable {
    let entry: JournalEntry
    let lane: FileLane
    /// Boot-clock milliseconds when it was handed over.
    let since: Int64
  }

  var keeping: Keeping
  /// In order of `s`; an entry leaves only when it is on the disk, so that a rescue can take over.
  var waiting: [Waiting] = []
  /// The newest state of what is typed; nil where the file says it already.
  var drafts: [Draft]?
  /// What the thread writes at this moment; another thread that takes over writes it again.
  var draftsInFlight: [Draft]?
  /// What the file of drafts was given last.
  var draftsWritten: [Draft] = []
  /// Ledger lines to write, and until when to try (boot clock).
  var ledger: [(kind: LedgerLine.Kind, until: Int64)] = []
  var isRetryAsked = false
  /// Boot-clock milliseconds when the thread began what it is doing.
  var busySince: Int64?
  /// After which lines a rescue goes on, and how far every file of the session went.
  var lastGood: [FileLane: Continuation] = [:]
  var heads: [FileHead] = []
  /// The number of the last entry that is written, or of the last there was at the opening.
  var last: Int64 = 0
  /// The last rescue folder that was tried.
  var folderTried: Int?
  /// Counts the threads that have owned the writing; an older one has nothing to say any more.
  var generation = 0
  /// Of the thread that owns the writing.
  var fence = Fence()
  /// The thread that owns the writing, and the processor that it was last told to run on.
  var thread: (number: Int32, processor: Int32)?
  /// Threads that have not ended, those left behind in a system call too.
  var threads = 1
  /// The program is to end within seconds.
  var isLeaving = false
  var isStopping = false
  /// Every thread has ended, and the lock is let go.
  var isStopped = false

  /// Entries that are written, but to a memory file system.
  var inMemory = 0

  var isIdle: Bool {
    waiting.isEmpty && drafts == nil && draftsInFlight == nil && ledger.isEmpty
  }
}

extension Desk {
  /// True where waiting longer changes nothing.
  var isHopeless: Bool { keeping.isHopeless && !isRetryAsked && busySince == nil }
}

/// The thread that writes runs on the processor of who hands entries over: waking an idle processor
/// and being woken by it costs as much as half of the sync does.
extension Desk {
  mutating func owns(_ thread: Int32, _ generation: Int) {
    guard generation == self.generation else { return }
    self.thread = (thread, -1)
  }

  /// Called by who hands an entry over.
  mutating func keepThreadNear() {
    guard let (number, processor) = thread else { return }
    thread = (number, storage_thread_beside(number, processor))
  }

  /// The thread ends: its number may be given to another.
  mutating func forget(_ thread: Int32) {
    if self.thread?.number == thread { self.thread = nil }
  }
}

/// What the thread does next, chosen in this order: entries before drafts before the ledger.
enum Work: Sendable {
  case entry(Desk.Waiting)
  case drafts([Draft])
  case ledger(LedgerLine.Kind, until: Int64)
  case rest
  case stop
  /// Another thread owns the writing now.
  case abdicate
}

extension Desk {
  mutating func next(for generation: Int, now: Int64) -> Work {
    if generation != self.generation { return .abdicate }
    let work = choose()
    switch work {
    case .entry, .drafts, .ledger: busySince = now
    case .rest, .stop, .abdicate: busySince = nil
    }
    return work
  }

  private mutating func choose() -> Work {
    if case .notKept = keeping.state {
      let isAsked = isRetryAsked
      isRetryAsked = false
      if isStopping { return .stop }
      return isAsked ? waiting.first.map { .entry($0) } ?? .rest : .rest
    }
    if let first = waiting.first { return .entry(first) }
    if let drafts {
      self.drafts = nil
      draftsInFlight = drafts
      return .drafts(drafts)
    }
    if !ledger.isEmpty {
      let (kind, until) = ledger.removeFirst()
      return .ledger(kind, until: until)
    }
    return isStopping ? .stop : .rest
  }

  /// The next generation where the thread has been in one piece of work for too long while an
  /// entry waits.
  mutating func takeOver(at now: Int64) -> Int? {
    let patience = isLeaving ? EnduringWriter.patienceWhenLeaving : EnduringWriter.patience
    guard let busySince, let first = waiting.first, now - max(busySince, first.since) >= patience
    else { return nil }
    // The next thread begins at once; one that gets stuck too is left as well.
    self.busySince = now
    drafts = drafts ?? draftsInFlight
    draftsInFlight = nil
    generation += 1
    fence.shut()
    fence = Fence()
    threads += 1
    return generation
  }

  /// Text that was not entered goes along from a folder that is gone.
  mutating func noteRescue(_ folder: RescueFolder?, because fault: KeepFault?) {
    if folder != keeping.rescue, drafts == nil, !draftsWritten.isEmpty {
      switch fault {
      case .moved, .interfered: drafts = draftsWritten
      case .noRoom, .finished, .stalled, .refused, .unsealable, nil: break
      }
    }
    (keeping.rescue, keeping.rescueReason) = (folder, fault)
  }

  /// The entry at the front is written.
  mutating func take(_ kept: Waiting, hash: LineHash, at wall: Int64) {
    waiting.removeFirst()
    last = kept.entry.s
    if keeping.rescue?.isMemory == true {
      inMemory += 1
    } else {
      keeping.upTo = Int(kept.entry.s)
      keeping.at = wall
    }
    keeping.waiting = waiting.count
    let rest: Keeping.State = inMemory > 0 ? .memoryOnly : .kept
    keeping.state = waiting.first.map { .keeping(since: $0.since) } ?? rest
    if kept.entry.kind == "sealed" { keeping.fingerprint = Fingerprint(hash) }
  }

  /// The entry at the front is not on the disk, and stays.
  mutating func fail(_ waiting: Waiting, _ fault: KeepFault) {
    let isRetried =
      switch fault {
      case .noRoom, .unsealable: true
      case .finished, .stalled, .interfered, .moved, .refused: false
      }
    keeping.state = .notKept(fault, since: waiting.since, isRetried: isRetried)
  }
}

extension LedgerLine.Kind {
  /// The events of a session that its ledger notes.
  init?(entryKind kind: String) {
    switch kind {
    case "began": self = .begun
    case "runEnded": self = .left
    case "closed": self = .closed
    case "sealed": self = .sealed
    default: return nil
    }
  }
}
