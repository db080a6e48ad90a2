import Glibc
import SessionJournal
import SessionModel
import Testing

/// What `holdfast verify` says of sessions, lone files, folders of copies and whole vaults.
@Suite struct VerificationTests {
  private static let secret = "the jetty at the lake"

  /// A vault with closed sessions of entries in both lanes.
  private func filled(_ scratch: Scratch, sessions: Int) throws -> (Vault, [String]) {
    let vault = try makeVault(scratch)
    var ids: [String] = []
    for _ in 0..<sessions {
      let journal = try vault.createSession()
      for s in 1...4 {
        journal.append(note(s, "\(Self.secret) \(s)", lane: s == 3 ? .process : .record))
      }
      #expect(journal.close(milliseconds: 10_000) == 0)
      ids.append(journal.session)
    }
    return (vault, ids)
  }

  private func file(_ scratch: Scratch, _ id: String, _ lane: String = "record") -> String {
    let folder = scratch.file("vault/sessions/\(id)")
    return "\(folder)/\(names(in: folder).first { $0.hasPrefix(lane) } ?? "")"
  }

  private func damage(_ path: String, at place: Int) {
    var changed = bytes(of: path)
    changed[place] ^= 1
    write(changed, to: path)
  }

  /// A backup is often a heap of files: sessions are told apart by their headers, missing numbers
  /// are no fault, and damage is.
  @Test func aFolderOfCopiesIsOneVerdictASession() throws {
    let scratch = Scratch()
    let (_, ids) = try filled(scratch, sessions: 2)
    let heap = scratch.file("copies")
    run("mkdir '\(heap)'; cp '\(scratch.file("vault/sessions"))'/*/*.jsonl '\(heap)'")
    run("chmod 644 '\(heap)'/*; echo hello > '\(heap)/read.me'")
    let clean = Verification().path(heap)
    #expect(clean.map(\.subject) == ids.sorted())
    #expect(clean.map(\.files) == [2, 2])
    #expect(clean.map(\.entries) == [4, 4])
    #expect(clean.exitCode == .clean)

    let lone = "\(heap)/\(file(scratch, ids[0], "process").split(separator: "/").last ?? "")"
    #expect(Verification().path(lone).map(\.entries) == [1])
    #expect(Verification().path(lone).exitCode == .clean)
    let whole = bytes(of: lone)
    write(Array(whole.dropLast(30)), to: lone)
    let torn = Verification().path(heap)
    #expect(torn.first { $0.subject == ids[0] }?.exitCode == .explained)
    #expect(torn.first { $0.subject == ids[1] }?.exitCode == .clean)
    write(whole, to: lone)
    damage(lone, at: whole.count - 70)
    #expect(Verification().path(lone).exitCode == .corrupt)

    let record = "\(heap)/\(file(scratch, ids[1]).split(separator: "/").last ?? "")"
    damage(record, at: 400)
    let verdicts = Verification().path(heap)
    #expect(verdicts.exitCode == .corrupt)
    let finding = try #require(verdicts.first { $0.subject == ids[1] }?.findings.first)
    #expect(finding.path == record)
    #expect(finding.line == 2 && finding.byte != nil)
    #expect(!finding.what.isEmpty && !finding.next.isEmpty)
    #expect(Verification().path(scratch.file("nothing")).exitCode == .storage)
  }

  /// FORMAT.md, "Forward": a line whose `crit` names what is not known needs a newer version.
  @Test func aLineThatMustBeUnderstoodNeedsANewerVersion() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1, Self.secret))
    var entry = EventCoding.entry(of: note(2, Self.secret))
    entry.fields.append(JSONField("crit", .list([.text("dosage")])))
    journal.append(entry, in: .record)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let verdict = try Verification().session(journal.session, in: vault)
    let finding = try #require(verdict.findings.first { $0.code == .newer })
    #expect(finding.line == 3 && finding.what.contains("dosage"))
    #expect(!finding.words.contains(Self.secret))
    #expect(verdict.exitCode == .newer)
  }

  /// Given by its path, a session in its vault is checked against the ledger all the same.
  @Test func aSessionsFolderInAVaultIsVerifiedAsASession() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in 2...4 { journal.append(note(s)) }
    var last = note(5)
    last.event = .closed(with: "sister")
    journal.append(last)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    #expect(Verification().path(folder).exitCode == .clean)
    let path = file(scratch, journal.session)
    let lines = bytes(of: path).split(separator: 0x0A).prefix(3)
    write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: path)
    let verdicts = Verification().path(folder)
    #expect(verdicts.exitCode == .corrupt, "\(verdicts)")
    #expect(verdicts.first?.findings.first?.what.contains("was rolled back") == true)
    // Elsewhere it is a heap of copies, of which no ledger is known.
    run("cp -rp '\(folder)' '\(scratch.file("copy"))'")
    #expect(Verification().path(scratch.file("copy")).exitCode == .clean)
  }

  @Test func aFingerprintIsNotComparedWithManySessions() throws {
    let scratch = Scratch()
    _ = try filled(scratch, sessions: 2)
    let expected = try #require(Fingerprint(typed: "7F3K-9QPX-2M4D-XW6B"))
    #expect(
      Verification().path(scratch.file("vault"), expect: expected).exitCode == .usage)
    let heap = scratch.file("copies")
    run("mkdir '\(heap)'; cp '\(scratch.file("vault/sessions"))'/*/*.jsonl '\(heap)'")
    #expect(Verification().path(heap, expect: expected).exitCode == .usage)
    #expect(Verification().path(heap).exitCode == .clean)
  }

  @Test func whatLiesBesideTheSessionsIsSaid() throws {
    let scratch = Scratch()
    let (vault, ids) = try filled(scratch, sessions: 1)
    let folder = scratch.file("vault/sessions")
    let before = try Verification().vault(vault).exitCode
    run("cp -rp '\(folder)/\(ids[0])' '\(folder)/\(ids[0]).conflict'")
    let verdicts = try Verification().vault(vault)
    #expect(verdicts.exitCode == max(before, .explained))
    let said = verdicts.first { $0.subject == "sessions" }?.findings.map(\.path)
    #expect(said == ["\(folder)/\(ids[0]).conflict"])
  }

  @Test func aVaultNamesWhatIsGoneAndTellsHowFarItIs() throws {
    let scratch = Scratch()
    let (vault, ids) = try filled(scratch, sessions: 3)
    for id in ids {
      let (journal, _) = try vault.resumeSession(id)
      var closed = note(5)
      closed.event = .closed(with: "")
      journal.append(closed)
      #expect(journal.close(milliseconds: 10_000) == 0)
    }
    var steps: [Int] = []
    let clean = try Verification().vault(vault) { done, all in
      #expect(all == 3)
      steps.append(done)
    }
    #expect(steps == [1, 2, 3])
    #expect(clean.exitCode == .clean)
    run("rm -r '\(scratch.file("vault/sessions/\(ids[1])"))'")
    // A file that is shorter than the ledger knew, though every line of it is whole.
    let shorter = file(scratch, ids[2])
    let lines = bytes(of: shorter).split(separator: 0x0A)
    write(Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A], to: shorter)
    let lost = try Verification().vault(vault)
    #expect(lost.first { $0.subject == ids[0] }?.exitCode == .clean)
    for id in ids[1...] {
      #expect(lost.first { $0.subject == id }?.exitCode == .corrupt, "\(id)")
    }
    #expect(lost.exitCode == .corrupt)
  }

  @Test func underAHeldLockAnUnfinishedLineIsBeingWritten() throws {
    let scratch = Scratch()
    let (vault, ids) = try filled(scratch, sessions: 1)
    let path = file(scratch, ids[0])
    write(Array(bytes(of: path).dropLast(30)), to: path)
    #expect(try Verification().session(ids[0], in: vault).exitCode == .explained)
    let folder = open(scratch.file("vault/sessions/\(ids[0])"), O_RDONLY)
    defer { close(folder) }
    try #require(flock(folder, LOCK_EX | LOCK_NB) == 0)
    #expect(try Verification().session(ids[0], in: vault).exitCode == .inUse)
  }

  @Test func theWorstOfManyCountsInItsOrder() {
    let order: [ExitCode] = [
      .clean, .explained, .inUse, .newer, .cannotDecrypt, .storage, .corrupt,
    ]
    #expect(order.sorted() == order)
    #expect(order.map(\.rawValue) == [0, 1, 5, 3, 4, 6, 2])
  }

  @Test func noFindingEverHoldsNoteText() throws {
    let scratch = Scratch()
    let (vault, ids) = try filled(scratch, sessions: 1)
    let path = file(scratch, ids[0])
    let whole = bytes(of: path)
    for place in stride(from: 0, to: whole.count, by: 3) {
      write(whole, to: path)
      damage(path, at: place)
      let verdict = try Verification().session(ids[0], in: vault)
      for said in verdict.findings.map(\.words) + [verdict.json.line] {
        #expect(!said.contains("jetty") && !said.contains("lake"), "byte \(place)")
      }
      let read = try #require(try? JSONReader.object(Array(verdict.json.line.utf8)))
      #expect(read.contains { $0.name == "exitCode" })
    }
  }
}
