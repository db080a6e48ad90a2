import ArgumentParser
import Glibc
import SessionJournal

/// The program under measurement and where its notes are.
struct HoldfastOptions: ParsableArguments {
  @Option(help: "The holdfast to measure; without one only the others are.")
  var binary: String?

  @Option(help: "A vault to resume, such as generate makes; an empty one is made without it.")
  var home: String?

  @Option(help: "A variable for holdfast alone, KEY=VALUE; may be given again.")
  var environment: [String] = []

  func validate() throws {
    if let binary, access(binary, X_OK) != 0 {
      throw ValidationError("\(binary) cannot be run. Give --binary a built holdfast.")
    }
    for pair in environment where !pair.contains("=") {
      throw ValidationError("\(pair) is not KEY=VALUE. Write for example LD_PRELOAD=./slow.so.")
    }
  }

  private func surroundings(_ folder: String, home: String) -> [String: String] {
    var extra = ["HOLDFAST_HOME": home, "HOLDFAST_ALLOW_MEMORY_FS": "1"]
    for pair in environment {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      extra[String(parts[0])] = String(parts[1])
    }
    return Program.surroundings(folder: folder, adding: extra)
  }

  /// A live session: a new one in an empty vault, or the newest of a given vault.
  func session(_ folder: String) -> [Program] {
    guard let binary else { return [] }
    if let home {
      let name = "holdfast, \(home)"
      return [Program(name, [binary, "resume"], surroundings(folder, home: home))]
    }
    return [
      Program(
        "holdfast, new session",
        [
          binary, "new", "--client", "HF-0001", "--kind", "dosing", "--protocol", "im",
          "--author", "BM",
        ],
        surroundings(folder, home: "\(folder)/vault"))
    ]
  }

  /// The list of sessions, as the program shows it when it is started without a word.
  func list(_ folder: String) throws -> [Program] {
    guard let binary else { return [] }
    let path = home ?? "\(folder)/empty"
    if home == nil {
      _ = try Vault.create(at: path, author: "BM", consent: [.memory, .network])
    }
    return [Program("holdfast, home", [binary], surroundings(folder, home: path))]
  }
}
