import Testing

/// "what helped last time" in the real program: carried from the client's own sessions, and from no
/// one else's.
@Suite("What helped last time", .serialized)
struct HelpedBeforeProgramTests {
  private func begin(_ program: HoldfastProgram, _ client: String) throws -> TestTerminal {
    try program.sit(["new", "--client", client, "--author", "MK"])
  }

  /// Distress 8, the first way of the list accepted, distress 5.
  private func ground(_ program: HoldfastProgram, _ terminal: TestTerminal) throws {
    try terminal.note("dose 60mg im", shown: "ketamine 60 mg")
    try terminal.note("suds 8")
    try terminal.type(Keys.control("g"))
    try terminal.wait(forText: "GROUNDING 1")
    try terminal.type(Keys.right)
    try terminal.wait(forText: "accepted 0:")
    try terminal.note("suds 5")
    #expect(try program.lines("score").map { $0["value"] as? Int } == [8, 5])
    #expect(try program.lines("grounding").map { $0["act"] as? String } == ["accepted"])
  }

  @Test("the next session of the client shows it, another client's never does")
  func carriedForThatClientOnly() throws {
    let program = try HoldfastProgram()
    var terminal = try begin(program, "HF-0417")
    try ground(program, terminal)
    #expect(!terminal.text.contains("last time"), "a session is no earlier one of its own")
    try terminal.leave()

    for client in ["HF-04170", "HF-041", "HF-0418"] {
      terminal = try begin(program, client)
      try terminal.type(Keys.control("g"))
      try terminal.wait(forText: "GROUNDING 1")
      #expect(!terminal.text.contains("last time") && !terminal.text.contains("8 → 5"), "\(client)")
      try terminal.leave()
    }

    terminal = try begin(program, "HF-0417")
    try terminal.type(Keys.control("g"))
    try terminal.wait(forText: "last time 8 → 5, dosing 1")
    try terminal.leave()
    // Gone on with, it is the same: what is told is of the sessions before it.
    terminal = try program.sit(["resume", "last"])
    try terminal.type(Keys.control("g"))
    try terminal.wait(forText: "last time 8 → 5, dosing 1")
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }
}
