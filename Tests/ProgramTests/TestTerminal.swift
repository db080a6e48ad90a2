import CVterm
import Foundation
import Testing

/// A program on a terminal of its own, and the screen that a person would see.
///
/// Reads and waits on the calling thread. Nothing is answered on the program's behalf: a program
/// that asks its terminal a question is found out by `state.answers`.
final class TestTerminal {
  enum Failure: Error, CustomStringConvertible {
    case noEmulator
    case notStarted(program: String, errno: Int32)
    case notWritten(errno: Int32)
    case ended(waitingFor: String, screen: ScreenText)
    case timeIsUp(waitingFor: String, screen: ScreenText)

    var description: String {
      switch self {
      case .noEmulator: "built without libvterm; install libvterm-dev and build again"
      case .notStarted(let program, let errno): "\(program) did not start, errno \(errno)"
      case .notWritten(let errno): "keys could not be written, errno \(errno)"
      case .ended(let wait, let screen): "the program ended before: \(wait)\n\(screen)"
      case .timeIsUp(let wait, let screen): "never came: \(wait)\n\(screen)"
      }
    }
  }

  /// Generous: a busy machine may be slow, and a wait that succeeds costs only what it takes.
  static let patience = Duration.seconds(20)

  private(set) var columns: Int
  private(set) var rows: Int
  /// All bytes that the program has sent.
  private(set) var output: [UInt8] = []
  /// The terminal's mode before the program had it.
  let modeBefore: [UInt8]

  private var program = cv_program()
  private let screen: OpaquePointer
  private var exitCode: Int32?

  init(
    _ arguments: [String], environment: [String: String], columns: Int = 80, rows: Int = 24
  ) throws {
    self.columns = columns
    self.rows = rows
    guard cv_available(), let screen = cv_new(Int32(rows), Int32(columns)) else {
      throw Failure.noEmulator
    }
    self.screen = screen
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    let error = cv_spawn(&program, &argv, &envp, Int32(rows), Int32(columns))
    guard error == 0 else {
      cv_free(screen)
      throw Failure.notStarted(program: arguments.first ?? "", errno: error)
    }
    modeBefore = withUnsafeBytes(of: program.mode_before) { [program] in
      Array($0.prefix(program.mode_length))
    }
  }

  deinit {
    if exitCode == nil {
      Foundation.kill(program.process, SIGKILL)
      _ = cv_reap(&program)
    }
    cv_close(&program)
    cv_free(screen)
  }

  var process: Int32 { program.process }

  // MARK: Keys

  func type(_ text: String) throws { try send(Array(text.utf8)) }

  /// Writes on the screen as another program on the same terminal would.
  func scribble(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard Foundation.write(program.line, bytes, bytes.count) == bytes.count else {
      throw Failure.notWritten(errno: errno)
    }
  }

  /// Hands keys over in pieces, reading between them: a program that cannot write stops reading.
  func send(_ bytes: [UInt8]) throws {
    for start in stride(from: 0, to: bytes.count, by: 2_048) {
      let piece = Array(bytes[start..<min(start + 2_048, bytes.count)])
      let error = cv_write(&program, piece, piece.count)
      guard error == 0 else { throw Failure.notWritten(errno: error) }
      read()
    }
  }

  /// Takes the terminal away, as a window that is closed or a line that drops.
  func hangUp() {
    read()
    close(program.terminal)
    close(program.line)
    program.terminal = -1
    program.line = -1
  }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cv_resize(screen, Int32(rows), Int32(columns))
    cv_set_size(&program, Int32(rows), Int32(columns))
  }

  func kill(_ signal: Int32) { Foundation.kill(program.process, signal) }

  /// Threads of the program beside its first one.
  var otherThreads: [Int32] {
    let tasks = "/proc/\(program.process)/task"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return names.compactMap { Int32($0) }.filter { $0 != program.process }
  }

  func kill(thread: Int32, _ signal: Int32) -> Bool {
    cv_signal_thread(&program, thread, signal) == 0
  }

  /// Bytes that were typed and not read.
  var unread: Int32 { cv_unread(&program) }

  // MARK: What is seen

  /// The screen as it is now, after all output that has arrived.
  var text: ScreenText {
    read()
    return shown
  }

  var state: cv_state {
    read()
    return cv_state_of(screen)
  }

  func cell(row: Int, column: Int) -> cv_cell {
    read()
    return cv_cell_at(screen, Int32(row), Int32(column))
  }

  /// Every cell with its style, and the cursor, as a terminal of this size would show them after
  /// these bytes. The digits of the first row are left out: its clock goes on.
  func look(after bytes: ArraySlice<UInt8>) -> [String] {
    guard let other = cv_new(Int32(rows), Int32(columns)) else { return [] }
    defer { cv_free(other) }
    bytes.withUnsafeBufferPointer { cv_feed(other, $0.baseAddress, $0.count) }
    let state = cv_state_of(other)
    let cells = (0..<rows).map { row in
      (0..<columns).map { column in
        let cell = cv_cell_at(other, Int32(row), Int32(column))
        let text = ScreenText.text(of: cell)
        let ground = "\(cell.background) \(cell.underline) \(cell.reverse)"
        // A blank looks the same in every ink.
        guard !text.allSatisfy({ $0 == " " }) else { return ground }
        let isClock = row == 0 && text.allSatisfy(\.isNumber)
        return "\(isClock ? "" : text) \(cell.foreground) \(cell.bold) \(ground)"
      }.joined(separator: "|")
    }
    return cells + ["cursor \(state.cursor_row) \(state.cursor_column)"]
  }

  /// Waits until the screen is as described.
  @discardableResult
  func wait(
    for what: String, within limit: Duration = patience, until condition: (ScreenText) -> Bool
  ) throws -> ScreenText {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    while true {
      read()
      let text = shown
      if condition(text) { return text }
      let left = clock.now.duration(to: deadline)
      guard left > .zero else { throw Failure.timeIsUp(waitingFor: what, screen: text) }
      let event = cv_wait(&program, Int32(left / .milliseconds(1)) + 1)
      if event == 0, read() == 0 { throw Failure.ended(waitingFor: what, screen: shown) }
    }
  }

  /// Waits until this text stands somewhere on the screen.
  @discardableResult
  func wait(forText text: String, within limit: Duration = patience) throws -> ScreenText {
    try wait(for: "\"\(text)\"", within: limit) { $0.contains(text) }
  }

  /// Waits until there is output or the time is up; for states that are not on the screen.
  func pause(milliseconds: Int32) -> Int {
    _ = cv_wait(&program, milliseconds)
    return read()
  }

  /// Whether the program has ended and all that it said was read.
  var hasEnded: Bool { exitCode != nil || cv_wait(&program, 0) == 0 && read() == 0 }

  /// Waits until the program has ended, and returns its exit code, or minus the signal.
  func waitForExit(within limit: Duration = patience) throws -> Int32 {
    if let exitCode { return exitCode }
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    while true {
      let left = clock.now.duration(to: deadline)
      guard left > .zero else { throw Failure.timeIsUp(waitingFor: "its end", screen: shown) }
      if cv_wait(&program, Int32(left / .milliseconds(1)) + 1) == 0, read() == 0 { break }
      read()
    }
    readToTheEnd(until: deadline)
    let code = cv_reap(&program)
    exitCode = code
    return code
  }

  /// Takes in the last bytes of a program that has ended.
  ///
  /// The kernel hands bytes from one end of a pty to the other by a worker of its own, so that they
  /// may come after the end. What is written behind them comes behind them: eight NULs, which no
  /// program sends and no terminal shows.
  private func readToTheEnd(until deadline: ContinuousClock.Instant) {
    guard program.terminal >= 0, program.line >= 0 else { return }
    let mark = [UInt8](repeating: 0, count: 8)
    guard Foundation.write(program.line, mark, mark.count) == mark.count else { return }
    while ContinuousClock.now < deadline {
      read()
      if output.suffix(mark.count).elementsEqual(mark) {
        output.removeLast(mark.count)
        return
      }
      var master = pollfd(fd: program.terminal, events: Int16(POLLIN), revents: 0)
      poll(&master, 1, 100)
    }
  }

  // MARK: What is left behind

  /// The terminal's mode now.
  var mode: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = cv_mode(&program, &bytes, bytes.count)
    return Array(bytes[..<count])
  }

  var isRaw: Bool { cv_is_raw(&program) }

  /// Whether pasted text is marked as such, by the last word that the program said about it.
  var bracketsPastes: Bool {
    read()
    let on = output.lastRange(of: Array("\u{1B}[?2004h".utf8))
    let off = output.lastRange(of: Array("\u{1B}[?2004l".utf8))
    guard let on else { return false }
    return off.map { $0.lowerBound < on.lowerBound } ?? true
  }

  /// What is not as the program found it, in words; empty when all of it is.
  var notRestored: [String] {
    let state = state
    var faults: [String] = []
    if mode != modeBefore { faults.append("the mode of the terminal") }
    if state.alternate { faults.append("the alternate screen") }
    if !state.cursor_visible { faults.append("the hidden cursor") }
    if bracketsPastes { faults.append("marked pastes") }
    if state.mouse != 0 { faults.append("the mouse") }
    return faults
  }

  // MARK: Inside

  private var shown: ScreenText {
    let cells = (0..<rows).map { row in
      (0..<columns).map { cv_cell_at(screen, Int32(row), Int32($0)) }
    }
    let state = cv_state_of(screen)
    return ScreenText(
      rows: cells.map(ScreenText.row),
      cursor: (Int(state.cursor_row), Int(state.cursor_column)))
  }

  /// Takes in what has arrived; returns how many bytes.
  @discardableResult
  private func read() -> Int {
    guard program.terminal >= 0 else { return 0 }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    var total = 0
    while true {
      let count = Foundation.read(program.terminal, &bytes, bytes.count)
      guard count > 0 else { return total }
      total += count
      output += bytes[..<count]
      cv_feed(screen, bytes, count)
    }
  }

}

extension [UInt8] {
  func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    for start in stride(from: count - pattern.count, through: 0, by: -1)
    where self[start..<(start + pattern.count)].elementsEqual(pattern) {
      return start..<(start + pattern.count)
    }
    return nil
  }
}
