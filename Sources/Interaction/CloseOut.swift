import SessionModel

/// What is missing before a session is sealed, in the order in which it would be put right.
package enum CloseOut {
  /// One line each; empty where nothing is missing.
  package static func missing(_ session: Session, clinic: Clinic, at now: Moment) -> [String] {
    guard session.kind == .dosing else { return [] }
    let always = bands(session) + adverse(session)
    // Where nothing was given, nothing had to be measured, ended or checked.
    guard session.firstDose != nil else { return always }
    return end(session) + vitals(session, at: now) + always + lists(session, clinic, at: now)
  }

  private static func end(_ session: Session) -> [String] {
    let hasEnd = session.places.frame.contains { position in
      guard !session.entries[position].isStruck else { return false }
      if case .dosingEnded = session.entries[position].event { return true }
      return false
    }
    return hasEnd ? [] : ["the end of dosing was not entered (:end)"]
  }

  /// Readings are missed up to when the client left.
  private static func vitals(_ session: Session, at now: Moment) -> [String] {
    let left = session.places.frame.lazy.map { session.entries[$0] }.first { entry in
      if case .closed = entry.event { !entry.isStruck } else { false }
    }
    var words = session.missedReadings(at: left?.happened ?? now).map { minutes in
      minutes == 0
        ? "baseline vitals were not taken"
        : "vitals \(TimeText.hoursMinutes(Int64(minutes) * 60_000)) were not taken"
    }
    if session.lacksReadingBeforeLeaving { words.append("vitals before leaving were not taken") }
    return words
  }

  private static func bands(_ session: Session) -> [String] {
    let waiting = session.unacknowledgedReadings
    return waiting.isEmpty
      ? []
      : [
        TimeText.count(
          waiting.count, "reading in a band is not acknowledged",
          "readings in a band are not acknowledged")
      ]
  }

  private static func adverse(_ session: Session) -> [String] {
    session.openAdverse.map { open in
      let grade = open.event.grade.map { " \($0)" } ?? ""
      return "adverse event still open: \(open.event.term)\(grade)"
    }
  }

  private static func lists(_ session: Session, _ clinic: Clinic, at now: Moment) -> [String] {
    [CheckList.Stage.before, .leaving].compactMap { stage in
      let rows = CheckList.rows(stage, session: session, clinic: clinic, at: now)
      let unanswered = rows.count { $0.tick == nil }
      guard unanswered > 0 else { return nil }
      return "checklist \(stage.title): \(unanswered) of \(rows.count) items have no answer"
    }
  }
}

extension Session {
  /// True where the cadence asks for a reading before leaving and none was taken after the end of
  /// dosing, or after the last dose where no end was entered.
  var lacksReadingBeforeLeaving: Bool {
    guard let cadence = treatment?.cadence, cadence.points.contains(.beforeLeaving),
      let dose = lastDose
    else { return false }
    let end = places.frame.lazy.map { entries[$0] }.first { entry in
      if case .dosingEnded = entry.event { !entry.isStruck } else { false }
    }
    let from = end?.happened ?? dose
    return !readings.contains {
      $0.vitals.answersDue && $0.entry.happened.elapsed(since: from).milliseconds >= 0
    }
  }
}
