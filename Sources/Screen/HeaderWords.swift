import Interaction
import SessionModel

/// How far the disk has come, in words for the first row.
struct KeepingWords {
  let words: String
  let role: Role

  /// A write that takes no longer than this is not worth a number that ticks, milliseconds.
  static let slow: Int64 = 2_000

  init(keeping: Keeping, now: Now, room: Int) {
    switch keeping.state {
    case .kept:
      words = keeping.at.map { "kept \(TimeText.clock($0, zone: now.zone))" } ?? "kept"
      role = .dim
    case .keeping(let since):
      let taking = now.up - since
      words = taking > KeepingWords.slow ? "keeping for \(TimeText.words(taking))" : "keeping"
      role = .keeping
    case .memoryOnly:
      words = TextCells.clipped("IN MEMORY ONLY", to: max(10, room))
      role = .notKept
    case .notKept(let why, _):
      words = TextCells.clipped("NOT KEPT: \(why)", to: max(10, room))
      role = .notKept
    }
  }
}

/// The phase that stands, and what the protocol says usually follows.
struct PhaseWords {
  let view: SessionView

  private var phase: (phase: Phase, since: Moment)? { view.session.phase }

  /// "plateau since 0:38".
  var standing: String {
    guard let phase else { return "no phase yet" }
    return "\(phase.phase.words) since \(view.shortTime(phase.since))"
  }

  /// ", 9 min": how long it has stood.
  var time: String {
    guard let phase else { return "" }
    let since = view.moment.elapsed(since: phase.since).milliseconds
    return since < 60_000 ? "" : ", \(TimeText.words(since))"
  }

  /// "usual 0:10 to 0:25", or from when the next phase is usual.
  var window: String {
    guard let treatment = view.session.treatment, let phase else { return "" }
    if let window = treatment.window(of: phase.phase), let to = window.usualTo {
      return words("usual", window, to: to)
    }
    var next = phase.phase.next
    while let candidate = next {
      if let window = treatment.window(of: candidate) {
        if window.usualFrom == 0, let to = window.usualTo {
          return anchored(to, window.anchor).map { "\(candidate.words) by about \($0)" } ?? ""
        }
        return words("\(candidate.words) from about", window, to: nil)
      }
      next = candidate.next
    }
    return ""
  }

  private func words(_ lead: String, _ window: PhaseWindow, to: Int?) -> String {
    let from = anchored(window.usualFrom, window.anchor)
    guard let from else {
      let span = to.map { "\(window.usualFrom) to \($0)" } ?? "\(window.usualFrom)"
      return "\(lead) \(span) min after \(window.anchor.words)"
    }
    return to.flatMap { anchored($0, window.anchor) }.map { "\(lead) \(from) to \($0)" }
      ?? "\(lead) \(from)"
  }

  /// Minutes after an anchor as T+, where the anchor is known.
  private func anchored(_ minutes: Int, _ anchor: Anchor) -> String? {
    guard let first = view.firstDose, let from = view.moment(of: anchor) else { return nil }
    return TimeText.hoursMinutes(from.elapsed(since: first).milliseconds + Int64(minutes) * 60_000)
  }
}

/// What is due next: dim while it is ahead, plain from its time on.
struct DueWords {
  let view: SessionView

  struct Split {
    /// What stands at the right edge of the row.
    var shown: [Run]
    /// What goes on or is due and did not fit there: it stands further down, never nowhere.
    var left: [Run]
  }

  /// The most of what goes on and what is due that `fits`: the reading stays the longest, but for a
  /// lozenge whose time comes before it.
  func split(fits: ([Run]) -> Bool) -> Split {
    let flows = FlowWords(view: view)
    let (hold, infusion, oxygen, device, due) =
      (flows.hold, flows.infusion, flows.oxygen, flows.device, run)
    let all = [hold, infusion, oxygen, device, due, oximetry].filter { !$0.text.isEmpty }
    let choices = [
      all, [hold, infusion, oxygen, device, due], [hold, infusion, oxygen, due],
      [hold, infusion, due], [hold, oxygen, due], [hold, due],
      hold.text.isEmpty || due.role == .due && hold.role != .due ? [due] : [hold],
    ]
    let chosen = choices.first { fits($0.joined(by: " · ")) } ?? choices[choices.count - 1]
    return Split(shown: chosen.joined(by: " · "), left: all.filter { !chosen.contains($0) })
  }

  private var run: Run {
    let session = view.session
    if session.state != .open, session.state != .dosingEnded {
      return Run(session.state.words, .dim)
    }
    if let reading = session.dueReading(at: view.moment) {
      return run(reading)
    }
    if session.state == .dosingEnded {
      return stay ?? Run("dosing ended", .dim)
    }
    return visit ?? Run("", .dim)
  }

  /// Where the cadence asks for it from the dose on until the client leaves: with the last figure.
  private var oximetry: Run {
    let session = view.session
    guard session.state == .open || session.state == .dosingEnded,
      session.treatment?.cadence.oximetryThroughout == true, view.firstDose != nil
    else { return Run("", .dim) }
    guard let last = view.facts.oximetry, case .vitalsMeasured(let vitals) = last.event,
      let value = vitals.spo2
    else { return Run("SpO₂ throughout: none since the dose", .due) }
    return Run("SpO₂ throughout: \(value) at \(view.clock(last))", .dim)
  }

  /// What is left of the visit where the protocol gives its length and nothing else is due.
  private var visit: Run? {
    guard let visit = view.session.treatment?.visitMinutes, view.session.firstDose != nil,
      let start = view.session.start
    else { return nil }
    let left = Int64(visit.value) * 60_000 - view.moment.elapsed(since: start).milliseconds
    return left > 0
      ? Run("visit of \(visit.value) min: \(ahead(left).dropFirst(3)) to go", .dim)
      : Run("visit of \(visit.value) min over", .text)
  }

  private func run(_ reading: DueReading) -> Run {
    switch reading.point {
    case .beforeLeaving: return Run("due: vitals before leaving", .due)
    case .look:
      if reading.milliseconds > 0 {
        return Run("next: a look, \(ahead(reading.milliseconds))", .dim)
      }
      let late = reading.milliseconds > -60_000 ? "now" : TimeText.words(reading.milliseconds)
      return Run("\(late == "now" ? "due" : "overdue"): a look, \(late)", .due)
    case .minutes(0): return Run("due: baseline vitals", .due)
    case .minutes(let minutes):
      let point = TimeText.hoursMinutes(Int64(minutes) * 60_000)
      if reading.milliseconds > 0 {
        return Run("next: vitals \(point), \(ahead(reading.milliseconds))", .dim)
      }
      return Run(
        reading.milliseconds > -60_000
          ? "due: vitals \(point), now"
          : "overdue: vitals \(point), \(TimeText.words(reading.milliseconds))", .due)
    }
  }

  /// By the minute, so that no second ticks here.
  private func ahead(_ milliseconds: Int64) -> String { FlowWords.ahead(milliseconds) }

  /// The least time before leaving.
  private var stay: Run? {
    guard let stay = view.session.treatment?.minimumStay,
      let from = view.session.stayBegins(stay)
    else { return nil }
    let left = Int64(stay.minutes) * 60_000 - view.moment.elapsed(since: from).milliseconds
    return left > 0
      ? Run("minimum stay: \(ahead(left).dropFirst(3)) to go", .dim)
      : Run("minimum stay over", .text)
  }
}

/// What is open and must not be forgotten, most pressing first.
struct OpenWords {
  let view: SessionView
  let remark: String
  /// What goes on and found no room in the row above.
  let goesOn: [Run]

  var runs: [Run] {
    let session = view.session
    var runs: [Run] = []
    if let help = session.awaitedHelp {
      runs.append(Run("! HELP CALLED \(view.clock(help))", .red))
    }
    runs += goesOn
    // Said until the first dose: then it was decided otherwise.
    if session.kind == .dosing, view.firstDose == nil, session.state == .open,
      let ready = session.preparation.ready, !ready.isReady
    {
      runs.append(Run(ready.words, .due))
    }
    var open = session.openAdverse.map { adverse in
      adverse.event.grade.map { "\(adverse.event.term) \($0)" } ?? adverse.event.term
    }
    let episode = session.groundingEpisode(at: view.moment)
    if episode.isOpen {
      open.append("grounding \(episode.number)")
    }
    if !open.isEmpty {
      runs.append(Run("open: \(open.joined(separator: ", "))", .due))
    }
    if !remark.isEmpty {
      runs.append(Run(remark, .due))
    }
    return runs.joined(by: " · ")
  }
}
