import Glibc
import SessionJournal
import SessionModel
import Testing

@Suite struct RefusalTests {
  private func fault(_ body: () throws(JournalFault) -> Void) -> JournalFault? {
    do throws(JournalFault) {
      try body()
      return nil
    } catch {
      #expect(error.words.hasSuffix("."))
      return error
    }
  }

  private func closed(_ scratch: Scratch) throws -> (vault: Vault, id: String, file: String) {
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    return (vault, journal.session, "\(folder)/\(names(in: folder)[0])")
  }

  @Test func aVaultThatLostItsFileIsNoFirstRun() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    #expect(try Vault.isAbsent(at: path))
    _ = try closed(scratch)
    #expect(try !Vault.isAbsent(at: path))
    unlink("\(path)/vault.json")
    let missing = JournalFault.vaultFileMissing(path: "\(path)/vault.json")
    #expect(fault { () throws(JournalFault) in _ = try Vault.isAbsent(at: path) } == missing)
    #expect(
      fault { () throws(JournalFault) in
        _ = try Vault.create(at: path, author: "X", consent: [.memory, .network])
      } == missing)
    write(Array("{}\n".utf8), to: "\(path)/vault.json")
    #expect(
      fault { () throws(JournalFault) in _ = try Vault.open(at: path) }
        == .vaultFileDamaged(path: "\(path)/vault.json"))
    let newer = "{\"format\":2,\"vault\":\"x\"}\n"
    write(Array(newer.utf8), to: "\(path)/vault.json")
    #expect(
      fault { () throws(JournalFault) in _ = try Vault.open(at: path) }
        == .vaultNeedsNewer(path: "\(path)/vault.json", format: 2))
  }

  @Test func aVaultThatLostItsFileAndMoreIsNoFirstRun() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    _ = try closed(scratch)
    run("rm -r '\(path)/vault.json' '\(path)/sessions'")
    let missing = JournalFault.vaultFileMissing(path: "\(path)/vault.json")
    #expect(fault { () throws(JournalFault) in _ = try Vault.isAbsent(at: path) } == missing)
    // A link in place of the sessions: nothing is made beside it.
    run("rm '\(path)'/ledger-*; ln -s /tmp '\(path)/sessions'")
    let link = JournalFault.isLink(path: "\(path)/sessions")
    #expect(fault { () throws(JournalFault) in _ = try Vault.isAbsent(at: path) } == link)
    #expect(
      fault { () throws(JournalFault) in
        _ = try Vault.create(at: path, author: "X", consent: [.memory, .network])
      } == link)
    #expect(names(in: path) == ["sessions"])
  }

  @Test func foldersThatOthersCanReachAreRefused() throws {
    let scratch = Scratch()
    let (vault, id, _) = try closed(scratch)
    let sessions = scratch.file("vault/sessions")
    for (path, mode) in [(scratch.file("vault"), 0o777), (sessions, 0o750)] {
      chmod(path, mode_t(mode))
      #expect(
        fault { () throws(JournalFault) in
          _ = try Vault.open(at: scratch.file("vault"), consent: [.memory, .network])
        } == .openToOthers(path: path, mode: UInt32(mode)))
      chmod(path, 0o700)
    }
    chmod("\(sessions)/\(id)", 0o701)
    #expect(
      fault { () throws(JournalFault) in _ = try vault.resumeSession(id) }
        == .openToOthers(path: "\(sessions)/\(id)", mode: 0o701))
  }

  @Test func filesThatAreNotPlainAndOwnAreRefusedAndNamed() throws {
    let changes = [
      "chmod 644 F", "ln F F.other", "mv F F.x; ln -s F.x F", "rm F; mkfifo -m 600 F",
    ]
    for change in changes {
      let scratch = Scratch()
      let (vault, id, file) = try closed(scratch)
      run(change.replacing(" F", with: " '\(file)'"))
      let reading = try vault.read(id)
      #expect(reading.entries.isEmpty, "\(change)")
      #expect(reading.refused.count == 1, "\(change)")
      let verdict = try Verification().session(id, in: vault)
      #expect(verdict.exitCode >= .storage, "\(change): \(verdict.findings)")
      #expect(
        fault { () throws(JournalFault) in _ = try vault.resumeSession(id) }
          == reading.refused.first?.fault, "\(change): opened without knowing its numbers")
      run("rm -f '\(file)'; mkdir -m 700 '\(file)'")
      #expect(try vault.read(id).refused.count == 1)
    }
  }

  @Test func linksInPlaceOfFoldersAreRefused() throws {
    let scratch = Scratch()
    let (vault, id, _) = try closed(scratch)
    let folder = scratch.file("vault/sessions/\(id)")
    run("mv '\(folder)' '\(folder).real'; ln -s '\(folder).real' '\(folder)'")
    #expect(
      fault { () throws(JournalFault) in _ = try vault.resumeSession(id) }
        == .isLink(path: folder))
    run("mv '\(scratch.file("vault"))' '\(scratch.file("away"))'")
    run("ln -s away '\(scratch.file("vault"))'")
    #expect(
      fault { () throws(JournalFault) in _ = try Vault.open(at: scratch.file("vault")) }
        == .isLink(path: scratch.file("vault")))
  }

  @Test func aMemoryFileSystemIsRefusedWithoutConsent() throws {
    guard access("/dev/shm", W_OK) == 0 else {
      return skip("/dev/shm cannot be written", "memory file systems")
    }
    let path = "/dev/shm/holdfast-test-\(getpid())"
    defer { run("rm -rf '\(path)'") }
    #expect(
      fault { () throws(JournalFault) in _ = try Vault.create(at: path, author: "MK") }
        == .memoryFileSystem(path: path))
    #expect(
      fault { () throws(JournalFault) in
        _ = try Vault.create(at: path, author: "MK", consent: .memory)
      } == nil)
  }

  /// Another program deletes, replaces, cuts, links or lengthens the file while it is open.
  @Test(arguments: ["rm F", "cp F F.c; mv F.c F", "truncate -s 100 F", "ln F F.l", "echo x >> F"])
  func interferenceIsNoticedBeforeTheNextAcknowledgement(_ change: String) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession(
      rescue: [RescueFolder(path: scratch.file("rescue"))])
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    let file = "\(folder)/\(names(in: folder)[0])"
    run(change.replacing(" F", with: " '\(file)'"))
    journal.append(note(2, "still kept"))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.rescue?.path == scratch.file("rescue"))
    let home = try reopen(scratch).bringHome(from: [RescueFolder(path: scratch.file("rescue"))])
    #expect(home.allSatisfy { $0.outcome == .cameHome && $0.entries == 1 })
    let isLost = ["rm", "cp", "truncate"].contains { change.hasPrefix($0) }
    #expect(home.count == (isLost ? 2 : 1), "what a lost file held comes home as well")
    let reading = try vault.read(journal.session)
    #expect(reading.records.contains { $0.event == note(2, "still kept").event })
  }
}
