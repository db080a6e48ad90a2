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
    // Asked for by name it is at fault all the same, and the session is not refused for that.
    let asked = try program.start(["--theme", "mine"], columns: 200)
    try asked.wait(for: "the message on the screen") {
      $0[0].hasPrefix("HOLDFAST") && $0.contains("mine.json, line ")
    }
    #expect(!asked.text.contains("no such theme"))
    try asked.type(Keys.leave)
    #expect(try asked.waitForExit() == 0)
    #expect(try colours(program, ["--theme", "mine"]) == dusk)
    let unknown = try program.run(["--theme", "nosuch"])
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.contains("there is no such theme"), "\(unknown.errors)")
  }

  @Test("a theme of one's own stands before the shipped one of its name")
  func ownTheme() throws {
    let program = try HoldfastProgram()
    let ember = try colours(program, ["--theme", "ember"])
    let folder = program.folder.appending(path: "config/holdfast/themes")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes/ember.json")
    let own = folder.appending(path: "dusk.json")
    try FileManager.default.copyItem(at: shipped, to: own)
    #expect(try colours(program) == ember)
    #expect(try colours(program, ["--theme", "dusk"]) == ember)
    let names = try program.run(["themes"]).output.split(separator: "\n").map {
      $0.prefix { $0 != " " }
    }
    #expect(names.count == Set(names).count && names.contains("dusk"))
    // An own file at fault leaves the shipped one in its place.
    try Data("{".utf8).write(to: own)
    #expect(try colours(program) != ember)
  }

  @Test("home lists closed sessions in the order in which they began, the newest first")
  func homeOrder() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start(["demo"], rows: 40)
    // A screen may be read while it is being drawn: every row that is there has its date.
    let started = /[0-9]{4}-[0-9]{2}-[0-9]{2}( +[0-9]{2}:[0-9]{2})?/
    func dates(_ text: ScreenText) -> [String?] {
      let heading = text.row(with: "closed, newest first") ?? text.rows.count
      return text.rows.dropFirst(heading + 1).filter { $0.contains("HF-0417") }
        .map { $0.firstMatch(of: started).map { String($0.0) } }
    }
    try terminal.wait(for: "all sessions") {
      dates($0).count > 4 && !dates($0).contains(nil) && !$0.contains("reading")
    }
    let listed = dates(terminal.text).compactMap(\.self)
    #expect(listed == listed.sorted(by: >), "\(listed)")
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test(":redraw draws over what another program wrote on the screen")
  func redraw() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note("hands still")
    try terminal.scribble("\u{1B}[5;1HWALL MESSAGE FROM ANOTHER PROGRAM")
    try terminal.wait(forText: "WALL MESSAGE")
    try terminal.type(":redraw\r")
    try terminal.wait(for: "a whole screen again") {
      !$0.contains("WALL") && $0.contains("hands still") && $0[0].contains("HF-0417")
    }
    try terminal.leave()
    #expect(try program.notes() == ["hands still"])
  }

  /// Folders of demonstrations.
  private func demonstrations() -> Set<String> {
    Set(
      ["/dev/shm", "/tmp"].flatMap { parent in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix("holdfast-demo-") }.map { "\(parent)/\($0)" }
      })
  }

  /// Every session of the demonstration is held by files that it keeps, as a real one is.
  private func expectRules(in folder: String) throws {
    let sessions = URL(filePath: "\(folder)/vault/sessions")
    let names = try FileManager.default.contentsOfDirectory(atPath: sessions.path)
    #expect(names.count == 9)
    for name in names {
      let session = sessions.appending(path: name)
      let files = try FileManager.default.contentsOfDirectory(atPath: session.path)
      let record = try #require(files.first { $0.hasPrefix("record-") })
      let text = try String(contentsOf: session.appending(path: record), encoding: .utf8)
      let lines = try text.split(separator: "\n").dropFirst().prefix(2).map {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
      #expect(lines.map { $0?["kind"] as? String } == ["began", "rules"])
      let hash = lines.first??["protocolHash"] as? String
      #expect(hash?.count == 43 && hash == lines.last??["rulesHash"] as? String)
    }
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
    if made.count == 1, let folder = made.first { try expectRules(in: folder) }
    try terminal.wait(forText: "SAMPLE")
    // Each step's screen is known by what it has and what the one before had.
    let steps = [
      ("?", "HELP ", "n new session"), (Keys.escape, "n new session", "HELP "),
      (Keys.down + Keys.enter, "REVIEW: NOTHING", "HOLDFAST"),
      (Keys.control("p"), "HELP ", "q back"),
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
