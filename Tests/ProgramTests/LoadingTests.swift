import Foundation
import SessionJournal
import SessionModel
import Testing

/// A long session on a disk that hands out only the first block of its files at first.
@Suite(
  "A session that is still being read", .serialized,
  .enabled(if: DiskTests.stall != nil, "needs the stalling library of the same build"))
struct LoadingTests {
  private static let count = 1_500

  /// Notes, a minute between two of them, far more than a block; a dose between the last thousand.
  private func made(
    _ program: HoldfastProgram, dose: Bool = true, closed: Bool = true
  ) throws -> String {
    umask(0o077)
    let vault = try Vault.create(
      at: program.home.path, author: "MK", consent: [.memory, .network])
    var (writer, lock) = try vault.beginWriting()
    defer { lock.release() }
    let ids: () -> EntryID = { EntryID(bytes: Machine.real.random(9)) }
    var now = Now(wall: 1_790_000_000_000, up: 1_000_000)
    var recorder = Recorder(
      session: Session(id: writer.session, rules: .none), writer: vault.writer, author: "MK")
    func keep(_ record: Record) throws {
      try writer.keep(EventCoding.entry(of: record), in: FileLane(record.lane))
    }
    try keep(
      recorder.begin(
        Began(
          client: "HF-0417", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
          author: "MK"),
        id: ids(), at: now))
    for record in recorder.beginRun(boot: "then", version: "0", at: now, ids: ids) {
      try keep(record)
    }
    func enter(_ event: Event) throws {
      now = now.advanced(by: 1_000)
      let request = Request(.record(event), id: ids())
      for record in try recorder.record(request, at: now, ids: ids).get() { try keep(record) }
    }
    let long = String(repeating: "and so on ", count: 4)
    for place in 1...Self.count {
      if dose, place == 1_000 {
        try enter(.dosed(Dose(act: .given, milligrams: "60", route: .intramuscular)))
      }
      try enter(.noted(Note(kind: .observed, text: "no. \(place) \(long)")))
    }
    if closed { try enter(.closed(with: "companion")) }
    try keep(recorder.endRun(id: ids(), at: now))
    writer.close()
    return writer.session
  }

  private func gate(_ program: HoldfastProgram) -> URL { program.folder.appending(path: "gate") }

  private func open(_ program: HoldfastProgram) throws {
    try FileManager.default.removeItem(at: gate(program))
  }

  /// Starts the program while the rest of the files is held back.
  private func held(
    _ program: HoldfastProgram, _ session: String, _ more: [String] = []
  ) throws -> TestTerminal {
    let stall = try #require(DiskTests.stall)
    try Data().write(to: gate(program))
    return try program.start(
      ["review", session] + more,
      environment: [
        "LD_PRELOAD": stall.path, "READ_GATE": gate(program).path, "READ_GATE_FROM": "1",
      ])
  }

  private func waitForPart(_ terminal: TestTerminal) throws {
    try terminal.wait(for: "the beginning, and how much of it that is") {
      $0[0].firstMatch(of: /^REVIEW: NOTHING IS BEING WRITTEN +reading: \d+ % verified$/) != nil
        && $0.contains("entry 1 of ") && $0.contains(" so far") && $0.contains("no. 1 and")
    }
  }

  @discardableResult
  private func waitForAll(_ terminal: TestTerminal) throws -> ScreenText {
    try terminal.wait(for: "all of it") {
      $0[0].contains("closed, not sealed") && !$0[0].contains("reading")
    }
  }

  private func leave(_ terminal: TestTerminal) throws {
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
  }

  @Test("its beginning is shown and moved in before the rest is read, and then the whole is there")
  func beginning() throws {
    let program = try HoldfastProgram()
    let session = try made(program)
    let terminal = try held(program, session)
    try waitForPart(terminal)
    try terminal.type("..")
    try terminal.wait(forText: "entry 3 of ")
    try terminal.type("G")
    try terminal.wait(for: "what it waits for") {
      $0.contains("goes on once that is read · entry 3 of ")
    }
    #expect(FileManager.default.fileExists(atPath: gate(program).path))
    try open(program)
    try waitForAll(terminal)
    // A screen may be read while it is being drawn.
    let end = try terminal.wait(for: "its end, drawn whole") {
      $0.contains("entry 1502 of 1502") && $0.rows[5..<14].allSatisfy { $0.contains(" no. ") }
    }
    try leave(terminal)
    // It is the picture of a session that was read before it was shown.
    let whole = try program.start(["review", session])
    try whole.wait(forText: "entry 1502 of 1502")
    try waitForAll(whole)
    // The notice of the place takes a row until a key is pressed.
    try whole.wait(forText: "reading goes on")
    try whole.type("G")
    try whole.wait(for: "the same picture, without the notice") {
      !$0.contains("reading goes on") && $0.rows.prefix(14).elementsEqual(end.rows.prefix(14))
    }
    try leave(whole)
  }

  @Test("leaving is at once, and the place of the last time is not forgotten by it")
  func leaving() throws {
    let program = try HoldfastProgram()
    let session = try made(program)
    let first = try program.start(["review", session, "--at", "T+5"])
    try first.wait(forText: "T+0:05:00")
    try leave(first)
    let kept = try Data(contentsOf: program.home.appending(path: "places.json"))
    let terminal = try held(program, session)
    try waitForPart(terminal)
    try terminal.wait(forText: "goes on once that is read")
    // Nothing is added to what is not read.
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "it is still being read")
    try leave(terminal)
    #expect(FileManager.default.fileExists(atPath: gate(program).path))
    #expect(try Data(contentsOf: program.home.appending(path: "places.json")) == kept)
    let again = try held(program, session)
    try waitForPart(again)
    try open(program)
    try again.wait(forText: "T+0:05:00")
    try again.wait(forText: "where it stopped")
    try leave(again)
  }

  @Test("--at past what is read is gone to once it is there")
  func at() throws {
    let program = try HoldfastProgram()
    let session = try made(program)
    let terminal = try held(program, session, ["--at", "T+7:30"])
    try waitForPart(terminal)
    try terminal.wait(forText: "goes on once that is read")
    try open(program)
    try terminal.wait(forText: "T+0:07:30")
    try leave(terminal)
    let other = try HoldfastProgram()
    let without = try held(other, try made(other, dose: false), ["--at", "T+5"])
    try waitForPart(without)
    try open(other)
    #expect(try without.waitForExit() == 64)
    #expect(String(decoding: without.output, as: UTF8.self).contains("it has no T+"))
  }

  @Test("damage in the last part is said when it is reached")
  func damage() throws {
    let program = try HoldfastProgram()
    let session = try made(program)
    let name = try #require(program.files.first { $0.contains("/record-") })
    let file = program.home.appending(path: name)
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("no. 1490 ".utf8)))
    bytes[place.lowerBound] = UInt8(ascii: "N")
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let terminal = try held(program, session)
    try waitForPart(terminal)
    #expect(!terminal.text.contains("amage"))
    try open(program)
    try waitForAll(terminal)
    try terminal.wait(forText: "a file of this session is damaged")
    try leave(terminal)
  }

  @Test("what another Holdfast writes is shown after a session was read bit by bit")
  func tail() throws {
    let program = try HoldfastProgram()
    let session = try made(program, closed: false)
    let terminal = try held(program, session)
    try waitForPart(terminal)
    try open(program)
    try terminal.wait(for: "all of it") { $0[0].hasSuffix("· open") }
    try terminal.type("G")
    try terminal.wait(forText: "following")
    let writer = try program.sit(["resume", session])
    try writer.note("from the other window")
    try terminal.wait(for: "the new entry, chosen") { text in
      text.rows.contains { $0.contains(">") && $0.contains("· from the other window") }
    }
    try leave(terminal)
    try writer.leave()
  }
}
