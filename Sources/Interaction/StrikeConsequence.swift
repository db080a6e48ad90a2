import SessionModel

/// What else changes when an entry is struck: said in the question, before it is done.
extension Session {
  /// In words; empty where nothing else changes.
  package func consequence(ofStriking target: Entry) -> String {
    switch target.event {
    case .dosed(let dose): return consequence(ofStriking: target, dose)
    case .phaseEntered:
      let before = places.phases.last {
        !entries[$0].isStruck && entries[$0].id != target.id
      }
      guard target.happened == phase?.since else { return "" }
      return before.map { "the phase is \(entries[$0].event.words) again" } ?? "no phase stands"
    case .marked(let mark) where mark.isAlarm: return consequence(ofStriking: target, mark)
    case .dosingEnded: return "dosing goes on"
    case .closed: return "the session is open again"
    default:
      let after = striking(target.id)
      switch target.event {
      case .administered(let given): return change(to: after, of: given)
      case .medicated(let medication): return change(to: after, of: medication)
      case .presenceChanged(let presence): return change(to: after, of: presence.person)
      case .adverseNoted(let adverse): return change(to: after, of: adverse)
      case .helpChanged:
        let isAwaitedAgain = awaitedHelp == nil && after.awaitedHelp != nil
        return isAwaitedAgain ? "help shows as called and not come" : ""
      default: return ""
      }
    }
  }

  private func consequence(ofStriking target: Entry, _ dose: Dose) -> String {
    switch dose.act {
    case .given:
      let others = givenDoses.filter { $0.entry.id != target.id }
      guard let first = others.first else { return "no dose remains, T+ stops" }
      return first.entry.happened == firstDose
        ? "its clock goes" : "T+ counts from the dose at \(clock(first.entry))"
    case .offered, .declined:
      let standing = places.doses.last { position in
        guard case .dosed(let other) = entries[position].event else { return false }
        return !entries[position].isStruck && entries[position].id != target.id
          && other.act == dose.act
      }
      return standing.map { "that of \(clock(entries[$0])) stands" }
        ?? "no booster shows as \(dose.act.rawValue)"
    case .wasted: return "the waste no longer shows"
    }
  }

  /// An alarm that was marked twice still stands when one of the marks goes.
  private func consequence(ofStriking target: Entry, _ mark: Marking) -> String {
    let standing = places.alarms.last { position in
      guard case .marked(let other) = entries[position].event else { return false }
      return !entries[position].isStruck && entries[position].id != target.id
        && other.isHelp == mark.isHelp
    }
    if let standing {
      return "that of \(clock(entries[standing])) stands"
    }
    return mark.isHelp
      ? "help no longer shows as called" : "consent no longer shows as withdrawn"
  }

  private func clock(_ entry: Entry) -> String {
    TimeText.clock(entry.happened.wall, zone: entry.zone)
  }
}

// MARK: - What goes on

extension Session {
  fileprivate func change(to after: Session, of given: Administration) -> String {
    if given.act == .spat {
      return hold == nil && after.hold != nil ? "the lozenge counts as in the mouth again" : ""
    }
    guard let before = infusion, before != after.infusion else { return "" }
    guard let infusion = after.infusion else { return "no infusion shows any more" }
    return infusion.state == before.state
      ? "the minutes of the infusion change"
      : "the infusion shows as \(infusion.state.rawValue) again"
  }

  fileprivate func change(to after: Session, of medication: Medication) -> String {
    switch medication.drug {
    case Medication.oxygen:
      let flow = after.oxygen.map { ["oxygen", $0.medication.dose].filter { !$0.isEmpty } }
      guard after.oxygen?.entry.id != oxygen?.entry.id else { return "" }
      return flow.map { "\($0.joined(separator: " ")) shows as running again" }
        ?? "no oxygen shows as running"
    case Medication.cannula:
      let (before, after) = (cannulas.count, after.cannulas.count)
      if before == after { return "" }
      return after > before
        ? "the cannula shows as in again" : "the cannula no longer shows as in"
    default: return "\(medication.drug) no longer shows as given"
    }
  }

  fileprivate func change(to after: Session, of person: String) -> String {
    func find(_ people: [Attendance]) -> Attendance? {
      people.first { Person.isSame($0.person, person) }
    }
    let (before, after) = (find(attendance), find(after.attendance))
    guard let before, before != after else { return "" }
    guard let after else { return "\(before.person) no longer shows as here" }
    switch (before.since, after.since) {
    case (nil, .some): return "\(before.person) shows as in the room again"
    case (.some, nil): return "\(before.person) no longer shows as in the room"
    default: return "the time of \(before.person) in the room changes"
    }
  }

  fileprivate func change(to after: Session, of adverse: AdverseEvent) -> String {
    func isOpen(_ session: Session) -> Bool {
      session.openAdverse.contains { $0.event.term == adverse.term }
    }
    switch (isOpen(self), isOpen(after)) {
    case (true, false): return "\(adverse.term) no longer shows as open"
    case (false, true): return "\(adverse.term) is open again"
    default: return ""
    }
  }
}
