import Glibc

/// What was found in a rescue folder, and what became of it.
package struct Homecoming: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    /// Copied into the vault, read back, and removed from the rescue folder.
    case cameHome
    /// Left where it is: the session is open in another program.
    case inUse
    /// Left where it is: the session is in another vault.
    case foreign
    /// Left where it is: nothing was ever kept in it.
    case empty
    /// Left where it is: another file of that name is in the vault.
    case conflict
    case failed(JournalFault)
  }

  package let session: String
  /// The file's path in the rescue folder.
  package let file: String
  package let entries: Int
  package let outcome: Outcome
}

extension Vault {
  /// Searches the rescue folders and copies what belongs to this vault into it, each file whole
  /// and read back before its rescue copy goes.
  package func bringHome(from folders: [RescueFolder]) -> [Homecoming] {
    var found: [Homecoming] = []
    let here = Set((try? sessionNames()) ?? [])
    for place in folders {
      guard let rescue = try? Folders(storage: storage).open(place.path, in: nil, path: place.path)
      else { continue }
      defer { storage.close(rescue) }
      for session in ((try? storage.list(rescue)) ?? []).sorted()
      where FileID(text: session) != nil {
        let path = "\(place.path)/\(session)"
        guard let folder = try? Folders(storage: storage).open(session, in: rescue, path: path)
        else { continue }
        defer { storage.close(folder) }
        found += bring(session, from: folder, path: path, isHere: here.contains(session))
      }
    }
    return found
  }

  private func bring(
    _ session: String, from folder: Descriptor, path: String, isHere: Bool
  ) -> [Homecoming] {
    let names = ((try? storage.list(folder)) ?? []).filter { JournalName($0) != nil }.sorted()
    guard !names.isEmpty else { return [] }
    func all(_ outcome: Homecoming.Outcome) -> [Homecoming] {
      names.map {
        Homecoming(session: session, file: "\(path)/\($0)", entries: 0, outcome: outcome)
      }
    }
    guard isHere else { return all(.foreign) }
    let homePath = "\(self.path)/sessions/\(session)"
    do throws(JournalFault) {
      let home = try openSession(session, path: homePath)
      defer { storage.closeLocked(home) }
      do throws(StorageFault) {
        try storage.lock(home)
      } catch {
        return error.number == EWOULDBLOCK
          ? all(.inUse) : all(.failed(.storage(path: homePath, error)))
      }
      let journey = Journey(
        storage: storage, from: folder, path: path, home: home, homePath: homePath,
        session: session)
      journey.bringDraft()
      return names.map(journey.bring)
    } catch {
      return all(.failed(error))
    }
  }
}

/// One session's way from a rescue folder into the vault, under the session's lock.
private struct Journey {
  let storage: any Storage
  let from: Descriptor
  let path: String
  let home: Descriptor
  let homePath: String
  let session: String

  func bring(_ name: String) -> Homecoming {
    let source = "\(path)/\(name)"
    let found = Gathering()
    func answer(_ outcome: Homecoming.Outcome) -> Homecoming {
      Homecoming(session: session, file: source, entries: found.entries.count, outcome: outcome)
    }
    do throws(JournalFault) {
      let bytes = try read(name, in: from, path: source)
      let report = bytes.withUnsafeBytes {
        SessionReader.scan(FileWindow($0), lane: .record, into: found)
      }
      guard let header = report.header else { return answer(.empty) }
      guard header.owner == session, name == JournalName.name(header.lane, header.file) else {
        return answer(.foreign)
      }
      if try isHome(name) {
        // It came home before, perhaps to grow there, and its removal was lost in a crash.
        // Behind the last good line may stand what was never kept and a crash has changed since.
        let good = report.isAppendable ? bytes.prefix(report.goodEnd) : bytes[...]
        guard try read(name, in: home, path: "\(homePath)/\(name)").starts(with: good) else {
          return answer(.conflict)
        }
        try settle(name)
      } else {
        try copy(bytes, to: name)
      }
      try remove(name)
      return answer(.cameHome)
    } catch {
      return answer(.failed(error))
    }
  }

  /// What was typed last was written where the session went on; it stands in place of an older
  /// draft. Where that fails the draft stays and is tried again at the next start.
  func bringDraft() {
    guard let bytes = try? read(DraftFile.name, in: from, path: path) else { return }
    do throws(StorageFault) {
      try DraftFile.replace(
        DraftFile.name, by: DraftFile.newName, with: bytes, storage: storage, folder: home)
      try storage.syncWhole(home)
      try storage.unlink(DraftFile.name, in: from)
    } catch {
      return
    }
  }

  private func read(
    _ name: String, in folder: Descriptor, path: String
  ) throws(JournalFault) -> [UInt8] {
    let (file, status) = try Folders(storage: storage).openFile(
      name, in: folder, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      return try storage.readWhole(file, size: status.size)
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func isHome(_ name: String) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      _ = try storage.status(of: name, in: home)
      return true
    } catch {
      if error.number == ENOENT { return false }
      throw .storage(path: "\(homePath)/\(name)", error)
    }
  }

  /// A copy that a killed run left behind may be in the cache only.
  private func settle(_ name: String) throws(JournalFault) {
    let path = "\(homePath)/\(name)"
    let (file, _) = try Folders(storage: storage).openFile(name, in: home, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      try storage.syncWhole(file)
      try storage.syncWhole(home)
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func copy(_ bytes: [UInt8], to name: String) throws(JournalFault) {
    do throws(StorageFault) {
      try DraftFile.replace(
        name, by: "\(name).new", with: bytes, storage: storage, folder: home)
      try storage.syncWhole(home)
    } catch {
      throw .storage(path: "\(homePath)/\(name)", error)
    }
    guard try read(name, in: home, path: "\(homePath)/\(name)") == bytes else {
      throw .storage(path: "\(homePath)/\(name)", StorageFault(.read, EIO))
    }
  }

  private func remove(_ name: String) throws(JournalFault) {
    do throws(StorageFault) {
      try storage.unlink(name, in: from)
      try storage.syncWhole(from)
    } catch {
      throw .storage(path: "\(path)/\(name)", error)
    }
  }
}
