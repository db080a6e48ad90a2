import Glibc

/// Begins a session or opens one again for writing.
struct SessionOpening {
  let vault: Vault
  let storage: any Storage
  let machine: Machine
  let writer: String
  /// The folder `sessions`, and its path for messages.
  let sessions: Descriptor
  let path: String
  /// Where files of the session may wait to be copied home.
  let rescue: [RescueFolder]
  let consent: FileSystemConsent
  /// How far this installation's ledger knew the session's files.
  var known = LedgerKnowledge()

  /// A new session: its folder and the record file's header are on the disk when this returns.
  func create() throws(JournalFault) -> SessionWriter {
    let id = machine.sessionID()
    let path = "\(path)/\(id)"
    let folders = Folders(storage: storage)
    try folders.makeOne(id, in: sessions, path: path)
    let folder = try folders.open(id, in: sessions, path: path)
    do throws(JournalFault) {
      try lock(folder, session: id, path: path)
      var writer = try writer(for: id, folder: folder, path: path)
      do throws(KeepFault) {
        try writer.create(.record)
      } catch {
        throw Self.fault(error, path: path)
      }
      return writer
    } catch {
      storage.closeLocked(folder)
      throw error
    }
  }

  /// Takes the lock, reads everything, repairs what a crash left, and syncs what it will build on.
  func open(_ id: String) throws(JournalFault) -> (SessionWriter, SessionReading) {
    let path = "\(path)/\(id)"
    let folder: Descriptor
    do throws(JournalFault) {
      folder = try Folders(storage: storage).open(id, in: sessions, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { throw .noSession(id: id) }
      throw error
    }
    do throws(JournalFault) {
      try lock(folder, session: id, path: path)
      dropCaches(of: folder)
      var reading = try vault.reader(of: id, in: folder, path: path).read()
      // Another file system may be mounted here; nothing has been written yet.
      try consent.check(folder, storage: storage, path: path)
      let isDraftUnread = reading.draftFault != nil
      // What could not come home counts all the same: its numbers are given.
      let waiting = reading.addWaiting(of: rescue, storage: storage, ledger: vault.ledger)
      // What cannot be read cannot be counted: new entries would take numbers that are given.
      if let refused = reading.refused.first { throw refused.fault }
      try settle(waiting, of: id)
      var writer = try writer(for: id, folder: folder, path: path)
      writer.note(found: reading.heads)
      if isDraftUnread { writer.spareDraft() }
      let behind = reading.compare(with: known, of: self.writer)
      try adopt(reading, waiting, behind, into: &writer)
      return (writer, reading)
    } catch {
      storage.closeLocked(folder)
      throw error
    }
  }

  private func writer(
    for session: String, folder: Descriptor, path: String
  ) throws(JournalFault) -> SessionWriter {
    do throws(StorageFault) {
      let place = FolderPlace(
        path: path, identity: try storage.status(of: folder), vault: vault)
      guard try place.isAsItWas(storage) else { throw StorageFault(.status, ESTALE) }
      var begun = SessionWriter(
        storage: storage, machine: machine, session: session, writer: writer, folder: folder,
        path: path, place: place)
      begun.rescue = rescue
      return begun
    } catch {
      throw .storage(path: path, error)
    }
  }

  /// After a failed sync the kernel calls pages clean that never reached the disk; a run that died
  /// then may have left them. What is read must come from the disk.
  private func dropCaches(of folder: Descriptor) {
    for name in (try? storage.list(folder)) ?? [] where JournalName(name) != nil {
      guard let file = try? storage.open(name, in: folder, for: .read) else { continue }
      storage.dropCache(file)
      storage.close(file)
    }
  }

  private func lock(
    _ folder: Descriptor, session: String, path: String
  ) throws(JournalFault) {
    do throws(StorageFault) {
      try storage.lock(folder)
    } catch {
      if error.number == EWOULDBLOCK { throw .inUse(session: session) }
      throw .storage(path: path, error)
    }
  }

  /// What was read of a rescue may be in the page cache only. Where another program writes in it,
  /// the session is its own: the folder here is not the one that it began in.
  private func settle(_ waiting: [String: String], of session: String) throws(JournalFault) {
    for (name, place) in waiting {
      do throws(StorageFault) {
        let folder = try storage.open(place, in: nil, for: .folder)
        defer { storage.close(folder) }
        if storage.isLocked(folder) { throw StorageFault(.lock, EWOULDBLOCK) }
        let file = try storage.open(name, in: folder, for: .read)
        defer { storage.close(file) }
        try storage.syncWhole(file)
        try storage.syncWhole(folder)
      } catch {
        if error.number == EWOULDBLOCK { throw .inUse(session: session) }
        throw .storage(path: "\(place)/\(name)", error)
      }
    }
  }

  /// Chooses, for each lane, the file to go on with; a lane without one gets a new file later.
  private func adopt(
    _ reading: SessionReading, _ waiting: [String: String], _ behind: Set<FileID>,
    into writer: inout SessionWriter
  ) throws(JournalFault) {
    // A file of another session that was copied here is nobody's to go on with.
    let files = reading.files.filter { $0.report.header.map { $0.owner == reading.id } ?? true }
    for file in files {
      if case .newer(let format, _) = file.report.state {
        throw .sessionNeedsNewer(session: reading.id, format: format)
      }
    }
    let choice = OwnFiles(of: self.writer, in: reading, files: files)
    let doubt = settle(files, but: [.record, .process].compactMap(choice.file), waiting, writer)
    if let doubt { writer.finish(.finished(doubt)) }
    for lane in [FileLane.record, .process] {
      guard let file = choice.file(lane), let header = file.report.header else { continue }
      if doubt == nil, waiting[file.name] == nil, choice.mayGrow(file),
        !behind.contains(header.file)
      {
        try adopt(file, lane, into: &writer)
      } else {
        let line = Continuation(
          file: header.file, n: file.report.count - 1, hash: file.report.head)
        writer.continue(lane, after: line)
      }
    }
    hold(files.filter { waiting[$0.name] == nil }, in: &writer)
  }

  /// What nobody here writes to stays open: where another program takes the whole folder away, that
  /// is all there is of it.
  private func hold(_ files: [JournalFile], in writer: inout SessionWriter) {
    let own = Set(writer.files.values.map(\.name))
    for file in files where !own.contains(file.name) {
      guard let id = file.report.header?.file,
        let (open, status) = try? Folders(storage: storage).openFile(
          file.name, in: writer.folder, for: .read, path: "\(writer.path)/\(file.name)")
      else { continue }
      writer.hold(
        AppendingFile(
          storage: storage, folder: writer.folder, name: file.name, id: id, descriptor: open,
          identity: status, count: file.report.count, head: file.report.head,
          size: file.report.size))
    }
  }

  /// Files that are only built upon may be in the page cache only, like those that grow; nothing of
  /// the session is shown as kept before they are on the disk. Why they are not, or nil.
  private func settle(
    _ files: [JournalFile], but growing: [JournalFile], _ waiting: [String: String],
    _ writer: SessionWriter
  ) -> StorageFault? {
    let names = Set(growing.map(\.name))
    let others = files.filter {
      $0.waitsIn == nil && (!names.contains($0.name) || waiting[$0.name] != nil)
    }
    guard !others.isEmpty else { return nil }
    do throws(StorageFault) {
      for file in others {
        let open = try storage.open(file.name, in: writer.folder, for: .read)
        defer { storage.close(open) }
        try storage.sync(open)
      }
      try storage.syncWhole(writer.folder)
      return nil
    } catch {
      return error
    }
  }

  /// Where the disk refuses, the session is opened all the same and goes on in a rescue.
  private func adopt(
    _ file: JournalFile, _ lane: FileLane, into writer: inout SessionWriter
  ) throws(JournalFault) {
    do throws(JournalFault) {
      writer.adopt(lane, try reopen(file, in: writer))
    } catch {
      guard case .storage(_, let fault) = error, let header = file.report.header else {
        throw error
      }
      let line = Continuation(
        file: header.file, n: file.report.count - 1, hash: file.report.head)
      writer.continue(lane, after: line)
      writer.finish(.finished(fault))
    }
  }

  private func reopen(
    _ file: JournalFile, in writer: SessionWriter
  ) throws(JournalFault) -> AppendingFile {
    let (folder, place) = (writer.folder, writer.place)
    let path = "\(writer.path)/\(file.name)"
    let (descriptor, status) = try Folders(storage: storage).openFile(
      file.name, in: folder, for: .append, path: path)
    let report = file.report
    var open = AppendingFile(
      storage: storage, folder: folder, name: file.name, id: report.header?.file ?? .none,
      descriptor: descriptor, identity: status, place: place, count: report.count,
      head: report.head, size: report.size)
    do throws(StorageFault) {
      // What was read may be in the page cache only; nothing is shown as kept before this. A torn
      // end must lie still as well before a repair says what it held.
      try storage.sync(descriptor)
      try storage.syncWhole(folder)
      try storage.syncWhole(sessions)
      if report.size <= Recollection.most {
        open.recollection.add(try storage.readWhole(descriptor, size: report.size))
      }
    } catch {
      storage.close(descriptor)
      throw .storage(path: path, error)
    }
    do throws(KeepFault) {
      try open.checkUntouched(size: report.size)
      try repair(&open, report)
    } catch {
      storage.close(descriptor)
      throw Self.fault(error, path: path)
    }
    return open
  }

  private func repair(
    _ file: inout AppendingFile, _ report: FileReport
  ) throws(KeepFault) {
    switch report.state {
    case .missingLineFeed:
      try file.repair([0x0A], count: report.count, head: report.head)
    case .torn(let length):
      let damaged = try damage(of: file, from: report.goodEnd, length: length)
      let found = Recovered(
        at: machine.wall(), up: machine.up(), offset: Int64(report.goodEnd),
        length: Int64(length), digest: damaged.withUnsafeBytes { digest($0) })
      let body: [UInt8]
      do throws(LineRefusal) {
        body = try LineBody.recovered(found, n: report.count)
      } catch {
        throw .refused(error)
      }
      let (line, hash) = Chain.sealed(body: body, file: file.id, before: report.head)
      try file.repair([0x0A] + line, count: report.count + 1, head: hash)
    case .clean, .damagedLines, .damagedEnd, .damagedInside, .headerTorn, .headerLost, .newer: break
    }
  }

  private func damage(
    of file: AppendingFile, from offset: Int, length: Int
  ) throws(KeepFault) -> [UInt8] {
    do throws(StorageFault) {
      let bytes = try storage.readWhole(file.descriptor, from: offset, size: length)
      guard bytes.count == length else { throw StorageFault(.read, EIO) }
      return bytes
    } catch {
      throw .finished(error)
    }
  }

  static func fault(_ fault: KeepFault, path: String) -> JournalFault {
    switch fault {
    case .noRoom(let fault), .finished(let fault): .storage(path: path, fault)
    case .interfered, .moved: .storage(path: path, StorageFault(.status, ESTALE))
    case .stalled: .storage(path: path, StorageFault(.sync, ETIMEDOUT))
    case .refused: .storage(path: path, StorageFault(.write, EINVAL))
    case .unsealable(let fault): fault
    }
  }
}
