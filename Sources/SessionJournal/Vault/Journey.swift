import Glibc

/// One session's way from a rescue folder into the vault, under the locks of both its folders.
struct Journey {
  let storage: any Storage
  let from: Descriptor
  let path: String
  let home: Descriptor
  let homePath: String
  let session: String
  /// The vault's own.
  let mark: HomeMark
  /// A file is there that no rescue made: the folder holds copies that somebody keeps.
  private var isBackup = false
  /// A file is there that a session of another copy of the vault wrote.
  private var isElsewhere = false
  /// Files that say which vault they left.
  private var marked: Set<String> = []

  init(
    storage: any Storage, from: Descriptor, path: String, home: Descriptor, homePath: String,
    session: String, mark: HomeMark
  ) {
    self.storage = storage
    self.from = from
    self.path = path
    self.home = home
    self.homePath = homePath
    self.session = session
    self.mark = mark
  }

  mutating func run(_ files: [String]) -> [Homecoming] {
    let journal = files.filter { $0 != DraftFile.name }
    for name in journal { survey(name) }
    // Last what says which vault it left: were this cut short, another copy of the vault would take
    // what lies beside it for its own.
    var found = journal.filter { !marked.contains($0) }.map { bring($0) }
    if files.contains(DraftFile.name), !isBackup, !isElsewhere { found += bringDrafts() }
    return found + journal.filter(marked.contains).map { bring($0) }
  }

  /// What could not come home of typed text.
  private func bringDrafts() -> [Homecoming] {
    let drafts = RescuedDrafts(
      storage: storage, from: from, path: path, home: home, homePath: homePath)
    do throws(JournalFault) {
      try drafts.bring()
      return []
    } catch {
      return [
        Homecoming(
          session: session, file: "\(path)/\(DraftFile.name)", entries: 0,
          outcome: .failed(error))
      ]
    }
  }

  /// What a file shows of the folder that it is in: of a draft nobody can tell who left it there.
  private mutating func survey(_ name: String) {
    guard let bytes = try? read(name, in: from, path: "\(path)/\(name)"),
      let header = bytes.withUnsafeBytes({ FileScan.read($0) { _ in } }).header
    else { return }
    if header.isRescue {
      marked.insert(name)
      if !isOfThisVault(header) { isElsewhere = true }
    } else if (try? isSalvaged(name)) != true {
      isBackup = true
    }
  }

  private func isOfThisVault(_ header: Header) -> Bool { header.home?.isSame(as: mark) ?? true }

  private func bring(_ name: String) -> Homecoming {
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
      let isRescue = header.isRescue
      let isSalvaged = try isSalvaged(name)
      let isOurs = isRescue && isOfThisVault(header) || isSalvaged && !isElsewhere
      switch try land(bytes, report, as: name) {
      case .conflict: return answer(.conflict)
      case .wasThere where !isOurs: return answer(.copy)
      case .wasThere: try settle(name)
      case .landed: break
      }
      if isOurs, try !remove(name, of: bytes.count) { return answer(.inUse) }
      return answer(isRescue && !isOurs ? .stays : .cameHome)
    } catch {
      return answer(.failed(error))
    }
  }

  private enum Landing { case landed, wasThere, conflict }

  /// Copies the file home where it is not there already, or only its beginning is.
  private func land(
    _ bytes: [UInt8], _ report: FileReport, as name: String
  ) throws(JournalFault) -> Landing {
    if try isHome(name) {
      let here = try read(name, in: home, path: "\(homePath)/\(name)")
      // It came home before, perhaps to grow there, and its removal was lost in a crash.
      // Behind the last good line may stand what was never kept and a crash has changed since.
      let good = report.isAppendable ? bytes.prefix(report.goodEnd) : bytes[...]
      if here.starts(with: good) { return .wasThere }
      // Nothing was added here since somebody copied what there was of it then.
      guard bytes.starts(with: here) else { return .conflict }
    }
    try copy(bytes, to: name)
    return .landed
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
    try Folders(storage: storage).readFile(name, in: folder, path: path)
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

  /// False where the file has grown since it was read, by a program that took no lock: then it
  /// stays, and the next start brings the rest.
  private func remove(_ name: String, of size: Int) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      guard try storage.status(of: name, in: from).size == size else { return false }
      try storage.unlink(name, in: from)
      try storage.syncWhole(from)
      // The mark goes last: a copy without one would be taken for somebody's backup.
      if (try? storage.status(of: Salvage.mark(of: name), in: from)) != nil {
        try storage.unlink(Salvage.mark(of: name), in: from)
      }
      return true
    } catch {
      throw .storage(path: "\(path)/\(name)", error)
    }
  }
}
