import Foundation

/// How much of the proof runs: the quick set, unless `HOLDFAST_PROOF=long`.
enum ProofSize {
  static let isLong = ProcessInfo.processInfo.environment["HOLDFAST_PROOF"] == "long"

  /// Every so many of a long list in the quick set, all of them in the long one.
  static func some<Case>(_ cases: [Case], every step: Int) -> [Case] {
    isLong ? cases : cases.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
  }
}
