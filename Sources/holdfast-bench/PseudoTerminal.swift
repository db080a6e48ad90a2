import Glibc
import SessionJournal

/// Why a program could not be measured, in words for the person at the bench.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// A failed system call, with the reason that the system gave.
  init(_ call: String, _ code: Int32 = errno) {
    description = "\(call) failed: \(String(cString: strerror(code)))"
  }
}

/// A program running on a terminal of its own, as a person would run it.
final class PseudoTerminal {
  let child: pid_t
  /// When the program was about to be started.
  let began: ContinuousClock.Instant
  private let descriptor: Int32
  private var isReaped = false
  /// The end of what the program wrote, some screens long: where it says why it stopped.
  private var tail: [UInt8] = []

  /// Starts a program on an 80×24 terminal.
  init(_ program: Program) throws {
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchFailure("opening a terminal") }
    do {
      let path = try Self.unlock(descriptor)
      began = ContinuousClock.now
      child = try Self.spawn(program, on: path)
      self.descriptor = descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    close(descriptor)
    if !isReaped { _ = reap() }
  }

  /// Linux's own requests: Glibc hides `posix_openpt` and its family from Swift.
  private enum Request {
    static let unlock: UInt = 0x4004_5431
    static let number: UInt = 0x8004_5430
  }

  private static func unlock(_ descriptor: Int32) throws -> String {
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(descriptor, Request.unlock, &isLocked) == 0,
      ioctl(descriptor, Request.number, &number) == 0
    else { throw BenchFailure("unlocking a terminal") }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else {
      throw BenchFailure("sizing a terminal")
    }
    return "/dev/pts/\(number)"
  }

  /// A new session whose first opened descriptor is the terminal, which so becomes its own.
  private static func spawn(_ program: Program, on terminal: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // POSIX_SPAWN_SETSID, which Glibc hides from Swift too.
    posix_spawnattr_setflags(&attributes, 0x80)
    let arguments = program.arguments.map { strdup($0) } + [nil]
    let environment = program.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var child: pid_t = 0
    let code = posix_spawnp(
      &child, program.arguments[0], &actions, &attributes, arguments, environment)
    guard code == 0 else { throw BenchFailure("starting \(program.arguments[0])", code) }
    return child
  }

  /// Types bytes as a person's keyboard would send them.
  func type(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        sent += count
      } else if errno != EINTR {
        throw BenchFailure("typing to the program")
      }
    }
  }

  /// Waits for output and takes it; the number of bytes, 0 when the time limit passed first.
  func read(within limit: Duration) throws -> Int {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&poller, 1, Int32(limit.milliseconds.rounded(.up)))
    if ready == 0 || (ready < 0 && errno == EINTR) { return 0 }
    guard ready > 0 else { throw BenchFailure("waiting for output") }
    return try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else {
        throw BenchFailure("the program ended while it was measured; its last words:\n\(lastWords)")
      }
      tail = (tail + buffer.prefix(count)).suffix(32_768)
      return count
    }
  }

  /// Printable ASCII only: a program's escape sequences are not for our own terminal.
  private var lastWords: String {
    printable(tail.suffix(400))
  }

  private func printable(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.filter { (0x20...0x7E).contains($0) || $0 == 0x0A }, as: UTF8.self)
  }

  /// Takes output until none came for `quiet`; when the last byte came, and how many there were.
  func settle(
    quiet: Duration, within limit: Duration
  ) throws -> (last: ContinuousClock.Instant?, bytes: Int) {
    let deadline = ContinuousClock.now + limit
    var last: ContinuousClock.Instant?
    var bytes = 0
    while ContinuousClock.now < deadline {
      let count = try read(within: quiet)
      if count == 0 { return (last, bytes) }
      last = ContinuousClock.now
      bytes += count
    }
    throw BenchFailure("the program did not fall silent within \(limit)")
  }

  /// When the next output came; nil where the time limit passed first.
  func first(within limit: Duration) throws -> ContinuousClock.Instant? {
    try read(within: limit) > 0 ? .now : nil
  }

  /// True where these words are in what it wrote last.
  func hasShown(_ words: String) -> Bool { printable(tail).contains(words) }

  /// Waits until the program has shown all of some words; when that was.
  func await(_ words: [String], within limit: Duration) throws -> ContinuousClock.Instant {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      _ = try read(within: deadline - ContinuousClock.now)
      if words.allSatisfy(hasShown) { return .now }
    }
    throw BenchFailure("the program did not show \(words) within \(limit)")
  }

  /// Waits until the program has taken the terminal and answers a key, however slow its start:
  /// before, the terminal itself echoes, and on a stalled disk bytes come long before keys
  /// are taken.
  func awaitAnswer(isSilentAtFirst: Bool) throws {
    if !isSilentAtFirst, try read(within: .seconds(60)) == 0 {
      throw BenchFailure("the program showed nothing for a minute")
    }
    _ = try settle(quiet: .milliseconds(500), within: .seconds(60))
    try type([UInt8(ascii: "a")])
    guard try read(within: .seconds(120)) > 0 else {
      throw BenchFailure("the program showed nothing for two minutes after a key")
    }
    _ = try settle(quiet: .milliseconds(500), within: .seconds(60))
  }

  /// Hangs up, as closing a window does; kills after two seconds.
  private func reap() -> Bool {
    isReaped = true
    kill(child, SIGHUP)
    var status: Int32 = 0
    for _ in 0..<200 {
      if waitpid(child, &status, WNOHANG) != 0 { return true }
      usleep(10_000)
    }
    kill(child, SIGKILL)
    waitpid(child, &status, 0)
    return false
  }

  /// Time on a processor so far, all threads, nanoseconds.
  func processorTime() throws -> Int {
    let folder = "/proc/\(child)/task"
    let tasks = SmallFile.names(in: folder)
    guard !tasks.isEmpty else { throw BenchFailure("opening \(folder)") }
    var total = 0
    for task in tasks {
      guard let text = SmallFile.text("\(folder)/\(task)/schedstat") else { continue }
      total += text.split(separator: " ").first.flatMap { Int($0) } ?? 0
    }
    return total
  }

  /// Memory in use, KiB.
  func residentMemory() -> Int? {
    guard let text = SmallFile.text("/proc/\(child)/status") else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}
