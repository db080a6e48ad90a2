/// A moment of an earlier session that integration begins with.
package struct SurfacedMoment: Equatable, Sendable {
  /// Why it is among them, in the order in which it is said.
  package enum Reason: String, CaseIterable, Sendable {
    case carried
    case words
    case distress
    case tears
    case insight
    case trigger
    /// The integration before left it for later.
    case notYet = "not yet"
  }

  package var session: String
  package var kind: SessionKind
  package var ordinal: Int
  package var entry: EntryID
  package var lane: Lane
  /// When it happened, wall milliseconds.
  package var wall: Int64
  /// When it happened in its session: "0:26:00" since the first dose, else the clock.
  package var time: String
  package var words: String
  package var reasons: [Reason]

  package init(
    session: String, kind: SessionKind, ordinal: Int, entry: EntryID, lane: Lane, wall: Int64,
    time: String, words: String, reasons: [Reason]
  ) {
    self.session = session
    self.kind = kind
    self.ordinal = ordinal
    self.entry = entry
    self.lane = lane
    self.wall = wall
    self.time = time
    self.words = words
    self.reasons = reasons
  }

  /// "dosing 1 0:26:00".
  package var place: String { "\(kind.rawValue) \(ordinal) \(time)" }

  /// "carried, words".
  package var why: String { reasons.map(\.rawValue).joined(separator: ", ") }

  /// Distress from here on makes a moment a strong one; clinic default.
  package static let strongDistress = 7
}

/// What of the client's earlier sessions a talk afterwards begins with.
package struct ArcBefore: Equatable, Sendable {
  /// In the order in which they happened.
  package var moments: [SurfacedMoment]
  /// The newest first.
  package var themes: [String]
  /// What was agreed and is not done, the oldest first.
  package var tasks: [String]

  package init(
    moments: [SurfacedMoment] = [], themes: [String] = [], tasks: [String] = []
  ) {
    self.moments = moments
    self.themes = themes
    self.tasks = tasks
  }

  /// Takes an action in: one that is done is open no more.
  package mutating func take(_ task: ActionTask) {
    tasks.removeAll { $0.lowercased() == task.text.lowercased() }
    if !task.isDone { tasks.append(task.text) }
  }
}

extension ArcBefore {
  /// What the next talk begins with, of the client's dosings and the talks before it, each in order
  /// of time: what surfaced since the last talk; what a talk left for later and none has taken
  /// since; what was carried and no talk has looked at, however long ago.
  package static func moments(of dosings: [Session], talks: [Session]) -> [SurfacedMoment] {
    let steps = talks.flatMap(\.momentSteps)
    let last = talks.last?.start?.wall ?? .min
    return dosings.flatMap { dosing in
      let isFresh = (dosing.start?.wall ?? .min) > last
      return dosing.surfacedMoments.compactMap { moment in
        let part = steps.last { $0.isAbout(moment) }?.part
        var moment = moment
        if part == .later { moment.reasons.append(.notYet) }
        let isWaiting = part == nil && moment.reasons.contains(.carried)
        return isFresh || part == .later || isWaiting ? moment : nil
      }
    }
  }
}

extension Session {
  /// What was carried, the client's words and the strong moments of this session, in the order in
  /// which they happened; struck entries left out.
  package var surfacedMoments: [SurfacedMoment] {
    let dose = firstDose
    let signs = preparation.triggers.flatMap { [$0.sign, $0.trigger] }
      .map { $0.lowercased() }.filter { !$0.isEmpty }
    let found = places.shown.compactMap { position -> SurfacedMoment? in
      let entry = entries[position]
      guard !entry.isStruck else { return nil }
      let reasons = reasons(of: entry, signs: signs)
      guard !reasons.isEmpty else { return nil }
      let at = entry.happened
      let time =
        dose.map { TimeText.length(at.elapsed(since: $0).milliseconds) }
        ?? TimeText.clockSeconds(at.wall, zone: entry.zone)
      return SurfacedMoment(
        session: id, kind: kind, ordinal: began?.ordinal ?? 0, entry: entry.id, lane: entry.lane,
        wall: at.wall, time: time, words: entry.event.words, reasons: reasons)
    }
    // Entries of one time keep the order in which they were written.
    return found.enumerated()
      .sorted { ($0.element.wall, $0.offset) < ($1.element.wall, $1.offset) }.map(\.element)
  }

  private func reasons(of entry: Entry, signs: [String]) -> [SurfacedMoment.Reason] {
    var reasons: [SurfacedMoment.Reason] = entry.isCarried ? [.carried] : []
    switch entry.event {
    case .noted(let note):
      let words = note.text.lowercased()
      if note.kind == .words { reasons.append(.words) }
      if note.kind == .observed, words.hasWord("tears") { reasons.append(.tears) }
      if note.kind == .observed, words.hasWord("insight") { reasons.append(.insight) }
      if note.kind == .safety,
        words.contains(Note.earlySign) || signs.contains(where: words.contains)
      {
        reasons.append(.trigger)
      }
    case .marked(let mark):
      if mark.tag.hasSuffix(".tears") { reasons.append(.tears) }
      if mark.tag.hasSuffix(".insight") { reasons.append(.insight) }
      if mark.tag.hasSuffix(".quote") { reasons.append(.words) }
    case .scored(let score)
    where score.scale == "suds" && score.value >= SurfacedMoment.strongDistress:
      reasons.append(.distress)
    default: break
    }
    return reasons
  }
}

extension Note {
  static let earlySign = "early sign of"

  /// The early sign of a trigger was noticed.
  package static func noticed(_ trigger: Preparation.Trigger) -> Note {
    Note(kind: .safety, text: "\(trigger.sign): \(earlySign) \"\(trigger.trigger)\"")
  }
}

extension String {
  fileprivate func hasWord(_ word: String) -> Bool {
    split { !$0.isLetter }.contains { $0 == word }
  }
}
