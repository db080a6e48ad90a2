import Foundation
import Testing

/// The real binary, killed by another process at any moment.
@Suite("Killed at random times")
struct RandomKillTests {
  static let kills = ProofSize.isLong ? 2_000 : 100
  static let chains = 4

  @Test("kill -9 at random times, 100 quick and 2,000 long: no acknowledged entry is lost")
  func randomTimes() throws {
    let wrong = faults(of: Array(1...Self.chains), width: Self.chains) { chain in
      try Self.chain(of: Self.kills / Self.chains, seed: UInt64(chain))
    }
    report(wrong)
  }

  /// One session, resumed and killed again and again.
  private static func chain(of kills: Int, seed: UInt64) throws -> [String] {
    let trial = try Trial()
    var random = Seeded(state: seed)
    var typed: [String] = ["first"]
    var outcome = try trial.sit(typing: typed)
    var wrong: [String] = []
    for kill in 1...kills where wrong.isEmpty {
      let terminal = try trial.start(["resume"])
      guard try terminal.reachesLine() else {
        outcome.words = terminal.lastWords
        return ["kill \(kill): did not resume: \(outcome.words)"]
      }
      let notes = (1...12).map { "kill \(kill) note \($0)" }
      try terminal.type(notes.map { $0 + Keys.enter }.joined() + "half typed")
      // The random moment itself; nothing is waited for.
      let end = ContinuousClock.now + .microseconds(Int.random(in: 0...25_000, using: &random))
      while ContinuousClock.now < end { _ = terminal.pause(milliseconds: 0) }
      terminal.kill(SIGKILL)
      guard try terminal.waitForExit() == -SIGKILL else { return ["kill \(kill): ended itself"] }
      let claimed = Trial.claimed(terminal.text, of: notes)
      typed = try check(trial, before: typed, notes, claimed, into: &wrong)
      if !wrong.isEmpty { wrong = wrong.map { "kill \(kill): \($0)" } }
    }
    if wrong.isEmpty { wrong = try trial.wrongs(after: typed) }
    return wrong
  }

  /// What was kept of this run comes behind what was kept before, in order; answers all of it.
  private static func check(
    _ trial: Trial, before: [String], _ notes: [String], _ claimed: [String],
    into wrong: inout [String]
  ) throws -> [String] {
    wrong += try trial.lostBytes()
    let kept = try trial.notes()
    let acknowledged = try trial.acknowledged()
    if kept != before + notes.prefix(kept.count - before.count) {
      wrong.append("on the disk: \(kept.suffix(14))")
    }
    let there = Set(kept)
    wrong += acknowledged.filter { !there.contains($0) }.map { "acknowledged and gone: \($0)" }
    wrong += claimed.filter { !there.contains($0) }.map { "shown as kept and gone: \($0)" }
    return kept
  }
}
