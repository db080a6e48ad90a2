import ArgumentParser
import Glibc
import SessionJournal

/// A vault with one long session, to try the program on.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a vault with one invented, open dosing session of many entries.")

  @Option(help: "Entries in the session.")
  var events = 10_000

  @Option(help: "The same seed makes the same words.")
  var seed: UInt64 = 1

  @Argument(help: "The vault's folder; it must not be there yet.")
  var folder: String

  func validate() throws {
    guard events > 0 else { throw ValidationError("Give --events above 0.") }
  }

  func run() throws {
    umask(0o077)
    let began = ContinuousClock.now
    let vault = try Vault.create(
      at: folder, author: "BM", storage: UnsyncedStorage(), consent: [.memory, .network])
    let id = try SessionMaking(vault: vault, count: events, seed: seed).make()
    sync()
    let taken = (ContinuousClock.now - began).milliseconds / 1000
    print("\(folder): session \(id) with \(events) entries, made in \(decimal(taken, 1)) s")
    print("Look at it with: HOLDFAST_HOME=\(folder) holdfast resume")
  }
}
