import Glibc
import SessionJournal
import SessionModel
import Testing

@Suite struct EventCodingTests {
  @Test func everyEventHasAnExample() {
    let all = examples + clinicalExamples + rulesExamples + helpExamples + arcExamples
    #expect(Set(all.map(caseName)).count == caseCount)
  }

  @Test(
    arguments: exampleRecords() + exampleRecords(clinicalExamples) + exampleRecords(helpExamples)
      + exampleRecords(arcExamples))
  func everyEventComesBackTheSame(_ record: Record) {
    let entry = EventCoding.entry(of: record)
    let event = EventCoding.event(kind: entry.kind, fields: entry.fields)
    #expect(event == record.event)
    let envelope: Set = ["n", "kind", "id", "s", "at", "up", "ago", "by", "zone", "crit", "hash"]
    #expect(envelope.isDisjoint(with: entry.fields.map(\.name)))
  }

  @Test func whatIsNotUnderstoodIsKeptAsUnknown() {
    func event(_ kind: String, _ fields: [JSONField]) -> Event {
      EventCoding.event(kind: kind, fields: fields)
    }
    let phase = JSONField("phase", .text("peak"))
    #expect(event("phase", [phase]) == .phaseEntered(.peak))
    #expect(event("phase", [phase, JSONField("new", .integer(1))]) == .phaseEntered(.peak))
    #expect(event("phase", [JSONField("phase", .text("zenith"))]) == .unknown(kind: "phase"))
    #expect(event("phase", []) == .unknown(kind: "phase"))
    #expect(event("score", [JSONField("scale", .integer(3))]) == .unknown(kind: "score"))
    let critical = [phase, JSONField("crit", .list([.text("dosage")]))]
    #expect(event("phase", critical) == .unknown(kind: "phase"))
    #expect(event("hologram", []) == .unknown(kind: "hologram"))
  }

  /// A word that this version does not know is no reason to lose or to misread the entry.
  @Test(arguments: [
    ("medication", "act", "swallowed"), ("administration", "act", "infusionDoubled"),
    ("adverse", "serious", "maybe"), ("adverse", "related", "perhaps"), ("dose", "act", "lent"),
    ("help", "act", "refused"), ("prepared", "section", "horoscope"),
    ("integrated", "part", "summary"),
  ])
  func aNewWordOfAClosedListIsAnUnknownEntry(_ kind: String, _ member: String, _ word: String) {
    var fields = [JSONField(member, .text(word))]
    if kind == "adverse" { fields.append(JSONField("course", .text("begins"))) }
    #expect(EventCoding.event(kind: kind, fields: fields) == .unknown(kind: kind))
  }

  /// The files of format 1 as they were first written, and those of what came to it later; they
  /// have to read the same for ever.
  @Test(arguments: [
    ("format-1", examples, "QVB3-8HQP-YZE0-8VDM"), ("format-1-clinical", clinicalExamples, nil),
    ("format-1-help", helpExamples, nil), ("format-1-arc", arcExamples, nil),
  ])
  func theFrozenFilesOfFormat1ReadAsTheyAlwaysDid(
    _ name: String, _ examples: [Event], _ fingerprint: String?
  ) throws {
    let fixtures = "\(folder(of: #filePath))/Fixtures/\(name)"
    if getenv("RECORD") != nil, access(fixtures, F_OK) != 0 {
      try recordFixtures(of: examples, at: fixtures)
    }
    let scratch = Scratch()
    #expect(run("cp -r '\(fixtures)' '\(scratch.file("session"))'") == 0)
    let verdict = Verification().path(scratch.file("session"))
    #expect(verdict.map(\.findings) == [[]])
    #expect(verdict.map(\.entries) == [examples.count])
    #expect(verdict.first?.fingerprint.map { "\($0)" } == fingerprint)

    let vault = try makeVault(scratch)
    let id = try #require(verdict.first?.subject)
    let session = scratch.file("vault/sessions/\(id)")
    run("cp -r '\(fixtures)' '\(session)'; chmod 700 '\(session)'; chmod 600 '\(session)'/*")
    let records = try vault.read(id).records
    var expected = exampleRecords(examples)
    for place in expected.indices { expected[place].writer = records[0].writer }
    for (found, expected) in zip(records, expected) where caseName(expected.event) != "sealed" {
      #expect(found == expected)
    }
    #expect(records.count == expected.count)
  }

  private func recordFixtures(of examples: [Event], at path: String) throws {
    let scratch = Scratch()
    let source = Counter(1)
    let machine = Machine(
      wall: { 1_795_430_000_000 }, up: { 5_000_000 },
      random: { count in (0..<count).map { _ in source.byte() } }, name: Array("fixture".utf8))
    let vault = try makeVault(scratch, machine: machine)
    let journal = try vault.createSession()
    for record in exampleRecords(examples) { journal.append(record) }
    #expect(journal.close(milliseconds: 10_000) == 0)
    run("mkdir -p '\(path)' && cp '\(scratch.path)'/vault/sessions/*/*.jsonl '\(path)/'")
  }
}
