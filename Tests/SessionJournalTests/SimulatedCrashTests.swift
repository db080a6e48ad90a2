import Glibc
import SessionJournal
import SessionModel
import Testing

/// A session on a simulated disk, and what must be true of it at every moment.
final class Trial {
  let seed: Int
  let disk: SimulatedDisk
  /// The disk, or something that lies about it.
  let storage: any Storage
  let random: Counter
  let machine: Machine
  var session = ""
  var writer = ""
  /// Texts by number, as acknowledged and as merely tried.
  var kept: [(s: Int, text: String, lane: Lane)] = []
  var tried: [Int: Set<String>] = [:]
  /// Bytes of each file that an acknowledgement covered.
  var settled: [String: [UInt8]] = [:]
  var failures: [String] = []
  let rescue = [RescueFolder(path: "/rescue")]

  init(seed: Int, lie: Lie? = nil) {
    self.seed = seed
    let disk = SimulatedDisk()
    self.disk = disk
    storage = lie.map { LyingStorage(disk: disk, lie: $0) } ?? disk
    random = Counter(UInt64(seed) &* 7919 &+ 17)
    machine = steadyMachine(seed: UInt64(seed))
  }

  func expect(_ truth: Bool, _ what: @autoclosure () -> String) {
    if !truth { failures.append("seed \(seed): \(what())") }
  }

  func vault(_ storage: any Storage) throws -> Vault {
    do throws(JournalFault) {
      return try Vault.open(at: "/vault", storage: storage, machine: machine)
    } catch .noVault {
      return try Vault.create(at: "/vault", author: "MK", storage: storage, machine: machine)
    }
  }

  func record(_ s: Int) -> Record {
    let lane: Lane = random.below(4) == 0 ? .process : .record
    let length = random.below(5) == 0 ? random.below(2_000) : random.below(60)
    let text = String(decoding: (0..<length).map { _ in 97 + random.byte() % 26 }, as: UTF8.self)
    return note(s, "\(s) \(random.below(1_000_000)) \(text)", lane: lane)
  }
}

extension Trial {
  /// Writes up to `count` entries; stops where the machine stops or nothing works any more.
  func write(_ count: Int, with writer: inout EnduringWriter) {
    for _ in 0..<count {
      let record = record((kept.last?.s ?? 0) + 1)
      guard case .noted(let note) = record.event else { return }
      tried[record.s, default: []].insert(note.text)
      for _ in 0..<4 {
        do throws(KeepFault) {
          try writer.keep(EventCoding.entry(of: record), in: FileLane(record.lane))
        } catch {
          if case .noRoom = error { continue }
          return
        }
        kept.append((record.s, note.text, record.lane))
        settle()
        break
      }
      if kept.last?.s != record.s { return }
    }
  }

  /// Remembers every byte that is on the platter at an acknowledgement.
  func settle() {
    for root in ["/vault/sessions", "/rescue"] {
      for (path, bytes) in disk.platter(under: root) where path.hasSuffix(".jsonl") {
        settled[path] = bytes
      }
    }
  }

  /// What must be true after every opening.
  func check(_ reading: SessionReading) {
    var found: [Int: String] = [:]
    for record in reading.records {
      guard case .noted(let note) = record.event else { continue }
      found[record.s] = note.text
      expect(
        tried[record.s]?.contains(note.text) == true, "entry \(record.s) was never entered")
    }
    for entry in kept {
      expect(found[entry.s] == entry.text, "acknowledged entry \(entry.s) is lost or changed")
    }
    expect(found.count <= kept.count + 1, "more than one unacknowledged entry came back")
    expect(reading.entries.map(\.entry.s) == reading.entries.map(\.entry.s).sorted(), "order")
    expect(reading.losses.isEmpty, "holes: \(reading.losses)")
    // What came back without an acknowledgement is on the disk now, and counts from here on.
    for record in reading.records.sorted(by: { $0.s < $1.s }) where record.s > kept.last?.s ?? 0 {
      if case .noted(let note) = record.event { kept.append((record.s, note.text, record.lane)) }
    }
  }

  /// Bytes under an acknowledgement never change; a file may only have come home.
  func checkSettled() {
    let away = disk.files(under: "/rescue")
    let now = disk.files(under: "/vault/sessions").merging(away) { home, _ in home }
    for (path, bytes) in settled {
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      let there = now[path] ?? now.first { $0.key.hasSuffix(name) }?.value
      guard let there else {
        expect(false, "\(path) is gone")
        continue
      }
      expect(there.starts(with: bytes), "\(path) changed under an acknowledgement")
    }
  }
}

extension Trial {
  /// Runs the whole trial and returns what went wrong.
  func run() -> [String] {
    do {
      _ = try vault(storage)
      for cycle in 0..<3 {
        try writeAndFall(isFirst: cycle == 0)
        if session.isEmpty { continue }
        try recover()
      }
    } catch {
      failures.append("seed \(seed): \(error)")
    }
    return failures
  }

  private func planFaults() {
    let calls: [StorageCall] = [.write, .write, .sync, .sync, .syncFolder, .create, .status, .read]
    let numbers = [ENOSPC, EIO, EIO, EDQUOT, ESTALE]
    for _ in 0..<random.below(3) {
      let call = calls[random.below(calls.count)]
      var fault = PlannedFault(
        call: call, nth: 1 + random.below(12), number: numbers[random.below(numbers.count)])
      fault.isForEver = random.below(4) == 0
      if call == .write {
        fault.taken = random.below(400)
        // A short write that is no error at all.
        if random.below(3) == 0 { fault.number = 0 }
      }
      disk.plan(fault)
    }
    if random.below(3) != 0 { disk.stop(afterCalls: 1 + random.below(120)) }
  }

  /// Opens the session, or begins it, writes with faults, and ends by leaving, a kill or a crash.
  private func writeAndFall(isFirst: Bool) throws {
    let vault = try vault(storage)
    writer = vault.writer
    planFaults()
    var open: (writer: EnduringWriter, lock: SessionLock)?
    do throws(JournalFault) {
      if session.isEmpty {
        open = try vault.beginWriting(rescue: rescue)
        session = open?.writer.session ?? ""
      } else {
        let (writer, lock, _) = try vault.resumeWriting(session, rescue: rescue)
        open = (writer, lock)
      }
    } catch {
      // A machine that stops while a session is opened owes nothing.
    }
    if var writer = open?.writer, let lock = open?.lock {
      write(1 + random.below(8), with: &writer)
      if random.below(3) == 0 {
        writer.close()
        lock.release()
      }
    }
    if random.below(2) == 0 { disk.kill() } else { disk.crash(random) }
  }

  /// Opens again, perhaps falling on the way, and checks every promise.
  private func recover() throws {
    for _ in 0..<random.below(3) {
      disk.stop(afterCalls: 1 + random.below(60))
      if let vault = try? vault(storage) {
        _ = vault.bringHome(from: rescue)
        _ = try? vault.resumeWriting(session, rescue: rescue)
      }
      if random.below(2) == 0 { disk.kill() } else { disk.crash(random) }
    }
    let fallen = disk.files(under: "/vault/sessions/\(session)")
    let vault = try vault(storage)
    for home in vault.bringHome(from: rescue) {
      expect([.cameHome, .empty].contains(home.outcome), "rescue: \(home)")
    }
    var (writer, lock, reading) = try vault.resumeWriting(session, rescue: rescue)
    check(reading)
    checkSettled()
    let opened = disk.files(under: "/vault/sessions/\(session)")
    for (path, bytes) in fallen where path.hasSuffix(".jsonl") {
      // A cache that a failed sync made stale is dropped; what stays is never cut or changed.
      let isStale = disk.wasStale(path)
      expect(isStale || opened[path]?.starts(with: bytes) == true, "\(path) was cut or rewritten")
    }
    let once = disk.files(under: "/vault/sessions/\(session)")
    writer.close()
    lock.release()
    (writer, lock, reading) = try vault.resumeWriting(session, rescue: rescue)
    expect(once == disk.files(under: "/vault/sessions/\(session)"), "recovering twice")
    check(reading)
    settle()
    write(1, with: &writer)
    if let second = try? vault.resumeWriting(session) {
      second.lock.release()
      expect(false, "two writers in one session")
    }
    writer.close()
    lock.release()
    check(try vault.read(session))
    let verdict = try Verification(storage: storage).session(session, in: vault)
    expect(verdict.exitCode <= .explained, "verify: \(verdict.findings)")
  }
}

@Suite struct SimulatedCrashTests {
  @Test func nothingAcknowledgedIsEverLost() {
    let seeds = Proof.seeds(quick: 5_000, long: 200_000)
    var failures: [String] = []
    for seed in seeds {
      failures += Trial(seed: seed).run()
      if failures.count > 20 { break }
    }
    #expect(failures.isEmpty, "\(failures.prefix(20).joined(separator: "\n"))")
  }
}
