import Glibc

/// A session in a list, in the order of the ledger.
package struct SessionListing: Equatable, Sendable {
  package let id: String
  /// Milliseconds since 1970 UTC as the ledger has them; 0 where only the folder is known.
  package let began: Int64
  package let last: Int64
  /// True until it is closed or sealed.
  package let isOpen: Bool
}

extension Vault {
  /// Every session of the ledgers, the newest first; no session's folder is read.
  package func listings() throws(JournalFault) -> [SessionListing] {
    try ledger.sessions().map {
      SessionListing(
        id: $0.id, began: $0.began, last: $0.last, isOpen: $0.state == .begun || $0.state == .left)
    }
  }

  /// Sessions in the folder that no ledger names; their ledger line was lost or never written.
  package func unlisted(beside listings: [SessionListing]) throws(JournalFault) -> [String] {
    let known = Set(listings.map(\.id))
    return try sessionNames().filter { !known.contains($0) }
  }

  /// Names in `sessions` that have the form of a session id.
  func sessionNames() throws(JournalFault) -> [String] {
    do throws(StorageFault) {
      return try storage.list(sessions).filter { FileID(text: $0) != nil }.sorted()
    } catch {
      throw .storage(path: "\(path)/sessions", error)
    }
  }

  /// The session that `prefix` begins; `last` is the newest of the ledger.
  package func find(_ prefix: String) throws(JournalFault) -> String {
    if prefix == "last" {
      guard let newest = try listings().first else { throw .noSession(id: prefix) }
      return newest.id
    }
    var found = try sessionNames().filter { $0.hasPrefix(prefix) }
    // One whose folder is gone may be in a rescue still.
    if found.isEmpty { found = try listings().map(\.id).filter { $0.hasPrefix(prefix) } }
    guard let id = found.first, !prefix.isEmpty else { throw .noSession(id: prefix) }
    guard found.count == 1 else { throw .ambiguousSession(prefix: prefix, count: found.count) }
    return id
  }

  /// Reads a whole session without a lock and without writing anything, with what waits for it in
  /// rescue folders. `watch` sees again and again what has been read of its own folder; where it
  /// answers false the reading ends there, and its answer is of no use.
  package func read(
    _ id: String, rescue: [RescueFolder] = [],
    watching watch: (ReadingSoFar) -> Bool = { _ in true }
  ) throws(JournalFault) -> SessionReading {
    let path = "\(path)/sessions/\(id)"
    let folder: Descriptor
    do throws(JournalFault) {
      folder = try openSession(id, path: path)
    } catch {
      // Its folder is gone, and a rescue may be all that is left of it.
      guard case .noSession = error else { throw error }
      var reading = SessionReading(id: id)
      reading.addWaiting(of: rescue, storage: storage, ledger: ledger)
      if reading.files.isEmpty { throw error }
      return reading
    }
    defer { storage.close(folder) }
    var reading = try reader(of: id, in: folder, path: path).read(watching: watch)
    reading.addWaiting(of: rescue, storage: storage, ledger: ledger)
    return reading
  }

  func reader(of id: String, in folder: Descriptor, path: String) -> SessionReader {
    SessionReader(storage: storage, folder: folder, path: path, id: id, ledger: ledger)
  }

  func openSession(_ id: String, path: String) throws(JournalFault) -> Descriptor {
    do throws(JournalFault) {
      return try Folders(storage: storage).open(id, in: sessions, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { throw .noSession(id: id) }
      throw error
    }
  }

  private func opening(_ rescue: [RescueFolder], of id: String? = nil) -> SessionOpening {
    SessionOpening(
      vault: self, storage: storage, machine: machine, writer: writer, sessions: sessions,
      path: "\(path)/sessions", rescue: rescue, consent: consent,
      known: id.map { ledger.knowledge(of: $0, as: writer) } ?? LedgerKnowledge())
  }

  private func rescuer(_ folders: [RescueFolder]) -> Rescuer {
    Rescuer(
      storage: storage, machine: machine, folders: folders, consent: consent, vault: ownFolders,
      home: homeMark)
  }

  /// The folders that no rescue may be in.
  var ownFolders: [FileStatus] { [home, sessions].compactMap { try? storage.status(of: $0) } }

  /// A new session, locked, its folder and header on the disk.
  package func createSession(rescue: [RescueFolder] = []) throws(JournalFault) -> Journal {
    Journal(writer: try opening(rescue).create(), ledger: ledger, rescuer: rescuer(rescue), last: 0)
  }

  /// An existing session, locked, repaired and read.
  package func resumeSession(
    _ id: String, rescue: [RescueFolder] = []
  ) throws(JournalFault) -> (journal: Journal, reading: SessionReading) {
    let (writer, reading) = try opening(rescue, of: id).open(id)
    let journal = Journal(
      writer: writer, ledger: ledger, rescuer: rescuer(rescue),
      last: reading.lastNumber(of: self.writer))
    return (journal, reading)
  }

  /// A new session without a thread: the caller keeps entries one at a time.
  package func beginWriting(
    rescue: [RescueFolder] = []
  ) throws(JournalFault) -> (writer: EnduringWriter, lock: SessionLock) {
    let files = try opening(rescue).create()
    return (
      EnduringWriter(files, rescuer: rescuer(rescue)),
      SessionLock(storage: storage, folder: files.folder)
    )
  }

  /// An existing session without a thread.
  package func resumeWriting(
    _ id: String, rescue: [RescueFolder] = []
  ) throws(JournalFault) -> (
    writer: EnduringWriter, lock: SessionLock, reading: SessionReading
  ) {
    let (files, reading) = try opening(rescue, of: id).open(id)
    return (
      EnduringWriter(files, rescuer: rescuer(rescue)),
      SessionLock(storage: storage, folder: files.folder), reading
    )
  }
}

/// The session's folder, open and locked.
package struct SessionLock: Sendable {
  let storage: any Storage
  let folder: Descriptor

  package func release() { storage.closeLocked(folder) }
}
