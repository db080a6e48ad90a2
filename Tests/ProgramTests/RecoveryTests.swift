import Foundation
import Testing

/// However a run ends, the session goes on where it was.
@Suite("Ends and resumption", .serialized)
struct RecoveryTests {
  /// A session with a dose, a note, and a half-typed line that has reached the disk.
  private func midTyping(_ program: HoldfastProgram) throws -> TestTerminal {
    let terminal = try program.sit()
    try terminal.type("dose 60mg im\r")
    try terminal.wait(for: "T+") { $0[0].contains("T+0:00") }
    try terminal.note("eyes closed")
    try terminal.type("the door is clo")
    try program.wait(for: "the draft on the disk", terminal) {
      try program.drafts().first?["text"] as? String == "the door is clo"
    }
    return terminal
  }

  /// Resumes, and checks that the session, its clock and the typed text are there.
  private func checkResumption(
    _ program: HoldfastProgram, session: String, dosed: Double, draft: [String: Any]
  ) throws {
    let terminal = try program.sit(["resume"])
    let text = try terminal.wait(forText: "eyes closed")
    #expect(text[0].hasPrefix("HF-0417 dosing 1"))
    #expect(program.sessionFolders.map(\.lastPathComponent) == [session])
    let shown = try #require(Self.seconds(inHeader: text[0]))
    let real = Date().timeIntervalSince1970 - dosed / 1000
    #expect(abs(Double(shown) - real) <= 2.5, "T+ \(shown) s, really \(real) s")
    try terminal.type(Keys.up)
    try terminal.wait(for: "the draft") { $0[$0.cursor.row].hasSuffix("the door is clo") }
    try terminal.type("sing\r")
    try terminal.wait(forText: "· the door is closing")
    try terminal.waitForLive()
    let note = try #require(try program.lines("note").last)
    #expect(note["text"] as? String == "the door is closing")
    let at = try #require(HoldfastProgram.milliseconds(note["at"]))
    let firstKey = try #require(HoldfastProgram.milliseconds(draft["at"]))
    #expect(abs(at - Double(note["ago"] as? Int ?? 0) - firstKey) < 1_000, "its first-key time")
    #expect(note["id"] as? String == draft["id"] as? String)
    try terminal.leave()
    #expect(try program.drafts().isEmpty)
    let verdict = try program.verify()
    #expect(verdict.exitCode == 0, "\(verdict.output)")
  }

  /// The seconds of "T+h:mm:ss" in a header.
  static func seconds(inHeader header: String) -> Int? {
    guard let match = header.firstMatch(of: /T\+(\d+):(\d\d):(\d\d)/) else { return nil }
    return [match.1, match.2, match.3].reduce(0) { $0 * 60 + (Int($1) ?? 0) }
  }

  @Test("kill -9 in mid-typing: same session, same clock, the gap shown, the draft back")
  func killed() throws {
    let program = try HoldfastProgram()
    let terminal = try midTyping(program)
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let dosed = try #require(HoldfastProgram.milliseconds(try program.lines("dose").first?["at"]))
    let draft = try #require(try program.drafts().first)
    terminal.kill(SIGKILL)
    #expect(try terminal.waitForExit() == -SIGKILL)
    #expect(try program.verify().exitCode == 0)
    #expect(try program.run(["list"]).output.contains("open"))
    try checkResumption(program, session: session, dosed: dosed, draft: draft)
    let gaps = try program.lines("gap")
    #expect(gaps.count == 1 && gaps.first?["cause"] as? String == "interrupted")
    #expect(try program.lines("runEnded").count == 1, "the killed run wrote no end")
  }

  @Test(
    "a signal ends the run, keeps the draft and gives the terminal back",
    arguments: [
      SIGTERM, SIGHUP,
    ])
  func signals(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try midTyping(program)
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let dosed = try #require(HoldfastProgram.milliseconds(try program.lines("dose").first?["at"]))
    let draft = try #require(try program.drafts().first)
    terminal.kill(signal)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
    #expect(try program.lines("runEnded").count == 1)
    #expect(try program.drafts().first?["text"] as? String == "the door is clo")
    try checkResumption(program, session: session, dosed: dosed, draft: draft)
    #expect(try program.lines("gap").first?["cause"] as? String == "left")
  }

  @Test("a terminal that goes away is a hang-up: the run ends in order")
  func hangUp() throws {
    let program = try HoldfastProgram()
    let terminal = try midTyping(program)
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let dosed = try #require(HoldfastProgram.milliseconds(try program.lines("dose").first?["at"]))
    let draft = try #require(try program.drafts().first)
    terminal.hangUp()
    #expect(try terminal.waitForExit() == 0)
    #expect(try program.lines("runEnded").count == 1)
    try checkResumption(program, session: session, dosed: dosed, draft: draft)
  }

  @Test(
    "a crash shows one sentence and nothing of the notes, and loses none",
    arguments: [SIGSEGV, SIGABRT])
  func crash(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try midTyping(program)
    let session = try #require(program.sessionFolders.first?.lastPathComponent)
    let dosed = try #require(HoldfastProgram.milliseconds(try program.lines("dose").first?["at"]))
    let draft = try #require(try program.drafts().first)
    _ = terminal.text
    let before = terminal.output.count
    terminal.kill(signal)
    #expect(try terminal.waitForExit() == 70)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
    let said = String(decoding: terminal.output[before...], as: UTF8.self)
    for secret in ["eyes", "door", "HF-0417", "MK"] { #expect(!said.contains(secret)) }
    let sentences = said.split(separator: "\n").filter { $0.contains("fault") }
    #expect(sentences.count == 1)
    try checkResumption(program, session: session, dosed: dosed, draft: draft)
  }

  @Test("a second Holdfast on the session says so in one sentence and ends with 5")
  func secondWriter() throws {
    let program = try HoldfastProgram()
    let first = try program.sit()
    try first.note("before the other")
    let id = try #require(program.sessionFolders.first?.lastPathComponent)
    for arguments in [["resume"], ["resume", String(id.prefix(6))], ["resume", "last"]] {
      let second = try program.start(arguments, columns: 300)
      #expect(try second.waitForExit() == 5, "\(arguments)")
      #expect(second.notRestored == [] && second.loudness == [])
      let said = second.text.rows.filter { !$0.isEmpty }
      #expect(said.count == 1 && said.first?.contains("open in another Holdfast") == true)
    }
    let reader = try program.start(["review", "last"])
    try reader.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try reader.wait(forText: "before the other")
    #expect(try program.run(["print", "last"]).exitCode == 0)
    try first.note("after the other")
    try first.leave()
    #expect(try program.notes() == ["before the other", "after the other"])
    #expect(try program.verify().exitCode == 0)
  }
}
