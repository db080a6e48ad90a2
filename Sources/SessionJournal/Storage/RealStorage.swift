import CStorage
import Glibc

/// The machine's own file system, through one system call a function.
package struct RealStorage: Storage {
  package init() {}

  package var user: UInt32 { storage_user() }

  package func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    let number = folder?.number ?? STORAGE_HERE
    let call = access == .create ? StorageCall.create : .open
    return Descriptor(try check(call) { storage_open(number, name, access.rawValue) })
  }

  package func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try check(.makeFolder) { storage_make_folder(folder?.number ?? STORAGE_HERE, name) }
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor
  ) throws(StorageFault) -> Int {
    let answer = storage_write(file.number, bytes.baseAddress, bytes.count)
    guard answer >= 0 else { throw StorageFault(.write, Int32(-answer)) }
    return Int(answer)
  }

  package func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int {
    let answer = storage_read_at(file.number, bytes.baseAddress, bytes.count, Int64(offset))
    guard answer >= 0 else { throw StorageFault(.read, Int32(-answer)) }
    return Int(answer)
  }

  package func sync(_ file: Descriptor) throws(StorageFault) {
    // Asked once: after a sync that failed, for whatever reason, a second yes would mean nothing.
    let answer = storage_sync(file.number)
    guard answer >= 0 else { throw StorageFault(.sync, -answer) }
  }

  package func syncWhole(_ file: Descriptor) throws(StorageFault) {
    let answer = storage_sync_whole(file.number)
    guard answer >= 0 else { throw StorageFault(.syncFolder, -answer) }
  }

  package func lock(_ file: Descriptor) throws(StorageFault) {
    try check(.lock) { storage_lock(file.number) }
  }

  package func unlock(_ file: Descriptor) { _ = storage_unlock(file.number) }

  package func isLocked(_ file: Descriptor) -> Bool {
    guard let status = try? status(of: file) else { return false }
    let table = LockTable(
      locks: processFile("/proc/locks"), mounts: processFile("/proc/self/mountinfo"),
      descriptor: processFile("/proc/self/fdinfo/\(file.number)"))
    return table.isLocked(status)
  }

  /// A file of /proc: its size is 0, and a short read ends it.
  private func processFile(_ path: String) -> String {
    guard let file = try? open(path, in: nil, for: .read) else { return "" }
    defer { close(file) }
    return String(decoding: (try? readWhole(file, size: 1 << 20)) ?? [], as: UTF8.self)
  }

  package func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    var found = storage_status()
    try check(.status) { storage_status(file.number, &found) }
    return FileStatus(found)
  }

  package func status(
    of name: String, in folder: Descriptor?
  ) throws(StorageFault) -> FileStatus {
    var found = storage_status()
    try check(.status) { storage_status_at(folder?.number ?? STORAGE_HERE, name, &found) }
    return FileStatus(found)
  }

  package func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    try check(.rename) { storage_rename(folder.number, name, newName) }
  }

  package func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try check(.unlink) { storage_unlink(folder.number, name) }
  }

  package func list(_ folder: Descriptor) throws(StorageFault) -> [String] {
    try check(.list) { storage_rewind(folder.number) }
    var names: [String] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 8)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return [] }
    while true {
      let used = storage_list(folder.number, start, buffer.count)
      guard used >= 0 else { throw StorageFault(.list, Int32(-used)) }
      if used == 0 { return names }
      var at = 0
      while at < used {
        let name = String(cString: start + at)
        // Of the bytes, not of the string: a name that is not UTF-8 is repaired when it is read.
        at += strlen(start + at) + 1
        if name != "." && name != ".." { names.append(name) }
      }
    }
  }

  package func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    var type: Int64 = 0
    var free: Int64 = 0
    try check(.fileSystem) { storage_filesystem(file.number, &type, &free) }
    return FileSystem(kind: FileSystem.kind(ofType: type), free: Int(free))
  }

  package func dropCache(_ file: Descriptor) { _ = storage_drop_cache(file.number) }

  package func close(_ file: Descriptor) { _ = storage_close(file.number) }

  /// Makes a call, again where a signal came between.
  @discardableResult
  private func check(
    _ call: StorageCall, _ asked: () -> Int32
  ) throws(StorageFault) -> Int32 {
    var interruptions = Interruptions()
    while true {
      let answer = asked()
      if answer >= 0 { return answer }
      guard interruptions.mayPass(-answer) else { throw StorageFault(call, -answer) }
    }
  }
}

extension FileStatus {
  init(_ found: storage_status) {
    let kind: Kind =
      switch found.mode & 0o170000 {
      case 0o100000: .file
      case 0o040000: .folder
      case 0o120000: .link
      default: .other
      }
    self.init(
      device: found.device, inode: found.inode, size: Int(found.size), kind: kind,
      mode: found.mode & 0o7777, owner: found.owner, links: found.links,
      modified: found.modified)
  }
}

extension FileSystem {
  /// Sorts the magic numbers of statfs(2).
  static func kind(ofType type: Int64) -> Kind {
    switch type & 0xFFFF_FFFF {
    // tmpfs, ramfs
    case 0x0102_1994, 0x8584_58F6: .memory
    // nfs, cifs, smb2, smb, fuse, 9p, afs, coda, ceph
    case 0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x6573_5546, 0x0102_1997, 0x5346_414F,
      0x7375_7245, 0x00C3_6400:
      .network
    default: .local
    }
  }
}
