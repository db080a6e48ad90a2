import SessionModel

/// What the session already knows about a checklist item, and from what.
package struct CheckKnown: Equatable, Sendable {
  package var words: String
  /// From what it is computed.
  package var from: String

  private init(_ words: String, from: String) {
    self.words = words
    self.from = from
  }

  /// What is not known is said too.
  init(_ shows: ChecklistItem.Shows, session: Session, at now: Moment) {
    let facts = CheckFacts(session: session, now: now)
    switch shows {
    case .minimumStay: self = facts.minimumStay
    case .vitalsAgainstBaseline: self = facts.vitalsAgainstBaseline
    case .distressAgainstBaseline: self = facts.distressAgainstBaseline
    case .baselineVitals: self = facts.baselineVitals
    case .weight: self = facts.weight
    case .distress: self = facts.lastDistress
    case .dose: self = facts.dose
    case .presence: self = facts.presence
    case .touchAgreement: self = facts.touch
    case .stopSignal: self = CheckFacts.prepared(session.preparation.stop, "stop signal")
    case .intention: self = CheckFacts.prepared(session.preparation.intention, "intention")
    case .escort: self = CheckFacts.prepared(session.preparation.support, "support person")
    }
  }

  fileprivate static func unknown(_ words: String) -> CheckKnown { CheckKnown(words, from: "") }
  fileprivate static func known(_ words: String, from: String) -> CheckKnown {
    CheckKnown(words, from: from)
  }
}

/// The facts, each with the entries it rests on.
private struct CheckFacts {
  let session: Session
  let now: Moment

  static func prepared(_ words: String, _ section: String) -> CheckKnown {
    words.isEmpty ? .unknown("nothing prepared") : .known(words, from: "preparation: \(section)")
  }

  private func clock(_ entry: Entry) -> String {
    TimeText.clock(entry.happened.wall, zone: entry.zone)
  }

  private func signed(_ value: Int) -> String { value < 0 ? "\(value)" : "+\(value)" }

  private func isBeforeDose(_ entry: Entry) -> Bool {
    guard let dose = session.firstDose else { return true }
    return entry.happened.elapsed(since: dose).milliseconds <= 0
  }

  // MARK: Time

  var minimumStay: CheckKnown {
    guard let stay = session.treatment?.minimumStay else {
      return .unknown("the protocol names none")
    }
    let resolved = stay.untilResolved ? ", and until effects have resolved" : ""
    let anchor =
      switch stay.anchor {
      case .dose: "first dose"
      case .lastDose: "last dose"
      case .infusionEnd: "infusion's end"
      }
    guard let from = session.stayBegins(stay) else {
      return .unknown("\(stay.minutes) min after the \(anchor)\(resolved)")
    }
    let begins = from == session.moment(of: stay.anchor) ? anchor : "last dose"
    let minutes = now.elapsed(since: from).milliseconds / 60_000
    let left = Int64(stay.minutes) - minutes
    let words =
      left > 0 ? "\(left) min to go of \(stay.minutes)" : "\(minutes) of \(stay.minutes) min"
    let zone = session.entries.last { $0.happened == from }?.zone ?? 0
    let clock = TimeText.clock(from.wall, zone: zone)
    return .known(words + resolved, from: "\(begins) \(clock), \(stay.source.words)")
  }

  // MARK: Figures

  private var baseline: (entry: Entry, vitals: Vitals)? {
    session.readings.last { $0.vitals.systolic != nil && isBeforeDose($0.entry) }
  }

  var baselineVitals: CheckKnown {
    guard let baseline else { return .unknown("no reading yet") }
    return .known(baseline.vitals.words, from: "reading \(clock(baseline.entry))")
  }

  var vitalsAgainstBaseline: CheckKnown {
    let last = session.readings.last { $0.vitals.systolic != nil && !isBeforeDose($0.entry) }
    guard let last else { return .unknown("no reading since the dose") }
    var from = "reading \(clock(last.entry))"
    guard let baseline, let systolic = last.vitals.systolic, let before = baseline.vitals.systolic,
      let diastolic = last.vitals.diastolic, let below = baseline.vitals.diastolic
    else { return .known("\(last.vitals.words), no baseline", from: from) }
    from += ", baseline \(clock(baseline.entry))"
    let change = "\(signed(systolic - before))/\(signed(diastolic - below))"
    return .known("\(last.vitals.words)  \(change)", from: from)
  }

  var weight: CheckKnown {
    let last = session.readings.last { $0.vitals.weight != nil }
    guard let last, let kilograms = last.vitals.weight else { return .unknown("not weighed yet") }
    return .known("\(kilograms) kg", from: "entry \(clock(last.entry))")
  }

  var lastDistress: CheckKnown {
    guard let last = session.distress.last else { return .unknown("not asked yet") }
    return .known("\(last.value)", from: "suds \(clock(last.entry))")
  }

  var distressAgainstBaseline: CheckKnown {
    let all = session.distress
    let before = all.last { isBeforeDose($0.entry) }
    guard let last = all.last, !isBeforeDose(last.entry) else {
      return .unknown("not asked since the dose")
    }
    guard let before else {
      return .known("\(last.value), no baseline", from: "suds \(clock(last.entry))")
    }
    return .known(
      "\(last.value), baseline \(before.value)",
      from: "suds \(clock(last.entry)) and \(clock(before.entry))")
  }

  // MARK: Dose and people

  var dose: CheckKnown {
    if let given = session.givenDoses.last {
      return .known(given.dose.words, from: "entry \(clock(given.entry))")
    }
    let plan = session.preparation.plan
    return plan.isEmpty ? .unknown("no plan prepared") : .known(plan, from: "preparation: plan")
  }

  /// Who came and has not left.
  var presence: CheckKnown {
    var there: [(person: String, words: String, entry: Entry)] = []
    for position in session.places.presence where !session.entries[position].isStruck {
      let entry = session.entries[position]
      guard case .presenceChanged(let presence) = entry.event else { continue }
      there.removeAll { $0.person == presence.person }
      if presence.change == .enters {
        let role = presence.role.isEmpty ? "" : " (\(presence.role))"
        there.append((presence.person, presence.person + role, entry))
      }
    }
    guard let last = there.last else { return .unknown("nobody entered as present") }
    return .known(
      there.map(\.words).joined(separator: ", "), from: "presence, last \(clock(last.entry))")
  }

  var touch: CheckKnown {
    if let withdrawn = session.consentWithdrawn {
      return .known("consent withdrawn", from: "mark \(clock(withdrawn))")
    }
    let card = session.preparation
    guard !card.touch.isEmpty else { return .unknown("nothing prepared") }
    let agreed = card.touchAgreedAt.map {
      " \(TimeText.date($0, zone: card.touchAgreedZone))"
    }
    return .known(card.touch, from: "preparation\(agreed ?? "")")
  }
}
