import Glibc
import SessionJournal
import SessionModel
import Testing

/// The journal as the program uses it, with its thread, on a disk that fails and stops: what the
/// figure *kept up to s* has once covered is there for ever.
@Suite struct ThreadedCrashTests {
  private let rescue = [RescueFolder(path: "/rescue")]

  /// Hands over entries and drafts while the disk fails, then lets the power go.
  private func fall(
    _ disk: SimulatedDisk, _ vault: Vault, _ journal: Journal, from first: Int, _ random: Counter
  ) -> (handed: Int, kept: Int) {
    for _ in 0..<random.below(3) {
      let call: StorageCall = [.write, .sync, .sync, .status, .create][random.below(5)]
      disk.plan(
        PlannedFault(
          call: call, nth: 1 + random.below(10), number: [ENOSPC, EIO][random.below(2)],
          isForEver: random.below(4) == 0, taken: random.below(200)))
    }
    if random.below(2) == 0 { disk.stop(afterCalls: 1 + random.below(80)) }
    let handed = first + random.below(12)
    for s in first..<handed {
      journal.append(note(s, "entry \(s)", lane: s % 5 == 0 ? .process : .record))
      if random.below(3) == 0 { journal.submitDrafts([Ordeal.draft]) }
      if random.below(4) == 0 { sched_yield() }
    }
    let pieces = random.below(4)
    for _ in 0..<pieces { _ = journal.flush(milliseconds: 1) }
    let kept = journal.keeping.upTo
    return (handed - 1, kept)
  }

  @Test func whatWasShownAsKeptIsThere() throws {
    for seed in Proof.seeds(quick: 250, long: 10_000) {
      let random = Counter(UInt64(seed) &* 104_729)
      let disk = SimulatedDisk()
      let steady = steadyMachine(seed: UInt64(seed))
      // A clock that goes: what waits for the disk gives up by it.
      let machine = Machine(
        wall: steady.wall, up: Machine.real.up, random: steady.random, name: steady.name)
      var vault = try Vault.create(at: "/vault", author: "MK", storage: disk, machine: machine)
      let journal = try vault.createSession(rescue: rescue)
      let session = journal.session
      let (handed, kept) = fall(disk, vault, journal, from: 1, random)
      // A stopped machine: what the thread still tries reaches nothing.
      disk.stop(afterCalls: 0)
      let covered = max(kept, journal.keeping.upTo)
      _ = journal.close(milliseconds: 0)
      disk.crash(random)

      vault = try Vault.open(at: "/vault", storage: disk, machine: machine)
      _ = vault.bringHome(from: rescue)
      let (again, reading) = try vault.resumeSession(session, rescue: rescue)
      let found = reading.entries.map(\.entry.s)
      try #require(found == Array(1..<Int64(found.count + 1)), "seed \(seed): a hole")
      try #require((covered...handed).contains(found.count), "seed \(seed)")
      again.append(note(found.count + 1, "after"))
      try #require(again.close(milliseconds: 60_000) == 0, "seed \(seed)")
      try #require(try vault.read(session).entries.count == found.count + 1, "seed \(seed)")
      let verdict = try Verification(storage: disk).session(session, in: vault)
      try #require(verdict.exitCode <= .explained, "seed \(seed): \(verdict.findings)")
    }
  }
}
