import Glibc

/// Opens and makes folders and files with the checks of journal.md §Writing 1.
struct Folders: Sendable {
  let storage: any Storage

  /// A folder inside an open one: no link, own, closed to others.
  func open(
    _ name: String, in parent: Descriptor?, path: String
  ) throws(JournalFault) -> Descriptor {
    let folder: Descriptor
    do throws(StorageFault) {
      folder = try storage.open(name, in: parent, for: .folder)
    } catch {
      throw refusal(of: error, path: path)
    }
    do throws(JournalFault) {
      let status = try status(of: folder, path: path)
      guard status.kind == .folder else { throw .notAFolder(path: path) }
      try checkOwnership(status, path: path)
    } catch {
      storage.close(folder)
      throw error
    }
    return folder
  }

  /// A plain file with one name, own, closed to others.
  func openFile(
    _ name: String, in folder: Descriptor, for access: StorageAccess, path: String
  ) throws(JournalFault) -> (Descriptor, FileStatus) {
    let file: Descriptor
    do throws(StorageFault) {
      file = try storage.open(name, in: folder, for: access)
    } catch {
      throw refusal(of: error, path: path)
    }
    do throws(JournalFault) {
      let status = try status(of: file, path: path)
      guard status.kind == .file else { throw .notAPlainFile(path: path) }
      guard status.links == 1 else { throw .hasOtherNames(path: path, links: status.links) }
      try checkOwnership(status, path: path)
      return (file, status)
    } catch {
      storage.close(file)
      throw error
    }
  }

  private func checkOwnership(_ status: FileStatus, path: String) throws(JournalFault) {
    guard status.owner == storage.user else { throw .notOwned(path: path, owner: status.owner) }
    guard status.mode & 0o077 == 0 else { throw .openToOthers(path: path, mode: status.mode) }
  }

  private func status(of file: Descriptor, path: String) throws(JournalFault) -> FileStatus {
    do throws(StorageFault) {
      return try storage.status(of: file)
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func refusal(of fault: StorageFault, path: String) -> JournalFault {
    switch fault.number {
    case ELOOP: .isLink(path: path)
    case ENOTDIR: isLink(path) ? .isLink(path: path) : .notAFolder(path: path)
    case EISDIR, ENXIO: .notAPlainFile(path: path)
    default: .storage(path: path, fault)
    }
  }

  /// O_DIRECTORY with O_NOFOLLOW says ENOTDIR for a link.
  private func isLink(_ path: String) -> Bool {
    let (above, name) = Self.split(path)
    guard let parent = try? storage.open(above, in: nil, for: .folderThroughLinks) else {
      return false
    }
    defer { storage.close(parent) }
    return (try? storage.status(of: name, in: parent))?.kind == .link
  }

  /// Makes `path` and what is missing above it, 0700, each synced into the folder that gained it.
  func make(_ path: String) throws(JournalFault) -> Descriptor {
    let (above, name) = Self.split(path)
    let parent = try openAbove(above)
    defer { storage.close(parent) }
    try makeOne(name, in: parent, path: path)
    return try open(name, in: parent, path: path)
  }

  private func openAbove(_ path: String) throws(JournalFault) -> Descriptor {
    do throws(StorageFault) {
      return try storage.open(path, in: nil, for: .folderThroughLinks)
    } catch {
      guard error.number == ENOENT, path != "/", path != "." else {
        throw refusal(of: error, path: path)
      }
    }
    let (above, name) = Self.split(path)
    let parent = try openAbove(above)
    defer { storage.close(parent) }
    try makeOne(name, in: parent, path: path)
    do throws(StorageFault) {
      return try storage.open(name, in: parent, for: .folder)
    } catch {
      throw refusal(of: error, path: path)
    }
  }

  /// A folder that is there already is no fault, but a run that was killed may have made it and
  /// never synced its name: the parent is synced either way.
  func makeOne(_ name: String, in parent: Descriptor, path: String) throws(JournalFault) {
    var isNew = true
    do throws(StorageFault) {
      try storage.makeFolder(name, in: parent)
    } catch {
      guard error.number == EEXIST else { throw .storage(path: path, error) }
      isNew = false
    }
    do throws(StorageFault) {
      try storage.syncWhole(parent)
    } catch {
      // Above the vault a folder may be one that this user cannot sync.
      if isNew || error.number == EIO { throw .storage(path: path, error) }
    }
  }

  /// A rescue folder, or nil where there is none.
  func openRescue(_ path: String) throws(JournalFault) -> Descriptor? {
    do throws(JournalFault) {
      return try open(path, in: nil, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return nil }
      throw error
    }
  }

  /// True where `folder`, or a folder above it, is one of `wholes`.
  func lies(_ folder: Descriptor, in wholes: [FileStatus]) -> Bool {
    var at = folder
    var below: FileStatus?
    defer { if at != folder { storage.close(at) } }
    while let status = try? storage.status(of: at) {
      if wholes.contains(where: status.isSameFile) { return true }
      // Above the root is the root.
      if below?.isSameFile(as: status) == true { return false }
      below = status
      guard let above = try? storage.open("..", in: at, for: .folderThroughLinks) else {
        return false
      }
      if at != folder { storage.close(at) }
      at = above
    }
    return false
  }

  static func split(_ path: String) -> (above: String, name: String) {
    var path = path[...]
    while path.count > 1, path.last == "/" { path = path.dropLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    let above = path[..<slash]
    return (above.isEmpty ? "/" : String(above), String(path[path.index(after: slash)...]))
  }
}

extension Storage {
  /// The file from `offset` on, at most so many bytes, and as long as it is when read.
  func readWhole(
    _ file: Descriptor, from offset: Int = 0, size: Int
  ) throws(StorageFault) -> [UInt8] {
    var fault: StorageFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      do throws(StorageFault) {
        filled = try read(UnsafeMutableRawBufferPointer(buffer), from: file, at: offset)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }

  /// Fills `bytes` from `offset` on as far as the file goes.
  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int {
    var filled = 0
    var interruptions = Interruptions()
    while filled < bytes.count {
      do throws(StorageFault) {
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
        let count = try read(into: rest, from: file, at: offset + filled)
        if count == 0 { break }
        filled += count
      } catch {
        guard interruptions.mayPass(error.number) else { throw error }
      }
    }
    return filled
  }
}

extension Folders {
  /// All of a file that must be the journal's own, and no longer than `most` bytes.
  func readFile(
    _ name: String, in folder: Descriptor, path: String, most: Int = .max
  ) throws(JournalFault) -> [UInt8] {
    let (file, status) = try openFile(name, in: folder, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      if status.size > most { throw StorageFault(.read, E2BIG) }
      return try storage.readWhole(file, size: status.size)
    } catch {
      throw .storage(path: path, error)
    }
  }
}
