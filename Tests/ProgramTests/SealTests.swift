import Foundation
import Testing

/// Ended, closed, sealed, read back.
@Suite("Close-out and review", .serialized)
struct SealTests {
  private func sealed(_ program: HoldfastProgram) throws -> (TestTerminal, fingerprint: String) {
    let terminal = try program.sit()
    try terminal.type("dose 60mg im\r")
    try terminal.wait(for: "T+") { $0[0].contains("T+0:00") }
    try terminal.note("silent")
    try terminal.type(":end\r")
    try terminal.wait(forText: "dosing ended")
    try terminal.type(":close with sister\r")
    try terminal.wait(forText: "closed: ")
    try terminal.waitForLive()
    try terminal.type(":seal\r")
    try terminal.wait(forText: "missing; :seal WHY seals with a reason")
    try terminal.type(" lists on paper\r")
    try terminal.wait(forText: "Seal: signs the record")
    try terminal.type("y")
    let text = try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    let shown = try terminal.wait(for: "the fingerprint") { Self.fingerprint($0) != nil }
    #expect(text[0].hasPrefix("REVIEW"))
    return (terminal, try #require(Self.fingerprint(shown)))
  }

  static func fingerprint(_ text: ScreenText) -> String? {
    let form = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/
    return text.rows.lazy.compactMap { $0.firstMatch(of: form).map { String($0.0) } }.first
  }

  @Test("sealing shows a fingerprint that verify accepts, and no other")
  func seal() throws {
    let program = try HoldfastProgram()
    let (terminal, fingerprint) = try sealed(program)
    try terminal.type(Keys.leave)
    if try terminal.leftOrAsked() { try terminal.type("y") }
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [])
    #expect(terminal.loudness == [])
    #expect(try program.verify().exitCode == 0)
    let good = try program.verify(["last", "--expect", fingerprint])
    #expect(good.exitCode == 0, "\(good)")
    let spelled = fingerprint.lowercased().replacing("-", with: "")
    #expect(try program.verify(["last", "--expect", spelled]).exitCode == 0)
    let first = fingerprint.hasPrefix("0") ? "1" : "0"
    let wrong = first + fingerprint.dropFirst()
    #expect(try program.verify(["last", "--expect", wrong]).exitCode == 2)
    #expect(try program.verify(["last", "--expect", "nonsense"]).exitCode == 64)
    #expect(try program.run(["list"]).output.contains("sealed"))
  }

  @Test("c right after the seal, where the list is from before the session began")
  func compareAtOnce() throws {
    let program = try HoldfastProgram()
    let (terminal, _) = try sealed(program)
    try terminal.type("c")
    try terminal.wait(forText: "this client has no other session to compare with")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let (second, _) = try sealed(program)
    try second.type("c")
    try second.wait(for: "both, side by side") {
      $0.contains("DOSING 2") && $0.contains("DOSING 1")
    }
    second.kill(SIGTERM)
    #expect(try second.waitForExit() == 0)
  }

  @Test("a session that was sealed is listed as sealed, even where Holdfast was killed then")
  func killedAfterTheSeal() throws {
    let program = try HoldfastProgram()
    let (terminal, _) = try sealed(program)
    terminal.kill(SIGKILL)
    _ = try terminal.waitForExit()
    let listed = try program.run(["list"]).output
    #expect(listed.contains("sealed") && !listed.contains("not sealed"), "\(listed)")
  }

  /// Notes of a second workstation in a copy of the vault; the file that it made.
  private func second(_ program: HoldfastProgram, note: String) throws -> URL {
    let other = program.folder.appending(path: "other")
    try FileManager.default.copyItem(at: program.home, to: other)
    for name in try FileManager.default.contentsOfDirectory(atPath: other.path)
    where name.hasPrefix("ledger-") {
      // Without it this is another installation.
      try FileManager.default.removeItem(at: other.appending(path: name))
    }
    let environment = ["HOLDFAST_HOME": other.path]
    let terminal = try program.start(["resume"], environment: environment)
    try terminal.waitForLive()
    try terminal.note(note)
    try terminal.leave()
    let folder = other.appending(path: "sessions")
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let files = folder.appending(path: session)
    let new = try FileManager.default.contentsOfDirectory(atPath: files.path).first { name in
      name.hasPrefix("record-") && !program.files.contains { $0.hasSuffix(name) }
    }
    return files.appending(path: try #require(new))
  }

  @Test("a colleague's file that is synchronised after the seal is shown, and nowhere as sealed")
  func late() throws {
    let program = try HoldfastProgram()
    let first = try program.sit()
    try first.note("of this room")
    try first.leave()
    let file = try second(program, note: "of the other room")
    let terminal = try program.sit(["resume"])
    try terminal.type(":close\r")
    try terminal.wait(forText: "closed: ")
    try terminal.waitForLive()
    try terminal.type(":seal\r")
    try terminal.wait(forText: "Seal: signs the record")
    try terminal.type("y")
    let shown = try terminal.wait(for: "the fingerprint") { Self.fingerprint($0) != nil }
    let fingerprint = try #require(Self.fingerprint(shown))
    try terminal.type(Keys.leave)
    if try terminal.leftOrAsked() { try terminal.type("y") }
    #expect(try terminal.waitForExit() == 0)
    #expect(try program.verify(["last", "--expect", fingerprint]).exitCode == 0)

    let folder = try #require(program.sessionFolders.first)
    try FileManager.default.copyItem(
      at: file, to: folder.appending(path: file.lastPathComponent))
    let verdict = try program.verify(["last", "--expect", fingerprint])
    #expect(verdict.exitCode == 1, "\(verdict.output)")
    let words = "the seal does not know this file: 1 entry in it is not sealed"
    #expect(verdict.output.contains(words))
    #expect(!verdict.output.contains("added after sealing"))
    let rows = try program.run(["print", "last"]).output.split(separator: "\n")
    let late = try #require(rows.firstIndex { $0.contains("of the other room") })
    let own = try #require(rows.firstIndex { $0.contains("of this room") })
    #expect(rows[late + 1].contains("(not sealed)") && !rows[own + 1].contains("not sealed"))
    let review = try program.start(["review", "last"], columns: 120)
    try review.wait(for: "the late entry, not sealed") { screen in
      screen.contains("1 entry here is not sealed")
        && screen.rows.contains { $0.contains("of the other room") && $0.contains("not sealed") }
        && screen.rows.contains { $0.contains("of this room") && !$0.contains("not sealed") }
    }
    review.kill(SIGTERM)
    #expect(try review.waitForExit() == 0)
  }

  @Test("review: letter keys act, nothing is written until a late note, which is an addendum")
  func review() throws {
    let program = try HoldfastProgram()
    do {
      let (terminal, _) = try sealed(program)
      try terminal.type(Keys.leave)
      if try terminal.leftOrAsked() { try terminal.type("y") }
      #expect(try terminal.waitForExit() == 0)
    }
    let before = try program.bytes()
    let terminal = try program.start(["review", "last"])
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.wait(for: "the fingerprint") { Self.fingerprint($0) != nil }
    try terminal.type("g")
    try terminal.wait(forText: "entry 1 of")
    try terminal.type(".")
    try terminal.wait(forText: "entry 2 of")
    try terminal.type(",")
    try terminal.wait(forText: "entry 1 of")
    try terminal.type("4suds 3")
    try terminal.type("/silent\r")
    try terminal.wait(for: "the found entry") { text in
      text.rows.contains { $0.contains(">") && $0.contains("silent") }
    }
    #expect(try program.bytes() == before, "reading writes nothing")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "a late note")
    try terminal.type("he hummed as well\r")
    try terminal.wait(forText: "he hummed as well")
    try program.wait(for: "the addendum on the disk", terminal) {
      try program.lines("addendum").count == 1
    }
    let addendum = try #require(try program.lines("addendum").first)
    #expect(addendum["text"] as? String == "he hummed as well")
    try terminal.type(Keys.leave)
    if try terminal.leftOrAsked() { try terminal.type("y") }
    #expect(try terminal.waitForExit() == 0)
    for (name, bytes) in before {
      #expect(try program.bytes()[name]?.starts(with: bytes) == true, "\(name) only grows")
    }
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a late note that was typed and not entered survives a crash")
  func lateDraft() throws {
    let program = try HoldfastProgram()
    do {
      let (terminal, _) = try sealed(program)
      try terminal.type(Keys.leave)
      if try terminal.leftOrAsked() { try terminal.type("y") }
      #expect(try terminal.waitForExit() == 0)
    }
    let before = try program.bytes()
    let terminal = try program.start(["review", "last"])
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "a late note")
    try terminal.type("he hummed as we")
    try program.wait(for: "the draft on the disk", terminal) {
      try program.drafts().first?["text"] as? String == "he hummed as we"
    }
    #expect(try program.bytes() == before, "typing writes nothing in the session")
    terminal.kill(SIGKILL)
    #expect(try terminal.waitForExit() == -SIGKILL)

    let again = try program.start(["review", "last"])
    try again.wait(forText: "typed text came back")
    try again.type(Keys.enter + Keys.up)
    try again.wait(for: "the text in the line") { $0[$0.cursor.row].hasSuffix("he hummed as we") }
    try again.type("ll\r")
    try program.wait(for: "the addendum on the disk", again) {
      try program.lines("addendum").first?["text"] as? String == "he hummed as well"
    }
    try again.type(Keys.leave)
    if try again.leftOrAsked() { try again.type("y") }
    #expect(try again.waitForExit() == 0)
    #expect(try program.drafts().isEmpty)
    #expect(try program.verify().exitCode == 0)
  }
}

extension TestTerminal {
  /// True where the program asks before it leaves, false where it has ended.
  func leftOrAsked() throws -> Bool {
    do {
      try wait(forText: "Leave: the session stays ")
      return true
    } catch Failure.ended {
      return false
    }
  }
}
