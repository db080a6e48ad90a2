import Glibc
import SessionJournal
import SessionModel
import Testing

/// What other programs do to the files of an open session one after another: nothing that was kept
/// is lost while this program still knows it, wherever it was.
@Suite struct GrownFileTests {
  private let scratch = Scratch()
  private let vault: Vault
  private let rescue: [RescueFolder]
  private let journal: Journal

  init() throws {
    vault = try makeVault(scratch)
    rescue = [RescueFolder(path: scratch.file("rescue"))]
    journal = try vault.createSession(rescue: rescue)
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in 2...6 { journal.append(note(s, lane: s % 2 == 0 ? .process : .record)) }
    #expect(journal.flush(milliseconds: 10_000) == 0)
  }

  private var home: String { scratch.file("vault/sessions/\(journal.session)") }
  private var away: String { scratch.file("rescue/\(journal.session)") }

  private func file(_ lane: String, in folder: String) -> String {
    "\(folder)/\(names(in: folder).first { $0.hasPrefix(lane) && $0.hasSuffix(".jsonl") } ?? "")"
  }

  private func isSame(_ path: String, _ whole: [UInt8]) -> Bool { bytes(of: path) == whole }

  private func keep(_ s: Int, lane: Lane = .record) {
    journal.append(note(s, lane: lane))
    #expect(journal.flush(milliseconds: 10_000) == 0)
  }

  /// Everything is read, and still is after the next start, whatever had to stay where it was.
  private func isAllThere(_ count: Int) throws {
    #expect(journal.close(milliseconds: 10_000) == 0)
    let all = Array(1...Int64(count))
    #expect(try vault.read(journal.session, rescue: rescue).entries.map(\.entry.s) == all)
    let again = try reopen(scratch)
    _ = again.bringHome(from: rescue)
    let (next, reading) = try again.resumeSession(journal.session, rescue: rescue)
    #expect(reading.entries.map(\.entry.s) == all)
    next.append(note(count + 1))
    #expect(next.close(milliseconds: 10_000) == 0)
    let after = try again.read(journal.session, rescue: rescue)
    #expect(after.entries.map(\.entry.s) == all + [Int64(count + 1)])
  }

  /// Longer than before, with zeros, to the very same size, and at the same size with its end as it
  /// was.
  @Test(
    arguments: ["record", "process"],
    [
      "truncate -s -300 F; head -c 2000 /dev/zero | tr '\\0' x >> F",
      "truncate -s -300 F; truncate -s +900 F",
      "truncate -s -300 F; head -c 300 /dev/zero | tr '\\0' '\\n' >> F",
      "printf x | dd of=F bs=1 seek=420 conv=notrunc 2>/dev/null",
    ])
  func whatWasCutAndGrewAgainIsSaved(_ lane: String, _ change: String) throws {
    let path = file(lane, in: home)
    let whole = bytes(of: path)
    run(change.replacing("F", with: "'\(path)'"))
    try #require(bytes(of: path) != whole)
    keep(7, lane: lane == "record" ? .record : .process)
    keep(8)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    #expect(journal.keeping.rescueReason == .interfered(file: name))
    #expect(isSame("\(away)/\(name)", whole))
    try isAllThere(8)
  }

  /// A backup program gives a file another time, and an administrator another mode.
  @Test func aFileThatIsOnlyTouchedIsGoneOnWith() throws {
    run("touch -d 2020-01-01 '\(file("record", in: home))' '\(file("process", in: home))'")
    keep(7)
    keep(8, lane: .process)
    #expect(journal.keeping.rescue == nil)
    try isAllThere(8)
  }

  /// The session has left its folder because of one file; what happens to the other is seen too.
  @Test(arguments: ["record", "process"], ["truncate -s 0 F", "truncate -s -90 F", "rm F"])
  func aFileThatWasLeftWholeIsWatched(_ first: String, _ change: String) throws {
    let second = file(first == "record" ? "process" : "record", in: home)
    let whole = bytes(of: second)
    run("truncate -s -200 '\(file(first, in: home))'")
    keep(7)
    #expect(journal.keeping.rescue == rescue[0])
    run(change.replacing("F", with: "'\(second)'"))
    keep(8)
    keep(9, lane: .process)
    let name = second.split(separator: "/").last.map(String.init) ?? ""
    let saved = bytes(of: "\(away)/\(name)")
    #expect(saved.starts(with: whole), "\(saved.count) bytes of \(whole.count)")
    try isAllThere(9)
  }

  /// With no entry after it: at the end of the program.
  @Test func whatIsCutLastIsSavedAtTheEnd() throws {
    run("truncate -s -200 '\(file("process", in: home))'")
    keep(7)
    run("truncate -s 0 '\(file("record", in: home))'")
    try isAllThere(7)
  }

  /// What was saved is cut in its turn, deleted, or written over by somebody.
  @Test(arguments: ["truncate -s 0 F", "truncate -s -90 F", "rm F", "echo something else > F"])
  func theCopyInTheRescueIsWatched(_ change: String) throws {
    let path = file("record", in: home)
    let whole = bytes(of: path)
    run("truncate -s 0 '\(path)'")
    keep(7)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    #expect(isSame("\(away)/\(name)", whole))
    run(change.replacing("F", with: "'\(away)/\(name)'"))
    keep(8)
    #expect(isSame("\(away)/\(name)", whole))
    if change.hasPrefix("echo") {
      let aside = "\(away)/\(name).changed-1"
      #expect(String(decoding: bytes(of: aside), as: UTF8.self) == "something else\n")
    }
    try isAllThere(8)
  }

  /// The file in the rescue that is written to.
  @Test(arguments: ["truncate -s -40 F", "truncate -s -40 F; truncate -s +90 F"])
  func theFileThatGoesOnInTheRescueIsSavedAsWell(_ change: String) throws {
    run("truncate -s 0 '\(file("process", in: home))'")
    keep(7)
    keep(8)
    let record = names(in: away).first { $0.hasPrefix("record") && $0.hasSuffix(".jsonl") } ?? ""
    let whole = bytes(of: "\(away)/\(record)")
    run(change.replacing("F", with: "'\(away)/\(record)'"))
    keep(9)
    #expect(isSame("\(away)/\(record)", whole))
    try isAllThere(9)
  }

  /// Missing entries are not called nothing to do.
  @Test(arguments: [
    "truncate -s 0 F", "truncate -s 1 F", "truncate -s 600 F", "truncate -s -300 F",
  ])
  func whatIsCutWithoutAWitnessIsNotCalledNothingToDo(_ change: String) throws {
    #expect(journal.close(milliseconds: 10_000) == 0)
    run(change.replacing("F", with: "'\(file("record", in: home))'"))
    let (next, _) = try reopen(scratch).resumeSession(journal.session)
    next.append(note(7))
    #expect(next.close(milliseconds: 10_000) == 0)
    let verdict = try Verification().session(journal.session, in: vault)
    #expect(verdict.exitCode == .corrupt)
    #expect(!verdict.findings.isEmpty)
    for finding in verdict.findings { #expect(!finding.next.contains("Nothing to do")) }
    #expect(!verdict.findings.contains { $0.what.contains("were") && $0.what.hasPrefix("entry") })
  }
}
