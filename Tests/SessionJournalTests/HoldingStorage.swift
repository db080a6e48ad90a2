import Glibc
import SessionJournal
import Synchronization
import Testing

/// The real disk, of which one call does not come back until it is let go.
struct HoldingStorage: Storage {
  final class Gate: Sendable {
    private struct State {
      var wanted: (call: StorageCall, name: String)?
      var held: pthread_t?
      var action: (@Sendable () -> Void)?
      var isDone = false
    }
    private let state = Mutex(State())

    /// The next such call on a file of this name is held.
    func hold(_ call: StorageCall, of name: String) {
      state.withLock { $0 = State(wanted: (call, name)) }
    }
    /// Before the next such call something happens to the disk.
    func act(before call: StorageCall, of name: String, _ action: @escaping @Sendable () -> Void) {
      state.withLock { $0 = State(wanted: (call, name), action: action) }
    }
    func open() { state.withLock { $0.wanted = nil } }
    /// True once the call stands at the gate.
    var isWaitedAt: Bool { state.withLock { $0.held != nil } }
    /// True once the thread that stood there has closed a file since.
    var isDone: Bool { state.withLock { $0.isDone } }

    func pass(_ call: StorageCall, _ name: String) {
      let isHeld = state.withLock { state in
        guard let wanted = state.wanted, wanted.call == call, name.hasPrefix(wanted.name),
          state.held == nil
        else { return false }
        state.held = pthread_self()
        return true
      }
      guard isHeld else { return }
      if let action = state.withLock({ $0.action }) { return action() }
      while state.withLock({ $0.wanted != nil }) { sched_yield() }
    }
    func noteClose() {
      state.withLock { if $0.held == pthread_self() { $0.isDone = true } }
    }
  }

  let base: any Storage
  let gate = Gate()

  init(_ base: any Storage = RealStorage()) { self.base = base }

  var user: UInt32 { base.user }
  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor {
    if access == .create { gate.pass(.create, name) }
    return try base.open(name, in: folder, for: access)
  }
  func rename(
    _ name: String, to newName: String, in folder: Descriptor
  ) throws(StorageFault) {
    gate.pass(.rename, name)
    try base.rename(name, to: newName, in: folder)
  }
  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    gate.pass(.unlink, name)
    try base.unlink(name, in: folder)
  }
  func close(_ file: Descriptor) {
    base.close(file)
    gate.noteClose()
  }
  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try base.makeFolder(name, in: folder)
  }
  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int {
    try base.write(bytes, to: file)
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
  func list(_ folder: Descriptor) throws(StorageFault) -> [String] {
    gate.pass(.list, "")
    return try base.list(folder)
  }
  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try base.fileSystem(of: file)
  }
  func dropCache(_ file: Descriptor) { base.dropCache(file) }
}

/// Waits for a state, a minute of real time at most.
func wait(for what: String, until isTrue: () -> Bool) {
  let until = ContinuousClock.now.advanced(by: .seconds(60))
  while ContinuousClock.now < until {
    if isTrue() { return }
    sched_yield()
  }
  Issue.record("never came: \(what)")
}
