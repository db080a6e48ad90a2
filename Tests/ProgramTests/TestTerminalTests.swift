import CVterm
import Foundation
import Testing

/// The program tests are only as good as their terminal: it is tried on programs of the system.
@Suite("The terminal of the tests", .serialized)
struct TestTerminalTests {
  private func shell(_ script: String, columns: Int = 40, rows: Int = 6) throws -> TestTerminal {
    try TestTerminal(
      ["/bin/sh", "-c", script],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: columns, rows: rows)
  }

  @Test("shows what a program writes, and takes keys")
  func echo() throws {
    let terminal = try TestTerminal(["/bin/cat"], environment: ["LANG": "C.UTF-8"])
    try terminal.type("one 日本 e\u{301} line\n")
    try terminal.wait(for: "the line and its echo") {
      $0.rows.filter { $0 == "one 日本 e\u{301} line" }.count == 2
    }
    #expect(terminal.text.cursor == (2, 0))
    try terminal.send([0x04])
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [])
  }

  @Test("keeps colours, attributes and wide cells apart")
  func cells() throws {
    let terminal = try shell(#"printf 'a\033[1;4;7;38;5;180;48;5;16mb\033[m日c'; read x"#)
    try terminal.wait(forText: "ab日c")
    let plain = terminal.cell(row: 0, column: 0)
    #expect(!plain.bold && !plain.underline && !plain.reverse)
    #expect(plain.foreground == -1 && plain.background == -1)
    let styled = terminal.cell(row: 0, column: 1)
    #expect(styled.bold && styled.underline && styled.reverse)
    #expect(styled.foreground == 180 && styled.background == 16)
    #expect(terminal.cell(row: 0, column: 2).width == 2)
    #expect(terminal.cell(row: 0, column: 3).width == 0)
    #expect(ScreenText.text(of: terminal.cell(row: 0, column: 4)) == "c")
  }

  @Test("sees bells, titles, questions, the mouse, the cursor and the other screen")
  func properties() throws {
    let quiet = try shell("echo ready; read x")
    try quiet.wait(forText: "ready")
    var state = quiet.state
    #expect(state.bells == 0 && !state.title_set && state.answers == 0 && state.mouse == 0)
    #expect(state.cursor_visible && !state.alternate && !quiet.bracketsPastes)

    let loud = try shell(
      #"printf '\033[?1049h\033[?25l\007\033]2;title\007\033[c\033[?1000h\033[?2004hready'; read x"#
    )
    try loud.wait(forText: "ready")
    state = loud.state
    #expect(state.bells == 1 && state.title_set && state.answers > 0 && state.mouse != 0)
    #expect(!state.cursor_visible && state.alternate && loud.bracketsPastes)
    #expect(
      loud.notRestored
        == ["the alternate screen", "the hidden cursor", "marked pastes", "the mouse"])
  }

  @Test("tells how a program ended, and what mode it left")
  func endings() throws {
    #expect(try shell("exit 7").waitForExit() == 7)
    let killed = try shell("echo ready; read x")
    try killed.wait(forText: "ready")
    killed.kill(SIGTERM)
    #expect(try killed.waitForExit() == -SIGTERM)
    let raw = try shell("stty raw -echo; echo ready")
    #expect(try raw.waitForExit() == 0)
    #expect(raw.text.contains("ready"), "the last output is read after the end")
    #expect(raw.isRaw)
    #expect(raw.notRestored == ["the mode of the terminal"])
  }

  @Test("resizes the program's window")
  func resize() throws {
    let terminal = try shell("trap 'stty size' WINCH; echo ready; while :; do read x; done")
    try terminal.wait(forText: "ready")
    terminal.resize(columns: 33, rows: 7)
    try terminal.wait(forText: "7 33")
  }

  @Test("says what it waited for when that never comes")
  func failures() throws {
    let silent = try shell("echo here; read x")
    #expect(throws: TestTerminal.Failure.self) {
      try silent.wait(for: "nothing", within: .milliseconds(50)) { _ in false }
    }
    let over = try shell("echo over")
    #expect(throws: TestTerminal.Failure.self) { try over.wait(forText: "never") }
    #expect(throws: TestTerminal.Failure.self) {
      try TestTerminal(["/nowhere/at/all"], environment: [:])
    }
  }

  @Test("finds the program of the same build")
  func binary() throws {
    let binary = try HoldfastProgram.binary()
    #expect(FileManager.default.isExecutableFile(atPath: binary.path))
  }
}
