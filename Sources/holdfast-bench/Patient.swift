import Glibc

/// A session to be opened again and again.
struct Patient {
  let home: String
  let session: String
  /// The record file, which is torn, and every file, which jq reads.
  let file: String
  let files: [String]
  let size: Int

  init(home: String, events: Int) throws {
    self.home = home
    // In a process of its own: the system counts the memory of the parent to its children's peak.
    _ = try runQuietly(["/proc/self/exe", "generate", "--events", "\(events)", home])
    guard let id = names(in: "\(home)/sessions").first else {
      throw BenchFailure("no session was made in \(home)")
    }
    session = id
    let folder = "\(home)/sessions/\(session)"
    files = names(in: folder).filter { $0.hasSuffix(".jsonl") }.map { "\(folder)/\($0)" }
    guard let record = files.first(where: { $0.contains("/record-") }) else {
      throw BenchFailure("the session has no record file in \(folder)")
    }
    file = record
    var status = stat()
    guard lstat(file, &status) == 0 else { throw BenchFailure("looking at \(file)") }
    size = Int(status.st_size)
  }

  func measure(_ way: Open.Way) throws -> (time: Duration, peak: Int) {
    switch way {
    case .jq: return try runQuietly(["jq", "-c", "."] + files)
    case .verify, .open: return try again(way)
    case .torn:
      // The first half of a line, as a crash in the middle of a write leaves it.
      try append(Array(#"{"n":99,"kind":"note","id":"AAAAAAAAAAAA","s":98,"at":"2026-1"#.utf8))
      defer { truncate(file, size) }
      return try again(.open)
    }
  }

  private func again(_ way: Open.Way) throws -> (time: Duration, peak: Int) {
    try runQuietly(["/proc/self/exe", "open-once", "--\(way.rawValue)", home, session])
  }

  private func append(_ bytes: [UInt8]) throws {
    let end = Glibc.open(file, O_WRONLY | O_APPEND | O_CLOEXEC)
    defer { close(end) }
    guard end >= 0, write(end, bytes, bytes.count) == bytes.count, fsync(end) == 0 else {
      throw BenchFailure("tearing \(file)")
    }
  }
}

/// Runs a program to its end with its output thrown away: its time and its peak memory, KiB.
func runQuietly(_ arguments: [String]) throws -> (time: Duration, peak: Int) {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  let words = arguments.map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  let began = ContinuousClock.now
  let code = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
  guard code == 0 else { throw BenchFailure("starting \(arguments[0])", code) }
  var status: Int32 = 0
  var usage = rusage()
  while wait4(child, &status, 0, &usage) < 0 {
    guard errno == EINTR else { throw BenchFailure("waiting for \(arguments[0])") }
  }
  let time = ContinuousClock.now - began
  guard status == 0 else { throw BenchFailure("\(arguments[0]) ended with status \(status)") }
  return (time, usage.ru_maxrss)
}
