import Foundation
import Testing

/// More than any person does.
@Suite("Storms", .serialized)
struct StormTests {
  @Test("200 sizes while typing end in a whole screen and a whole note")
  func sizes() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    var random = Seeded(state: 7)
    var typed = ""
    for step in 0..<200 {
      terminal.resize(
        columns: Int.random(in: 1...200, using: &random),
        rows: Int.random(in: 1...60, using: &random))
      if step.isMultiple(of: 10) {
        typed += "word\(step) "
        try terminal.type("word\(step) ")
      }
    }
    typed += "end"
    terminal.resize(columns: 80, rows: 24)
    try terminal.type("end")
    try terminal.wait(for: "the screen") {
      $0.contains("1 closed") && $0.rows.contains { $0.hasSuffix("end") }
    }
    try terminal.type(Keys.enter)
    try program.wait(for: "the note", terminal) { try program.notes() == [typed] }
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("20,000 random bytes as keys: no crash, nothing damaged", arguments: [1, 2] as [UInt64])
  func keys(seed: UInt64) throws {
    let program = try HoldfastProgram()
    var terminal = try program.sit()
    var random = Seeded(state: seed)
    var left = 0
    for _ in 0..<100 {
      // Ctrl-Q and y may come; a session that was sealed or closed could not be resumed, but no
      // random bytes spell that.
      // A burst that happens to leave is a fair end; the next one resumes.
      let burst = (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
      do {
        try terminal.send(burst)
      } catch {
        #expect(try terminal.waitForExit() == 0, "\(terminal.text)")
      }
      if terminal.hasEnded {
        #expect(try terminal.waitForExit() == 0, "\(terminal.text)")
        #expect(terminal.notRestored == [] && terminal.loudness == [])
        left += 1
        terminal = try program.sit(["resume"])
      }
    }
    // A Ctrl-C that nobody read would reach the terminal after it is given back, and the kernel
    // then throws away what was written last: every byte has to be read before the end. BEL and ST
    // close whatever sequence the bytes had opened.
    do {
      try terminal.send([0x07, 0x1B, 0x5C])
      try terminal.type("qqqqqqqqqqqq")
      try terminal.wait(for: "the last key") { $0[$0.cursor.row].contains("qqq") }
    } catch {
      try #require(terminal.hasEnded, "\(error)")
    }
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [])
    #expect(terminal.loudness == [])
    let verdict = try program.verify()
    #expect(verdict.exitCode == 0, "\(verdict.output)")
    let resumed = try program.sit(["resume"])
    try resumed.leave()
    #expect(left < 10)
  }
}
