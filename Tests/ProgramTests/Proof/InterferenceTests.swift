import Foundation
import Testing

/// Other programs that touch a session's file while it is written.
@Suite("Interference")
struct InterferenceTests {
  struct Case: Sendable, CustomStringConvertible {
    /// A shell command on the file "$F".
    var command: String
    /// What verify answers.
    var codes: Set<Int32>
    /// What it answers first, before the rescue has come home, where that is something else.
    var codeBefore: Int32?
    var description: String { command }
  }

  static let cases = [
    Case(command: "rm \"$F\"", codes: [0, 1]),
    Case(command: "rm -r \"$(dirname \"$F\")\"", codes: [0, 1]),
    Case(command: "cp -p \"$F\" \"$F.c\" && mv \"$F.c\" \"$F\"", codes: [0, 1]),
    Case(command: "mv \"$F\" \"$F.away\"", codes: [0, 1]),
    Case(command: "truncate -s 0 \"$F\"", codes: [0, 1]),
    Case(command: "truncate -s -1 \"$F\"", codes: [0, 1]),
    Case(command: "truncate -s -100 \"$F\"", codes: [0, 1]),
    Case(command: "ln \"$F\" \"$F.other\"", codes: [0, 1], codeBefore: 6),
    Case(command: "echo strange >> \"$F\"", codes: [0, 1]),
  ]

  @Test("a file deleted, replaced, moved, cut, linked or lengthened in mid-session: noticed, said")
  func midSession() throws {
    report(faults(of: Self.cases, Self.wrongs))
  }

  @Sendable private static func wrongs(_ one: Case) throws -> [String] {
    let trial = try Trial()
    let before = (1...4).map { "before \($0)" }
    let after = (1...4).map { "after \($0)" }
    let terminal = try trial.start(HoldfastProgram.newSession, columns: 200)
    guard try terminal.reachesLine() else { return [terminal.lastWords] }
    try terminal.type(before.map { $0 + Keys.enter }.joined())
    _ = try terminal.goOn { try trial.acknowledgedCount() == 4 }
    let files =
      FileManager.default.enumerator(atPath: trial.home.path)?
      .compactMap { $0 as? String } ?? []
    let name = files.first { $0.contains("/record-") } ?? ""
    let file = trial.home.appending(path: name).path
    let shell = try TestTerminal(
      ["/bin/sh", "-c", one.command], environment: ["PATH": "/usr/bin:/bin", "F": file])
    if try shell.waitForExit() != 0 { return ["the other program: \(shell.text)"] }

    try terminal.type(after.map { $0 + Keys.enter }.joined())
    // A replaced or moved file may take one of them before it is looked at again.
    _ = try terminal.goOn { try trial.acknowledged().suffix(4).elementsEqual(after) }
    try terminal.wait(for: "where it is kept now") { $0.contains("kept in \(trial.rescue.path)") }
    terminal.kill(SIGTERM)
    var wrong: [String] = []
    if try terminal.waitForExit() != 0 { wrong.append(terminal.lastWords) }
    let first = try trial.say(["verify"])
    if !(one.codeBefore.map { [$0] } ?? one.codes).contains(first.code) {
      wrong.append("verify \(first.code): \(first.words)")
    }
    if first.code == 2, !first.words.contains("backup") {
      wrong.append("no advice: \(first.words)")
    }

    _ = try? FileManager.default.removeItem(atPath: file + ".other")
    let again = try trial.sit(["resume"], typing: ["one more"])
    if again.exitCode != 0 { wrong.append("resuming: \(again.exitCode): \(again.words)") }
    let kept = try trial.notes()
    if kept != before + after + ["one more"] { wrong.append("on the disk: \(kept)") }
    let last = try trial.say(["verify"])
    if !one.codes.contains(last.code) { wrong.append("at last \(last.code): \(last.words)") }
    return wrong
  }
}
