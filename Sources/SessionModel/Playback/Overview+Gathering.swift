extension Overview {
  /// `now` counts for what goes on still; once the client left, the time of leaving does.
  /// `incomplete` says why not all of the session could be read, where that is so.
  package init(_ session: Session, at now: Moment, incomplete: String? = nil) {
    let end = session.closing?.happened ?? (session.state == .sealed ? session.lastWritten : now)
    let places = session.places
    head = session.headLines
    flaws = session.flaws(incomplete)
    day = session.beganOn
    times = session.milestones
    doses = session.asHappened(places.doses + places.administration).map { session.told($0) }
    staff = session.asHappened(places.medications).map { session.told($0) }
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
    alarms = session.asHappened(places.alarms + places.help)
      .filter { if case .marked(let mark) = $0.event { mark.isAlarm } else { true } }
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

  /// With what stands beside it in the log.
  fileprivate func told(_ entry: Entry) -> Overview.Fact {
    fact(entry, joined([entry.event.words] + remarks(on: entry).map(\.words)))
  }

  /// Entries of several kinds that are not struck, in the order in which they happened.
  fileprivate func asHappened(_ positions: [Int]) -> [Entry] {
    let times = positions.map { clock.time(of: entries[$0].happened) }
    let order = positions.indices.sorted { (times[$0], positions[$0]) < (times[$1], positions[$1]) }
    return Array(standing(order.map { positions[$0] }))
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

  fileprivate func figure(_ value: Int, _ words: String, _ entry: Entry) -> Overview.Figure {
    let remarks = outOfCourse(entry.event, of: entry.id, at: entry.happened)
    return Overview.Figure(
      value: value, words: words, at: stamp(entry), remarks: remarks.map(\.words))
  }

  fileprivate var extremes: [Overview.Extremes] {
    let measures: [(Measure, (Vitals) -> Int?)] = [
      (.systolic, \.systolic), (.diastolic, \.diastolic), (.pulse, \.pulse), (.oxygen, \.spo2),
      (.respirations, \.respirations),
      (.temperature, { $0.temperature.flatMap { Decimals.hundredths($0) } }),
    ]
    let readings = readings
    return measures.compactMap { measure, value in
      let found = readings.compactMap { reading in
        value(reading.vitals).map { (value: $0, entry: reading.entry) }
      }
      guard let lowest = found.min(by: { $0.value < $1.value }),
        let highest = found.max(by: { $0.value < $1.value })
      else { return nil }
      func figure(_ found: (value: Int, entry: Entry)) -> Overview.Figure {
        let words = measure == .temperature ? Decimals.text(found.value) : "\(found.value)"
        return self.figure(found.value, words, found.entry)
      }
      return Overview.Extremes(
        measure: measure, lowest: figure(lowest), highest: figure(highest), count: found.count)
    }
  }

  fileprivate var distressFigures: Overview.Distress? {
    let scores = distress
    guard let highest = scores.max(by: { $0.value < $1.value }), let last = scores.last else {
      return nil
    }
    func figure(_ score: (entry: Entry, value: Int)) -> Overview.Figure {
      self.figure(score.value, "\(score.value)", score.entry)
    }
    var before = scores.first
    if let dose = firstDose {
      before = scores.last { $0.entry.happened.elapsed(since: dose).milliseconds <= 0 }
    }
    return Overview.Distress(
      before: before.map(figure), highest: figure(highest), last: figure(last),
      count: scores.count)
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
        facts[place].changes.append("\(words) at \(stamp(entry).words(on: beganOn))")
        continue
      }
      if event.course == .begins {
        let remarks = remarks(on: entry).map(\.words)
        facts.append(Overview.AdverseFact(at: stamp(entry), event: event, remarks: remarks))
        began.append(entry.happened)
        continue
      }
      for place in facts.indices
      where facts[place].event.term == event.term && facts[place].lasted == nil {
        facts[place].lasted = entry.happened.elapsed(since: began[place]).milliseconds
        facts[place].end = event.details
      }
    }
    return facts
  }
}

// MARK: - What may be missing

extension Session {
  /// So many rows of lost lines are named one by one.
  private static let mostNamed = 3

  /// Why a page may lack something of the session.
  fileprivate func flaws(_ incomplete: String?) -> [String] {
    var lost: [String] = []
    var unknown = 0
    for entry in entries {
      switch entry.event {
      case .unreadable(let lines): lost.append(lines.wording)
      case .unknown: unknown += 1
      default: break
      }
    }
    var flaws = incomplete.map { ["\($0): what is lost is not on this page"] } ?? []
    flaws += lost.prefix(Self.mostNamed)
    if lost.count > Self.mostNamed { flaws.append("and \(lost.count - Self.mostNamed) more") }
    if unknown > 0 {
      let entries = TimeText.count(unknown, "entry", "entries")
      flaws.append("\(entries) of kinds not known to this version: not on this page")
    }
    if !unsealed.isEmpty {
      let entries = TimeText.count(unsealed.count, "entry is", "entries are")
      flaws.append("\(entries) not sealed")
    }
    return flaws
  }
}
