import Glibc
import Synchronization

/// Stands between a thread and the disk, to be shut once another thread has taken over.
final class Fence: Sendable {
  private let isShut = Mutex(false)

  func shut() { isShut.withLock { $0 = true } }

  func check(_ call: StorageCall) throws(StorageFault) {
    if isShut.withLock({ $0 }) { throw StorageFault(call, ECANCELED) }
  }
}

/// The storage as one thread may use it: behind a shut fence nothing is made or changed any more.
/// A call that the thread was stuck in still ends as it will; none follows it.
struct FencedStorage: Storage {
  let base: any Storage
  let fence: Fence

  var user: UInt32 { base.user }

  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    if access == .create { try fence.check(.create) }
    return try base.open(name, in: folder, for: access)
  }

  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try fence.check(.makeFolder)
    try base.makeFolder(name, in: folder)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int {
    try fence.check(.write)
    return try base.write(bytes, to: file)
  }

  func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    try fence.check(.rename)
    try base.rename(name, to: newName, in: folder)
  }

  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try fence.check(.unlink)
    try base.unlink(name, in: folder)
  }

  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int { try base.read(into: bytes, from: file, at: offset) }
  func sync(_ file: Descriptor) throws(StorageFault) { try base.sync(file) }
  func syncWhole(_ file: Descriptor) throws(StorageFault) { try base.syncWhole(file) }
  func lock(_ file: Descriptor) throws(StorageFault) { try base.lock(file) }
  func unlock(_ file: Descriptor) { base.unlock(file) }
  func isLocked(_ file: Descriptor) -> Bool { base.isLocked(file) }
  func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    try base.status(of: file)
  }
  func status(of name: String, in folder: Descriptor?) throws(StorageFault) -> FileStatus {
    try base.status(of: name, in: folder)
  }
  func list(_ folder: Descriptor) throws(StorageFault) -> [String] { try base.list(folder) }
  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try base.fileSystem(of: file)
  }
  func dropCache(_ file: Descriptor) { base.dropCache(file) }
  func close(_ file: Descriptor) { base.close(file) }
}
