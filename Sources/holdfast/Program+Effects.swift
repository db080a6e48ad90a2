import Interaction
import SessionJournal
import SessionModel
import Theme

extension Program {
  mutating func carryOut(_ effects: [Effect], at now: Now) {
    for effect in effects where ending == nil {
      do throws(JournalFault) {
        try carryOut(effect, at: now)
      } catch {
        say(error.words)
      }
    }
  }

  private mutating func carryOut(_ effect: Effect, at now: Now) throws(JournalFault) {
    switch effect {
    case .record(let request):
      hasRecorded = true
      try record(request, at: now)
    case .claim: try claim()
    case .setAuthor(let initials):
      interface.author = initials
      open?.setAuthor(initials)
    case .setTheme(let name): interface.theme = name
    case .redraw: wantsRedraw = true
    case .leave: leave()
    case .leaveSession: try goBack()
    case .setUp(let initials): try setUp(initials)
    case .begin(let client, let kind, let protocolName):
      try beginSession(client: client, kind: kind, protocolName: protocolName)
    case .open(let id): try openFromHome(id)
    case .openArc(let client): openArc(ArcPage(client: client))
    case .openFind(let client): openFind(of: client)
    case .search(let search, let client): begin(search, of: client)
    case .openMoment(let session, let entry): try open(session, at: entry)
    case .goHome: try goBack()
    case .keepPlace: if let words = keepPlace() { say(words) }
    case .compare(let id): try compare(after: id)
    case .printOverview: printOverview()
    case .writeOverview(let path): writeOverview(to: path)
    case .showNewSession(let client):
      index?.readAll()
      surroundings.offerProtocols(&interface.clinic)
      interface.place = .newSession(
        NewSession(knownCodes: index?.codes ?? [], client: client))
    case .retryKeeping: open?.journal.retry()
    }
  }

  private mutating func record(_ request: Request, at now: Now) throws(JournalFault) {
    try claim()
    guard open != nil else { return }
    guard let refusal = open?.record(request, at: now, clocks: clocks) else {
      if case .record(.sealed) = request.act {
        showSealed()
      }
      takeSession()
      return
    }
    say(refusal.words)
  }

  // MARK: Home

  mutating func refreshHome() throws(JournalFault) {
    guard let vault, ending == nil else { return }
    // Read first: where the list cannot be shown, the session stays on the screen.
    index = try SessionIndex(vault)
    arcs?.lookAgain()
    let words = part()
    index?.read(milliseconds: 20)
    goHome()
    if let words {
      say(words, refused: false)
    }
  }

  mutating func openFromHome(_ id: String) throws(JournalFault) {
    let left = parting.first { $0.session.id == id }?.session.state
    let listed = index?.items.first { $0.id == id }?.isOpen ?? false
    if left.map({ $0 == .open || $0 == .dosingEnded }) ?? listed {
      try resume(id)
    } else {
      try review(id)
    }
  }

  private mutating func setUp(_ initials: String) throws(JournalFault) {
    vault = try Self.makeVault(surroundings, author: initials)
    interface.author = initials
    do throws(Failure) {
      try begin()
    } catch {
      ending = Ending(notKept: 0, failure: error)
    }
  }

  /// Reads a little more of the list while nobody types.
  mutating func readMore(milliseconds: Int64 = 8) {
    switch interface.place {
    case .home(var home):
      guard isReadingLists else { return }
      if index?.isRead == false {
        index?.read(milliseconds: milliseconds)
      } else {
        readArcs(of: nil, milliseconds: milliseconds)
      }
      take(&home)
      interface.place = .home(home)
    case .arc(var page):
      guard isReadingLists else { return }
      readArcs(of: page.client, milliseconds: milliseconds)
      take(&page)
      interface.place = .arc(page)
    case .find(var page):
      guard isReadingLists else { return }
      searching?.read(milliseconds: milliseconds)
      take(&page)
      interface.place = .find(page)
    default: break
    }
  }

  /// The journal has news: how far the disk has come.
  mutating func takeKeeping() {
    keepingTaken = clocks.now().up
    takeKeepingOfParting()
    open?.noteRefusedDrafts(at: clocks.now())
    guard let open else { return }
    open.journal.acknowledgeWake()
    switch interface.place {
    case .live(var live):
      live.keeping = open.keeping
      interface.place = .live(live)
    case .review(var review):
      review.keeping = open.keeping
      interface.place = .review(review)
      takeFingerprint()
    default: break
    }
  }
}
