import CVterm
import Foundation
import Testing

/// The terminal is taken, kept quiet and given back, however the program ends.
@Suite("The program and its terminal", .serialized)
struct TerminalLifeTests {
  static let new = ["new", "--client", "HF-0417", "--author", "MK"]

  /// A session that has begun.
  private func session(
    _ program: HoldfastProgram, columns: Int = 80, rows: Int = 24,
    environment: [String: String?] = [:]
  ) throws -> TestTerminal {
    let terminal = try program.start(
      Self.new, environment: environment, columns: columns, rows: rows)
    try terminal.wait(forText: "HF-0417")
    return terminal
  }

  @Test("leaving gives the terminal back")
  func leaving() throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    let state = terminal.state
    #expect(state.alternate && terminal.isRaw && terminal.bracketsPastes)
    try terminal.send([0x11])
    try terminal.wait(forText: "Leave")
    try terminal.type("y")
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [])
  }

  @Test("so does every signal that ends it", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signals(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    terminal.kill(signal)
    _ = try terminal.waitForExit()
    #expect(terminal.notRestored == [])
  }

  @Test(
    "so does a crash, which shows one sentence and nothing of the notes",
    arguments: [
      SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE,
    ])
  func crash(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    try terminal.type("the door is closing\r")
    try terminal.wait(forText: "the door is closing")
    terminal.kill(signal)
    #expect(try terminal.waitForExit() == 70)
    #expect(terminal.notRestored == [])
    let text = terminal.text
    #expect(text.contains("a fault inside the program ended it"))
    #expect(!text.contains("door") && !text.contains("HF-0417"))
  }

  @Test("so does a crash on the thread that writes", arguments: [SIGSEGV, SIGTRAP])
  func crashOfAnotherThread(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    let thread = try #require(terminal.otherThreads.first)
    #expect(terminal.kill(thread: thread, signal))
    #expect(try terminal.waitForExit() == 70)
    #expect(terminal.notRestored == [])
    #expect(terminal.text.contains("a fault inside the program ended it"))
  }

  @Test(
    "so does a stack that is used up on the thread that writes",
    .enabled(if: DiskTests.stall != nil, "needs the stalling library of the same build"))
  func overflow() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let stall = try #require(DiskTests.stall)
    let terminal = try program.start(
      ["resume"],
      environment: [
        "LD_PRELOAD": stall.path, "STALL_MILLISECONDS": "0", "STALL_OVERFLOW": "1",
      ])
    #expect(try terminal.waitForExit() == 70)
    #expect(terminal.notRestored == [])
    #expect(terminal.text.contains("a fault inside the program ended it"))
  }

  @Test("what was typed and not read is for no shell", arguments: [SIGSEGV, SIGTERM])
  func unread(signal: Int32) throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    let typed = "the door is closing\r\u{3}\u{3}"
    terminal.kill(SIGSTOP)
    try terminal.type(typed)
    try program.wait(for: "the keys, unread", terminal) { terminal.unread == typed.utf8.count }
    terminal.kill(signal)
    terminal.kill(SIGCONT)
    #expect(try terminal.waitForExit() == (signal == SIGTERM ? 0 : 70))
    #expect(terminal.unread == 0)
    #expect(terminal.notRestored == [])
  }

  @Test(
    "without a fit terminal it says so in one sentence and ends with 64",
    arguments: [
      ["TERM": "nosuch"], ["TERM": "dumb"], ["TERM": ""], ["LC_ALL": "C"], ["LANG": ""],
      ["LC_ALL": "en_US.ISO-8859-1"],
    ])
  func unfit(environment: [String: String]) throws {
    let program = try HoldfastProgram()
    let terminal = try program.start(
      Self.new, environment: environment.mapValues { $0.isEmpty ? nil : $0 }, columns: 300)
    #expect(try terminal.waitForExit() == 64)
    let said = terminal.text.rows.filter { !$0.isEmpty }
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix("holdfast: it ") == true && said.first?.hasSuffix(".") == true)
    #expect(!terminal.output.contains(0x1B))
    #expect(terminal.notRestored == [])
  }

  @Test("without any terminal likewise")
  func pipes() throws {
    let result = try HoldfastProgram().run(Self.new)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("needs a terminal"))
    #expect(!result.errors.contains("\u{1B}") && !result.output.contains("\u{1B}"))
  }

  @Test("it never rings, blinks, asks, names the window or takes the mouse")
  func quiet() throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    for keys in [
      "\u{7}", "?", "\u{1B}", "\u{7}", "9", "\u{1B}[99~", "hello\r", "\u{3}", "/", "\u{1B}OQ",
    ] {
      try terminal.type(keys)
    }
    try terminal.type("zyzzyva")
    try terminal.wait(forText: "zyzzyva")
    let state = terminal.state
    #expect(state.bells == 0 && !state.title_set && state.answers == 0 && state.mouse == 0)
    for row in 0..<24 {
      for column in 0..<80 { #expect(!terminal.cell(row: row, column: column).blink) }
    }
  }

  @Test("a stop gives the terminal to the shell, and continuing takes it again")
  func stopping() throws {
    let program = try HoldfastProgram()
    let shell = try TestTerminal(
      ["/bin/bash", "--norc", "--noprofile", "-i"], environment: program.environment())
    try shell.type("'\(program.binary.path)' \(Self.new.joined(separator: " "))\r")
    try shell.wait(for: "the session") { $0[0].contains("HF-0417") }
    let children = "/proc/\(shell.process)/task/\(shell.process)/children"
    let list = try String(contentsOfFile: children, encoding: .utf8)
    let child = try #require(list.split(separator: " ").first.flatMap { Int32($0) })
    Foundation.kill(child, SIGTSTP)
    try shell.wait(forText: "Stopped")
    #expect(!shell.state.alternate)
    try shell.type("fg\r")
    try shell.wait(for: "the session again") { $0[0].contains("HF-0417") }
    #expect(shell.state.alternate && shell.bracketsPastes)
    try shell.type("after the stop")
    try shell.wait(forText: "after the stop")
  }

  @Test("a storm of sizes ends in a whole screen of the last one")
  func resizing() throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    try terminal.type("still here")
    try terminal.wait(forText: "still here")
    for step in 0..<60 {
      terminal.resize(columns: 20 + step * 7 % 120, rows: 5 + step * 3 % 40)
    }
    terminal.resize(columns: 40, rows: 10)
    terminal.resize(columns: 132, rows: 43)
    try terminal.wait(for: "the large screen") {
      $0[0].contains("HF-0417") && $0.row(with: "still here").map { $0 > 30 } ?? false
    }
  }

  @Test("a tick of the clock costs at most 56 bytes")
  func tick() throws {
    let program = try HoldfastProgram()
    let terminal = try session(program)
    try terminal.type("dose 60mg im\r")
    func clock(_ text: ScreenText) -> String? {
      let header = text[0]
      guard let start = header.range(of: "T+0:00:") else { return nil }
      return String(header[start.upperBound...].prefix(2))
    }
    try terminal.wait(for: "T+") { clock($0) != nil }
    func wait(seconds: Int) throws -> ScreenText {
      try terminal.wait(for: "\(seconds) seconds") {
        Int(clock($0) ?? "").map { $0 >= seconds } ?? false
      }
    }
    /// All but the seconds: what turns with a minute is not meant.
    func minutes(_ text: ScreenText) -> [String] {
      [text[0].replacing(/T\+\d:\d\d:\d\d/, with: ""), text[1]]
    }
    // The first seconds also keep the dose; what follows is the clock alone.
    for start in [4, 8, 12] {
      let from = try wait(seconds: start)
      let before = terminal.output.count
      let to = try wait(seconds: start + 4)
      guard minutes(from) == minutes(to) else { continue }
      let bytes = terminal.output.count - before
      #expect(bytes > 0 && bytes <= 4 * 56, "\(bytes) bytes in four seconds")
      return
    }
    Issue.record("a minute turned in each of the stretches")
  }

  @Test("NO_COLOR shows no colour, and the default theme only its own")
  func colours() throws {
    let program = try HoldfastProgram()
    let plain = try session(program, environment: ["NO_COLOR": "1"])
    let other = try HoldfastProgram()
    let dusk = try session(other)
    for row in 0..<24 {
      for column in 0..<80 {
        let cell = plain.cell(row: row, column: column)
        #expect(cell.foreground == -1 && cell.background == -1)
        let warm = dusk.cell(row: row, column: column)
        #expect([180, 137, 94].contains(warm.foreground) || warm.length == 0)
        #expect(warm.background == 16)
      }
    }
  }
}
