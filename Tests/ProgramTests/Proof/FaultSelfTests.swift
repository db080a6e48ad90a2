import Foundation
import Testing

/// The library that the proof rests on: it counts every call, and does what it is told.
@Suite("The library of faults")
struct FaultSelfTests {
  /// Calls whose numbers the library itself does not add to, and what strace names them.
  static let compared = [
    "openat": ["open", "append", "create", "folder"], "mkdirat": ["mkdir"], "write": ["write"],
    "fdatasync": ["fdatasync"], "fsync": ["fsync"], "flock": ["flock"], "renameat": ["rename"],
    "unlinkat": ["unlink"], "getdents64": ["list"],
  ]

  @Test("counts each storage call that the kernel sees")
  func counts() throws {
    let strace = "/usr/bin/strace"
    guard access(strace, X_OK) == 0 else {
      return skip("counting against the kernel", because: "strace is not installed")
    }
    let trial = try Trial()
    let output = trial.program.folder.appending(path: "strace")
    let trace = "trace=" + Self.compared.keys.sorted().joined(separator: ",")
    trial.wrapper = [strace, "-D", "-f", "-y", "-o", output.path, "-e", trace, "-e", "signal=none"]
    let outcome = try trial.sit(typing: Trial.notes(12))
    #expect(outcome.exitCode == 0)
    // The tracer ends after the program, and says so last.
    var lines: [Substring] = []
    let deadline = ContinuousClock.now.advanced(by: TestTerminal.patience)
    repeat {
      lines = String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n")
    } while lines.last?.contains("+++ exited") != true && ContinuousClock.now < deadline
    for (name, calls) in Self.compared {
      // The home itself is named relative to its folder.
      let folder = trial.program.folder.path
      let seen = lines.filter { line in
        line.contains(" \(name)(")
          && (line.contains("\(folder)/home") || line.contains("\(folder)>, \"home\""))
      }
      let counted = try trial.calls().filter { calls.contains($0.call) }
      #expect(!seen.isEmpty, "\(name)")
      #expect(seen.count == counted.count, "\(name)")
    }
  }

  @Test("kills once, at the call it was told, and before it happens")
  func kills() throws {
    let trial = try Trial()
    let fault = Fault(act: "kill", calls: "fdatasync", name: "record-*", from: 3)
    let outcome = try trial.sit(typing: Trial.notes(5), fault)
    #expect(outcome.exitCode == -SIGKILL)
    #expect(try trial.injected() == 1)
    let last = try #require(try trial.calls().last)
    #expect(last.call == "fdatasync" && last.kind == "record-*")
    let copy = try #require(try trial.copies().values.first)
    let file = try #require(try trial.files().values.first { $0.starts(with: copy) })
    #expect(copy.split(separator: 0x0A).count == 2, "two syncs were answered")
    #expect(file.split(separator: 0x0A).count == 3, "the third line was written")
  }

  @Test("fails, cuts and spares as often as it was told")
  func strikes() throws {
    for (fault, times) in [
      (Fault(act: "errno:4", calls: "write", name: "record-*", from: 2, times: 3), 3),
      (Fault(act: "cut:1", calls: "write", name: "record-*", from: 2), 1),
      (Fault(act: "cut:walk", calls: "write", name: "record-*", from: 3, times: 4), 4),
      (Fault(act: "errno:4", calls: "write", name: "no-such-file"), 0),
    ] {
      let trial = try Trial()
      let outcome = try trial.sit(typing: Trial.notes(5), fault)
      #expect(outcome.exitCode == 0, "\(fault): \(outcome.words)")
      #expect(try trial.injected() == times, "\(fault)")
      report(try trial.wrongs(after: Trial.notes(5), claimed: outcome.claimed, mayBe: [0]))
    }
    let trial = try Trial()
    let storm = Fault(act: "errno:4", calls: "write", name: "record-*", times: 0, every: 4)
    _ = try trial.sit(typing: Trial.notes(5), storm)
    let writes = try trial.calls().filter { $0.call == "write" && $0.kind == "record-*" }.count
    #expect(writes.isMultiple(of: 4))
    #expect(try trial.injected() == writes / 4 * 3)
  }
}
