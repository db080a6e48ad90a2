extension Session {
  /// What cannot be meant as things stand: an end without a beginning, a beginning twice. What is
  /// entered late may belong between entries that came later, so of that only an end of something
  /// that never was is refused.
  func refusal(ofChange event: Event, ago: Int64, at now: Moment?) -> Refusal? {
    let isLate = ago >= Entry.lateAfter
    switch event {
    case .adverseNoted(let adverse) where adverse.course == .ends:
      return refusal(ofEnding: adverse.term, at: now?.earlier(by: ago))
    case .administered(let given): return refusal(of: given.act, isLate: isLate)
    case .medicated(let medication) where medication.isOxygen && medication.act == .stopped:
      return oxygen == nil && !isLate ? .noOxygen : nil
    case .medicated(let medication) where medication.isOxygen && medication.act == .started:
      guard !isLate, let flow = oxygen?.medication.flow, flow == medication.flow else { return nil }
      return .oxygenFlows(litres: Decimals.text(flow))
    case .presenceChanged(let presence):
      let isPresent = isPresent(presence.person)
      switch presence.change {
      case .enters: return isPresent && !isLate ? .presentAlready : nil
      case .leaves: return isPresent || isLate ? nil : .notPresent
      }
    case .helpChanged(let change) where change.act == .arrived:
      return helpCalled == nil ? .noHelpCalled : nil
    default: return nil
    }
  }

  /// An end belongs to something that began before it.
  private func refusal(ofEnding term: String, at end: Moment?) -> Refusal? {
    let open = openAdverse.filter { $0.event.term == term }.map(\.entry)
    guard let first = open.first else { return .adverseNotOpen }
    guard let end, open.allSatisfy({ $0.happened.isAfter(end) }) else { return nil }
    return .endsBeforeItBegan(clock: time(of: first))
  }

  private func refusal(of act: Administration.Act, isLate: Bool) -> Refusal? {
    let state = infusion?.state
    switch act {
    case .infusionStarted: return state == .running && !isLate ? .infusionIs(.running) : nil
    case .infusionPaused, .infusionStopped:
      guard let state else { return .noInfusion }
      let isPointless =
        state == .stopped || (state == .paused && act == .infusionPaused)
      return isPointless && !isLate ? .infusionIs(state) : nil
    case .spat: return hold == nil && !isLate ? .nothingHeld : nil
    }
  }

  /// The session as it would read with this entry struck: what a strike changes is told from it.
  package func striking(_ ref: EntryID) -> Session {
    var session = self
    if let place = index[ref] {
      session.entries[place].isStruck = true
      session.tellCourse(of: session.entries[place].event)
    }
    return session
  }
}
