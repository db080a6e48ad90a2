import Foundation
import Testing

/// Real file systems that are full, can only be read, or let no file grow.
@Suite("Real disks that refuse")
struct RealDiskTests {
  /// Sizes from 16 to 64 KiB in steps of 512 bytes.
  ///
  /// A tmpfs counts pages of 4,096 bytes: the part of a page that such a size does not have is used
  /// up by a longer first note, so that the disk is full at the same byte of the lines behind it.
  static let sizes = Array(stride(from: 16_384, through: 65_536, by: 512))

  static func notes(toFill size: Int) -> [String] {
    let pages = (size + 4_095) / 4_096
    let rest = pages * 4_096 - size
    let long = String(repeating: "silent ", count: 80)
    return ["filler " + String(repeating: "x", count: rest)]
      + (1...(size / 600 + 4)).map { "entry \($0) \(long)end" }
  }

  @Test("a full disk of 16 to 64 KiB in steps of 512 bytes: said, kept as soon as there is room")
  func full() throws {
    if let why = SmallDisk.unavailable { return skip("a real full disk", because: why) }
    report(
      faults(of: Self.sizes) { size in
        let trial = try Trial()
        let disk = try SmallDisk(pages: (size + 4_095) / 4_096, for: trial)
        let notes = Self.notes(toFill: size)
        let terminal = try trial.start(HoldfastProgram.newSession, columns: 200)
        guard try terminal.reachesLine() else { return [terminal.lastWords] }
        try terminal.type(notes.map { $0 + Keys.enter }.joined())
        try terminal.wait(for: "the disk is full") {
          $0.contains("NOT KEPT: the disk is full. Make room; Holdfast tries again by itself.")
        }
        var wrong = try trial.lostBytes()
        let before = try trial.acknowledgedCount()
        if before >= notes.count { wrong.append("said too early") }
        guard try disk.remount("size=4m") else { return ["no remount"] }
        try terminal.type(":retry" + Keys.enter)
        _ = try terminal.goOn { try trial.acknowledgedCount() == notes.count }
        try terminal.wait(for: "everything kept") {
          !$0.contains("NOT KEPT") && !$0.contains("keeping")
        }
        terminal.kill(SIGTERM)
        if try terminal.waitForExit() != 0 { wrong.append(terminal.lastWords) }
        if FileManager.default.fileExists(atPath: trial.rescue.path) { wrong.append("a rescue") }
        return wrong + (try trial.wrongs(after: notes, mayBe: [0]))
      })
  }

  @Test("a disk that stays full is left after ten seconds, and the rescue comes home")
  func staysFull() throws {
    if let why = SmallDisk.unavailable { return skip("a disk that stays full", because: why) }
    let sizes = ProofSize.isLong ? Self.sizes : [16_384, 24_064, 40_448, 65_536]
    report(
      faults(of: sizes, width: 16) { size in
        let trial = try Trial()
        let disk = try SmallDisk(pages: (size + 4_095) / 4_096, for: trial)
        let notes = Self.notes(toFill: size)
        let outcome = try trial.sit(typing: notes)
        var wrong = outcome.exitCode == 0 ? [] : ["\(outcome.exitCode): \(outcome.words)"]
        if try trial.acknowledgedCount() != notes.count { wrong.append("not all kept") }
        guard try disk.remount("size=4m") else { return ["no remount"] }
        return wrong + (try trial.wrongs(after: notes, claimed: outcome.claimed))
      })
  }

  @Test("a disk that can only be read when the session is resumed: it goes on in the rescue")
  func readOnly() throws {
    if let why = SmallDisk.unavailable { return skip("a read-only remount", because: why) }
    let trial = try Trial()
    let disk = try SmallDisk(pages: 256, for: trial)
    let before = Trial.notes(6, of: "before")
    #expect(try trial.sit(typing: before).exitCode == 0)
    #expect(try disk.remount("ro"))
    let after = Trial.notes(6, of: "after")
    let outcome = try trial.sit(["resume"], typing: after)
    #expect(outcome.exitCode == 0, "\(outcome.words)")
    #expect(outcome.claimed.last == after.last)
    #expect(try trial.say(["verify"]).code == 1, "what waits in the rescue is explained")
    #expect(try disk.remount("rw"))
    report(try trial.wrongs(after: before + after, claimed: outcome.claimed))
  }

  @Test("a disk that stays read-only over three runs: all of them come home, in order")
  func staysReadOnly() throws {
    if let why = SmallDisk.unavailable { return skip("a read-only remount", because: why) }
    let trial = try Trial()
    let disk = try SmallDisk(pages: 256, for: trial)
    var notes = Trial.notes(6, of: "home")
    #expect(try trial.sit(typing: notes).exitCode == 0)
    #expect(try disk.remount("ro"))
    for run in 1...3 {
      let more = Trial.notes(6, of: "run \(run)")
      let outcome = try trial.sit(["resume"], typing: more)
      #expect(outcome.exitCode == 0, "\(outcome.words)")
      #expect(outcome.claimed.last == more.last)
      notes += more
      let verdict = try trial.say(["verify"])
      #expect(verdict.code == 1, "\(verdict.words)")
    }
    #expect(try disk.remount("rw"))
    report(try trial.wrongs(after: notes))
  }

  @Test(
    "an ext4 that gives up in mid-session, with its files open: the session goes on in the rescue",
    .enabled(if: ProofSize.isLong))
  func abortedInMidSession() throws {
    let trial = try Trial()
    let disk: SmallDisk
    do {
      disk = try SmallDisk(ext4: trial.program.folder.appending(path: "image"), for: trial)
    } catch {
      return skip("an ext4 that gives up", because: "this user may not mount an image")
    }
    let notes = Trial.notes(12)
    let terminal = try trial.start(HoldfastProgram.newSession)
    #expect(try terminal.reachesLine())
    try terminal.type(notes.prefix(6).map { Trial.typed($0) + Keys.enter }.joined())
    #expect(try terminal.goOn { try trial.acknowledgedCount() == 6 })
    #expect(try disk.remount("abort"))
    try terminal.type(notes.dropFirst(6).map { Trial.typed($0) + Keys.enter }.joined())
    #expect(try terminal.goOn { try trial.acknowledged().count == 12 })
    try terminal.wait(forText: "the disk failed")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0, "\(terminal.lastWords)")
    // The disk stays as it is: everything from here on is in the rescue.
    report(try trial.wrongs(after: notes, mayBe: [1]))
  }

  @Test("a disk that turns read-only at any call: every change of it says EROFS from there")
  func turnsReadOnly() throws {
    let changing = "write,create,append,mkdir,rename,unlink,fdatasync,fsync"
    let notes = Trial.notes(12)
    let dry = try Trial()
    _ = try dry.sit(typing: notes)
    let names = Set(changing.split(separator: ",").map(String.init))
    let calls = try dry.calls().filter { names.contains($0.call) }
    let first = try #require(calls.firstIndex { $0.kind == "record-*" && $0.call == "fdatasync" })
    let wrong = faults(of: Array((first + 4)..<calls.count - 4)) { from in
      let trial = try Trial()
      let fault = Fault(act: "errno:\(EROFS)", calls: changing, from: from, times: 0)
      let outcome = try trial.sit(typing: notes, fault)
      var wrong = outcome.exitCode == 0 ? [] : ["\(outcome.exitCode): \(outcome.words)"]
      if try trial.injected() == 0 { wrong.append("the fault was not done") }
      if try trial.acknowledged().count != notes.count { wrong.append("not all kept") }
      return wrong + (try trial.wrongs(after: notes, claimed: outcome.claimed))
    }
    report(wrong)
  }

  @Test("a disk that can only be read: every screen says so before anything is entered")
  func readOnlyIsSaid() throws {
    if let why = SmallDisk.unavailable { return skip("a read-only vault", because: why) }
    let trial = try Trial()
    let disk = try SmallDisk(pages: 256, for: trial)
    let first = try trial.start(HoldfastProgram.newSession)
    guard try first.reachesLine() else { return }
    try first.note("one")
    try first.type(":close\r")
    try first.wait(forText: "closed, not sealed")
    first.kill(SIGTERM)
    #expect(try first.waitForExit() == 0)
    let words = "the disk of this vault can only be read"
    let before = try trial.start([])
    try before.wait(forText: "closed, newest first")
    #expect(!before.text.contains(words))
    before.kill(SIGTERM)
    _ = try before.waitForExit()
    #expect(try disk.remount("ro"))
    let terminal = try trial.start([])
    try terminal.wait(for: "the list") { $0.contains(words) && $0.contains("closed, newest") }
    try terminal.type("n")
    try terminal.wait(for: "the form") { $0.contains(words) && $0.contains("NEW SESSION") }
    try terminal.type(Keys.escape)
    try terminal.wait(forText: "closed, newest first")
    try terminal.type(Keys.enter)
    try terminal.wait(for: "review") { $0.contains(words) && $0.contains("REVIEW: NOTHING") }
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("a limit to the size of files, in steps of 512 bytes: goes on in one rescue after another")
  func sizeLimit() throws {
    let prlimit = "/usr/bin/prlimit"
    guard access(prlimit, X_OK) == 0 else {
      return skip("a limit to the size of files", because: "\(prlimit) is missing")
    }
    // The files of the day alone, in the line behind the first, take more than 17 KiB.
    let limits = Array(stride(from: 20_480, through: 30_720, by: ProofSize.isLong ? 128 : 512))
    let notes = Trial.notes(40)
    report(
      faults(of: limits) { limit in
        let trial = try Trial()
        trial.wrapper = [prlimit, "--fsize=\(limit)", "--"]
        let outcome = try trial.sit(typing: notes)
        trial.wrapper = []
        var wrong = outcome.exitCode == 0 ? [] : ["\(outcome.exitCode): \(outcome.words)"]
        if try trial.acknowledged().count != notes.count { wrong.append("not all kept") }
        return wrong + (try trial.wrongs(after: notes, claimed: outcome.claimed))
      })
  }

  /// Removes the empty folders that the last try leaves outside of the trial's own.
  private func tidy(_ trial: Trial) {
    let folder = "/var/tmp/holdfast-\(geteuid())"
    for session in trial.program.sessionFolders {
      rmdir("\(folder)/\(session.lastPathComponent)")
    }
    rmdir(folder)
  }

  @Test("nothing works: the text stays, the screen says so, and the end names how many")
  func nothingWorks() throws {
    let user = geteuid()
    let everywhere = ["home", "rescue", ".local", "/var/tmp/holdfast-\(user)"]
    report(
      faults(of: [EIO, EROFS, EACCES]) { number in
        let trial = try Trial()
        let notes = Trial.notes(8)
        let first = try trial.sit(typing: Array(notes.prefix(3)))
        let fault = Fault(
          act: "errno:\(number)", calls: "write,create,fdatasync", times: 0, below: everywhere)
        defer { tidy(trial) }
        let terminal = try trial.start(["resume"], fault)
        guard try terminal.reachesLine() else { return [terminal.lastWords] }
        try terminal.type(notes.dropFirst(3).map { Trial.typed($0) + Keys.enter }.joined())
        let screen = try terminal.wait(for: "all of it, not kept") { screen in
          screen.contains("NOT KEPT") && screen.rows.contains { $0.contains(notes[7]) }
        }
        var wrong = Trial.claimed(screen, of: Array(notes.dropFirst(3)))
          .map { "shown as kept: \($0)" }
        terminal.kill(SIGTERM)
        let code = try terminal.waitForExit()
        let said = #/^holdfast: \d+ entries could not be brought to the disk .+; look at the disk/#
        if code != 6 || terminal.lastWords.firstMatch(of: said) == nil {
          wrong.append("ended with \(code): \(terminal.lastWords)")
        }
        return wrong + (try trial.wrongs(after: Array(notes.prefix(3)), claimed: first.claimed))
      })
  }
}
