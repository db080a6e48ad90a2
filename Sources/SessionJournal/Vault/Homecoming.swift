import Glibc

/// What was found in a rescue folder, and what became of it.
package struct Homecoming: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    /// Copied into the vault and read back; what a rescue made is removed from its folder.
    case cameHome
    /// Left where it is: the session is open in another program.
    case inUse
    /// Left where it is: it is of no session of this vault.
    case foreign
    /// Left where it is: nothing was ever kept in it.
    case empty
    /// Left where it is: no rescue made it, and the vault has all it holds.
    case copy
    /// Left where it is: another file of that name is in the vault.
    case conflict
    case failed(JournalFault)
  }

  /// Empty where a whole rescue folder could not be searched.
  package let session: String
  /// The file's path in the rescue folder, or the folder's.
  package let file: String
  package let entries: Int
  package let outcome: Outcome
}

extension Vault {
  /// Searches the rescue folders and copies what belongs to this vault into it, each file whole
  /// and read back before its rescue copy goes.
  package func bringHome(from folders: [RescueFolder]) -> [Homecoming] {
    var found: [Homecoming] = []
    for place in folders {
      do throws(JournalFault) {
        guard let rescue = try openRescue(place) else { continue }
        defer { storage.close(rescue) }
        for session in try names(in: rescue, path: place.path) where FileID(text: session) != nil {
          found += bring(session, from: rescue, path: "\(place.path)/\(session)")
        }
      } catch {
        found.append(
          Homecoming(session: "", file: place.path, entries: 0, outcome: .failed(error)))
      }
    }
    return found
  }

  /// A rescue folder, or nil where there is none. One that lies in the vault is refused: its files
  /// are the session's own, and would be removed as copies of themselves.
  private func openRescue(_ place: RescueFolder) throws(JournalFault) -> Descriptor? {
    let folders = Folders(storage: storage)
    guard let rescue = try folders.openRescue(place.path) else { return nil }
    guard !folders.lies(rescue, in: ownFolders) else {
      storage.close(rescue)
      throw .rescueInVault(path: place.path)
    }
    return rescue
  }

  private func names(
    in folder: Descriptor, path: String
  ) throws(JournalFault) -> [String] {
    do throws(StorageFault) {
      return try storage.list(folder).sorted()
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func bring(
    _ session: String, from rescue: Descriptor, path: String
  ) -> [Homecoming] {
    var files: [String] = []
    func all(_ outcome: Homecoming.Outcome) -> [Homecoming] {
      (files.isEmpty ? [path] : files.map { "\(path)/\($0)" }).map {
        Homecoming(session: session, file: $0, entries: 0, outcome: outcome)
      }
    }
    do throws(JournalFault) {
      let from = try Folders(storage: storage).open(session, in: rescue, path: path)
      defer { storage.close(from) }
      files = try names(in: from, path: path)
        .filter { JournalName($0) != nil || $0 == DraftFile.name }
      guard !files.isEmpty else { return [] }
      guard try isOurs(session) else { return all(.foreign) }
      let homePath = "\(self.path)/sessions/\(session)"
      let home = try openSession(session, path: homePath)
      defer { storage.closeLocked(home) }
      do throws(StorageFault) {
        try storage.lock(home)
      } catch {
        return error.number == EWOULDBLOCK
          ? all(.inUse) : all(.failed(.storage(path: homePath, error)))
      }
      var journey = Journey(
        storage: storage, from: from, path: path, home: home, homePath: homePath,
        session: session)
      try journey.check()
      return journey.run(files)
    } catch {
      return all(.failed(error))
    }
  }

  /// True where the session is here, or was: then its folder is made again, for the rescue may be
  /// all that is left of it.
  private func isOurs(_ session: String) throws(JournalFault) -> Bool {
    if try sessionNames().contains(session) { return true }
    guard try listings().contains(where: { $0.id == session }) else { return false }
    try Folders(storage: storage).makeOne(
      session, in: sessions, path: "\(path)/sessions/\(session)")
    return true
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
  /// A file is there that no rescue made: the folder holds copies that somebody keeps.
  var isBackup = false

  /// The way must lead somewhere: a file compared with itself is the same, and would be removed.
  func check() throws(JournalFault) {
    do throws(StorageFault) {
      let here = try storage.status(of: home)
      guard try !storage.status(of: from).isSameFile(as: here) else {
        throw StorageFault(.status, 0)
      }
    } catch {
      throw error.number == 0 ? .rescueInVault(path: path) : .storage(path: path, error)
    }
  }

  /// The drafts come last: what came before them shows whether they are a rescue's.
  mutating func run(_ files: [String]) -> [Homecoming] {
    var found: [Homecoming] = []
    for name in files where name != DraftFile.name { found.append(bring(name)) }
    guard files.contains(DraftFile.name), !isBackup else { return found }
    let drafts = RescuedDrafts(
      storage: storage, from: from, path: path, home: home, homePath: homePath)
    do throws(JournalFault) {
      try drafts.bring()
    } catch {
      found.append(
        Homecoming(
          session: session, file: "\(path)/\(DraftFile.name)", entries: 0,
          outcome: .failed(error)))
    }
    return found
  }

  private mutating func bring(_ name: String) -> Homecoming {
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
      guard let header = report.header else { return answer(withoutHeader(report, source)) }
      guard header.owner == session, name == JournalName.name(header.lane, header.file) else {
        return answer(.foreign)
      }
      let isSalvaged = try isSalvaged(name)
      let isOurs = header.isRescue || isSalvaged
      isBackup = isBackup || !isOurs
      if try isHome(name) {
        // It came home before, perhaps to grow there, and its removal was lost in a crash.
        // Behind the last good line may stand what was never kept and a crash has changed since.
        let good = report.isAppendable ? bytes.prefix(report.goodEnd) : bytes[...]
        guard try read(name, in: home, path: "\(homePath)/\(name)").starts(with: good) else {
          return answer(.conflict)
        }
        guard isOurs else { return answer(.copy) }
        try settle(name)
      } else {
        try copy(bytes, to: name)
      }
      if isOurs { try remove(name) }
      return answer(.cameHome)
    } catch {
      return answer(.failed(error))
    }
  }

  private func withoutHeader(_ report: FileReport, _ source: String) -> Homecoming.Outcome {
    switch report.state {
    case .headerTorn: .empty
    case .newer(let format, _): .failed(.sessionNeedsNewer(session: session, format: format))
    default: .failed(.storage(path: source, StorageFault(.read, EBADMSG)))
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
    try holds(home, name, path: homePath)
  }

  /// True where a rescue copied the file here because it had lost its name.
  private func isSalvaged(_ name: String) throws(JournalFault) -> Bool {
    try holds(from, Salvage.mark(of: name), path: path)
  }

  private func holds(
    _ folder: Descriptor, _ name: String, path: String
  ) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      _ = try storage.status(of: name, in: folder)
      return true
    } catch {
      if error.number == ENOENT { return false }
      throw .storage(path: "\(path)/\(name)", error)
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
      // The mark goes last: a copy without one would be taken for somebody's backup.
      if (try? storage.status(of: Salvage.mark(of: name), in: from)) != nil {
        try storage.unlink(Salvage.mark(of: name), in: from)
      }
    } catch {
      throw .storage(path: "\(path)/\(name)", error)
    }
  }
}
