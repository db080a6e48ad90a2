import Glibc
import SessionJournal
import SessionModel
import Testing

/// Frozen with `Fixtures/format-1-rules`: never change.
private let frozenRules = RulesOfDay(
  hash: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
  files: [
    .init(name: "im.json5", text: "// shipped\n{ title: \"IM\",\r\n\tbands: 'ä \u{202E} 你好' }\n"),
    .init(name: "im.json5", text: "{\"n\":1,\"hash\":\"x\"}"),
    .init(name: "vitals.json5", text: ""),
  ])

let rulesExamples: [Event] = [.rulesKept(frozenRules)]

@Suite struct RulesRecordTests {
  private func records(_ rules: RulesOfDay) -> [Record] {
    var records = [note(1), note(2), note(3)]
    records[0].event = began()
    records[1].event = .rulesKept(rules)
    return records
  }

  @Test func theyAreNoEntryThatAPersonMadeOrThatTheLogShows() {
    let event = Event.rulesKept(frozenRules)
    #expect(!event.isEntered && !event.isShown && !event.isStrikeable)
    #expect(event.forcesRecord && event.defaultLane == .record)
    var session = Session(id: "s", rules: .none)
    for record in records(frozenRules) { session.apply(record) }
    let id = session.entries[1].id
    #expect(session.places.shown.count == 1 && session.enteredCount == 1)
    for act: Request.Act in [.strike(id), .relane(id), .carry(id), .putRight(id, event)] {
      guard case .success = session.decide(Request(act, id: note(9).id)) else { continue }
      Issue.record("\(act) is taken")
    }
  }

  @Test func theyComeBackWordForWord() throws {
    let scratch = Scratch()
    let journal = try makeVault(scratch).createSession()
    records(frozenRules).forEach(journal.append)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let reading = try reopen(scratch).read(journal.session)
    #expect(reading.records[1].event == .rulesKept(frozenRules))
    let coded = EventCoding.entry(of: records(frozenRules)[1])
    #expect(coded.kind == "rules")
    let bare = EventCoding.event(kind: "rules", fields: [])
    #expect(bare == .unknown(kind: "rules"))
  }

  /// Four files of the clinic's as long as they may be, and of what takes the most room in a line.
  @Test func theLongestFilesFitInALine() throws {
    let longest = String(repeating: "\n", count: 262_144)
    let files = ["im", "vitals", "scales", "checklists"].flatMap {
      [
        RulesOfDay.File(name: "\($0).json5", text: String(repeating: "{\n", count: 8_000)),
        RulesOfDay.File(name: "\($0).json5", text: longest),
      ]
    }
    let rules = RulesOfDay(hash: frozenRules.hash, files: files)
    let scratch = Scratch()
    let journal = try makeVault(scratch).createSession()
    records(rules).forEach(journal.append)
    #expect(journal.close(milliseconds: 30_000) == 0)
    let reading = try reopen(scratch).read(journal.session)
    #expect(reading.records.map(\.event) == records(rules).map(\.event))
    #expect(reading.refused.isEmpty)
  }

  @Test func theFrozenFileReadsAsItAlwaysDid() throws {
    let fixture = "\(folder(of: #filePath))/Fixtures/format-1-rules"
    if getenv("RECORD") != nil { try record(at: fixture) }
    let scratch = Scratch()
    let verdict = try #require(Verification().path(fixture).first)
    #expect(verdict.findings == [] && verdict.entries == 3)
    let vault = try makeVault(scratch)
    let session = scratch.file("vault/sessions/\(verdict.subject)")
    run("cp -r '\(fixture)' '\(session)'; chmod 700 '\(session)'; chmod 600 '\(session)'/*")
    let records = try vault.read(verdict.subject).records
    #expect(records.map(\.event) == self.records(frozenRules).map(\.event))
  }

  private func record(at path: String) throws {
    let scratch = Scratch()
    let source = Counter(7)
    let machine = Machine(
      wall: { 1_795_430_000_000 }, up: { 5_000_000 },
      random: { count in (0..<count).map { _ in source.byte() } }, name: Array("fixture".utf8))
    let journal = try makeVault(scratch, machine: machine).createSession()
    records(frozenRules).forEach(journal.append)
    #expect(journal.close(milliseconds: 10_000) == 0)
    run("mkdir -p '\(path)' && cp '\(scratch.path)'/vault/sessions/*/*.jsonl '\(path)/'")
  }
}
