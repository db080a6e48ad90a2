import Foundation
import Synchronization
import Testing

/// Runs a check on every case, so many at a time, on threads of their own: a case may wait without
/// keeping other tests from running. Answers what is wrong, each with the case it was found in.
func faults<Case: Sendable>(
  of cases: [Case], width: Int = 3, _ check: @escaping @Sendable (Case) throws -> [String]
) -> [String] {
  let next = Mutex(0)
  let found = Mutex<[String]>([])
  let group = DispatchGroup()
  for _ in 0..<min(width, cases.count) {
    group.enter()
    Thread.detachNewThread {
      defer { group.leave() }
      while true {
        let index = next.withLock { next -> Int? in
          guard next < cases.count else { return nil }
          next += 1
          return next - 1
        }
        guard let index else { return }
        var wrong: [String]
        do {
          wrong = try check(cases[index])
        } catch {
          wrong = ["\(error)"]
        }
        guard !wrong.isEmpty else { continue }
        found.withLock { $0 += wrong.map { "\(cases[index]): \($0)" } }
      }
    }
  }
  group.wait()
  return found.withLock { $0 }
}

/// Records what is wrong, as one issue each.
func report(_ faults: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  for fault in faults.prefix(20) {
    Issue.record("\(fault)", sourceLocation: sourceLocation)
  }
  if faults.count > 20 {
    Issue.record("and \(faults.count - 20) more", sourceLocation: sourceLocation)
  }
}

/// Says that a test is skipped, and why; with HOLDFAST_REQUIRE=all nothing may be.
func skip(_ what: String, because why: String) {
  if ProcessInfo.processInfo.environment["HOLDFAST_REQUIRE"] == "all" {
    Issue.record("\(what): \(why), and HOLDFAST_REQUIRE=all")
  }
  FileHandle.standardError.write(Data("SKIPPED \(what): \(why)\n".utf8))
}
