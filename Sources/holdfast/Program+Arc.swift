import Interaction
import SessionJournal
import SessionModel

/// The clients' arcs, read bit by bit while nobody types.
extension Program {
  private var today: CivilDay {
    let now = clocks.now()
    return CivilDay(of: now.wall, zone: now.zone)
  }

  /// True while a list on the screen is not whole yet.
  var isReadingLists: Bool {
    guard let index else { return false }
    switch interface.place {
    case .home: return !index.isRead || !(arcs?.isRead(index.items) ?? index.items.isEmpty)
    case .arc(let page): return arcs?.isRead(index.items, of: page.client) == false
    case .find: return searching?.isDone == false
    default: return false
    }
  }

  func take(_ home: inout Home) {
    let items = index?.items ?? []
    // Rows come in once all is read: until then they would only push each other about.
    let lines =
      arcs.map { $0.isRead(items) && index?.isRead == true ? $0.lines(on: today) : home.clients }
    home.take(items, clients: lines ?? [])
    home.isReading = index?.isRead == false
  }

  func take(_ page: inout ArcPage) {
    guard let arcs, let index else { return }
    let (known, unread) = arcs.count(of: page.client, among: index.items)
    page.take(
      arcs.arc(of: page.client).sections(on: today, scales: surroundings.library.scales()),
      sessions: known + unread, unread: unread)
  }

  mutating func readArcs(of client: String?, milliseconds: Int64) {
    guard let index, let vault else { return }
    arcs = arcs ?? ArcReading(vault, surroundings)
    let until = clocks.now().up + milliseconds
    for item in index.items where client == nil || item.line?.client == client {
      arcs?.read(item)
      if clocks.now().up >= until { return }
    }
  }

  /// Reads the arc of a client and shows it; what is not read at once comes in while it is shown.
  mutating func openArc(_ page: ArcPage) {
    if index?.isRead == false { index?.readAll() }
    var page = page
    readArcs(of: page.client, milliseconds: 40)
    take(&page)
    interface.place = .arc(page)
  }

  /// What the client's sessions before a dosing ask of it.
  mutating func reminders(for session: Session) -> [Arc.Reminder] {
    guard session.kind == .dosing, let client = session.began?.client else { return [] }
    index?.readAll(besides: session.id)
    if arcs == nil, let vault { arcs = ArcReading(vault, surroundings) }
    for item in index?.items ?? [] where item.line?.client == client && item.id != session.id {
      arcs?.read(item)
    }
    return arcs?.arc(of: client).reminders(before: session.start?.wall ?? .max) ?? []
  }

  /// Opens a session where one of its entries stands; leaving it leads back to the arc.
  mutating func open(_ id: String, at entry: EntryID?) throws(JournalFault) {
    let behind = interface.place
    try openFromHome(id)
    placeBehind = behind
    guard let entry else { return }
    switch interface.place {
    case .review(var review):
      let isThere = review.begin(atEntry: entry)
      interface.place = .review(review)
      if !isThere { say(Review.noEntry) }
    case .live(var live):
      guard let session, live.begin(atEntry: entry, of: session) else { return }
      interface.place = .live(live)
    default: break
    }
  }

  /// Back to where one came from: a session to the arc or the search that it was opened from, a
  /// search to the arc, all else to the list.
  mutating func goBack() throws(JournalFault) {
    let left = interface.place
    let behind = placeBehind
    placeBehind = nil
    try refreshHome()
    guard ending == nil, case .home(let home) = interface.place else { return }
    switch (left, behind) {
    case (.find(let page), _):
      searching = nil
      if let client = page.client { openArc(ArcPage(client: client)) }
    case (.arc, _), (_, nil): break
    case (_, .arc(let page)?): openArc(page)
    case (_, .find(let page)?): interface.place = .find(page)
    default: break
    }
    if let notice = home.notice { say(notice.words, refused: notice.tone == .refused) }
  }
}
