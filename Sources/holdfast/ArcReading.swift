import Interaction
import SessionJournal
import SessionModel

/// Reads what the vault's sessions add to their clients' arcs, a session at a time.
struct ArcReading {
  /// By session; a session that is still written is read anew when it is asked for again.
  private(set) var parts: [String: (client: String, part: Arc.Part)] = [:]
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

  /// Reads one session of the list, unless it is known already.
  mutating func read(_ item: Home.Item) {
    guard parts[item.id] == nil, let line = item.line else { return }
    parts[item.id] = (line.client, part(of: item, line))
  }

  /// A session that cannot be read, or that says it is another client's, adds only that.
  private func part(of item: Home.Item, _ line: ListLine) -> Arc.Part {
    let zone = item.zone ?? 0
    do throws(JournalFault) {
      let reading = try vault.read(item.id, rescue: rescue)
      var session = Session(id: item.id, rules: .none)
      for record in reading.records { session.apply(record) }
      guard session.began?.client == line.client else {
        throw .beginningMissing(session: item.id)
      }
      return Arc.Part(session, scales: scales, isDamaged: !reading.isWhole)
    } catch {
      return Arc.Part(unreadable: line, id: item.id, zone: zone, fault: error.words)
    }
  }

  /// The arc of a client as far as it is read: only sessions that carry exactly this code.
  func arc(of client: String) -> Arc {
    Arc(
      client: client, parts: parts.values.filter { $0.client == client }.map(\.part),
      schedule: schedule)
  }

  /// Codes of the clients of whom something is read, in order.
  var clients: [String] { Set(parts.values.map(\.client)).sorted() }
}
