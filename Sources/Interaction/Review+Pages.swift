import SessionModel

extension Review {
  /// A page over the whole screen; `top` is the first row shown.
  package enum Page: Equatable, Sendable {
    case overview(Overview, top: Int)
    case comparison(Comparison, with: String, top: Int)

    package var top: Int {
      switch self {
      case .overview(_, let top), .comparison(_, _, let top): top
      }
    }

    package var mode: Mode {
      switch self {
      case .overview: .reviewPage
      case .comparison: .reviewComparison
      }
    }

    fileprivate func scrolled(to top: Int) -> Page {
      switch self {
      case .overview(let overview, _): .overview(overview, top: max(0, top))
      case .comparison(let comparison, let with, _):
        .comparison(comparison, with: with, top: max(0, top))
      }
    }
  }

  package func overview(at now: Now) -> Overview {
    Overview(playback.whole, at: playback.whole.moment(now), incomplete: incomplete)
  }

  mutating func openOverview(_ scene: Scene) {
    page = .overview(overview(at: scene.now), top: 0)
  }

  /// Shows on an open page what the session has become meanwhile.
  package mutating func renewPage(at now: Now) {
    let whole = playback.whole
    switch page {
    case .overview(_, let top): page = .overview(overview(at: now), top: top)
    case .comparison(let comparison, let with, let top):
      page = .comparison(comparison.renewed(whole), with: with, top: top)
    case nil: break
    }
  }

  /// Lays another session beside this one; false where they are not of one client.
  package mutating func compare(with other: Session) -> Bool {
    guard let comparison = Comparison(playback.whole, other) else { return false }
    page = .comparison(comparison, with: other.id, top: 0)
    return true
  }

  /// The session that lies beside this one.
  package var compared: String? {
    if case .comparison(_, let with, _) = page { with } else { nil }
  }

  /// The picture shows from here: the next key counts from there.
  package mutating func tell(pageTop top: Int) { page = page?.scrolled(to: top) }

  mutating func perform(onPage action: Action, _ scene: Scene) -> [Effect] {
    let top = page?.top ?? 0
    switch action {
    case .escape, .goBack: page = nil
    case .up: page = page?.scrolled(to: top - 1)
    case .down: page = page?.scrolled(to: top + 1)
    case .pageUp: page = page?.scrolled(to: top - 10)
    case .pageDown: page = page?.scrolled(to: top + 10)
    case .toStart: page = page?.scrolled(to: 0)
    case .toEnd: page = page?.scrolled(to: 10_000)
    case .openOverview: openOverview(scene)
    case .compare: return [.compare(after: compared)]
    case .printOverview: return printOverview(scene)
    case .beginCommand: begin(":", scene)
    case .openHelp: openHelp()
    case .leave: return leave(scene)
    case .explainLeaving: say("Esc closes this, Ctrl-Q leaves Holdfast", scene)
    default: break
    }
    return []
  }

  private mutating func printOverview(_ scene: Scene) -> [Effect] {
    say("the page is printed to standard output after leaving Holdfast", scene)
    return [.printOverview]
  }
}
