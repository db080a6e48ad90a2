extension Arc.Part {
  /// What a session adds to its client's arc, in the order in which it happened; what was struck
  /// adds nothing. Scales of the moment are left out: of those only the highest distress counts.
  package init(_ session: Session, scales: [ScaleDefinition], isDamaged: Bool = false) {
    visit = Arc.Visit(
      place: session.arcPlace, kind: session.kind, state: session.state, isDamaged: isDamaged)
    visit.doses = session.givenDoses.map { $0.dose.amountAndRoute }
    visit.boosters = session.standing(session.places.doses).compactMap { entry in
      guard case .dosed(let dose) = entry.event, dose.act == .offered || dose.act == .declined
      else { return nil }
      return dose.words
    }
    visit.firstDose = session.givenDoses.first.map { session.arcPlace($0.entry) }
    for score in session.distress where score.value > visit.peak?.value ?? -1 {
      visit.peak = Arc.Placed(value: score.value, at: session.arcPlace(score.entry))
    }
    let ofTheMoment = Set(scales.filter { $0.recallDays == nil }.map(\.id))
    for entry in session.standingAsHappened {
      take(entry, of: session, besides: ofTheMoment)
    }
    outcomes = session.groundingOutcomes.compactMap { outcome in
      session[outcome.entry].map { Arc.Placed(value: outcome, at: session.arcPlace($0)) }
    }
  }

  /// A session that could not be read: it stands in the arc, and nothing is told of it but that.
  package init(
    unreadable line: ListLine, id: String, zone: Int, fault: String
  ) {
    let place = Arc.Place(
      session: id, name: "\(line.kind.rawValue) \(line.ordinal)", entry: nil, wall: line.beganAt,
      zone: zone, lane: .record)
    visit = Arc.Visit(place: place, kind: line.kind, state: line.state, fault: fault)
  }

  private mutating func take(
    _ entry: Entry, of session: Session, besides ofTheMoment: Set<String>
  ) {
    let place = session.arcPlace(entry)
    if entry.isCarried {
      carried.append(Arc.Placed(value: "\(entry.event.sign) \(entry.event.words)", at: place))
    }
    switch entry.event {
    case .insightFound(let insight): insights.append(Arc.Placed(value: insight, at: place))
    case .taskSet(let task): tasks.append(Arc.Placed(value: task, at: place))
    case .followupSet(let followup): followups.append(Arc.Placed(value: followup, at: place))
    case .scored(let score) where !ofTheMoment.contains(score.scale):
      scores.append(Arc.Placed(value: score, at: place))
    case .adverseNoted(let adverse) where adverse.course == .begins:
      if !visit.adverse.contains(adverse.term) { visit.adverse.append(adverse.term) }
    default: break
    }
  }
}

extension Dose {
  /// "60 mg IM".
  fileprivate var amountAndRoute: String {
    [milligrams.isEmpty ? "" : "\(milligrams) mg", route?.words ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Session {
  fileprivate var arcPlace: Arc.Place {
    Arc.Place(
      session: id, name: "\(kind.rawValue) \(began?.ordinal ?? 0)", entry: nil,
      wall: start?.wall ?? 0, zone: entries.first?.zone ?? 0, lane: .record)
  }

  fileprivate func arcPlace(_ entry: Entry) -> Arc.Place {
    var place = arcPlace
    place.entry = entry.id
    place.wall = entry.happened.wall
    place.zone = entry.zone
    place.lane = entry.lane
    return place
  }

  /// Entries that stand, late ones where they happened.
  fileprivate var standingAsHappened: [Entry] {
    shownAsHappened.map { entries[$0] }.filter { !$0.isStruck }
  }
}
