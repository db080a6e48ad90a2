import Glibc
import SessionJournal
import SessionModel
import Testing

/// A session that lacks what its ledger knew, and ledgers that cannot tell.
@Suite struct RollbackTests {
  /// A session that was left: `began`, notes, and the end of the run.
  private func left(_ vault: Vault, notes: ClosedRange<Int> = 2...5) throws -> String {
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in notes { journal.append(note(s)) }
    leave(journal, s: notes.upperBound + 1)
    return journal.session
  }

  private func leave(_ journal: Journal, s: Int) {
    var last = note(s)
    last.event = .runEnded(
      RunEnded(
        listLine: ListLine(
          client: "HF-0417", kind: .dosing, ordinal: 1, state: .open, entries: s,
          beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0)))
    journal.append(last)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.ledgerFault == nil)
  }

  private func record(_ scratch: Scratch, _ id: String) -> String {
    let folder = scratch.file("vault/sessions/\(id)")
    return "\(folder)/\(names(in: folder).first { $0.hasPrefix("record") } ?? "")"
  }

  private func ledger(_ scratch: Scratch, _ vault: Vault) -> String {
    scratch.file("vault/ledger-\(vault.writer).jsonl")
  }

  @Test func whatWasRolledBackIsSaidForEverAndFitsAgainFromABackup() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    let whole = bytes(of: path)
    #expect(try Verification().session(id, in: vault).exitCode == .clean)
    let lines = whole.split(separator: 0x0A).prefix(4)
    write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: path)
    #expect(try Verification().session(id, in: vault).exitCode == .corrupt)

    let cut = bytes(of: path)
    for _ in 1...2 {
      let (journal, reading) = try vault.resumeSession(id)
      #expect(reading.missingLines == 3)
      let next = Int(reading.lastNumber(of: vault.writer)) + 1
      #expect(next > 6)
      for s in next..<next + 4 { journal.append(note(s)) }
      leave(journal, s: next + 4)
      #expect(bytes(of: path) == cut)
      #expect(try Verification().session(id, in: vault).exitCode == .corrupt)
    }
    write(whole, to: path)
    let healed = try Verification().session(id, in: vault)
    #expect(healed.exitCode == .clean, "\(healed.findings)")
    #expect(healed.entries == 16)
    let (journal, reading) = try vault.resumeSession(id)
    #expect(reading.missingLines == 0)
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  /// A line that a repair wrote has no number: none is left free for it.
  @Test func aRepairedFileThatWasRolledBackFitsAgainWithoutAHole() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let id = journal.session
    let path = record(scratch, id)
    run("printf '{\"n\":2,\"kind' >> '\(path)'")
    let (second, _) = try vault.resumeSession(id)
    second.append(note(2))
    leave(second, s: 3)
    let whole = bytes(of: path)
    let lines = whole.split(separator: 0x0A).prefix(2)
    write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: path)
    let (third, reading) = try vault.resumeSession(id)
    #expect(reading.missingLines > 0)
    #expect(reading.lastNumber(of: vault.writer) == 3)
    third.append(note(4))
    leave(third, s: 5)
    write(whole, to: path)
    let healed = try Verification().session(id, in: vault)
    #expect(healed.exitCode == .explained, "\(healed.findings)")
    #expect(healed.findings.count == 1 && healed.entries == 5)
  }

  /// Sealed without what was lost, and then the backup came: nobody added anything.
  @Test func whatComesBackAfterASealIsNotCalledAdded() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    let whole = bytes(of: path)
    let lines = whole.split(separator: 0x0A).prefix(4)
    write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: path)
    let (journal, reading) = try vault.resumeSession(id)
    var seal = note(Int(reading.lastNumber(of: vault.writer)) + 1)
    seal.event = .sealed(
      Seal(
        listLine: ListLine(
          client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 3,
          beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0), reason: "complete"))
    journal.append(seal)
    #expect(journal.close(milliseconds: 10_000) == 0)
    write(whole, to: path)
    let healed = try Verification().session(id, in: vault)
    #expect(healed.exitCode == .explained, "\(healed.findings)")
    #expect(healed.findings.map(\.what).contains { $0.contains("kept before the sealing") })
    // A line more than the ledger ever knew is somebody's.
    let (last, opened) = try vault.resumeSession(id)
    last.append(note(Int(opened.lastNumber(of: vault.writer)) + 1, "slipped in"))
    #expect(last.close(milliseconds: 10_000) == 0)
    let added = try Verification().session(id, in: vault)
    #expect(added.exitCode == .corrupt)
    #expect(added.findings.map(\.what).contains { $0.contains("1 entry was added after") })
  }

  @Test func aSessionOfUnreadableOrMissingLedgersIsNotCalledClean() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let ledger = ledger(scratch, vault)
    chmod(ledger, 0o644)
    #expect(try Verification().session(id, in: vault).exitCode == .storage)
    #expect(try Verification().vault(vault).exitCode == .storage)
    unlink(ledger)
    let lone = try Verification().session(id, in: vault)
    #expect(lone.exitCode == .explained)
    #expect(lone.findings.map(\.what).contains { $0.contains("no ledger names this session") })
    #expect(try Verification().vault(vault).exitCode == .explained)
  }

  @Test func aLedgerDamagedInItsMiddleGoesOnInAnotherFile() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let first = try left(vault)
    let path = ledger(scratch, vault)
    var damaged = bytes(of: path)
    damaged[(damaged.firstIndex(of: 0x0A) ?? 0) + 40] ^= 1
    write(damaged, to: path)
    let ids = [try left(vault), try left(vault)]
    #expect(bytes(of: path) == damaged)
    #expect(names(in: scratch.file("vault")).count { $0.hasPrefix("ledger") } == 2)
    let again = try reopen(scratch)
    #expect(again.writer == vault.writer)
    let third = try left(again)
    #expect(names(in: scratch.file("vault")).count { $0.hasPrefix("ledger") } == 2)
    #expect(Set(try again.listings().map(\.id)).isSuperset(of: [first, third] + ids))
    for id in ids + [third] {
      #expect(try Verification().session(id, in: again).exitCode == .clean)
    }
    #expect(try Verification().vault(again).exitCode == .corrupt)
  }

  /// What a ledger says of how far files went is only believed where the line verifies.
  @Test(arguments: ["83", "9007199254740991"], [false, true])
  func aFalseCountInTheLedgerGivesNoNumbers(_ count: String, isForged: Bool) throws {
    // A chained line that says 83 was written by somebody who may write the ledger.
    if isForged, count == "83" { return }
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = ledger(scratch, vault)
    let whole = bytes(of: path)
    var text = String(decoding: whole, as: UTF8.self)
    text.replace(/"count":\d+/, with: "\"count\":\(count)")
    try #require(Array(text.utf8) != whole)
    let named = try #require(text.firstMatch(of: /"file":"([^"]{22})"/))
    let file = try #require(FileID(text: "\(named.1)"))
    write(isForged ? Mutation.forge(Array(text.utf8), file: file) : Array(text.utf8), to: path)
    let (journal, reading) = try vault.resumeSession(id)
    #expect(reading.missingLines == 0)
    #expect(reading.lastNumber(of: vault.writer) == 6)
    journal.append(note(7))
    leave(journal, s: 8)
    #expect(journal.keeping.state == .kept)
    #expect(try Verification().vault(vault).exitCode == .corrupt, "the ledger is named")
    if isForged { return }
    write(whole, to: path)
    #expect(try Verification().vault(vault).exitCode == .clean)
  }

  /// A session is resumed after its last line was changed, and its file comes back from a backup.
  @Test func whatAChangedLastLineHeldFitsAgainFromABackup() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    let whole = bytes(of: path)
    var text = String(decoding: whole, as: UTF8.self)
    let last = try #require(text.ranges(of: "HF-0417").last)
    text.replaceSubrange(last, with: "HF-0418")
    write(Array(text.utf8), to: path)
    #expect(try Verification().session(id, in: vault).exitCode == .corrupt)
    for _ in 1...2 {
      let (journal, reading) = try vault.resumeSession(id)
      #expect(reading.missingLines == 0)
      let next = Int(reading.lastNumber(of: vault.writer)) + 1
      #expect(next > 6, "the number of the changed line is not given again")
      journal.append(note(next))
      leave(journal, s: next + 1)
      #expect(bytes(of: path) == Array(text.utf8))
    }
    let damaged = try Verification().session(id, in: vault)
    #expect(damaged.exitCode == .corrupt)
    #expect(!damaged.findings.contains { $0.what.contains("rolled back") })
    #expect(!damaged.findings.contains { $0.next.contains("no kept entry") })
    write(whole, to: path)
    let healed = try Verification().session(id, in: vault)
    #expect(healed.exitCode == .clean, "\(healed.findings)")
    #expect(healed.entries == 10)
  }

  @Test func aDamagedByteIsNotCalledARollback() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    let whole = bytes(of: path)
    let lastLine = whole.dropLast().lastIndex(of: 0x0A) ?? 0
    for place in stride(from: whole.firstIndex(of: 0x0A) ?? 0, to: lastLine, by: 7) {
      var changed = whole
      changed[place] ^= 1
      write(changed, to: path)
      let verdict = try Verification().session(id, in: vault)
      #expect(verdict.exitCode == .corrupt)
      let said = verdict.findings.map(\.what)
      #expect(!said.contains { $0.contains("rolled back") || $0.contains("1 intact lines") })
    }
  }

  @Test func filesOfOtherNamesAreListed() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    run("cp -p '\(path)' '\(path.dropLast(6)) (conflicted copy).jsonl'")
    let verdict = try Verification().session(id, in: vault)
    #expect(verdict.exitCode == .explained)
    #expect(verdict.findings.map(\.path).contains { $0.contains("(conflicted copy)") })
  }

  @Test func aTornFileThatAnotherGoesOnAfterIsNotAdvisedToBeOpened() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try left(vault)
    let path = record(scratch, id)
    // Rolled back by a line and a half: it goes on in another file, and its torn end stays.
    let lines = bytes(of: path).split(separator: 0x0A)
    write(Array(lines.dropLast(1).joined(separator: [0x0A]).dropLast(9)), to: path)
    let torn = try Verification().session(id, in: vault)
    #expect(torn.findings.contains { $0.next.contains("Restore this file") })
    let (journal, reading) = try vault.resumeSession(id)
    leave(journal, s: Int(reading.lastNumber(of: vault.writer)) + 1)
    let after = try Verification().session(id, in: vault)
    #expect(after.findings.contains { $0.next.contains("Restore this file") })
    #expect(!after.findings.contains { $0.next.contains("Open the session once") })
  }

  /// Another program wrote half a line behind the last, so that the session went on elsewhere.
  @Test func aTornFileThatLostNothingNeedsNothing() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let rescue = [RescueFolder(path: scratch.file("rescue"))]
    let id = try left(vault)
    let (journal, reading) = try vault.resumeSession(id, rescue: rescue)
    run("printf 'half a line' >> '\(record(scratch, id))'")
    let torn = try Verification(rescue: rescue).session(id, in: vault)
    #expect(torn.exitCode == .inUse)
    leave(journal, s: Int(reading.lastNumber(of: vault.writer)) + 1)
    #expect(journal.keeping.rescue == rescue[0])
    #expect(try reopen(scratch).bringHome(from: rescue).map(\.outcome) == [.cameHome])
    let after = try Verification(rescue: rescue).session(id, in: vault)
    #expect(after.findings.contains { $0.next.contains("goes on in another file") })
    #expect(!after.findings.contains { $0.next.contains("Open the session once") })
  }
}
