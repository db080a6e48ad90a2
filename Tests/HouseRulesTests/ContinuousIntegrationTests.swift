import Foundation
import Testing

/// What a newcomer is told to run and what is checked before a change is kept must be the same.
@Suite("Continuous integration")
struct ContinuousIntegrationTests {
  /// The one-line command in the fenced block after a marker.
  private func command(_ marker: String) throws -> String {
    let lines = try String(
      contentsOf: SourceFile.package.appending(path: "README.md"), encoding: .utf8
    ).split(separator: "\n", omittingEmptySubsequences: false)
    let marks = lines.indices.filter { lines[$0] == "<!-- \(marker) -->" }
    #expect(marks.count == 1, "one \(marker) in README.md")
    let start = try #require(marks.first)
    #expect(lines[start + 1].hasPrefix("```"))
    #expect(lines[start + 3] == "```", "the command is one line")
    return String(lines[start + 2])
  }

  @Test("README's commands are complete")
  func commands() throws {
    let run = try command("run command")
    #expect(run.contains("libncursesw5-dev") && run.contains("swift run -c release holdfast"))
    let test = try command("test command")
    #expect(test.contains("libncursesw5-dev") && test.contains("libvterm-dev"))
    #expect(test.hasSuffix("swift test -c release"))
    let alone = try command("static command")
    #expect(alone.contains("--static-swift-stdlib") && alone.contains("-static-executable"))
  }

  /// Stand-ins that write down how they were called, and with what around them.
  ///
  /// A shell writes them: a file that this process had open for writing may be so still in a child
  /// that another test starts at the same moment, and what is being written cannot be run.
  private func makeTools(in folder: URL, log: URL) throws {
    for name in ["apt-get", "swift", "sudo"] {
      let pass = name == "sudo" ? "\"$@\"" : ""
      let text = """
        #!/bin/sh
        echo "\(name) $* strict=$HOLDFAST_STRICT require=$HOLDFAST_REQUIRE" >> "\(log.path)"
        if read -r line; then echo "\(name) had input" >> "\(log.path)"; fi
        \(pass)
        """
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      let write = "printf '%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\""
      shell.arguments = ["-c", write, "sh", text, folder.appending(path: name).path]
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0)
    }
  }

  @Test("the script runs README's test command, the format, the build and the static build")
  func script() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appending(path: "log")
    try makeTools(in: folder, log: log)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [SourceFile.package.appending(path: ".ci/run").path]
    process.environment = ["PATH": "\(folder.path):/usr/bin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    let calls = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("sudo") }.map(String.init)
    let expected = [
      "apt-get update", "apt-get install", "swift test -c release",
      "swift format lint --strict --recursive Package.swift Sources Tests themes",
      "swift build -c release --explicit-target-dependency-import-check error",
      "swift build -c release --static-swift-stdlib",
    ]
    #expect(calls.count == expected.count, "\(calls)")
    for (call, start) in zip(calls, expected) {
      #expect(call.hasPrefix(start), "\(call)")
      #expect(call.hasSuffix(" strict=1 require=all"))
    }
  }
}
