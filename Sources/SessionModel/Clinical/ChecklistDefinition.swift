/// A checklist as the clinic wrote it.
package struct ChecklistDefinition: Sendable, Equatable {
  /// Stable in the journal: "before-dosing".
  package let name: String
  package let title: String
  package let items: [ChecklistItem]
  package let source: Source

  package init(name: String, title: String, items: [ChecklistItem], source: Source) {
    self.name = name
    self.title = title
    self.items = items
    self.source = source
  }

  /// The items that a protocol asks.
  package func items(for protocolName: String) -> [ChecklistItem] {
    items.filter { $0.onlyFor.isEmpty || $0.onlyFor.contains(protocolName) }
      .filter { !$0.notFor.contains(protocolName) }
  }
}

/// One line of a checklist: done, not done with a reason, or not applicable.
package struct ChecklistItem: Sendable, Equatable {
  /// What the session already knows about an item, shown beside it and never ticked by itself.
  package enum Shows: String, CaseIterable, Sendable {
    case minimumStay = "minimum stay"
    case vitalsAgainstBaseline = "vitals against baseline"
    case distressAgainstBaseline = "distress against baseline"
    case baselineVitals = "baseline vitals"
    case weight = "weight"
    case distress = "distress"
    case dose = "dose"
    case presence = "presence"
    case touchAgreement = "touch agreement"
    case stopSignal = "stop signal"
    case intention = "intention"
    case escort = "escort"
  }

  /// Stable in the journal: "consent".
  package let id: String
  package let words: String
  /// What may be filled in behind it, in order: "who", "when".
  package let fields: [ChecklistField]
  package let shows: Shows?
  /// Protocols that ask it; empty means all.
  package let onlyFor: [String]
  package let notFor: [String]
  /// The source of a figure in the words.
  package let source: Source?

  package init(
    id: String, words: String, fields: [ChecklistField] = [],
    shows: Shows? = nil,
    onlyFor: [String] = [],
    notFor: [String] = [], source: Source? = nil
  ) {
    self.id = id
    self.words = words
    self.fields = fields
    self.shows = shows
    self.onlyFor = onlyFor
    self.notFor = notFor
    self.source = source
  }
}
