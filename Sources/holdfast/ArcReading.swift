import Interaction
import SessionJournal
import SessionModel

/// Reads what the vault's sessions add to their clients' arcs, a session at a time, and again only
/// where its files have changed.
struct ArcReading {
  private struct Known {
    let client: String
    let part: Arc.Part
    /// Of the session's files as they were read.
    let sizes: [String: Int]
  }

  private var known: [String: Known] = [:]
  /// Sessions that were asked for since the list was made: each is looked at once.
  private var looked: Set<String> = []
  private let vault: Vault
  private let rescue: [RescueFolder]
  private let scales: [ScaleDefinition]
  private let schedule: [FollowupTime]

  init(_ vault: Vault, _ surroundings: Surroundings) {
    self.vault = vault
    rescue = surroundings.rescue
    scales = surroundings.library.scales()
    schedule = surroundings.library.vocabulary().followups
  }

  /// The list was made anew: sessions may have grown since they were read.
  mutating func lookAgain() { looked = [] }

  /// Reads one session of the list, unless it is known already.
  mutating func read(_ item: Home.Item) {
    guard let line = item.line, looked.insert(item.id).inserted else { return }
    let sizes = vault.sizes(of: item.id)
    if let before = known[item.id], before.sizes == sizes, before.client == line.client { return }
    known[item.id] = Known(client: line.client, part: part(of: item, line), sizes: sizes)
  }

  /// A session that cannot be read, or that says it is another client's, adds only that.
  private func part(of item: Home.Item, _ line: ListLine) -> Arc.Part {
    do throws(JournalFault) {
      let reading = try vault.read(item.id, rescue: rescue)
      var session = Session(id: item.id, rules: .none)
      for record in reading.records { session.apply(record) }
      guard session.began?.client == line.client else {
        throw .beginningMissing(session: item.id)
      }
      return Arc.Part(session, scales: scales, isDamaged: !reading.isWhole)
    } catch {
      return Arc.Part(
        unreadable: line, id: item.id, zone: item.zone ?? 0, fault: error.words)
    }
  }

  /// True once every session of the list, or of one client in it, has been looked at.
  func isRead(_ items: [Home.Item], of client: String? = nil) -> Bool {
    items.allSatisfy { item in
      guard let line = item.line, client == nil || line.client == client else { return true }
      return looked.contains(item.id)
    }
  }

  /// How many of a client's sessions are read, and how many are not yet.
  func count(of client: String, among items: [Home.Item]) -> (known: Int, unread: Int) {
    let own = items.filter { $0.line?.client == client }
    let unread = own.count { !looked.contains($0.id) }
    return (own.count - unread, unread)
  }

  /// The arc of a client as far as it is read: only sessions that carry exactly this code.
  func arc(of client: String) -> Arc {
    Arc(
      client: client, parts: known.values.filter { $0.client == client }.map(\.part),
      schedule: schedule)
  }

  /// Codes of the clients of whom something is read, in order.
  var clients: [String] { Set(known.values.map(\.client)).sorted() }

  /// A row for each client: who waits longest first, then by the last session.
  func lines(on today: CivilDay) -> [Arc.Line] { clients.map { arc(of: $0).line(on: today) } }

  /// Sessions that cannot be read, or only in part, with whose they are.
  var damaged: [(client: String, place: Arc.Place)] {
    known.values.filter { $0.part.visit.isDamaged || $0.part.visit.fault != nil }
      .map { ($0.client, $0.part.visit.place) }.sorted { $0.place.wall < $1.place.wall }
  }

  func isKnown(_ id: String) -> Bool { known[id] != nil }
}
