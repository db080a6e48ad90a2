import Foundation
import Testing

extension HoldfastProgram {
  /// The clinic's own folder of settings.
  var configuration: URL { folder.appending(path: "config/holdfast") }

  /// Writes one of the clinic's files: "protocols/im.json5".
  func override(_ name: String, _ text: String) throws {
    let file = configuration.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

@Suite("holdfast protocols")
struct ProtocolsCommandTests {
  private let low = """
    { name: "low", title: "IM low", route: "im", practice: { words: "low", source: "ours" },
      cadence: { name: "ours", points: [0, 20], source: "ours" }, bands: "adult" }
    """

  private func row(_ name: String, _ output: String) -> String {
    output.split(separator: "\n").first { $0.hasPrefix("\(name) ") }.map(String.init) ?? ""
  }

  @Test("lists every protocol and other file, and where each comes from")
  func list() throws {
    let program = try HoldfastProgram()
    let bare = try program.run(["protocols"])
    #expect(bare.exitCode == 0 && bare.errors.isEmpty)
    #expect(bare.output == (try program.run(["protocols", "list"])).output)
    let names = bare.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(
      names == [
        "im", "iv", "sublingual", "lozenge-home", "esketamine", "racemic", "oral", "vocabulary",
        "techniques", "vitals", "scales", "questionnaires", "checklists", "codes",
      ])
    #expect(row("esketamine", bare.output).contains("esketamine nasal"))
    #expect(bare.output.split(separator: "\n").allSatisfy { $0.hasSuffix(" shipped") })

    try program.override("protocols/im.json5", "{ title: \"IM ours\" }")
    try program.override("protocols/low.json", low)
    try program.override("vocabulary.json", "{ staffDrugs: [\"water\"] }")
    try program.override("protocols/iv.json5", "{\n  colour: 1 }")
    let listed = try program.run(["protocols"])
    let folder = program.configuration.path
    #expect(listed.exitCode == 0)
    #expect(row("im", listed.output).contains("IM ours "))
    #expect(row("im", listed.output).hasSuffix("shipped, changed by \(folder)/protocols/im.json5"))
    #expect(row("low", listed.output).hasSuffix("the clinic's \(folder)/protocols/low.json"))
    #expect(row("vocabulary", listed.output).hasSuffix("changed by \(folder)/vocabulary.json"))
    #expect(row("iv", listed.output).hasSuffix(" shipped"))
    #expect(
      listed.errors.contains("\(folder)/protocols/iv.json5, line 2: colour is not a key known"))
    #expect(listed.errors.contains("The default is used."))
  }

  @Test("checks a file: good and what it changes, or file, line, fault and what to do")
  func check() throws {
    let program = try HoldfastProgram()
    func check(_ name: String, _ text: String) throws -> HoldfastProgram.Result {
      let file = program.folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return try program.run(["protocols", "check", file.path])
    }
    let good = try check("im.json5", "{ minimumStay: { minutes: 99, source: \"A\" } }")
    #expect(good.exitCode == 0 && good.errors.isEmpty)
    #expect(good.output.hasSuffix("/im.json5: good; it changes minimumStay of im\n"))
    #expect(try check("low.json", low).output.hasSuffix("good; it adds the protocol low\n"))
    #expect(try check("oral.json", "{}").output.hasSuffix("good; it changes nothing\n"))

    let bad = try check("iv.json5", "{\n  route: \"rectal\" }")
    #expect(bad.exitCode == 65 && bad.output.isEmpty)
    #expect(bad.errors.contains("/iv.json5, line 2: route is \"rectal\", which is not known."))
    #expect(bad.errors.contains("Known are: im, iv"))
    #expect(!bad.errors.contains("default"))
    #expect(try check("nosuch.json5", "{}").exitCode == 65)

    let missing = try program.run(["protocols", "check", "/nowhere/im.json5"])
    #expect(missing.exitCode == 64)
    #expect(missing.errors.contains("/nowhere/im.json5 cannot be read (No such file"))
    let folder = try program.run(["protocols", "check", program.folder.path])
    #expect(folder.exitCode == 64 && folder.errors.contains("cannot be read"))
    #expect(program.files == [], "checking writes nothing")
  }

  @Test("shows a shipped file, which is a good override of itself")
  func show() throws {
    let program = try HoldfastProgram()
    let shown = try program.run(["protocols", "show", "im"])
    #expect(shown.exitCode == 0 && shown.output.contains("minimumStay: { minutes: 90"))
    let named = try program.run(["protocols", "show", "vocabulary.json5"])
    #expect(named.exitCode == 0 && named.output.contains("adverseEvents"))
    let file = program.folder.appending(path: "im.json5")
    try Data(shown.output.utf8).write(to: file)
    let checked = try program.run(["protocols", "check", file.path])
    #expect(checked.output.hasSuffix("good; it changes nothing\n"))
    let unknown = try program.run(["protocols", "show", "nosuch"])
    #expect(unknown.exitCode == 64 && unknown.errors.contains("there are im, iv"))
  }

  @Test("a bad override is said on the first screen and on standard error; the default is used")
  func badOverride() throws {
    let program = try HoldfastProgram()
    _ = try program.sit().leave()
    try program.override("vocabulary.json5", "{\n marks: [] }")
    let terminal = try program.start(columns: 200)
    let screen = try terminal.wait(for: "the message on the screen") {
      $0[0].hasPrefix("HOLDFAST") && $0.contains("vocabulary.json5, line 2: marks is an empty")
    }
    #expect(screen.contains("The default is used."))
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    let said = String(decoding: terminal.output, as: UTF8.self)
    #expect(said.hasPrefix("holdfast: ") && said.contains("vocabulary.json5, line 2"))
    let live = try program.sit(["resume"])
    // The shipped marks: the remark stands where their row does.
    try live.type("4")
    try live.wait(forText: "m tears")
    try live.waitForLive()
    try live.leave()
  }

  @Test("vocabulary.json is read; of two files the first, the second is named; so is an unreadable")
  func vocabulary() throws {
    let program = try HoldfastProgram()
    let marks = (1...8).map { "{ key: \($0), label: \"ours\($0)\", tag: \"affect.joy\" }" }
    try program.override("vocabulary.json", "{ marks: [\(marks.joined(separator: ","))] }")
    try program.override("vocabulary.json5", "{ staffDrugs: [] }")
    let live = try program.sit()
    try live.type("4")
    try live.wait(forText: "m joy")
    try live.waitForLive()
    try live.leave()
    let listed = try program.run(["protocols"])
    #expect(listed.errors.contains("this is a second file for vocabulary."))
    #expect(listed.errors.contains("/vocabulary.json is."))
    try FileManager.default.createDirectory(
      at: program.configuration.appending(path: "protocols/iv.json5"),
      withIntermediateDirectories: true)
    let unreadable = try program.run(["protocols"])
    #expect(unreadable.errors.contains("protocols/iv.json5 cannot be read"))
    #expect(unreadable.exitCode == 0)
  }
}
