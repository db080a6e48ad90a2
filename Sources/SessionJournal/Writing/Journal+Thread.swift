import CStorage
import Glibc

/// The writer thread.
extension Journal {
  /// After a full disk, milliseconds between two tries.
  private static let retryAfter: Int32 = 1_000
  /// With little room, milliseconds between two looks whether somebody made some.
  private static let lookAfter: Int32 = 5_000
  /// The ledger's lock is waited for this long, milliseconds.
  private static let ledgerPatience: Int64 = 2_000

  func run(_ engine: Engine) {
    let thread = storage_thread()
    desk.withLock { $0.owns(thread, engine.generation) }
    while true {
      switch desk.withLock({ $0.next(for: engine.generation, now: machine.up()) }) {
      case .entry(let waiting): keep(waiting, engine)
      case .drafts(let drafts): write(drafts, engine)
      case .ledger(let kind, let until): write(kind, until: until)
      case .rest:
        let (isRetrying, isShort, isHopeless) = desk.withLock {
          ($0.keeping.isRetrying, $0.keeping.room != nil, $0.isHopeless)
        }
        // Who waits for the end of this need wait no longer.
        if isHopeless { _ = storage_event_raise(wake) }
        let rest = isRetrying ? Self.retryAfter : isShort ? Self.lookAfter : -1
        _ = storage_event_wait(work, rest)
        _ = storage_event_clear(work)
        if isShort { lookForRoom(engine) }
        if isRetrying { desk.withLock { $0.isRetryAsked = true } }
      case .stop, .abdicate: return end(engine, thread)
      }
    }
  }

  /// The lock goes with the last thread. While one is left behind in a system call, the number of
  /// the folder that it writes in must not be given to the folder of another session.
  private func end(_ engine: Engine, _ thread: Int32) {
    engine.writer.withLock { $0.close() }
    let isLast = desk.withLock { desk in
      desk.threads -= 1
      desk.forget(thread)
      return desk.threads == 0
    }
    if isLast {
      rescuer.storage.closeLocked(lock)
      desk.withLock { $0.isStopped = true }
    }
    _ = storage_event_raise(wake)
  }

  private func keep(_ waiting: Desk.Waiting, _ engine: Engine) {
    let isLeaving = desk.withLock { $0.isLeaving }
    let (result, state) = engine.writer.withLock { writer in
      writer.isLeaving = isLeaving
      let result = Self.result(waiting, &writer) { place in
        desk.withLock { desk in
          if desk.generation == engine.generation { desk.folderTried = place }
        }
      }
      return (result, (writer.lastGood, writer.heads, writer.rescue, writer.reason))
    }
    let (up, wall) = (machine.up(), machine.wall())
    desk.withLock { desk in
      // While this thread was stuck another one took the entry to a rescue.
      if desk.generation != engine.generation { return }
      let isNewRescue =
        state.2?.isMemory == false
        && state.1.contains { head in !desk.heads.contains { $0.file == head.file } }
      (desk.lastGood, desk.heads) = (state.0, state.1)
      desk.noteRescue(state.2, because: state.3)
      switch result {
      case .success(let hash):
        desk.take(waiting, hash: hash, at: wall)
        if let kind = LedgerLine.Kind(entryKind: waiting.entry.kind) {
          desk.ledger.append((kind, up + Self.ledgerPatience))
        } else if isNewRescue, state.3 != .stalled {
          // Should the file never come home, somebody knows of it. A disk that does not answer is
          // not asked: entries would wait for it.
          desk.ledger.append((.left, up + Self.ledgerPatience))
        }
      case .failure(let fault): desk.fail(waiting, fault)
      }
    }
    _ = storage_event_raise(wake)
    lookForRoom(engine)
  }

  /// After the acknowledgement, which does not wait for it.
  private func lookForRoom(_ engine: Engine) {
    let free = engine.writer.withLock { $0.room() }
    let room = free.flatMap { $0 < Keeping.lowRoom ? $0 : nil }
    let isNews = desk.withLock { desk in
      guard desk.generation == engine.generation, desk.keeping.room != room else { return false }
      desk.keeping.room = room
      return true
    }
    if isNews { _ = storage_event_raise(wake) }
  }

  private static func result(
    _ waiting: Desk.Waiting, _ writer: inout EnduringWriter, trying: (Int) -> Void
  ) -> Result<LineHash, KeepFault> {
    do throws(KeepFault) {
      return .success(try writer.keep(waiting.entry, in: waiting.lane, trying: trying))
    } catch {
      return .failure(error)
    }
  }

  private func write(_ drafts: [Draft], _ engine: Engine) {
    let fault = engine.writer.withLock { writer -> StorageFault? in
      do throws(StorageFault) {
        try writer.write(drafts)
        return nil
      } catch {
        return error
      }
    }
    desk.withLock { desk in
      // While this thread was stuck another one took the drafts over.
      if desk.generation != engine.generation { return }
      desk.keeping.draftFault = fault
      desk.draftsInFlight = nil
      if fault == nil { desk.draftsWritten = drafts }
    }
    _ = storage_event_raise(wake)
  }

  private func write(_ kind: LedgerLine.Kind, until: Int64) {
    let (heads, last) = desk.withLock { ($0.heads, $0.last) }
    let line = LedgerLine(
      kind: kind, session: session, at: machine.wall(), last: last, files: heads)
    do throws(JournalFault) {
      try ledger.append(line, as: writer)
      desk.withLock { $0.keeping.ledgerFault = nil }
    } catch {
      let isLocked =
        if case .storage(_, StorageFault(.lock, EWOULDBLOCK)) = error { true } else { false }
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
