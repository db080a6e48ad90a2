import CStorage
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
  let work: Int32
  let desk: Mutex<Desk>
  let ledger: Ledger
  let machine: Machine
  let rescuer: Rescuer
  /// The session's folder; its descriptor carries the lock until the last thread has ended.
  let lock: Descriptor
  /// Files that were there at the opening.
  private let found: [FileHead]

  init(writer: SessionWriter, ledger: Ledger, rescuer: Rescuer, last: Int64) {
    session = writer.session
    self.writer = writer.writer
    self.ledger = ledger
    machine = writer.machine
    self.rescuer = rescuer
    lock = writer.folder
    wake = storage_event()
    work = storage_event()
    var desk = Desk(keeping: Keeping(upTo: Int(last)))
    desk.lastGood = writer.lastGood
    desk.heads = writer.ownHeads()
    desk.last = last
    found = writer.found
    let engine = Engine(
      generation: 0, EnduringWriter(writer, rescuer: rescuer), behind: desk.fence)
    self.desk = Mutex(desk)
    Thread.start { self.run(engine) }
  }

  deinit {
    _ = storage_close(wake)
    _ = storage_close(work)
  }

  /// What is kept and what is not, at this moment. Read it at every tick: a disk that has not
  /// answered for ten seconds is found here, and a second thread goes on elsewhere.
  package var keeping: Keeping {
    let now = machine.up()
    let (keeping, taken) = desk.withLock { desk in
      (desk.keeping, desk.takeOver(at: now).map { (generation: $0, desk: desk) })
    }
    if let (generation, desk) = taken {
      let successor = EnduringWriter.successor(
        of: session, writer: writer, machine: machine, rescuer: rescuer,
        lastGood: desk.lastGood, heads: desk.heads, found: found, after: desk.folderTried)
      let engine = Engine(generation: generation, successor, behind: desk.fence)
      Thread.start { self.run(engine) }
    }
    return keeping
  }

  /// Entries that are not on a disk, oldest first: to show and copy when nothing else works.
  package var unkept: [JournalEntry] { desk.withLock { $0.waiting.map(\.entry) } }

  package func acknowledgeWake() { _ = storage_event_clear(wake) }

  /// Hands an entry over; returns at once. Entries come in order of `s`.
  package func append(_ entry: JournalEntry, in lane: FileLane) {
    let now = machine.up()
    desk.withLock { desk in
      desk.keepThreadNear()
      desk.waiting.append(.init(entry: entry, lane: lane, since: now))
      desk.keeping.waiting = desk.waiting.count
      switch desk.keeping.state {
      case .kept, .memoryOnly: desk.keeping.state = .keeping(since: now)
      case .keeping, .notKept: break
      }
    }
    _ = storage_event_raise(work)
  }

  /// Hands over everything that is typed and not entered, newest state only; none removes the file.
  /// Written after the entries handed over before it.
  package func submitDrafts(_ drafts: [Draft]) {
    desk.withLock { $0.drafts = drafts }
    _ = storage_event_raise(work)
  }

  /// Tries again now what could not be written.
  package func retry() {
    desk.withLock { $0.isRetryAsked = true }
    _ = storage_event_raise(work)
  }

  /// The program is to end within seconds: what has found no room goes to a rescue at once, and
  /// what stalls soon. Call it before ``close(milliseconds:)`` where other journals are closed
  /// first.
  package func hasten() {
    desk.withLock { desk in
      desk.isLeaving = true
      desk.isRetryAsked = true
    }
    _ = storage_event_raise(work)
  }

  /// Waits until everything is kept, at most so long; returns how many entries are not.
  package func flush(milliseconds: Int) -> Int {
    let until = machine.up() + Int64(milliseconds)
    while true {
      _ = keeping
      let (isIdle, isHopeless, waiting) = desk.withLock { desk in
        (desk.isIdle || desk.isStopped, desk.isHopeless, desk.waiting.count + desk.inMemory)
      }
      let left = until - machine.up()
      if isIdle || isHopeless || left <= 0 { return waiting }
      _ = storage_event_wait(wake, Int32(min(left, 1_000)))
      acknowledgeWake()
    }
  }

  /// True while typed text that was handed over is not on the disk.
  package var isDraftWaiting: Bool {
    desk.withLock { $0.drafts != nil || $0.draftsInFlight != nil }
  }

  /// Ends the thread once everything is on the disk, typed text too, without waiting for it; true
  /// when the lock is let go. While a thread is left behind in a system call the session stays, so
  /// that it can be gone on with. Ask again at every wake.
  package func closeWhenKept() -> Bool {
    // A disk that does not answer is found here too.
    _ = keeping
    let (isStopped, isReady) = desk.withLock { desk in
      let isReady =
        !desk.isStopping && desk.isIdle && desk.threads == 1 && desk.keeping.state == .kept
        && desk.keeping.draftFault == nil
      if isReady { desk.isStopping = true }
      return (desk.isStopped, isReady)
    }
    if isReady { _ = storage_event_raise(work) }
    return isStopped
  }

  /// True once the thread is to end: nothing more is taken.
  package var isClosing: Bool { desk.withLock { $0.isStopping } }

  /// Flushes, ends the thread and lets go of the lock; returns how many entries are not kept.
  package func close(milliseconds: Int) -> Int {
    hasten()
    let lost = flush(milliseconds: milliseconds)
    desk.withLock { $0.isStopping = true }
    _ = storage_event_raise(work)
    // A thread stuck in a system call is left behind, and the lock with it.
    let until = machine.up() + 1_000
    while !desk.withLock({ $0.isStopped }), machine.up() < until {
      _ = storage_event_wait(wake, 50)
      acknowledgeWake()
    }
    return lost
  }
}

/// The files as one thread owns them; a thread that is stuck keeps its own for ever.
final class Engine: Sendable {
  let generation: Int
  let writer: Mutex<EnduringWriter>

  init(generation: Int, _ writer: EnduringWriter, behind fence: Fence) {
    self.generation = generation
    var writer = writer
    writer.stand(behind: fence)
    self.writer = Mutex(writer)
  }
}
