import Glibc
import SessionJournal
import SessionModel
import Testing

/// A file of one client's session that lies in the folder of another's.
@Suite struct ForeignFileTests {
  private struct Two {
    let scratch = Scratch()
    let vault: Vault
    let ids: [String]
    /// The second session's record in the first one's folder.
    let stray: String

    init() throws {
      let vault = try makeVault(scratch)
      let scratch = scratch
      ids = try ["HF-0417", "HF-0982"].map { client in
        let journal = try vault.createSession()
        var first = note(1)
        first.event = .began(
          Began(
            client: client, kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
            author: "MK"))
        journal.append(first)
        for s in 2...4 { journal.append(note(s, "of \(client)")) }
        if client == "HF-0982" { journal.append(Self.end(5)) }
        #expect(journal.close(milliseconds: 10_000) == 0)
        return journal.session
      }
      self.vault = vault
      let other = scratch.file("vault/sessions/\(ids[1])")
      let name = names(in: other).first { $0.hasPrefix("record") } ?? ""
      stray = scratch.file("vault/sessions/\(ids[0])/\(name)")
      run("cp -p '\(other)/\(name)' '\(stray)'")
    }

    private static func end(_ s: Int) -> Record {
      var end = note(s)
      end.event = .runEnded(
        RunEnded(
          listLine: ListLine(
            client: "HF-0982", kind: .dosing, ordinal: 1, state: .open, entries: s,
            beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0)))
      return end
    }

    /// Flips a bit of the copy's first line, in or right behind this text.
    func damage(_ mark: String) throws {
      var changed = bytes(of: stray)
      let text = String(decoding: changed, as: UTF8.self)
      let place = try #require(text.firstRange(of: mark)).lowerBound
      changed[text.utf8.distance(from: text.startIndex, to: place) + 2] ^= 1
      write(changed, to: stray)
    }
  }

  @Test func theListShowsASessionUnderItsOwnClient() throws {
    let two = try Two()
    for (id, client) in zip(two.ids, ["HF-0417", "HF-0982"]) {
      #expect(try two.vault.glance(id).beganEvent?.client == client)
    }
    #expect(try two.vault.glance(two.ids[0]).ended == nil, "the other session was left, not this")
    try two.damage("\"protection\"")
    #expect(try two.vault.glance(two.ids[0]).beganEvent?.client == "HF-0417")
    #expect(try two.vault.glance(two.ids[0]).ended == nil)
  }

  /// Its first line verifies no more, and still says whose it is.
  @Test(arguments: ["\"format\"", "\"protection\"", "\"writer\"", "\"hash\""])
  func nothingOfAnotherClientIsShownBehindADamagedFirstLine(_ mark: String) throws {
    let two = try Two()
    try two.damage(mark)
    let reading = try two.vault.read(two.ids[0])
    #expect(reading.entries.count == 4)
    #expect(!reading.recordsAndGaps.contains { "\($0.event)".contains("HF-0982") })
    #expect(!reading.recordsAndGaps.contains { "\($0.event)".contains(two.stray) })
    let verdict = try Verification().session(two.ids[0], in: two.vault)
    #expect(verdict.exitCode == .corrupt)
    let said = verdict.findings.first { $0.what == "this file belongs to another session" }
    #expect(said?.next.hasPrefix("Move it back to sessions/\(two.ids[1]),") == true)
    #expect(!verdict.findings.contains { $0.what.contains("two different entries") })
    let (journal, opened) = try two.vault.resumeSession(two.ids[0])
    #expect(opened.lastNumber(of: two.vault.writer) == 4)
    #expect(journal.close(milliseconds: 10_000) == 0)
  }

  /// Damage in the id itself is no other session: what stands behind it is this one's.
  @Test func aDamagedSessionIDIsNotTakenForAnother() throws {
    let two = try Two()
    let folder = two.scratch.file("vault/sessions/\(two.ids[1])")
    let own = "\(folder)/\(names(in: folder).first { $0.hasPrefix("record") } ?? "")"
    var changed = bytes(of: own)
    let text = String(decoding: changed, as: UTF8.self)
    let place = try #require(text.firstRange(of: two.ids[1])).lowerBound
    for letter in 0..<3 {
      let at = text.utf8.distance(from: text.startIndex, to: place) + letter
      changed[at] = changed[at] == 0x41 ? 0x42 : 0x41
    }
    write(changed, to: own)
    #expect(try two.vault.read(two.ids[1]).entries.count == 5)
    #expect(try Verification().session(two.ids[1], in: two.vault).exitCode == .corrupt)
  }
}
