import Glibc
import SessionJournal
import SessionModel
import Testing

/// A ledger of many years goes on as it began, and one that is damaged, gone or held by another
/// does not stop a session.
struct LedgerTests {
  /// Far longer than what is read of its ends.
  private static let long = 80 * 1024

  private func liveThroughASession(_ vault: Vault) throws -> String {
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    var closed = note(2)
    closed.event = .closed(with: "sister")
    journal.append(closed)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.ledgerFault == nil)
    return journal.session
  }

  private func ledger(_ vault: Vault) throws -> Verdict {
    try #require(try Verification().vault(vault).first { $0.subject == "ledger" })
  }

  @Test func aLongLedgerGoesOnAsItBegan() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    var ids: [String] = []
    while bytes(of: path).count < Self.long, ids.count < 500 {
      ids.append(try liveThroughASession(vault))
    }
    #expect(bytes(of: path).count >= Self.long)
    #expect(try ledger(vault).exitCode == .clean)
    #expect(Set(try vault.listings().map(\.id)) == Set(ids))

    // A torn end is repaired as in a short one.
    write(Array(bytes(of: path).dropLast(20)), to: path)
    let torn = try liveThroughASession(vault)
    let listings = try vault.listings()
    #expect(listings.contains { $0.id == torn && !$0.isOpen })
    let repaired = try ledger(vault)
    #expect(repaired.exitCode < .corrupt, "\(repaired.findings)")

    // Damage far from both ends: it never grows again, another goes on, and verify names it.
    var damaged = bytes(of: path)
    damaged[damaged.count / 2] ^= 1
    write(damaged, to: path)
    for _ in 1...2 {
      let after = try liveThroughASession(vault)
      #expect(try vault.listings().contains { $0.id == after && !$0.isOpen })
    }
    #expect(bytes(of: path) == damaged)
    #expect(ledgers(scratch).count == 2)
    #expect(try ledger(vault).exitCode == .corrupt)
  }

  private func ledgers(_ scratch: Scratch) -> [String] {
    names(in: scratch.file("vault")).filter { $0.hasPrefix("ledger-") }
  }

  private func flip(_ path: String, at place: Int) -> [UInt8] {
    var damaged = bytes(of: path)
    damaged[place] ^= 1
    write(damaged, to: path)
    return damaged
  }

  private func lineEnds(_ path: String) -> [Int] {
    let bytes = bytes(of: path)
    return bytes.indices.filter { bytes[$0] == 0x0A }
  }

  @Test func whatGoesOnAfterALedgerThatIsGoneIsWrittenTo() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    _ = try liveThroughASession(vault)
    _ = flip(path, at: lineEnds(path)[0] + 40)
    _ = try liveThroughASession(vault)
    #expect(ledgers(scratch).count == 2)
    unlink(path)
    let after = try liveThroughASession(vault)
    #expect(ledgers(scratch).count == 1)
    let again = try reopen(scratch)
    #expect(again.writer == vault.writer)
    #expect(try again.listings().contains { $0.id == after && !$0.isOpen })
    let verdict = try ledger(again)
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.map(\.what).contains { $0.contains("a ledger that is not here") })
  }

  @Test(arguments: ["the header is damaged", "every ledger is gone"])
  func withoutALedgerAnotherIsBegun(_ what: String) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    let first = try liveThroughASession(vault)
    let whole = bytes(of: path)
    let damaged = what == "the header is damaged" ? flip(path, at: 40) : []
    if damaged.isEmpty { unlink(path) }
    let ids = [try liveThroughASession(vault), try liveThroughASession(vault)]
    #expect(bytes(of: path) == damaged)
    #expect(ledgers(scratch).count == (damaged.isEmpty ? 1 : 2), "the second has the same")
    let again = try reopen(scratch)
    #expect(again.writer == vault.writer)
    #expect(Set(try again.listings().filter { !$0.isOpen }.map(\.id)).isSuperset(of: ids))
    // Brought back from a backup it is one of two, and nothing is lost.
    write(whole, to: path)
    #expect(Set(try again.listings().map(\.id)) == Set([first] + ids))
    #expect(try ledger(again).exitCode == .clean)
  }

  @Test func manyWhoContinueADamagedLedgerAtOnceLoseNoLine() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    _ = try liveThroughASession(vault)
    let damaged = flip(path, at: lineEnds(path)[0] + 40)
    let vaults = try (0..<4).map { _ in try reopen(scratch) }
    let journals = try vaults.map { try $0.createSession() }
    for s in 1...3 {
      for journal in journals {
        var record = note(s)
        if s == 1 { record.event = began() }
        if s == 3 { record.event = .closed(with: "sister") }
        journal.append(record)
      }
    }
    for journal in journals {
      #expect(journal.close(milliseconds: 10_000) == 0)
      #expect(journal.keeping.ledgerFault == nil)
    }
    #expect(bytes(of: path) == damaged)
    let made = ledgers(scratch).count
    #expect((2...5).contains(made))
    let after = try liveThroughASession(vault)
    #expect(ledgers(scratch).count == made)
    let closed = Set(try vault.listings().filter { !$0.isOpen }.map(\.id))
    #expect(closed.isSuperset(of: journals.map(\.session) + [after]))
    for id in journals.map(\.session) + [after] {
      #expect(try Verification().session(id, in: vault).exitCode == .clean)
    }
  }

  /// Another process holds the ledger and does not let go.
  @Test func aHeldLedgerIsSaidAndStopsNothing() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    let held = open(path, O_RDONLY)
    defer { close(held) }
    try #require(flock(held, LOCK_EX | LOCK_NB) == 0)
    let before = bytes(of: path)
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in 2...3 { journal.append(note(s)) }
    #expect(journal.flush(milliseconds: 60_000) == 0)
    let until = ContinuousClock.now.advanced(by: .seconds(60))
    while journal.keeping.ledgerFault == nil, ContinuousClock.now < until {
      var wake = pollfd(fd: journal.wake, events: Int16(POLLIN), revents: 0)
      poll(&wake, 1, 1_000)
      journal.acknowledgeWake()
    }
    guard case .storage(path, let fault)? = journal.keeping.ledgerFault else {
      Issue.record("\(String(describing: journal.keeping.ledgerFault))")
      return
    }
    #expect(fault == StorageFault(.lock, EWOULDBLOCK))
    journal.append(note(4))
    #expect(journal.flush(milliseconds: 60_000) == 0)
    #expect(bytes(of: path) == before)
    try #require(flock(held, LOCK_UN) == 0)
    var closed = note(5)
    closed.event = .closed(with: "sister")
    journal.append(closed)
    #expect(journal.close(milliseconds: 60_000) == 0)
    #expect(journal.keeping.ledgerFault == nil)
    #expect(try vault.listings().map(\.id) == [journal.session])
    #expect(try Verification().session(journal.session, in: vault).exitCode == .clean)
  }
}
