import Interaction
import SessionJournal
import SessionModel

/// The vault's sessions as home lists them: order from the ledger, the rest read bit by bit.
struct SessionIndex {
  private(set) var items: [Home.Item] = []
  /// Why a session on the list could not be read, by its id.
  private(set) var refusals: [String: JournalFault] = [:]
  /// Names in a session's folder that are none of the journal's, by its id.
  private(set) var ignored: [String: [String]] = [:]
  /// Files of a session of which nothing tells whose they are, by its id.
  private(set) var untold: [String: [String]] = [:]
  private var unread: [Int] = []
  let vault: Vault

  init(_ vault: Vault) throws(JournalFault) {
    self.vault = vault
    let listings = try vault.listings()
    let lost = try vault.unlisted(beside: listings)
    items =
      listings.filter(\.isOpen).map(Self.unread) + lost.map(Self.unlisted)
      + listings.filter { !$0.isOpen }.map(Self.unread)
    unread = Array(items.indices.reversed())
  }

  private static func unread(_ listing: SessionListing) -> Home.Item {
    Home.Item(id: listing.id, line: nil, fault: nil, isOpen: listing.isOpen)
  }

  private static func unlisted(_ id: String) -> Home.Item {
    Home.Item(id: id, line: nil, fault: nil, isOpen: true)
  }

  var isRead: Bool { unread.isEmpty }

  /// Reads some sessions, the first on the list first, for about so many milliseconds.
  mutating func read(milliseconds: Int64) {
    let machine = Machine.real
    let until = machine.up() + milliseconds
    while let position = unread.popLast() {
      read(position)
      if unread.isEmpty { sort() }
      if machine.up() >= until { return }
    }
  }

  /// The ledger knows when a session was first heard of, the session itself when it began: once all
  /// are read, open ones stand first and each part is in the order in which they began, the newest
  /// first. What cannot be read stands last.
  private mutating func sort() {
    func rank(_ item: Home.Item) -> (Int, Int64) {
      (item.isOpen ? 1 : 0, item.line?.beganAt ?? .min)
    }
    let order = items.indices.sorted { one, other in
      let (first, second) = (rank(items[one]), rank(items[other]))
      return first == second ? one < other : first > second
    }
    items = order.map { items[$0] }
  }

  /// Reads all, but for a session that is read anyway: one that goes on would be read whole.
  mutating func readAll(besides id: String? = nil) {
    if let place = items.firstIndex(where: { $0.id == id }) { unread.removeAll { $0 == place } }
    read(milliseconds: .max / 2)
  }

  private mutating func read(_ position: Int) {
    let id = items[position].id
    do throws(JournalFault) {
      let glance = try vault.glance(id)
      items[position].zone = glance.began?.zone
      if !glance.ignored.isEmpty { ignored[id] = glance.ignored }
      if !glance.untold.isEmpty { untold[id] = glance.untold }
      if let line = glance.listLine {
        items[position].line = line
        items[position].isOpen = line.state == .open || line.state == .dosingEnded
      } else if let began = glance.beganEvent {
        // Running elsewhere, or interrupted: its end says nothing, so its records do.
        items[position].line = try wholeLine(id) ?? Self.bare(began, at: glance.began?.at ?? 0)
        items[position].isOpen =
          items[position].line.map { $0.state == .open || $0.state == .dosingEnded } ?? true
      } else if glance.isEmpty {
        items[position].fault = "nothing was kept in it"
      } else {
        throw .beginningMissing(session: id)
      }
    } catch {
      items[position].fault = error.words
      refusals[id] = error
    }
  }

  private func wholeLine(_ id: String) throws(JournalFault) -> ListLine? {
    var session = Session(id: id, rules: .none)
    for record in try vault.read(id).records {
      session.apply(record)
    }
    return session.began == nil ? nil : session.listLine
  }

  private static func bare(_ began: Began, at: Int64) -> ListLine {
    ListLine(
      client: began.client, kind: began.kind, ordinal: began.ordinal, state: .open, entries: 0,
      beganAt: at, lastAt: at, doses: 0)
  }

  /// Codes of known clients, the most recent first.
  var codes: [String] {
    var seen: Set<String> = []
    return items.compactMap(\.line?.client).filter { seen.insert($0).inserted }
  }

  /// 1 for a client's first session of a kind.
  func ordinal(client: String, kind: SessionKind) -> Int {
    let earlier = items.compactMap(\.line).filter { $0.client == client && $0.kind == kind }
    return (earlier.map(\.ordinal).max() ?? 0) + 1
  }

  /// When the client's last session with a dose began, among those that are read; wall
  /// milliseconds.
  func lastDosing(client: String, besides id: String) -> Int64? {
    items.lazy.filter { $0.id != id }.compactMap(\.line)
      .filter { $0.client == client && $0.doses > 0 }.map(\.beganAt).max()
  }

  /// The client's sessions of a kind before `wall`, in order of time.
  func sessions(of client: String, _ kind: SessionKind, before wall: Int64) -> [String] {
    items.compactMap { item in item.line.map { (item.id, $0) } }
      .filter { $1.client == client && $1.kind == kind && $1.beganAt < wall }
      .sorted { $0.1.beganAt < $1.1.beganAt }.map(\.0)
  }

  /// Dosing sessions looked at for what was tried in them: a year of monthly ones, so that a
  /// session opens as quickly for a client of many years.
  static let mostEarlierDosings = 12

  /// What of grounding was tried in the client's dosing sessions before `wall`, oldest first; what
  /// cannot be read of one is left out.
  func grounding(client: String, before wall: Int64) -> [GroundingOutcome] {
    sessions(of: client, .dosing, before: wall).suffix(Self.mostEarlierDosings).flatMap { id in
      var session = Session(id: id, rules: .none)
      for record in (try? vault.read(id).records) ?? [] {
        session.apply(record)
      }
      return session.groundingOutcomes
    }
  }

  /// What the client's preparations before `wall` agreed, folded in order of time.
  func preparation(client: String, before wall: Int64) -> Preparation {
    var preparation = Preparation()
    for id in sessions(of: client, .preparation, before: wall) {
      guard let records = try? vault.read(id).records else { continue }
      var session = Session(id: id, rules: .none, preparation: preparation)
      for record in records {
        session.apply(record)
      }
      preparation = session.preparation
    }
    return preparation
  }
}
