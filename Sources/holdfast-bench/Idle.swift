import ArgumentParser

/// What the program costs while nothing happens.
struct Idle: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bytes and processor time a second while only the clock ticks.")

  @OptionGroup var holdfast: HoldfastOptions

  @Option(help: "Seconds to watch.")
  var seconds = 60

  @Option(help: "A line typed to holdfast first, so that the clock of a dose ticks.")
  var line = "dose 60mg im"

  func validate() throws {
    guard seconds > 0 else { throw ValidationError("Give seconds above 0.") }
  }

  func run() throws {
    let folder = try ScratchFolder()
    let own = holdfast.session(folder.path)
    var table = Table("idle", "bytes/s", "CPU ms/s", "MiB")
    for program in own + [Program.nano(folder.path), Program.vim(folder.path)] {
      let terminal = try PseudoTerminal(program)
      _ = try terminal.settle(quiet: .milliseconds(300), within: .seconds(10))
      if own.contains(where: { $0.name == program.name }) {
        try terminal.type(Array(line.utf8) + [0x0D])
        _ = try terminal.settle(quiet: .milliseconds(300), within: .seconds(10))
      }
      let figures = try watch(terminal)
      table.add(
        program.name, decimal(Double(figures.bytes) / Double(seconds), 1),
        decimal(Double(figures.nanoseconds) / 1e6 / Double(seconds), 3),
        decimal(Double(terminal.residentMemory() ?? 0) / 1024, 1))
    }
    table.show()
    print("\(seconds) s each, one after the other")
  }

  private func watch(_ terminal: PseudoTerminal) throws -> (bytes: Int, nanoseconds: Int) {
    let end = ContinuousClock.now + .seconds(seconds)
    let before = try terminal.processorTime()
    var bytes = 0
    while true {
      let left = end - ContinuousClock.now
      if left <= .zero { break }
      bytes += try terminal.read(within: left)
    }
    return (bytes, try terminal.processorTime() - before)
  }
}
