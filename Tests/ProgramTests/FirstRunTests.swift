import Foundation
import Testing

/// An empty folder, and home.
@Suite("First run and home", .serialized)
struct FirstRunTests {
  @Test("explains where notes are kept in five lines, asks for initials, and shows home")
  func firstRun() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start()
    let text = try terminal.wait(forText: "Your initials >")
    for number in 1...5 {
      #expect(text.rows.contains { $0.hasPrefix("\(number)  ") }, "line \(number)")
    }
    #expect(!text.rows.contains { $0.hasPrefix("6  ") })
    #expect(program.files == [], "asking writes nothing")
    try terminal.type("M K\r")
    try terminal.wait(forText: "initials are letters")
    #expect(program.files == [])
    try terminal.type(Keys.control("u") + "MK\r")
    try terminal.wait(forText: "HOLDFAST  sessions")
    #expect(program.files.contains("vault.json"))
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
  }

  @Test("leaving the first run writes nothing")
  func leaving() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start()
    try terminal.wait(forText: "Your initials >")
    try terminal.type("MK" + Keys.control("c"))
    try terminal.wait(forText: "Ctrl-Q leaves")
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(program.files == [])
  }

  @Test("new on an empty folder asks the same and goes straight to the session")
  func newAsks() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start(["new", "--client", "HF-0417"])
    try terminal.wait(forText: "Your initials >")
    try terminal.type("MK\r")
    let text = try terminal.waitForLive()
    #expect(text[0].hasPrefix("HF-0417 dosing 1"))
    #expect(text[0].contains("by MK"))
    try terminal.leave()
    #expect(try program.lines("began").count == 1)
    #expect(try program.verify().exitCode == 0)
  }

  @Test("--author scripts the first run")
  func author() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit(["new", "--client", "HF-0417", "--author", "AK"])
    #expect(terminal.text[0].contains("by AK"))
    try terminal.leave()
    #expect(try program.lines("began").first?["author"] as? String == "AK")
  }

  @Test("a wrong client, kind, protocol or author is refused with 64 and writes nothing")
  func refusals() throws {
    let program = try HoldfastProgram()
    for arguments in [
      ["new"], ["new", "--client", "Anna"], ["new", "--client", "HF-1", "--kind", "party"],
      ["new", "--client", "HF-1", "--protocol", "nosuch", "--author", "MK"],
      ["new", "--client", "HF-1", "--author", "M/K"], ["resume", "--author", "MK"],
      ["review", "last", "--author", "MK"], ["list"], ["print", "last"], ["verify"], ["frobnicate"],
      ["new", "--client", "HF-1", "--author", "MK", "--theme", "nosuch"],
    ] {
      let result = try program.run(arguments)
      #expect(result.exitCode == 64, "\(arguments): \(result)")
      #expect(!result.errors.isEmpty && result.output.isEmpty, "\(arguments)")
    }
    #expect(program.files == [])
  }

  @Test(
    "without a fit terminal nothing is written",
    arguments: [["TERM": "nosuch"], ["TERM": ""], ["LC_ALL": "C"]])
  func unfit(environment: [String: String]) throws {
    let program = try HoldfastProgram()
    let changes = environment.mapValues { $0.isEmpty ? nil : $0 }
    for arguments in [HoldfastProgram.newSession, ["--author", "MK"], []] {
      let terminal = try program.start(arguments, environment: changes, columns: 300)
      #expect(try terminal.waitForExit() == 64)
      #expect(program.files == [], "\(arguments)")
    }
    let piped = try program.run(HoldfastProgram.newSession, environment: changes)
    #expect(piped.exitCode == 64)
    #expect(piped.errors.split(separator: "\n").count == 1)
    #expect(program.files == [])
  }

  @Test("home lists open sessions first; Enter resumes them and reviews the others")
  func home() throws {
    let program = try HoldfastProgram()
    var terminal = try program.sit(["new", "--client", "HF-0001", "--author", "MK"])
    try terminal.note("the first")
    try terminal.leave()
    terminal = try program.sit(["new", "--client", "HF-0002", "--kind", "preparation"])
    try terminal.type(":close\r")
    try terminal.wait(forText: "closed")
    try terminal.leave()

    terminal = try program.start()
    let text = try terminal.wait(for: "both") { $0.contains("HF-0001") && $0.contains("HF-0002") }
    let open = try #require(text.row(with: "HF-0001"))
    let closed = try #require(text.row(with: "HF-0002"))
    #expect(open < closed, "the open one first, though it is older")
    #expect(text.rows[open].hasPrefix(">"))
    try terminal.type("/0002")
    try terminal.wait(for: "the filter") { !$0.contains("HF-0001") && $0.contains("HF-0002") }
    try terminal.type(Keys.escape)
    try terminal.wait(forText: "HF-0001")
    try terminal.type("?")
    try terminal.wait(forText: "HELP   what works here")
    try terminal.type(Keys.escape)
    try terminal.wait(forText: "HF-0001")
    try terminal.type(Keys.down + Keys.enter)
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.type("q")
    try terminal.wait(forText: "HOLDFAST  sessions")
    try terminal.type(Keys.up + Keys.up + Keys.enter)
    try terminal.waitForLive()
    try terminal.wait(forText: "the first")
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("n asks for a code and begins a session")
  func newSession() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start(["--author", "MK"])
    try terminal.wait(forText: "HOLDFAST  sessions")
    try terminal.type("n")
    try terminal.wait(forText: "never a name")
    try terminal.type("Anna\r")
    try terminal.wait(forText: "needs a digit")
    try terminal.type(Keys.control("u") + "HF-0900\r")
    try terminal.type("\r\r")
    let text = try terminal.waitForLive()
    #expect(text[0].hasPrefix("HF-0900"))
    try terminal.leave()
  }
}
