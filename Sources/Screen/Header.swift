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
    let parts = timeParts
    let words = TextRow(parts.flatMap { $0.runs }, right: [Run(keep.words, keep.role)])
    memory.put(words, into: &frame, row: 0) { drawTimes(parts, keep, into: &$0) }
    let isDosing = session.kind == .dosing
    memory.put(isDosing ? phaseRow(columns) : aimRow, into: &frame, row: 1)
    memory.put(touchRow(columns), into: &frame, row: 2)
    memory.put(wordsRow, into: &frame, row: 3)
  }

  // MARK: - Who and when

  /// Spreads the parts evenly; widths do not change with the ticking second, so nothing moves.
  private func drawTimes(_ all: [Part], _ keep: KeepingWords, into frame: inout Frame) {
    let slot = max("kept 00:00".count, TextCells.width(keep.words))
    let columns = frame.columns
    var parts = all
    func spare() -> Int { columns - slot - parts.reduce(0) { $0 + $1.runs.width } }
    while spare() < 2 * parts.count, let least = parts.indices.max(by: rank(of: parts)),
      parts[least].rank > 0
    {
      parts.remove(at: least)
    }
    let gap = max(2, spare() / max(1, parts.count))
    var column = 0
    for (position, part) in parts.enumerated() {
      let rest = parts[(position + 1)...].reduce(slot) { $0 + $1.runs.width + 2 }
      let used = frame.put(
        part.runs, column: column, row: 0, limit: max(0, frame.columns - column - rest - 2))
      column += used + gap
    }
    frame.put(keep.words, keep.role, endingAt: frame.columns, row: 0)
  }

  private func rank(of parts: [Part]) -> (Int, Int) -> Bool {
    { parts[$0].rank < parts[$1].rank }
  }

  /// A part of the first row; the highest rank is left out first, rank 0 never.
  private struct Part {
    var runs: [Run]
    var rank: Int
  }

  private var timeParts: [Part] {
    var name = [Run(view.name, .strong)]
    if !view.treatmentWords.isEmpty {
      name.append(Run(" · \(view.treatmentWords)", .text))
    }
    var parts = [Part(runs: name, rank: 0), Part(runs: [Run(elapsed, .strong)], rank: 0)]
    if view.doses.count > 1, let last = view.lastDose {
      let since = TimeText.hoursMinutes(view.moment.elapsed(since: last).milliseconds)
      let ordinal = view.doses.count == 2 ? "2nd" : view.doses.count == 3 ? "3rd" : "last"
      parts.append(Part(runs: [Run("\(ordinal) +\(since)", .text)], rank: 1))
    }
    parts.append(Part(runs: [Run(view.clock, .dim)], rank: 2))
    parts.append(Part(runs: [Run("by \(author)", .dim)], rank: 3))
    return parts
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

  /// The phase with its window; the time in the phase and since the session began where they fit.
  private func phaseRow(_ columns: Int) -> TextRow {
    let words = PhaseWords(view: view)
    let due = DueWords(view: view).run
    let room = columns - [due].width - 2
    let window = Run(words.window, .dim)
    let whole = Run(words.standing + words.time)
    let short = Run(words.standing)
    let choices = [
      [whole, window, sessionTime], [short, window, sessionTime], [whole, window],
      [short, window],
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
