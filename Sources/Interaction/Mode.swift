/// Which row of the binding table a key is looked up in.
package enum Mode: Int, CaseIterable, Sendable {
  case firstRun, home, homeFilter, newSession, arc, find
  /// Live, with text in the line; without; with an entry of the log chosen.
  case writing, empty, log
  case marks, grounding, help, preparation, facts, themes
  case checklist, questionnaire
  /// The card with a trigger chosen; the sections of a preparation; what a talk begins with.
  case card, sections, moments
  /// A field of a small form stands in the line.
  case form
  case review, reviewLine, reviewFacts
  /// A page lies over the review: the overview, or another session beside this one.
  case reviewPage, reviewComparison
}

/// Some of the modes. The whole table of bindings is made at the start, and hashing its sets would
/// be the dearest part of it.
package struct Modes: Equatable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt32

  private init(bits: UInt32) { self.bits = bits }

  package init(arrayLiteral modes: Mode...) {
    bits = modes.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  package static let all = Modes(bits: 1 << UInt32(Mode.allCases.count) - 1)

  package func contains(_ mode: Mode) -> Bool { bits & 1 << UInt32(mode.rawValue) != 0 }
  package func union(_ other: Modes) -> Modes { Modes(bits: bits | other.bits) }
  package func subtracting(_ other: Modes) -> Modes { Modes(bits: bits & ~other.bits) }
}

extension Modes: Sequence {
  package func makeIterator() -> some IteratorProtocol<Mode> {
    Mode.allCases.lazy.filter(contains).makeIterator()
  }
}
