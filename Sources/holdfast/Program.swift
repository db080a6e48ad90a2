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
  case review(String)
}

/// The full-screen program: the interface, what is open under it, and the effects it asks for.
struct Program {
  let surroundings: Surroundings
  let clocks: Clocks
  let isSample: Bool
  var interface: Interface
  var vault: Vault?
  var index: SessionIndex?
  /// The session that is being written.
  var open: OpenSession?
  /// The session that is only read.
  var read: Session?
  var beginning: Beginning
  /// Set once the program is to end.
  var ending: Ending?
  var wantsRedraw = false
  var memory = ScreenMemory()
  var wornTheme: String

  struct Ending {
    /// Entries that could not be brought to the disk.
    var notKept = 0
    var failure: Failure?
  }

  init(surroundings: Surroundings, beginning: Beginning, isSample: Bool = false) throws(Failure) {
    var surroundings = surroundings
    vault = try Consent.vault(&surroundings)
    self.surroundings = surroundings
    self.beginning = beginning
    self.isSample = isSample
    clocks = Clocks()
    wornTheme = surroundings.theme.name
    interface = Interface(
      place: .firstRun(FirstRun(folder: surroundings.home)), clinic: surroundings.clinic,
      theme: surroundings.theme.name, author: surroundings.author ?? "", isSample: isSample)
    if let vault {
      interface.author = surroundings.author ?? vault.author
    }
  }

  /// What the fold needs to hold the session by: shared by writing and reading.
  func prepare(_ index: SessionIndex?, _ began: Began, _ at: Int64) -> (ClinicalRules, Preparation)
  {
    var whole = index
    whole?.readAll()
    let preparation =
      began.kind == .preparation
      ? Preparation() : whole?.preparation(client: began.client, before: at) ?? Preparation()
    return (surroundings.rules(protocolName: began.protocolName), preparation)
  }

  /// Goes to where the command line asked; the terminal is there by now, so that nothing is written
  /// for a screen that cannot be shown.
  mutating func begin() throws(Failure) {
    if vault == nil, let author = surroundings.author {
      let (path, consent) = (surroundings.home, surroundings.consent)
      vault = try failing { () throws(JournalFault) -> Vault in
        try Vault.create(at: path, author: author, consent: consent)
      }
    }
    guard let vault else { return }
    let homecomings = vault.bringHome(from: surroundings.rescue)
    do throws(JournalFault) {
      index = try SessionIndex(vault)
      switch beginning {
      case .home: goHome()
      case .new(let client, let kind, let protocolName):
        try beginSession(client: client, kind: kind, protocolName: protocolName)
      case .resume(let id): try resume(id)
      case .review(let id): try review(id)
      }
    } catch {
      throw Failure(error)
    }
    if let words = homecomings.lazy.compactMap(\.words).first ?? surroundings.remarks.first {
      say(words)
    }
  }

  // MARK: Places

  mutating func goHome() {
    open = nil
    read = nil
    var home = Home()
    if case .home(let before) = interface.place {
      home = before
    }
    home.items = index?.items ?? []
    home.isReading = index?.isRead == false
    home.keepInside()
    interface.place = .home(home)
  }

  mutating func beginSession(
    client: String, kind: SessionKind, protocolName: String
  ) throws(JournalFault) {
    guard let vault else { return }
    index?.readAll()
    let name = kind == .dosing ? protocolName : ""
    let began = Began(
      client: client, kind: kind, ordinal: index?.ordinal(client: client, kind: kind) ?? 1,
      protocolName: name, protocolHash: surroundings.hash(ofProtocol: name),
      author: interface.author, isSample: isSample)
    let (rules, preparation) = prepare(index, began, .max)
    let opened = try OpenSession.begin(
      in: vault, began, rules: rules, preparation: preparation, rescue: surroundings.rescue,
      clocks: clocks)
    show(opened)
  }

  mutating func resume(_ id: String) throws(JournalFault) {
    guard let vault else { return }
    let index = index
    let opened = try OpenSession.resume(
      id, in: vault, author: interface.author, rescue: surroundings.rescue, clocks: clocks
    ) { prepare(index, $0, $1) }
    show(opened)
  }

  private mutating func show(_ opened: OpenSession) {
    open = opened
    read = nil
    var live = Live()
    live.takeBack(opened.drafts.map { Interaction.Draft($0, boot: clocks.boot) })
    live.keeping = opened.keeping
    if !live.parked.isEmpty {
      let count = live.parked.count
      live.notice = Notice(
        words: count == 1
          ? "typed text came back; Up brings it into the line"
          : "\(count) typed texts came back; Up brings them into the line",
        tone: .plain, since: clocks.now().up)
    }
    interface.place = .live(live)
  }

  mutating func review(_ id: String) throws(JournalFault) {
    guard let vault else { return }
    let reading = try vault.read(id)
    let index = index
    let session = OpenSession.fold(reading) { prepare(index, $0, $1) }
    guard session.began != nil else { throw .noSession(id: id) }
    open = nil
    read = session
    var review = Review(session)
    // What was read from the disk is on the disk.
    review.keeping.upTo = .max
    review.readOnlyBecause = reading.readOnlyBecause(session)
    review.waiting = reading.drafts.map { Interaction.Draft($0, boot: clocks.boot) }
    if let why = review.readOnlyBecause {
      review.notice = Notice(words: why, tone: .refused, since: clocks.now().up)
    } else if !review.waiting.isEmpty {
      review.notice = Notice(
        words: "typed text came back; Enter brings it into the line", tone: .plain,
        since: clocks.now().up)
    } else if let fingerprint = reading.fingerprint {
      review.notice = Notice(
        words: "sealed, \(fingerprint)", tone: .plain, since: clocks.now().up)
    }
    interface.place = .review(review)
  }

  var session: Session? { open?.session ?? read }

  func scene(_ now: Now) -> Scene {
    Scene(
      session: session ?? Session(id: "", rules: .none), now: now, freshID: clocks.freshID(),
      clinic: interface.clinic, theme: interface.theme)
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
    case .cameHome: "\(entries) entries came home from the rescue file \(file)"
    case .inUse: "a rescue file waits in \(file): its session is open in another program"
    case .conflict: "\(file) differs from the session's own file; holdfast verify names both"
    case .failed(let fault): "\(file) could not come home: \(fault.words)"
    case .foreign, .empty: nil
    }
  }
}

extension SessionReading {
  /// True where every file reads to its end and no entry is missing.
  var isWhole: Bool {
    refused.isEmpty && losses.isEmpty
      && files.allSatisfy { $0.report.state == .clean && $0.report.refused.isEmpty }
  }

  /// Why a reader may add nothing here, or nil.
  func readOnlyBecause(_ session: Session) -> String? {
    if session.state == .open || session.state == .dosingEnded {
      return "this session is open; resume it to write (holdfast resume \(id.prefix(8)))"
    }
    if !isWhole {
      return "a file of this session is damaged; holdfast verify \(id.prefix(8)) names it"
    }
    return nil
  }
}
