import Glibc
import SessionJournal
import SessionModel
import Testing

/// A session that left its folder after one entry: the second waits in a rescue folder.
struct AwayFromHome {
  let vault: Vault
  let id: String
  /// The session's own folder, and its folder in the rescue.
  let home: String
  let rescued: String
  let rescue: [RescueFolder]

  init(_ scratch: Scratch, drafts: [Draft] = []) throws {
    vault = try makeVault(scratch)
    rescue = [RescueFolder(path: scratch.file("rescue"))]
    let journal = try vault.createSession(rescue: rescue)
    id = journal.session
    home = scratch.file("vault/sessions/\(id)")
    rescued = scratch.file("rescue/\(id)")
    var first = note(1)
    first.event = began()
    journal.append(first)
    #expect(journal.flush(milliseconds: 10_000) == 0)
    run("echo x >> '\(home)/\(names(in: home)[0])'")
    journal.append(note(2, "kept elsewhere"))
    journal.submitDrafts(drafts)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.rescue == rescue[0])
  }

  var file: String { "\(rescued)/\(names(in: rescued).first { $0.hasPrefix("record") } ?? "")" }

  var outcomes: [Homecoming.Outcome] { vault.bringHome(from: rescue).map(\.outcome) }
}

/// What is in a rescue folder comes home, or stays where it is and is said.
@Suite struct HomecomingTests {
  private func isDamaged(_ outcome: Homecoming.Outcome?) -> Bool {
    if case .failed(.storage(_, let fault)) = outcome { fault.number == EBADMSG } else { false }
  }

  @Test func aRescueFolderInTheVaultIsRefusedAndNothingIsRemoved() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let sessions = scratch.file("vault/sessions")
    let inVault = [scratch.file("vault"), sessions].map { RescueFolder(path: $0) }
    let elsewhere = RescueFolder(path: scratch.file("rescue"))
    let journal = try vault.createSession(rescue: inVault + [elsewhere])
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let folder = "\(sessions)/\(journal.session)"
    let file = "\(folder)/\(names(in: folder)[0])"
    run("echo x >> '\(file)'")
    journal.append(note(2))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.rescue == elsewhere, "a rescue in the vault is none")
    let before = bytes(of: file)
    for place in inVault {
      #expect(
        vault.bringHome(from: [place]).map(\.outcome)
          == [.failed(.rescueInVault(path: place.path))])
      #expect(bytes(of: file) == before)
    }
    let nested = scratch.file("vault/kept")
    run("mkdir -m 700 '\(nested)'")
    #expect(
      vault.bringHome(from: [RescueFolder(path: nested)]).map(\.outcome)
        == [.failed(.rescueInVault(path: nested))])
  }

  @Test func aSessionsFolderSeenByAnotherNameIsNotTakenForItsCopy() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    let same = scratch.file("rescue/\(journal.session)")
    run("mkdir -m 700 '\(scratch.file("rescue"))' '\(same)'")
    guard run("mount --bind '\(folder)' '\(same)' 2>/dev/null") == 0 else {
      return skip("this user may not bind a folder", "one folder by two names")
    }
    defer { run("umount -l '\(same)'") }
    let before = names(in: folder)
    let found = vault.bringHome(from: [RescueFolder(path: scratch.file("rescue"))])
    #expect(found.map(\.outcome) == [.failed(.rescueInVault(path: same))])
    #expect(names(in: folder) == before && before.count == 1)
  }

  @Test func aBackupThatIsNamedAsRescueStaysWhole() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let backup = scratch.file("backup")
    run("cp -rp '\(scratch.file("vault/sessions"))' '\(backup)'")
    write(Array("{}\n".utf8), to: "\(backup)/\(away.id)/draft")
    let folder = "\(backup)/\(away.id)"
    let before = names(in: folder)
    let places = [RescueFolder(path: backup)]
    #expect(away.vault.bringHome(from: places).map(\.outcome) == [.copy])
    #expect(names(in: folder) == before)
    #expect(!names(in: away.home).contains("draft"))
    run("rm '\(away.home)'/record-*")
    #expect(away.vault.bringHome(from: places).map(\.outcome) == [.cameHome])
    #expect(names(in: folder) == before)
    #expect(away.outcomes == [.cameHome], "a rescue's own file goes once it is home")
    #expect(names(in: away.rescued).isEmpty)
  }

  @Test func aRescueComesHomeToAFolderThatIsGone() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let other = try Vault.create(
      at: scratch.file("other"), author: "MK", consent: [.memory, .network])
    #expect(other.bringHome(from: away.rescue).map(\.outcome) == [.foreign])
    #expect(names(in: scratch.file("other/sessions")).isEmpty)
    run("rm -r '\(away.home)'")
    #expect(away.outcomes == [.cameHome])
    let reading = try away.vault.read(away.id)
    #expect(reading.records.map(\.event) == [note(2, "kept elsewhere").event])
    #expect(try Verification().session(away.id, in: away.vault).exitCode == .corrupt)
  }

  @Test func aRescueFileWithADamagedHeaderIsSaidAndItsNumbersCount() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    var changed = bytes(of: away.file)
    let place = try #require(
      changed.indices.first { changed[$0...].starts(with: Array("\"none\"".utf8)) })
    changed[place + 1] ^= 1
    write(changed, to: away.file)
    let file = away.file
    #expect(isDamaged(away.outcomes.first))
    #expect(bytes(of: file) == changed)
    let verdict = try Verification(rescue: away.rescue).session(away.id, in: away.vault)
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.path == file && $0.code == .corrupt })
    let (journal, reading) = try away.vault.resumeSession(away.id, rescue: away.rescue)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(reading.lastNumber(of: away.vault.writer) == 2)
    write(Array(changed.prefix(40)), to: file)
    #expect(away.outcomes == [.empty], "nothing was ever kept in a torn header")
  }

  @Test func aRescueFolderThatCannotBeSearchedIsSaid() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    #expect(away.vault.bringHome(from: [RescueFolder(path: scratch.file("none"))]).isEmpty)
    for path in [away.rescue[0].path, away.rescued] {
      chmod(path, 0o755)
      let open = JournalFault.openToOthers(path: path, mode: 0o755)
      #expect(away.outcomes == [.failed(open)])
      let verification = Verification(rescue: away.rescue)
      let one = try verification.session(away.id, in: away.vault)
      #expect(one.findings.contains { $0.path == path && $0.code == .storage })
      #expect(try verification.vault(away.vault).exitCode == .storage)
      chmod(path, 0o700)
    }
    let file = away.file
    chmod(file, 0o644)
    let open = JournalFault.openToOthers(path: file, mode: 0o644)
    #expect(away.outcomes == [.failed(open)])
    #expect(throws: open) {
      _ = try away.vault.resumeSession(away.id, rescue: away.rescue)
    }
    chmod(file, 0o600)
    #expect(away.outcomes == [.cameHome])
  }
}
