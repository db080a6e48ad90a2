import Glibc
import SessionJournal
import SessionModel
import Testing

/// Files and folders that another program takes away while the session is open: nothing that was
/// kept is lost while this program still has hold of it.
@Suite struct LostNameTests {
  private struct Room {
    let scratch = Scratch()
    let vault: Vault
    let journal: Journal
    let folder: String
    let rescue: [RescueFolder]

    init() throws {
      vault = try makeVault(scratch)
      rescue = [RescueFolder(path: scratch.file("rescue"))]
      journal = try vault.createSession(rescue: rescue)
      folder = scratch.file("vault/sessions/\(journal.session)")
      var first = note(1)
      first.event = began()
      journal.append(first)
      journal.append(note(2))
      journal.append(note(3, "a thought", lane: .process))
      #expect(journal.flush(milliseconds: 10_000) == 0)
    }

    func file(_ lane: String) -> String {
      "\(folder)/\(names(in: folder).first { $0.hasPrefix(lane) } ?? "")"
    }

    /// Ends the session with one more entry; it must have left its folder.
    func end(_ more: Record, because fault: KeepFault) {
      journal.append(more)
      #expect(journal.close(milliseconds: 10_000) == 0)
      #expect(journal.keeping.rescue == rescue[0])
      #expect(journal.keeping.rescueReason == fault)
    }

    /// Everything comes home, and nothing stays in the rescue.
    func comesHome(_ count: Int) throws {
      let again = try reopen(scratch)
      let outcomes = again.bringHome(from: rescue).map(\.outcome)
      #expect(!outcomes.isEmpty && outcomes.allSatisfy { $0 == .cameHome }, "\(outcomes)")
      let (next, reading) = try again.resumeSession(journal.session, rescue: rescue)
      #expect(reading.entries.map(\.entry.s) == Array(1...Int64(count)))
      next.append(note(count + 1))
      #expect(next.close(milliseconds: 10_000) == 0)
      let verdict = try Verification(rescue: rescue).session(journal.session, in: again)
      #expect(verdict.exitCode == .clean, "\(verdict.findings)")
      #expect(names(in: scratch.file("rescue/\(journal.session)")) == [])
    }
  }

  @Test(arguments: ["record", "process"])
  func aDeletedFileIsReadBackFromItsDescriptorIntoTheRescue(_ lane: String) throws {
    let room = try Room()
    let file = room.file(lane)
    let before = bytes(of: file)
    run("rm '\(file)'")
    let name = String(file.split(separator: "/").last ?? "")
    room.end(
      note(4, lane: lane == "process" ? .process : .record), because: .interfered(file: name))
    let rescued = "\(room.scratch.file("rescue/\(room.journal.session)"))/\(name)"
    #expect(bytes(of: rescued).starts(with: before) && !before.isEmpty)
    try room.comesHome(4)
  }

  /// Nobody writes in it just now: noticed with the next entry of the other lane.
  @Test func aDeletedFileOfTheOtherLaneIsNoticedToo() throws {
    let room = try Room()
    let file = room.file("process")
    run("rm '\(file)'")
    let name = String(file.split(separator: "/").last ?? "")
    room.end(note(4), because: .interfered(file: name))
    try room.comesHome(4)
  }

  @Test func aVaultThatIsMovedAwayIsNoticed() throws {
    let room = try Room()
    let (vault, away) = (room.scratch.file("vault"), room.scratch.file("away"))
    run("mv '\(vault)' '\(away)'")
    room.end(note(4), because: .moved(folder: room.folder))
    run("mv '\(away)' '\(vault)'")
    try room.comesHome(4)
  }

  @Test func aFolderAboveTheVaultThatIsReplacedIsNoticed() throws {
    let outer = Scratch()
    run("mkdir -m 700 '\(outer.file("clinic"))'")
    let vault = try Vault.create(
      at: outer.file("clinic/vault"), author: "MK", consent: [.memory, .network])
    let rescue = [RescueFolder(path: outer.file("rescue"))]
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    run("mv '\(outer.file("clinic"))' '\(outer.file("x"))'")
    run("cp -rp '\(outer.file("x"))' '\(outer.file("clinic"))'")
    journal.append(note(2))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = outer.file("clinic/vault/sessions/\(journal.session)")
    #expect(journal.keeping.rescueReason == .moved(folder: folder))
    let again = try Vault.open(at: outer.file("clinic/vault"), consent: [.memory, .network])
    #expect(again.bringHome(from: rescue).allSatisfy { $0.outcome == .cameHome })
    #expect(try again.read(journal.session).entries.map(\.entry.s) == [1, 2])
  }

  /// All that is left of the session is what its open files still held.
  @Test func aDeletedSessionIsWholeInTheRescue() throws {
    let room = try Room()
    run("rm -r '\(room.folder)'")
    room.end(note(4), because: .moved(folder: room.folder))
    let reading = try room.vault.read(room.journal.session, rescue: room.rescue)
    #expect(reading.entries.map(\.entry.s) == [1, 2, 3, 4])
    #expect(reading.waitingEntries.count == 4)
    let verification = Verification(rescue: room.rescue)
    #expect(try verification.session(room.journal.session, in: room.vault).exitCode == .explained)
    #expect(try verification.vault(room.vault).exitCode == .explained)
    #expect(room.vault.waitingFiles(in: room.rescue) == [room.journal.session: 3])
    try room.comesHome(4)
  }

  /// A colleague's file, and one that was damaged and continued, are nobody's to write to here.
  @Test func filesThatAreOnlyReadAreSavedToo() throws {
    let scratch = Scratch()
    var seed: UInt64 = 1
    func open(_ name: String) throws -> Vault {
      seed += 1
      return try Vault.open(
        at: scratch.file("vault"), machine: steadyMachine(seed: seed, name: name),
        consent: [.memory, .network])
    }
    _ = try makeVault(scratch, machine: steadyMachine(name: "one"))
    let rescue = [RescueFolder(path: scratch.file("rescue"))]
    let first = try open("one").createSession()
    var begins = note(1)
    begins.event = began()
    first.append(begins)
    for s in 2...3 { first.append(note(s)) }
    #expect(first.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(first.session)")
    let record = "\(folder)/\(names(in: folder)[0])"
    let (second, _) = try open("two").resumeSession(first.session)
    second.append(note(1))
    #expect(second.close(milliseconds: 10_000) == 0)
    // The third line of the first is damaged.
    var damaged = bytes(of: record)
    let line = damaged.indices.filter { damaged[$0] == 0x0A }[2]
    damaged[line - 70] ^= 1
    write(damaged, to: record)

    let (journal, _) = try open("one").resumeSession(first.session, rescue: rescue)
    journal.append(note(4))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let before = names(in: folder).map { bytes(of: "\(folder)/\($0)") }
    #expect(before.count == 3)
    run("rm -r '\(folder)'")
    journal.append(note(5))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let home = try open("one").bringHome(from: rescue)
    #expect(home.allSatisfy { $0.outcome == .cameHome }, "\(home)")
    let after = names(in: folder).map { bytes(of: "\(folder)/\($0)") }
    #expect(after.count == 4 && before.allSatisfy(after.contains))
  }

  @Test func typedTextGoesAlongFromAFolderThatIsGone() throws {
    let room = try Room()
    let typed = Draft(
      id: note(9).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: "half a sentence", parked: true)
    room.journal.submitDrafts([typed])
    #expect(room.journal.flush(milliseconds: 10_000) == 0)
    run("rm -r '\(room.folder)'")
    room.end(note(4), because: .moved(folder: room.folder))
    try room.comesHome(4)
    #expect(try room.vault.read(room.journal.session).drafts == [typed])
  }

  /// What is typed into a folder that is gone would be lost without a word.
  @Test func typedTextAloneIsNotCalledKeptInAFolderThatIsGone() throws {
    let room = try Room()
    run("mv '\(room.scratch.file("vault"))' '\(room.scratch.file("away"))'")
    room.journal.submitDrafts([
      Draft(
        id: note(9).id.text, at: 0, up: 0, boot: "b", note: "observed", flip: false, text: "x",
        parked: false)
    ])
    _ = room.journal.flush(milliseconds: 10_000)
    #expect(room.journal.keeping.draftFault?.number == ESTALE)
    _ = room.journal.close(milliseconds: 10_000)
  }

  @Test func aBackupInARescueFolderIsNeverTakenForASalvagedFile() throws {
    let room = try Room()
    let backup = room.scratch.file("rescue/\(room.journal.session)")
    #expect(room.journal.close(milliseconds: 10_000) == 0)
    run("mkdir -p -m 700 '\(room.scratch.file("rescue"))'; cp -rp '\(room.folder)' '\(backup)'")
    let before = names(in: backup)
    #expect(
      try reopen(room.scratch).bringHome(from: room.rescue).allSatisfy { $0.outcome == .copy })
    #expect(names(in: backup) == before && before.count == 2)
  }
}
