import SessionModel

/// What goes on and must be ended, by the minute: an infusion, oxygen, a lozenge in the mouth, the
/// wait between two nasal devices.
struct FlowWords {
  let view: SessionView

  static func ahead(_ milliseconds: Int64) -> String {
    milliseconds < 60_000 ? "in under 1 min" : "in \(TimeText.words(milliseconds))"
  }

  private var isOver: Bool {
    view.session.state == .closed || view.session.state == .sealed
  }

  /// "spit in 9 min", "due: spit" while the window is open, "overdue: spit, 2 min".
  var hold: Run {
    guard !isOver, let hold = view.facts.hold else { return Run("") }
    let left = hold.remaining(at: view.moment)
    if left.opens > 0 { return Run("spit \(FlowWords.ahead(left.opens))", .dim) }
    if left.closes > -60_000 { return Run("due: spit", .due) }
    return Run("overdue: spit, \(TimeText.words(left.closes))", .due)
  }

  /// "infusion 12 min", with the planned length; plain once that is reached.
  var infusion: Run {
    guard !isOver, let infusion = view.facts.infusion, infusion.state != .stopped else {
      return Run("")
    }
    let ran = infusion.ran(at: view.moment)
    let planned = view.session.treatment?.infusionMinutes?.value
    let of = planned.map { " of \($0)" } ?? ""
    let words = "infusion \(ran / 60_000)\(of) min"
    if infusion.state == .paused { return Run("\(words), paused", .due) }
    let isReached = planned.map { ran >= Int64($0) * 60_000 } ?? false
    return Run(words, isReached ? .due : .dim)
  }

  var oxygen: Run {
    guard !isOver, let oxygen = view.facts.oxygen else { return Run("") }
    return Run("\(oxygen) runs", .due)
  }

  /// "next device in 3 min", as the label has it: shown, never held to.
  var device: Run {
    guard !isOver, let interval = view.session.deviceInterval(at: view.moment) else {
      return Run("")
    }
    return Run("next device \(FlowWords.ahead(interval.milliseconds))", .dim)
  }
}
