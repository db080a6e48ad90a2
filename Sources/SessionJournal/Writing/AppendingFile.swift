import Glibc

/// Why an entry is not on the disk.
package enum KeepFault: Error, Equatable, Sendable {
  /// No room; asked again later with the same bytes.
  case noRoom(StorageFault)
  /// This file can never be trusted again: the call that failed.
  case finished(StorageFault)
  /// A sync did not come back; the thread that asked for it is left behind.
  case stalled
  /// The file was deleted, replaced, cut or linked by another program.
  case interfered(file: String)
  /// The session's folder or one above it was moved, replaced or deleted.
  case moved(folder: String)
  /// The entry itself breaks the format.
  case refused(LineRefusal)
  /// A file of the session that no seal could name; asked again later.
  case unsealable(JournalFault)
}

/// Where a session's folder is looked for, and the folder that was there: once it or one above it
/// is moved away, what is written goes where nobody looks, and another program can make a second
/// one and write there as well.
struct FolderPlace: Sendable {
  let path: String
  let identity: FileStatus
  /// Keeps the folders above open for as long as anything is written here.
  let vault: Vault?

  func isAsItWas(_ storage: any Storage) throws(StorageFault) -> Bool {
    do throws(StorageFault) {
      return try storage.status(of: path, in: nil).isSameFile(as: identity)
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR { return false }
      throw error
    }
  }
}

/// A journal file that grows by one synced line at a time.
struct AppendingFile: Sendable {
  private(set) var storage: any Storage
  let folder: Descriptor
  let name: String
  let id: FileID
  let descriptor: Descriptor
  let identity: FileStatus
  let place: FolderPlace?
  private(set) var count: Int64
  private(set) var head: LineHash
  /// Bytes that are known to be on the disk.
  private(set) var size: Int
  /// What was found when its bytes were last known to be as they were written: where the file is
  /// longer or was written to since, that is not taken for granted.
  private var seen: (size: Int, modified: Int64)
  let recollection = Recollection()
  /// The line being written and how much of it the file has taken.
  private var pending: [UInt8] = []
  private var taken = 0

  init(
    storage: any Storage, folder: Descriptor, name: String, id: FileID, descriptor: Descriptor,
    identity: FileStatus, place: FolderPlace? = nil, count: Int64 = 0, head: LineHash = .zero,
    size: Int = 0
  ) {
    self.storage = storage
    self.folder = folder
    self.name = name
    self.id = id
    self.descriptor = descriptor
    self.identity = identity
    self.place = place
    self.count = count
    self.head = head
    self.size = size
    seen = (identity.size, identity.modified)
  }

  mutating func stand(behind fence: Fence) {
    storage = FencedStorage(base: storage, fence: fence)
  }

  /// Appends one line and syncs it. After `noRoom` the same body must be offered again.
  mutating func append(body: [UInt8]) throws(KeepFault) -> LineHash {
    let (line, hash) = Chain.sealed(body: body, file: id, before: head)
    if pending != line {
      // Bytes of another line would be in the way; callers offer one line until it is kept.
      guard taken == 0 else { throw .interfered(file: name) }
      pending = line
    }
    try checkBytes()
    try writePending()
    count += 1
    head = hash
    return hash
  }

  /// Appends bytes that are no line of their own: a repair.
  mutating func repair(
    _ bytes: [UInt8], count: Int64, head: LineHash
  ) throws(KeepFault) {
    pending = bytes
    try checkBytes(isRepair: true)
    try writePending()
    self.count = count
    self.head = head
  }

  private mutating func writePending() throws(KeepFault) {
    do throws(StorageFault) {
      try storage.write(pending, from: &taken, to: descriptor)
    } catch {
      if error.number == ENOSPC || error.number == EDQUOT { throw .noRoom(error) }
      throw .finished(error)
    }
    do throws(StorageFault) {
      try storage.sync(descriptor)
    } catch {
      // Never synced again: a second fdatasync would say yes about pages the kernel gave up.
      throw .finished(error)
    }
    try checkUntouched(size: size + pending.count)
    size += pending.count
    recollection.add(pending)
    pending = []
    taken = 0
  }

  /// Nothing is added to what another program has cut or written to: that would only do more
  /// damage. One that was cut and grew again, to the same size even, is not what was kept: the last
  /// line is looked at before each new one, and all of them where somebody else wrote. Whether the
  /// name still leads here is asked before the acknowledgement.
  private mutating func checkBytes(isRepair: Bool = false) throws(KeepFault) {
    do throws(StorageFault) {
      let found = try storage.status(of: descriptor)
      guard found.size == size + taken else { throw StorageFault(.status, 0) }
      // What was taken of a line that found no room is no other program's writing.
      guard count > 0, taken == 0, !isRepair else { return }
      if found.modified != seen.modified {
        guard try isWhole() else { throw StorageFault(.read, 0) }
        seen = (found.size, found.modified)
      }
      let end = Chain.end(of: head)
      guard try storage.readWhole(descriptor, from: size - end.count, size: end.count) == end
      else { throw StorageFault(.read, 0) }
    } catch {
      throw fault(error)
    }
  }

  private func fault(_ error: StorageFault) -> KeepFault {
    error.number == 0 || error.number == ENOENT ? .interfered(file: name) : .finished(error)
  }

  /// True where everything that was kept can be read as it was written.
  func isWhole() throws(StorageFault) -> Bool {
    let window = FileWindow(descriptor, of: storage, size: size)
    let isWhole = holds(window)
    if let fault = window.fault { throw fault }
    return isWhole
  }

  /// True where these bytes are everything that was kept.
  func holds(_ window: FileWindow) -> Bool {
    guard window.size == size else { return false }
    let report = FileScan.read(window) { _ in }
    return report.count == count && report.head == head && window.size == size
  }

  /// What is open and what has the name must still be one file of the expected size.
  mutating func checkUntouched(size: Int) throws(KeepFault) {
    try checkPlace()
    do throws(StorageFault) {
      let open = try storage.status(of: descriptor)
      let named = try storage.status(of: name, in: folder)
      guard open.isSameFile(as: identity), named.isSameFile(as: identity), open.links == 1,
        open.size == size
      else { throw StorageFault(.status, 0) }
      seen = (open.size, open.modified)
    } catch {
      throw fault(error)
    }
  }

  private func checkPlace() throws(KeepFault) {
    guard let place else { return }
    var isInPlace = false
    do throws(StorageFault) {
      isInPlace = try place.isAsItWas(storage)
    } catch {
      throw .finished(error)
    }
    if !isInPlace { throw .moved(folder: place.path) }
  }

  /// True where its name in the folder leads to no file, to another one, or to less than was kept
  /// or something else: what it held is gone when it is closed.
  mutating func isLost() -> Bool {
    do throws(StorageFault) {
      let named = try storage.status(of: name, in: folder)
      guard named.isSameFile(as: identity), named.size >= size else { return true }
      if (named.size, named.modified) == seen { return false }
      guard try isWhole() else { return true }
      seen = (named.size, named.modified)
      return false
    } catch {
      return error.number == ENOENT
    }
  }

  /// True where the folder that it is in is no longer where it was.
  var isAway: Bool { !((try? place?.isAsItWas(storage)) ?? true) }
}
