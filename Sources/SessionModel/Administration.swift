/// What is done with a dose that takes time: an infusion, or a lozenge held in the mouth.
package struct Administration: Equatable, Sendable {
  package enum Act: String, CaseIterable, Sendable {
    /// Also: goes on after a pause.
    case infusionStarted
    case infusionPaused
    case infusionStopped
    case spat
  }
  package var act: Act
  /// Who did it, where it was not the writer.
  package var givenBy: String

  package init(act: Act, givenBy: String = "") {
    self.act = act
    self.givenBy = givenBy
  }
}

/// An infusion as its entries tell it.
package struct Infusion: Equatable, Sendable {
  package enum State: String, Sendable {
    case running, paused, stopped
  }
  package var state: State
  /// When it came into this state.
  package var since: Moment
  /// Milliseconds that it ran before that.
  package var ranBefore: Int64

  /// Milliseconds that it has run, pauses left out.
  package func ran(at now: Moment) -> Int64 {
    ranBefore + (state == .running ? max(0, now.elapsed(since: since).milliseconds) : 0)
  }

  package var end: Moment? { state == .stopped ? since : nil }

  /// What an act makes of it; an act that changes nothing leaves it as it is.
  mutating func take(_ act: Administration.Act, at moment: Moment) {
    let next: State
    switch (act, state) {
    case (.infusionStarted, .paused), (.infusionStarted, .stopped): next = .running
    case (.infusionPaused, .running): next = .paused
    case (.infusionStopped, .running), (.infusionStopped, .paused): next = .stopped
    default: return
    }
    ranBefore = ran(at: moment)
    (state, since) = (next, moment)
  }
}

/// A sublingual dose that is in the mouth.
package struct Hold: Equatable, Sendable {
  package var since: Moment
  package var window: MinuteWindow

  /// Milliseconds until the window opens and until it closes; negative once that has come.
  package func remaining(at now: Moment) -> (opens: Int64, closes: Int64) {
    let held = now.elapsed(since: since).milliseconds
    return (Int64(window.from) * 60_000 - held, Int64(window.to) * 60_000 - held)
  }
}

extension Session {
  /// The session's infusion, nil until one was started.
  package var infusion: Infusion? {
    var infusion: Infusion?
    for entry in standing(places.administration) {
      guard case .administered(let given) = entry.event else { continue }
      if infusion == nil, given.act == .infusionStarted {
        infusion = Infusion(state: .running, since: entry.happened, ranBefore: 0)
      } else {
        infusion?.take(given.act, at: entry.happened)
      }
    }
    return infusion
  }

  /// The dose that is held in the mouth: the last sublingual one, where the protocol says how long
  /// and nothing was spat out since.
  package var hold: Hold? {
    guard let window = treatment?.hold,
      let dose = givenDoses.last(where: { ($0.dose.route ?? treatment?.route) == .sublingual })
    else { return nil }
    let isSpat = standing(places.administration).contains { entry in
      guard case .administered(let given) = entry.event, given.act == .spat else { return false }
      return entry.happened.elapsed(since: dose.entry.happened).milliseconds >= 0
    }
    return isSpat ? nil : Hold(since: dose.entry.happened, window: window)
  }

  /// Milliseconds until the protocol's interval after the last nasal device is over, with the
  /// figure; nil where there is none or it is over. Shown, never a reason to refuse.
  package func deviceInterval(at now: Moment) -> (milliseconds: Int64, minutes: Cited<Int>)? {
    guard let minutes = treatment?.deviceInterval,
      let last = givenDoses.last(where: { isDevice($0.dose) && !$0.entry.happened.isAfter(now) })
    else { return nil }
    let since = now.elapsed(since: last.entry.happened).milliseconds
    let left = Int64(minutes.value) * 60_000 - since
    return left > 0 ? (left, minutes) : nil
  }

  /// True for a spray of the protocol's own drug: a dose by another way or of another drug, given
  /// in between, neither ends the interval nor is held to it.
  func isDevice(_ dose: Dose) -> Bool {
    guard let treatment, treatment.deviceInterval != nil else { return false }
    return dose.drug == treatment.drug && (dose.route ?? treatment.route) == .intranasal
  }

  /// Oxygen that flows: the entry that started it or last changed its flow.
  package var oxygen: (entry: Entry, medication: Medication)? {
    var running: (entry: Entry, medication: Medication)?
    for entry in standing(places.medications) {
      guard case .medicated(let medication) = entry.event, medication.isOxygen else { continue }
      switch medication.act {
      case .started: running = (entry, medication)
      case .stopped: running = nil
      default: break
      }
    }
    return running
  }

  /// Cannulas that lie, in the order in which they were placed: one that is taken out is the one of
  /// its site, or where none is named the last.
  package var cannulas: [(entry: Entry, cannula: Medication)] {
    var lying: [(entry: Entry, cannula: Medication)] = []
    for entry in standing(places.medications) {
      guard case .medicated(let cannula) = entry.event else { continue }
      switch cannula.act {
      case .placed: lying.append((entry, cannula))
      case .removed:
        let out = lying.lastIndex {
          cannula.site.isEmpty || $0.cannula.site.isEmpty || $0.cannula.site == cannula.site
        }
        if let out { lying.remove(at: out) }
      default: break
      }
    }
    return lying
  }

  /// What the least stay is counted from, where it has come: its anchor, or a dose that was given
  /// after it. Leaving time counts from the last dose.
  package func stayBegins(_ stay: MinimumStay) -> Moment? {
    guard let anchor = moment(of: stay.anchor), let last = lastDose else { return nil }
    return last.isAfter(anchor) ? last : anchor
  }

  /// The moment that a figure in minutes is counted from, where it has come.
  package func moment(of anchor: Anchor) -> Moment? {
    switch anchor {
    case .dose: firstDose
    case .lastDose: lastDose
    case .infusionEnd: infusion?.end
    }
  }
}
