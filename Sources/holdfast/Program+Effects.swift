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
    case .record(let request): try record(request, at: now)
    case .setAuthor(let initials):
      interface.author = initials
      open?.setAuthor(initials)
    case .setTheme(let name): interface.theme = name
    case .redraw: wantsRedraw = true
    case .leave: leave()
    case .leaveSession:
      closeSession()
      try refreshHome()
    case .setUp(let initials): try setUp(initials)
    case .begin(let client, let kind, let protocolName):
      try beginSession(client: client, kind: kind, protocolName: protocolName)
    case .open(let id): try openFromHome(id)
    case .goHome: try refreshHome()
    case .showNewSession:
      index?.readAll()
      interface.place = .newSession(NewSession(knownCodes: index?.codes ?? []))
    case .retryKeeping: open?.journal.retry()
    }
  }

  private mutating func record(_ request: Request, at now: Now) throws(JournalFault) {
    if open == nil {
      try openForLateEntry()
    }
    guard let refusal = open?.record(request, at: now, clocks: clocks) else {
      if case .record(.sealed) = request.act {
        showSealed()
      }
      takeSession()
      return
    }
    say(refusal.words)
  }

  /// A review becomes a writer with the first letter of a late note, and has written nothing in
  /// the session until the first late entry.
  private mutating func openForLateEntry() throws(JournalFault) {
    guard let vault, let id = read?.id else { return }
    let index = index
    open = try OpenSession.resume(
      id, in: vault, author: interface.author, rescue: surroundings.rescue, clocks: clocks,
      beginsRun: false
    ) { prepare(index, $0, $1) }
  }

  /// Brings what is typed and not entered to the disk.
  mutating func keepDrafts() {
    let drafts = drafts
    if open == nil, case .review(var review) = interface.place, !review.typed.isEmpty,
      review.readOnlyBecause == nil
    {
      do throws(JournalFault) {
        try openForLateEntry()
      } catch {
        review.readOnlyBecause = error.words
        interface.place = .review(review)
        say("nothing can be added: \(error.words)")
      }
    }
    open?.noteDrafts(drafts, at: clocks.now(), boot: clocks.boot)
  }

  /// Hands a changed session to a review, so that its order of entries is current.
  private mutating func takeSession() {
    guard case .review(var review) = interface.place, let session else { return }
    review.refresh(session)
    interface.place = .review(review)
  }

  /// The session is signed: from here on it is read, and the fingerprint stands there to be copied.
  private mutating func showSealed() {
    guard let open else { return }
    _ = open.journal.flush(milliseconds: OpenSession.patience)
    var review = Review(open.session)
    review.waiting = drafts
    review.cursor = max(0, review.order.count - 1)
    review.keeping = open.keeping
    if let fingerprint = open.journal.keeping.fingerprint {
      review.notice = Notice(
        words: "sealed; for the chart: \(fingerprint)", tone: .plain, since: clocks.now().up)
    }
    interface.place = .review(review)
  }

  // MARK: Leaving

  /// What is typed and not entered, wherever it stands.
  var drafts: [Interaction.Draft] {
    switch interface.place {
    case .live(let live): live.drafts
    case .review(let review): review.drafts
    case .firstRun, .home, .newSession: []
    }
  }

  /// Ends the run of the session that is open; it stays as it is.
  private mutating func closeSession() {
    guard var closing = open else { return }
    let lost = closing.end(drafts: drafts, clocks: clocks)
    open = nil
    read = nil
    if lost > 0 {
      ending = Ending(notKept: lost, failure: nil)
    }
  }

  mutating func leave() {
    closeSession()
    ending = ending ?? Ending()
  }

  // MARK: Home

  private mutating func refreshHome() throws(JournalFault) {
    if open != nil {
      closeSession()
    }
    guard let vault, ending == nil else { return }
    index = try SessionIndex(vault)
    index?.read(milliseconds: 20)
    goHome()
  }

  private mutating func openFromHome(_ id: String) throws(JournalFault) {
    let isOpen = index?.items.first { $0.id == id }?.isOpen ?? false
    if isOpen {
      try resume(id)
    } else {
      try review(id)
    }
  }

  private mutating func setUp(_ initials: String) throws(JournalFault) {
    let made = try Vault.create(
      at: surroundings.home, author: initials, consent: surroundings.consent)
    vault = made
    interface.author = initials
    do throws(Failure) {
      try begin()
    } catch {
      ending = Ending(notKept: 0, failure: error)
    }
  }

  /// Reads a little more of the list while nobody types.
  mutating func readMore() {
    guard case .home(var home) = interface.place, home.isReading else { return }
    index?.read(milliseconds: 8)
    home.items = index?.items ?? []
    home.isReading = index?.isRead == false
    home.keepInside()
    interface.place = .home(home)
  }

  /// The journal has news: how far the disk has come.
  mutating func takeKeeping() {
    guard let open else { return }
    open.journal.acknowledgeWake()
    switch interface.place {
    case .live(var live):
      live.keeping = open.keeping
      interface.place = .live(live)
    case .review(var review):
      review.keeping = open.keeping
      interface.place = .review(review)
    default: break
    }
  }
}
