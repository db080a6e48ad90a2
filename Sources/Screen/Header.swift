import Interaction
import SessionModel

/// The four rows that never move: who, when, what stands, what was agreed.
struct Header {
  static let rows = 4

  let view: SessionView
  let author: String
  let keeping: Keeping

  private var session: Session { view.session }

  func draw(into frame: inout Frame, _ memory: inout ScreenMemory) {
    let columns = frame.columns
    let keep = KeepingWords(keeping: keeping, now: view.now, room: columns / 2)
    let times = HeaderTimes(view: view, elapsed: elapsed, author: author, keep: keep)
    let fitted = times.fitted(columns: columns)
    let words = TextRow(fitted.parts.joined().map { $0 }, right: [Run(keep.words, keep.role)])
    memory.put(words, into: &frame, row: 0) { times.draw(fitted.parts, into: &$0) }
    let isDosing = session.kind == .dosing
    let second = isDosing ? phaseRow(columns, fitted.moved) : aimRow
    memory.put(second, into: &frame, row: 1)
    memory.put(touchRow(columns), into: &frame, row: 2)
    memory.put(wordsRow, into: &frame, row: 3)
  }

  /// "T+0:48:20", or the time since the session began.
  var elapsed: String {
    guard let dose = view.firstDose else {
      let since = view.moment.elapsed(since: view.start)
      let words = session.kind == .dosing ? "before dosing " : "session "
      return words + (since.isChecked ? "" : "~") + TimeText.length(since.milliseconds)
    }
    let since = view.moment.elapsed(since: dose)
    return "T+" + (since.isChecked ? "" : "~") + TimeText.length(since.milliseconds)
  }

  // MARK: - What stands, and what is due

  /// The phase with its window; what the first row had no room for, the time in the phase and since
  /// the session began where they fit.
  private func phaseRow(_ columns: Int, _ moved: HeaderTimes.Moved) -> TextRow {
    let words = PhaseWords(view: view)
    let due = DueWords(view: view).run
    let room = columns - [due].width - 2
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
    return TextRow(fitting ?? [short], right: due.text.isEmpty ? [] : [due])
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
    return TextRow(
      [Run("intention: ", .dim), Run(intention.isEmpty ? "none yet" : intention)],
      right: session.state == .open ? [] : [Run(session.state.words, .dim)])
  }

  // MARK: - What was agreed, and what is open

  /// The stop signal and a withdrawal are never cut for the sake of other words.
  private func touchRow(_ columns: Int) -> TextRow {
    let prepared = session.preparation
    let stop = prepared.stop.isEmpty ? [] : [Run(" · stop: ", .dim), Run(prepared.stop)]
    let agreed = touch(columns)
    let least = session.consentWithdrawn == nil ? Header.leastAgreement : agreed.width
    let openRoom = max(0, min(columns / 2, columns - least - stop.width - 2))
    let open = clipped(OpenWords(view: view, remark: keeping.remark).runs, to: openRoom)
    let room = columns - stop.width - (open.width == 0 ? 0 : open.width + 2)
    return TextRow(clipped(agreed, to: max(least, room)) + stop, right: open)
  }

  /// What is left of the agreement's words on a narrow screen, columns.
  private static let leastAgreement = 18

  private func clipped(_ runs: [Run], to columns: Int) -> [Run] {
    var room = columns
    return runs.map { run in
      let text = TextCells.clipped(run.text, to: max(0, room))
      room -= TextCells.width(text)
      return Run(text, run.role)
    }
  }

  private func touch(_ columns: Int) -> [Run] {
    let prepared = session.preparation
    if let withdrawn = session.consentWithdrawn {
      let words = "! CONSENT WITHDRAWN \(view.clock(withdrawn))"
      return [Run(columns < 80 ? words : "\(words): no touch", .red)]
    }
    return prepared.touch.isEmpty
      ? [Run("touch: nothing agreed in preparation", .dim)]
      : [Run("touch: ", .dim), Run(prepared.touch)]
  }

  private var wordsRow: TextRow {
    let prepared = session.preparation
    var say: [String] = prepared.say.map { "\"\($0)\"" }
    if !prepared.mantra.isEmpty, !prepared.say.contains(prepared.mantra) {
      say.append("\"\(prepared.mantra)\"")
    }
    if say.isEmpty && prepared.avoid.isEmpty {
      return TextRow("say, avoid: nothing agreed in preparation", .dim)
    }
    let avoid = prepared.avoid.map { "\"\($0)\"" }.joined(separator: ", ")
    return TextRow(
      say.isEmpty
        ? [Run("say: nothing agreed", .dim)]
        : [Run("say: ", .dim), Run(say.joined(separator: " · "))],
      right: avoid.isEmpty ? [] : [Run("avoid: ", .dim), Run(avoid)])
  }
}
