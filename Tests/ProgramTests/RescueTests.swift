import Foundation
import Testing

/// Where a session goes on when its own folder does not do, and who takes it home.
@Suite("Rescue folders", .serialized)
struct RescueTests {
  private func sit(
    _ program: HoldfastProgram, _ environment: [String: String?]
  ) throws -> TestTerminal {
    let terminal = try program.start(
      HoldfastProgram.newSession, environment: environment, columns: 300)
    try terminal.waitForLive()
    return terminal
  }

  /// The session's folder goes away under the program.
  private func move(_ program: HoldfastProgram) throws -> URL {
    let session = try #require(program.sessionFolders.first)
    let away = program.folder.appending(path: "away")
    try FileManager.default.moveItem(at: session, to: away)
    return away
  }

  private func files(_ folder: URL, of session: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: session).path
    ).filter { $0.hasSuffix(".jsonl") }
  }

  private func end(_ terminal: TestTerminal) throws -> Int32 {
    terminal.kill(SIGTERM)
    return try terminal.waitForExit()
  }

  @Test("a second Holdfast leaves a rescue alone that the first still writes in")
  func twoPrograms() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let environment = ["HOLDFAST_RESCUE": rescue.path]
    let first = try sit(program, environment)
    try first.note("one")
    _ = try move(program)
    try first.note("two")
    try first.wait(forText: "kept in \(rescue.path)")
    let second = try program.start([], environment: environment, columns: 300)
    try second.wait(forText: "its session is open in another program")
    try first.note("three")
    #expect(try end(second) == 0)
    #expect(try end(first) == 0)
    #expect(first.notRestored == [] && second.notRestored == [])
    let again = try program.start(["resume"], environment: environment, columns: 300)
    try again.wait(forText: "came home")
    #expect(try end(again) == 0)
    #expect(try program.notes().filter { $0 != "one" } == ["two", "three"])
  }

  @Test(
    "what another program cuts off while the session is open is written again", arguments: [0, 400])
  func cut(_ length: UInt64) throws {
    let program = try HoldfastProgram()
    let environment = ["HOLDFAST_RESCUE": program.folder.appending(path: "rescue").path]
    let terminal = try sit(program, environment)
    for text in ["one", "two", "three"] { try terminal.note(text) }
    let record = try #require(program.files.first { $0.contains("record-") })
    let file = program.home.appending(path: record)
    let before = try Data(contentsOf: file)
    let open = try FileHandle(forWritingTo: file)
    try open.truncate(atOffset: length)
    try terminal.note("four")
    terminal.kill(SIGKILL)
    _ = try terminal.waitForExit()
    let again = try program.start(["resume"], environment: environment, columns: 300)
    try again.wait(forText: "came home")
    #expect(try end(again) == 0)
    #expect(try program.notes() == ["one", "two", "three", "four"])
    #expect(try Data(contentsOf: file).starts(with: before))
    #expect(try program.run(["verify"], environment: environment).exitCode == 0)
  }

  @Test("another client's file in a session's folder shows neither in the list nor in print")
  func foreignFile() throws {
    let program = try HoldfastProgram()
    var folders: [String: URL] = [:]
    for client in ["HF-0417", "HF-0982"] {
      let terminal = try program.start(["new", "--client", client, "--author", "MK"], columns: 300)
      try terminal.waitForLive()
      try terminal.note("of \(client)")
      try terminal.leave()
      folders[client] = program.sessionFolders.first { !folders.values.contains($0) }
    }
    let (own, other) = (try #require(folders["HF-0417"]), try #require(folders["HF-0982"]))
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: other.path).first { $0.hasPrefix("record") })
    let stray = own.appending(path: name)
    try FileManager.default.copyItem(at: other.appending(path: name), to: stray)
    for isDamaged in [false, true] {
      if isDamaged {
        var bytes = try Data(contentsOf: stray)
        bytes[try #require(bytes.range(of: Data("\"protection\"".utf8))).lowerBound + 3] ^= 1
        try bytes.write(to: stray)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: stray.path)
      }
      let list = try program.run(["list"]).output.split(separator: "\n")
      let id = own.lastPathComponent.prefix(8)
      #expect(list.count { $0.contains("HF-0982") } == 1)
      #expect(list.first { $0.hasPrefix(id) }?.contains("HF-0417") == true)
      #expect(try !program.run(["print", String(id)]).output.contains("HF-0982"))
      #expect(try program.run(["verify"]).exitCode == 2)
    }
  }

  @Test("a copy of the vault takes no rescue away, and says that it stays")
  func copiedVault() throws {
    let program = try HoldfastProgram()
    let rescue = program.folder.appending(path: "rescue")
    let environment = ["HOLDFAST_RESCUE": rescue.path]
    let terminal = try sit(program, environment)
    try terminal.note("one")
    let session = try #require(program.sessionFolders.first)
    let record = try #require(program.files.first { $0.contains("record-") })
    let file = try FileHandle(forWritingTo: program.home.appending(path: record))
    try file.seekToEnd()
    try file.write(contentsOf: Data("x".utf8))
    try terminal.note("two")
    terminal.kill(SIGKILL)
    _ = try terminal.waitForExit()
    let backup = program.folder.appending(path: "backup")
    try FileManager.default.copyItem(at: program.home, to: backup)
    var elsewhere: [String: String?] = environment
    elsewhere["HOLDFAST_HOME"] = backup.path
    let other = try program.start([], environment: elsewhere, columns: 300)
    try other.wait(forText: "which stays: a vault at another place wrote it")
    #expect(try end(other) == 0)
    #expect(try files(rescue, of: session.lastPathComponent).count == 1)
    for arguments in [["verify"], ["verify", "last"]] {
      let verdict = try program.run(arguments, environment: environment)
      #expect(verdict.exitCode != 0)
      #expect(verdict.output.contains("it is not home yet"), "\(verdict.output)")
    }
    let again = try program.start([], environment: environment, columns: 300)
    try again.wait(forText: "came home")
    #expect(try end(again) == 0)
    #expect(try files(rescue, of: session.lastPathComponent).isEmpty)
  }

  @Test("without a folder of its own the rescue is where state is kept")
  func stateFolder() throws {
    let program = try HoldfastProgram()
    let state = program.folder.appending(path: "state")
    let environment: [String: String?] = ["XDG_STATE_HOME": state.path]
    let terminal = try sit(program, environment)
    try terminal.note("one")
    _ = try move(program)
    try terminal.note("two")
    try terminal.wait(forText: "kept in \(state.path)/holdfast/rescue")
    #expect(try end(terminal) == 0)
    let again = try program.start([], environment: environment, columns: 300)
    try again.wait(forText: "came home")
    #expect(try end(again) == 0)
  }

  @Test("what finds room in memory only is never called kept")
  func memoryOnly() throws {
    let program = try HoldfastProgram()
    let obstacle = program.folder.appending(path: "file")
    try Data().write(to: obstacle)
    let runtime = program.folder.appending(path: "runtime")
    let log = program.folder.appending(path: "log")
    try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
    let terminal = try sit(
      program,
      [
        "HOLDFAST_RESCUE": obstacle.path, "XDG_STATE_HOME": "\(obstacle.path)/state",
        "XDG_RUNTIME_DIR": runtime.path,
        // The third place is the machine's own, which a test leaves alone.
        "LD_PRELOAD": try Trial.library().path, "FAULT_LOG": log.path, "FAULT_BELOW": "/var/tmp",
        "FAULT_DO": "errno:13", "FAULT_TIMES": "0",
      ])
    try terminal.note("one")
    let session = try #require(program.sessionFolders.first).lastPathComponent
    _ = try move(program)
    try terminal.type("two\r")
    let text = try terminal.wait(forText: "IN MEMORY ONLY")
    #expect(!text[0].contains("kept"))
    let folder = runtime.appending(path: "holdfast")
    try program.wait(for: "the entry in memory", terminal) {
      (try? files(folder, of: session))?.isEmpty == false
    }
    #expect(try end(terminal) != 0, "what is in memory only is said at the end")
    let said = String(decoding: terminal.output, as: UTF8.self)
    #expect(said.contains("could not be brought to the disk"))
  }
}

/// Typed text and the disk.
@Suite("Typed text on the disk", .serialized)
struct DraftDiskTests {
  @Test(
    "leaving while the disk does not answer for typed text says so",
    .enabled(if: DiskTests.stall != nil, "needs the stalling library of the same build"))
  func stalled() throws {
    let program = try HoldfastProgram()
    let stall = try #require(DiskTests.stall)
    let terminal = try program.start(
      HoldfastProgram.newSession,
      environment: [
        "LD_PRELOAD": stall.path, "STALL_NAME": "draft.new", "STALL_MILLISECONDS": "60000",
        "HOLDFAST_RESCUE": program.folder.appending(path: "rescue").path,
      ], columns: 200)
    try terminal.waitForLive()
    try terminal.note("one")
    try terminal.type("half a sentence")
    let session = try #require(program.sessionFolders.first)
    try program.wait(for: "the text on its way", terminal) {
      FileManager.default.fileExists(atPath: session.appending(path: "draft.new").path)
    }
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let said = String(decoding: terminal.output, as: UTF8.self)
    #expect(said.contains("1 text typed and not entered could not be written to the disk"))
    #expect(try program.notes() == ["one"])
  }

  /// The file's time and the time of the first key that stands in it are one program's work: a
  /// machine that is busy may be late now and then, but not every time.
  @Test("what is typed is on the disk within a second")
  func age() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    let draft = try #require(program.sessionFolders.first).appending(path: "draft")
    var ages: [Double] = []
    for text in ["eyes", "breath", "hands", "silence"] where (ages.min() ?? .infinity) > 1_000 {
      try terminal.type(text)
      try program.wait(for: "\(text) on the disk", terminal) {
        try program.drafts().first?["text"] as? String == text
      }
      let first = try #require(HoldfastProgram.milliseconds(program.drafts().first?["at"]))
      let file = try FileManager.default.attributesOfItem(atPath: draft.path)
      let written = try #require(file[.modificationDate] as? Date).timeIntervalSince1970
      ages.append(written * 1000 - first)
      try terminal.type(Keys.enter)
      try program.wait(for: "no text on the disk", terminal) { try program.drafts().isEmpty }
    }
    #expect((ages.min() ?? .infinity) <= 1_000, "milliseconds: \(ages)")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
  }
}
