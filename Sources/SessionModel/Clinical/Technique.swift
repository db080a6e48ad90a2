/// One way of grounding, as the checklist offers it.
package struct Technique: Sendable, Equatable {
  /// The id of the technique that is always the last row.
  package static let medicalHelp = "medical-help"

  /// Stable in the journal: "name-place-date".
  package let id: String
  package let words: String
  /// Ticked one by one; empty where there is nothing to tick.
  package let steps: [String]
  /// 1 is the least intrusive.
  package let level: Int
  /// Phases in which it suits; empty means any.
  package let suits: [Phase]
  package let note: String?
  package let source: Source

  package init(
    id: String, words: String, steps: [String] = [], level: Int, suits: [Phase] = [],
    note: String? = nil, source: Source
  ) {
    self.id = id
    self.words = words
    self.steps = steps
    self.level = level
    self.suits = suits
    self.note = note
    self.source = source
  }

  package var isMedicalHelp: Bool { id == Self.medicalHelp }

  package func suits(_ phase: Phase) -> Bool { suits.isEmpty || suits.contains(phase) }
}
