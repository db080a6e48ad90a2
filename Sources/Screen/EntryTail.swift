import Interaction
import SessionModel

/// What stands at the right edge of an entry: how it was kept, moved, struck, and by whom.
struct EntryTail {
  let rows: EntryRows

  private var entry: Entry { rows.entry }
  private var view: SessionView { rows.view }

  var runs: [Run] {
    [
      comparison, author, addendum, late, carried, lane,
      Run(entry.isStruck ? "struck" : "", .struck),
      keeping,
    ].joined(by: " · ")
  }

  /// "+18/+10 from baseline", and the band that a reading reaches, with its figure.
  private var comparison: Run {
    guard case .vitalsMeasured(let vitals) = entry.event else { return Run("") }
    let bands = VitalsRemarks(vitals: vitals, view: view, at: entry.happened)
    guard let reached = bands.reached else { return Run(bands.change, .dim) }
    let words = [bands.change, reached.words].filter { !$0.isEmpty }.joined(separator: ", ")
    return Run(words, reached.role)
  }

  private var author: Run {
    let before = rows.previous?.author ?? view.session.began?.author ?? entry.author
    return Run(before == entry.author ? "" : "by \(entry.author)", .dim)
  }

  private var addendum: Run {
    if case .addendumWritten = entry.event { Run("addendum", .dim) } else { Run("") }
  }

  private var late: Run {
    guard entry.isLate else { return Run("") }
    let written = TimeText.clock(entry.written.wall, zone: entry.writtenZone)
    let sameDay =
      TimeText.date(entry.written.wall, zone: entry.writtenZone)
      == TimeText.date(entry.happened.wall, zone: entry.zone)
    let day = sameDay ? "" : TimeText.date(entry.written.wall, zone: entry.writtenZone) + " "
    return Run("late, written \(day)\(written)", .dim)
  }

  private var carried: Run { Run(entry.isCarried ? "→ integration" : "", .dim) }

  private var lane: Run {
    if entry.isMoved {
      return Run("moved to \(entry.lane.rawValue)", .process)
    }
    return Run(entry.lane == .process ? "process" : "", .process)
  }

  private var keeping: Run {
    guard !rows.isKept else { return Run("") }
    if case .notKept = rows.keeping.state { return Run("NOT KEPT", .notKept) }
    return Run("keeping", .keeping)
  }
}

/// A reading beside its baseline and the clinic's bands: compared and shown, nothing decided.
struct VitalsRemarks {
  let vitals: Vitals
  let view: SessionView
  let at: Moment

  private var isBeforeDose: Bool {
    guard let dose = view.firstDose else { return true }
    return at.elapsed(since: dose).milliseconds <= 0
  }

  private var rise: (systolic: Int, diastolic: Int)? {
    isBeforeDose ? nil : vitals.rise(from: view.baseline)
  }

  /// "+18/+10 from baseline"; empty for the baseline itself.
  var change: String {
    guard let rise else { return "" }
    func signed(_ value: Int) -> String { value < 0 ? "\(value)" : "+\(value)" }
    return "\(signed(rise.systolic))/\(signed(rise.diastolic)) from baseline"
  }

  /// Every figure that reaches a band, the worst first: "!! systolic > 180, ! pulse > 120". One
  /// sign is amber or a hold-check, two are red.
  var reached: (words: String, role: Role)? {
    let ordered = view.session.rules.bandsReached(
      by: vitals, baseline: view.baseline, isBeforeDose: isBeforeDose)
    guard let worst = ordered.first?.level else { return nil }
    let words = ordered.map { rule in
      let sign = rule.level == .red ? "!!" : rule.level == .amber ? "!" : "! hold-check:"
      // No-break spaces: a sign and its figure stay on one row.
      return "\(sign) \(rule.measure.words) \(rule.limit.words)".replacing(" ", with: "\u{A0}")
    }
    return (words.joined(separator: ", "), worst == .red ? .red : .amber)
  }
}
