import ArgumentParser

/// What the program holds in memory.
struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Memory in use once the first screen stands, and after a page of typing.")

  @OptionGroup var holdfast: HoldfastOptions

  @Option(help: "Keys typed before the second figure.")
  var keys = 1000

  func validate() throws {
    guard keys > 0 else { throw ValidationError("Give a count above 0.") }
  }

  func run() throws {
    let folder = try ScratchFolder()
    let programs =
      holdfast.session(folder.path) + [Program.vim(folder.path), Program.nano(folder.path)]
    var table = Table("memory, MiB", "at first", "after \(keys) keys")
    for program in programs {
      let terminal = try PseudoTerminal(program)
      try terminal.awaitAnswer(isSilentAtFirst: program.isSilentAtFirst)
      let first = terminal.residentMemory()
      for place in 1...keys {
        try terminal.type([place % 60 == 0 ? 0x0D : UInt8(ascii: "a") + UInt8(place % 26)])
        _ = try terminal.settle(quiet: .milliseconds(1), within: .seconds(10))
      }
      table.add(program.name, Self.mebibytes(first), Self.mebibytes(terminal.residentMemory()))
    }
    table.show()
    print("resident, with what is shared with other programs")
  }

  private static func mebibytes(_ kibibytes: Int?) -> String {
    kibibytes.map { decimal(Double($0) / 1024, 1) } ?? "-"
  }
}
