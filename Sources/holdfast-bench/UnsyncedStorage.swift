import SessionJournal

/// The real file system without waiting for the disk: for sessions that are made, not lived.
///
/// What it writes is as kept as any copied file: whoever made it syncs once at the end.
struct UnsyncedStorage: Storage {
  private let real = RealStorage()

  var user: UInt32 { real.user }

  func sync(_ file: Descriptor) throws(StorageFault) {}
  func syncWhole(_ file: Descriptor) throws(StorageFault) {}

  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    try real.open(name, in: folder, for: access)
  }

  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try real.makeFolder(name, in: folder)
  }

  func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor
  ) throws(StorageFault) -> Int {
    try real.write(bytes, to: file)
  }

  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int {
    try real.read(into: bytes, from: file, at: offset)
  }

  func lock(_ file: Descriptor) throws(StorageFault) { try real.lock(file) }
  func unlock(_ file: Descriptor) { real.unlock(file) }
  func isLocked(_ file: Descriptor) -> Bool { real.isLocked(file) }

  func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    try real.status(of: file)
  }

  func status(of name: String, in folder: Descriptor?) throws(StorageFault) -> FileStatus {
    try real.status(of: name, in: folder)
  }

  func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    try real.rename(name, to: newName, in: folder)
  }

  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try real.unlink(name, in: folder)
  }

  func list(_ folder: Descriptor) throws(StorageFault) -> [String] { try real.list(folder) }

  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try real.fileSystem(of: file)
  }

  func dropCache(_ file: Descriptor) { real.dropCache(file) }
  func close(_ file: Descriptor) { real.close(file) }
}
