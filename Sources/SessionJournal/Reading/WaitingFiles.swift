import Glibc

extension SessionReading {
  /// Adds the files of this session that wait in rescue folders to be copied home; answers the
  /// folder of each by its name.
  @discardableResult
  mutating func addWaiting(
    of places: [RescueFolder], storage: any Storage, ledger: Ledger? = nil
  ) -> [String: String] {
    let folders = Folders(storage: storage)
    var waiting: [String: String] = [:]
    var hasDrafts = false
    for place in places {
      guard let rescue = try? folders.openRescue(place.path) else { continue }
      defer { storage.close(rescue) }
      let path = "\(place.path)/\(id)"
      guard let folder = try? folders.open(id, in: rescue, path: path) else { continue }
      defer { storage.close(folder) }
      let reader = SessionReader(
        storage: storage, folder: folder, path: path, id: id, ledger: ledger)
      guard let found = try? reader.read() else { continue }
      draftFault = draftFault ?? found.draftFault
      add(found, from: path) { waiting[$0] = path }
      hasDrafts = hasDrafts || !found.drafts.isEmpty
    }
    self.waiting = waiting
    guard !waiting.isEmpty || hasDrafts else { return waiting }
    fold(entries + copies)
    let kept = Set(entries.map(\.entry.id))
    drafts.removeAll { kept.contains($0.id) }
    return waiting
  }

  /// A file of a name that is here already counts as well where it holds a line that is not: the
  /// copy here may be of an earlier moment, or another.
  private mutating func add(
    _ found: SessionReading, from folder: String, isAdded: (String) -> Void
  ) {
    let here = Set(files.map(\.name))
    for var file in found.files where isOwn(file) {
      let mark = file.report.header?.file.mark ?? JournalName(file.name)?.mark
      let lines = found.lines { $0.file.mark == mark }
      if here.contains(file.name) {
        let known = Set(self.lines { $0.file.mark == mark }.map(\.hash))
        if lines.allSatisfy({ known.contains($0.hash) }) { continue }
        atHome.formUnion(self.lines { $0.file.mark == mark }.map(\.entry.id))
      }
      file.waitsIn = folder
      // The one that goes further stands for both where one is asked for.
      let place = files.firstIndex { $0.name == file.name && $0.report.count < file.report.count }
      files.insert(file, at: place ?? files.endIndex)
      isAdded(file.name)
      entries += lines
    }
    for refused in found.refused where !here.contains(refused.name) {
      self.refused.append(refused)
      isAdded(refused.name)
    }
    untold.merge(found.untold, uniquingKeysWith: max)
    // What was typed last was written where the session went on.
    let join = DraftJoin(
      found.drafts.map(DraftJoin.Line.init), with: drafts.map(DraftJoin.Line.init))
    drafts = join.lines.compactMap(\.draft)
  }

  /// A header that is damaged is no reason to pass over what stands behind it.
  private func isOwn(_ file: JournalFile) -> Bool {
    if case .other = file.belonging { return false }
    return file.report.header != nil || file.report.state != .headerTorn
  }
}

extension SessionReading {
  /// Ids of the entries that are in a rescue folder only.
  package var waitingEntries: Set<String> {
    guard !waiting.isEmpty else { return [] }
    let marks = Set(waiting.keys.compactMap { JournalName($0)?.mark })
    let home = Set(copies.filter { !marks.contains($0.file.mark) }.map(\.entry.id))
    return Set(
      entries.lazy.filter { marks.contains($0.file.mark) && !home.contains($0.entry.id) }
        .map(\.entry.id)
    ).subtracting(atHome)
  }
}

extension Vault {
  /// How many files of each session wait in rescue folders to be copied home; nothing is read but
  /// names, and what cannot be searched is passed over.
  package func waitingFiles(in places: [RescueFolder]) -> [String: Int] {
    var waiting: [String: Set<String>] = [:]
    let folders = Folders(storage: storage)
    for place in places {
      guard let rescue = try? folders.openRescue(place.path) else { continue }
      defer { storage.close(rescue) }
      if folders.lies(rescue, in: ownFolders) { continue }
      for session in (try? storage.list(rescue)) ?? [] where FileID(text: session) != nil {
        let path = "\(place.path)/\(session)"
        guard let folder = try? folders.open(session, in: rescue, path: path) else { continue }
        defer { storage.close(folder) }
        waiting[session, default: []].formUnion(journalNames(in: folder))
      }
    }
    for session in waiting.keys {
      guard let home = try? openSession(session, path: "\(path)/sessions/\(session)") else {
        continue
      }
      defer { storage.close(home) }
      waiting[session]?.subtract(journalNames(in: home))
    }
    return waiting.compactMapValues { $0.isEmpty ? nil : $0.count }
  }

  private func journalNames(in folder: Descriptor) -> [String] {
    ((try? storage.list(folder)) ?? []).filter { JournalName($0) != nil }
  }
}

extension RescueFolder {
  /// Why the session's folder in here, where there is one, is closed to its reader. A disk that
  /// does not answer says nothing of what it holds.
  func closedFolder(of session: String, storage: any Storage) -> JournalFault? {
    guard refusal(storage: storage) == nil,
      let refusal = refusal(of: session, storage: storage)
    else { return nil }
    if case .storage(_, let fault) = refusal, fault.number != EACCES, fault.number != EPERM {
      return nil
    }
    return refusal
  }

  /// Why this folder, or that of one session in it, cannot be searched; nil where it can, or where
  /// there is none.
  func refusal(of session: String? = nil, storage: any Storage) -> JournalFault? {
    let folders = Folders(storage: storage)
    do throws(JournalFault) {
      guard let rescue = try folders.openRescue(path) else { return nil }
      defer { storage.close(rescue) }
      guard let session else { return nil }
      let path = "\(path)/\(session)"
      do throws(JournalFault) {
        storage.close(try folders.open(session, in: rescue, path: path))
      } catch {
        if case .storage(_, StorageFault(.open, ENOENT)) = error { return nil }
        throw error
      }
      return nil
    } catch {
      return error
    }
  }
}
