import ArgumentParser
import SessionJournal

/// The list of sessions of a practice that has run for years.
struct HomeScreen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home",
    abstract: "Time to the first whole list with many sessions, beside that with none.")

  @Option(help: "The holdfast to measure.")
  var binary: String

  @Option(help: "Sessions in the large vault.")
  var sessions = 10_000

  @Option(help: "Starts in each vault.")
  var samples = 15

  /// Stands at the end of the list's last row, which is drawn last.
  private static let footer = "help"

  func validate() throws {
    guard sessions > 0, samples > 0 else { throw ValidationError("Give counts above 0.") }
  }

  func run() throws {
    let folder = try ScratchFolder()
    let large = "\(folder.path)/large"
    _ = try VaultMaking(path: large, seed: 1).make(sessions: sessions, events: 12)
    let bare = "\(folder.path)/bare"
    _ = try Vault.create(at: bare, author: "BM", consent: [.memory, .network])
    var times = [Samples(), Samples()]
    for round in 0...samples {
      for (index, home) in [large, bare].enumerated() {
        let surroundings = Program.surroundings(
          folder: folder.path,
          adding: ["HOLDFAST_HOME": home, "HOLDFAST_ALLOW_MEMORY_FS": "1"])
        let terminal = try PseudoTerminal(Program("holdfast", [binary], surroundings))
        let shown = try terminal.await([Self.footer], within: .seconds(30))
        if round > 0 { times[index].add(shown - terminal.began) }
      }
    }
    let (many, none) = (times[0].median.milliseconds, times[1].median.milliseconds)
    var table = Table("first list, ms", "p50", "p99", "over the bare start")
    table.add(
      "\(sessions) sessions", decimal(many, 1), decimal(times[0].percentile(99).milliseconds, 1),
      decimal(many - none, 1))
    table.add(
      "none", decimal(none, 1), decimal(times[1].percentile(99).milliseconds, 1), "0.0")
    table.show()
    print("\(samples) starts each, in turn")
  }
}
