import ArgumentParser

/// Measures the program beside programs that people know, in one run on one machine.
///
/// A figure alone says little about a machine nobody else has; a ratio says the same everywhere.
@main
struct HoldfastBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast-bench",
    abstract: "Measure holdfast beside nano, vim, cat, jq, lnav and the bare disk.",
    subcommands: [
      Latency.self, Start.self, HomeScreen.self, Append.self, Open.self, Review.self, Find.self,
      Idle.self,
      Memory.self, Generate.self, OpenOnce.self, ReadBack.self,
    ])
}
