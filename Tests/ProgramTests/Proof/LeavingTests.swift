import Foundation
import Testing

/// Sessions that are left, or taken back, while their disk refuses or does not answer.
@Suite("Leaving a bad disk")
struct LeavingTests {
  /// A session with a note, resumed on a disk whose sync behind the next one never comes back.
  /// Before it come those of what is there, of the run's two first entries, and of that note.
  private func stalling(_ trial: Trial) throws -> TestTerminal {
    #expect(try trial.sit(typing: ["at first"]).exitCode == 0)
    let fault = Fault(act: "hang", calls: "fdatasync", name: "record-*", from: 5)
    let terminal = try trial.start(["resume"], fault, columns: 200)
    #expect(try terminal.reachesLine())
    try terminal.type("\u{15}kept\r")
    #expect(try terminal.goOn { try trial.acknowledgedCount() == 2 })
    try terminal.type("stalls\r:home\r")
    try terminal.wait(forText: "HOLDFAST  sessions")
    return terminal
  }

  private func end(_ terminal: TestTerminal, _ trial: Trial) throws {
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0, "\(terminal.lastWords)")
    #expect(try trial.injected() == 1)
    let again = try trial.sit(["resume"], typing: ["at last"])
    #expect(again.exitCode == 0, "\(again.words)")
    #expect(try trial.notes() == ["at first", "kept", "stalls", "at last"])
    #expect(try trial.say(["verify"]).code <= 1)
  }

  @Test("a session that was left goes to a rescue when its disk does not answer, and home says so")
  func parted() throws {
    let trial = try Trial()
    let terminal = try stalling(trial)
    try terminal.wait(forText: "still on their way to the disk")
    try terminal.wait(for: "where it is kept", within: .seconds(60)) {
      $0.contains("HF-0417 dosing 1: the disk does not answer: kept in \(trial.rescue.path)")
    }
    try end(terminal, trial)
  }

  @Test("one that is opened again meanwhile says so live: that it waits, then where it went on")
  func takenBack() throws {
    let trial = try Trial()
    let terminal = try stalling(trial)
    try terminal.type(Keys.enter)
    try terminal.wait(for: "the session, waiting") {
      $0[0].contains("keeping for") && $0.rows.contains { $0.contains("· stalls") }
    }
    try terminal.wait(for: "where it went on", within: .seconds(60)) {
      $0.contains("the disk does not answer: kept in \(trial.rescue.path)")
        && $0[0].contains(" kept ")
    }
    try end(terminal, trial)
  }

  @Test(
    "SIGTERM while the disk is full, broken or silent: the rescue has every entry at the end",
    arguments: ["errno:\(ENOSPC)", "errno:\(EDQUOT)", "errno:\(EIO)", "hang"])
  func terminated(act: String) throws {
    let trial = try Trial()
    #expect(try trial.sit(typing: ["at first"]).exitCode == 0)
    let isSilent = act == "hang"
    // The third is of the entry behind the two that begin the run.
    let fault = Fault(
      act: act, calls: isSilent ? "fdatasync" : "write", name: "record-*", from: isSilent ? 4 : 3,
      times: isSilent ? 1 : 0)
    let terminal = try trial.start(["resume"], fault, columns: 200)
    #expect(try terminal.reachesLine())
    try terminal.type("\u{15}refused\rand more\r")
    try terminal.wait(for: "a disk that does not take it") { screen in
      screen.contains("NOT KEPT") || screen.contains("kept in ") || screen[0].contains("keeping")
    }
    #expect(try terminal.goOn { try trial.injected() > 0 })
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0, "\(terminal.lastWords)")
    let rescued = try trial.files().filter { name, _ in
      !FileManager.default.fileExists(
        atPath: trial.home.appending(path: "sessions/\(trial.session)/\(name)").path)
    }
    #expect(try Trial.notes(in: rescued.values).suffix(2) == ["refused", "and more"])
    let again = try trial.sit(["resume"], typing: ["at last"])
    #expect(again.exitCode == 0, "\(again.words)")
    #expect(try trial.notes() == ["at first", "refused", "and more", "at last"])
    #expect(try trial.say(["verify"]).code <= 1)
  }

  @Test("a process file that is deleted is noticed with the next entry of the record")
  func processFile() throws {
    let trial = try Trial()
    let terminal = try trial.start(HoldfastProgram.newSession, columns: 200)
    #expect(try terminal.reachesLine())
    try terminal.type("observed\r*a thought of mine\r")
    #expect(try terminal.goOn { try trial.acknowledgedCount() == 2 })
    let name = try #require(try trial.files().keys.first { $0.hasPrefix("process-") })
    let file = trial.home.appending(path: "sessions/\(trial.session)/\(name)")
    try FileManager.default.removeItem(at: file)
    try terminal.type("observed again\r")
    try terminal.wait(
      forText: "another program changed the session's file: kept in \(trial.rescue.path)")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let again = try trial.sit(["resume"], typing: ["at last"])
    #expect(again.exitCode == 0, "\(again.words)")
    #expect(try trial.notes() == ["observed", "a thought of mine", "observed again", "at last"])
    #expect(try trial.say(["verify"]).code == 0)
  }

  @Test("a session that was rolled back says at resuming how many lines are missing")
  func rolledBack() throws {
    let trial = try Trial()
    #expect(try trial.sit(typing: ["at first"]).exitCode == 0)
    let (name, before) = try #require(try trial.files().first { $0.key.hasPrefix("record-") })
    #expect(try trial.sit(["resume"], typing: ["gone", "gone too"]).exitCode == 0)
    let file = trial.home.appending(path: "sessions/\(trial.session)/\(name)")
    let lines = try Data(contentsOf: file).split(separator: 0x0A).count
    try before.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let missing = lines - before.split(separator: 0x0A).count
    let terminal = try trial.start(["resume"], columns: 200)
    try terminal.wait(forText: "\(missing) lines are missing that were kept here once")
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    #expect(try trial.say(["verify"]).code == 2)
  }
}

extension Trial {
  /// The name of the only session's folder.
  fileprivate var session: String {
    let sessions = home.appending(path: "sessions").path
    return (try? FileManager.default.contentsOfDirectory(atPath: sessions))?.first ?? ""
  }
}
