import Foundation
import Testing

/// What is damaged in a session is said to the person who goes on with it.
@Suite("A damaged session", .serialized)
struct DamageTests {
  /// A session with two notes, left open, and its record file.
  private func left(_ program: HoldfastProgram) throws -> URL {
    let terminal = try program.sit()
    try terminal.note("eyes closed")
    try terminal.note("breath slow")
    try terminal.leave()
    let folder = try #require(program.sessionFolders.first)
    let name = try #require(program.files.first { $0.contains("record-") })
    return folder.appending(path: name.split(separator: "/").last.map(String.init) ?? "")
  }

  /// Changes one byte in the line of this kind.
  private func damage(_ file: URL, lineOf kind: String) throws {
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("\"kind\":\"\(kind)\"".utf8)))
    bytes[place.upperBound + 20] ^= 1
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  private func end(_ terminal: TestTerminal) throws {
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("damage in the middle is said on the live screen, and notes go on")
  func middle() throws {
    let program = try HoldfastProgram()
    try damage(left(program), lineOf: "note")
    let terminal = try program.start(["resume"])
    try terminal.wait(forText: "a file of this session is damaged")
    try terminal.note("after the damage")
    try terminal.wait(forText: "damage: see verify")
    try end(terminal)
  }

  @Test("a session of which no line verifies any more is not said to be none")
  func nothingLeft() throws {
    let program = try HoldfastProgram()
    let file = try left(program)
    var bytes = try Data(contentsOf: file)
    let end = try #require(bytes.firstIndex(of: 0x0A))
    bytes.replaceSubrange(0..<end, with: Data(repeating: 0x58, count: end))
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    for command in ["resume", "review"] {
      let terminal = try program.start([command, "last"])
      #expect(try terminal.waitForExit() == 2)
      #expect(terminal.text.contains("the beginning of session"), "\(terminal.text)")
    }
    #expect(try program.run(["verify"]).exitCode == 2)
  }

  @Test("the damaged lines are a row at their place: at resuming, in review and in print")
  func gap() throws {
    let program = try HoldfastProgram()
    let file = try left(program)
    try damage(file, lineOf: "note")
    let lines = try Data(contentsOf: file).split(separator: 0x0A)
    let mark = Data("\"kind\":\"note\"".utf8)
    let number = try #require(lines.firstIndex { $0.range(of: mark) != nil }) + 1
    let words = "line \(number) of \(file.lastPathComponent) could not be read"
    let printed = try program.run(["print", "last"])
    #expect(printed.exitCode == 2)
    let rows = printed.output.split(separator: "\n")
    let gap = try #require(rows.firstIndex { $0.contains(words) })
    let next = try #require(rows.firstIndex { $0.contains("breath slow") })
    #expect(gap < next)
    let json = try program.run(["print", "--json", "last"]).output
    #expect(json.contains("\"kind\":\"unreadable\""))
    for command in ["review", "resume"] {
      let terminal = try program.start([command, "last"], columns: 120)
      let text = try terminal.wait(for: "the gap before the next note") { screen in
        guard let gap = screen.row(with: words), let next = screen.row(with: "breath slow") else {
          return false
        }
        return gap < next
      }
      #expect(!text.contains("eyes closed"))
      try end(terminal)
    }
  }

  @Test("a last note that was changed is no line that a crash cut off")
  func changedLastLine() throws {
    let program = try HoldfastProgram()
    do {
      let terminal = try program.sit()
      try terminal.note("one")
      try terminal.note("two")
      terminal.kill(SIGKILL)
      #expect(try terminal.waitForExit() == -SIGKILL)
    }
    let name = try #require(program.files.first { $0.contains("record-") })
    let file = program.home.appending(path: name)
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("\"two\"".utf8)))
    bytes[place.lowerBound + 3] ^= 1
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    for _ in 1...2 {
      let verdict = try program.verify()
      #expect(verdict.exitCode == 2 && !verdict.output.contains("no kept entry"), "\(verdict)")
      let terminal = try program.start(["resume"])
      try terminal.wait(forText: "a file of this session is damaged")
      try end(terminal)
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test("a ledger that another process holds is said, and notes go on")
  func heldLedger() throws {
    let program = try HoldfastProgram()
    _ = try left(program)
    let name = try #require(program.files.first { $0.hasPrefix("ledger-") })
    let held = open(program.home.appending(path: name).path, O_RDONLY)
    defer { close(held) }
    try #require(flock(held, LOCK_EX | LOCK_NB) == 0)
    let terminal = try program.start(HoldfastProgram.newSession)
    try terminal.waitForLive()
    try terminal.wait(forText: "ledger not written")
    try terminal.note("kept all the same")
    #expect(flock(held, LOCK_UN) == 0)
    try end(terminal)
    #expect(try program.verify().exitCode == 0)
  }

  @Test(
    "a session whose first entry is damaged can still be read", arguments: ["resume", "review"])
  func beginning(command: String) throws {
    let program = try HoldfastProgram()
    try damage(left(program), lineOf: "began")
    let before = try program.bytes()
    let terminal = try program.start([command, "last"])
    try terminal.wait(forText: "its first entry cannot be read")
    try terminal.wait(forText: "eyes closed")
    // Its name is what the list knows of it.
    let text = try terminal.wait(forText: "line 2 of record-")
    #expect(text[1].contains("HF-0417 dosing 1"))
    #expect(try program.run(["list"]).output.contains("HF-0417"))
    #expect(try program.run(["print", "last"]).output.hasPrefix("HF-0417, dosing session 1: "))
    try end(terminal)
    #expect(try program.bytes() == before)
  }

  @Test("typed text that cannot be read back is said, and stays")
  func draft() throws {
    let program = try HoldfastProgram()
    let file = try left(program).deletingLastPathComponent().appending(path: "draft")
    try Data("not a draft\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let terminal = try program.start(["resume"])
    try terminal.wait(forText: "typed text of an earlier run cannot be read")
    try terminal.type("half a sentence")
    let folder = file.deletingLastPathComponent()
    try program.wait(for: "the new draft", terminal) {
      (try? String(contentsOf: file, encoding: .utf8))?.contains("half a sentence") == true
    }
    let aside = folder.appending(path: "draft.unread-1")
    #expect(try String(contentsOf: aside, encoding: .utf8) == "not a draft\n")
    try end(terminal)
  }
}
