import SessionJournal
import SessionModel
import Testing

/// What is seen of a session while it is being read.
@Suite struct ReadingSoFarTests {
  private struct Glance {
    var ordered: [KeptEntry]
    var percent: Int
    var isDamaged: Bool
  }

  private let disk = SimulatedDisk()
  private let vault: Vault

  init() throws {
    vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
  }

  /// A session of which every fifth entry is in the process lane.
  private func made(_ count: Int) throws -> String {
    var (writer, lock) = try vault.beginWriting()
    for s in 1...count {
      let lane: Lane = s % 5 == 0 ? .process : .record
      try writer.keep(
        EventCoding.entry(of: note(s, "note \(s)", lane: lane)), in: FileLane(lane))
    }
    writer.close()
    lock.release()
    return writer.session
  }

  private func read(_ session: String) throws -> (seen: [Glance], reading: SessionReading) {
    var seen: [Glance] = []
    let reading = try vault.read(session) { soFar in
      seen.append(
        Glance(
          ordered: Array(soFar.entries.prefix(soFar.ordered)), percent: soFar.percent,
          isDamaged: soFar.isDamaged))
      return true
    }
    return (seen, reading)
  }

  private func files(_ session: String, _ lane: String) -> (path: String, bytes: [UInt8]) {
    disk.files(under: "/vault/sessions/\(session)").first { $0.key.contains("/\(lane)-") }
      .map { ($0.key, $0.value) } ?? ("", [])
  }

  @Test func whatIsSeenIsTheBeginningOfWhatIsReadInTheEnd() throws {
    let session = try made(900)
    let (seen, reading) = try read(session)
    #expect(reading.entries.map(\.entry.s) == Array(1...900))
    try #require(seen.count > 10)
    for glance in seen {
      #expect(glance.ordered == Array(reading.entries.prefix(glance.ordered.count)))
      #expect(!glance.isDamaged && glance.percent < 100)
    }
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.percent <= $1.percent })
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.ordered.count <= $1.ordered.count })
    // It comes while the rest has not: of both files, in step.
    #expect(seen[0].ordered.count < 200 && seen[0].percent < 30)
    #expect(seen.last?.ordered.count == 900)
  }

  /// Nothing behind a damaged line counts as the session's beginning, in neither file, and the
  /// damage is told before all that follows it is looked at.
  @Test(arguments: ["record", "process"])
  func behindDamageNothingIsInOrder(_ lane: String) throws {
    let session = try made(900)
    let whole = try read(session).reading.entries
    let (path, bytes) = files(session, lane)
    var damaged = bytes
    let text = "\"note 800\""
    let wanted = lane == "record" ? "\"note 801\"" : text
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array(wanted.utf8)) })
    damaged[place + 2] ^= 1
    disk.replace(path, with: damaged)
    let (seen, reading) = try read(session)
    #expect(reading.entries.count == 899)
    for glance in seen {
      #expect(glance.ordered == Array(whole.prefix(glance.ordered.count)))
    }
    let first = try #require(seen.firstIndex { $0.isDamaged })
    #expect(first > 5 && seen[..<first].allSatisfy { !$0.isDamaged })
    #expect((500..<802).contains(seen[first].ordered.count))
    #expect(seen[first...].allSatisfy { $0.ordered.count == seen[first].ordered.count })
    #expect(seen[first].percent < 95, "the lines behind it were not looked at by then")
  }

  @Test func aLineThatWasCutOffIsNoDamage() throws {
    let session = try made(300)
    let (path, bytes) = files(session, "record")
    disk.replace(path, with: Array(bytes.dropLast(30)))
    let (seen, reading) = try read(session)
    #expect(reading.entries.count == 299)
    #expect(seen.allSatisfy { !$0.isDamaged })
  }

  @Test func linesOfAnotherSessionAreNoBeginning() throws {
    let (session, other) = (try made(20), try made(200))
    disk.replace(files(session, "process").path, with: files(other, "process").bytes)
    let (seen, reading) = try read(session)
    #expect(reading.entries.count == 16)
    #expect(seen.allSatisfy { $0.ordered.isEmpty })
  }

  @Test func whoStopsReadsNoFurther() throws {
    let session = try made(900)
    var calls = 0
    _ = try vault.read(session) { _ in
      calls += 1
      return calls < 3
    }
    #expect(calls == 3)
  }

  @Test func recordsBehindTheFirstAreThoseOfAll() throws {
    let session = try made(50)
    let reading = try vault.read(session)
    #expect(reading.recordsAndGaps(after: 20) == Array(reading.recordsAndGaps[20...]))
    #expect(reading.recordsAndGaps(after: 50) == [])
    // A row stands among those that were seen: nobody may go on after them.
    let (path, bytes) = files(session, "record")
    var damaged = bytes
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("\"note 11\"".utf8)) })
    damaged[place + 2] ^= 1
    disk.replace(path, with: damaged)
    let after = try vault.read(session)
    #expect(after.recordsAndGaps.count == 50)
    #expect(after.recordsAndGaps(after: 20) == nil)
    #expect(after.recordsAndGaps(after: 5)?.count == 45)
  }
}
