import Foundation
import Testing

/// What waits in a rescue folder, and what lies in a session's folder and is none of its files.
@Suite("Beside the session", .serialized)
struct WaitingTests {
  private struct Away {
    let program: HoldfastProgram
    let rescue: URL
    var environment: [String: String?] { ["HOLDFAST_RESCUE": rescue.path] }

    /// A session whose second note is in the rescue only.
    init() throws {
      program = try HoldfastProgram()
      rescue = program.folder.appending(path: "rescue")
      let terminal = try program.sit(environment: ["HOLDFAST_RESCUE": rescue.path])
      try terminal.note("kept at home")
      let record = try #require(program.files.first { $0.contains("/record-") })
      let file = try FileHandle(forWritingTo: program.home.appending(path: record))
      try file.seekToEnd()
      try file.write(contentsOf: Data("x".utf8))
      try file.close()
      try terminal.type("kept elsewhere\r")
      try terminal.wait(forText: "kept in")
      terminal.kill(SIGTERM)
      #expect(try terminal.waitForExit() == 0)
    }

    /// Every file below both folders, and what is in it.
    func all() throws -> [String: Data] {
      var all: [String: Data] = [:]
      for folder in [program.home, rescue] {
        for name in FileManager.default.enumerator(atPath: folder.path)?
          .compactMap({ $0 as? String }) ?? []
        {
          let path = folder.appending(path: name)
          all[path.path] = (try? Data(contentsOf: path)) ?? Data()
        }
      }
      return all
    }
  }

  @Test("print shows what waits in a rescue folder, list says that it does; neither moves anything")
  func waiting() throws {
    let away = try Away()
    let before = try away.all()
    let printed = try away.program.run(["print", "last"], environment: away.environment)
    #expect(printed.exitCode == 0 && printed.output.contains("kept at home"))
    let rows = printed.output.split(separator: "\n")
    let row = try #require(rows.firstIndex { $0.contains("kept elsewhere") })
    #expect(rows[row + 1].contains("(waits in the rescue folder)"))
    let home = try #require(rows.firstIndex { $0.contains("kept at home") })
    #expect(!rows[home + 1].contains("waits"))
    #expect(printed.errors.contains("1 file of this session waits in a rescue folder"))
    let json = try away.program.run(["print", "--json", "last"], environment: away.environment)
    let lines = json.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("kept elsewhere") && $0.contains("\"waiting\":true") })
    #expect(lines.contains { $0.contains("kept at home") && $0.contains("\"waiting\":false") })
    let list = try away.program.run(["list"], environment: away.environment)
    #expect(list.output.contains("; 1 rescue file waits to come home"))
    let listed = try away.program.run(["list", "--json"], environment: away.environment)
    #expect(listed.output.contains("\"waiting\":1"))
    #expect(try away.all() == before)

    let again = try away.program.start(["resume"], environment: away.environment)
    try again.wait(forText: "came home")
    try again.leave()
    let last = try away.program.run(["list"], environment: away.environment)
    #expect(last.output.contains("HF-0417") && !last.output.contains("waits"))
    let whole = try away.program.run(["print", "last"], environment: away.environment)
    #expect(whole.output.contains("kept elsewhere") && !whole.output.contains("waits"))
  }

  @Test("a session whose folder is gone is listed, and printed from the rescue")
  func folderGone() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let environment = ["HOLDFAST_RESCUE": rescue.path]
    let terminal = try program.sit(environment: environment, columns: 200)
    try terminal.note("before it went")
    let folder = try #require(program.sessionFolders.first)
    try FileManager.default.removeItem(at: folder)
    try terminal.type("after it went\r")
    try terminal.wait(forText: "the session's folder was moved or deleted: kept in \(rescue.path)")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let list = try program.run(["list"], environment: environment)
    #expect(list.output.contains("rescue files wait to come home"))
    let id = String(folder.lastPathComponent.prefix(8))
    let printed = try program.run(["print", id], environment: environment)
    #expect(printed.output.contains("before it went") && printed.output.contains("after it went"))
    #expect(program.sessionFolders == [])
    let again = try program.start(["resume", id], environment: environment)
    try again.wait(forText: "came home")
    try again.leave()
    #expect(try program.notes() == ["before it went", "after it went"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a vault that is moved while it is written: said, and nothing is lost")
  func vaultMoved() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let environment = ["HOLDFAST_RESCUE": rescue.path]
    let terminal = try program.sit(environment: environment, columns: 200)
    try terminal.note("before the move")
    let away = program.folder.appending(path: "elsewhere")
    try FileManager.default.moveItem(at: program.home, to: away)
    try terminal.type("after the move\r")
    try terminal.wait(forText: "the session's folder was moved or deleted: kept in \(rescue.path)")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    try FileManager.default.moveItem(at: away, to: program.home)
    let again = try program.start(["resume"], environment: environment)
    try again.wait(forText: "came home")
    try again.leave()
    // The line that was not acknowledged is in the folder that was moved as well, and counts once.
    let notes = try Trial.notes(in: program.bytes().values)
    #expect(notes == ["before the move", "after the move"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a vault that is deleted while it is written: the rescue holds the whole session")
  func vaultDeleted() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let terminal = try program.sit(environment: ["HOLDFAST_RESCUE": rescue.path], columns: 200)
    try terminal.note("before the end")
    try terminal.note("\"his own words", shown: "his own words")
    let id = try #require(program.sessionFolders.first?.lastPathComponent)
    try FileManager.default.removeItem(at: program.home)
    try terminal.type("after the end\r")
    try terminal.wait(forText: "kept in \(rescue.path)")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let left = rescue.appending(path: id)
    let names = try FileManager.default.contentsOfDirectory(atPath: left.path)
    let texts = try names.filter { $0.hasSuffix(".jsonl") }.map {
      try String(contentsOf: left.appending(path: $0), encoding: .utf8)
    }.joined()
    for text in ["before the end", "his own words", "after the end"] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(try program.verify([left.path]).exitCode == 0)
  }

  @Test("names that are none of the journal's are said by list, and at resuming")
  func otherNames() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let folder = try #require(program.sessionFolders.first)
    try Data("x".utf8).write(to: folder.appending(path: "record (copy).jsonl"))
    #expect(try program.run(["list"]).output.contains("; 1 file is none of the journal's"))
    #expect(try program.run(["list", "--json"]).output.contains("\"ignored\":1"))
    let terminal = try program.start(["resume"], columns: 120)
    try terminal.wait(forText: "record (copy).jsonl is none of the journal's files")
    try terminal.leave()
  }
}
