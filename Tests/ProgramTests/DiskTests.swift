import Foundation
import Testing

/// Disks that fail or answer late.
@Suite("Bad disks", .serialized)
struct DiskTests {
  @Test("a file that cannot grow: the session goes on elsewhere, says so, and comes home")
  func fileTooLarge() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let terminal = try program.start(
      HoldfastProgram.newSession, after: "ulimit -f 48",
      environment: ["HOLDFAST_RESCUE": rescue.path])
    try terminal.waitForLive()
    var texts: [String] = []
    for count in 0..<30 {
      texts.append("note \(count) " + String(repeating: "silent ", count: 12))
      try terminal.type(texts[count] + Keys.enter)
    }
    try terminal.wait(forText: "kept in")
    try terminal.wait(for: "the last note, typed on") { text in
      text.rows.contains { $0.contains("· note 29 ") }
    }
    try terminal.type(Keys.leave)
    try terminal.wait(forText: "Leave")
    try terminal.type("y")
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])

    let again = try program.start(["resume"], environment: ["HOLDFAST_RESCUE": rescue.path])
    try again.wait(forText: "came home")
    try again.leave()
    let notes = try program.lines(allowingDamage: true).filter { $0["kind"] as? String == "note" }
    #expect(notes.map { $0["text"] as? String } == texts)
    // The line that the disk cut short stays where it is, explained by the file that continues it.
    let verdict = try program.verify()
    #expect(verdict.exitCode == 1, "\(verdict.output)")
  }

  @Test("a rescue folder that would not be used is said at the start, not when it is needed")
  func unusableRescue() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let rescue = program.folder.appending(path: "rescue")
    try FileManager.default.createDirectory(
      at: rescue, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let terminal = try program.start(["resume"], environment: ["HOLDFAST_RESCUE": rescue.path])
    try terminal.wait(forText: "a rescue folder is not used")
    try terminal.leave()
    let relative = try program.run(["themes"], environment: ["HOLDFAST_RESCUE": "rescue"])
    #expect(relative.errors.contains("HOLDFAST_RESCUE is no absolute path"))
  }

  static var stall: URL? {
    let library = try? HoldfastProgram.binary().deletingLastPathComponent()
      .appending(path: "libHoldfastStall.so")
    return library.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
  }

  @Test(
    "a disk that answers late: typing goes on, and the header says for how long",
    .enabled(if: stall != nil, "needs the stalling library of the same build"))
  func stalled() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let stall = try #require(Self.stall)
    let terminal = try program.start(
      ["resume"], environment: ["LD_PRELOAD": stall.path, "STALL_MILLISECONDS": "3500"])
    try terminal.wait(for: "the live screen", within: .seconds(60)) {
      $0[$0.cursor.row].contains("observed, record") && $0[0].contains("kept ")
    }
    try terminal.type("first\r")
    try terminal.wait(for: "an entry that says so") { text in
      text.rows.contains { $0.contains("· first") && $0.hasSuffix("keeping") }
    }
    try terminal.wait(for: "keeping for N s") {
      $0[0].firstMatch(of: /keeping for [2-9] s/) != nil
    }
    try terminal.type("second\r")
    let text = try terminal.wait(forText: "· second")
    #expect(text[0].contains("keeping for"))
    try terminal.wait(for: "all kept", within: .seconds(60)) { text in
      text[0].contains("kept ")
        && text.rows.contains { $0.contains("· second") && !$0.hasSuffix("keeping") }
    }
    #expect(try program.notes() == ["first", "second"])
    terminal.kill(SIGKILL)
    #expect(try terminal.waitForExit() == -SIGKILL)
    #expect(try program.verify().exitCode == 0)
  }

  @Test("verify of a vault, with or without its path, knows what waits in the rescue")
  func waiting() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note("one")
    try terminal.leave()
    let name = try #require(program.files.first { $0.contains("/record-") })
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let rescue = program.folder.appending(path: "rescue")
    let folder = rescue.appending(path: session)
    for made in [rescue, folder] {
      try FileManager.default.createDirectory(
        at: made, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }
    let file = program.home.appending(path: name)
    try FileManager.default.moveItem(
      at: file, to: folder.appending(path: file.lastPathComponent))
    let words = try [[], [program.home.path]].map { subject in
      let verdict = try program.run(
        ["verify"] + subject, environment: ["HOLDFAST_RESCUE": rescue.path])
      #expect(verdict.exitCode == 1, "\(verdict)")
      return verdict.output
    }
    #expect(words[0].contains("it is not home yet"))
    #expect(words[0] == words[1])
  }
}
