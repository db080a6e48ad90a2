import ArgumentParser

/// From starting the program to its first screen.
struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time from the start to the first byte and to the whole first screen, beside vim.")

  @OptionGroup var holdfast: HoldfastOptions

  @Option(help: "Starts of each program.")
  var samples = 30

  func validate() throws {
    guard samples > 0 else { throw ValidationError("Give a count above 0.") }
  }

  func run() throws {
    let folder = try ScratchFolder()
    let programs =
      try holdfast.list(folder.path) + holdfast.session(folder.path)
      + [
        Program.vim(folder.path), Program.vimWithDefaults(folder.path), Program.nano(folder.path),
      ]
    var first = [Samples](repeating: Samples(), count: programs.count)
    var whole = first
    // The first round brings the programs into memory and is not counted.
    for round in 0...samples {
      for (index, program) in programs.enumerated() {
        let times = try start(program)
        if round == 0 { continue }
        first[index].add(times.first)
        whole[index].add(times.whole)
      }
    }
    let vim = whole[programs.count - 3].median.milliseconds
    var table = Table(
      "start, ms", "first byte p50", "screen p50", "screen p99", "p50 / vim -u NONE")
    for (index, program) in programs.enumerated() {
      let median = whole[index].median.milliseconds
      table.add(
        program.name, decimal(first[index].median.milliseconds, 1), decimal(median, 1),
        decimal(whole[index].percentile(99).milliseconds, 1), decimal(median / vim, 2))
    }
    table.show()
    print("\(samples) starts each, in turn")
  }

  private func start(_ program: Program) throws -> (first: Duration, whole: Duration) {
    let terminal = try PseudoTerminal(program)
    guard try terminal.read(within: .seconds(10)) > 0 else {
      throw BenchFailure("\(program.name) showed nothing for 10 s")
    }
    let first = ContinuousClock.now
    let rest = try terminal.settle(quiet: .milliseconds(120), within: .seconds(10))
    return (first - terminal.began, (rest.last ?? first) - terminal.began)
  }
}
