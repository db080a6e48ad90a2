import ArgumentParser
import Glibc
import SessionJournal

/// Finding words over a whole practice.
struct Find: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finding words in every session of a vault, beside grep and jq.",
    discussion: """
      holdfast reads, verifies and folds each session, the newest first; grep and jq read the same \
      files as they are. The first result is the first byte that comes out.
      """)

  @Option(help: "The holdfast to measure.")
  var binary: String

  @Option(help: "Sessions in the vault.")
  var sessions = 300

  @Option(help: "Entries in each of them.")
  var events = 1_000

  @Option(help: "Rounds; the median of each figure is shown.")
  var rounds = 5

  @Option(help: "What is looked for.")
  var words = "breath"

  @Option(help: "A folder on the disk to measure; the temporary folder without it.")
  var folder: String?

  func validate() throws {
    guard sessions > 0, events > 0, rounds > 0 else {
      throw ValidationError("Give counts above 0.")
    }
  }

  func run() throws {
    umask(0o077)
    let scratch = try ScratchFolder(in: folder)
    let home = "\(scratch.path)/vault"
    _ = try VaultMaking(path: home, seed: 1, eventsOfEarlier: events)
      .make(sessions: sessions, events: events)
    setenv("HOLDFAST_HOME", home, 1)
    setenv("HOLDFAST_ALLOW_MEMORY_FS", "1", 1)
    let filter = "select((.text // \"\") | test(\"\(words)\"))"
    let ways: [(name: String, arguments: [String])] = [
      ("holdfast find", [binary, "find", "--process", words]),
      ("grep -r", ["grep", "-r", words, "\(home)/sessions"]),
      ("jq -c", ["sh", "-c", "exec jq -c '\(filter)' \"$0\"/sessions/*/*.jsonl", home]),
    ]
    var table = Table("\(sessions) sessions of \(events)", "first, ms", "all, ms", "/ jq", "MiB")
    var firsts = ways.map { _ in Samples() }
    var wholes = ways.map { _ in Samples() }
    var peaks = ways.map { _ in 0 }
    for _ in 0..<rounds {
      for (place, way) in ways.enumerated() {
        firsts[place].add(try untilFirstByte(way.arguments))
        let (time, peak) = try runQuietly(way.arguments)
        wholes[place].add(time)
        peaks[place] = max(peaks[place], peak)
      }
    }
    let jq = wholes[2].median.milliseconds
    for (place, way) in ways.enumerated() {
      let whole = wholes[place].median.milliseconds
      table.add(
        way.name, decimal(firsts[place].median.milliseconds, 0), decimal(whole, 0),
        decimal(whole / jq, 2), decimal(Double(peaks[place]) / 1024, 0))
    }
    table.show()
    print("\(rounds) rounds, in turn")
  }
}

/// Starts a program and waits for the first byte that it writes; the rest is not waited for.
func untilFirstByte(_ arguments: [String]) throws -> Duration {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0,
    fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0
  else { throw BenchFailure("making a pipe") }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
  let words = arguments.map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  let began = ContinuousClock.now
  let code = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
  close(ends[1])
  guard code == 0 else { throw BenchFailure("starting \(arguments[0])", code) }
  var byte: UInt8 = 0
  let count = read(ends[0], &byte, 1)
  let time = ContinuousClock.now - began
  kill(child, SIGKILL)
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0, errno == EINTR {}
  close(ends[0])
  guard count == 1 else { throw BenchFailure("\(arguments[0]) found nothing") }
  return time
}
