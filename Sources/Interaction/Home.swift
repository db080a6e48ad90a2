import SessionModel

/// Help over a screen without a note line.
package struct HelpPage: Equatable, Sendable {
  package var isOpen = false
  /// First row shown.
  package var top = 0

  package init(isOpen: Bool = false) {
    self.isOpen = isOpen
  }

  mutating func open() {
    self = HelpPage(isOpen: true)
  }

  mutating func move(_ action: Action) -> [Effect] {
    switch action {
    case .escape: isOpen = false
    case .leave: return [.leave]
    case .up: top = max(0, top - 1)
    case .down: top += 1
    case .pageUp: top = max(0, top - 10)
    case .pageDown: top += 10
    default: break
    }
    return []
  }
}

/// First screen of a new vault: where notes are kept, and whose they are.
package struct FirstRun: Equatable, Sendable {
  package var initials = TextBuffer()
  /// The folder that notes will be kept in.
  package var folder: String
  package var refusal: String?
  package var help = HelpPage()
  package init(folder: String) {
    self.folder = folder
  }
}

/// The list of sessions: open ones first, then the newest.
package struct Home: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package var id: String
    /// Nil while the session has not been read yet, or could not be.
    package var line: ListLine?
    /// Why it cannot be shown, in plain words without client text.
    package var fault: String?
    /// True where the ledger knows no end of the session.
    package var isOpen: Bool
    /// Minutes east of UTC where it began; nil where that is not known.
    package var zone: Int?
    package init(id: String, line: ListLine?, fault: String?, isOpen: Bool, zone: Int? = nil) {
      self.id = id
      self.line = line
      self.fault = fault
      self.isOpen = isOpen
      self.zone = zone
    }
  }

  package var items: [Item] = []
  package var selected = 0
  /// First item shown.
  package var top = 0
  /// What `/` filters by while it is open or stands.
  package var filter: TextBuffer?
  package var isFiltering = false
  package var help = HelpPage()
  package var notice: Notice?
  package var question: Question?
  /// True while sessions are still being read.
  package var isReading = false
  package var rowsShown = 10

  package init() {}

  /// Takes a fuller or newly ordered list; the choice stays on its session.
  package mutating func take(_ fresh: [Item]) {
    let before = shown
    let chosen = before.indices.contains(selected) ? before[selected].id : nil
    items = fresh
    // Whoever has not moved yet stays at the top.
    if selected > 0, let place = shown.firstIndex(where: { $0.id == chosen }) {
      selected = place
    }
    keepInside()
  }

  /// Items that the filter lets through, with their positions in `items`.
  package var shown: [Item] {
    guard let filter, !filter.isEmpty else { return items }
    let wanted = filter.text.lowercased()
    return items.filter { item in
      guard let line = item.line else { return item.id.lowercased().hasPrefix(wanted) }
      let words = "\(line.client) \(line.kind.rawValue) \(line.ordinal) \(line.state.words)"
      return words.lowercased().contains(wanted)
    }
  }
}

/// The form for a new session.
package struct NewSession: Equatable, Sendable {
  package enum Field: Int, CaseIterable, Sendable {
    case code, kind, treatment
  }
  package var field = Field.code
  package var code = TextBuffer()
  package var kind = SessionKind.dosing
  /// Position among the clinic's protocols.
  package var treatment = 0
  package var knownCodes: [String] = []
  package var refusal: String?
  package var help = HelpPage()

  package init(knownCodes: [String] = []) {
    self.knownCodes = knownCodes
  }

  /// A known code that continues what is typed; nil where that is a known one itself.
  package var completion: String? {
    let typed = code.text.lowercased()
    guard !typed.isEmpty, !knownCodes.contains(where: { $0.lowercased() == typed }) else {
      return nil
    }
    return knownCodes.first { $0.lowercased().hasPrefix(typed) }
  }
}
