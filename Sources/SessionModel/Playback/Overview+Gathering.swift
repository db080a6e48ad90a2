extension Overview {
  /// `now` counts for what goes on still; once the client left, the time of leaving does.
  package init(_ session: Session, at now: Moment) {
    let end = session.closing?.happened ?? (session.state == .sealed ? session.lastWritten : now)
    head = session.headLines
    times = session.milestones
    doses = session.standing(session.places.doses).map { session.fact($0) }
    baseline = session.baselineEntry.map { session.fact($0) }
    vitals = session.extremes
    distress = session.distressFigures
    grounding = session.groundingFacts
    adverse = session.adverseFacts
    present = session.attendance.map {
      Attender(
        person: $0.person, role: $0.role,
        minutes: Int($0.milliseconds(at: end ?? now) / 60_000))
    }
    alarms = session.standing(session.places.alarms)
      .filter { if case .marked(let mark) = $0.event { mark.isAlarm } else { false } }
      .map { session.fact($0) }
    missing = session.outstanding(at: end ?? now)
  }
}

extension Session {
  fileprivate func stamp(_ moment: Moment, zone: Int) -> Overview.Stamp {
    Overview.Stamp(
      wall: moment.wall, zone: zone, sinceDose: sinceFirstDose(moment)?.milliseconds)
  }

  fileprivate func stamp(_ entry: Entry) -> Overview.Stamp {
    stamp(entry.happened, zone: entry.zone)
  }

  fileprivate func fact(_ entry: Entry, _ words: String? = nil) -> Overview.Fact {
    Overview.Fact(at: stamp(entry), words: words ?? entry.event.words)
  }

  fileprivate var milestones: [Overview.Fact] {
    var facts: [Overview.Fact] = []
    if let start, let first = entries.first {
      facts.append(Overview.Fact(at: stamp(start, zone: first.zone), words: "began"))
    }
    let given = givenDoses
    if let first = given.first { facts.append(fact(first.entry, "first dose")) }
    if given.count > 1, let last = given.last { facts.append(fact(last.entry, "last dose")) }
    for entry in standing(places.frame) { facts.append(fact(entry)) }
    return facts
  }

  // MARK: Figures

  fileprivate var extremes: [Overview.Extremes] {
    let measures: [(Measure, (Vitals) -> Int?)] = [
      (.systolic, \.systolic), (.diastolic, \.diastolic), (.pulse, \.pulse), (.oxygen, \.spo2),
      (.respirations, \.respirations),
    ]
    let readings = readings
    return measures.compactMap { measure, value in
      let figures = readings.compactMap { reading in
        value(reading.vitals).map { Overview.Figure(value: $0, at: stamp(reading.entry)) }
      }
      guard let lowest = figures.min(by: { $0.value < $1.value }),
        let highest = figures.max(by: { $0.value < $1.value })
      else { return nil }
      return Overview.Extremes(
        measure: measure, lowest: lowest, highest: highest, count: figures.count)
    }
  }

  fileprivate var distressFigures: Overview.Distress? {
    let figures = distress.map { Overview.Figure(value: $0.value, at: stamp($0.entry)) }
    guard let highest = figures.max(by: { $0.value < $1.value }), let last = figures.last else {
      return nil
    }
    let before =
      firstDose == nil ? figures.first : figures.last { ($0.at.sinceDose ?? 0) <= 0 }
    return Overview.Distress(
      before: before, highest: highest, last: last, count: figures.count)
  }

  // MARK: What was done

  fileprivate var groundingFacts: [Overview.GroundingFact] {
    episodes.map { episode in
      var tried: [(technique: String, words: String, act: GroundingStep.Act)] = []
      for step in episode.steps {
        let known = tried.firstIndex { $0.technique == step.technique }
        switch known {
        case let place? where step.act != .step: tried[place].act = step.act
        case nil: tried.append((step.technique, step.words, step.act))
        default: break
        }
      }
      let zone = standing(places.grounding).first { $0.happened == episode.began }?.zone
      return Overview.GroundingFact(
        at: stamp(episode.began, zone: zone ?? entries.first?.zone ?? 0),
        tried: tried.map { $0.act == .step ? $0.words : "\($0.words) \($0.act.rawValue)" },
        before: episode.before?.value, after: episode.after?.value,
        afterIn: episode.after.map { $0.at.elapsed(since: episode.lastAct).milliseconds })
    }
  }

  fileprivate var adverseFacts: [Overview.AdverseFact] {
    var facts: [Overview.AdverseFact] = []
    var began: [Moment] = []
    for entry in standing(places.adverse) {
      guard case .adverseNoted(let event) = entry.event else { continue }
      if event.course == .begins,
        let place = facts.lastIndex(where: {
          $0.event.term == event.term && $0.lasted == nil
        })
      {
        let words = event.wording.dropFirst(event.term.count + 1)
        facts[place].changes.append("\(words) at \(stamp(entry).words)")
        continue
      }
      if event.course == .begins {
        facts.append(Overview.AdverseFact(at: stamp(entry), event: event))
        began.append(entry.happened)
        continue
      }
      for place in facts.indices
      where facts[place].event.term == event.term && facts[place].lasted == nil {
        facts[place].lasted = entry.happened.elapsed(since: began[place]).milliseconds
        if !event.outcome.isEmpty { facts[place].event.outcome = event.outcome }
      }
    }
    return facts
  }
}
