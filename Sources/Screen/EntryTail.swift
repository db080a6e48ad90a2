import Interaction
import SessionModel

/// What stands at the right edge of an entry: how it was kept, moved, struck, and by whom.
struct EntryTail {
  let rows: EntryRows

  private var entry: Entry { rows.entry }
  private var view: SessionView { rows.view }

  var runs: [Run] {
    [
      remarks, acknowledged, author, addendum, unsealed, late, carried, lane,
      Run(entry.isStruck ? "struck" : "", .struck),
      keeping,
    ].joined(by: " · ")
  }

  /// What the session adds to an entry by comparing it: a reading with baseline and bands, a dose
  /// with weight and plan, touch with the agreement, a total with its published band.
  private var remarks: Run {
    let found = view.session.remarks(
      on: entry, firstDose: view.firstDose, baseline: view.baseline)
    let words = found.map { remark in
      // No-break spaces: a sign and its figure stay on one row.
      remark.level == nil ? remark.words : remark.words.replacing(" ", with: "\u{A0}")
    }
    return Run(words.joined(separator: ", "), Self.role(of: found))
  }

  private static func role(of remarks: [Remark]) -> Role {
    guard let worst = remarks.compactMap(\.level).max() else {
      return remarks.contains(where: \.isPressing) ? .due : .dim
    }
    return worst == .red ? .red : .amber
  }

  /// "acknowledged 10:39", beside a reading in a band.
  private var acknowledged: Run {
    guard let tick = view.facts.acknowledged[entry.id] else { return Run("") }
    return Run("acknowledged \(view.clock(tick))", .dim)
  }

  private var author: Run {
    let before = rows.previous?.author ?? view.session.began?.author ?? entry.author
    return Run(before == entry.author ? "" : "by \(entry.author)", .dim)
  }

  private var addendum: Run {
    if case .addendumWritten = entry.event { Run("addendum", .dim) } else { Run("") }
  }

  /// It came after the seal, in a file that the seal does not know.
  private var unsealed: Run {
    Run(view.session.unsealed.contains(entry.id) ? "not sealed" : "", .due)
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
