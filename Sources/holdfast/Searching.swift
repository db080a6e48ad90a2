import Interaction
import SessionJournal
import SessionModel

/// A search over sessions that goes on bit by bit, the newest session first. Each is read from the
/// disk and verified as it is everywhere: no index is kept that could say something else.
struct Searching {
  let search: VaultSearch
  private var waiting: [Home.Item]
  private(set) var moments: [FoundMoment] = []
  private(set) var isCut = false
  /// Sessions that could not be read, or not whole.
  private(set) var damaged: [String] = []
  private let vault: Vault
  private let rescue: [RescueFolder]

  init(
    _ search: VaultSearch, client: String?, in items: [Home.Item], of vault: Vault,
    rescue: [RescueFolder]
  ) {
    self.search = search
    self.vault = vault
    self.rescue = rescue
    // The last is looked through first.
    waiting = items.filter { item in
      guard let line = item.line else { return client == nil }
      return (client == nil || line.client == client)
        && !search.passesOver(line, zone: item.zone ?? 0)
    }.sorted { $0.line?.beganAt ?? .min < $1.line?.beganAt ?? .min }
  }

  var isDone: Bool { waiting.isEmpty }
  var unread: Int { waiting.count }

  mutating func read(milliseconds: Int64) {
    let until = Machine.real.up() + milliseconds
    while let item = waiting.popLast() {
      look(into: item)
      if isCut { waiting = [] }
      if Machine.real.up() >= until { return }
    }
  }

  /// A session that says it is another client's than the list took it for shows nothing.
  private mutating func look(into item: Home.Item) {
    guard let line = item.line, let reading = try? vault.read(item.id, rescue: rescue) else {
      damaged.append(item.id)
      return
    }
    var session = Session(id: item.id, rules: .none)
    for record in reading.records { session.apply(record) }
    if !reading.isWhole { damaged.append(item.id) }
    guard session.began?.client == line.client else { return }
    let found = search.moments(in: session).map { FoundMoment($0, of: session) }
    moments += found.reversed()
    if moments.count > FindPage.most {
      moments.removeLast(moments.count - FindPage.most)
      isCut = true
    }
  }
}

extension Program {
  mutating func openFind(of client: String?) {
    if index?.isRead == false { index?.readAll() }
    interface.place = .find(FindPage(client: client))
  }

  mutating func begin(_ search: VaultSearch, of client: String?) {
    guard let vault, case .find(var page) = interface.place else { return }
    searching = Searching(
      search, client: client, in: index?.items ?? [], of: vault, rescue: surroundings.rescue)
    searching?.read(milliseconds: 20)
    take(&page)
    interface.place = .find(page)
  }

  func take(_ page: inout FindPage) {
    guard let searching else { return }
    page.take(searching.moments, unread: searching.unread, isCut: searching.isCut)
    guard searching.isDone, !searching.damaged.isEmpty, page.notice == nil else { return }
    let count = TimeText.count(
      searching.damaged.count, "session is damaged: its intact part",
      "sessions are damaged: their intact part")
    page.notice = Notice(
      words: "\(count) was looked through; holdfast verify says more", tone: .refused,
      since: clocks.now().up)
  }
}
