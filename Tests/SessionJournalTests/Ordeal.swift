import SessionJournal
import SessionModel

/// A session whose record file, draft, ledger or vault file is replaced by any bytes, and what must
/// hold whatever they are.
final class Ordeal {
  let disk = SimulatedDisk()
  let vault: Vault
  let session: String
  let writer: String
  let folder: String
  let record: String
  /// The record file's own id.
  let file: FileID
  /// The record file as it was written.
  let original: [UInt8]
  /// The states that the record file was found in.
  private(set) var seen: Set<String> = []
  private let entries: [String: JournalEntry]
  private let whole: SimulatedDisk.State

  init() throws {
    let storage = disk
    vault = try Vault.create(
      at: "/vault", author: "MK", storage: storage, machine: steadyMachine(seed: 4))
    writer = vault.writer
    var (open, lock) = try vault.beginWriting()
    session = open.session
    for s in 1...14 {
      let lane: Lane = s % 5 == 3 ? .process : .record
      try open.keep(
        EventCoding.entry(of: note(s, "note \(s) “ä”", lane: lane)), in: FileLane(lane))
    }
    try open.write([Self.draft])
    open.close()
    lock.release()
    folder = "/vault/sessions/\(session)"
    let files = disk.files(under: folder)
    record = files.keys.first { $0.contains("/record-") } ?? ""
    original = files[record] ?? []
    let reading = try vault.read(session)
    let header = reading.files.first { $0.name.hasPrefix("record-") }?.report.header
    guard let header else { throw JournalFault.noSession(id: session) }
    file = header.file
    let kept = reading.entries.map(\.entry)
    entries = Dictionary(kept.map { ($0.id, $0) }) { one, _ in one }
    whole = disk.state.withLock { $0 }
  }

  static let draft = Draft(
    id: "AAAAAAAAAAAA", at: 1_795_430_000_000, up: 5, boot: "b", note: "observed", flip: false,
    text: "typed and not entered", parked: false)

  /// What went wrong with these bytes for a record file. `isForged`: their hashes are right, so
  /// that they may say anything.
  func endure(_ bytes: [UInt8], isForged: Bool) -> [String] {
    disk.state.withLock { $0 = whole }
    disk.replace(record, with: bytes)
    do {
      let reading = try vault.read(session)
      if let report = reading.files.first(where: { $0.name.hasPrefix("record-") })?.report {
        seen.insert(report.refused.isEmpty ? report.state.name : "refused")
      }
      var failures = check(reading, of: bytes, isForged: isForged)
      failures += goOn(from: reading, over: bytes, isForged: isForged)
      _ = Verification(storage: disk).path(folder)
      return failures
    } catch {
      return ["reading failed: \(error)"]
    }
  }

  private func check(
    _ reading: SessionReading, of bytes: [UInt8], isForged: Bool
  ) -> [String] {
    var failures: [String] = []
    var folded = Session(id: session, rules: .none)
    for record in reading.records { folded.apply(record) }
    if !isForged {
      for kept in reading.entries where entries[kept.entry.id] != kept.entry {
        failures.append("entry \(kept.entry.s) was never entered")
      }
    }
    guard let verdict = try? Verification(storage: disk).session(session, in: vault) else {
      return failures + ["verify failed"]
    }
    // A file cut between two lines is a shorter file; only a ledger or a seal knows better.
    if !isForged, verdict.exitCode == .clean, !original.starts(with: bytes) {
      failures.append("changed bytes were called clean")
    }
    return failures
  }

  /// Opens for writing, keeps one entry, opens again.
  private func goOn(
    from reading: SessionReading, over bytes: [UInt8], isForged: Bool
  ) -> [String] {
    var failures: [String] = []
    do {
      var (open, lock, opened) = try vault.resumeWriting(session)
      if opened.entries != reading.entries { failures.append("opening read other entries") }
      let s = opened.lastNumber(of: writer) + 1
      do throws(KeepFault) {
        try open.keep(EventCoding.entry(of: note(Int(s), "after")), in: .record)
      } catch {
        // A forged file may have used the last number there is.
        if s <= JournalLimit.integer { failures.append("an entry was not kept: \(error)") }
        return failures
      }
      open.close()
      lock.release()
      let once = disk.files(under: folder)
      if once[record]?.starts(with: bytes) != true {
        failures.append("bytes were changed or cut off")
      }
      (open, lock, opened) = try vault.resumeWriting(session)
      open.close()
      lock.release()
      if opened.entries.count != reading.entries.count + 1 {
        let states = opened.files.map { "\($0.name): \($0.report.state)" }
        failures.append(
          "\(reading.entries.count) entries became \(opened.entries.count) in \(states)")
      }
      if disk.files(under: folder) != once { failures.append("opening again wrote again") }
    } catch JournalFault.sessionNeedsNewer {
      // Says so, and touches nothing.
    } catch {
      failures.append("opening failed: \(error)")
    }
    return failures
  }

  /// The files beside the journal must never stop anything: any bytes are read or refused.
  func endureBeside(_ bytes: [UInt8]) -> [String] {
    var failures: [String] = []
    let ledger = disk.files(under: "/vault").keys.first { $0.contains("/ledger-") } ?? ""
    for path in ["\(folder)/draft", ledger, "/vault/vault.json"] {
      disk.state.withLock { $0 = whole }
      disk.replace(path, with: bytes)
      if (try? vault.read(session).entries.count) != 14 { failures.append("\(path) hid entries") }
      _ = try? vault.listings()
      _ = try? Verification(storage: disk).vault(vault)
      if path == ledger { continue }
      if let again = try? Vault.open(at: "/vault", storage: disk, machine: steadyMachine()) {
        _ = try? again.resumeWriting(session)
      }
    }
    return failures
  }
}

extension FileState {
  var name: String {
    switch self {
    case .clean: "clean"
    case .missingLineFeed: "missing line feed"
    case .torn: "torn"
    case .damagedLines: "damaged lines"
    case .damagedEnd: "damaged end"
    case .damagedInside: "damaged inside"
    case .headerTorn: "header torn"
    case .headerLost: "header lost"
    case .newer: "newer"
    }
  }

  static let names: Set<String> = [
    "clean", "missing line feed", "torn", "damaged lines", "damaged end", "damaged inside",
    "header torn", "header lost", "newer",
  ]
}
