/// A session as its records tell it: the one fold that live work, resuming and playback share.
package struct Session: Equatable, Sendable {
  /// 22 base64url characters: the name of the session's folder.
  package let id: String
  /// The clinic's figures that govern it.
  package let rules: ClinicalRules
  /// What the client's earlier sessions agreed.
  package let inherited: Preparation
  /// What of grounding was tried in them, oldest first.
  package let earlierGrounding: [GroundingOutcome]
  /// What surfaced in them, for a talk afterwards.
  package let before: ArcBefore
  /// The same with the prepared entries of this session on top.
  package internal(set) var preparation: Preparation

  package internal(set) var began: Began?
  package internal(set) var start: Moment?
  /// Every record in the order of the fold.
  package internal(set) var entries = EntryLog()
  package internal(set) var index = EntryIndex()
  /// What their times are counted on.
  package internal(set) var clock = SessionClock()
  /// The boots of the session, in the order they first appear.
  package internal(set) var boots: [String] = []
  /// Which of them goes on now: that of the newest run, or of who only reads.
  package internal(set) var boot = 0
  package internal(set) var runs: [String: RunState] = [:]
  /// Positions in `entries` of the kinds that are asked for often: what is measured and done in the
  /// order in which it happened, the rest in the order of the fold.
  package internal(set) var places = Places()
  package internal(set) var lastWritten: Moment?
  /// What a run or a seal said of the session last, for where its beginning cannot be read.
  package internal(set) var lastListLine: ListLine?
  /// Entries that no seal of the session covers and that none may be followed by: shown, and never
  /// taken for sealed.
  package var unsealed: Set<EntryID> = []

  /// Per writer: the boot, author and zone that its next record inherits.
  package struct RunState: Equatable, Sendable {
    package var boot: Int
    package var author: String
    package var zone: Int
    package var isRunning: Bool
    package var lastS: Int
  }

  package struct Places: Equatable, Sendable {
    package var doses: [Int] = []
    package var phases: [Int] = []
    package var vitals: [Int] = []
    package var scores: [Int] = []
    package var marks: [Int] = []
    /// Marks that call for help or withdraw consent, in order: asked for at every frame.
    package var alarms: [Int] = []
    package var grounding: [Int] = []
    package var adverse: [Int] = []
    package var medications: [Int] = []
    package var administration: [Int] = []
    package var presence: [Int] = []
    package var help: [Int] = []
    package var checks: [Int] = []
    /// In the order of the fold: what is agreed last is what counts.
    package var prepared: [Int] = []
    package var frame: [Int] = []
    /// Entries that the log shows as rows of their own.
    package var shown: [Int] = []
  }

  package init(
    id: String, rules: ClinicalRules, preparation: Preparation = .init(),
    earlierGrounding: [GroundingOutcome] = [], before: ArcBefore = ArcBefore()
  ) {
    self.id = id
    self.rules = rules
    self.earlierGrounding = earlierGrounding
    self.before = before
    inherited = preparation
    self.preparation = preparation
  }

  package subscript(id: EntryID) -> Entry? {
    index[id].map { entries[$0] }
  }

  package var treatment: TreatmentProtocol? { rules.treatment }

  package var kind: SessionKind { began?.kind ?? .dosing }

  package var state: SessionState {
    var reached = SessionState.open
    for position in places.frame where !entries[position].isStruck {
      switch entries[position].event {
      case .dosingEnded where reached == .open: reached = .dosingEnded
      case .closed: reached = .closed
      case .sealed: return .sealed
      default: break
      }
    }
    return reached
  }

  /// Entries a person made, struck ones included.
  package var enteredCount: Int { entries.count { $0.event.isEntered } }

  package var listLine: ListLine {
    ListLine(
      client: began?.client ?? "", kind: kind, ordinal: began?.ordinal ?? 0, state: state,
      entries: enteredCount, beganAt: start?.wall ?? 0, lastAt: lastWritten?.wall ?? 0,
      doses: givenDoses.count)
  }

  /// What signs the session: its list line tells of the session as it is from then on, which is all
  /// that the list reads where nothing follows the seal.
  package func seal(reason: String) -> Seal {
    var line = listLine
    line.state = .sealed
    return Seal(listLine: line, reason: reason)
  }
}

// MARK: - What the screens ask

extension Session {
  /// Doses given and not struck, in the order they happened.
  package var givenDoses: [(entry: Entry, dose: Dose)] {
    standing(places.doses).compactMap { entry in
      guard case .dosed(let dose) = entry.event, dose.act == .given else { return nil }
      return (entry, dose)
    }
  }

  /// Entries at these places that are not struck.
  func standing(_ positions: [Int]) -> some Sequence<Entry> {
    positions.lazy.filter { !entries[$0].isStruck }.map { entries[$0] }
  }

  /// When the first unstruck dose happened: T+ counts from here.
  package var firstDose: Moment? {
    for position in places.doses where !entries[position].isStruck {
      if case .dosed(let dose) = entries[position].event, dose.act == .given {
        return entries[position].happened
      }
    }
    return nil
  }
  package var lastDose: Moment? { givenDoses.last?.entry.happened }

  /// What the clock that ticks seconds on the screen counts from: nothing ticks before a dose.
  package var ticking: Moment? { kind == .dosing ? firstDose : start }

  /// T+ of a moment in milliseconds, negative before the dose; nil while there is none.
  package func sinceFirstDose(_ moment: Moment) -> Elapsed? {
    firstDose.map { moment.elapsed(since: $0) }
  }

  /// The phase that stands, and since when: the one that was entered last, however late it was
  /// written.
  package var phase: (phase: Phase, since: Moment)? {
    for position in places.phases.reversed() where !entries[position].isStruck {
      if case .phaseEntered(let phase) = entries[position].event {
        return (phase, entries[position].happened)
      }
    }
    return nil
  }

  /// When consent was withdrawn, if it was and the mark was not struck.
  package var consentWithdrawn: Entry? { unstruckAlarm { $0.isWithdrawal } }
  package var helpCalled: Entry? { unstruckAlarm { $0.isHelp } }

  private func unstruckAlarm(_ matches: (Marking) -> Bool) -> Entry? {
    for position in places.alarms.reversed() where !entries[position].isStruck {
      if case .marked(let mark) = entries[position].event, matches(mark) {
        return entries[position]
      }
    }
    return nil
  }

  /// SUDS scores not struck, in the order in which they happened.
  package var distress: [(entry: Entry, value: Int)] {
    standing(places.scores).compactMap { entry in
      guard case .scored(let score) = entry.event, score.scale == "suds" else { return nil }
      return (entry, score.value)
    }
  }

  /// Readings not struck, in the order in which they happened.
  package var readings: [(entry: Entry, vitals: Vitals)] {
    standing(places.vitals).compactMap { entry in
      guard case .vitalsMeasured(let vitals) = entry.event else { return nil }
      return (entry, vitals)
    }
  }

  /// Adverse events that began and have not ended.
  package var openAdverse: [(entry: Entry, event: AdverseEvent)] {
    var open: [(entry: Entry, event: AdverseEvent)] = []
    for entry in standing(places.adverse) {
      guard case .adverseNoted(let event) = entry.event else { continue }
      if event.course == .begins {
        // A second beginning changes the one that is open: what opened it stays its entry.
        if let place = open.firstIndex(where: { $0.event.term == event.term }) {
          open[place].event = event
        } else {
          open.append((entry, event))
        }
      } else {
        open.removeAll { $0.event.term == event.term }
      }
    }
    return open
  }

  /// The last reading with a pressure before the first dose: what changes are counted from.
  package var baseline: Vitals? {
    if case .vitalsMeasured(let vitals) = baselineEntry?.event { vitals } else { nil }
  }

  var baselineEntry: Entry? {
    // Every frame asks, and a long session has thousands of readings: none is copied on the way.
    let dose = firstDose
    for position in places.vitals.reversed() where !entries[position].isStruck {
      if let dose, entries[position].happened.elapsed(since: dose).milliseconds > 0 { continue }
      if case .vitalsMeasured(let vitals) = entries[position].event, vitals.systolic != nil {
        return entries[position]
      }
    }
    return nil
  }

  /// The newest entry that Ctrl-Z would strike.
  package var lastStrikeable: Entry? {
    entries.last { $0.event.isStrikeable && !$0.isStruck }
  }

  /// The entry whose strike is the newest: what Ctrl-Y restores.
  package var lastStruck: Entry? {
    for entry in entries.reversed() {
      guard case .amended(let amendment) = entry.event, case .retract = amendment.act,
        let target = self[amendment.ref], target.isStruck
      else { continue }
      return target
    }
    return nil
  }
}

extension Session {
  /// The clocks as a moment of the boot that goes on now.
  package func moment(_ now: Now) -> Moment {
    Moment(wall: now.wall, up: now.up, boot: boot)
  }

  /// Says in which boot the session is read, where no run of it has begun yet: only there can the
  /// boot clock be compared with that of its entries.
  package mutating func isRead(inBoot name: String) {
    boot = bootIndex(name)
  }
}
