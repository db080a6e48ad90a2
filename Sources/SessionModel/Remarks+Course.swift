extension Session {
  /// What stands beside an entry in the log, in review and in print: the same words everywhere.
  package func remarks(on entry: Entry) -> [Remark] {
    guard case .vitalsMeasured = entry.event else {
      return remarks(on: entry, firstDose: nil, baseline: nil)
    }
    return remarks(on: entry, firstDose: firstDose, baseline: baseline)
  }

  /// The same where the dose and the baseline, with which only a reading is compared, are known:
  /// who draws many entries finds them once.
  package func remarks(on entry: Entry, firstDose: Moment?, baseline: Vitals?) -> [Remark] {
    var remarks: [Remark]
    switch entry.event {
    case .vitalsMeasured(let vitals):
      let comparison = BandComparison(
        vitals, at: entry.happened, firstDose: firstDose, baseline: baseline, rules: rules)
      remarks = comparison.remarks
    case .scored(let score): remarks = compared(entry) + [alert(score)].compactMap(\.self)
    default: remarks = compared(entry)
    }
    return remarks + outOfCourse(entry.event, of: entry.id, at: entry.happened)
  }

  /// "! item 9 answered 1": the item that its scale shows at once when it is answered above 0.
  private func alert(_ score: Score) -> Remark? {
    guard let item = rules.scale(score.scale)?.alertItem, score.items.indices.contains(item - 1),
      score.items[item - 1] > 0
    else { return nil }
    return Remark("! item \(item) answered \(score.items[item - 1])", isPressing: true)
  }
}

extension BandComparison {
  /// "+18/+10 from baseline", and every band that is reached with its sign, the worst first.
  var remarks: [Remark] {
    let change = change.map { Remark("\($0) from baseline") }
    return [change].compactMap(\.self)
      + reached.map { rule in
        var remark = Remark(rule.signedWords, isPressing: true)
        remark.level = rule.level
        return remark
      }
  }
}

// MARK: - Out of their course

extension Session {
  /// What comes when nobody expects it any more: said, never asked and never refused. `ref` is the
  /// entry that says it, where there is one: it is not its own course.
  func outOfCourse(_ event: Event, of ref: EntryID?, at moment: Moment) -> [Remark] {
    guard kind == .dosing else { return [] }
    var words: [String] = []
    if case .dosed(let dose) = event, dose.act == .given, dose.isBooster,
      !givenDoses.contains(where: {
        !$0.dose.isBooster && $0.entry.id != ref && !$0.entry.happened.isAfter(moment)
      })
    {
      words.append("no first dose stands before it")
    }
    if case .administered(let given) = event, given.act == .infusionStarted, let treatment,
      treatment.route != .intravenous, treatment.infusionMinutes == nil
    {
      words.append("the protocol \(treatment.title) has no infusion")
    }
    if case .administered(let given) = event,
      given.act == .infusionPaused || given.act == .infusionStopped,
      !isInfusion(startedBy: moment)
    {
      words.append("no infusion start stands before it")
    }
    if event.needsClient, let left = closing, moment.isAfter(left.happened) {
      words.append("after the client left at \(time(of: left))")
    } else if event.isDosing, let end = dosingEnds.first, moment.isAfter(end.happened) {
      words.append("after the end of dosing at \(time(of: end))")
    }
    return words.map { Remark($0, isPressing: true) }
  }

  private func isInfusion(startedBy moment: Moment) -> Bool {
    standing(places.administration).contains { entry in
      guard case .administered(let given) = entry.event else { return false }
      return given.act == .infusionStarted && !entry.happened.isAfter(moment)
    }
  }

  /// Unstruck ends of dosing, in the order in which they were entered: a dose that was given after
  /// one asks for another.
  var dosingEnds: [Entry] {
    standing(places.frame).filter { if case .dosingEnded = $0.event { true } else { false } }
  }

  /// When the client left.
  package var closing: Entry? {
    standing(places.frame).first { if case .closed = $0.event { true } else { false } }
  }

  /// True where something was given after the end that stands.
  var isDosedAfterEnd: Bool {
    guard let end = dosingEnds.last?.happened else { return false }
    let started = standing(places.administration).contains { entry in
      guard case .administered(let given) = entry.event else { return false }
      return given.act == .infusionStarted && entry.happened.isAfter(end)
    }
    return started || lastDose?.isAfter(end) == true
  }
}

extension Moment {
  func isAfter(_ other: Moment) -> Bool { elapsed(since: other).milliseconds > 0 }

  /// So many milliseconds before this one, in the same boot.
  func earlier(by milliseconds: Int64) -> Moment {
    Moment(wall: wall - milliseconds, up: up - milliseconds, boot: boot)
  }
}

extension Event {
  /// True for what can only be done to somebody who is there.
  fileprivate var needsClient: Bool {
    switch self {
    case .dosed(let dose): dose.act != .wasted
    case .vitalsMeasured, .medicated, .administered, .adverseNoted, .touchAsked, .scored: true
    default: false
    }
  }

  /// True for what begins the treatment or goes on with it.
  fileprivate var isDosing: Bool {
    switch self {
    case .dosed(let dose): dose.act == .given
    case .administered(let given): given.act == .infusionStarted
    default: false
    }
  }
}

// MARK: - Doses

extension Session {
  /// What Enter will keep of a dose. What is compared stands before what the line only repeats.
  func preview(
    of dose: Dose, at moment: Moment, puttingRight ref: EntryID?, writer: String?
  ) -> String {
    let compared =
      (comparisons(of: dose, puttingRight: ref) + outOfCourse(.dosed(dose), of: ref, at: moment))
      .map(\.words)
    let people = dose.samePeople(writer: writer)
    guard dose.act == .given else { return joined([dose.words] + compared + people) }
    let device = ref == nil ? deviceWords(of: dose, at: moment) : ""
    return joined([dose.head] + compared + [device] + dose.details + people)
  }

  /// A dose beside the client's weight and beside the plan.
  func comparisons(of dose: Dose, puttingRight ref: EntryID?) -> [Remark] {
    var remarks: [Remark] = []
    if dose.act == .given || dose.act == .offered, let share = perKilogram(dose.milligrams) {
      remarks.append(Remark(share))
    }
    guard dose.act == .given else { return remarks }
    remarks += offProtocol(dose).map { Remark($0, isPressing: true) }
    if let usual = treatment?.drug, dose.drug != usual, !preparation.plan.isEmpty {
      remarks.append(Remark("not compared: the plan is for \(usual)"))
    } else if let above = abovePlan(dose, of: ref) {
      remarks.append(Remark(above, isPressing: true))
    } else if !preparation.plan.isEmpty {
      let plan = PlannedDoses(preparation.plan)
      if (dose.isBooster ? plan.booster : plan.primary) == nil {
        remarks.append(Remark("not compared: the plan names no mg for it"))
      }
    }
    return remarks
  }
}

extension Session {
  /// Another drug or another way than the protocol's.
  private func offProtocol(_ dose: Dose) -> [String] {
    guard let treatment else { return [] }
    var words: [String] = []
    if dose.drug != treatment.drug {
      words.append("not the protocol's drug, \(treatment.drug)")
    }
    if let route = treatment.route, let given = dose.route, given != route {
      words.append("not the protocol's route, \(route.words)")
    }
    return words
  }
}

extension PlannedDoses {
  /// What doses will be compared with, said where the plan is typed.
  package var reading: String {
    guard let words else { return "no amount in mg read: no dose will be compared with it" }
    if primary == nil { return "read as \(words), no first dose" }
    if booster == nil {
      return "read as \(words), \(namesBooster ? "booster without an amount" : "no booster")"
    }
    return "read as \(words)"
  }
}
