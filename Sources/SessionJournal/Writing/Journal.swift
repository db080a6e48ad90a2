import CStorage
import Glibc
import Synchronization

/// A session that is being written: entries go in without waiting, and one figure comes back.
///
/// Call it from the loop's thread. A thread of its own writes; `wake` becomes readable whenever
/// ``keeping`` has changed.
package final class Journal: Sendable {
  package let session: String
  /// This installation's name in the records.
  package let writer: String
  /// Readable when something changed; call ``acknowledgeWake()`` and read ``keeping``.
  package let wake: Int32
  private let work: Int32
  private let desk: Mutex<Desk>
  private let files: Mutex<SessionWriter>
  private let ledger: Ledger
  private let machine: Machine

  /// After a full disk, milliseconds between two tries.
  private static let retryAfter: Int32 = 1_000
  /// The ledger's lock is waited for this long, milliseconds.
  private static let ledgerPatience: Int64 = 2_000

  init(writer: SessionWriter, ledger: Ledger, machine: Machine, last: Int64, drafts: Bool) {
    session = writer.session
    self.writer = writer.writer
    self.ledger = ledger
    self.machine = machine
    wake = storage_event()
    work = storage_event()
    desk = Mutex(Desk(keeping: Keeping(upTo: Int(last))))
    files = Mutex(writer)
    Thread.start { self.run() }
  }

  deinit {
    _ = storage_close(wake)
    _ = storage_close(work)
  }

  /// What is kept and what is not, at this moment.
  package var keeping: Keeping { desk.withLock { $0.keeping } }

  package func acknowledgeWake() { _ = storage_event_clear(wake) }

  /// Hands an entry over; returns at once. Entries come in order of `s`.
  package func append(_ entry: JournalEntry, in lane: FileLane) {
    let now = machine.up()
    desk.withLock { desk in
      desk.waiting.append(.init(entry: entry, lane: lane, since: now))
      desk.keeping.waiting = desk.waiting.count
      if desk.keeping.state == .kept { desk.keeping.state = .keeping(since: now) }
    }
    _ = storage_event_raise(work)
  }

  /// Hands over everything that is typed and not entered, newest state only; none removes the file.
  /// Written after the entries handed over before it.
  package func submitDrafts(_ drafts: [Draft]) {
    desk.withLock { $0.drafts = drafts }
    _ = storage_event_raise(work)
  }

  /// Tries again now what a full disk refused.
  package func retry() {
    desk.withLock { $0.isRetryAsked = true }
    _ = storage_event_raise(work)
  }

  /// Waits until everything is kept, at most so long; returns how many entries are not.
  package func flush(milliseconds: Int) -> Int {
    let until = machine.up() + Int64(milliseconds)
    while true {
      let (isIdle, waiting, isHopeless) = desk.withLock { desk in
        (desk.isIdle || desk.isStopped, desk.waiting.count, desk.keeping.isHopeless)
      }
      let left = until - machine.up()
      if isIdle || isHopeless || left <= 0 { return waiting }
      _ = storage_event_wait(wake, Int32(min(left, 1_000)))
      acknowledgeWake()
    }
  }

  /// Flushes and ends the thread, which lets go of the lock; returns how many entries are not kept.
  package func close(milliseconds: Int) -> Int {
    let lost = flush(milliseconds: milliseconds)
    desk.withLock { $0.isStopping = true }
    _ = storage_event_raise(work)
    // A thread stuck in a system call is left behind; the process ends with it.
    let until = machine.up() + 1_000
    while !desk.withLock({ $0.isStopped }), machine.up() < until {
      _ = storage_event_wait(wake, 50)
      acknowledgeWake()
    }
    return lost
  }
}

extension Keeping {
  /// True where waiting longer changes nothing.
  var isHopeless: Bool {
    if case .notKept(_, _, isRetried: false) = state { true } else { false }
  }
}

/// The writer thread.
extension Journal {
  private func run() {
    while true {
      switch next() {
      case .entry(let waiting): keep(waiting)
      case .drafts(let drafts): write(drafts)
      case .ledger(let kind, let until): write(kind, until: until)
      case .rest:
        let isRetrying = desk.withLock { $0.keeping.isRetrying }
        _ = storage_event_wait(work, isRetrying ? Self.retryAfter : -1)
        _ = storage_event_clear(work)
        if isRetrying { desk.withLock { $0.isRetryAsked = true } }
      case .stop:
        files.withLock { $0.close() }
        desk.withLock { $0.isStopped = true }
        _ = storage_event_raise(wake)
        return
      }
    }
  }

  private func next() -> Work {
    desk.withLock { desk in
      if case .notKept(_, _, let isRetried) = desk.keeping.state {
        let isAsked = desk.isRetryAsked && isRetried
        desk.isRetryAsked = false
        if desk.isStopping { return .stop }
        return isAsked ? desk.waiting.first.map { .entry($0) } ?? .rest : .rest
      }
      if let first = desk.waiting.first { return .entry(first) }
      if let drafts = desk.drafts {
        desk.drafts = nil
        return .drafts(drafts)
      }
      if !desk.ledger.isEmpty {
        let (kind, until) = desk.ledger.removeFirst()
        return .ledger(kind, until: until)
      }
      return desk.isStopping ? .stop : .rest
    }
  }

  private func keep(_ waiting: Desk.Waiting) {
    let (result, room) = files.withLock { files -> (Result<LineHash, KeepFault>, Int?) in
      do throws(KeepFault) {
        return (.success(try files.keep(waiting.entry, in: waiting.lane)), files.room())
      } catch {
        return (.failure(error), files.room())
      }
    }
    let (up, wall) = (machine.up(), machine.wall())
    desk.withLock { desk in
      desk.keeping.room = room.flatMap { $0 < Keeping.lowRoom ? $0 : nil }
      switch result {
      case .success(let hash):
        desk.take(waiting, hash: hash, at: wall)
        if let kind = LedgerLine.Kind(entryKind: waiting.entry.kind) {
          desk.ledger.append((kind, up + Self.ledgerPatience))
        }
      case .failure(let fault): desk.fail(waiting, fault)
      }
    }
    _ = storage_event_raise(wake)
  }

  private func write(_ drafts: [Draft]) {
    let fault = files.withLock { files -> StorageFault? in
      do throws(StorageFault) {
        try files.write(drafts)
        return nil
      } catch {
        return error
      }
    }
    desk.withLock { $0.keeping.draftFault = fault }
    _ = storage_event_raise(wake)
  }

  private func write(_ kind: LedgerLine.Kind, until: Int64) {
    let heads = files.withLock { $0.ownHeads() }
    let line = LedgerLine(kind: kind, session: session, at: machine.wall(), files: heads)
    do throws(JournalFault) {
      try ledger.append(line, as: writer)
      desk.withLock { $0.keeping.ledgerFault = nil }
    } catch {
      let isLocked = if case .storage(_, StorageFault(.lock, EWOULDBLOCK)) = error {
        true
      } else {
        false
      }
      if isLocked, machine.up() < until {
        desk.withLock { $0.ledger.insert((kind, until), at: 0) }
        _ = storage_event_wait(work, 20)
        return
      }
      desk.withLock { $0.keeping.ledgerFault = error }
    }
    _ = storage_event_raise(wake)
  }
}

extension Keeping {
  var isRetrying: Bool {
    if case .notKept(_, _, isRetried: true) = state { true } else { false }
  }
}

extension Desk {
  /// The entry at the front is on the disk.
  mutating func take(_ kept: Waiting, hash: LineHash, at wall: Int64) {
    waiting.removeFirst()
    keeping.upTo = Int(kept.entry.s)
    keeping.at = wall
    keeping.waiting = waiting.count
    keeping.state = waiting.first.map { .keeping(since: $0.since) } ?? .kept
    if kept.entry.kind == "sealed" { keeping.fingerprint = Fingerprint(hash) }
  }

  /// The entry at the front is not on the disk, and stays.
  mutating func fail(_ waiting: Waiting, _ fault: KeepFault) {
    let isRetried = if case .noRoom = fault { true } else { false }
    keeping.state = .notKept(fault, since: waiting.since, isRetried: isRetried)
  }
}

extension LedgerLine.Kind {
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
