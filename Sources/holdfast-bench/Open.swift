import ArgumentParser
import Glibc
import SessionJournal
import SessionModel

/// From a session on the disk to one that can be written in.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time and peak memory of opening and verifying a long session, beside jq -c .",
    discussion: """
      Each figure is a whole process. Opening is what resume does before its first frame: lock, \
      read from the disk, verify every hash, repair a torn end, fold every entry.
      """)

  @Option(parsing: .upToNextOption, help: "Entries of each session that is made.")
  var events = [100_000]

  @Option(help: "Rounds; the median of each figure is shown.")
  var rounds = 5

  @Option(help: "A folder on the disk to measure; the temporary folder without it.")
  var folder: String?

  func validate() throws {
    guard rounds > 0, !events.isEmpty, events.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("Give counts above 0.")
    }
  }

  func run() throws {
    umask(0o077)
    let scratch = try ScratchFolder(in: folder)
    var table = Table("open", "ms", "/ jq", "µs an entry", "/ shortest", "peak MiB")
    var shortest: [String: Double] = [:]
    for count in events {
      let patient = try Patient(home: "\(scratch.path)/vault-\(count)", events: count)
      var times: [String: Samples] = [:]
      var peaks: [String: Int] = [:]
      for _ in 0..<rounds {
        for way in Way.allCases {
          let (time, peak) = try patient.measure(way)
          times[way.rawValue, default: Samples()].add(time)
          peaks[way.rawValue] = max(peaks[way.rawValue] ?? 0, peak)
        }
      }
      let jq = times[Way.jq.rawValue]?.median.milliseconds ?? .nan
      for way in Way.allCases {
        let time = times[way.rawValue]?.median.milliseconds ?? .nan
        let each = time * 1000 / Double(count)
        let least = shortest[way.rawValue] ?? each
        shortest[way.rawValue] = least
        table.add(
          "\(count), \(way.rawValue)", decimal(time, 0), decimal(time / jq, 2),
          decimal(each, 2), decimal(each / least, 2),
          decimal(Double(peaks[way.rawValue] ?? 0) / 1024, 0))
      }
    }
    table.show()
    print("\(rounds) rounds, in turn; / shortest: time an entry beside that of the first session")
  }

  fileprivate enum Way: String, CaseIterable {
    case jq = "jq -c ."
    case verify, open
    case torn = "open, torn"
  }

  /// A session to be opened again and again.
  fileprivate struct Patient {
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

    func measure(_ way: Way) throws -> (time: Duration, peak: Int) {
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

    private func again(_ way: Way) throws -> (time: Duration, peak: Int) {
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
}

/// One opening in a process of its own, so that its memory is nobody else's.
struct OpenOnce: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open-once", abstract: "Open or verify one session; open runs this.",
    shouldDisplay: false)

  enum Way: String, EnumerableFlag { case open, verify }

  @Flag var way: Way
  @Argument var home: String
  @Argument var session: String

  func run() throws {
    let vault = try Vault.open(
      at: home, consent: [.memory, .network], isReadOnly: way == .verify)
    switch way {
    case .verify:
      let verdict = try Verification().session(session, in: vault)
      guard verdict.exitCode == .clean else { throw BenchFailure("\(verdict.exitCode)") }
    case .open:
      let (journal, reading) = try vault.resumeSession(session)
      var folded = Session(id: session, rules: .none)
      for kept in reading.entries { folded.apply(EventCoding.record(of: kept)) }
      guard folded.entries.count > 0, journal.close(milliseconds: 10_000) == 0 else {
        throw BenchFailure("the session could not be opened")
      }
    }
  }
}

/// Runs a program to its end with its output thrown away: its time and its peak memory, KiB.
private func runQuietly(_ arguments: [String]) throws -> (time: Duration, peak: Int) {
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
