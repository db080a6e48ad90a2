import Foundation
import Testing

/// Text that is typed in a review, or waits beside a closed session, is never lost.
@Suite("Text beside a closed session", .serialized)
struct ReviewTests {
  /// A closed session with a note, and with a text that was parked and never entered.
  private func closed(
    _ program: HoldfastProgram, parked: String? = "he was about to",
    environment: [String: String?] = [:]
  ) throws {
    let terminal = try program.sit(environment: environment)
    try terminal.note("silent")
    if let parked {
      try terminal.type(parked)
      try terminal.wait(forText: parked)
      try terminal.type(Keys.escape)
      try terminal.wait(forText: "1 parked")
    }
    try terminal.type(":close with her sister\r")
    try terminal.wait(forText: "closed: ")
    try terminal.waitForLive()
    try terminal.leave()
  }

  private func texts(_ program: HoldfastProgram) throws -> [String] {
    try program.drafts().map { $0["text"] as? String ?? "" }
  }

  private func review(_ program: HoldfastProgram) throws -> TestTerminal {
    let terminal = try program.start(["review", "last"])
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    return terminal
  }

  /// Ends a run from outside, as a lost line does.
  private func end(_ terminal: TestTerminal) throws {
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [])
    #expect(terminal.loudness == [])
  }

  @Test("a late note leaves parked text where it is, and Up brings it back")
  func parkedOutlivesALateNote() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try review(program)
    try terminal.wait(forText: "typed text came back")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "1 parked, Up brings it back")
    try terminal.type("he hummed\r")
    try terminal.wait(forText: "· he hummed")
    try program.wait(for: "the late note", terminal) { try program.notes().contains("he hummed") }
    try end(terminal)
    #expect(try texts(program) == ["he was about to"])

    let again = try review(program)
    try again.type(Keys.enter + Keys.up)
    try again.wait(for: "the text") { $0[$0.cursor.row].hasSuffix("he was about to") }
    try again.type(" speak\r")
    try program.wait(for: "it kept", again) { try texts(program).isEmpty }
    try end(again)
    #expect(try program.notes() == ["silent", "he hummed", "he was about to speak"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("sealing says what is not entered, and leaves it beside the session")
  func parkedOutlivesSealing() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try program.sit(["resume", "last"])
    try terminal.wait(forText: "typed text came back")
    try terminal.type(":seal\r")
    try terminal.wait(forText: "1 text not entered")
    try terminal.type("y")
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.wait(for: "the fingerprint") { SealTests.fingerprint($0) != nil }
    #expect(terminal.text.contains("1 not entered"))
    try end(terminal)
    #expect(try texts(program) == ["he was about to"])

    let again = try program.start(["resume", "last"])
    try again.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try again.wait(forText: "typed text came back")
    try again.type(Keys.enter)
    try again.wait(forText: "addendum, observed, record >")
    try again.type(Keys.up + Keys.enter)
    try program.wait(for: "the addendum", again) { try program.lines("addendum").count == 1 }
    try again.wait(for: "its tail") { text in
      text.rows.contains { $0.contains("he was about to") && $0.contains("addendum") }
    }
    try end(again)
    #expect(try program.run(["print", "last"]).output.contains("(addendum, after sealing)"))
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a sealed session is no live room: resuming reads it and writes nothing")
  func sealedIsRead() throws {
    let program = try HoldfastProgram()
    try closed(program, parked: nil)
    let terminal = try program.sit(["resume", "last"])
    try terminal.type(":seal\r")
    try terminal.wait(forText: "Seal: ")
    try terminal.type("y")
    try terminal.wait(for: "the fingerprint") { SealTests.fingerprint($0) != nil }
    try end(terminal)
    let before = try program.bytes()
    let again = try program.start(["resume", "last"])
    try again.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    #expect(!again.text.contains("9 HELP"))
    try end(again)
    #expect(try program.bytes() == before)
  }

  @Test(
    "a late note that is being typed is on the disk before it is entered",
    arguments: [SIGKILL, SIGTERM, SIGHUP])
  func lateNoteIsADraft(signal: Int32) throws {
    let program = try HoldfastProgram()
    try closed(program, parked: nil)
    let before = try program.bytes()
    let terminal = try review(program)
    try terminal.type("g" + Keys.enter)
    try terminal.wait(forText: "late note, observed, record >")
    try terminal.type("half a thou")
    try program.wait(for: "the draft", terminal) { try texts(program) == ["half a thou"] }
    terminal.kill(signal)
    #expect(try terminal.waitForExit() == (signal == SIGKILL ? -SIGKILL : 0))
    #expect(try texts(program) == ["half a thou"])
    #expect(try program.bytes() == before, "nothing is recorded before it is entered")

    let again = try review(program)
    try again.type("G" + Keys.enter + Keys.up)
    try again.wait(for: "the text") { $0[$0.cursor.row].hasSuffix("half a thou") }
    try again.type("ght\r")
    try program.wait(for: "the note", again) { try program.notes().count == 2 }
    try again.waitForNoDraft(program)
    try end(again)
    let note = try #require(try program.lines("note").last)
    #expect(note["text"] as? String == "half a thought")
    let silent = try #require(try program.lines("note").first)
    let happened = try #require(HoldfastProgram.milliseconds(note["at"]))
    let first = try #require(HoldfastProgram.milliseconds(silent["at"]))
    let ago = Double(note["ago"] as? Int ?? 0)
    let begun = first - Double(silent["ago"] as? Int ?? 0)
    #expect(abs(happened - ago - begun) < 1_000, "at the entry that was chosen first")
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a parked late note keeps the moment of the entry it was begun at, in the next run too")
  func lateNoteKeepsItsMoment() throws {
    let program = try HoldfastProgram()
    let live = try program.sit()
    try live.type("-20m silent\r")
    try live.wait(forText: "· silent")
    try live.type(":close with her sister\r")
    try live.wait(forText: "closed: ")
    try live.waitForLive()
    try live.leave()
    let terminal = try review(program)
    try terminal.type("g" + Keys.enter)
    try terminal.wait(forText: "late note, observed, record >")
    try terminal.type("half a thought")
    try program.wait(for: "the draft", terminal) { try texts(program) == ["half a thought"] }
    try terminal.type(Keys.escape)
    try terminal.wait(forText: "1 not entered")
    try end(terminal)

    let again = try review(program)
    try again.type("G" + Keys.enter + Keys.up)
    try again.wait(for: "the text") { $0[$0.cursor.row].hasSuffix("half a thought") }
    try again.type("\r")
    try program.wait(for: "the note", again) { try program.notes().count == 2 }
    try end(again)
    let happened = try program.lines("note").map { line in
      try #require(HoldfastProgram.milliseconds(line["at"])) - Double(line["ago"] as? Int ?? 0)
    }
    #expect(abs(happened[1] - happened[0]) < 60_000, "not now, twenty minutes later")
  }

  @Test("a session that another Holdfast writes refuses before a word is typed")
  func inUse() throws {
    let program = try HoldfastProgram()
    try closed(program, parked: nil)
    let first = try review(program)
    let second = try review(program)
    try first.type(Keys.enter)
    try first.wait(forText: "late note, observed")
    try second.type(Keys.enter)
    try second.wait(forText: "open in another Holdfast")
    #expect(second.text.contains("NOTHING IS BEING WRITTEN"))
    try first.type("from the first\r")
    try program.wait(for: "the note", first) { try program.notes().contains("from the first") }
    try end(first)
    try second.type(Keys.enter)
    try second.wait(forText: "late note, observed")
    #expect(second.text.contains("from the first"), "what was written meanwhile is there")
    try second.type("from the second\r")
    try program.wait(for: "the note", second) { try program.notes().contains("from the second") }
    try end(second)
    #expect(try program.notes() == ["silent", "from the first", "from the second"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("typed text that the disk does not take goes home with nobody: the session keeps it")
  func draftNotTaken() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    let session = try #require(program.sessionFolders.first)
    let obstacle = session.appending(path: "draft.new")
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: false)
    try terminal.type("he was about to")
    try terminal.wait(forText: "draft not kept")
    try terminal.type(Keys.escape + ":home\r")
    try terminal.wait(forText: "typed text is NOT KEPT")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "1 parked")
    try FileManager.default.removeItem(at: obstacle)
    try program.wait(for: "the draft, tried again", terminal) {
      try texts(program) == ["he was about to"]
    }
    try FileManager.default.removeItem(at: session.appending(path: "draft"))
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: false)
    try terminal.type(Keys.up + " speak")
    try terminal.wait(forText: "draft not kept")
    try end(terminal)
    let said = String(decoding: terminal.output, as: UTF8.self)
    #expect(said.contains("1 text typed and not entered could not be written to the disk"))
    #expect(try program.verify().exitCode == 0)
  }

  @Test("withdrawn consent that still rests is kept when the run is ended from outside")
  func markAtTheEnd() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("0")
    try terminal.wait(forText: "kept after a second of rest")
    try end(terminal)
    #expect(try program.lines("mark").map { $0["tag"] as? String } == ["consent withdrawn"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("one clock for one session, in whatever zone it is read")
  func zones() throws {
    let program = try HoldfastProgram()
    try closed(program, parked: nil, environment: ["TZ": "XXX5"])
    let west = try program.run(["list"], environment: ["TZ": "XXX5"]).output
    #expect(try program.run(["list"], environment: ["TZ": "YYY-9"]).output == west)
    let began = try #require(west.firstMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d/)).0
    let terminal = try program.start([], environment: ["TZ": "YYY-9"], columns: 132)
    try terminal.wait(forText: String(began))
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.wait(forText: String(began))
    let shown = try terminal.wait(forText: "· silent")
    let row = try #require(shown.rows.first { $0.contains("· silent") })
    let clock = row.prefix(5)
    try terminal.type("g" + Keys.enter)
    try terminal.wait(forText: "\(clock) late note, observed, record >")
    try terminal.type(Keys.escape + "e")
    try terminal.wait(forText: "puts right \(clock) observed, record >")
    try end(terminal)
  }
}

extension TestTerminal {
  /// Waits until no unsent text is on the disk.
  func waitForNoDraft(_ program: HoldfastProgram) throws {
    try program.wait(for: "no draft", self) { try program.drafts().isEmpty }
  }
}

/// Signing and going home while the disk does not answer.
@Suite(
  "The screen waits for no disk", .serialized,
  .enabled(if: DiskTests.stall != nil, "needs the stalling library of the same build"))
struct UnwaitingTests {
  private func stalled(_ program: HoldfastProgram) throws -> TestTerminal {
    let stall = try #require(DiskTests.stall)
    let terminal = try program.start(
      ["resume", "last"],
      environment: ["LD_PRELOAD": stall.path, "STALL_MILLISECONDS": "3500"])
    try terminal.wait(for: "the live screen, all kept", within: .seconds(60)) {
      $0[$0.cursor.row].contains("observed, record") && $0[0].contains("kept ")
    }
    return terminal
  }

  @Test("sealing shows the review at once, and the fingerprint when the disk has answered")
  func sealing() throws {
    let program = try HoldfastProgram()
    let first = try program.sit()
    try first.type(":close\r")
    try first.wait(forText: "closed: ")
    try first.waitForLive()
    try first.leave()
    let terminal = try stalled(program)
    try terminal.type(":seal\r")
    try terminal.wait(forText: "Seal: ")
    try terminal.type("y")
    let text = try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    #expect(text[0].contains("keeping"))
    #expect(SealTests.fingerprint(text) == nil, "nothing to copy before it is on the disk")
    try terminal.wait(for: "the fingerprint", within: .seconds(60)) {
      SealTests.fingerprint($0) != nil
    }
    terminal.kill(SIGKILL)
    #expect(try terminal.waitForExit() == -SIGKILL)
    #expect(try program.verify().exitCode == 0)
  }

  @Test("home is there at once; a session opened again before it reached the disk goes on")
  func home() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let terminal = try stalled(program)
    try terminal.type("before\r:home\r")
    try terminal.wait(forText: "HOLDFAST  sessions")
    try terminal.wait(forText: "still on their way to the disk")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "· before")
    try terminal.type("after\r")
    try terminal.wait(forText: "· after")
    try terminal.wait(for: "all of it kept", within: .seconds(120)) { $0[0].contains(" kept ") }
    try terminal.type(":home\r")
    try terminal.wait(forText: "HOLDFAST  sessions")
    terminal.kill(SIGKILL)
    #expect(try terminal.waitForExit() == -SIGKILL)
    #expect(try program.notes() == ["before", "after"])
    #expect(try program.verify().exitCode == 0)
  }
}
