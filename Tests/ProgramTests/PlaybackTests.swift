import Foundation
import Testing

/// A session read back by the real program.
@Suite("Playback", .serialized)
struct PlaybackTests {
  /// A closed session of an hour, typed with times in front.
  private func closed(_ program: HoldfastProgram) throws {
    let terminal = try program.sit()
    let lines = [
      "-60m dose 60mg im", "-50m suds 5", "-40m suds 8", "-35m tears, no sound", "-30m suds 3",
      "-20m \"the coat is warm", "-10m bp 128/82 p74 o97",
    ]
    for line in lines {
      try terminal.type(line)
      try terminal.wait(for: line) { $0[$0.cursor.row].contains(line.suffix(8)) }
      try terminal.type(Keys.enter)
      try terminal.wait(for: "an empty line") { $0[$0.cursor.row].hasSuffix("record >") }
    }
    try terminal.type(":close\r")
    try terminal.wait(forText: "closed: ")
    try terminal.waitForLive()
    try terminal.leave()
  }

  private func review(
    _ program: HoldfastProgram, _ more: [String] = []
  ) throws -> TestTerminal {
    let terminal = try program.start(["review", "last"] + more)
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    return terminal
  }

  @discardableResult
  private func leave(_ terminal: TestTerminal) throws -> String {
    let before = terminal.output.count
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
    return String(decoding: terminal.output[before...], as: UTF8.self)
  }

  @Test("--at begins at the moment, on either clock, and refuses what is none")
  func at() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try review(program, ["--at", "T+20:30"])
    try terminal.wait(forText: "T+0:20:30")
    try leave(terminal)
    let refused = try program.run(["review", "last", "--at", "soon"])
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("T+31:00") && refused.errors.contains("14:05"))
    let other = try program.sit(["new", "--client", "HF-2", "--kind", "contact"])
    try other.note("a call")
    try other.leave()
    let without = try program.start(["review", "last", "--at", "T+5"])
    #expect(try without.waitForExit() == 64)
    #expect(String(decoding: without.output, as: UTF8.self).contains("it has no T+"))
  }

  @Test("the question is answered within ten keys, and nothing is written by them")
  func tenKeys() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let before = try program.bytes()
    let terminal = try review(program)
    try terminal.type("H")
    try terminal.wait(for: "the highest") { text in
      text.rows.contains { $0.contains(">") && $0.contains("suds 8") }
    }
    try terminal.wait(forText: "T+0:20:")
    try terminal.type("w")
    try terminal.wait(for: "the words") { text in
      text.rows.contains { $0.contains(">") && $0.contains("the coat is warm") }
    }
    try leave(terminal)
    #expect(try program.bytes() == before)
  }

  @Test("playing goes on with the time, and reading goes on where it stopped")
  func place() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try review(program)
    try terminal.type("H>>>>> ")
    try terminal.wait(forText: " T+0:3")
    try terminal.type(" ")
    let stopped = try terminal.wait(forText: "paused 60×")
    let axis = try #require(stopped.rows.first { $0.hasPrefix("time") })
    let elapsed = try #require(axis.firstMatch(of: /T\+\d:\d\d:\d\d/)).0
    try terminal.type("m")
    try terminal.wait(forText: "bookmarked")
    try leave(terminal)
    let file = program.home.appending(path: "places.json")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(!kept.contains("coat") && !kept.contains("HF-0417"))

    let again = try review(program)
    try again.wait(forText: "reading goes on at")
    try again.wait(forText: String(elapsed))
    try again.type("gb")
    try again.wait(forText: String(elapsed))
    try leave(again)
    #expect(try program.verify().exitCode == 0)
  }

  @Test("where the place cannot be kept it is said once, and reading goes on")
  func placeNotKept() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let obstacle = program.home.appending(path: "places.json.new")
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: false)
    let terminal = try review(program)
    try terminal.type("Hm")
    try terminal.wait(forText: "is not kept")
    try terminal.type("s")
    try terminal.wait(for: "the next") { text in
      text.rows.contains { $0.contains(">") && $0.contains("suds 3") }
    }
    #expect(!(try leave(terminal)).contains("is not kept"))
  }

  @Test("a place that cannot be kept is said at home too, and one that cannot be read")
  func placeNotKeptAtHome() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let obstacle = program.home.appending(path: "places.json.new")
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: false)
    let file = program.home.appending(path: "places.json")
    try Data(count: 2 << 20).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let terminal = try program.start(["review", "last"], columns: 132)
    try terminal.wait(forText: "where reading stopped is not known")
    try terminal.type("H:home\r")
    try terminal.wait(forText: "reading stopped is not kept")
    try leave(terminal)
  }

  @Test("what another Holdfast writes is shown, and the end follows it")
  func tail() throws {
    let program = try HoldfastProgram()
    let writer = try program.sit()
    try writer.note("one")
    let reader = try review(program)
    try reader.wait(forText: "read only: this session is open")
    try reader.type("G")
    try reader.wait(forText: "following")
    try writer.note("two")
    try reader.wait(for: "the new entry, chosen") { text in
      text.rows.contains { $0.contains(">") && $0.contains("· two") }
    }
    try writer.type(":close\r")
    try writer.wait(forText: "closed: ")
    try reader.wait(for: "the end of it") { $0[0].contains("closed, not sealed") }
    try reader.wait(for: "no reason against writing") { !$0.contains("read only") }
    try leave(reader)
    try writer.leave()
  }

  @Test("a page that is open tells what another Holdfast writes")
  func tailOfPage() throws {
    let program = try HoldfastProgram()
    let writer = try program.sit()
    try writer.note("suds 5")
    let reader = try review(program)
    try reader.type("o")
    try reader.wait(forText: "highest 5")
    try writer.note("suds 9")
    try reader.wait(forText: "highest 9")
    try leave(reader)
    try writer.leave()
  }

  @Test("files cut or taken away under a review are said, and what was read stays on the screen")
  func lost() throws {
    let program = try HoldfastProgram()
    let writer = try program.sit()
    try writer.note("one")
    try writer.note("two")
    try writer.leave()
    let reader = try review(program)
    try reader.wait(forText: "· two")
    let name = try #require(program.files.first { $0.contains("/record-") })
    let file = program.home.appending(path: name)
    let bytes = try Data(contentsOf: file)
    let handle = try FileHandle(forWritingTo: file)
    let two = try #require(bytes.range(of: Data("\"two\"".utf8)))
    try handle.truncate(atOffset: UInt64(two.lowerBound))
    try handle.close()
    try reader.wait(forText: "entries that stand here are gone from the disk")
    try reader.wait(forText: "read only: its files were cut")
    #expect(try reader.wait(forText: "· one").contains("· two"))
    let folder = file.deletingLastPathComponent()
    try FileManager.default.moveItem(at: folder, to: program.folder.appending(path: "away"))
    try reader.wait(forText: "its files cannot be read any more")
    #expect(try reader.wait(forText: "· one").contains("· two"))
    try leave(reader)
  }

  @Test("a session of a newer format names the version it needs, and is not called damaged")
  func newer() throws {
    let program = try HoldfastProgram()
    try program.sit().leave()
    let session = program.home.appending(path: "sessions/EEITI15k7WMwI3u-F4pxSQ")
    try FileManager.default.createDirectory(
      at: session, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let header =
      #"{"n":0,"kind":"header","format":2,"session":"EEITI15k7WMwI3u-F4pxSQ","#
      + #""file":"xaE33KgBC1yae2uzA2raUw","lane":"record","writer":"pSy6OzYB","#
      + #""protection":"none","hash":"KBHczC0fHPTG3zKjsDdAde0vA6kbonSBP9PFlSJJ0tc"}"# + "\n"
    let file = session.appending(path: "record-xaE33KgB.jsonl").path
    let isMade = FileManager.default.createFile(
      atPath: file, contents: Data(header.utf8), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
    let reader = try program.start(["review", "EEITI15k"])
    #expect(try reader.waitForExit() == 3)
    let said = String(decoding: reader.output, as: UTF8.self)
    #expect(said.contains("has format 2") && !said.contains("backup"))
    let printed = try program.run(["print", "EEITI15k"])
    #expect(printed.exitCode == 3)
    #expect(printed.errors.contains("newer Holdfast") && !printed.errors.contains("damaged"))
    #expect(try program.verify(["EEITI15k"]).exitCode == 3)
  }

  @Test("--at says where reading stopped, and u leads there")
  func atAndPlace() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let before = try review(program)
    try before.type("H")
    try before.wait(forText: "T+0:20:")
    try leave(before)
    let terminal = try review(program, ["--at", "T+5"])
    try terminal.wait(forText: "where reading stopped")
    let shown = try terminal.wait(forText: "T+0:05:00")
    #expect(!shown.contains("reading goes on"))
    try terminal.type("u")
    try terminal.wait(forText: "T+0:20:")
    try leave(terminal)
    let outside = try review(program, ["--at", "T+999"])
    try outside.wait(forText: "T+999 is after the session: this is its end")
    try leave(outside)
  }

  @Test("y in two sessions of one sitting prints both pages")
  func twoPages() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let other = try program.sit(["new", "--client", "HF-2", "--kind", "contact"])
    try other.note("a call")
    try other.type(":close\r")
    try other.wait(forText: "closed: ")
    try other.leave()
    let terminal = try review(program)
    try terminal.type("oyy")
    try terminal.wait(forText: "printed to standard output after leaving")
    try terminal.type("qq")
    try terminal.wait(for: "the list") { $0.contains("HF-0417") && $0.contains("HF-2") }
    try terminal.type("/HF-0417\r\r")
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    try terminal.type("oy")
    try terminal.wait(forText: "printed to standard output after leaving")
    let printed = try leave(terminal)
    let after = printed.components(separatedBy: "\u{1B}").last ?? printed
    #expect(after.contains("HF-2") && after.contains("highest 8"))
    #expect(after.components(separatedBy: "HF-2 contact").count == 2, "a page comes once")
  }

  @Test("y prints the page after leaving, :write keeps it in a new file of mode 0600")
  func page() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try review(program)
    try terminal.type("o")
    try terminal.wait(forText: "highest 8")
    try terminal.type("y")
    try terminal.wait(forText: "printed to standard output after leaving")
    let path = program.folder.appending(path: "chart.txt").path
    try terminal.type(":write \(path)\r")
    try terminal.wait(forText: "a copy outside the vault")
    try terminal.type(":write \(path)\r")
    try terminal.wait(forText: "nothing is written over")
    try terminal.type(Keys.escape)
    let printed = try leave(terminal)
    #expect(printed.contains("highest 8") && printed.contains("HF-0417"))
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written.contains("highest 8") && !written.contains("the coat is warm"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("a late note has the time of the cursor, not of the entry before it")
  func lateNote() throws {
    let program = try HoldfastProgram()
    try closed(program)
    let terminal = try review(program, ["--at", "T+22:00"])
    try terminal.wait(forText: "T+0:22:00")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "late note, observed, record >")
    try terminal.type("she looked up\r")
    try program.wait(for: "the note", terminal) {
      try program.notes().contains("she looked up")
    }
    try leave(terminal)
    let note = try #require(try program.lines("note").last)
    let dose = try #require(try program.lines("dose").first)
    func happened(_ line: [String: Any]) throws -> Double {
      try #require(HoldfastProgram.milliseconds(line["at"])) - Double(line["ago"] as? Int ?? 0)
    }
    #expect(abs(try happened(note) - happened(dose) - 22 * 60_000) < 1_000)
    #expect(try program.verify().exitCode == 0)
  }
}
