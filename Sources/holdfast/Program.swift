import Glibc
import Interaction
import Screen
import SessionJournal
import SessionModel
import Terminal
import Theme

/// Where the program begins.
enum Beginning {
  case home
  case new(client: String, kind: SessionKind, protocolName: String)
  case resume(String)
  /// A moment of it may be asked for, as "T+31:00" or "14:05".
  case review(String, at: String? = nil)
}

/// The full-screen program: the interface, what is open under it, and the effects it asks for.
struct Program {
  let surroundings: Surroundings
  let clocks: Clocks
  let isSample: Bool
  var interface: Interface
  var vault: Vault?
  var index: SessionIndex?
  /// What the sessions add to their clients' arcs, as far as it is read.
  var arcs: ArcReading?
  /// The arc or the search that a session was opened from: leaving it leads back there.
  var placeBehind: Interface.Place?
  /// A search that goes on while nobody types.
  var searching: Searching?
  /// The session that is being written.
  var open: OpenSession?
  /// What is known of the files of the session that is read, where another Holdfast may write it.
  var tail: Tail?
  /// A session on its way from the disk: that which is read, or what came to it since.
  var loading: SessionLoading? {
    didSet { if oldValue !== loading { oldValue?.stop() } }
  }
  /// Pages by session, written to standard output once the terminal is given back.
  var printouts: [(session: String, page: String)] = []
  /// Said on standard error then.
  var lastWords: [String] = []
  /// The places in the session that were kept last, and whether it was said that they cannot be.
  var placesKept: KeptPlaces?
  var hasSaidOfPlaces = false
  /// Sessions that were left for home and are still on their way to the disk.
  var parting: [OpenSession] = []
  var beginning: Beginning
  /// What came home from a rescue before the program had its terminal.
  let homecomings: [Homecoming]
  /// Set once the program is to end.
  var ending: Ending?
  var wantsRedraw = false
  /// What was said last of the sessions on their way.
  var saidOfParting: String?
  /// Boot-clock milliseconds when the journals were last asked how far the disk has come.
  var keepingTaken: Int64 = 0
  /// An entry went to the journal since the screen last heard of it.
  var hasRecorded = false
  var memory = ScreenMemory()
  var wornTheme: String
  /// For scenes to come; none is handed out twice.
  private var freshIDs: [EntryID] = []

  struct Ending {
    /// Entries that could not be brought to the disk.
    var notKept = 0
    /// Texts that were typed and not entered, and that the disk did not take.
    var textsNotKept = 0
    var failure: Failure?
  }

  init(
    surroundings: Surroundings, beginning: Beginning, homecomings: [Homecoming] = [],
    isSample: Bool = false
  ) throws(Failure) {
    var surroundings = surroundings
    vault = try Consent.vault(&surroundings)
    self.surroundings = surroundings
    self.beginning = beginning
    self.homecomings = homecomings
    self.isSample = isSample
    clocks = Clocks()
    wornTheme = surroundings.theme.name
    interface = Interface(
      place: .firstRun(FirstRun(folder: surroundings.home)), clinic: surroundings.bareClinic,
      theme: surroundings.theme.name, author: surroundings.author ?? "", isSample: isSample)
    if let vault {
      interface.author = surroundings.author ?? vault.author
    }
  }

  /// Goes to where the command line asked; the terminal is there by now, so that nothing is written
  /// for a screen that cannot be shown.
  mutating func begin() throws(Failure) {
    if vault == nil, let author = surroundings.author {
      let surroundings = surroundings
      vault = try failing { () throws(JournalFault) -> Vault in
        try Self.makeVault(surroundings, author: author)
      }
    }
    guard let vault else { return }
    let homecomings = homecomings + vault.bringHome(from: surroundings.rescue)
    do throws(JournalFault) {
      index = try SessionIndex(vault)
      switch beginning {
      case .home: goHome()
      case .new(let client, let kind, let protocolName):
        try beginSession(client: client, kind: kind, protocolName: protocolName)
      case .resume(let id): try resume(id)
      case .review(let id, _): try review(id)
      }
    } catch {
      throw Failure(error)
    }
    if case .review(_, let target?) = beginning { try begin(at: target) }
    if let words = homecomings.words ?? surroundings.remarks.first ?? foreignWords(homecomings) {
      say(words)
    }
  }

  /// Said in the list only: in a session the room is for what is the session's.
  private func foreignWords(_ homecomings: [Homecoming]) -> String? {
    guard case .home = interface.place else { return nil }
    return homecomings.lazy.filter { $0.outcome == .foreign }.map(\.file).first.map {
      "\($0) waits in a rescue folder; its session is not in this vault"
    }
  }

  /// A new vault, or the one that another start made a moment ago.
  static func makeVault(
    _ surroundings: Surroundings, author: String
  ) throws(JournalFault) -> Vault {
    let (path, consent) = (surroundings.home, surroundings.consent)
    do throws(JournalFault) {
      return try Vault.create(at: path, author: author, consent: consent)
    } catch {
      guard case .vaultExists = error else { throw error }
      return try Vault.open(at: path, consent: consent)
    }
  }

  // MARK: Places

  mutating func goHome() {
    (open, tail, loading) = (nil, nil, nil)
    beginning = .home
    var home = Home()
    if case .home(let before) = interface.place {
      home = before
    }
    take(&home)
    interface.vaultRemark = readOnlyRemark
    interface.place = .home(home)
  }

  mutating func beginSession(
    client: String, kind: SessionKind, protocolName: String
  ) throws(JournalFault) {
    guard let vault else { return }
    // What was agreed a moment ago is read from the disk.
    waitForParting()
    index?.readAll()
    let client = ClientCode.known(client, among: index?.codes ?? [])
    let name = kind == .dosing ? protocolName : ""
    let day = surroundings.rulesOfDay(protocolName: name)
    let began = Began(
      client: client, kind: kind, ordinal: index?.ordinal(client: client, kind: kind) ?? 1,
      protocolName: name, protocolHash: day.hash, author: interface.author, isSample: isSample)
    let held = surroundings.held(for: began, at: .max, among: index, isWritten: true)
    let opened = try OpenSession.begin(
      in: vault, began, day: day, held: held, rescue: surroundings.rescue, clocks: clocks)
    show(opened)
  }

  mutating func resume(_ id: String) throws(JournalFault) {
    guard let vault else { return }
    var opened: OpenSession
    do throws(JournalFault) {
      opened = try reopen(id, in: vault)
    } catch {
      // Nobody can go on with it, but what is left of it can be read.
      guard case .beginningMissing = error else { throw error }
      return try review(id)
    }
    if opened.session.state == .sealed {
      // A signed session is no room that a therapist sits in: it is read.
      _ = opened.journal.close(milliseconds: OpenSession.patience)
      try review(id)
      return
    }
    opened.beginRun(clocks, at: clocks.now())
    show(opened)
    warnOfRollback(opened)
  }

  /// What was kept once and is gone is said before anything new is written.
  private mutating func warnOfRollback(_ opened: OpenSession) {
    guard opened.missingLines > 0, case .live(var live) = interface.place else { return }
    let lines = TimeText.count(opened.missingLines, "line is", "lines are")
    live.notice = Notice(
      words: "\(lines) missing that were kept here once; restore a backup, run holdfast verify",
      tone: .refused, since: clocks.now().up)
    interface.place = .live(live)
  }

  /// Opens a session for writing, or takes back one that is still on its way to the disk. Where it
  /// is read already it goes on with what was read.
  mutating func reopen(
    _ id: String, in vault: Vault, asRead known: Session? = nil
  ) throws(JournalFault) -> OpenSession {
    if let back = takeBackParting(id) { return back }
    let index = index
    return try OpenSession.open(
      id, in: vault, asRead: known, author: interface.author, rescue: surroundings.rescue,
      clocks: clocks
    ) {
      surroundings.held(for: $0, of: id, at: $1, keptRules: $2, among: index, isWritten: true)
    }
  }

  private mutating func show(_ opened: OpenSession) {
    open = opened
    (tail, loading) = (nil, nil)
    var live = Live()
    live.takeBack(opened.unsent)
    live.keeping = opened.keeping
    live.earlierDosing = opened.session.began.flatMap {
      index?.lastDosing(client: $0.client, besides: opened.session.id)
    }
    live.openFirstPanel(opened.session)
    live.reminders = reminders(for: opened.session)
    let back = live.parked.isEmpty ? nil : Program.cameBack(live.parked.count, "Up brings")
    live.notice = Program.greeting(
      damage: opened.damage ?? (live.parked.isEmpty ? opened.remark : nil),
      [back, opened.rulesRemark, live.lastTime(in: opened.session)], at: clocks.now())
    surroundings.furnish(&interface.clinic, for: opened.session)
    interface.place = .live(live)
  }

  /// What is said as a session is shown: what is damaged alone, else what came back and by which
  /// rules it is shown.
  static func greeting(damage: String?, _ remarks: [String?], at now: Now) -> Notice? {
    let words = damage ?? remarks.compactMap(\.self).joined(separator: "; ")
    guard !words.isEmpty else { return nil }
    return Notice(words: words, tone: damage == nil ? .plain : .refused, since: now.up)
  }

  static func cameBack(_ count: Int, _ way: String) -> String {
    count == 1
      ? "typed text came back; \(way) it into the line"
      : "\(count) typed texts came back; \(way) them into the line"
  }

  /// The session that is only read.
  var read: Session? {
    guard open == nil, case .review(let review) = interface.place else { return nil }
    return review.playback.whole
  }

  var session: Session? { open?.session ?? read }

  mutating func scene(_ now: Now) -> Scene {
    if freshIDs.isEmpty { freshIDs = clocks.freshIDs(64) }
    return Scene(
      session: session ?? Session(id: "", rules: .none), now: now,
      freshID: freshIDs.popLast() ?? clocks.freshID(), clinic: interface.clinic,
      theme: interface.theme)
  }

  mutating func say(_ words: String, refused: Bool = true) {
    let notice = Notice(words: words, tone: refused ? .refused : .plain, since: clocks.now().up)
    switch interface.place {
    case .live(var live):
      live.notice = notice
      interface.place = .live(live)
    case .review(var review):
      review.notice = notice
      interface.place = .review(review)
    case .home(var home):
      home.notice = notice
      interface.place = .home(home)
    case .arc(var page):
      page.notice = notice
      interface.place = .arc(page)
    case .find(var page):
      page.notice = notice
      interface.place = .find(page)
    case .newSession(var form):
      form.refusal = words
      interface.place = .newSession(form)
    case .firstRun(var first):
      first.refusal = words
      interface.place = .firstRun(first)
    }
  }
}

extension Homecoming {
  /// What to say of a rescue file, or nil where there is nothing to do about it.
  var words: String? {
    switch outcome {
    case .cameHome:
      "\(TimeText.count(entries, "entry", "entries")) came home from the rescue file \(file)"
    case .stays:
      "\(TimeText.count(entries, "entry", "entries")) copied from \(file), "
        + "which stays: a vault at another place wrote it"
    case .inUse: "a rescue file waits in \(file): its session is open in another program"
    case .conflict: "\(file) differs from the session's own file; holdfast verify names both"
    case .failed(let fault):
      session.isEmpty
        ? "a rescue folder is not used: \(fault.words)"
        : "\(file) could not come home: \(fault.words)"
    case .foreign, .empty, .copy: nil
    }
  }
}

extension [Homecoming] {
  /// What is wrong before what is well, and how many more there are.
  var words: String? {
    let all = filter { $0.outcome != .cameHome } + filter { $0.outcome == .cameHome }
    let said = all.compactMap(\.words)
    guard let first = said.first else { return nil }
    return said.count == 1 ? first : "\(first) (and \(said.count - 1) more)"
  }
}
