import Foundation
import Testing

/// Every storage call of the real binary, failing with every number that makes sense for it.
@Suite("Numbers of failure")
struct ErrnoTests {
  static let names: [Int32: String] = [
    EIO: "EIO", ENOSPC: "ENOSPC", EDQUOT: "EDQUOT", EROFS: "EROFS", EINTR: "EINTR",
    EACCES: "EACCES", EMFILE: "EMFILE", ENFILE: "ENFILE", ENOLCK: "ENOLCK", EFBIG: "EFBIG",
    ESTALE: "ESTALE", ENODEV: "ENODEV", ENOMEM: "ENOMEM",
  ]

  /// The numbers that open(2), flock(2) … name for a disk that fails; the first two run quick.
  static let sensible: [String: [Int32]] = [
    "open": [EIO, EMFILE, EACCES, ENFILE, EINTR, ESTALE],
    "folder": [EIO, EMFILE, EACCES, ENFILE, EINTR, ESTALE],
    "append": [EIO, EROFS, EACCES, EMFILE, ENFILE, EINTR],
    "create": [EIO, ENOSPC, EDQUOT, EROFS, EACCES, EMFILE, EINTR],
    "mkdir": [EIO, ENOSPC, EDQUOT, EROFS, EACCES],
    "flock": [EIO, ENOLCK, EINTR],
    "fstat": [EIO, ESTALE],
    "stat": [EIO, ESTALE, EACCES],
    "read": [EIO, EINTR, ESTALE],
    "write": [EIO, ENOSPC, EDQUOT, EROFS, EFBIG, EINTR, ESTALE, ENODEV],
    "fdatasync": [EIO, ENOSPC, EDQUOT, EROFS, EINTR, ESTALE],
    "fsync": [EIO, ENOSPC, EDQUOT, EROFS, EINTR],
    "rename": [EIO, ENOSPC, EDQUOT, EROFS, EACCES],
    "unlink": [EIO, EROFS, EACCES],
    "list": [EIO, ENOMEM],
    "statfs": [EIO, EINTR],
  ]

  struct Case: Sendable, CustomStringConvertible {
    var fault: Fault
    var name: String
    /// Goes on with a session that is there, or begins the first one.
    var resumes: Bool
    var description: String { "\(resumes ? "resume" : "new"), \(name): \(fault)" }
  }

  static let notes = Trial.notes(6)

  /// One case for each call on each kind of file, at its first time and in the middle of the
  /// session, for each number, once and for ever.
  static func cases(_ calls: [StorageCallSeen], resumes: Bool) -> [Case] {
    var cases: [Case] = []
    let kinds = Dictionary(grouping: calls) { "\($0.call) \($0.kind)" }
    for (_, same) in kinds.sorted(by: { $0.key < $1.key }) {
      guard let call = same.first, let numbers = sensible[call.call] else { continue }
      for number in ProofSize.isLong ? numbers[...] : numbers.prefix(2) {
        for from in same.count > 5 ? [1, same.count / 2 + 1] : [1] {
          for times in [1, 0] {
            let fault = Fault(
              act: "errno:\(number)", calls: call.call, name: call.kind, from: from, times: times)
            cases.append(Case(fault: fault, name: names[number] ?? "", resumes: resumes))
          }
        }
      }
    }
    return cases
  }

  @Sendable static func wrongs(_ one: Case) throws -> [String] {
    let trial = try Trial()
    var before: [String] = []
    if one.resumes {
      before = Trial.notes(5, of: "before")
      _ = try trial.sit(typing: before)
    }
    let arguments = one.resumes ? ["resume"] : HoldfastProgram.newSession
    let outcome = try trial.sit(arguments, typing: notes, one.fault)
    var wrong: [String] = []
    if try trial.injected() == 0 { wrong.append("the fault was not done") }
    switch outcome.exitCode {
    case 0:
      if try trial.acknowledged().count != before.count + notes.count {
        wrong.append("ended well, and not everything was kept")
      }
    case 6:
      if outcome.words.firstMatch(of: #/^holdfast: .+: .+\. .+\.$/#) == nil {
        wrong.append("ended with the words \(outcome.words)")
      }
    default: wrong.append("ended with \(outcome.exitCode): \(outcome.words)")
    }
    return wrong + (try trial.wrongs(after: before + notes, claimed: outcome.claimed))
  }

  @Test("each call, each number, once and for ever: nothing acknowledged is lost")
  func matrix() throws {
    let first = try Trial()
    _ = try first.sit(typing: Self.notes)
    let beginning = try first.calls()
    _ = try first.sit(["resume"], typing: Self.notes)
    let resuming = Array(try first.calls().dropFirst(beginning.count))
    let cases =
      Self.cases(beginning, resumes: false) + Self.cases(resuming, resumes: true)
    #expect(cases.count > 200, "both runs must have been seen")
    // A disk that stays full is left after ten seconds: those cases wait beside each other.
    report(faults(of: cases, width: 16, Self.wrongs))
  }
}
