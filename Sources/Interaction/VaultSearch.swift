import SessionModel

/// What is looked for over many sessions: "coat kind:words theme:staying since:2026-09-01".
package struct VaultSearch: Equatable, Sendable {
  /// Each must stand in the entry; case does not count.
  package var words: [String] = []
  package var kinds = ReviewFilter.Kinds.all
  package var theme: String?
  package var since: CivilDay?
  package var until: CivilDay?

  /// Names of kinds as they are typed, short for those that a review filters by.
  static let kindNames: [(name: String, kinds: ReviewFilter.Kinds)] = [
    ("record", .record), ("process", .process), ("words", .words), ("notes", .notes),
    ("given", .given), ("distress", .distress), ("safety", .safety), ("marks", .marks),
  ]

  package enum Fault: Error, Equatable {
    case nothingWanted
    case noKind(String)
    case noDay(String)

    package var words: String {
      switch self {
      case .nothingWanted: "type what to find: words, kind:…, theme:…, since:… or until:…"
      case .noKind:
        "there is no such kind; there are "
          + VaultSearch.kindNames.map(\.name).joined(separator: ", ")
      case .noDay: "a day is written as 2026-09-16"
      }
    }
  }

  /// Quotes hold blanks together: `theme:"father's coat"`.
  package init(_ typed: String) throws(Fault) {
    for part in VaultSearch.parts(of: typed) {
      let colon = part.firstIndex(of: ":")
      let name = colon.map { part[..<$0].lowercased() } ?? ""
      let value = colon.map { String(part[part.index(after: $0)...]) } ?? ""
      switch name {
      case "kind":
        guard let known = Self.kindNames.first(where: { $0.name == value.lowercased() }) else {
          throw .noKind(value)
        }
        kinds = known.kinds
      case "theme": theme = value
      case "since": since = try Self.day(value)
      case "until": until = try Self.day(value)
      default: words.append(part.lowercased())
      }
    }
    guard !words.isEmpty || kinds != .all || theme?.isEmpty == false || since != nil || until != nil
    else { throw .nothingWanted }
  }

  private static func day(_ text: String) throws(Fault) -> CivilDay {
    guard let day = CivilDay(text) else { throw .noDay(text) }
    return day
  }

  private static func parts(of typed: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    for character in typed {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        parts.append(part)
        part = ""
      default: part.append(character)
      }
    }
    return (parts + [part]).filter { !$0.isEmpty }
  }

  /// True where no entry of a session that lasted from one moment to another can be meant.
  package func passesOver(_ line: ListLine, zone: Int) -> Bool {
    // A late note may be about a time before the beginning, by a day at most.
    let first = CivilDay(of: line.beganAt, zone: zone).later(days: -1)
    let last = CivilDay(of: line.lastAt, zone: zone)
    return since.map { last < $0 } == true || until.map { first > $0 } == true
  }

  /// The entries of a session that are meant, in the order in which they happened.
  package func moments(in session: Session) -> [Entry] {
    var filter = ReviewFilter()
    filter.kinds = kinds
    return session.shownAsHappened.map { session.entries[$0] }.filter { entry in
      filter.keeps(entry) && isMeant(entry)
    }
  }

  private func isMeant(_ entry: Entry) -> Bool {
    let day = CivilDay(of: entry.happened.wall, zone: entry.zone)
    if since.map({ day < $0 }) == true || until.map({ day > $0 }) == true { return false }
    if let theme {
      guard case .insightFound(let insight) = entry.event,
        insight.theme.lowercased().contains(theme.lowercased())
      else { return false }
    }
    return words.allSatisfy { entry.contains($0) }
  }
}

/// One moment that was found.
package struct FoundMoment: Equatable, Sendable {
  package var client: String
  /// "dosing 1".
  package var session: String
  package var sessionID: String
  package var entry: EntryID
  package var wall: Int64
  package var zone: Int
  package var lane: Lane
  package var isStruck: Bool
  /// The sign of its kind, and its words.
  package var sign: Character
  package var words: String

  package init(_ entry: Entry, of session: Session) {
    client = session.began?.client ?? ""
    self.session = "\(session.kind.rawValue) \(session.began?.ordinal ?? 0)"
    sessionID = session.id
    self.entry = entry.id
    wall = entry.happened.wall
    zone = entry.zone
    lane = entry.lane
    isStruck = entry.isStruck
    sign = entry.event.sign
    words = entry.event.words
  }
}
