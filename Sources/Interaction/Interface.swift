import SessionModel

/// Everything on the screen that is not the session: pure state, moved by `update`.
package struct Interface: Equatable, Sendable {
  package enum Place: Equatable, Sendable {
    case firstRun(FirstRun)
    case home(Home)
    case arc(ArcPage)
    case find(FindPage)
    case newSession(NewSession)
    case live(Live)
    case review(Review)

    static let nowhere = Place.home(Home())
  }

  package var place: Place
  package var clinic: Clinic
  package var theme: String
  /// Who writes.
  package var author: String
  /// True in a demonstration: every screen says SAMPLE.
  package var isSample: Bool
  /// Why nothing can be written to the vault, for the screens that are about no session.
  package var vaultRemark: String?

  package init(
    place: Place, clinic: Clinic, theme: String, author: String, isSample: Bool = false
  ) {
    self.place = place
    self.clinic = clinic
    self.theme = theme
    self.author = author
    self.isSample = isSample
  }
}

/// What an update asks of the loop, which alone can do it.
package enum Effect: Equatable, Sendable {
  /// Decide, apply and keep; the interface has already checked that it will be taken.
  case record(Request)
  /// Lock the session that is read: a note is being written to it.
  case claim
  case setAuthor(String)
  case setTheme(String)
  case redraw
  /// Leave the program; an open session stays open.
  case leave
  /// Leave the session for home; it stays open.
  case leaveSession
  case setUp(initials: String)
  case begin(client: String, kind: SessionKind, protocolName: String)
  case open(session: String)
  case openArc(client: String)
  /// Look for moments over all sessions: of this client, or of the vault.
  case openFind(client: String?)
  case search(VaultSearch, client: String?)
  /// Show an entry where it stands in its session; nil for the session as a whole.
  case openMoment(session: String, entry: EntryID?)
  case goHome
  /// Keep where reading stopped, and the bookmarks: outside the record.
  case keepPlace
  /// Lay another session of the client beside the one that is read: that which comes after this id
  /// in the list.
  case compare(after: String?)
  /// Print the overview page once the program has left its terminal.
  case printOverview
  /// Write the overview page to a new file.
  case writeOverview(path: String)
  /// The form for a new session, with this client's code in it; empty for none.
  case showNewSession(client: String)
  /// Try again to write what could not be written.
  case retryKeeping
}
