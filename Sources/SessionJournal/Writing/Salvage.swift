import Glibc

/// Copies a file whose name or whose end another program took away into a rescue folder, beside the
/// file that goes on after it, so that it comes home with that.
struct Salvage {
  let storage: any Storage
  let folder: Descriptor
  let path: String

  /// An empty file of the copy's name and this end says who made the copy: once it is home it may
  /// be removed, as a backup may not.
  private static let mark = ".salvaged"

  static func mark(of name: String) -> String { name + mark }

  /// True where nothing is left to do: the copy is there, or there is nothing whole to copy.
  func isDone(with file: AppendingFile) -> Bool {
    do throws(JournalFault) {
      guard let bytes = try acknowledged(file) else { return true }
      if let there = try read(file.name) {
        // What another program put there is not written over.
        guard bytes.starts(with: there), bytes != there else { return true }
      }
      do throws(StorageFault) {
        try makeMark(of: file.name)
        try DraftFile.replace(
          file.name, by: "\(file.name).new", with: bytes, storage: storage, folder: folder)
        try storage.syncWhole(folder)
      } catch {
        return false
      }
      return try read(file.name) == bytes
    } catch {
      return false
    }
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
    if isWhole(found, file) { return found }
    let known = file.recollection.whole(size: file.size, beginning: found)
    return known.flatMap { isWhole($0, file) ? $0 : nil }
  }

  private func isWhole(_ bytes: [UInt8], _ file: AppendingFile) -> Bool {
    guard bytes.count == file.size else { return false }
    let report = bytes.withUnsafeBytes { FileScan.read($0) { _ in } }
    return report.count == file.count && report.head == file.head
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
