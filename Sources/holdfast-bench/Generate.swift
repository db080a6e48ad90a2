import ArgumentParser
import Glibc

/// A vault to try the program on.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a vault with one invented, open dosing session of many entries.")

  @Option(help: "Entries in the open session.")
  var events = 10_000

  @Option(help: "Sessions in all; those before the open one are short and closed.")
  var sessions = 1

  @Option(help: "The same seed makes the same words.")
  var seed: UInt64 = 1

  @Argument(help: "The vault's folder; it must not be there yet.")
  var folder: String

  func validate() throws {
    guard events > 0, sessions > 0 else { throw ValidationError("Give counts above 0.") }
  }

  func run() throws {
    umask(0o077)
    let began = ContinuousClock.now
    let id = try VaultMaking(path: folder, seed: seed).make(sessions: sessions, events: events)
    sync()
    let taken = (ContinuousClock.now - began).milliseconds / 1000
    let count = sessions == 1 ? "" : "\(sessions) sessions, the newest "
    print("\(folder): \(count)\(id) with \(events) entries, made in \(decimal(taken, 1)) s")
    print("Look at it with: HOLDFAST_HOME=\(folder) holdfast resume")
  }
}
