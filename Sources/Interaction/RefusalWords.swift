import SessionModel

extension Refusal {
  static let ownEntry = "this is the program's own entry: it stays as it is"

  /// What was not taken and what to do, in one line; what was typed is still in the line.
  package var words: String {
    switch self {
    case .outOfRange(let quantity, let typed, let lowest, let highest, let unit):
      let behind = unit.isEmpty ? "" : " \(unit)"
      return "\(quantity) \(typed)\(behind) is outside \(lowest) to \(highest): correct it, "
        + "or Tab keeps it as a note"
    case .notAnAmount(let quantity, let typed, let highest, let unit):
      return "\(quantity) \(typed) \(unit): it is more than 0 and at most \(highest) \(unit); "
        + "correct it, or Tab keeps it as a note"
    case .diastolicNotBelowSystolic(let systolic, let diastolic):
      return "\(systolic)/\(diastolic): the second must be below the first; correct it, "
        + "or Tab keeps it as a note"
    case .notANumber(let quantity, let typed):
      return "\(quantity) \(typed) is not a number: correct it, or Tab keeps it as a note"
    case .noteTooLong(let bytes, let limit):
      return "the note has \(bytes >> 10) KiB, the most is \(limit >> 10): cut it in two with ^K"
    case .containsNull: return "the note holds a NUL character: remove it"
    case .notYetCome: return "that time has not come yet: correct the time in front"
    case .tooLongAgo(let hours):
      return "that is more than \(hours) h ago: correct the time in front"
    case .noDoseToCountFrom: return "no dose yet, so T+ counts from nowhere: use -2m or @14:05"
    case .adverseNotOpen: return "that adverse event is not open; Tab keeps it as a note"
    case .endsBeforeItBegan(let clock):
      return "it began at \(clock), so it cannot have ended before: correct the time in front"
    case .noInfusion: return "no infusion was started: infusion start comes first"
    case .infusionIs(let state): return "the infusion is \(state.rawValue) already"
    case .noOxygen: return "no oxygen is running: oxygen 2l start comes first"
    case .oxygenFlows(let litres):
      return
        "oxygen flows at \(litres) L/min already: another number changes it, oxygen stop ends it"
    case .nothingHeld: return "no sublingual dose is held in the mouth; Tab keeps it as a note"
    case .presentAlready: return "this person is in the room already: leave X comes first"
    case .notPresent: return "nobody of that name is in the room; Tab keeps it as a note"
    case .noHelpCalled:
      return "no help was called: 9 on an empty line, or help called; Tab keeps it as a note"
    case .sealed: return "the session is sealed: only a note can be added, as an addendum"
    case .alreadySealed: return "the session is sealed already"
    case .notDosing(let kind): return "that belongs to a dosing session, this is \(kind.rawValue)"
    case .dosingNotBegun: return "no dose was given: :close ends a session without one"
    case .dosingAlreadyEnded: return "dosing has ended already: :close when the client leaves"
    case .alreadyClosed: return "the session is closed already: :seal signs it"
    case .notClosed: return "the session is still open: :close first, when the client has left"
    case .nothingToStrike: return "there is nothing to strike"
    case .nothingToRestore: return "nothing is struck that could be restored"
    case .cannotStrike: return "this is the program's own entry: it cannot be struck"
    case .cannotPutRight: return "this entry cannot be put right: strike it and write it anew"
    case .laneForced: return "this entry belongs to the record by law: it cannot be moved"
    case .notKeptYet(let count):
      let waiting = TimeText.count(count, "entry is", "entries are")
      return "sealing waits: \(waiting) not on the disk yet; try again a moment later"
    }
  }
}
