import SessionJournal
import SessionModel
import Testing

/// A session with a damaged file is closed and sealed: nobody is accused of anything that was not
/// done, and what is damaged stays named.
@Suite struct SealedDamageTests {
  enum Damage: CaseIterable {
    case none, missingLineFeed, torn, changedLine, damagedEnd, middle, tornHeader
    case changedHeader, lostHeader

    var worst: ExitCode {
      switch self {
      case .none, .missingLineFeed: .clean
      case .torn, .damagedEnd, .tornHeader: .explained
      case .changedLine, .middle, .changedHeader, .lostHeader: .corrupt
      }
    }

    func done(to whole: [UInt8]) -> [UInt8] {
      var bytes = whole
      let ends = bytes.indices.filter { bytes[$0] == 0x0A }
      switch self {
      case .none: break
      case .missingLineFeed: bytes.removeLast()
      case .torn: bytes += Array("{\"n\":4,\"kind\":\"no".utf8)
      case .changedLine: bytes[ends[ends.count - 2] + 30] ^= 1
      case .damagedEnd: bytes[bytes.count - 1] = 0x0B
      case .middle: bytes[ends[0] + 30] ^= 1
      case .tornHeader: bytes = Array(bytes.prefix(50))
      case .changedHeader: bytes[1] ^= 1
      case .lostHeader: for place in 0..<ends[0] { bytes[place] = 0x58 }
      }
      return bytes
    }
  }

  /// A session with entries in both lanes, not closed yet.
  private func begun(_ vault: Vault) throws -> String {
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    for s in 2...6 { journal.append(note(s, lane: s % 2 == 0 ? .process : .record)) }
    #expect(journal.close(milliseconds: 10_000) == 0)
    return journal.session
  }

  private func seal(_ id: String, in vault: Vault) throws {
    let (journal, reading) = try vault.resumeSession(id)
    let list = ListLine(
      client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 9,
      beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0)
    let ends: [Event] = [
      .closed(with: "sister"), .sealed(Seal(listLine: list, reason: "complete")),
      .addendumWritten(Note(kind: .observed, text: "late")),
    ]
    for (place, event) in ends.enumerated() {
      var record = note(Int(reading.lastNumber(of: vault.writer)) + 1 + place)
      record.event = event
      journal.append(record)
    }
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  @Test(arguments: Damage.allCases, ["record", "process"])
  func aSealOverDamageAccusesNobody(_ damage: Damage, lane: String) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let id = try begun(vault)
    let folder = scratch.file("vault/sessions/\(id)")
    let name = try #require(names(in: folder).first { $0.hasPrefix(lane) })
    let whole = bytes(of: "\(folder)/\(name)")
    // A header that was cut off is that of a file in which nothing was ever kept.
    let isOwnFile = damage == .tornHeader
    let target = isOwnFile ? "\(folder)/\(lane)-AAAAAAAA.jsonl" : "\(folder)/\(name)"
    let damaged = damage.done(to: whole)
    write(damaged, to: target)
    try seal(id, in: vault)
    let verdict = try Verification().session(id, in: vault)
    #expect(verdict.fingerprint != nil)
    #expect(verdict.exitCode == damage.worst, "\(verdict.findings)")
    for said in verdict.findings.map(\.what) {
      #expect(!said.contains("after sealing") && !said.contains("the seal"), "\(said)")
    }
    #expect(bytes(of: target).starts(with: damaged))
    // What is added to a sealed session is found all the same.
    let (journal, reading) = try vault.resumeSession(id)
    journal.append(note(Int(reading.lastNumber(of: vault.writer)) + 1, "slipped in"))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let added = try Verification().session(id, in: vault).findings.map(\.what)
    #expect(added.contains { $0.contains("1 entry was added after sealing") }, "\(added)")
  }
}
