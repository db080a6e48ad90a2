import Foundation
import Testing

/// Disks that take less than a line, or are interrupted.
@Suite("Short writes and interruptions")
struct ShortWriteTests {
  /// What is wrong after a session under a fault that must not be noticed at all.
  @Sendable private static func unnoticed(_ fault: Fault, _ notes: [String]) throws -> [String] {
    let trial = try Trial()
    let outcome = try trial.sit(typing: notes, fault)
    var wrong = try trial.wrongs(after: notes, claimed: outcome.claimed, mayBe: [0])
    if outcome.exitCode != 0 { wrong.append("\(outcome.exitCode): \(outcome.words)") }
    if try trial.acknowledged().count != notes.count + 1 { wrong.append("not all kept") }
    if FileManager.default.fileExists(atPath: trial.rescue.path) { wrong.append("a rescue") }
    if try trial.injected() == 0 { wrong.append("the fault was not done") }
    return wrong
  }

  @Test("a write cut short at every byte of a line leaves a clean file")
  func everyByte() throws {
    // The first line that is cut takes one byte, the next one two: more lines than any has bytes.
    let notes = Trial.notes(260)
    let fault = Fault(act: "cut:walk", calls: "write", name: "*-*.jsonl", times: 0)
    let trial = try Trial()
    let outcome = try trial.sit(typing: notes, fault)
    #expect(outcome.exitCode == 0)
    let lengths = try trial.copies().values.flatMap { $0.split(separator: 0x0A) }.map(\.count)
    let shortest = try #require(lengths.min())
    #expect(try trial.injected() >= shortest, "a cut behind every byte of a line")
    report(try trial.wrongs(after: notes, claimed: outcome.claimed, mayBe: [0]))
  }

  @Test("a line cut at any byte and then refused goes on where there is room, or elsewhere")
  func cutAndRefused() throws {
    let notes = Trial.notes(6)
    // Times take a digit more or less: the last bytes are not always there.
    let length = try Trial.lineLength(of: 1, in: notes) - 12
    let numbers = ProofSize.isLong ? [ENOSPC, EDQUOT, EIO, EROFS, EFBIG] : [ENOSPC, EIO]
    let cases = ProofSize.some(Array(1..<length), every: 16).flatMap { cut in
      numbers.map { number in
        Fault(act: "cut:\(cut)+errno:\(number)", calls: "write", name: "record-*", from: 5)
      }
    }
    // A full disk is tried again after a second, by itself: many wait at once.
    let wrong = faults(of: cases, width: 12) { fault in
      let trial = try Trial()
      let outcome = try trial.sit(typing: notes, fault)
      var wrong = try trial.wrongs(after: notes, claimed: outcome.claimed)
      if outcome.exitCode != 0 { wrong.append("\(outcome.exitCode): \(outcome.words)") }
      if try trial.acknowledged().count != notes.count + 1 { wrong.append("not all kept") }
      if try trial.injected() != 2 { wrong.append("the fault was not done") }
      return wrong
    }
    report(wrong)
  }

  @Test("storms of EINTR on every call that may be interrupted are not noticed")
  func interrupted() throws {
    let calls = ["write", "read", "open", "append", "create", "folder", "flock", "statfs", "close"]
    let storms = calls.map { Fault(act: "errno:4", calls: $0, times: 0, every: 4) }
    report(faults(of: storms) { try Self.unnoticed($0, Trial.notes(12)) })
  }

  @Test("a storm of signals while notes are kept is not noticed")
  func signals() throws {
    let trial = try Trial()
    let notes = Trial.notes(60)
    let terminal = try trial.start(HoldfastProgram.newSession)
    #expect(try terminal.reachesLine())
    for note in notes {
      try terminal.type(note + Keys.enter)
      for signal in [SIGWINCH, SIGCONT, SIGINT, SIGWINCH] { terminal.kill(signal) }
    }
    #expect(try terminal.goOn { try trial.acknowledged().count == notes.count })
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.notRestored == [] && terminal.loudness == [])
    report(try trial.wrongs(after: notes, mayBe: [0]))
  }
}
