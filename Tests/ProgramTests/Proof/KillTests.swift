import Foundation
import Testing

/// The real binary, killed wherever it touches the disk.
@Suite("Killed at every storage call")
struct KillTests {
  static let notes = Trial.notes(30)

  /// Sits until the fault ends the program; what is wrong afterwards.
  @Sendable private static func wrongs(_ fault: Fault, _ notes: [String]) throws -> [String] {
    let trial = try Trial()
    let outcome = try trial.sit(typing: notes, fault)
    let isKilled = try trial.injected() == 1
    var wrong = try trial.wrongs(after: notes, claimed: outcome.claimed)
    if outcome.exitCode != (isKilled ? -SIGKILL : 0) {
      wrong.append("ended with \(outcome.exitCode): \(outcome.words)")
    }
    return isKilled ? wrong : wrong + [Self.notReached]
  }

  private static let notReached = "the fault was not done"

  @Test("SIGKILL at every storage call of a session of 30 entries loses nothing acknowledged")
  func everyCall() throws {
    let dry = try Trial()
    let whole = try dry.sit(typing: Self.notes)
    #expect(whole.exitCode == 0)
    #expect(!whole.claimed.isEmpty, "the screen must have shown what is kept")
    let count = try dry.calls().count
    #expect(count > 200, "the library must have seen the session")
    report(try dry.wrongs(after: Self.notes, claimed: whole.claimed))
    let wrong = faults(of: Array(1...count)) { number in
      let wrong = try Self.wrongs(.kill(at: number), Self.notes)
      // Runs differ by a few calls: one that is shorter ends before its last numbers.
      return number < count * 9 / 10 ? wrong : wrong.filter { $0 != Self.notReached }
    }
    report(wrong)
  }

  @Test("SIGKILL at every storage call while a rescue comes home, and it comes home all the same")
  func homecoming() throws {
    let before = Trial.notes(8, of: "before")
    let after = Trial.notes(3, of: "after")
    // Both lanes have left their folder in the middle of a line.
    let failing = Fault(act: "cut:60+errno:5", calls: "write", name: "record-*", from: 5)
    let dry = try Trial()
    _ = try dry.sit(typing: before, failing)
    #expect(try dry.injected() == 2)
    let calls = try dry.calls().count
    let counting = Fault(act: "none", below: ["home", "rescue"])
    _ = try dry.sit(["resume"], typing: after, counting)
    let count = try dry.calls().count - calls
    #expect(count > 60, "a homecoming takes more calls than that")
    report(
      faults(of: Array(1...count)) { number in
        let trial = try Trial()
        _ = try trial.sit(typing: before, failing)
        let kill = Fault(act: "kill", from: number, below: ["home", "rescue"])
        let outcome = try trial.sit(["resume"], typing: after, kill)
        var wrong = try trial.wrongs(after: before + after, claimed: outcome.claimed)
        let isKilled = try trial.injected() == 3
        if outcome.exitCode != (isKilled ? -SIGKILL : 0) {
          wrong.append("ended with \(outcome.exitCode): \(outcome.words)")
        }
        if !isKilled, number < count * 9 / 10 { wrong.append(Self.notReached) }
        return wrong
      })
  }

  @Test("SIGKILL in the middle of a line, at every byte, is a torn tail and nothing more")
  func everyByte() throws {
    let notes = Trial.notes(4)
    let length = try Trial.lineLength(of: 2, in: notes)
    let began = 3  // The header, the beginning of the session and of the run.
    let wrong = faults(of: ProofSize.some(Array(1..<length), every: 3)) { cut in
      let fault = Fault(
        act: "cut:\(cut)+kill", calls: "write", name: "record-*", from: began + 3)
      let wrong = try Self.wrongs(fault, notes)
      // Times take a digit more or less.
      return cut < length - 12 ? wrong : wrong.filter { $0 != Self.notReached }
    }
    report(wrong)
  }
}
