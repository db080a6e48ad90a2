import Glibc

/// What was found in a rescue folder, and what became of it.
package struct Homecoming: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    /// Copied into the vault and read back; what a rescue made is removed from its folder.
    case cameHome
    /// Copied into the vault and read back, and left where it is: another copy of the vault wrote
    /// it, and has to find it.
    case stays
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
    var listed: Set<String>?
    // A long list is read once, however many foreign files wait.
    func isListed(_ session: String) throws(JournalFault) -> Bool {
      if let listed { return listed.contains(session) }
      let known = Set(try listings().map(\.id))
      listed = known
      return known.contains(session)
    }
    for place in folders {
      do throws(JournalFault) {
        guard let rescue = try openRescue(place) else { continue }
        defer { storage.close(rescue) }
        for session in try names(in: rescue, path: place.path) where FileID(text: session) != nil {
          found += bring(
            session, from: rescue, path: "\(place.path)/\(session)", isListed: isListed)
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
    _ session: String, from rescue: Descriptor, path: String,
    isListed: (String) throws(JournalFault) -> Bool
  ) -> [Homecoming] {
    var files: [String] = []
    func all(_ outcome: Homecoming.Outcome) -> [Homecoming] {
      (files.isEmpty ? [path] : files.map { "\(path)/\($0)" }).map {
        Homecoming(session: session, file: $0, entries: 0, outcome: outcome)
      }
    }
    do throws(JournalFault) {
      let from = try Folders(storage: storage).open(session, in: rescue, path: path)
      defer { storage.closeLocked(from) }
      files = try filesToBring(in: from, path: path)
      guard !files.isEmpty else { return [] }
      let isHere = try hasFolder(of: session)
      // Where its folder is gone it is made again, for the rescue may be all that is left of it.
      if !isHere, try !isListed(session) { return all(.foreign) }
      let homePath = "\(self.path)/sessions/\(session)"
      // Whoever writes in the rescue holds the lock of its folder: the session's own may be gone,
      // or be another by now.
      if isHere { try check(from, path, isNot: session, at: homePath) }
      guard try isLocked(from, path: path) else { return all(.inUse) }
      if !isHere {
        try Folders(storage: storage).makeOne(session, in: sessions, path: homePath)
      }
      let home = try openSession(session, path: homePath)
      defer { storage.closeLocked(home) }
      guard try isLocked(home, path: homePath) else { return all(.inUse) }
      files = try filesToBring(in: from, path: path)
      var journey = Journey(
        storage: storage, from: from, path: path, home: home, homePath: homePath,
        session: session, mark: homeMark)
      return journey.run(files)
    } catch {
      return all(.failed(error))
    }
  }

  private func hasFolder(of session: String) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      _ = try storage.status(of: session, in: sessions)
      return true
    } catch {
      if error.number == ENOENT { return false }
      throw .storage(path: "\(self.path)/sessions/\(session)", error)
    }
  }

  private func filesToBring(
    in folder: Descriptor, path: String
  ) throws(JournalFault) -> [String] {
    try names(in: folder, path: path).filter { JournalName($0) != nil || $0 == DraftFile.name }
  }

  /// Takes the lock of a folder; false where another program has it.
  private func isLocked(_ folder: Descriptor, path: String) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      try storage.lock(folder)
      return true
    } catch {
      if error.number == EWOULDBLOCK { return false }
      throw .storage(path: path, error)
    }
  }

  /// The way must lead somewhere: a file compared with itself is the same, and would be removed.
  private func check(
    _ from: Descriptor, _ path: String, isNot session: String, at homePath: String
  ) throws(JournalFault) {
    let home = try openSession(session, path: homePath)
    defer { storage.close(home) }
    do throws(StorageFault) {
      let here = try storage.status(of: home)
      guard try !storage.status(of: from).isSameFile(as: here) else {
        throw StorageFault(.status, 0)
      }
    } catch {
      throw error.number == 0 ? .rescueInVault(path: path) : .storage(path: path, error)
    }
  }
}
