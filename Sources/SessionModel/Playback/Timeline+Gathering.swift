/// Finding the facts in a session.
extension Timeline {
  /// As long as this without an entry is a silence, milliseconds: two to three times what lies
  /// between entries while something is going on.
  package static let silenceFrom: Int64 = 3 * 60_000
  /// What is entered within this after the client left still belongs to the session, milliseconds.
  static let afterClosing: Int64 = 60 * 60_000

  static func bounds(
    of session: Session, _ chronology: Chronology
  ) -> (start: Int64, end: Int64) {
    guard let first = chronology.times.first else { return (0, 0) }
    var limit = Int64.max
    if let closed = session.closing {
      limit = session.time(of: closed.happened) + afterClosing
    }
    let within = chronology.times.partitioningIndex { $0 > limit }
    let last = (0..<within).last { place in
      switch session.entries[chronology.order[place]].event {
      case .sealed, .addendumWritten: false
      default: true
      }
    }
    let start = min(0, first)
    return (start, max(start, last.map { chronology.times[$0] } ?? start))
  }

  mutating func addCourse(of session: Session) {
    addPhases(of: session)
    doses = Self.points(session, session.places.doses) { entry, time, position in
      guard case .dosed(let dose) = entry.event, dose.act == .given else { return nil }
      return DosePoint(time: time, position: position, dose: dose)
    }
    var last: Int?
    distress = Self.points(session, session.places.scores) { entry, time, position in
      guard case .scored(let score) = entry.event, score.scale == "suds" else { return nil }
      defer { last = score.value }
      return DistressPoint(
        time: time, position: position, value: score.value, isChange: score.value != last)
    }
    vitals = Self.points(session, session.places.vitals) { entry, time, position in
      guard case .vitalsMeasured(let vitals) = entry.event else { return nil }
      return VitalsPoint(time: time, position: position, vitals: vitals)
    }
    marks = Self.points(session, session.places.marks) { entry, time, position in
      guard case .marked(let mark) = entry.event else { return nil }
      return MarkPoint(time: time, position: position, mark: mark)
    }
    if !zip(marks, marks.dropFirst()).allSatisfy({ $0.time <= $1.time }) {
      marks.sort { ($0.time, $0.position) < ($1.time, $1.position) }
    }
    grounding = session.episodes.map { episode in
      GroundingSpan(
        time: session.time(of: episode.began), end: session.time(of: episode.lastAct),
        episode: episode)
    }
  }

  private mutating func addPhases(of session: Session) {
    phases = Self.points(session, session.places.phases) { entry, time, position in
      guard case .phaseEntered(let phase) = entry.event else { return nil }
      return PhaseSpan(time: time, position: position, phase: phase, end: end)
    }
    for (place, next) in phases.dropFirst().enumerated() { phases[place].end = next.time }
    if let last = phases.indices.last { phases[last].end = max(phases[last].time, end) }
  }

  private static func points<Point>(
    _ session: Session, _ positions: [Int], _ make: (Entry, Int64, Int) -> Point?
  ) -> [Point] {
    positions.compactMap { position in
      guard !session.entries[position].isStruck else { return nil }
      let entry = session.entries[position]
      return make(entry, session.time(of: entry.happened), position)
    }
  }

  /// What the record says of itself: late entries, gaps and steps of the wall clock.
  mutating func addRecord(of session: Session, _ chronology: Chronology) {
    for (place, position) in chronology.order.enumerated() {
      let time = chronology.times[place]
      let isLate = session.entries[position].record.ago >= Entry.lateAfter
      if isLate, !session.entries[position].isStruck {
        late.append(
          LateEntry(
            time: time, position: position,
            written: session.time(of: session.entries[position].written)))
      }
      switch session.entries[position].event {
      case .gap(let gap):
        gaps.append(
          GapSpan(time: time - max(0, gap.milliseconds), position: position, end: time, gap: gap))
      case .clockStepped(let by):
        clockSteps.append(ClockStep(time: time, position: position, by: by))
      default: break
      }
    }
  }

  /// Spans between what people entered, cut where the program did not run.
  static func silences(
    in session: Session, _ chronology: Chronology, gaps: [GapSpan], end: Int64
  ) -> [Silence] {
    var silences: [Silence] = []
    var last: Int64?
    var isHeld = false
    var gap = 0
    for (place, time) in chronology.times.enumerated() {
      if time > end { break }
      let position = chronology.order[place]
      guard session.entries[position].event.isEntered else { continue }
      if var from = last, time - from >= silenceFrom {
        while gap < gaps.count, gaps[gap].end <= from { gap += 1 }
        while gap < gaps.count, gaps[gap].time < time {
          if gaps[gap].time - from >= silenceFrom {
            silences.append(Silence(from: from, to: gaps[gap].time, isHeld: isHeld))
          }
          (from, isHeld) = (max(from, gaps[gap].end), false)
          gap += 1
        }
        if time - from >= silenceFrom {
          silences.append(Silence(from: from, to: time, isHeld: isHeld))
        }
      }
      last = time
      isHeld = session.entries[position].event.isSilenceHeld
    }
    return silences
  }
}

extension Event {
  /// The mark of a silence that is held on purpose, in whatever group a clinic's vocabulary has it.
  var isSilenceHeld: Bool {
    guard case .marked(let mark) = self else { return false }
    return mark.tag == "silence" || mark.tag.hasSuffix(".silence")
  }
}
