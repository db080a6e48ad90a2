/// How one client's sessions hang together, folded from them each time: nothing is kept of it, so
/// that there is no second truth.
package struct Arc: Equatable, Sendable {
  /// Where something is found again.
  package struct Place: Hashable, Sendable {
    /// The session's id, and its name: "dosing 1".
    package var session: String
    package var name: String
    /// The entry; nil for the session as a whole.
    package var entry: EntryID?
    /// When it happened: milliseconds UTC, and minutes east of it there.
    package var wall: Int64
    package var zone: Int
    package var lane: Lane

    package init(
      session: String, name: String, entry: EntryID?, wall: Int64, zone: Int, lane: Lane
    ) {
      self.session = session
      self.name = name
      self.entry = entry
      self.wall = wall
      self.zone = zone
      self.lane = lane
    }

    package var day: CivilDay { CivilDay(of: wall, zone: zone) }
  }

  package struct Placed<Value: Equatable & Sendable>: Equatable, Sendable {
    package var value: Value
    package var at: Place
  }

  /// One session.
  package struct Visit: Equatable, Sendable {
    package var place: Place
    package var kind: SessionKind
    package var state: SessionState
    /// Doses given and not struck, in words.
    package var doses: [String] = []
    /// Boosters offered or declined, in words with the reason.
    package var boosters: [String] = []
    package var firstDose: Place?
    /// Highest SUDS; the first of equal ones.
    package var peak: Placed<Int>?
    /// Adverse events of the session, each once.
    package var adverse: [String] = []
    /// Why it could not be read, in plain words without client text.
    package var fault: String?
    /// Parts of it are damaged: what is intact counts.
    package var isDamaged = false

    /// Nobody has closed it yet.
    package var isUnfinished: Bool { state == .open || state == .dosingEnded }
  }

  /// What one session adds; all that a fold over sessions needs of it.
  package struct Part: Equatable, Sendable {
    package var visit: Visit
    package var insights: [Placed<Insight>] = []
    package var tasks: [Placed<ActionTask>] = []
    package var followups: [Placed<Followup>] = []
    package var carried: [Placed<String>] = []
    /// Scales that ask about days or weeks.
    package var scores: [Placed<Score>] = []
    package var outcomes: [Placed<GroundingOutcome>] = []
  }

  package struct Theme: Equatable, Sendable {
    /// As it was written first.
    package var name: String
    package var places: [Place]
  }

  /// A small action: set, done, or both.
  package struct Step: Equatable, Sendable {
    package var task: ActionTask
    package var set: Place?
    package var done: Place?
  }

  package struct Curve: Equatable, Sendable {
    /// The id of the scale: "phq9".
    package var scale: String
    package var points: [Placed<Int>]
  }

  /// A way of grounding over all sessions.
  package struct Way: Equatable, Sendable {
    package var words: String
    package var offered = 0
    package var accepted = 0
    package var declined = 0
    /// How often it was accepted and the next SUDS was lower: a comparison, not a cause.
    package var lessAfter = 0
    package var last: Placed<GroundingOutcome>
  }

  package let client: String
  /// In order of time.
  package private(set) var visits: [Visit] = []
  package private(set) var themes: [Theme] = []
  package private(set) var insights: [Placed<Insight>] = []
  package private(set) var steps: [Step] = []
  package private(set) var carried: [Placed<String>] = []
  package private(set) var curves: [Curve] = []
  package private(set) var ways: [Way] = []
  private(set) var outcomes: [Placed<GroundingOutcome>] = []
  private(set) var followups: [Placed<Followup>] = []
  let schedule: [FollowupTime]

  /// `parts` are those of one client; another's are left out whatever the caller hands over.
  package init(client: String, parts: [Part], schedule: [FollowupTime]) {
    self.client = client
    self.schedule = schedule
    for part in parts.sorted(by: { $0.visit.place.wall < $1.visit.place.wall }) { take(part) }
  }

  private mutating func take(_ part: Part) {
    visits.append(part.visit)
    carried += part.carried
    followups += part.followups
    for insight in part.insights {
      if !insight.value.text.isEmpty { insights.append(insight) }
      if !insight.value.theme.isEmpty { take(theme: insight.value.theme, at: insight.at) }
    }
    for task in part.tasks { take(task) }
    for score in part.scores { take(score) }
    for outcome in part.outcomes { take(outcome) }
  }

  /// Names and tasks are the same where only case and blanks differ.
  static func key(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }

  private mutating func take(theme name: String, at place: Place) {
    let key = Arc.key(name)
    if let known = themes.firstIndex(where: { Arc.key($0.name) == key }) {
      themes[known].places.append(place)
    } else {
      themes.append(Theme(name: name, places: [place]))
    }
  }

  private mutating func take(_ task: Placed<ActionTask>) {
    let key = Arc.key(task.value.text)
    let open = steps.lastIndex { $0.done == nil && Arc.key($0.task.text) == key }
    switch (task.value.isDone, open) {
    case (true, let open?): steps[open].done = task.at
    case (true, nil): steps.append(Step(task: task.value, done: task.at))
    case (false, let open?):
      // Set anew: what it says now counts, at its first place.
      steps[open].task = task.value
    case (false, nil): steps.append(Step(task: task.value, set: task.at))
    }
  }

  private mutating func take(_ score: Placed<Score>) {
    let point = Placed(value: score.value.value, at: score.at)
    if let known = curves.firstIndex(where: { $0.scale == score.value.scale }) {
      curves[known].points.append(point)
    } else {
      curves.append(Curve(scale: score.value.scale, points: [point]))
    }
  }

  private mutating func take(_ outcome: Placed<GroundingOutcome>) {
    outcomes.append(outcome)
    let key = Arc.key(outcome.value.words)
    let known = ways.firstIndex { Arc.key($0.words) == key }
    let place = known ?? ways.count
    if known == nil { ways.append(Way(words: outcome.value.words, last: outcome)) }
    ways[place].last = outcome
    switch outcome.value.answer {
    case .accepted: ways[place].accepted += 1
    case .declined: ways[place].declined += 1
    case .offered, .step: ways[place].offered += 1
    }
    if outcome.value.isFollowedByLess { ways[place].lessAfter += 1 }
  }
}

extension Arc {
  package var openSteps: [Step] { steps.filter { $0.done == nil } }

  /// The last session in which something was given, before `wall`.
  package func lastDosing(before wall: Int64 = .max) -> Visit? {
    visits.last { $0.firstDose != nil && $0.place.wall < wall }
  }
}
