/// A reading of vitals that the protocol's cadence asks for.
package struct DueReading: Equatable, Sendable {
  package enum Point: Equatable, Sendable {
    /// Minutes after the first dose.
    case minutes(Int)
    case beforeLeaving
    /// A look at the client, without a reading.
    case look
  }
  package var point: Point
  /// Milliseconds until it is due; negative once it is overdue. 0 where it has no time of its own.
  package var milliseconds: Int64

  package init(point: Point, milliseconds: Int64) {
    self.point = point
    self.milliseconds = milliseconds
  }
}

extension Session {
  /// The reading or the look that is due next, whichever comes first.
  package func dueReading(at now: Moment) -> DueReading? {
    let reading = dueMeasurement(at: now)
    guard let look = dueLook(at: now) else { return reading }
    guard let reading, reading.milliseconds <= look.milliseconds else { return look }
    return reading
  }

  /// The look that the cadence asks for: so many minutes after the dose, or after the last entry
  /// that tells of the client. Nobody looks by a cadence once dosing has ended.
  private func dueLook(at now: Moment) -> DueReading? {
    guard kind == .dosing, state == .open, let every = treatment?.cadence.lookEvery,
      let dose = firstDose
    else { return nil }
    var seen = now.elapsed(since: dose).milliseconds
    // Entries come nearly in the order in which they happened: the last few tell.
    for entry in entries.reversed() where !entry.isStruck && entry.event.tellsOfClient {
      seen = min(seen, max(0, now.elapsed(since: entry.happened).milliseconds))
      break
    }
    return DueReading(point: .look, milliseconds: Int64(every) * 60_000 - seen)
  }

  /// The reading that is due next, or overdue: the oldest point of the cadence that no reading has
  /// answered, at its time or late. A baseline that was not taken gives way to the point after it
  /// once that has come: it can be answered no more. Nothing is due once the client has left.
  private func dueMeasurement(at now: Moment) -> DueReading? {
    guard kind == .dosing, state == .open || state == .dosingEnded,
      let cadence = treatment?.cadence
    else { return nil }
    let times = cadence.points.compactMap { point -> Int64? in
      if case .minutes(let minutes) = point { Int64(minutes) * 60_000 } else { nil }
    }
    guard let dose = firstDose else {
      let isAnswered = times.first != 0 || readings.contains { $0.vitals.answersBaseline }
      return isAnswered ? nil : DueReading(point: .minutes(0), milliseconds: 0)
    }
    let tPlus = now.elapsed(since: dose).milliseconds
    let answers = answers(since: dose)
    let baselines = self.answers(since: dose, isBaseline: true)
    for (position, time) in times.enumerated() {
      if time == 0, position + 1 < times.count, tPlus >= times[position + 1] { continue }
      let before = position > 0 ? times[position - 1] : nil
      let fitting = time == 0 ? baselines : answers
      if !isAnswered(from: time, before: before, until: .max, by: fitting) {
        return DueReading(point: .minutes(Int(time / 60_000)), milliseconds: time - tPlus)
      }
    }
    return dueBeforeLeaving(cadence)
  }

  /// Points of the cadence whose time has gone by without a reading, in minutes after the dose.
  package func missedReadings(at now: Moment) -> [Int] {
    guard let dose = firstDose, let cadence = treatment?.cadence else { return [] }
    let tPlus = now.elapsed(since: dose).milliseconds
    let times = cadence.points.compactMap { point -> Int64? in
      if case .minutes(let minutes) = point { Int64(minutes) * 60_000 } else { nil }
    }
    let answers = answers(since: dose)
    let baselines = self.answers(since: dose, isBaseline: true)
    return times.enumerated().compactMap { position, time in
      let next = position + 1 < times.count ? times[position + 1] : Int64.max
      guard time <= tPlus else { return nil }
      let before = position > 0 ? times[position - 1] : nil
      let fitting = time == 0 ? baselines : answers
      let isAnswered = isAnswered(from: time, before: before, until: next, by: fitting)
      return isAnswered ? nil : Int(time / 60_000)
    }
  }

  private func dueBeforeLeaving(_ cadence: Cadence) -> DueReading? {
    guard cadence.points.contains(.beforeLeaving), state == .dosingEnded,
      let end = places.frame.last(where: { !entries[$0].isStruck }).map({ entries[$0].happened }),
      !readings.contains(where: {
        $0.vitals.answersDue && $0.entry.happened.elapsed(since: end).milliseconds >= 0
      })
    else { return nil }
    return DueReading(point: .beforeLeaving, milliseconds: 0)
  }

  /// Milliseconds after the dose of every reading that answers a cadence. What later pressures are
  /// compared with is a pressure: a glance at the oximeter is no baseline.
  private func answers(since dose: Moment, isBaseline: Bool = false) -> [Int64] {
    readings.filter { isBaseline ? $0.vitals.answersBaseline : $0.vitals.answersDue }
      .map { $0.entry.happened.elapsed(since: dose).milliseconds }
  }

  private func isAnswered(
    from time: Int64, before: Int64?, until next: Int64, by answers: [Int64]
  ) -> Bool {
    let opens = before.map { time - early(before: time, after: $0) } ?? Int64.min
    let closes = next == .max ? next : next - early(before: next, after: time)
    return answers.contains { $0 >= opens && $0 < closes }
  }

  private func early(before next: Int64, after time: Int64) -> Int64 {
    let early = Int64(rules.vitals.limits.earlyReading.value) * 60_000
    return next == .max ? 0 : min(early, (next - time) / 2)
  }
}

extension Event {
  /// True for what nobody enters without having looked at the client.
  fileprivate var tellsOfClient: Bool {
    switch self {
    case .noted(let note): [.observed, .words, .action, .touch].contains(note.kind)
    case .dosed(let dose): dose.act == .given
    case .marked, .vitalsMeasured, .scored, .adverseNoted, .grounded, .touchAsked: true
    default: false
    }
  }
}
