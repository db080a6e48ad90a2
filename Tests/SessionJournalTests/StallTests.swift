import Glibc
import SessionJournal
import SessionModel
import Synchronization
import Testing

/// A clock that the test moves.
final class Hands: Sendable {
  private let now = Mutex<Int64>(5_000_000)
  var up: Int64 { now.withLock { $0 } }
  func move(_ milliseconds: Int64) { now.withLock { $0 += milliseconds } }
}

/// The simulated disk with a sync that does not come back until it is let go.
struct StallingStorage: Storage {
  final class Gate: Sendable {
    private let isShut = Mutex(false)
    private let waits = Mutex(false)
    /// True once a sync stands at the shut gate.
    var isWaitedAt: Bool { waits.withLock { $0 } }
    func shut() { isShut.withLock { $0 = true } }
    func open() { isShut.withLock { $0 = false } }
    func pass() {
      while isShut.withLock({ $0 }) {
        waits.withLock { $0 = true }
        sched_yield()
      }
    }
  }

  let disk = SimulatedDisk()
  let gate = Gate()
  var user: UInt32 { disk.user }

  func sync(_ file: Descriptor) throws(StorageFault) {
    // Only the home disk stalls; the rescue folder is on another.
    if !disk.isUnderRescue(file) { gate.pass() }
    try disk.sync(file)
  }

  func open(
    _ name: String, in folder: Descriptor?, for access: StorageAccess
  ) throws(StorageFault) -> Descriptor { try disk.open(name, in: folder, for: access) }
  func makeFolder(_ name: String, in folder: Descriptor?) throws(StorageFault) {
    try disk.makeFolder(name, in: folder)
  }
  func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(StorageFault) -> Int {
    try disk.write(bytes, to: file)
  }
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(StorageFault) -> Int { try disk.read(into: bytes, from: file, at: offset) }
  func syncWhole(_ file: Descriptor) throws(StorageFault) { try disk.syncWhole(file) }
  func lock(_ file: Descriptor) throws(StorageFault) { try disk.lock(file) }
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
  ) throws(StorageFault) { try disk.rename(name, to: newName, in: folder) }
  func unlink(_ name: String, in folder: Descriptor) throws(StorageFault) {
    try disk.unlink(name, in: folder)
  }
  func list(_ folder: Descriptor) throws(StorageFault) -> [String] { try disk.list(folder) }
  func fileSystem(of file: Descriptor) throws(StorageFault) -> FileSystem {
    try disk.fileSystem(of: file)
  }
  func dropCache(_ file: Descriptor) { disk.dropCache(file) }
  func close(_ file: Descriptor) { disk.close(file) }
}

extension SimulatedDisk {
  /// True for an open file somewhere below /rescue.
  func isUnderRescue(_ file: Descriptor) -> Bool {
    state.withLock { state in
      guard let wanted = state.open[file.number], let rescue = state.nodes[0]?.names["rescue"]
      else { return false }
      var open = [rescue]
      while let number = open.popLast() {
        if number == wanted { return true }
        open += Array((state.nodes[number]?.names ?? [:]).values)
      }
      return false
    }
  }
}

@Suite struct StallTests {
  private func machine(_ hands: Hands) -> Machine {
    let random = Counter(3)
    return Machine(
      wall: { 1_795_430_000_000 + hands.up }, up: { hands.up },
      random: { count in (0..<count).map { _ in random.byte() } }, name: [1])
  }

  /// Waits for a state, a minute of real time at most.
  private func wait(_ what: String, until isTrue: () -> Bool) {
    let until = ContinuousClock.now.advanced(by: .seconds(60))
    while ContinuousClock.now < until {
      if isTrue() { return }
      sched_yield()
    }
    Issue.record("never came: \(what)")
  }

  private let rescue = [RescueFolder(path: "/rescue")]

  @Test func aSyncThatDoesNotComeBackIsLeftBehindAfterTenSeconds() throws {
    let hands = Hands()
    let storage = StallingStorage()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: storage, machine: machine(hands))
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    wait("entry 1") { journal.keeping.upTo == 1 }
    storage.gate.shut()
    for s in 2...5 { journal.append(note(s)) }
    wait("the sync that does not come back") { storage.gate.isWaitedAt }
    hands.move(9_000)
    #expect(journal.keeping.upTo == 1)
    #expect(journal.keeping.waiting == 4)
    hands.move(2_000)
    wait("the rescue") { journal.keeping.upTo == 5 }
    #expect(journal.keeping.rescue?.path == "/rescue")
    #expect(journal.keeping.rescueReason == .stalled)
    // The entry that stalled is there too: its sync may never come back.
    let rescued = storage.disk.files(under: "/rescue").values
      .map { String(decoding: $0, as: UTF8.self) }.joined()
    for s in 2...5 { #expect(rescued.contains("\"s\":\(s),"), "entry \(s)") }
    storage.gate.open()
    journal.append(note(6))
    wait("entry 6") { journal.keeping.upTo == 6 }
    #expect(journal.close(milliseconds: 10_000) == 0)

    let again = try Vault.open(at: "/vault", storage: storage, machine: machine(hands))
    #expect(again.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    let (next, reading) = try again.resumeSession(journal.session)
    #expect(reading.entries.map(\.entry.s) == [1, 2, 3, 4, 5, 6])
    #expect(next.close(milliseconds: 10_000) == 0)
  }

  @Test func aFullDiskIsTriedAgainAndAfterTenSecondsLeft() throws {
    let hands = Hands()
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: machine(hands))
    let journal = try vault.createSession(rescue: rescue)
    disk.plan(PlannedFault(call: .write, nth: 1, number: ENOSPC, taken: 30))
    disk.plan(PlannedFault(call: .write, nth: 2, number: ENOSPC, isForEver: true))
    journal.append(note(1))
    wait("not kept") {
      let state = journal.keeping.state
      return if case .notKept(.noRoom, _, isRetried: true) = state { true } else { false }
    }
    disk.clearFaults()
    journal.retry()
    wait("kept") { journal.keeping.upTo == 1 }
    #expect(journal.keeping.rescue == nil)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let reading = try vault.read(journal.session)
    #expect(reading.files.map(\.report.state) == [.clean])
    #expect(reading.entries.map(\.entry.s) == [1])
  }

  @Test func whatNowhereCanBeWrittenStaysInMemoryAndComesWhenItCan() throws {
    let hands = Hands()
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: machine(hands))
    let journal = try vault.createSession(rescue: rescue)
    disk.plan(PlannedFault(call: .sync, nth: 1, number: EIO, isForEver: true))
    journal.append(note(1))
    journal.append(note(2))
    wait("not kept") {
      let state = journal.keeping.state
      return if case .notKept(.finished, _, isRetried: false) = state { true } else { false }
    }
    #expect(journal.unkept.map(\.s) == [1, 2])
    #expect(journal.keeping.upTo == 0)
    #expect(journal.flush(milliseconds: 10_000) == 2)
    disk.clearFaults()
    journal.retry()
    wait("kept") { journal.keeping.upTo == 2 }
    #expect(journal.keeping.rescue?.path == "/rescue")
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  @Test func aMemoryFileSystemIsNeverCalledKept() throws {
    let hands = Hands()
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: machine(hands))
    let journal = try vault.createSession(
      rescue: [RescueFolder(path: "/rescue", isMemory: true)])
    disk.plan(PlannedFault(call: .sync, nth: 1, number: EIO))
    journal.append(note(1))
    wait("in memory") { journal.keeping.state == .memoryOnly }
    #expect(journal.keeping.upTo == 0)
    #expect(journal.close(milliseconds: 10_000) == 1)
  }

  /// A journal whose disk does not answer while entry 2 is written.
  private func stalled(
    _ hands: Hands, _ storage: StallingStorage, then more: (Journal) -> Void
  ) throws -> (vault: Vault, journal: Journal) {
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: storage, machine: machine(hands))
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    wait("entry 1") { journal.keeping.upTo == 1 }
    storage.gate.shut()
    more(journal)
    wait("the sync that does not come back") { storage.gate.isWaitedAt }
    return (vault, journal)
  }

  private func rescued(_ storage: StallingStorage, _ text: String) -> Bool {
    storage.disk.files(under: "/rescue").values
      .contains { String(decoding: $0, as: UTF8.self).contains(text) }
  }

  /// Who only asks whether a session that was left may go finds the stall as well.
  @Test func aSessionThatIsOnItsWayIsRescuedToo() throws {
    let hands = Hands()
    let storage = StallingStorage()
    let (_, journal) = try stalled(hands, storage) { $0.append(note(2)) }
    hands.move(11_000)
    wait("the rescue") {
      _ = journal.closeWhenKept()
      return rescued(storage, "\"s\":2,")
    }
    storage.gate.open()
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  @Test func aProgramThatEndsWaitsLessForADiskThatDoesNotAnswer() throws {
    let hands = Hands()
    let storage = StallingStorage()
    let (_, journal) = try stalled(hands, storage) { $0.append(note(2)) }
    hands.move(3_500)
    #expect(journal.keeping.upTo == 1 && !rescued(storage, "\"s\":2,"))
    journal.hasten()
    wait("the rescue") { journal.keeping.upTo == 2 }
    #expect(rescued(storage, "\"s\":2,"))
    storage.gate.open()
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  @Test func typedTextThatStalledGoesToTheRescueWithTheEntries() throws {
    let hands = Hands()
    let storage = StallingStorage()
    let typed = Draft(
      id: note(3).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: "half a sentence", parked: false)
    let (_, journal) = try stalled(hands, storage) { $0.submitDrafts([typed]) }
    journal.append(note(2))
    hands.move(11_000)
    wait("the rescue of the entry") { journal.keeping.upTo == 2 }
    wait("the rescue of the text") { rescued(storage, "half a sentence") }
    storage.gate.open()
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  /// The banner has said it before the words of the fault begin.
  @Test func theWordsOfAFaultDoNotSayNotKeptAgain() {
    let full = StorageFault(.write, ENOSPC)
    let faults: [KeepFault] = [
      .noRoom(full), .finished(full), .stalled, .interfered(file: "record-x.jsonl"),
    ]
    for fault in faults { #expect(!fault.words.contains("NOT KEPT")) }
  }
}
