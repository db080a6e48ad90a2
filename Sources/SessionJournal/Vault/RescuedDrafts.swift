import Glibc

/// The way home of what was typed and not entered where a session went on.
struct RescuedDrafts {
  let storage: any Storage
  let from: Descriptor
  let path: String
  let home: Descriptor
  let homePath: String

  /// Joins the two files of drafts, and removes that in the rescue folder. Where that fails both
  /// stay as they are, and it is tried again at the next start.
  func bring() throws(JournalFault) {
    guard let away = try read(in: from, path: path) else { return }
    let here = try read(in: home, path: homePath)
    let joined = Self.join(away, here)
    do throws(StorageFault) {
      if joined != here?.bytes {
        try DraftFile.replace(
          DraftFile.name, by: DraftFile.newName, with: joined, storage: storage, folder: home)
      }
      try storage.syncWhole(home)
    } catch {
      throw .storage(path: "\(homePath)/\(DraftFile.name)", error)
    }
    do throws(StorageFault) {
      try storage.unlink(DraftFile.name, in: from)
    } catch {
      throw .storage(path: "\(path)/\(DraftFile.name)", error)
    }
  }

  private typealias Found = (bytes: [UInt8], modified: Int64)

  /// Nil where there are no drafts; what cannot be read is never taken for none.
  private func read(in folder: Descriptor, path: String) throws(JournalFault) -> Found? {
    let path = "\(path)/\(DraftFile.name)"
    do throws(JournalFault) {
      let (file, status) = try Folders(storage: storage).openFile(
        DraftFile.name, in: folder, for: .read, path: path)
      defer { storage.close(file) }
      do throws(StorageFault) {
        return (try storage.readWhole(file, size: status.size), status.modified)
      } catch {
        throw .storage(path: path, error)
      }
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return nil }
      throw error
    }
  }

  /// The file that was written last keeps its place where two texts of one draft differ. Drafts
  /// whose entries are kept fall away at the next reading.
  private static func join(_ away: Found, _ here: Found?) -> [UInt8] {
    guard let here else { return away.bytes }
    let isAwayNewer = away.modified >= here.modified
    let join = DraftJoin(
      lines((isAwayNewer ? away : here).bytes), with: lines((isAwayNewer ? here : away).bytes))
    return Array(join.lines.map { $0.bytes + [0x0A] }.joined())
  }

  private static func lines(_ bytes: [UInt8]) -> [DraftJoin.Line] {
    bytes.split(separator: 0x0A).map { DraftJoin.Line(Array($0)) }
  }
}
