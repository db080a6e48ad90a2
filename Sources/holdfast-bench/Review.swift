import ArgumentParser
import Glibc
import SessionJournal

/// Reading a long session back.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opening a long session to read, going to its moments, playing; beside lnav and jq.",
    discussion: """
      Loading is a whole process that reads, verifies every hash, folds every entry and surveys \
      the session; lnav and jq read the same files. A seek goes to a random time of the session \
      and is over when its frame is painted; without --binary nothing is drawn.
      """)

  @Option(help: "The holdfast to measure on a terminal; without one only its parts are.")
  var binary: String?

  @Option(parsing: .upToNextOption, help: "Entries of each session that is made.")
  var events = [100_000]

  @Option(help: "Rounds; the median of each figure is shown.")
  var rounds = 5

  @Option(help: "Seeks in each session.")
  var seeks = 500

  @Option(help: "Seconds to play at 60 times the speed.")
  var seconds = 10

  @Option(help: "A folder on the disk to measure; the temporary folder without it.")
  var folder: String?

  func validate() throws {
    guard rounds > 0, seeks > 0, seconds > 0, !events.isEmpty, events.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("Give counts above 0.")
    }
    if let binary, access(binary, X_OK) != 0 {
      throw ValidationError("\(binary) cannot be run. Give --binary a built holdfast.")
    }
  }

  func run() throws {
    umask(0o077)
    let scratch = try ScratchFolder(in: folder)
    for count in events {
      let patient = try Patient(home: "\(scratch.path)/vault-\(count)", events: count)
      try showLoading(patient, count, scratch.path)
      try showSeeking(patient, count, scratch.path)
      if let binary { try showProgram(binary, patient, count, scratch.path) }
    }
    print("\(rounds) rounds, in turn; \(seeks) seeks")
  }

  // MARK: Loading

  private func showLoading(_ patient: Patient, _ count: Int, _ scratch: String) throws {
    var ways: [(name: String, arguments: [String])] = [
      ("jq -c .", ["jq", "-c", "."] + patient.files),
      ("read, verify, fold", ["/proc/self/exe", "read-back", patient.home, patient.session]),
    ]
    if hasProgram("lnav") {
      // Its settings are read and written below its home.
      ways.insert(
        ("lnav -n", ["env", "HOME=\(scratch)", "lnav", "-n"] + patient.files), at: 1)
    } else {
      print("lnav is not installed: skipped")
    }
    var times = [Samples](repeating: Samples(), count: ways.count)
    var peaks = [Int](repeating: 0, count: ways.count)
    for _ in 0..<rounds {
      for (place, way) in ways.enumerated() {
        let (time, peak) = try runQuietly(way.arguments)
        times[place].add(time)
        peaks[place] = max(peaks[place], peak)
      }
    }
    let jq = times[0].median.milliseconds
    var table = Table("\(count) entries", "ms", "/ jq", "peak MiB")
    for (place, way) in ways.enumerated() {
      let time = times[place].median.milliseconds
      table.add(
        way.name, decimal(time, 0), decimal(time / jq, 2), decimal(Double(peaks[place]) / 1024, 0))
    }
    table.show()
  }

  private func showSeeking(_ patient: Patient, _ count: Int, _ scratch: String) throws {
    let figures = "\(scratch)/figures"
    _ = try runQuietly([
      "/proc/self/exe", "read-back", patient.home, patient.session, "--seeks", "\(seeks)",
      "--figures", figures,
    ])
    guard let text = SmallFile.text(figures) else { throw BenchFailure("reading \(figures)") }
    let parts = text.split(separator: " ").compactMap { Int($0) }
    guard parts.count == 4 else { throw BenchFailure("the figures of the seeks") }
    var table = Table("state at a random time, ms", "p50", "p99", "worst", "MiB")
    table.add(
      "\(count)", decimal(Double(parts[0]) / 1e6, 3), decimal(Double(parts[1]) / 1e6, 3),
      decimal(Double(parts[2]) / 1e6, 3), decimal(Double(parts[3]) / 1024, 0))
    table.show()
  }

  private func hasProgram(_ name: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  // MARK: The program

  /// Words of a picture that shows a moment of the session, the second at the end of its last row:
  /// a picture that only says that something is being read is none.
  private static let firstScreen = ["entry 1 of ", "help"]
  /// Stands in the first row as long as not all is read and verified.
  private static let reading = " % verified"

  private func showProgram(
    _ binary: String, _ patient: Patient, _ count: Int, _ scratch: String
  ) throws {
    let program = Program(
      "holdfast", [binary, "review", patient.session],
      Program.surroundings(
        folder: scratch, adding: ["HOLDFAST_HOME": patient.home, "HOLDFAST_ALLOW_MEMORY_FS": "1"]))
    var (screens, wholes) = (Samples(), Samples())
    for round in 0...rounds {
      let terminal = try PseudoTerminal(program)
      let shown = try terminal.await(Self.firstScreen, within: .seconds(60))
      // Where the word stood, its going is the last thing that changes.
      var last: ContinuousClock.Instant?
      if terminal.hasShown(Self.reading) {
        last = try terminal.settle(quiet: .seconds(1), within: .seconds(60)).last
      }
      guard round > 0 else { continue }
      screens.add(shown - terminal.began)
      wholes.add((last ?? shown) - terminal.began)
    }
    let terminal = try PseudoTerminal(program)
    _ = try terminal.await(Self.firstScreen, within: .seconds(60))
    _ = try terminal.settle(quiet: .seconds(1), within: .seconds(60))
    var seeking = Samples()
    var random = SplitMix(state: 1)
    for _ in 0..<seeks { seeking.add(try seek(terminal, &random)) }
    let memory = terminal.residentMemory()
    let share = try playing(terminal)
    var table = Table(
      "holdfast review", "first screen, ms", "all verified", "seek p50", "p99", "MiB",
      "CPU % at 60x")
    table.add(
      "\(count)", decimal(screens.median.milliseconds, 0), decimal(wholes.median.milliseconds, 0),
      decimal(seeking.median.milliseconds, 2), decimal(seeking.percentile(99).milliseconds, 2),
      decimal(Double(memory ?? 0) / 1024, 0), decimal(share * 100, 1))
    table.show()
  }

  /// From Enter after `:goto` and a time to the last byte of what it shows.
  private func seek(_ terminal: PseudoTerminal, _ random: inout SplitMix) throws -> Duration {
    let (minute, second) = (random.below(150), random.below(60))
    let padding = second < 10 ? "0" : ""
    try terminal.type(Array(":goto T+\(minute):\(padding)\(second)".utf8))
    _ = try terminal.settle(quiet: .milliseconds(20), within: .seconds(10))
    let typed = ContinuousClock.now
    try terminal.type([0x0D])
    // However long it takes: the line goes at least, also where the cursor stays.
    guard let first = try terminal.first(within: .seconds(10)) else {
      throw BenchFailure("nothing changed after :goto T+\(minute):\(padding)\(second)")
    }
    let last = try terminal.settle(quiet: .milliseconds(60), within: .seconds(10)).last
    return (last ?? first) - typed
  }

  /// The share of a processor while it plays at 60 times the speed, from the start.
  private func playing(_ terminal: PseudoTerminal) throws -> Double {
    try terminal.type(Array("g".utf8))
    for _ in 0..<6 { try terminal.type(Array(">".utf8)) }
    try terminal.type(Array(" ".utf8))
    let before = try terminal.processorTime()
    let end = ContinuousClock.now + .seconds(seconds)
    while end > .now { _ = try terminal.read(within: end - .now) }
    return Double(try terminal.processorTime() - before) / Double(seconds) / 1e9
  }
}
