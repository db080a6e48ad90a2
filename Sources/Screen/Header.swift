import Interaction
import SessionModel

/// The rows that stand over the log: who, when, what stands, what was agreed.
struct Header {
  let view: SessionView
  let author: String
  let keeping: Keeping

  private var session: Session { view.session }

  /// Says how many rows it took.
  func draw(into frame: inout Frame, _ memory: inout ScreenMemory) -> Int {
    let columns = frame.columns
    let keep = KeepingWords(keeping: keeping, now: view.now, room: columns / 2)
    let times = HeaderTimes(view: view, elapsed: elapsed, author: author, keep: keep)
    let fitted = times.fitted(columns: columns)
    let words = TextRow(fitted.parts.joined().map { $0 }, right: [Run(keep.words, keep.role)])
    memory.put(words, into: &frame, row: 0) { times.draw(fitted.parts, into: &$0) }
    let isDosing = session.kind == .dosing
    let (second, goesOn) = isDosing ? phaseRow(columns, fitted.moved) : (aimRow, [])
    memory.put(second, into: &frame, row: 1)
    let agreed = AgreementRows(view: view, remark: keeping.remark, goesOn: goesOn)
      .rows(columns: columns, most: Header.mostAgreed(of: frame.rowCount))
    for (offset, row) in agreed.enumerated() {
      memory.put(row, into: &frame, row: Header.fixedRows + offset)
    }
    return Header.fixedRows + agreed.count
  }

  private static let fixedRows = 2
  /// In characters: the intention beside it must be read.
  private static let longestDecision = 34

  /// However long an agreement is, the newest entries and the note line have rows left.
  private static func mostAgreed(of rows: Int) -> Int { max(4, rows / 3) }

  /// "T+0:48:20", or the time since the session began.
  var elapsed: String {
    guard let dose = view.firstDose else {
      let since = view.moment.elapsed(since: view.start)
      let words =
        since.milliseconds <= -1_000
        ? "begins in " : session.kind == .dosing ? "before dosing " : "session "
      return words + (since.isChecked ? "" : "~") + TimeText.length(abs(since.milliseconds))
    }
    let since = view.moment.elapsed(since: dose)
    return "T+" + (since.isChecked ? "" : "~") + TimeText.length(since.milliseconds)
  }

  // MARK: - What stands, and what is due

  /// The phase with its window; what the first row had no room for, the time in the phase and since
  /// the session began where they fit. And what goes on and has no room here.
  private func phaseRow(
    _ columns: Int, _ moved: HeaderTimes.Moved
  ) -> (row: TextRow, goesOn: [Run]) {
    let words = PhaseWords(view: view)
    let least = ([Run(words.standing)] + moved.doses).joined(by: " · ").width
    let due = DueWords(view: view).split { $0.width + 2 + least <= columns }
    let room = columns - due.shown.width - 2
    let window = Run(words.window, .dim)
    let whole = Run(words.standing + words.time)
    let short = Run(words.standing)
    let leads = [
      [whole, window, sessionTime], [short, window, sessionTime], [whole, window],
      [short, window],
    ]
    let choices =
      leads.flatMap { [$0 + moved.doses + moved.title, $0 + moved.doses] } + [
        [short] + moved.doses, [short] + moved.doses.prefix(1),
      ]
    let fitting = choices.lazy.map { $0.joined(by: " · ") }.first { $0.width <= room }
    return (TextRow(fitting ?? [short], right: due.shown), due.left)
  }

  /// "session 1:14": since it began, once T+ stands in the first row.
  private var sessionTime: Run {
    guard view.firstDose != nil else { return Run("") }
    let since = view.moment.elapsed(since: view.start)
    let doubt = since.isChecked ? "" : "~"
    return Run("session \(doubt)\(TimeText.hoursMinutes(since.milliseconds))", .dim)
  }

  /// Where nothing is given, the row holds what the session is for.
  private var aimRow: TextRow {
    let intention = session.preparation.intention
    var right = [Run(session.state == .open ? "" : session.state.words, .dim)]
    if session.kind == .preparation, let ready = session.preparation.ready {
      right = [Run(decided(ready), ready.isReady ? .dim : .due)] + right
    }
    return TextRow(
      [Run("intention: ", .dim), Run(intention.isEmpty ? "none yet" : intention)],
      right: right.joined(by: " · "))
  }

  /// The reason where it is short: the list and the card have it whole.
  private func decided(_ ready: Preparation.Decision) -> String {
    let bare = Preparation.Decision(isReady: ready.isReady, reason: "", at: 0, zone: 0).words
    return ready.words.count <= Header.longestDecision ? ready.words : bare
  }
}
