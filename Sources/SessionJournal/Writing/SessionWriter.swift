import Glibc

/// Keeps the entries of one session, one synced line at a time. Not for two threads at once: the
/// journal's own thread calls it, and tests do directly.
package struct SessionWriter: Sendable {
  let storage: any Storage
  let machine: Machine
  package let session: String
  package let writer: String
  let folder: Descriptor
  /// Synced, in this order, when the session's folder has gained a file.
  let path: String
  private(set) var files: [FileLane: AppendingFile] = [:]
  /// Files of a lane that must not grow any more, and after which line to go on.
  private var continuations: [FileLane: Continuation] = [:]
  /// Why nothing can be written here any more.
  private var finished: KeepFault?
  /// How far files in another folder went that this session left behind.
  private var known: [FileHead] = []
  /// The header of a file that is being made.
  private var unborn: [FileLane: (file: AppendingFile, body: [UInt8])] = [:]

  init(
    storage: any Storage, machine: Machine, session: String, writer: String, folder: Descriptor,
    path: String
  ) {
    self.storage = storage
    self.machine = machine
    self.session = session
    self.writer = writer
    self.folder = folder
    self.path = path
  }

  /// Takes over the files that this writer may go on with.
  mutating func adopt(_ lane: FileLane, _ file: AppendingFile) { files[lane] = file }
  mutating func `continue`(_ lane: FileLane, after line: Continuation) {
    continuations[lane] = line
  }
  mutating func know(_ heads: [FileHead]) { known = heads }
  /// Nothing can be written here from the start; the first entry goes to a rescue.
  mutating func finish(_ fault: KeepFault) { finished = finished ?? fault }

  /// After which line of which file a rescue goes on. A file whose header was not synced counts:
  /// its pages may be in the cache only, so it must never grow again.
  var lastGood: [FileLane: Continuation] {
    var lines = continuations
    for (lane, begun) in unborn {
      let hash = Chain.sealed(body: begun.body, file: begun.file.id, before: .zero).1
      lines[lane] = Continuation(file: begun.file.id, n: 0, hash: hash)
    }
    for (lane, file) in files {
      lines[lane] = Continuation(file: file.id, n: file.count - 1, hash: file.head)
    }
    return lines
  }

  /// Writes, syncs and checks one entry; returns its hash when it is kept. After `noRoom` the same
  /// entry must be offered again before any other.
  @discardableResult
  package mutating func keep(
    _ entry: JournalEntry, in lane: FileLane
  ) throws(KeepFault) -> LineHash {
    if let finished { throw finished }
    do throws(KeepFault) {
      return try append(entry, in: lane)
    } catch {
      switch error {
      case .finished, .interfered, .stalled: finished = error
      case .noRoom, .refused: break
      }
      throw error
    }
  }

  private mutating func append(
    _ entry: JournalEntry, in lane: FileLane
  ) throws(KeepFault) -> LineHash {
    var file = try fileToAppend(lane)
    defer { files[lane] = file }
    let body: [UInt8]
    do throws(LineRefusal) {
      body = try LineBody.entry(try complete(entry), n: file.count)
    } catch {
      throw .refused(error)
    }
    return try file.append(body: body)
  }

  /// A sealed record says how far every file of the session went.
  private func complete(_ entry: JournalEntry) throws(LineRefusal) -> JournalEntry {
    guard entry.kind == "sealed" else { return entry }
    var entry = entry
    entry.fields.removeAll { $0.name == "files" }
    entry.fields.append(JSONField("files", .list(heads().map(LineBody.value))))
    return entry
  }

  /// How far every file of the session's folder goes, read again where this writer does not own it.
  func heads() -> [FileHead] {
    var heads = files.values.map { FileHead(file: $0.id, count: $0.count, head: $0.head) }
    let own = Set(heads.map(\.file))
    heads += known.filter { !own.contains($0.file) }
    let all = Set(heads.map(\.file))
    let reader = SessionReader(storage: storage, folder: folder, path: path, id: session)
    for file in (try? reader.read())?.files ?? [] {
      guard let header = file.report.header, header.owner == session, !all.contains(header.file)
      else { continue }
      heads.append(
        FileHead(file: header.file, count: file.report.count, head: file.report.head))
    }
    return heads.sorted { $0.file.text < $1.file.text }
  }

  /// How far the files this writer appends to went, for the ledger.
  func ownHeads() -> [FileHead] {
    files.values.map { FileHead(file: $0.id, count: $0.count, head: $0.head) }
      .sorted { $0.file.text < $1.file.text }
  }

  private mutating func fileToAppend(_ lane: FileLane) throws(KeepFault) -> AppendingFile {
    if let file = files[lane] { return file }
    try create(lane)
    guard let file = files[lane] else { throw .finished(StorageFault(.create, EIO)) }
    return file
  }

  /// A new file: header, fsync, fsync of the folder that gained it; only then entries.
  mutating func create(_ lane: FileLane) throws(KeepFault) {
    var (file, body) = try unborn(lane)
    unborn[lane] = (file, body)
    do throws(KeepFault) {
      _ = try file.append(body: body)
    } catch {
      unborn[lane] = (file, body)
      throw error
    }
    do throws(StorageFault) {
      try storage.syncWhole(file.descriptor)
      try storage.syncWhole(folder)
    } catch {
      throw .finished(error)
    }
    unborn[lane] = nil
    files[lane] = file
  }

  private func unborn(
    _ lane: FileLane
  ) throws(KeepFault) -> (file: AppendingFile, body: [UInt8]) {
    if let known = unborn[lane] { return known }
    return try begin(lane)
  }

  private func begin(
    _ lane: FileLane
  ) throws(KeepFault) -> (file: AppendingFile, body: [UInt8]) {
    let id = machine.fileID()
    let name = JournalName.name(lane, id)
    let header = Header(
      format: 1, owner: session, file: id, lane: lane, writer: writer,
      protection: .text("none"), continues: continuations[lane], crit: [], others: [])
    let body: [UInt8]
    do throws(LineRefusal) {
      body = try LineBody.header(header)
    } catch {
      throw .refused(error)
    }
    do throws(StorageFault) {
      let descriptor = try storage.open(name, in: folder, for: .create)
      let identity = try storage.status(of: descriptor)
      let file = AppendingFile(
        storage: storage, folder: folder, name: name, id: id, descriptor: descriptor,
        identity: identity)
      return (file, body)
    } catch {
      if error.number == ENOSPC || error.number == EDQUOT { throw .noRoom(error) }
      throw .finished(error)
    }
  }

  /// Writes what is typed and not entered. No draft is worth a failure of the journal.
  package func write(_ drafts: [Draft]) throws(StorageFault) {
    try DraftFile.write(drafts, with: storage, in: folder)
  }

  /// Lets go of the files. The folder stays open: its descriptor carries the session's lock.
  package mutating func close() {
    for file in files.values { storage.close(file.descriptor) }
    for begun in unborn.values { storage.close(begun.file.descriptor) }
    files = [:]
    unborn = [:]
  }

  /// Bytes free where the session is kept, or nil where that cannot be told.
  func room() -> Int? { (try? storage.fileSystem(of: folder))?.free }
}
