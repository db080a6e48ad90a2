import Foundation
import Testing

/// A session is shown by the clinic's files of its own day, whatever becomes of them.
@Suite("Rules of the day", .serialized)
struct RulesOfDayTests {
  private func override(_ program: HoldfastProgram, from: Int, source: String) throws {
    try program.override(
      "protocols/im.json5",
      """
      { title: "IM \(source)",
        phases: [ { phase: "onset", from: \(from), to: \(from + 5), source: "\(source)" } ] }
      """)
  }

  private func id(of folder: URL) -> String { String(folder.lastPathComponent.prefix(8)) }

  private static let changed = "held by the im rules of its day; the clinic's files have changed"

  /// What the list of figures says of onset.
  private func onset(_ terminal: TestTerminal) throws -> String {
    try terminal.type(":facts onset\r")
    func isWhole(_ row: String) -> Bool {
      row.contains("onset: ") && row.contains(" min after the dose")
    }
    let screen = try terminal.wait(for: "the list") {
      $0.contains("FIGURES AND SOURCES") && $0.rows.contains(where: isWhole)
    }
    try terminal.type(Keys.escape)
    try terminal.wait(for: "the list closed") { !$0.contains("FIGURES AND SOURCES") }
    return screen.rows.first(where: isWhole) ?? ""
  }

  @Test("one record behind the first, in no log and no count")
  func record() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    #expect(!terminal.text.contains("files of the day"))
    try terminal.leave()
    let lines = try program.lines()
    #expect(
      lines.map { $0["kind"] as? String } == ["began", "rules", "runBegan", "runEnded"])
    #expect(lines[1]["s"] as? Int == 2 && lines[1]["lane"] as? String == "record")
    #expect(lines[0]["protocolHash"] as? String == lines[1]["rulesHash"] as? String)
    let files = try #require(lines[1]["files"] as? [[String: String]])
    #expect(
      files.map { $0["name"] } == ["im.json5", "vitals.json5", "scales.json5", "checklists.json5"])
    #expect(files[0]["text"] == (try program.run(["protocols", "show", "im"])).output)
    let listed = try program.run(["list"])
    #expect(listed.output.contains("0 entries"), "\(listed.output)")
    let printed = try program.run(["print", "last"])
    #expect(!printed.output.contains("files of the day"))
    #expect(try program.verify().exitCode == 0)
  }

  @Test("FORMAT.md's formula gives the hash, with another program's SHA-256")
  func hash() throws {
    let program = try HoldfastProgram()
    try program.override("protocols/im.json5", "// ours: ä\n{ title: \"IM \\\"x\\\"\" }\n")
    try program.sit().leave()
    let line = try #require(try program.lines("rules").first)
    let files = try #require(line["files"] as? [[String: String]])
    #expect(files.prefix(2).map { $0["name"] } == ["im.json5", "im.json5"])
    var bytes = Data()
    for file in files {
      for part in [file["name"], file["text"]] { bytes += Data((part ?? "").utf8) + [0] }
    }
    let input = program.folder.appending(path: "input")
    try bytes.write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "sha256sum < \"$0\"", input.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let sum = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let encoded = try #require(line["rulesHash"] as? String)
    let padded = encoded.replacing("-", with: "+").replacing("_", with: "/") + "="
    let hex = try #require(Data(base64Encoded: padded)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    #expect(sum.prefix(64) == hex[...])
  }

  @Test("override A, a session, override B: print, review and resume hold the old one by A")
  func changedFile() throws {
    let program = try HoldfastProgram()
    try override(program, from: 11, source: "A")
    let first = try program.sit()
    try first.note("dose 60mg im", shown: "60 mg")
    try first.note("phase onset", shown: "p onset")
    #expect(try onset(first).contains("11 to 16"))
    try first.leave()
    let old = id(of: try #require(program.sessionFolders.first))
    #expect(!(try program.run(["print", old])).output.contains("of its day"))

    try override(program, from: 21, source: "B")
    let resumed = try program.sit(["resume", old])
    try resumed.wait(forText: Self.changed)
    #expect(try onset(resumed).contains("11 to 16"))
    try resumed.note("dose 20mg im", shown: "20 mg")
    try resumed.leave()

    let second = try program.sit()
    #expect(!second.text.contains("of its day"))
    try second.note("dose 60mg im", shown: "60 mg")
    #expect(try onset(second).contains("21 to 26"))
    try second.note(":close", shown: "closed: the client left")
    try second.leave()
    let new = try #require(program.sessionFolders.map(id).first { $0 != old })

    let printed = try program.run(["print", old])
    #expect(printed.exitCode == 0)
    #expect(printed.output.contains(Self.changed) && printed.output.contains(", IM A\n"))
    #expect(printed.output.contains("(usual 11 to 16 min after the dose)"))
    #expect(try program.run(["print", new]).output.contains(", IM B\n"))

    let review = try program.start(["review", old])
    try review.wait(for: "the review's own rules") {
      $0.contains("REVIEW") && $0.contains("IM A")
    }
    try review.type(":facts onset\r")
    try review.wait(forText: "onset: 11 to 16")
    try review.type(Keys.escape + Keys.leave)
    #expect(try review.waitForExit() == 0)
    #expect(try program.verify().exitCode == 0)
  }

  @Test("review says that the files have changed, and no more once they are back")
  func said() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note(":close", shown: "closed: the client left")
    try terminal.leave()
    try program.override("protocols/vitals.json5", "// another day\n{}")
    func greeting() throws -> ScreenText {
      let review = try program.start(["review", "last"])
      // The footer is painted last.
      let screen = try review.wait(for: "the review") {
        $0.contains("closed, not sealed") && $0.contains("q back")
      }
      try review.type(Keys.leave)
      #expect(try review.waitForExit() == 0)
      return screen
    }
    #expect(try greeting().contains(Self.changed))
    try FileManager.default.removeItem(
      at: program.configuration.appending(path: "protocols/vitals.json5"))
    #expect(!(try greeting().contains("of its day")))
  }

  @Test("a protocol that the clinic took away still holds the session it was for")
  func removedProtocol() throws {
    let program = try HoldfastProgram()
    let file = """
      { name: "low", title: "IM low", route: "im", practice: { words: "low", source: "ours" },
        cadence: { name: "ours", points: [0, 20], source: "ours" }, bands: "adult" }
      """
    try program.override("protocols/low.json5", file)
    let terminal = try program.sit(HoldfastProgram.newSession + ["--protocol", "low"])
    try terminal.leave()
    try FileManager.default.removeItem(
      at: program.configuration.appending(path: "protocols/low.json5"))
    let printed = try program.run(["print", "last"])
    #expect(printed.output.contains(", IM low\n"))
    #expect(printed.output.contains("held by the low rules of its day"))
  }
}
