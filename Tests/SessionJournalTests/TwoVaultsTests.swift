import Glibc
import SessionJournal
import SessionModel
import Testing

/// A rescue file and the vaults, or the files, that might be taken for its own.
@Suite struct TwoVaultsTests {
  private let scratch = Scratch()
  private let away: AwayFromHome

  init() throws {
    away = try AwayFromHome(
      scratch,
      drafts: [
        Draft(
          id: note(7).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b",
          note: "observed", flip: false, text: "typed", parked: false)
      ])
  }

  private func vault(_ name: String) throws -> Vault {
    try Vault.open(at: scratch.file(name), consent: [.memory, .network])
  }

  private func outcomes(_ vault: Vault) -> [Homecoming.Outcome] {
    vault.bringHome(from: away.rescue).map(\.outcome)
  }

  private func numbers(_ vault: Vault) throws -> [Int64] {
    try vault.read(away.id).entries.map(\.entry.s)
  }

  @Test func aCopyOfTheVaultTakesNothingAwayFromIt() throws {
    run("cp -a '\(scratch.file("vault"))' '\(scratch.file("backup"))'")
    let backup = try vault("backup")
    let waiting = names(in: away.rescued)
    #expect(outcomes(backup) == [.stays])
    #expect(try numbers(backup) == [1, 2], "what is there is copied all the same")
    #expect(names(in: away.rescued) == waiting)
    #expect(outcomes(backup) == [.copy], "and said once")
    #expect(names(in: scratch.file("backup/sessions/\(away.id)")).count == 2, "no text is taken")
    #expect(
      try Verification(rescue: away.rescue).session(away.id, in: away.vault).exitCode != .clean)
    #expect(away.outcomes == [.cameHome])
    #expect(try numbers(away.vault) == [1, 2])
    #expect(try away.vault.read(away.id).drafts.map(\.text) == ["typed"])
    #expect(names(in: away.rescued).isEmpty)
  }

  /// Were the way home cut short, another copy of the vault would take what lies there beside no
  /// file that says whose it is.
  @Test func theFileThatSaysItsHomeGoesLast() throws {
    let storage = HoldingStorage()
    let vault = try Vault.open(
      at: scratch.file("vault"), storage: storage, consent: [.memory, .network])
    let (rescued, seen) = (away.rescued, scratch.file("seen"))
    storage.gate.act(before: .rename, of: "record-") { run("ls -A '\(rescued)' > '\(seen)'") }
    #expect(outcomes(vault) == [.cameHome])
    let left = String(decoding: bytes(of: seen), as: UTF8.self).split(separator: "\n")
    #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix("record-") }, "\(left)")
    #expect(try vault.read(away.id).drafts.map(\.text) == ["typed"])
  }

  @Test func aVaultThatWasMovedIsStillItsOwn() throws {
    run("mv '\(scratch.file("vault"))' '\(scratch.file("elsewhere"))'")
    #expect(outcomes(try vault("elsewhere")) == [.cameHome])
    #expect(names(in: away.rescued).isEmpty)
  }

  @Test func aVaultThatWasRestoredInItsPlaceIsItsOwn() throws {
    let path = scratch.file("vault")
    run("cp -a '\(path)' '\(path).new'; rm -r '\(path)'; mv '\(path).new' '\(path)'")
    #expect(outcomes(try vault("vault")) == [.cameHome])
    #expect(names(in: away.rescued).isEmpty)
  }

  /// Written before rescue files said which vault they left.
  @Test func aFileThatDoesNotSayItsHomeComesHome() throws {
    let text = String(decoding: bytes(of: away.file), as: UTF8.self)
    let start = try #require(text.firstRange(of: ",\"home\":{"))
    let end = try #require(text[start.upperBound...].firstRange(of: "}"))
    let older = text[..<start.lowerBound] + text[end.upperBound...]
    let name = away.file.split(separator: "/").last.map(String.init) ?? ""
    let reading = try away.vault.read(away.id, rescue: away.rescue)
    let header = reading.files.first { $0.name == name }?.report.header
    let changed = Mutation.forge(Array(older.utf8), file: try #require(header).file)
    write(changed, to: away.file)
    #expect(away.outcomes == [.cameHome])
    #expect(names(in: away.rescued).isEmpty)
    #expect(try numbers(away.vault) == [1, 2])
  }
}

/// A rescue file whose name the session has at home.
@Suite struct TwinTests {
  private let scratch = Scratch()
  private let vault: Vault
  private let rescue: [RescueFolder]
  private let id: String
  /// The file in the rescue with entries 2 and 3, and its copy at home.
  private let away: String
  private let copy: String

  init() throws {
    vault = try makeVault(scratch)
    rescue = [RescueFolder(path: scratch.file("rescue"))]
    let journal = try vault.createSession(rescue: rescue)
    id = journal.session
    let home = scratch.file("vault/sessions/\(id)")
    var first = note(1)
    first.event = began()
    journal.append(first)
    #expect(journal.flush(milliseconds: 10_000) == 0)
    run("echo x >> '\(home)/\(names(in: home)[0])'")
    journal.append(note(2))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let name = names(in: scratch.file("rescue/\(id)"))[0]
    away = scratch.file("rescue/\(id)/\(name)")
    copy = "\(home)/\(name)"
    run("cp -p '\(away)' '\(copy)'")
    journal.append(note(3, "three"))
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  private func check(_ reading: SessionReading) {
    #expect(reading.entries.map(\.entry.s) == [1, 2, 3])
    #expect(reading.losses.isEmpty)
    #expect(reading.lastNumber(of: vault.writer) == 3, "no number is given twice")
  }

  @Test(arguments: [0, 30, 1])
  func aRescueThatGoesOnAfterItsCopyReplacesIt(_ cut: Int) throws {
    write(Array(bytes(of: copy).dropLast(cut)), to: copy)
    check(try vault.read(id, rescue: rescue))
    let verdict = try Verification(rescue: rescue).session(id, in: vault)
    #expect(verdict.exitCode == .explained, "\(verdict.findings)")
    #expect(verdict.findings.contains { $0.path == away && $0.code == .explained })
    let whole = bytes(of: away)
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    #expect(bytes(of: copy) == whole && names(in: folder(of: away)).isEmpty)
    check(try vault.read(id))
  }

  /// Where it could not come home before.
  @Test func aSessionThatIsOpenedBesideItCountsIt() throws {
    let (journal, reading) = try vault.resumeSession(id, rescue: rescue)
    check(reading)
    journal.append(note(4, "four"))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    let after = try vault.read(id)
    #expect(after.entries.map(\.entry.s) == [1, 2, 3, 4])
    #expect(after.losses.isEmpty)
  }

  @Test func oneThatDiffersStaysAndBothAreRead() throws {
    write(bytes(of: copy) + Array("x".utf8), to: copy)
    let (before, whole) = (bytes(of: copy), bytes(of: away))
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.conflict])
    #expect(bytes(of: copy) == before && bytes(of: away) == whole)
    check(try vault.read(id, rescue: rescue))
    let verdict = try Verification(rescue: rescue).session(id, in: vault)
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.path == away && $0.what.contains(copy) })
    let (again, reading) = try vault.resumeSession(id, rescue: rescue)
    check(reading)
    #expect(again.close(milliseconds: 10_000) == 0)
    #expect(bytes(of: copy) == before, "a file of two minds does not grow")
  }
}
