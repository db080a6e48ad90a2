import Foundation
import Testing

/// Two programs on one vault at the same moment.
@Suite("Two writers")
struct TwoWritersTests {
  /// Two programs that were started together, and what became of them.
  private struct Pair {
    let terminals: [TestTerminal]

    /// Waits until every program takes notes or has ended; those that take notes.
    func sitting() throws -> [TestTerminal] {
      try terminals.filter { try $0.reachesLine() }
    }
  }

  private static func startTwo(_ trial: Trial, _ arguments: [[String]]) throws -> Pair {
    Pair(terminals: try arguments.map { try trial.start($0, columns: 300) })
  }

  /// One note of each program that got in; faults where it was not exactly one.
  private static func race(_ trial: Trial, _ number: Int) throws -> (note: String?, [String]) {
    let pair = try startTwo(trial, [["resume", "last"], ["resume", "last"]])
    let sitting = try pair.sitting()
    guard sitting.count == 1, let winner = sitting.first,
      let loser = pair.terminals.first(where: { $0 !== winner })
    else { return (nil, ["start \(number): \(sitting.count) got in"]) }
    var wrong: [String] = []
    let code = try loser.waitForExit()
    let refusal = #/^holdfast: session [\w-]{22} is open in another Holdfast\. .+\.$/#
    if code != 5 || loser.lastWords.firstMatch(of: refusal) == nil {
      wrong.append("start \(number): the other ended with \(code): \(loser.lastWords)")
    }
    let note = "of start \(number)"
    try winner.type(note + Keys.enter)
    _ = try winner.goOn { try trial.acknowledged().contains(note) }
    winner.kill(SIGTERM)
    if try winner.waitForExit() != 0 { wrong.append("start \(number): \(winner.lastWords)") }
    return (note, wrong)
  }

  @Test("200 double starts on one session: one gets in, nothing is interleaved")
  func oneSession() throws {
    let chains = 4
    let starts = (ProofSize.isLong ? 2_000 : 200) / chains
    let wrong = faults(of: Array(1...chains), width: chains) { chain in
      let trial = try Trial()
      _ = try trial.sit(typing: ["first"])
      var notes = ["first"]
      for number in 1...starts {
        let (note, wrong) = try Self.race(trial, number)
        guard let note, wrong.isEmpty else { return wrong }
        notes.append(note)
      }
      return try trial.wrongs(after: notes, mayBe: [0])
    }
    report(wrong)
  }

  @Test("double starts that begin a session each, also in a vault that neither found")
  func twoSessions() throws {
    let rounds = ProofSize.isLong ? 500 : 40
    let wrong = faults(of: Array(1...rounds), width: 3) { round in
      let trial = try Trial()
      if round.isMultiple(of: 2) { _ = try trial.sit(typing: ["first"]) }
      let new = HoldfastProgram.newSession
      let pair = try Self.startTwo(trial, [new, new])
      var wrong: [String] = []
      let sitting = try pair.sitting()
      for terminal in pair.terminals where !sitting.contains(where: { $0 === terminal }) {
        wrong.append("ended with \(try terminal.waitForExit()): \(terminal.lastWords)")
      }
      for (number, terminal) in sitting.enumerated() {
        let note = "of program \(number)"
        try terminal.type(note + Keys.enter)
        _ = try terminal.goOn { try trial.acknowledged().contains(note) }
        terminal.kill(SIGTERM)
        if try terminal.waitForExit() != 0 { wrong.append(terminal.lastWords) }
      }
      wrong += try trial.lostBytes()
      let verdict = try trial.say(["verify"])
      if verdict.code != 0 { wrong.append("verify ends with \(verdict.code): \(verdict.words)") }
      let listed = try trial.say(["list"])
      let expected = round.isMultiple(of: 2) ? 3 : 2
      if listed.words.split(separator: "\n").count != expected {
        wrong.append("listed: \(listed.words)")
      }
      return wrong
    }
    report(wrong)
  }
}
