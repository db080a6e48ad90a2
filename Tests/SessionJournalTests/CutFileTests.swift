import Glibc
import SessionJournal
import SessionModel
import Testing

/// Files that another program cuts while the session is open: what is gone from the disk is still
/// known here, and is written again as it was.
@Suite struct CutFileTests {
  private let scratch = Scratch()
  private let vault: Vault
  private let rescue: [RescueFolder]

  init() throws {
    vault = try makeVault(scratch)
    rescue = [RescueFolder(path: scratch.file("rescue"))]
  }

  private func begin() throws -> Journal {
    let journal = try vault.createSession(rescue: rescue)
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in 2...5 { journal.append(note(s, lane: s % 2 == 0 ? .process : .record)) }
    #expect(journal.flush(milliseconds: 10_000) == 0)
    return journal
  }

  private func folder(_ journal: Journal) -> String {
    scratch.file("vault/sessions/\(journal.session)")
  }

  private func file(_ journal: Journal, _ lane: String) -> String {
    "\(folder(journal))/\(names(in: folder(journal)).first { $0.hasPrefix(lane) } ?? "")"
  }

  /// The session goes on in the rescue, and at the next start all of it is at home, as it was.
  private func goOn(_ journal: Journal, _ s: Int, cut file: String, was whole: [UInt8]) throws {
    journal.append(note(s))
    journal.append(note(s + 1, lane: .process))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    #expect(journal.keeping.rescueReason == .interfered(file: name))
    let waiting = try vault.read(journal.session, rescue: rescue)
    #expect(waiting.entries.map(\.entry.s) == Array(1...Int64(s + 1)))
    let verification = Verification(rescue: rescue)
    #expect(try verification.session(journal.session, in: vault).exitCode == .explained)
    let again = try reopen(scratch)
    #expect(again.bringHome(from: rescue).allSatisfy { $0.outcome == .cameHome })
    #expect(bytes(of: file).starts(with: whole) && !whole.isEmpty)
    #expect(names(in: scratch.file("rescue/\(journal.session)")) == [])
    #expect(try again.read(journal.session).entries.map(\.entry.s) == Array(1...Int64(s + 1)))
    let verdict = try verification.session(journal.session, in: again)
    #expect(verdict.exitCode == .clean, "\(verdict.findings)")
  }

  /// In the last line, at a line's end, and to nothing; the other lane's is noticed as well.
  @Test(arguments: ["record", "process"], ["-s -20", "-s 400", "-s 0"])
  func whatWasCutOffIsWrittenAgain(_ lane: String, _ cut: String) throws {
    let journal = try begin()
    let file = file(journal, lane)
    let whole = bytes(of: file)
    run("truncate \(cut) '\(file)'")
    try #require(bytes(of: file).count < whole.count)
    try goOn(journal, 6, cut: file, was: whole)
  }

  @Test func whatWasThereAtTheOpeningIsKnownToo() throws {
    let first = try begin()
    #expect(first.close(milliseconds: 10_000) == 0)
    let (journal, _) = try vault.resumeSession(first.session, rescue: rescue)
    journal.append(note(6))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let file = file(journal, "record")
    let whole = bytes(of: file)
    run("truncate -s 0 '\(file)'")
    try goOn(journal, 7, cut: file, was: whole)
  }

  /// An older copy was written over it in place.
  @Test func anOlderCopyThatIsWrittenOverItIsNotTheEnd() throws {
    let journal = try begin()
    let file = file(journal, "record")
    let whole = bytes(of: file)
    let lines = whole.split(separator: 0x0A).prefix(2)
    write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: scratch.file("older"))
    run("cat '\(scratch.file("older"))' > '\(file)'")
    try goOn(journal, 6, cut: file, was: whole)
  }

  /// What somebody else wrote there is theirs: nothing is written over it, and both are named.
  @Test func whatWasWrittenInItsPlaceStays() throws {
    let journal = try begin()
    let file = file(journal, "record")
    run("echo something else > '\(file)'")
    journal.append(note(6))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let outcomes = try reopen(scratch).bringHome(from: rescue).map(\.outcome)
    #expect(outcomes.contains(.conflict) && outcomes.contains(.cameHome), "\(outcomes)")
    #expect(String(decoding: bytes(of: file), as: UTF8.self) == "something else\n")
    let reading = try vault.read(journal.session, rescue: rescue)
    #expect(reading.entries.map(\.entry.s) == Array(1...6))
  }
}
