import Glibc

/// Copies a file whose name or whose end another program took away into a rescue folder, beside the
/// file that goes on after it, so that it comes home with that.
struct Salvage {
  let storage: any Storage
  let folder: Descriptor
  let path: String
  let place: FolderPlace?

  /// An empty file of the copy's name and this end says who made the copy: once it is home it may
  /// be removed, as a backup may not.
  private static let mark = ".salvaged"

  static func mark(of name: String) -> String { name + mark }

  enum Outcome {
    /// The copy is there; open, so that what becomes of it can be watched.
    case copied(AppendingFile)
    /// There is nothing whole to copy.
    case nothing
    /// The disk refused.
    case again
  }

  func save(_ file: AppendingFile) -> Outcome {
    do throws(JournalFault) {
      guard let bytes = try acknowledged(file) else { return .nothing }
      let there = try read(file.name)
      do throws(StorageFault) {
        // One that has it all may be somebody's backup: it is not marked.
        if there.map({ !$0.starts(with: bytes) }) ?? true {
          try makeMark(of: file.name)
          try DraftFile.replace(
            file.name, by: "\(file.name).new", with: bytes, storage: storage, folder: folder
          ) { () throws(StorageFault) in
            // What another program put there is not written over.
            if let there, !bytes.starts(with: there) { try setAside(file.name) }
          }
        }
        try storage.syncWhole(folder)
      } catch {
        return .again
      }
      return try copy(of: file, with: bytes).map { .copied($0) } ?? .again
    } catch {
      return .again
    }
  }

  /// The file's copy here, open; nil where it is not what was to be copied.
  private func copy(
    of file: AppendingFile, with bytes: [UInt8]
  ) throws(JournalFault) -> AppendingFile? {
    let (open, status) = try Folders(storage: storage).openFile(
      file.name, in: folder, for: .read, path: "\(path)/\(file.name)")
    let copy = AppendingFile(
      storage: storage, folder: folder, name: file.name, id: file.id, descriptor: open,
      identity: status, place: place, count: file.count, head: file.head, size: file.size)
    guard (try? storage.readWhole(open, size: file.size)) == bytes else {
      storage.close(open)
      return nil
    }
    copy.recollection.add(bytes)
    return copy
  }

  /// Everything of the file that was said to be kept, as it is read or as it was written; nil where
  /// neither verifies. A disk that does not answer is asked again.
  private func acknowledged(_ file: AppendingFile) throws(JournalFault) -> [UInt8]? {
    let found: [UInt8]
    do throws(StorageFault) {
      found = try storage.readWhole(file.descriptor, size: file.size)
    } catch {
      throw .storage(path: file.name, error)
    }
    func isWhole(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBytes { file.holds(FileWindow($0)) }
    }
    if isWhole(found) { return found }
    let known = file.recollection.whole(size: file.size, beginning: found)
    return known.flatMap { isWhole($0) ? $0 : nil }
  }

  /// Gives what another program made of a file here a name that none of the journal's has.
  private func setAside(_ name: String) throws(StorageFault) {
    let taken = Set(try storage.list(folder))
    var number = 1
    while taken.contains("\(name).changed-\(number)") { number += 1 }
    try storage.rename(name, to: "\(name).changed-\(number)", in: folder)
  }

  private func read(_ name: String) throws(JournalFault) -> [UInt8]? {
    do throws(JournalFault) {
      let (file, status) = try Folders(storage: storage).openFile(
        name, in: folder, for: .read, path: "\(path)/\(name)")
      defer { storage.close(file) }
      do throws(StorageFault) {
        return try storage.readWhole(file, size: status.size)
      } catch {
        throw .storage(path: "\(path)/\(name)", error)
      }
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return nil }
      throw error
    }
  }

  private func makeMark(of name: String) throws(StorageFault) {
    do throws(StorageFault) {
      let made = try storage.open(Self.mark(of: name), in: folder, for: .create)
      defer { storage.close(made) }
      try storage.syncWhole(made)
    } catch {
      if error.number != EEXIST { throw error }
    }
  }
}
