import Glibc
import SessionJournal
import Synchronization

/// A call that is to fail.
struct PlannedFault: Sendable {
  var call: StorageCall
  /// Counts calls of this kind from the moment it was planned; 1 is the next.
  var nth: Int
  var number: Int32
  var isForEver = false
  /// For a write: how many bytes are taken before it fails, or, with number 0, in all.
  var taken = 0
}

/// A disk in memory that forgets what was not synced, and worse.
///
/// After ``crash(_:)`` the bytes of a file beyond its last good sync are kept, lost, zeroed or
/// garbled, sector by sector; names are kept or forgotten one by one. After a failed sync the cache
/// still shows bytes that never reach the platter, as Linux does.
final class SimulatedDisk: Storage {
  struct Node: Sendable {
    var kind: FileStatus.Kind
    var mode: UInt32
    var links: UInt64 = 1
    var cached: [UInt8] = []
    var platter: [UInt8] = []
    /// Bytes of `cached` that a failed sync gave up.
    var abandoned: Range<Int>?
    var wasStale = false
    var names: [String: Int] = [:]
    var pending: [NameChange] = []
    var platterNames: [String: Int] = [:]
  }

  enum NameChange: Sendable {
    case add(String, Int)
    case remove(String)
    case rename(String, to: String)
  }

  struct State: Sendable {
    var nodes: [Int: Node] = [0: Node(kind: .folder, mode: 0o755)]
    var open: [Int32: Int] = [:]
    var locks: [Int: Int32] = [:]
    var faults: [PlannedFault] = []
    var nextNode = 1
    var nextOpen: Int32 = 3
    var calls = 0
    /// At this call the machine stops: every later one fails.
    var crashAt = Int.max
    var free = 1 << 40
    var fileSystem = FileSystem.Kind.local
    /// Folders where another file system is mounted.
    var mounted: [Int: FileSystem.Kind] = [:]
  }

  let state = Mutex(State())
  let sector = 512
  var user: UInt32 { 1000 }

  /// No system gives this number.
  static let stopped: Int32 = 9_999

  /// Counts the call and fails it where that was planned.
  @discardableResult
  func enter(_ call: StorageCall) throws(StorageFault) -> PlannedFault? {
    let fault = state.withLock { state -> PlannedFault? in
      state.calls += 1
      if state.calls >= state.crashAt {
        return PlannedFault(call: call, nth: 0, number: Self.stopped)
      }
      for place in state.faults.indices where state.faults[place].call == call {
        state.faults[place].nth -= 1
        let fault = state.faults[place]
        if fault.nth == 0 || fault.nth < 0 && fault.isForEver { return fault }
      }
      return nil
    }
    if let fault, fault.number != 0, call != .write { throw StorageFault(call, fault.number) }
    return fault
  }

  func node(_ descriptor: Descriptor, _ call: StorageCall) throws(StorageFault) -> Int {
    guard let node = state.withLock({ $0.open[descriptor.number] }) else {
      throw StorageFault(call, EBADF)
    }
    return node
  }

  private func node(atPath path: String) throws(StorageFault) -> Int {
    var at = 0
    for part in path.split(separator: "/").map(String.init) {
      guard let next = state.withLock({ $0.nodes[at]?.names[part] }) else {
        throw StorageFault(.status, ENOENT)
      }
      at = next
    }
    return at
  }

  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    let call: StorageCall = access == .create ? .create : .open
    try enter(call)
    let parts = name.split(separator: "/").map(String.init)
    var at = 0
    if let folder { at = try node(folder, call) }
    for part in parts.dropLast() {
      guard let next = state.withLock({ $0.nodes[at]?.names[part] }) else {
        throw StorageFault(call, ENOENT)
      }
      at = next
    }
    guard let last = parts.last else { return handle(at) }
    let (parent, found) = (at, state.withLock { $0.nodes[at]?.names[last] })
    if access == .create {
      if found != nil { throw StorageFault(call, EEXIST) }
      return handle(add(last, in: parent, Node(kind: .file, mode: 0o600)))
    }
    guard let found else { throw StorageFault(call, ENOENT) }
    let isFolder = state.withLock { $0.nodes[found]?.kind == .folder }
    let wantsFolder = access == .folder || access == .folderThroughLinks
    if wantsFolder != isFolder { throw StorageFault(call, wantsFolder ? ENOTDIR : EISDIR) }
    return handle(found)
  }

  private func handle(_ node: Int) -> Descriptor {
    state.withLock { state in
      state.nextOpen += 1
      state.open[state.nextOpen] = node
      return Descriptor(state.nextOpen)
    }
  }

  private func add(_ name: String, in folder: Int, _ node: Node) -> Int {
    state.withLock { state in
      let number = state.nextNode
      state.nextNode += 1
      state.nodes[number] = node
      state.nodes[folder]?.names[name] = number
      state.nodes[folder]?.pending.append(.add(name, number))
      return number
    }
  }

  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try enter(.makeFolder)
    var parent = 0
    if let folder { parent = try node(folder, .makeFolder) }
    if state.withLock({ $0.nodes[parent]?.names[name] }) != nil {
      throw StorageFault(.makeFolder, EEXIST)
    }
    _ = add(name, in: parent, Node(kind: .folder, mode: 0o700))
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int {
    let fault = try enter(.write)
    let node = try node(file, .write)
    let count = fault == nil ? bytes.count : min(fault?.taken ?? 0, bytes.count)
    let kept = Array(bytes.prefix(count))
    state.withLock { $0.nodes[node]?.cached += kept }
    guard let fault, fault.number != 0 else { return count }
    // A real write that took some bytes says so; its error comes with the next call.
    if count > 0, fault.number != Self.stopped {
      if !fault.isForEver { plan(PlannedFault(call: .write, nth: 1, number: fault.number)) }
      return count
    }
    throw StorageFault(.write, fault.number)
  }

  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int {
    try enter(.read)
    let node = try node(file, .read)
    let content = state.withLock { $0.nodes[node]?.cached ?? [] }
    guard offset < content.count else { return 0 }
    let part = content[offset..<min(content.count, offset + bytes.count)]
    bytes.copyBytes(from: part)
    return part.count
  }

  func sync(_ file: Descriptor) throws(StorageFault) { try syncFile(file, .sync) }

  func syncWhole(_ file: Descriptor) throws(StorageFault) {
    let number = try node(file, .syncFolder)
    guard state.withLock({ $0.nodes[number]?.kind == .folder }) else {
      return try syncFile(file, .syncFolder)
    }
    try enter(.syncFolder)
    state.withLock { state in
      var folder = state.nodes[number] ?? Node(kind: .folder, mode: 0o700)
      folder.platterNames = folder.names
      folder.pending = []
      state.nodes[number] = folder
    }
  }

  private func syncFile(_ file: Descriptor, _ call: StorageCall) throws(StorageFault) {
    let number = try node(file, call)
    do throws(StorageFault) {
      try enter(call)
    } catch {
      if error.number != Self.stopped { state.withLock { $0.nodes[number]?.giveUp() } }
      throw error
    }
    state.withLock { $0.nodes[number]?.reachPlatter() }
  }

  func lock(_ file: Descriptor) throws(StorageFault) {
    try enter(.lock)
    let node = try node(file, .lock)
    let isTaken = state.withLock { state in
      if let owner = state.locks[node], owner != file.number { return true }
      state.locks[node] = file.number
      return false
    }
    if isTaken { throw StorageFault(.lock, EWOULDBLOCK) }
  }

  func unlock(_ file: Descriptor) {
    state.withLock { $0.locks = $0.locks.filter { $0.value != file.number } }
  }

  func isLocked(_ file: Descriptor) -> Bool {
    guard let node = try? node(file, .lock) else { return false }
    return state.withLock { $0.locks[node] != nil }
  }

  func status(of file: Descriptor) throws(StorageFault) -> FileStatus {
    try enter(.status)
    return status(try node(file, .status))
  }

  func status(of name: String, in folder: Descriptor?) throws(StorageFault) -> FileStatus {
    try enter(.status)
    guard let folder else { return status(try node(atPath: name)) }
    let parent = try node(folder, .status)
    guard let found = state.withLock({ $0.nodes[parent]?.names[name] }) else {
      throw StorageFault(.status, ENOENT)
    }
    return status(found)
  }

  private func status(_ number: Int) -> FileStatus {
    let node = state.withLock { $0.nodes[number] ?? Node(kind: .other, mode: 0) }
    return FileStatus(
      device: 1, inode: UInt64(number), size: node.cached.count, kind: node.kind,
      mode: node.mode, owner: user, links: node.links)
  }
}

extension SimulatedDisk {
  func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    try enter(.rename)
    let parent = try node(folder, .rename)
    let isThere = state.withLock { state in
      guard let moved = state.nodes[parent]?.names.removeValue(forKey: name) else { return false }
      state.nodes[parent]?.names[newName] = moved
      state.nodes[parent]?.pending.append(.rename(name, to: newName))
      return true
    }
    if !isThere { throw StorageFault(.rename, ENOENT) }
  }

  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try enter(.unlink)
    let parent = try node(folder, .unlink)
    let isThere = state.withLock { state in
      guard state.nodes[parent]?.names.removeValue(forKey: name) != nil else { return false }
      state.nodes[parent]?.pending.append(.remove(name))
      return true
    }
    if !isThere { throw StorageFault(.unlink, ENOENT) }
  }

  func list(_ folder: Descriptor) throws(StorageFault) -> [String] {
    try enter(.list)
    let number = try node(folder, .list)
    return state.withLock { Array(($0.nodes[number]?.names ?? [:]).keys) }
  }

  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try enter(.fileSystem)
    return state.withLock { state in
      let kind = state.open[file.number].flatMap { state.mounted[$0] } ?? state.fileSystem
      return FileSystem(kind: kind, free: state.free)
    }
  }

  func dropCache(_ file: Descriptor) {
    guard let number = try? node(file, .status) else { return }
    state.withLock { $0.nodes[number]?.dropClean() }
  }

  func close(_ file: Descriptor) {
    unlock(file)
    state.withLock { _ = $0.open.removeValue(forKey: file.number) }
  }
}
