/// Something that the session lacks at its close: listed, never a reason to refuse a seal.
package struct Outstanding: Equatable, Sendable {
  /// In the order of the list.
  package enum Kind: String, CaseIterable, Sendable {
    case vitals, adverse, help, oxygen, cannula, infusion, lozenge, presence, dosingEnd, checklist,
      reading
  }
  package var kind: Kind
  package var words: String
  /// What it was computed from, with its source.
  package var basis: String
  /// The entry it is about, where it is about one: what an acknowledgement names.
  package var entry: EntryID?
  /// The words of checklist items that nobody answered, and the title of their list.
  package var items: [String]
  package var list: String

  package init(
    _ kind: Kind, _ words: String, basis: String, entry: EntryID? = nil, items: [String] = [],
    of list: String = ""
  ) {
    self.kind = kind
    self.words = words
    self.basis = basis
    self.entry = entry
    self.items = items
    self.list = list
  }
}

extension Session {
  /// What is missing, in order: outside a dosing session only what goes on or was never ended, and
  /// where nothing was given, nothing had to be measured, ended or checked. Walks entries: once
  /// when the close is looked at, never on a frame.
  package func outstanding(at now: Moment) -> [Outstanding] {
    // Nothing goes on once the client has left: what is counted is billed.
    let end = closing?.happened ?? now
    return outstandingVitals(at: end) + outstandingAdverse + outstandingHelp
      + outstandingFlows(at: end) + outstandingPeople(at: end) + outstandingEnd
      + outstandingChecks + outstandingReadings
  }

  // MARK: Vitals

  private func outstandingVitals(at now: Moment) -> [Outstanding] {
    guard let cadence = treatment?.cadence, firstDose != nil else { return [] }
    let basis = "cadence \(cadence.name): \(cadence.source.words)"
    var found: [Outstanding] = []
    var overdue: Int?
    if let due = dueReading(at: now), due.milliseconds <= 0 {
      switch due.point {
      case .beforeLeaving:
        found.append(Outstanding(.vitals, "vitals before leaving are due", basis: basis))
      case .look:
        let late = TimeText.wholeMinutes(due.milliseconds)
        found.append(Outstanding(.vitals, "a look at the client overdue by \(late)", basis: basis))
      case .minutes(let minutes):
        overdue = minutes
        let late = TimeText.wholeMinutes(due.milliseconds)
        found.append(
          Outstanding(.vitals, "vitals of \(point(minutes)) overdue by \(late)", basis: basis))
      }
    }
    found += missedReadings(at: now).filter { $0 != overdue }.map { minutes in
      let what = minutes == 0 ? "baseline vitals" : "vitals of \(point(minutes))"
      return Outstanding(.vitals, "\(what) missed", basis: basis)
    }
    if closing != nil, lacksReadingBeforeLeaving {
      found.append(Outstanding(.vitals, "vitals before leaving missed", basis: basis))
    }
    return found
  }

  /// True where the cadence asks for a reading before leaving and none was taken after the end of
  /// dosing, or after the last dose where no end was entered.
  private var lacksReadingBeforeLeaving: Bool {
    guard let cadence = treatment?.cadence, cadence.points.contains(.beforeLeaving),
      let dose = lastDose
    else { return false }
    let from = dosingEnds.last?.happened ?? dose
    return !readings.contains {
      $0.vitals.answersDue && $0.entry.happened.elapsed(since: from).milliseconds >= 0
    }
  }

  private func point(_ minutes: Int) -> String {
    TimeText.hoursMinutes(Int64(minutes) * 60_000)
  }

  // MARK: What goes on

  private var outstandingAdverse: [Outstanding] {
    openAdverse.map { entry, event in
      let grade = event.grade.map { " \($0)" } ?? ""
      return Outstanding(
        .adverse, "\(event.term)\(grade) is open", basis: "began \(time(of: entry)), no end",
        entry: entry.id)
    }
  }

  private var outstandingHelp: [Outstanding] {
    guard let call = awaitedHelp else { return [] }
    return [
      Outstanding(
        .help, "medical help was called, nobody is noted as come",
        basis: "called \(time(of: call)), no help arrived and no transfer", entry: call.id)
    ]
  }

  private func outstandingFlows(at now: Moment) -> [Outstanding] {
    var found: [Outstanding] = []
    if let (entry, oxygen) = oxygen {
      let flow = [oxygen.drug, oxygen.dose].filter { !$0.isEmpty }.joined(separator: " ")
      found.append(
        Outstanding(
          .oxygen, "\(flow) is running", basis: "started \(time(of: entry)), no stop",
          entry: entry.id))
    }
    found += cannulas.map { entry, cannula in
      let site = cannula.site.isEmpty ? "" : " in the \(cannula.site)"
      return Outstanding(
        .cannula, "the cannula\(site) is not noted as out", basis: "in \(time(of: entry)), no out",
        entry: entry.id)
    }
    if let infusion, infusion.state != .stopped {
      let ran = TimeText.wholeMinutes(infusion.ran(at: now))
      found.append(
        Outstanding(
          .infusion, "the infusion is \(infusion.state.rawValue), \(ran) in all",
          basis: "started, no stop"))
    }
    if let hold {
      let held = TimeText.wholeMinutes(now.elapsed(since: hold.since).milliseconds)
      found.append(
        Outstanding(
          .lozenge, "the lozenge was not spat out, held \(held)",
          basis: "hold \(hold.window.from) to \(hold.window.to) min: \(hold.window.source.words)"))
    }
    return found
  }

  private func outstandingPeople(at now: Moment) -> [Outstanding] {
    present.filter { !leftWithClient($0) }.map { person in
      let role = person.role.isEmpty ? "" : " (\(person.role))"
      let time = TimeText.wholeMinutes(person.milliseconds(at: now))
      return Outstanding(
        .presence, "\(person.person)\(role) has not left, \(time) in all",
        basis: "entered, no leaving")
    }
  }

  /// True of somebody who was there when the client left, and is named as who went along.
  private func leftWithClient(_ person: Attendance) -> Bool {
    guard let left = closing, case .closed(let with, _) = left.event, let since = person.since
    else { return false }
    return !since.isAfter(left.happened) && Person.isNamed(person.person, in: with)
  }

  private var outstandingEnd: [Outstanding] {
    guard kind == .dosing, firstDose != nil, dosingEnds.isEmpty || isDosedAfterEnd else {
      return []
    }
    guard dosingEnds.isEmpty else {
      return [
        Outstanding(
          .dosingEnd, "dosing went on after its end",
          basis: "something was given after the last :end")
      ]
    }
    return [
      Outstanding(.dosingEnd, "dosing has no end", basis: "a dose was given, no :end was entered")
    ]
  }

  // MARK: Lists and bands

  private var outstandingChecks: [Outstanding] {
    guard let treatment, firstDose != nil else { return [] }
    let answered = Set(checks.map { "\($0.list)/\($0.item)" })
    return (treatment.beforeDosing + treatment.leaving).compactMap { name in
      guard let list = rules.checklists.first(where: { $0.name == name }) else { return nil }
      let items = list.items(for: treatment.name)
      let open = items.filter { !answered.contains("\(name)/\($0.id)") }
      guard !open.isEmpty else { return nil }
      return Outstanding(
        .checklist, "\(list.title): \(open.count) of \(items.count) not answered",
        basis: "\(treatment.title) asks it: \(list.source.words)", items: open.map(\.words),
        of: list.title)
    }
  }

  /// Answers that stand, in the order in which they happened.
  package var checks: [CheckTick] {
    standing(places.checks).compactMap { entry in
      if case .checkTicked(let tick) = entry.event { tick } else { nil }
    }
  }

  private var outstandingReadings: [Outstanding] {
    unacknowledged.map { entry, bands in
      Outstanding(
        .reading,
        "\(entry.event.words) at \(time(of: entry)) not acknowledged: "
          + bands.map(\.signedWords).joined(separator: ", "),
        basis: bands[0].source.words, entry: entry.id)
    }
  }

  /// "10:37".
  func time(of entry: Entry) -> String {
    TimeText.clock(entry.happened.wall, zone: entry.zone)
  }
}
