extension Arc {
  /// When somebody asks after the client, and whether it was done.
  package struct Appointment: Equatable, Sendable {
    package enum State: String, Sendable {
      case coming, due, overdue, done
      case notWanted = "not wanted"
      /// Its day came after the next dosing, whose own appointments took its place.
      case passedOn = "passed on"
    }
    /// "24 h", "1 week".
    package var name: String
    /// Nil where its day is in words only.
    package var day: CivilDay?
    /// The day as it was written.
    package var dayWords: String
    /// The dosing that it follows; nil for one that somebody set without one.
    package var dosing: Place?
    package var state: State
    /// Where it was last set by hand.
    package var set: Place?
    package var done: Place?

    package var isDue: Bool { state == .due || state == .overdue }
    package var isOpen: Bool { state == .coming || isDue }
  }

  /// Those that follow from the clinic's schedule after each dosing, as the client's sessions
  /// changed them, in order of their day.
  package func appointments(on today: CivilDay) -> [Appointment] {
    var list: [Appointment] = []
    let dosings = visits.compactMap(\.firstDose)
    for dosing in dosings {
      list += schedule.map { time in
        let day = time.day(after: dosing.day)
        return Appointment(
          name: time.name, day: day, dayWords: day.text, dosing: dosing, state: .coming)
      }
    }
    for followup in followups { Arc.take(followup, into: &list) }
    for place in list.indices where list[place].state == .coming {
      if let set = list[place].set, let held = visit(named: list[place].name, after: set) {
        // A session was set as an appointment, and it was held.
        list[place].state = .done
        list[place].done = held.place
        continue
      }
      list[place].state = state(of: list[place], on: today, dosings: dosings)
    }
    return list.enumerated().sorted { one, other in
      let (first, second) = (one.element.day?.number ?? .max, other.element.day?.number ?? .max)
      return first == second ? one.offset < other.offset : first < second
    }.map(\.element)
  }

  private func visit(named name: String, after place: Place) -> Visit? {
    visits.first { Arc.key($0.place.name) == Arc.key(name) && $0.place.wall > place.wall }
  }

  private func state(
    of appointment: Appointment, on today: CivilDay, dosings: [Place]
  ) -> Appointment.State {
    guard let day = appointment.day else { return .coming }
    if appointment.set == nil, let dosing = appointment.dosing,
      let next = dosings.first(where: { $0.wall > dosing.wall }), day >= next.day
    {
      return .passedOn
    }
    return today < day ? .coming : today == day ? .due : .overdue
  }

  /// A record of one counts for the one of its name and day, else for the newest of its name that
  /// is open; else it is one of its own.
  private static func take(_ followup: Placed<Followup>, into list: inout [Appointment]) {
    let name = key(followup.value.name)
    let day = CivilDay(followup.value.dueOn)
    let candidates = list.indices.filter {
      key(list[$0].name) == name && list[$0].dosing?.wall ?? .min <= followup.at.wall
    }
    let open = candidates.filter { list[$0].state == .coming }
    let meant =
      candidates.last { day != nil && list[$0].day == day } ?? open.last ?? candidates.last
    var one =
      meant.map { list[$0] }
      ?? Appointment(
        name: followup.value.name, day: day, dayWords: followup.value.dueOn, dosing: nil,
        state: .coming)
    if followup.value.isDone {
      one.state = .done
      one.done = followup.at
    } else {
      one.state = followup.value.dueOn.isEmpty ? .notWanted : .coming
      one.set = followup.at
      one.done = nil
      if one.state == .coming {
        one.day = day
        one.dayWords = followup.value.dueOn
      }
    }
    if let meant { list[meant] = one } else { list.append(one) }
  }
}
