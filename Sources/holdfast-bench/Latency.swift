import ArgumentParser

/// From a key to the first byte on the screen.
struct Latency: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time from a key to the first byte that comes back, beside nano and cat.")

  @OptionGroup var holdfast: HoldfastOptions

  @Option(help: "Keys typed to each program.")
  var samples = 1000

  @Option(help: "Keys typed to one program before it is the next one's turn.")
  var turn = 50

  /// Letters between two Enter keys, so that no line grows beyond the screen.
  private static let lineLength = 60

  func validate() throws {
    guard samples > 0, turn > 0 else { throw ValidationError("Give counts above 0.") }
  }

  func run() throws {
    let folder = try ScratchFolder()
    let programs =
      holdfast.session(folder.path) + [Program.nano(folder.path), Program.cat(folder.path)]
    var runs = try programs.map { try Run($0) }
    while runs[0].samples.count < samples {
      for index in runs.indices {
        for _ in 0..<min(turn, samples - runs[index].samples.count) {
          try runs[index].typeOne()
        }
      }
    }
    show(runs)
  }

  private func show(_ runs: [Run]) {
    let nano = runs.first { $0.program.name == "nano" }?.samples.median.milliseconds ?? .nan
    var table = Table("key to screen, ms", "p50", "p99", "worst", "p50 / nano", "MiB")
    for run in runs {
      let median = run.samples.median.milliseconds
      table.add(
        run.program.name, decimal(median, 3), decimal(run.samples.percentile(99).milliseconds, 3),
        decimal(run.samples.percentile(100).milliseconds, 3), decimal(median / nano, 2),
        decimal(Double(run.terminal.residentMemory() ?? 0) / 1024, 1))
    }
    table.show()
    print("\(samples) keys each, in turns of \(turn)")
  }

  /// One program being typed to.
  private struct Run {
    let program: Program
    let terminal: PseudoTerminal
    var samples = Samples()

    init(_ program: Program) throws {
      self.program = program
      terminal = try PseudoTerminal(program)
      try terminal.awaitAnswer(isSilentAtFirst: program.isSilentAtFirst)
    }

    mutating func typeOne() throws {
      let position = samples.count % (Latency.lineLength + 1)
      if position == 0, samples.count > 0 {
        try terminal.type([0x0D])
        _ = try terminal.settle(quiet: .milliseconds(30), within: .seconds(10))
      }
      let letter = UInt8(ascii: "a") + UInt8(samples.count % 26)
      // What is still on its way, such as a tick of a clock, is not the answer to this key.
      _ = try terminal.settle(quiet: .milliseconds(2), within: .seconds(10))
      let typed = ContinuousClock.now
      try terminal.type([letter])
      guard try terminal.read(within: .seconds(5)) > 0 else {
        throw BenchFailure("\(program.name) showed nothing for 5 s after a key")
      }
      samples.add(ContinuousClock.now - typed)
      _ = try terminal.settle(quiet: .milliseconds(2), within: .seconds(10))
    }
  }
}
