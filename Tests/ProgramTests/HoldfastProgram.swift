import Foundation

/// The real program, and a home of its own that disappears afterwards.
final class HoldfastProgram {
  struct Result {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  enum Failure: Error, CustomStringConvertible {
    case noBinary([String])

    var description: String {
      switch self {
      case .noBinary(let places): "no holdfast at \(places.joined(separator: ", ")); build it first"
      }
    }
  }

  /// The binary of the same build as these tests, on the same disk.
  static func binary() throws -> URL {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folders = [executable.deletingLastPathComponent()]
    let bundles = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    folders += bundles
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    folders += ["release", "debug"].map { package.appending(path: ".build/\($0)") }
    let places = folders.map { $0.appending(path: "holdfast") }
    guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw Failure.noBinary(places.map(\.path)) }
    return found
  }

  let binary: URL
  /// On a real disk unless a test says where: a journal may refuse one that is kept in memory.
  let folder: URL

  init(in base: URL? = nil) throws {
    binary = try Self.binary()
    folder = (base ?? binary.deletingLastPathComponent())
      .appending(path: "program-tests/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var home: URL { folder.appending(path: "home") }

  /// All that the program may know of its surroundings.
  func environment(_ changes: [String: String?] = [:]) -> [String: String] {
    var environment = [
      "HOLDFAST_HOME": home.path,
      "HOME": folder.path,
      "XDG_CONFIG_HOME": folder.appending(path: "config").path,
      "TERM": "xterm-256color",
      "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
      "TZ": "UTC",
      "HOLDFAST_ALLOW_MEMORY_FS": "1",
    ]
    for (name, value) in changes { environment[name] = value }
    // A program that was linked dynamically finds the Swift runtime where these tests found it.
    if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
      environment["LD_LIBRARY_PATH"] = libraries
    }
    return environment
  }

  /// Starts the program on a terminal, if need be through a shell that first limits it.
  func start(
    _ arguments: [String] = [], after limit: String? = nil,
    environment changes: [String: String?] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> TestTerminal {
    let shell = limit.map { ["/bin/sh", "-c", "\($0) && exec \"$0\" \"$@\""] } ?? []
    return try TestTerminal(
      shell + [binary.path] + arguments, environment: environment(changes), columns: columns,
      rows: rows)
  }

  /// Runs the program without a terminal, as a script does.
  func run(_ arguments: [String], environment changes: [String: String?] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.environment = environment(changes)
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errorFile = folder.appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errorFile)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let errors = try Data(contentsOf: errorFile)
    return Result(
      exitCode: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: bytes, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }
}
