import Foundation
import SessionJournal
import SessionModel
import Testing

/// What connects a client's sessions, in the real program and over real files.
@Suite("The arc of a client", .serialized)
struct ArcProgramTests {
  /// Sessions written through the real journal, as many events each.
  private final class Writing {
    let vault: Vault
    private var count: UInt64 = 0
    private var wall: Int64 = 1_780_000_000_000

    init(_ program: HoldfastProgram) throws {
      vault = try Vault.create(at: program.home.path, author: "MK", consent: .memory)
    }

    private func id() -> EntryID {
      count += 1
      return EntryID(bytes: (0..<9).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) })
    }

    /// A day after the one before it.
    @discardableResult
    func session(
      _ client: String, _ kind: SessionKind, _ ordinal: Int, _ events: [Event]
    ) throws -> String {
      wall += 86_400_000
      let journal = try vault.createSession()
      var now = Now(wall: wall, up: Machine.real.up(), asleep: 0, zone: 0)
      var recorder = Recorder(
        session: Session(id: journal.session, rules: .none), writer: journal.writer, author: "MK")
      let began = Began(
        client: client, kind: kind, ordinal: ordinal, protocolName: "", protocolHash: "",
        author: "MK")
      journal.append(recorder.begin(began, id: id(), at: now))
      recorder.beginRun(boot: "boot", version: "1", at: now, ids: id).forEach(journal.append)
      for event in events + [.closed(with: "")] {
        now = now.advanced(by: 60_000)
        switch recorder.record(Request(.record(event), id: id()), at: now, ids: id) {
        case .success(let records): records.forEach(journal.append)
        case .failure(let refusal): Issue.record("\(refusal)")
        }
      }
      journal.append(recorder.endRun(id: id(), at: now))
      #expect(journal.close(milliseconds: 60_000) == 0)
      return journal.session
    }
  }

  private func theme(_ name: String) -> Event { .insightFound(Insight(text: "", theme: name)) }
  private func task(_ text: String) -> Event {
    .taskSet(ActionTask(text: text, when: "", withWhom: "", isDone: false))
  }
  private func score(_ value: Int) -> Event { .scored(Score(scale: "phq9", value: value)) }

  @Test("the demonstration: home, arc, a moment, and back")
  func demonstration() throws {
    let program = try HoldfastProgram()
    let terminal = try program.start(["demo"], rows: 40)
    try terminal.wait(for: "the client's row") {
      $0.contains("HF-0417  1 month") || $0.contains("9 sessions, last integration 2")
    }
    try terminal.type("a")
    try terminal.wait(for: "the arc") {
      $0[0].hasPrefix("HF-0417  arc · 9 sessions") && $0.contains("highest SUDS 8")
        && $0.contains("father's coat  (integration 1, 2026-09-11; integration 2, 2026-09-25)")
        && $0.contains("stay two minutes at the hospital door")
    }
    // The last row of all is how grounding went; it leads to its moment in dosing 1.
    try terminal.type(Keys.end)
    try terminal.wait(forText: "Enter opens dosing 1, 2026-09-09 10:29")
    try terminal.type("\r")
    try terminal.wait(for: "that moment") {
      $0[0].contains("REVIEW") && $0.contains("> 0:22:36 g name, place, date: accepted")
    }
    try terminal.type("q")
    try terminal.wait(forText: "Enter opens dosing 1, 2026-09-09 10:29")
    // The next dosing is told what the last one asks of it.
    try terminal.type("n")
    try terminal.wait(forText: "NEW SESSION")
    try terminal.type("\r\r")
    try terminal.wait(forText: "last time: dosing 2, 2026-09-23: 60 mg IM + 30 mg IM")
    try terminal.type(Keys.control("o"))
    try terminal.wait(for: "the card") {
      $0.contains("PREPARATION") && $0.contains("last time   dosing 2")
        && $0.contains("themes      father's coat")
    }
    try terminal.type(Keys.escape)
    try terminal.leave()
  }

  @Test("nothing of one client ever stands with another, whatever their codes have in common")
  func noLeak() throws {
    let program = try HoldfastProgram()
    let writing = try Writing(program)
    let codes = ["HF-04", "HF-0417", "HF-04170", "F-0417", "HF-041"]
    func secret(_ code: String, _ what: String) -> String { "\(what) of <\(code)>" }
    for code in codes {
      try writing.session(
        code, .dosing, 1, [.noted(Note(kind: .words, text: secret(code, "words"))), score(9)])
      try writing.session(
        code, .integration, 1,
        [theme(secret(code, "coat")), task(secret(code, "walk")), theme("the same theme")])
    }
    for code in codes {
      for arguments in [["arc", code, "--process"], ["arc", code, "--process", "--json"]] {
        let result = try program.run(arguments)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.contains(secret(code, "coat")))
        #expect(result.output.contains(secret(code, "walk")))
        for other in codes where other != code {
          #expect(!result.output.contains("<\(other)>"), "\(code) shows \(other)")
        }
      }
      // Without being asked, nothing of the process lane.
      let record = try program.run(["arc", code])
      #expect(!record.output.contains("coat of") && record.output.contains(secret(code, "walk")))
    }
    #expect(try program.run(["arc", "HF-0"]).exitCode == 64)
  }

  @Test("find looks through one client, or all, and leads to the moment")
  func find() throws {
    let program = try HoldfastProgram()
    let writing = try Writing(program)
    for code in ["HF-04", "HF-0417"] {
      try writing.session(
        code, .dosing, 1,
        [
          .noted(Note(kind: .words, text: "the coat of \(code)")),
          .noted(Note(kind: .observed, text: "a coat lies there")), score(9),
        ])
    }
    let own = try program.run(["find", "coat", "--client", "hf-04", "--process"])
    #expect(own.exitCode == 0)
    #expect(own.output.contains("the coat of HF-04\n") && !own.output.contains("HF-0417"))
    #expect(own.output.split(separator: "\n").count == 2)
    let all = try program.run(["find", "coat"])
    #expect(all.output.split(separator: "\n").count == 2 && !all.output.contains("the coat of"))
    #expect(try program.run(["find", "kind:dream"]).exitCode == 64)
    #expect(try program.run(["find", "coat", "since:2030-01-01"]).output.isEmpty)
    let json = try program.run(["find", "--json", "coat", "kind:notes"])
    #expect(json.output.split(separator: "\n").allSatisfy { $0.contains("\"lane\":\"record\"") })

    let terminal = try program.start()
    try terminal.wait(forText: "HF-0417")
    try terminal.type("f")
    try terminal.wait(forText: "FIND  in all sessions")
    try terminal.type("coat of\r")
    try terminal.wait(for: "both") {
      $0.contains("the coat of HF-04") && $0[0].contains("2 moments")
    }
    try terminal.type("\r")
    try terminal.wait(for: "the newest, in its session") {
      $0[0].contains("REVIEW") && $0.contains("the coat of HF-0417")
    }
    try terminal.type("q")
    try terminal.wait(forText: "FIND  in all sessions")
    try terminal.type(Keys.escape)
    try terminal.wait(forText: "closed, newest first")
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("a client of sixty sessions is read whole, in order")
  func sixtySessions() throws {
    let program = try HoldfastProgram()
    let writing = try Writing(program)
    for number in 1...60 {
      try writing.session(
        "HF-0060", number % 2 == 0 ? .integration : .contact, (number + 1) / 2,
        [score(number % 27), theme("theme \(number % 5)")])
    }
    let result = try program.run(["arc", "HF-0060", "--process"])
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("HF-0060  60 sessions\n"))
    let dates = result.output.matches(of: /\n  ([0-9-]{10})  (contact|integration) [0-9]+, closed/)
      .map { String($0.output.1) }
    #expect(dates.count == 60 && dates == dates.sorted())
    #expect(result.output.contains("theme 4"))
    let terminal = try program.start(rows: 40)
    try terminal.wait(forText: "closed, newest first")
    try terminal.wait(for: "all read") { !$0.contains("reading") }
    try terminal.type("a")
    try terminal.wait(forText: "HF-0060  arc · 60 sessions")
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("a damaged session in the middle is shown as such, and the rest works")
  func damagedInTheMiddle() throws {
    let program = try HoldfastProgram()
    let writing = try Writing(program)
    try writing.session("HF-0417", .integration, 1, [task("first walk"), score(17)])
    let damaged = try writing.session("HF-0417", .integration, 2, [task("second walk"), score(13)])
    try writing.session("HF-0417", .integration, 3, [task("third walk"), score(11)])
    let folder = program.home.appending(path: "sessions/\(damaged)")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasPrefix("record")
      })
    let file = folder.appending(path: name)
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("second walk".utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: file)

    let result = try program.run(["arc", "HF-0417"])
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("integration 2") && result.errors.contains("holdfast verify"))
    #expect(!result.errors.contains("walk"), "no client text in an error")
    #expect(result.output.contains("first walk") && result.output.contains("third walk"))
    #expect(result.output.contains("integration 2, closed, not sealed, damaged"))
    #expect(try program.run(["due"]).exitCode == 2)
    let terminal = try program.start(rows: 40)
    try terminal.wait(forText: "3 sessions, last integration 3")
    try terminal.type("a")
    try terminal.wait(for: "the arc with its damage") {
      $0.contains("integration 2, closed, not sealed, damaged") && $0.contains("third walk")
    }
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("what is due over all clients stands in the order of its day")
  func due() throws {
    let program = try HoldfastProgram()
    #expect(try program.run(["due"]).exitCode == 4 || program.run(["due"]).exitCode != 0)
    let writing = try Writing(program)
    try writing.session("HF-0001", .contact, 1, [])
    #expect(try program.run(["due"]).output == "nothing is due.\n")
    try writing.session(
      "HF-0002", .integration, 1,
      [
        .followupSet(Followup(name: "call", dueOn: "2026-06-03", isDone: false)),
        task("walk by the lake"),
      ])
    try writing.session(
      "HF-0001", .contact, 2,
      [.followupSet(Followup(name: "visit", dueOn: "2026-06-02", isDone: false))])
    let rows = try program.run(["due"]).output.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[0].hasPrefix("2026-06-02  HF-0001     follow-up   visit, overdue by "))
    #expect(rows[1].hasPrefix("2026-06-03  HF-0002     follow-up   call, overdue by "))
    #expect(rows[2].contains("HF-0002     action      walk by the lake"))
    let json = try program.run(["due", "--json"]).output.split(separator: "\n")
    #expect(json.count == 3 && json.allSatisfy { $0.hasPrefix("{\"client\":\"HF-000") })
  }
}
