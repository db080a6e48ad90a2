import Glibc

/// Keeps a session's entries in its own folder, and in a rescue folder once that cannot be trusted
/// any more. Not for two threads at once.
package struct EnduringWriter: Sendable {
  package let session: String
  package let writer: String
  let machine: Machine
  private(set) var rescuer: Rescuer
  /// Nil where the thread that had the files is stuck with them.
  private var files: SessionWriter?
  /// After which lines a rescue goes on, and how far every file of the session went.
  private(set) var lastGood: [FileLane: Continuation]
  private(set) var heads: [FileHead]
  /// Files that were there at the opening, for a seal that is written in a rescue.
  private let found: [FileHead]
  /// Where the session goes on, and why it left its own folder.
  package private(set) var rescue: RescueFolder?
  package private(set) var reason: KeepFault?
  /// Boot-clock milliseconds when the disk was first found full.
  private var fullSince: Int64?
  /// Files that lost their names or their bytes, to be copied to the rescue.
  private var orphans: [AppendingFile] = []
  /// Files that this session left whole, and copies of others in a rescue: what another program
  /// does to them is seen as well.
  private var watched: [AppendingFile] = []
  /// The rescue folder to try next: one that did not answer is not asked again.
  private var nextFolder = 0

  /// The program is to end: there is no time to wait for room.
  package var isLeaving = false

  /// A disk that has been full this long, or has not answered this long, is given up; milliseconds.
  package static let patience: Int64 = 10_000
  /// The same while the program ends, which waits five seconds at most.
  static let patienceWhenLeaving: Int64 = 3_000

  init(_ files: SessionWriter, rescuer: Rescuer) {
    session = files.session
    writer = files.writer
    machine = files.machine
    self.rescuer = rescuer
    self.files = files
    lastGood = files.lastGood
    heads = files.ownHeads()
    found = files.found
  }

  /// For a thread that may be left behind: once the fence is shut it changes nothing any more.
  mutating func stand(behind fence: Fence) {
    rescuer.stand(behind: fence)
    files?.stand(behind: fence)
  }

  /// Keeps one entry; returns its hash when it is kept. After `noRoom` the same entry must be
  /// offered again before any other.
  @discardableResult
  package mutating func keep(
    _ entry: JournalEntry, in lane: FileLane, trying: (Int) -> Void = { _ in }
  ) throws(KeepFault) -> LineHash {
    do throws(KeepFault) {
      guard files != nil, let hash = try files?.keep(entry, in: lane) else { throw .stalled }
      fullSince = nil
      note()
      watch()
      return hash
    } catch {
      guard isLasting(error) else { throw error }
      lastGood = files?.lastGood ?? lastGood
      return try goElsewhere(with: entry, in: lane, because: error, trying: trying)
    }
  }

  private mutating func goElsewhere(
    with entry: JournalEntry, in lane: FileLane, because fault: KeepFault, trying: (Int) -> Void
  ) throws(KeepFault) -> LineHash {
    if fault != .stalled { nextFolder = 0 }
    let held = rescue == nil ? nil : files?.folder
    for place in rescuer.folders.indices.dropFirst(nextFolder) {
      trying(place)
      guard
        let rescued = rescuer.keep(
          entry, in: lane, folder: place, holding: held, session: session, writer: writer,
          after: lastGood, home: heads, found: found)
      else { continue }
      leave(because: fault)
      if let held, held != rescued.writer.folder {
        unwatch { $0.folder == held }
        rescuer.storage.closeLocked(held)
      }
      files = rescued.writer
      rescue = rescued.folder
      reason = fault
      fullSince = nil
      note()
      watch()
      return rescued.hash
    }
    throw fault
  }

  /// What another program took away is saved, and what it left is watched. A disk that failed is
  /// not asked again with every entry: it may not answer.
  private mutating func leave(because fault: KeepFault) {
    guard let (lost, whole) = files?.letGo() else { return }
    orphans += lost
    watched += whole
    switch fault {
    case .interfered, .moved, .noRoom, .refused, .unsealable: break
    case .finished, .stalled: unwatch { [folder = files?.folder] in $0.folder == folder }
    }
    files?.close()
  }

  private mutating func unwatch(where isLeft: (AppendingFile) -> Bool) {
    for file in watched where isLeft(file) { rescuer.storage.close(file.descriptor) }
    watched.removeAll(where: isLeft)
  }

  private mutating func watch() {
    var whole: [AppendingFile] = []
    for var file in watched {
      if file.isAway || file.isLost() { orphans.append(file) } else { whole.append(file) }
    }
    watched = whole
    salvage()
  }

  /// What a file without a name holds is in reach until it is closed; one for which there is no
  /// room is tried again with every entry.
  private mutating func salvage() {
    guard !orphans.isEmpty, rescue != nil, let files else { return }
    let salvage = Salvage(
      storage: rescuer.storage, folder: files.folder, path: files.path, place: files.place)
    var left: [AppendingFile] = []
    for orphan in orphans {
      switch salvage.save(orphan) {
      case .again: left.append(orphan)
      case .copied(let copy):
        watched.append(copy)
        rescuer.storage.close(orphan.descriptor)
      case .nothing: rescuer.storage.close(orphan.descriptor)
      }
    }
    orphans = left
  }

  private mutating func note() {
    guard let files else { return }
    lastGood = files.lastGood
    for head in files.ownHeads() {
      if let known = heads.firstIndex(where: { $0.file == head.file }) {
        heads[known] = head
      } else {
        heads.append(head)
      }
    }
  }

  /// True where trying again in the same place is of no use.
  private mutating func isLasting(_ fault: KeepFault) -> Bool {
    switch fault {
    case .refused, .unsealable: return false
    case .finished, .interfered, .moved, .stalled: return true
    case .noRoom:
      if isLeaving { return true }
      let now = machine.up()
      let since = fullSince ?? now
      fullSince = since
      return now - since >= Self.patience
    }
  }

  /// The same session for a second thread, while this one is stuck in a system call.
  static func successor(
    of session: String, writer: String, machine: Machine, rescuer: Rescuer,
    lastGood: [FileLane: Continuation], heads: [FileHead], found: [FileHead], after folder: Int?
  ) -> EnduringWriter {
    EnduringWriter(
      session: session, writer: writer, machine: machine, rescuer: rescuer, lastGood: lastGood,
      heads: heads, found: found, nextFolder: folder.map { $0 + 1 } ?? 0)
  }

  private init(
    session: String, writer: String, machine: Machine, rescuer: Rescuer,
    lastGood: [FileLane: Continuation], heads: [FileHead], found: [FileHead], nextFolder: Int
  ) {
    self.session = session
    self.writer = writer
    self.machine = machine
    self.rescuer = rescuer
    self.lastGood = lastGood
    self.heads = heads
    self.found = found
    self.nextFolder = nextFolder
  }

  package mutating func write(_ drafts: [Draft]) throws(StorageFault) {
    // A thread that took over has no files before the first entry is kept elsewhere.
    guard files != nil else {
      if drafts.isEmpty { return }
      throw StorageFault(.write, ETIMEDOUT)
    }
    try files?.write(drafts)
    watch()
  }

  func room() -> Int? { files?.room() }

  /// Lets go of the files; the session's own folder stays open, for it carries the lock.
  package mutating func close() {
    watch()
    files?.close()
    if let files, rescue != nil { rescuer.storage.closeLocked(files.folder) }
    files = nil
    for file in orphans + watched { rescuer.storage.close(file.descriptor) }
    (orphans, watched) = ([], [])
  }
}
