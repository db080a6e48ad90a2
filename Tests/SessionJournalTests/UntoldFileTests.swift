import SessionJournal
import SessionModel
import Testing

/// Files of which the first line no longer says whose they are: never shown under another client,
/// and one's own not hidden where anything tells that it is.
@Suite struct UntoldFileTests {
  private struct Two {
    let disk = SimulatedDisk()
    let vault: Vault
    let ids: [String]
    /// The second session's record and a copy of it in the first one's folder.
    let own: String
    let stray: String
    let whole: [UInt8]

    init() throws {
      vault = try Vault.create(
        at: "/vault", author: "MK", storage: disk, machine: steadyMachine(seed: 3))
      let (vault, disk) = (vault, disk)
      ids = try ["HF-0417", "HF-0982"].map { client in
        let journal = try vault.createSession()
        var first = note(1)
        first.event = .began(
          Began(
            client: client, kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
            author: "MK"))
        journal.append(first)
        for s in 2...5 { journal.append(note(s, "of \(client)")) }
        #expect(journal.close(milliseconds: 10_000) == 0)
        return journal.session
      }
      let file = try #require(disk.files(under: "/vault/sessions/\(ids[1])").first)
      own = file.key
      whole = file.value
      stray = own.replacing(ids[1], with: ids[0])
      let folder = try disk.open(folder(of: stray), in: nil, for: .folder)
      disk.close(try disk.open(String(stray.suffix(21)), in: folder, for: .create))
      disk.close(folder)
      disk.replace(stray, with: whole)
    }

    var header: Int { (whole.firstIndex(of: 0x0A) ?? 0) + 1 }

    func says(_ client: String, _ id: String) throws -> Bool {
      let reading = try vault.read(id)
      let glance = try vault.glance(id)
      return reading.recordsAndGaps.contains { "\($0.event)".contains(client) }
        || glance.beganEvent?.client == client
    }

    /// The session's id is gone and another character changed: more than one bit.
    func unnamed() throws -> [UInt8] {
      var bytes = whole
      let text = String(decoding: whole, as: UTF8.self)
      let id = try #require(text.firstRange(of: ids[1])).lowerBound
      let start = text.utf8.distance(from: text.startIndex, to: id)
      for place in start..<start + 22 { bytes[place] = 0 }
      let other = try #require(text.firstRange(of: "protection")).lowerBound
      bytes[text.utf8.distance(from: text.startIndex, to: other)] ^= 1
      return bytes
    }

    func loseLedgers() {
      for path in disk.files(under: "/vault").keys where path.hasPrefix("/vault/ledger-") {
        disk.replace(path, with: [])
      }
    }

    func verdict(_ id: String) throws -> Verdict {
      try Verification(storage: disk).session(id, in: vault)
    }
  }

  @Test func noFlippedBitOfAFirstLineShowsAnotherClient() throws {
    let two = try Two()
    for bit in 0..<two.header * 8 {
      var bytes = two.whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      two.disk.replace(two.stray, with: bytes)
      try #require(try !two.says("HF-0982", two.ids[0]), "bit \(bit)")
    }
  }

  /// Without a ledger, too: the line itself says what it was.
  @Test func noFlippedBitOfAFirstLineHidesOnesOwn() throws {
    let two = try Two()
    two.loseLedgers()
    for bit in 0..<two.header * 8 {
      var bytes = two.whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      two.disk.replace(two.own, with: bytes)
      try #require(try two.vault.read(two.ids[1]).entries.count == 5, "bit \(bit)")
      try #require(
        try two.vault.glance(two.ids[1]).beganEvent?.client == "HF-0982", "bit \(bit)")
    }
  }

  @Test func aLedgerTellsWhoseItIs() throws {
    let two = try Two()
    two.disk.replace(two.stray, with: try two.unnamed())
    #expect(try !two.says("HF-0982", two.ids[0]))
    let next = try two.verdict(two.ids[0]).findings.map(\.next)
    #expect(next.contains { $0.hasPrefix("Move it back to sessions/\(two.ids[1]),") }, "\(next)")
    two.disk.replace(two.own, with: try two.unnamed())
    #expect(try two.vault.read(two.ids[1]).entries.count == 5)
    #expect(try two.vault.glance(two.ids[1]).beganEvent?.client == "HF-0982")
  }

  /// Neither its own lines nor a ledger tell: hidden, said by its name, and nothing is lost.
  @Test func whatNothingTellsOfIsHiddenAndSaid() throws {
    let two = try Two()
    two.disk.replace(two.stray, with: try two.unnamed())
    two.loseLedgers()
    #expect(try !two.says("HF-0982", two.ids[0]))
    let reading = try two.vault.read(two.ids[0])
    #expect(reading.entries.count == 5)
    let name = two.stray.split(separator: "/").last.map(String.init) ?? ""
    let row = reading.recordsAndGaps.compactMap { record -> UnreadableLines? in
      if case .unreadable(let lost) = record.event { lost } else { nil }
    }
    #expect(row.map(\.file) == [name] && row.first?.lines == 1...6)
    #expect(try two.vault.glance(two.ids[0]).untold == [name])
    let verdict = try two.verdict(two.ids[0])
    #expect(verdict.exitCode == .corrupt)
    let said = verdict.findings.first { $0.what.contains("nothing tells whose session") }
    #expect(said?.path == two.stray && said?.what.contains("6 lines of it are not shown") == true)
    #expect(said?.next.contains("Keep it") == true)
  }

  /// Should they be the session's own after all, no number is given twice.
  @Test func hiddenLinesKeepTheirNumbers() throws {
    let two = try Two()
    two.disk.replace(two.own, with: try two.unnamed())
    two.loseLedgers()
    #expect(try two.vault.read(two.ids[1]).entries.isEmpty)
    let (journal, opened) = try two.vault.resumeSession(two.ids[1])
    #expect(opened.lastNumber(of: two.vault.writer) == 5)
    journal.append(note(6))
    #expect(journal.close(milliseconds: 10_000) == 0)
    two.disk.replace(two.own, with: two.whole)
    #expect(try two.vault.read(two.ids[1]).entries.map(\.entry.s) == Array(1...6))
  }

  /// A file of the session that goes on after it tells as well.
  @Test func theSessionsOtherFilesTell() throws {
    let two = try Two()
    var damaged = two.whole
    damaged[damaged.count - 70] ^= 1
    two.disk.replace(two.own, with: damaged)
    let (journal, _) = try two.vault.resumeSession(two.ids[1])
    journal.append(note(6))
    #expect(journal.close(milliseconds: 10_000) == 0)
    two.loseLedgers()
    two.disk.replace(two.own, with: try two.unnamed())
    #expect(try two.vault.read(two.ids[1]).entries.map(\.entry.s) == Array(1...6))
  }
}
