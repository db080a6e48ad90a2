/// The real file system without any sync: for making large vaults to measure with, never for notes.
package struct HastyStorage: Storage {
  private let real = RealStorage()

  package init() {}

  package var user: UInt32 { real.user }

  package func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor { try real.open(name, in: folder, for: access) }

  package func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try real.makeFolder(name, in: folder)
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor
  ) throws(StorageFault) -> Int { try real.write(bytes, to: file) }

  package func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int { try real.read(into: bytes, from: file, at: offset) }

  package func sync(_ file: Descriptor) throws(StorageFault) {}
  package func syncWhole(_ file: Descriptor) throws(StorageFault) {}
  package func lock(_ file: Descriptor) throws(StorageFault) { try real.lock(file) }
  package func unlock(_ file: Descriptor) { real.unlock(file) }
  package func isLocked(_ file: Descriptor) -> Bool { real.isLocked(file) }

  package func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    try real.status(of: file)
  }

  package func status(
    of name: String, in folder: Descriptor
  ) throws(StorageFault) -> FileStatus { try real.status(of: name, in: folder) }

  package func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) { try real.rename(name, to: newName, in: folder) }

  package func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try real.unlink(name, in: folder)
  }

  package func list(_ folder: Descriptor) throws(StorageFault) -> [String] {
    try real.list(folder)
  }

  package func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try real.fileSystem(of: file)
  }

  package func dropCache(_ file: Descriptor) { real.dropCache(file) }
  package func close(_ file: Descriptor) { real.close(file) }
}
