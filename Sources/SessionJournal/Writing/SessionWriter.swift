import Glibc

/// Keeps the entries of one session, one synced line at a time. Not for two threads at once: the
/// journal's own thread calls it, and tests do directly.
package struct SessionWriter: Sendable {
  private(set) var storage: any Storage
  let machine: Machine
  package let session: String
  package let writer: String
  let folder: Descriptor
  /// Synced, in this order, when the session's folder has gained a file.
  let path: String
  /// Where the folder had its name when it was opened; nil where nobody opens it by that name.
  let place: FolderPlace?
  private(set) var files: [FileLane: AppendingFile] = [:]
  /// Files that are only read, held open so that they can be saved where the folder goes.
  private var held: [AppendingFile] = []
  /// Files of a lane that must not grow any more, and after which line to go on.
  private var continuations: [FileLane: Continuation] = [:]
  /// Why nothing can be written here any more.
  private var finished: KeepFault?
  /// Where files of the session may wait to be copied home; a seal names those as well.
  var rescue: [RescueFolder] = []
  /// What the headers of files begun here say beside the usual: that they wait in a rescue folder
  /// to be copied home, and where that is.
  var marks: [JSONField] = []
  /// How far files in another folder went that this session left behind.
  private var known: [FileHead] = []
  /// How far the files went that were read when the session was opened, the ones of other writers
  /// and those in a rescue too.
  private(set) var found: [FileHead] = []
  /// The folder's file of typed text could not be read: nothing is to be written over it.
  private var isDraftUnread = false
  /// The header of a file that is being made.
  private var unborn: [FileLane: (file: AppendingFile, body: [UInt8])] = [:]

  init(
    storage: any Storage, machine: Machine, session: String, writer: String, folder: Descriptor,
    path: String, place: FolderPlace? = nil
  ) {
    self.storage = storage
    self.machine = machine
    self.session = session
    self.writer = writer
    self.folder = folder
    self.path = path
    self.place = place
  }

  /// Nothing is written any more once the fence is shut.
  mutating func stand(behind fence: Fence) {
    storage = FencedStorage(base: storage, fence: fence)
    for lane in files.keys { files[lane]?.stand(behind: fence) }
    for lane in unborn.keys { unborn[lane]?.file.stand(behind: fence) }
  }

  /// Takes over the files that this writer may go on with.
  mutating func adopt(_ lane: FileLane, _ file: AppendingFile) { files[lane] = file }
  mutating func hold(_ file: AppendingFile) { held.append(file) }
  mutating func `continue`(_ lane: FileLane, after line: Continuation) {
    continuations[lane] = line
  }
  mutating func know(_ heads: [FileHead]) { known = heads }
  mutating func note(found heads: [FileHead]) { found = heads }
  mutating func spareDraft() { isDraftUnread = true }
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
      case .finished, .interfered, .moved, .stalled: finished = error
      case .noRoom, .refused, .unsealable: break
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
    let entry = try complete(entry)
    do throws(LineRefusal) {
      body = try LineBody.entry(entry, n: file.count)
    } catch {
      throw .refused(error)
    }
    let hash = try file.append(body: body)
    // What the other lane's file holds can still be saved, and cannot once this program has ended.
    for other in files.keys where other != lane {
      if let name = files[other]?.name, files[other]?.isLost() == true {
        throw .interfered(file: name)
      }
    }
    return hash
  }

  /// A sealed record says how far every file of the session went.
  private func complete(_ entry: JournalEntry) throws(KeepFault) -> JournalEntry {
    guard entry.kind == "sealed" else { return entry }
    var entry = entry
    entry.fields.removeAll { $0.name == "files" }
    entry.fields.append(JSONField("files", .list(try heads().map(LineBody.value))))
    return entry
  }

  /// How far every file of the session's folder goes, read again where this writer does not own it.
  func heads() throws(KeepFault) -> [FileHead] {
    var heads = files.values.map { FileHead(file: $0.id, count: $0.count, head: $0.head) }
    let own = Set(heads.map(\.file))
    heads += known.filter { !own.contains($0.file) }
    let others = try readAgain(but: Set(heads.map(\.file.mark)))
    // Last what was there at the opening: a file that cannot be read any more is sealed as well.
    for head in others + found where !heads.contains(where: { $0.file == head.file }) {
      heads.append(head)
    }
    return heads.sorted { $0.file.text < $1.file.text }
  }

  /// The session's folder and the rescue folders as they are now: files may have come there since
  /// the opening. One that cannot be read and was not there then is in the way of a seal, which
  /// would leave it out for ever.
  private func readAgain(but own: Set<String>) throws(KeepFault) -> [FileHead] {
    let reader = SessionReader(storage: storage, folder: folder, path: path, id: session)
    var reading: SessionReading
    do throws(JournalFault) {
      reading = try reader.read()
    } catch {
      if case .storage(_, let fault) = error { throw .finished(fault) }
      throw .finished(StorageFault(.read, EIO))
    }
    for place in rescue {
      if let closed = place.closedFolder(of: session, storage: storage) {
        throw .unsealable(closed)
      }
    }
    _ = reading.addWaiting(of: rescue, storage: storage)
    let named = own.union(found.map(\.file.mark))
    let unread = reading.refused.first { refused in
      JournalName(refused.name).map { !named.contains($0.mark) } ?? false
    }
    if let unread { throw .unsealable(unread.fault) }
    return reading.heads
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
      protection: .text("none"), continues: continuations[lane], crit: [],
      others: marks)
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
        identity: identity, place: place)
      return (file, body)
    } catch {
      if error.number == ENOSPC || error.number == EDQUOT { throw .noRoom(error) }
      throw .finished(error)
    }
  }

  /// Writes what is typed and not entered. No draft is worth a failure of the journal.
  package mutating func write(_ drafts: [Draft]) throws(StorageFault) {
    if let place, try !place.isAsItWas(storage) { throw StorageFault(.status, ESTALE) }
    if isDraftUnread {
      try DraftFile.setAside(with: storage, in: folder)
      isDraftUnread = false
    }
    try DraftFile.write(drafts, with: storage, in: folder, path: path)
  }

  /// Lets go of the files. The folder stays open: its descriptor carries the session's lock.
  package mutating func close() {
    for file in files.values { storage.close(file.descriptor) }
    for file in held { storage.close(file.descriptor) }
    held = []
    for begun in unborn.values { storage.close(begun.file.descriptor) }
    files = [:]
    unborn = [:]
  }

  /// Takes out every file of this session, still open: those to which no name leads any more or
  /// that were cut or changed, and the others.
  mutating func letGo() -> (lost: [AppendingFile], whole: [AppendingFile]) {
    var lost: [AppendingFile] = []
    var whole: [AppendingFile] = []
    let isAway = !((try? place?.isAsItWas(storage)) ?? true)
    for var file in Array(files.values) + held {
      if isAway || file.isLost() { lost.append(file) } else { whole.append(file) }
    }
    files = [:]
    held = []
    return (lost, whole)
  }

  /// Bytes free where the session is kept, or nil where that cannot be told.
  func room() -> Int? { (try? storage.fileSystem(of: folder))?.free }
}
