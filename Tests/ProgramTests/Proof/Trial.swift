import Foundation
import Testing

/// One program in a folder of its own, watched call by call: what happens to it, and what is left.
final class Trial {
  struct Outcome {
    var exitCode: Int32
    /// The screen at its end.
    var screen: ScreenText
    /// Notes that the screen showed as kept.
    var claimed: [String]
    /// What the program said where it ended without a screen.
    var words: String
  }

  enum Failure: Error, CustomStringConvertible {
    case noLibrary(String)

    var description: String {
      switch self {
      case .noLibrary(let path): "no \(path); build the package's products first"
      }
    }
  }

  let program: HoldfastProgram
  /// Where the library takes note of calls, of what it did, and of what was acknowledged.
  let log: URL
  /// What the program is started through: another namespace, a limit.
  var wrapper: [String] = []
  /// Where the program's home is seen from here; elsewhere where it has mounts of its own.
  var home: URL

  /// Memory where it can be written, because what is proved here is what a process does, thousands
  /// of times; else the disk.
  static let base: URL? = {
    let memory = "/dev/shm"
    return access(memory, W_OK) == 0 ? URL(fileURLWithPath: memory) : nil
  }()

  init(in base: URL? = Trial.base) throws {
    program = try HoldfastProgram(in: base)
    log = program.folder.appending(path: "log")
    home = program.home
    try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
  }

  static func library() throws -> URL {
    let library = try HoldfastProgram.binary().deletingLastPathComponent()
      .appending(path: "libHoldfastFault.so")
    guard FileManager.default.fileExists(atPath: library.path) else {
      throw Failure.noLibrary(library.path)
    }
    return library
  }

  /// Where a session goes on when its own folder fails.
  var rescue: URL { program.folder.appending(path: "rescue") }

  func environment(_ fault: Fault? = nil) throws -> [String: String] {
    var changes: [String: String?] = [
      "LD_PRELOAD": try Self.library().path, "FAULT_LOG": log.path,
      "FAULT_BELOW": program.home.path, "HOLDFAST_RESCUE": rescue.path,
    ]
    for (name, value) in fault?.variables(in: program.folder) ?? [:] { changes[name] = value }
    return program.environment(changes)
  }

  func start(
    _ arguments: [String], _ fault: Fault? = nil, columns: Int = 80, rows: Int = 24
  ) throws -> TestTerminal {
    try TestTerminal(
      wrapper + [program.binary.path] + arguments, environment: try environment(fault),
      columns: columns, rows: rows)
  }

  /// Runs a command that needs no screen; its exit code and its words.
  func say(_ arguments: [String], _ fault: Fault? = nil) throws -> (code: Int32, words: String) {
    let terminal = try start(arguments, fault, columns: 1_000)
    let code = try terminal.waitForExit()
    return (code, terminal.text.rows.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  // MARK: Sitting

  /// Types a session and a line that is never entered, waits until it is kept, and ends it with
  /// SIGTERM; or sees the program end before that.
  func sit(
    _ arguments: [String] = HoldfastProgram.newSession, typing notes: [String],
    _ fault: Fault? = nil
  ) throws -> Outcome {
    let terminal = try start(arguments, fault)
    var claimed: [String]?
    if try terminal.reachesLine() {
      let before = try acknowledgedCount()
      try terminal.type(notes.map { Self.typed($0) + Keys.enter }.joined() + "half typed")
      if try terminal.goOn(until: { try acknowledgedCount() >= before + notes.count }) {
        // What is kept is shown as kept; the screen comes after the disk.
        _ = try terminal.goOn(until: {
          claimed = Self.claimed(terminal.text, of: notes)
          return claimed?.last == notes.last
        })
        terminal.kill(SIGTERM)
      }
    }
    let code = try terminal.waitForExit()
    let screen = terminal.text
    return Outcome(
      exitCode: code, screen: screen, claimed: claimed ?? Self.claimed(screen, of: notes),
      words: terminal.lastWords)
  }

  /// Notes in three lanes and kinds: every fifth is the client's words, every seventh an action.
  static func notes(_ count: Int, of what: String = "entry") -> [String] {
    (1...count).map { "\(what) number \($0) of \(count)" }
  }

  static func typed(_ note: String) -> String {
    let number = note.split(separator: " ").lazy.compactMap { Int($0) }.first ?? 1
    return number.isMultiple(of: 5) ? "\"\(note)" : number.isMultiple(of: 7) ? "+\(note)" : note
  }

  /// Notes that stand in the log without a word that they are not on the disk yet.
  static func claimed(_ screen: ScreenText, of notes: [String]) -> [String] {
    var rows = screen.rows
    // Where the program was killed while it painted, the row of the cursor is half a row.
    if rows.indices.contains(screen.cursor.row) { rows[screen.cursor.row] = "" }
    let shown = rows.filter { row in
      row.firstMatch(of: #/^\d\d:\d\d /#) != nil
        && !row.hasSuffix("keeping") && !row.hasSuffix("NOT KEPT")
    }
    // A long note goes on in other rows.
    return notes.filter { note in shown.contains { $0.contains(" \(note.prefix(30))") } }
  }
}

extension TestTerminal {
  /// The complaint with which the program ended, as it was written and not as it was wrapped.
  var lastWords: String {
    let said = String(decoding: output, as: UTF8.self)
    guard let start = said.range(of: "holdfast: ", options: .backwards)?.lowerBound
    else { return "" }
    return said[start...].replacing("\r", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until the program takes notes; false where it ends first.
  func reachesLine() throws -> Bool {
    do {
      try wait(for: "a note line") { $0[$0.cursor.row].contains(" >") }
      return true
    } catch Failure.ended {
      return false
    }
  }

  /// Reads on until a state that is not on the screen; false where the program ends first.
  func goOn(
    within limit: Duration = patience, until isReached: () throws -> Bool
  ) throws -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try !isReached() {
      if hasEnded { return false }
      guard ContinuousClock.now < deadline else {
        throw Failure.timeIsUp(waitingFor: "a state of the disk", screen: text)
      }
      _ = pause(milliseconds: 2)
    }
    return true
  }
}
