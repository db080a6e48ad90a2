import Glibc
import SessionJournal
import Synchronization
import Testing

/// A mistake that a journal could make, made for it by the storage below.
enum Lie: CaseIterable, Sendable {
  /// As if it never synced a file.
  case noSync
  /// As if it never synced a folder.
  case noFolderSync
  /// As if it asked again after a failed sync and took the answer for true.
  case syncAgainAfterFailure
  /// As if it locked something else than the session.
  case lockIsAlwaysFree
  /// As if it cut a torn tail off instead of setting it aside.
  case truncatingRepair
  /// As if it trusted the page cache after a failed sync.
  case staleCache
  /// As if it never looked into its rescue folders.
  case rescueIsForgotten
}

/// Passes everything on to the disk but for one lie.
struct LyingStorage: Storage {
  let disk: SimulatedDisk
  let lie: Lie

  var user: UInt32 { disk.user }

  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    let file = try disk.open(name, in: folder, for: access)
    if lie == .truncatingRepair, access == .append || access == .read { disk.truncateTorn(file) }
    return file
  }

  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try disk.makeFolder(name, in: folder)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int {
    try disk.write(bytes, to: file)
  }

  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int { try disk.read(into: bytes, from: file, at: offset) }

  func sync(_ file: Descriptor) throws(StorageFault) {
    if lie == .noSync { return }
    do throws(StorageFault) {
      try disk.sync(file)
    } catch {
      guard lie == .syncAgainAfterFailure else { throw error }
      try disk.sync(file)
    }
  }

  func syncWhole(_ file: Descriptor) throws(StorageFault) {
    if lie == .noSync { return }
    if lie == .noFolderSync, (try? disk.status(of: file))?.kind == .folder { return }
    try disk.syncWhole(file)
  }

  func lock(_ file: Descriptor) throws(StorageFault) {
    if lie != .lockIsAlwaysFree { try disk.lock(file) }
  }
  func unlock(_ file: Descriptor) { disk.unlock(file) }
  func isLocked(_ file: Descriptor) -> Bool { disk.isLocked(file) }

  func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    try disk.status(of: file)
  }

  func status(of name: String, in folder: Descriptor?) throws(StorageFault) -> FileStatus {
    try disk.status(of: name, in: folder)
  }

  func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    try disk.rename(name, to: newName, in: folder)
  }

  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try disk.unlink(name, in: folder)
  }

  func list(_ folder: Descriptor) throws(StorageFault) -> [String] {
    let names = try disk.list(folder)
    // A journal that never looks into its rescue folders.
    return lie == .rescueIsForgotten ? names.filter { !disk.isRescue(folder, $0) } : names
  }

  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try disk.fileSystem(of: file)
  }

  func dropCache(_ file: Descriptor) { if lie != .staleCache { disk.dropCache(file) } }
  func close(_ file: Descriptor) { disk.close(file) }
}

extension SimulatedDisk {
  /// Cuts a file's end off behind its last line feed.
  func truncateTorn(_ file: Descriptor) {
    state.withLock { state in
      guard let number = state.open[file.number], var node = state.nodes[number],
        node.kind == .file, let end = node.cached.lastIndex(of: 0x0A)
      else { return }
      node.cached = Array(node.cached[...end])
      node.platter = Array(node.platter.prefix(node.cached.count))
      state.nodes[number] = node
    }
  }

  func isRescue(_ folder: Descriptor, _ name: String) -> Bool {
    state.withLock { state in
      guard let rescue = state.nodes[0]?.names["rescue"] else { return false }
      return state.open[folder.number] == rescue
    }
  }
}

@Suite struct SeededBugTests {
  /// The trial that finds nothing in the journal must find each of these mistakes.
  @Test(arguments: Lie.allCases)
  func theTrialsFindTheMistake(_ lie: Lie) {
    let found = (1...3_000).first { !Trial(seed: $0, lie: lie).run().isEmpty }
    #expect(found != nil, "\(lie) passed every trial")
  }
}
