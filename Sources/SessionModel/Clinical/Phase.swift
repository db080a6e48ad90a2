/// A phase of a dosing session, in the order in which they follow; advanced by hand.
package enum Phase: String, CaseIterable, Sendable {
  case arrival = "arrival"
  case baseline = "baseline"
  case onset = "onset"
  case peak = "peak"
  case plateau = "plateau"
  case `return` = "return"
  case recovery = "recovery"
  case discharge = "discharge"

  /// The word on the screen.
  package var words: String { rawValue }

  /// The phase that usually follows, or nil after the last.
  package var next: Phase? {
    let all = Self.allCases
    guard let here = all.firstIndex(of: self), here + 1 < all.count else { return nil }
    return all[here + 1]
  }
}
