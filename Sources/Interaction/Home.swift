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

  /// One row of the list.
  package enum Row: Equatable, Sendable {
    case session(Item)
    case client(Arc.Line)

    package var group: Group {
      switch self {
      case .session(let item): item.isOpen ? .open : .closed
      case .client(let line): line.isDue ? .due : .clients
      }
    }

    /// Nil for a session that is not read.
    package var client: String? {
      switch self {
      case .session(let item): item.line?.client
      case .client(let line): line.client
      }
    }

    /// What stays the same while the row changes.
    fileprivate var identity: String {
      switch self {
      case .session(let item): "session \(item.id)"
      case .client(let line): "client \(line.client)"
      }
    }
  }

  /// The parts of the list, in their order.
  package enum Group: String, CaseIterable, Sendable {
    case open = "open"
    case due = "due"
    case clients = "clients"
    case closed = "closed, newest first"
  }

  package var items: [Item] = []
  /// One row a client, once their sessions are read.
  package var clients: [Arc.Line] = []
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
  package mutating func take(_ fresh: [Item], clients lines: [Arc.Line] = []) {
    let chosen = row?.identity
    items = fresh
    clients = lines
    // Whoever has not moved yet stays at the top.
    if selected > 0, let place = rows.firstIndex(where: { $0.identity == chosen }) {
      selected = place
    }
    keepInside()
  }

  /// The chosen row.
  package var row: Row? {
    let rows = rows
    return rows.indices.contains(selected) ? rows[selected] : nil
  }

  /// Rows that the filter lets through, part by part.
  package var rows: [Row] {
    let all = items.map(Row.session) + clients.map(Row.client)
    let wanted = filter.map { $0.text.lowercased() } ?? ""
    return Group.allCases.flatMap { group in
      all.filter { $0.group == group && Home.passes($0, wanted) }
    }
  }

  private static func passes(_ row: Row, _ wanted: String) -> Bool {
    guard !wanted.isEmpty else { return true }
    let words: String
    switch row {
    case .session(let item):
      guard let line = item.line else { return item.id.lowercased().hasPrefix(wanted) }
      words = "\(line.client) \(line.kind.rawValue) \(line.ordinal) \(line.state.words)"
    case .client(let line): words = "\(line.client) \(line.followup) \(line.open)"
    }
    return words.lowercased().contains(wanted)
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

  package init(knownCodes: [String] = [], client: String = "") {
    self.knownCodes = knownCodes
    code = TextBuffer(client)
    if !client.isEmpty { field = .kind }
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
