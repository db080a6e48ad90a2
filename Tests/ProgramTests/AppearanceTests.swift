import Foundation
import Testing

/// Colours, themes and the demonstration.
@Suite("Appearance", .serialized)
struct AppearanceTests {
  private func colours(
    _ program: HoldfastProgram, _ arguments: [String] = [], environment: [String: String?] = [:]
  ) throws -> Set<Int32> {
    let terminal = try program.start(
      HoldfastProgram.newSession + arguments, environment: environment)
    try terminal.waitForLive()
    var found: Set<Int32> = []
    for row in 0..<24 {
      for column in 0..<80 {
        let cell = terminal.cell(row: row, column: column)
        found.formUnion([cell.foreground, cell.background])
      }
    }
    try terminal.leave()
    return found
  }

  @Test("NO_COLOR: not one sequence names a colour")
  func noColour() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit(environment: ["NO_COLOR": "1"])
    try terminal.type("dose 60mg im\r")
    try terminal.wait(for: "T+") { $0[0].contains("T+") }
    try terminal.type(" ")
    try terminal.wait(forText: "Enter keep")
    try terminal.type(Keys.escape + Keys.leave)
    try terminal.wait(forText: "Leave")
    try terminal.type("y")
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.colours == [])
    let coloured = try program.sit(["resume"])
    #expect(!coloured.colours.isEmpty, "the check itself sees colours")
    try coloured.leave()
  }

  @Test("--theme and HOLDFAST_THEME choose; the option wins")
  func themes() throws {
    let program = try HoldfastProgram()
    let dusk = try colours(program)
    let paper = try colours(program, ["--theme", "paper"])
    let ember = try colours(program, environment: ["HOLDFAST_THEME": "ember"])
    #expect(dusk != paper && dusk != ember && paper != ember)
    #expect(
      try colours(program, ["--theme", "paper"], environment: ["HOLDFAST_THEME": "ember"]) == paper)
    #expect(try colours(program, environment: ["HOLDFAST_THEME": "nosuch"]) == dusk)
  }

  @Test("a bad theme file is named with its line, and dusk is on")
  func badTheme() throws {
    let program = try HoldfastProgram()
    let dusk = try colours(program)
    let folder = program.folder.appending(path: "config/holdfast/themes")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("{\n  \"about\": \"mine\",\n  \"roles\": {\n    \"nosuchrole\": {}\n  }\n}\n".utf8)
      .write(to: folder.appending(path: "mine.json"))
    let listed = try program.run(["themes"])
    #expect(listed.exitCode == 0)
    #expect(listed.errors.contains("mine.json, line "), "\(listed.errors)")
    let terminal = try program.start(columns: 200)
    try terminal.wait(for: "the message on the screen") {
      $0[0].hasPrefix("HOLDFAST") && $0.contains("mine.json, line ")
    }
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(try colours(program, environment: ["HOLDFAST_THEME": "mine"]) == dusk)
  }

  /// Folders of demonstrations.
  private func demonstrations() -> Set<String> {
    Set(
      ["/dev/shm", "/tmp"].flatMap { parent in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix("holdfast-demo-") }.map { "\(parent)/\($0)" }
      })
  }

  @Test(
    "the demonstration says SAMPLE on every screen and removes itself", arguments: [true, false])
  func demo(leaves: Bool) throws {
    let program = try HoldfastProgram()
    let before = demonstrations()
    let terminal = try program.start(["demo"])
    try terminal.wait(for: "home") { $0.contains("HOLDFAST  sessions") && $0.contains("HF-0417") }
    let made = demonstrations().subtracting(before)
    #expect(!made.isEmpty)
    try terminal.wait(forText: "SAMPLE")
    // Each step's screen is known by what it has and what the one before had.
    let steps = [
      ("?", "HELP ", "n new session"), (Keys.escape, "n new session", "HELP "),
      (Keys.down + Keys.enter, "REVIEW: NOTHING", "HOLDFAST"), ("?", "HELP ", "q back"),
      (Keys.escape, "q back", "HELP "), ("q", "HOLDFAST  sessions", "REVIEW"),
      ("n", "never a name", "HOLDFAST  sessions"),
      ("HF-1\r\r\r", "Space marks", "never a name"), (" ", "Enter keep", "Space marks"),
    ]
    for (keys, present, absent) in steps {
      try terminal.type(keys)
      let text = try terminal.wait(for: present) { $0.contains(present) && !$0.contains(absent) }
      #expect(text.contains("SAMPLE"), "\(text)")
    }
    terminal.resize(columns: 30, rows: 8)
    try terminal.wait(for: "a small SAMPLE") { $0.contains("SAMPLE") && $0.contains("needed") }
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(forText: "Enter keep")
    if leaves {
      try terminal.type(Keys.escape + Keys.leave)
      try terminal.wait(forText: "Leave")
      try terminal.type("y")
    } else {
      terminal.kill(SIGTERM)
    }
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
    // Another demonstration may run beside this one: it, too, goes.
    try program.wait(for: "the folder gone", terminal) {
      demonstrations().isDisjoint(with: made)
    }
    #expect(program.files == [], "the real vault was not touched")
  }
}
