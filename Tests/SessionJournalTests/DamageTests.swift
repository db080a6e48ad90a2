import SessionJournal
import SessionModel
import Testing

/// One session of 24 records on a simulated disk, to be damaged.
struct Patient {
  let disk = SimulatedDisk()
  let vault: Vault
  let session: String
  let path: String
  let whole: [UInt8]
  /// Where each line ends, its line feed included.
  let ends: [Int]
  let notes: [Int: Event]

  init(_ count: Int = 24, seed: UInt64 = 1) throws {
    vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine(seed: seed))
    var (writer, lock) = try vault.beginWriting()
    var notes: [Int: Event] = [:]
    for s in 1...count {
      let record = note(s, "note \(s)\u{202E}, \(s * 7919 % 97)")
      notes[s] = record.event
      try writer.keep(EventCoding.entry(of: record), in: .record)
    }
    writer.close()
    lock.release()
    session = writer.session
    self.notes = notes
    let files = disk.files(under: "/vault/sessions/\(session)")
    let (path, bytes) = files.first ?? ("", [])
    self.path = path
    whole = bytes
    ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  /// The session as it reads with these bytes in its file.
  func read(_ bytes: [UInt8]) throws -> SessionReading {
    disk.replace(path, with: bytes)
    return try vault.read(session)
  }

  func verdict() throws -> Verdict {
    try Verification(storage: disk).session(session, in: vault)
  }

  /// Opens for writing, keeps one more entry, and returns what is read then.
  func goOn() throws -> (opened: SessionReading, after: SessionReading) {
    var (writer, lock, opened) = try vault.resumeWriting(session)
    defer { lock.release() }
    let s = Int(opened.lastNumber(of: vault.writer)) + 1
    try writer.keep(EventCoding.entry(of: note(s, "after the damage")), in: .record)
    writer.close()
    return (opened, try vault.read(session))
  }

  func isUnaltered(_ reading: SessionReading) -> Bool {
    reading.records.allSatisfy { notes[$0.s] == $0.event }
  }
}

@Suite struct DamageTests {
  @Test(arguments: ["nothing", "zeros", "random", "stale lines"])
  func everyCutKeepsEveryWholeLine(_ fill: String) throws {
    let patient = try Patient()
    let stale = try Patient(3, seed: 2)
    let random = Counter(5)
    var joined = 0
    for cut in 0...patient.whole.count {
      var bytes = Array(patient.whole[..<cut])
      let length = cut == patient.whole.count ? 0 : 1 + cut % 300
      switch fill {
      case "zeros": bytes += [UInt8](repeating: 0, count: length)
      case "random": bytes += (0..<length).map { _ in random.byte() }
      case "stale lines": bytes += stale.whole[length...]
      default: break
      }
      // Bytes that stand where they would have stood anyway are no damage.
      let same = zip(bytes, patient.whole).prefix { $0 == $1 }.count
      let lines = patient.ends.count { $0 <= same }
      // A header that was cut off holds nothing; a line cut at its line feed is whole, whatever
      // stands where the line feed was.
      let isWhole = lines > 0 && patient.ends.contains(same + 1)
      let least = max(0, lines - 1 + (isWhole && fill == "nothing" ? 1 : 0))
      let reading = try patient.read(bytes)
      let expected = reading.entries.count
      try #require(patient.isUnaltered(reading), "cut \(cut)")
      try #require((least...max(least, lines - (isWhole ? 0 : 1))).contains(expected), "cut \(cut)")
      let (opened, after) = try patient.goOn()
      try #require(opened.entries.count == expected, "cut \(cut)")
      try #require(after.entries.count == expected + 1, "cut \(cut)")
      // A line of another session that together with what was written makes a whole one: nobody can
      // tell it from a line of this one that was changed.
      let next = bytes[(patient.ends.last { $0 <= same } ?? 0)...].prefix { $0 != 0x0A }
      let isJoined = fill == "stale lines" && (try? JSONReader.object(Array(next))) != nil
      joined += isJoined ? 1 : 0
      try #require(after.losses.isEmpty || isJoined, "cut \(cut)")
      let now = patient.disk.files(under: patient.path)[patient.path] ?? []
      try #require(now.starts(with: bytes), "cut \(cut): bytes were changed or truncated")
      // Without a header, lines of another session cannot be told from lines that were lost.
      let isForeign = lines == 0 && fill == "stale lines" || isJoined
      let worst: ExitCode = isForeign ? .corrupt : .explained
      try #require(try patient.verdict().exitCode <= worst, "cut \(cut)")
      removeOthers(patient)
    }
    #expect(joined * 3 < patient.whole.count, "\(joined) cuts")
  }

  /// A continuation or a new file of one trial is not to be there in the next.
  private func removeOthers(_ patient: Patient) {
    let folder = patient.disk
    for path in folder.files(under: "/vault/sessions/\(patient.session)").keys
    where path != patient.path {
      let parts = path.split(separator: "/").map(String.init)
      let above = parts.dropLast().joined(separator: "/")
      guard let open = try? folder.open(above, in: nil, for: .folder) else { continue }
      try? folder.unlink(parts[parts.count - 1], in: open)
      folder.close(open)
    }
  }

  @Test func everyFlippedBitIsFoundAndCostsAtMostItsOwnLine() throws {
    let patient = try Patient()
    let header = patient.ends[0]
    for bit in 0..<patient.whole.count * 8 {
      var bytes = patient.whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      let reading = try patient.read(bytes)
      let report = try #require(reading.files.first?.report)
      try #require(report.state != .clean || !report.refused.isEmpty, "bit \(bit)")
      try #require(patient.isUnaltered(reading), "bit \(bit)")
      if bit / 8 < header {
        try #require(reading.entries.count == 24, "bit \(bit) of the first line hid all")
      }
      if bit / 8 >= header {
        try #require(reading.entries.count >= 23, "bit \(bit) lost more than its line")
        // In the last line too, whatever the bit broke: turned back, the line verifies.
        try #require(!report.isTorn, "bit \(bit): taken for a torn tail")
      }
    }
  }

  /// Two lines in one file: numbers are left free for the last one too, and both are rows.
  @Test func aChangedLastLineBehindOtherDamageIsCounted() throws {
    let patient = try Patient()
    for first in [patient.ends[4] + 60, 30] {
      var bytes = patient.whole
      bytes[first] ^= 1
      bytes[patient.ends[23] + 60] ^= 1
      let reading = try patient.read(bytes)
      let report = try #require(reading.files.first?.report)
      guard case .damagedInside = report.state else {
        Issue.record("\(report.state)")
        continue
      }
      #expect(report.damagedTail == 1)
      #expect(report.gaps.last == 24...24)
      let rows = reading.recordsAndGaps.count - reading.records.count
      #expect(rows == 2)
      _ = try patient.goOn()
      let (_, after) = try patient.goOn()
      #expect(after.entries.suffix(2).map(\.entry.s) == [25, 26])
      // The file comes back from a backup.
      patient.disk.replace(patient.path, with: patient.whole)
      #expect(try patient.verdict().exitCode == .clean)
      removeOthers(patient)
    }
  }

  /// A last line that was changed has a row, and a file of which nothing can be verified has one.
  @Test func whatIsLostAtTheEndOrWithTheFirstLineIsARow() throws {
    let patient = try Patient()
    var changed = patient.whole
    changed[patient.ends[23] + 60] ^= 1
    let last = try #require(try patient.read(changed).recordsAndGaps.last)
    guard case .unreadable(let lost) = last.event else {
      Issue.record("no row: \(last.event)")
      return
    }
    #expect(lost.lines == 25...25)
    let (opened, _) = try patient.goOn()
    #expect(opened.entries.count == 23)
    // Nothing of the first line is left, so that no line behind it verifies.
    var headless = changed
    for place in 0..<patient.ends[0] - 1 { headless[place] = 0x58 }
    let after = try patient.read(headless)
    #expect(after.entries.map(\.entry.s) == [25])
    guard case .unreadable(let all)? = after.recordsAndGaps.first?.event else {
      Issue.record("no row for the whole file")
      return
    }
    #expect(all.lines.lowerBound == 1 && all.lines.upperBound >= 24)
  }

  /// A file of zeros is longer than a first line that was cut off: it held something.
  @Test func aFileOfZerosIsNotCalledEmpty() throws {
    let patient = try Patient()
    let zeros = try patient.read([UInt8](repeating: 0, count: patient.whole.count))
    #expect(zeros.files.first?.report.state == .headerLost(lines: 0))
    #expect(Verification(storage: patient.disk).path(patient.path).exitCode == .corrupt)
    let torn = try patient.read(Array(patient.whole.prefix(40)))
    #expect(torn.files.first?.report.state == .headerTorn)
    #expect(Verification(storage: patient.disk).path(patient.path).exitCode == .explained)
  }

  /// Every line dropped, with as many behind it as there are; every two swapped; every one repeated
  /// at every place; and, of another session, every one in the place of every one and between.
  @Test func linesDroppedSwappedRepeatedOrSplicedAreFound() throws {
    let patient = try Patient()
    let lines = split(patient.whole)
    let others = split(try Patient(24, seed: 3).whole)
    var trials = 0
    func check(_ what: String, _ change: (inout [[UInt8]]) -> Void) throws {
      var changed = lines
      change(&changed)
      // A file that only ends earlier is whole; what is missing there the ledger knows.
      if changed == lines || lines.starts(with: changed) { return }
      trials += 1
      let reading = try patient.read(Array(changed.map { $0 + [0x0A] }.joined()))
      try #require(try patient.verdict().exitCode != .clean, "\(what)")
      try #require(patient.isUnaltered(reading), "\(what)")
    }
    for one in lines.indices {
      for end in one..<lines.count {
        try check("drop \(one)...\(end)") { $0.removeSubrange(one...end) }
      }
      for two in lines.indices {
        if one < two { try check("swap \(one), \(two)") { $0.swapAt(one, two) } }
        try check("repeat \(one) at \(two)") { $0.insert(lines[one], at: two) }
        try check("\(one) of another for \(two)") { $0[two] = others[one] }
        try check("\(one) of another at \(two)") { $0.insert(others[one], at: two) }
      }
      try check("repeat \(one) at the end") { $0.append(lines[one]) }
      try check("\(one) of another at the end") { $0.append(others[one]) }
    }
    #expect(trials > 2_000)
  }

  /// The row says which lines, at the place where they stood, and no word of them.
  @Test func theGapOfADamagedFileIsARowAtItsPlace() throws {
    let patient = try Patient()
    let name = String(patient.path.split(separator: "/").last ?? "")
    for (from, through) in [(1, 1), (5, 5), (5, 7), (22, 23)] {
      var bytes = patient.whole
      for line in from...through { bytes[patient.ends[line] - 70] ^= 1 }
      let reading = try patient.read(bytes)
      let rows = reading.recordsAndGaps
      let place = try #require(rows.firstIndex { $0.lost != nil })
      #expect(rows[place].lost == UnreadableLines(file: name, lines: from + 1...through + 1))
      #expect(place == from - 1, "lines \(from) to \(through)")
      #expect(rows.count == reading.records.count + 1)
      #expect(rows.filter { $0.lost == nil } == reading.records)
      #expect(rows[place].id.text.utf8.count == 12, "a text typed beside it names it by its id")
    }
    #expect(try patient.read(patient.whole).recordsAndGaps == patient.read(patient.whole).records)
  }

  private func split(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).map(Array.init)
  }

  @Test func damageInTheMiddleIsContinuedInAnotherFileAndNeverTouched() throws {
    let patient = try Patient()
    for place in stride(from: 0, to: patient.ends[22], by: 101) {
      var bytes = patient.whole
      for offset in place..<min(place + 40, patient.ends[22]) { bytes[offset] = 0x58 }
      _ = try patient.read(bytes)
      let (opened, after) = try patient.goOn()
      #expect(after.entries.count == opened.entries.count + 1)
      #expect(patient.disk.files(under: patient.path)[patient.path] == bytes)
      #expect(try patient.verdict().exitCode == .corrupt)
      let (again, later) = try patient.goOn()
      #expect(again.entries.count == after.entries.count)
      #expect(later.entries.count == after.entries.count + 1)
      #expect(later.files.count == 2)
      removeOthers(patient)
    }
  }
}

extension Record {
  fileprivate var lost: UnreadableLines? {
    if case .unreadable(let lines) = event { lines } else { nil }
  }
}

extension FileReport {
  var isTorn: Bool { if case .torn = state { true } else { false } }
}
