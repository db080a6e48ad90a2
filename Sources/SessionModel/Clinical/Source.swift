/// Where a clinical figure comes from, in words that the screen can show beside it.
package struct Source: Sendable, Equatable {
  package let words: String

  package init(_ words: String) { self.words = words }

  /// True for a figure of common practice for which no document was at hand.
  package var isClinicDefault: Bool { words.hasPrefix("clinic default") }
}

/// A figure that never travels without its source.
package struct Cited<Value: Sendable & Equatable>: Sendable, Equatable {
  package let value: Value
  package let source: Source

  package init(_ value: Value, source: Source) {
    self.value = value
    self.source = source
  }
}
