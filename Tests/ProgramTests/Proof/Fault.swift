import Foundation

/// What the preloaded library does to the program, and to which of its storage calls.
///
/// The words are those of Tests/CFault/include/CFault.h.
struct Fault: Sendable, CustomStringConvertible {
  /// "kill", "errno:5", "cut:17", "cut:17+kill" …
  var act: String
  /// Names of calls, split by commas; nil for all.
  var calls: String?
  /// A pattern for the last part of the path; nil for all.
  var name: String?
  var from = 1
  /// How many calls are struck; 0 for ever.
  var times = 1
  /// Of so many calls the last is spared; 0 where none is.
  var every = 0
  /// Folders below the program's own that are struck; its home, unless others are named.
  var below = ["home"]

  static func kill(at number: Int) -> Fault { Fault(act: "kill", from: number) }

  func variables(in folder: URL) -> [String: String] {
    var variables = [
      "FAULT_DO": act, "FAULT_FROM": "\(from)", "FAULT_TIMES": "\(times)",
      "FAULT_EVERY": "\(every)",
      "FAULT_BELOW": below.map { $0.hasPrefix("/") ? $0 : folder.appending(path: $0).path }
        .joined(separator: ":"),
    ]
    variables["FAULT_CALL"] = calls
    variables["FAULT_NAME"] = name
    return variables
  }

  var description: String {
    let often = times == 0 ? "for ever" : "\(times) times"
    return "\(act) at \(calls ?? "any call") on \(name ?? "anything") from \(from), \(often)"
  }
}

/// A storage call that the library has counted.
struct StorageCallSeen: Sendable {
  let call: String
  let path: String

  /// The last part of its path, without what differs from run to run.
  var kind: String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    for known in ["record-", "process-", "ledger-"] where name.hasPrefix(known) {
      return "\(known)*" + (name.hasSuffix(".new") ? ".new" : "")
    }
    return name.utf8.count == 22 ? "??????????????????????" : name
  }
}
