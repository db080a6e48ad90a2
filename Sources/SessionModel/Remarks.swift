/// What a session adds to an entry by comparing it with what it knows: never advice.
package struct Remark: Equatable, Sendable {
  package var words: String
  /// True for what must not be overlooked: above the plan, two people who are one.
  package var isPressing: Bool
  /// The band that it names, nil for what names none.
  package var level: BandLevel?

  package init(_ words: String, isPressing: Bool = false) {
    self.words = words
    self.isPressing = isPressing
  }
}

extension Session {
  /// What an entry is compared with, vitals and its time in the session apart.
  func compared(_ entry: Entry) -> [Remark] {
    switch entry.event {
    case .dosed(let dose): return remarks(on: dose, of: entry.id, writer: entry.author)
    case .medicated(let medication):
      return medication.samePeople(writer: entry.author).map { Remark($0, isPressing: true) }
    case .touchAsked(let touch): return remarks(on: touch, at: entry.happened)
    case .scored(let score):
      let band = rules.scale(score.scale)?.band(of: score.value).map { Remark($0.words) }
      return [band].compactMap { $0 }
        + bandsReached(by: entry).map { Remark($0.signedWords, isPressing: true) }
    default: return []
    }
  }

  /// What Enter will keep, with everything that is known of it. An entry that is put right stays
  /// its first writer's.
  package func preview(
    of event: Event, at moment: Moment, puttingRight ref: EntryID?, writer: String?
  ) -> String {
    let writer = ref.flatMap { self[$0]?.author } ?? writer
    let event = foretold(event, puttingRight: ref)
    if case .dosed(let dose) = event {
      return preview(of: dose, at: moment, puttingRight: ref, writer: writer)
    }
    let remarks: [String] =
      switch event {
      case .medicated(let medication): medication.samePeople(writer: writer)
      case .touchAsked(let touch): self.remarks(on: touch, at: moment).map(\.words)
      case .scored(let score): [cited(score)]
      case .adverseNoted(let adverse): [gradeWords(adverse)]
      case .prepared(let prepared): remarks(on: prepared, puttingRight: ref)
      default: []
      }
    let course = outOfCourse(event, of: ref, at: moment).map(\.words)
    return joined([event.words] + remarks + course)
  }

  // MARK: Scores and grades

  /// "moderately severe (Kroenke and others 2001)", or the anchor of the number.
  private func cited(_ score: Score) -> String {
    guard let scale = rules.scale(score.scale) else { return "" }
    let recall = scale.recallDays == nil ? "" : "asks \(scale.recall)"
    if let band = scale.band(of: score.value) {
      return joined(["\(band.words) (\(band.source.words))", recall])
    }
    return joined([
      scale.anchor(of: score.value).map { "\($0.words) (\(scale.citation.words))" } ?? "", recall,
    ])
  }

  private func gradeWords(_ adverse: AdverseEvent) -> String {
    guard let grade = adverse.grade else { return "" }
    let words = rules.vocabulary.adverseGrades.first { $0.grade == grade }?.words
    let range = rules.grades
    return words.map {
      "grade \(grade) of \(range.lowerBound) to \(range.upperBound): \($0) (CTCAE)"
    } ?? ""
  }
}

// MARK: - Doses

extension Session {
  /// Kilograms of the session's latest weight, as kept.
  package var latestWeight: String? {
    for position in places.vitals.reversed() where !entries[position].isStruck {
      if case .vitalsMeasured(let vitals) = entries[position].event, let weight = vitals.weight {
        return weight
      }
    }
    return nil
  }

  /// "0.94 mg/kg at 64 kg", by the session's latest weight; nil without one. Halves go up.
  package func perKilogram(_ milligrams: String) -> String? {
    guard let weight = latestWeight, let kilograms = Decimals.hundredths(weight), kilograms > 0,
      let amount = Decimals.hundredths(milligrams)
    else { return nil }
    let rounded = (amount * 200 + kilograms) / (2 * kilograms)
    return "\(Decimals.text(rounded)) mg/kg at \(weight) kg"
  }

  fileprivate func remarks(on dose: Dose, of ref: EntryID?, writer: String?) -> [Remark] {
    comparisons(of: dose, puttingRight: ref)
      + dose.samePeople(writer: writer).map { Remark($0, isPressing: true) }
  }

  /// "above the plan: 60 mg agreed", counted with the doses of its kind and drug that were given
  /// before.
  package func abovePlan(_ dose: Dose, of ref: EntryID?) -> String? {
    let plan = PlannedDoses(preparation.plan)
    guard let amount = Decimals.hundredths(dose.milligrams) else { return nil }
    guard let agreed = dose.isBooster ? plan.booster : plan.primary else {
      return dose.isBooster && plan.primary != nil ? "the plan names no booster" : nil
    }
    let before = givenDoses.prefix { $0.entry.id != ref }
      .filter { $0.dose.isBooster == dose.isBooster && $0.dose.drug == dose.drug }
      .reduce(0) { $0 + (Decimals.hundredths($1.dose.milligrams) ?? 0) }
    guard before + amount > agreed else { return nil }
    let isApart =
      !dose.isBooster && givenDoses.contains { $0.dose.isBooster && $0.dose.drug == dose.drug }
    let part = isApart ? " without the booster" : ""
    let whole = before > 0 ? "\(Decimals.text(before + amount)) mg\(part) in all is " : ""
    return "\(whole)above the plan: \(Decimals.text(agreed)) mg agreed"
  }

  /// Until when the label's interval between two devices runs, for a dose that is one.
  func deviceWords(of dose: Dose, at moment: Moment) -> String {
    guard isDevice(dose), let interval = deviceInterval(at: moment) else { return "" }
    let left = TimeText.wholeMinutes(interval.milliseconds)
    return "\(left) before the \(interval.minutes.value) min between devices are over "
      + "(\(interval.minutes.source.words))"
  }
}

extension Dose {
  /// Writer, giver and witness should be different people; where they are not, it is said.
  package func samePeople(writer: String?) -> [String] {
    let giver = act == .wasted ? "who wasted" : "giver"
    let isWriterGiver = writer.map { Person.isSame($0, givenBy) } ?? false
    let isWriterWitness = writer.map { Person.isSame($0, witness) } ?? false
    let isGiverWitness = Person.isSame(givenBy, witness)
    if isWriterGiver && isGiverWitness { return ["writer is also giver and witness"] }
    return [
      isGiverWitness ? "\(giver) is also witness" : "",
      isWriterGiver ? "writer is also giver" : "",
      isWriterWitness ? "writer is also witness" : "",
    ].filter { !$0.isEmpty }
  }
}

extension Medication {
  /// The same of a drug given by staff.
  package func samePeople(writer: String?) -> [String] {
    guard act == .given || act == .started else { return [] }
    return Dose(act: .given, milligrams: "", givenBy: givenBy, witness: witness)
      .samePeople(writer: writer)
  }
}

// MARK: - Touch

extension Session {
  /// New permission given while dosed never widens what was agreed, and a withdrawal stands.
  fileprivate func remarks(on touch: TouchAsked, at moment: Moment) -> [Remark] {
    guard touch.answer == "yes", let dose = firstDose,
      moment.elapsed(since: dose).milliseconds >= 0
    else { return [] }
    if let withdrawn = consentWithdrawn,
      moment.elapsed(since: withdrawn.happened).milliseconds >= 0
    {
      return [Remark("consent stays withdrawn", isPressing: true)]
    }
    return TouchArea(rules.vocabulary.lists).isNamed(touch.area, in: preparation.touch)
      ? [] : [Remark("said while dosed: does not widen the agreement", isPressing: true)]
  }
}
