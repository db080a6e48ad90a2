extension Arc {
  /// One thing that waits for an answer.
  package struct Waiting: Equatable, Sendable {
    package enum Kind: String, Sendable {
      case followup = "follow-up"
      case session
      case action
    }
    package var client: String
    package var kind: Kind
    package var words: String
    package var place: Place?
    /// Nil where it has none.
    package var day: CivilDay?
  }

  /// What of the client is due and open.
  package func waiting(on today: CivilDay) -> [Waiting] {
    let due = appointments(on: today).filter(\.isDue).map {
      Waiting(
        client: client, kind: .followup, words: "\($0.name), \($0.standing(on: today))",
        place: $0.set ?? $0.dosing, day: $0.day)
    }
    let unfinished = visits.filter(\.isUnfinished).map {
      Waiting(
        client: client, kind: .session, words: "\($0.place.name), \($0.state.words)",
        place: $0.place, day: $0.place.day)
    }
    let actions = openSteps.map {
      Waiting(client: client, kind: .action, words: $0.words, place: $0.set)
    }
    return (due + unfinished + actions).inOrder
  }

  /// What home says of a client in one row.
  package struct Line: Equatable, Sendable {
    package var client: String
    package var sessions: Int
    /// "integration 2, 2026-09-25".
    package var last: String
    /// The newest follow-up that is due, else the next that comes; empty where there is none.
    package var followup: String
    package var isDue: Bool
    /// "1 action open", "preparation 2 open": empty where nothing is.
    package var open: String

    package init(
      client: String, sessions: Int, last: String, followup: String, isDue: Bool, open: String
    ) {
      self.client = client
      self.sessions = sessions
      self.last = last
      self.followup = followup
      self.isDue = isDue
      self.open = open
    }
  }

  package func line(on today: CivilDay) -> Line {
    let appointments = appointments(on: today)
    let due = appointments.filter(\.isDue)
    let meant = due.last ?? appointments.first { $0.state == .coming && $0.day != nil }
    var followup = meant.map { "\($0.name) \($0.standing(on: today))" } ?? ""
    if due.count > 1 { followup += " (+\(due.count - 1))" }
    let actions = openSteps.count
    let preparations = visits.filter { $0.kind == .preparation && $0.isUnfinished }
    return Line(
      client: client, sessions: visits.count, last: visits.last?.place.words ?? "",
      followup: followup, isDue: !due.isEmpty,
      open: joined([
        actions == 0 ? "" : TimeText.count(actions, "action", "actions") + " open",
        preparations.last.map { "\($0.place.name) open" } ?? "",
      ]))
  }
}

extension [Arc.Waiting] {
  /// Follow-ups by their day, then sessions that nobody closed, then actions.
  package var inOrder: [Arc.Waiting] {
    func rank(_ one: Arc.Waiting) -> (Int, Int) {
      let kinds: [Arc.Waiting.Kind] = [.followup, .session, .action]
      return (kinds.firstIndex(of: one.kind) ?? 0, one.day?.number ?? .max)
    }
    return enumerated().sorted { one, other in
      let (first, second) = (rank(one.element), rank(other.element))
      return first == second ? one.offset < other.offset : first < second
    }.map(\.element)
  }
}
