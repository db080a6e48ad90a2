import Glibc
import SessionJournal
import SessionModel
import Testing

/// A rescue that somebody still writes in, and one that a session goes on in twice.
@Suite struct LiveRescueTests {
  private let scratch = Scratch()
  private let vault: Vault
  private let rescue: [RescueFolder]
  private let journal: Journal

  /// A session with entry 1 at home and entry 2 in the rescue: its folder was moved away.
  init() throws {
    vault = try makeVault(scratch)
    rescue = [RescueFolder(path: scratch.file("rescue"))]
    journal = try vault.createSession(rescue: rescue)
    var first = note(1)
    first.event = began()
    journal.append(first)
    #expect(journal.flush(milliseconds: 10_000) == 0)
    run("mv '\(scratch.file("vault/sessions"))/\(journal.session)' '\(scratch.file("moved"))'")
    keep(2)
    #expect(journal.keeping.rescue == rescue[0])
  }

  private var sessions: String { scratch.file("vault/sessions") }
  private var rescued: String { scratch.file("rescue/\(journal.session)") }

  private func keep(_ s: Int) {
    journal.append(note(s, "entry \(s)"))
    #expect(journal.flush(milliseconds: 10_000) == 0)
  }

  private func numbers(_ reading: SessionReading) -> [Int64] { reading.entries.map(\.entry.s) }

  @Test func staysUntilItsWriterHasEnded() throws {
    let other = try reopen(scratch)
    let found = other.bringHome(from: rescue).map(\.outcome)
    #expect(!found.isEmpty && found.allSatisfy { $0 == .inUse }, "\(found)")
    #expect(!names(in: sessions).contains(journal.session), "no second folder is made")
    // A copy of the session's folder, made while it is written elsewhere, is not opened either.
    run("cp -rp '\(scratch.file("moved"))' '\(sessions)/\(journal.session)'")
    #expect(throws: JournalFault.inUse(session: journal.session)) {
      _ = try other.resumeSession(journal.session, rescue: rescue)
    }
    keep(3)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(other.bringHome(from: rescue).allSatisfy { [.cameHome].contains($0.outcome) })
    #expect(numbers(try other.read(journal.session)) == [1, 2, 3])
    #expect(names(in: rescued).isEmpty)
  }

  /// A program that takes no lock writes on between the copy and the removal.
  @Test func isNotRemovedWhereItGrewSinceItWasCopied() throws {
    #expect(journal.close(milliseconds: 10_000) == 0)
    let storage = HoldingStorage()
    let other = try Vault.open(
      at: scratch.file("vault"), storage: storage, consent: [.memory, .network])
    let moved = names(in: scratch.file("moved"))
    let name = try #require(
      names(in: rescued).first { $0.hasSuffix(".jsonl") && !moved.contains($0) })
    let file = "\(rescued)/\(name)"
    let line = try next(in: name)
    storage.gate.act(before: .rename, of: name) { write(bytes(of: file) + line, to: file) }
    #expect(other.bringHome(from: rescue).map(\.outcome).contains(.inUse))
    storage.gate.open()
    #expect(other.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    #expect(numbers(try other.read(journal.session)) == [1, 2, 3])
    #expect(names(in: rescued).isEmpty)
  }

  /// The line of an entry 3 at the end of a rescue file.
  private func next(in name: String) throws -> [UInt8] {
    let reading = try vault.read(journal.session, rescue: rescue)
    let report = try #require(reading.files.first { $0.name == name }).report
    let body =
      "{\"n\":\(report.count),\"kind\":\"note\",\"id\":\"\(note(3).id.text)\",\"s\":3,"
      + "\"at\":\"2026-11-23T10:33:23.000Z\",\"up\":5003000,\"note\":\"observed\""
    return Chain.sealed(
      body: Array(body.utf8), file: try #require(report.header).file, before: report.head
    ).line
  }

  @Test(arguments: [true, false])
  func goesOnWhereItIsLookedForWhenItsFolderIsMoved(_ isWhole: Bool) throws {
    run("mv '\(isWhole ? rescue[0].path : rescued)' '\(scratch.file("moved too"))'")
    keep(3)
    #expect(journal.close(milliseconds: 10_000) == 0)
    run("cp -rp '\(scratch.file("moved"))' '\(sessions)/\(journal.session)'")
    #expect(vault.bringHome(from: rescue).allSatisfy { $0.outcome == .cameHome })
    #expect(numbers(try vault.read(journal.session)) == [1, 2, 3])
  }

  @Test func isNamedByTheLedgerThoughTheRunNeverEnded() throws {
    #expect(journal.close(milliseconds: 10_000) == 0)
    run("cp -rp '\(scratch.file("moved"))' '\(sessions)/\(journal.session)'")
    let waiting = try Verification(rescue: rescue).session(journal.session, in: vault)
    #expect(waiting.exitCode == .explained, "\(waiting.findings)")
    #expect(waiting.findings.contains { $0.what.hasSuffix("it is not home yet") })
    let lost = try Verification().session(journal.session, in: vault)
    #expect(lost.exitCode == .corrupt)
    #expect(lost.findings.contains { $0.what.contains("the ledger names a file that is not here") })
  }
}

/// The way home, cut at every call: a session that left its own folder and then its rescue.
@Suite struct CutHomecomingTests {
  private let rescue = ["/rescue", "/second"].map { RescueFolder(path: $0) }

  /// A disk with entries 1 and 2 at home, 3 in one rescue, 4 and typed text in another.
  private func fallen() throws -> (disk: SimulatedDisk, session: String) {
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
    var (writer, lock) = try vault.beginWriting(rescue: rescue)
    func keep(_ s: Int) throws {
      try writer.keep(EventCoding.entry(of: note(s, "entry \(s)")), in: .record)
    }
    try keep(1)
    try keep(2)
    try writer.write([Ordeal.draft])
    disk.plan(PlannedFault(call: .sync, nth: 1, number: EIO))
    try keep(3)
    // The first rescue can make no file any more.
    disk.plan(PlannedFault(call: .sync, nth: 1, number: EIO))
    disk.plan(PlannedFault(call: .create, nth: 1, number: EIO))
    try keep(4)
    var longer = Ordeal.draft
    longer.text += ", and more"
    try writer.write([longer])
    // The name of a file of drafts is not waited for.
    for path in ["/vault/sessions", "/second"] {
      let folder = try disk.open("\(path)/\(writer.session)", in: nil, for: .folder)
      try disk.syncWhole(folder)
    }
    #expect(!disk.files(under: "/rescue").isEmpty && !disk.files(under: "/second").isEmpty)
    _ = lock
    disk.kill()
    return (disk, writer.session)
  }

  @Test(arguments: [true, false])
  func losesNothingWhereverTwoStartsAreCut(_ isPowerCut: Bool) throws {
    let (disk, session) = try fallen()
    let whole = disk.state.withLock { $0 }
    for first in 1... {
      var isCut = true
      disk.state.withLock { $0 = whole }
      let random = Counter(UInt64(first))
      for (start, cut) in [first, 1 + random.below(first)].enumerated() {
        disk.stop(afterCalls: cut)
        _ = (try? open(disk))?.bringHome(from: rescue)
        if start == 0 { isCut = disk.state.withLock { $0.calls >= $0.crashAt } }
        if isPowerCut { disk.crash(random) } else { disk.kill() }
        if !isCut { break }
      }
      let vault = try open(disk)
      let left = vault.bringHome(from: rescue).filter { $0.outcome != .cameHome }
      #expect(left.isEmpty, "cut at \(first): \(left)")
      let (again, lock, reading) = try vault.resumeWriting(session, rescue: rescue)
      #expect(reading.entries.map(\.entry.s) == [1, 2, 3, 4], "cut at \(first)")
      #expect(reading.drafts.map(\.text) == [Ordeal.draft.text + ", and more"], "cut at \(first)")
      var writer = again
      writer.close()
      lock.release()
      // The way home was over before the cut.
      if !isCut { break }
    }
    for place in rescue { #expect(disk.files(under: place.path).isEmpty) }
  }

  private func open(_ disk: SimulatedDisk) throws -> Vault {
    try Vault.open(at: "/vault", storage: disk, machine: steadyMachine())
  }
}
