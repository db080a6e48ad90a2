import SessionModel

/// The first row of the header: whose session, by which protocol, since when, who writes, and what
/// the disk has. The author and the clocks since the doses stay however narrow the row is.
struct HeaderTimes {
  let view: SessionView
  /// "T+0:48:20".
  let elapsed: String
  let author: String
  let keep: KeepingWords

  /// Between two parts at least, columns.
  private static let leastGap = 2

  /// What stands in the row below where this one is too narrow for it.
  struct Moved {
    /// The amounts, and the time since the last of them.
    var doses: [Run] = []
    var title: [Run] = []
  }

  struct Fitted {
    var parts: [[Run]]
    var moved = Moved()
  }

  /// The most that fits: the protocol's title gives way to its name, then moves below; then the
  /// time since the last dose moves, the wall clock goes, which the note line has as well, and the
  /// amounts move. Last of all the words behind the client's code go.
  func fitted(columns: Int) -> Fitted {
    choices.first { width(of: $0.parts) <= columns } ?? choices[choices.count - 1]
  }

  /// Spreads the parts evenly; widths do not change with the ticking second, so nothing moves.
  func draw(_ parts: [[Run]], into frame: inout Frame) {
    let spare = frame.columns - slot - parts.reduce(0) { $0 + $1.width }
    let gap = max(HeaderTimes.leastGap, spare / max(1, parts.count))
    var column = 0
    for (position, part) in parts.enumerated() {
      let rest = parts[(position + 1)...].reduce(slot) { $0 + $1.width + HeaderTimes.leastGap }
      let room = frame.columns - column - rest - HeaderTimes.leastGap
      column += frame.put(part, column: column, row: 0, limit: max(0, room)) + gap
    }
    frame.put(keep.words, keep.role, endingAt: frame.columns, row: 0)
  }

  /// Columns for what the disk has, the same whether that is "kept 10:55" or "keeping".
  private var slot: Int { max("kept 00:00".count, TextCells.width(keep.words)) }

  private func width(of parts: [[Run]]) -> Int {
    parts.reduce(slot) { $0 + $1.width + HeaderTimes.leastGap }
  }

  private var choices: [Fitted] {
    let title = view.session.treatment?.title ?? ""
    let name = view.session.began?.protocolName ?? ""
    let shortTitle = name.count < title.count ? name : title
    let amounts = view.amounts
    let clock = [Run(view.clock, .dim)]
    let since = sinceLastDose.map { [[Run($0)]] } ?? []
    func runs(_ words: String?) -> [Run] { (words ?? "").isEmpty ? [] : [Run(words ?? "")] }
    func parts(_ treatment: String, _ more: [[Run]]) -> [[Run]] {
      [named(treatment), [Run(elapsed, .strong)]] + more + [by]
    }
    func joined(_ words: String) -> String {
      [words, amounts].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let titleBelow = Moved(title: runs(title))
    let sinceBelow = Moved(doses: runs(sinceLastDose), title: runs(title))
    let allBelow = Moved(doses: runs(amounts) + runs(sinceLastDose), title: runs(title))
    return [
      Fitted(parts: parts(joined(title), since + [clock])),
      Fitted(parts: parts(joined(shortTitle), since + [clock])),
      Fitted(parts: parts(amounts, since + [clock]), moved: titleBelow),
      Fitted(parts: parts(amounts, [clock]), moved: sinceBelow),
      Fitted(parts: parts(amounts, []), moved: sinceBelow),
      Fitted(parts: parts("", []), moved: allBelow),
      Fitted(parts: [[Run(view.code, .strong)], [Run(elapsed, .strong)], by], moved: allBelow),
    ]
  }

  private var by: [Run] { [Run("by \(author)", .dim)] }

  private func named(_ treatment: String) -> [Run] {
    let name = Run(view.name, .strong)
    return treatment.isEmpty ? [name] : [name, Run(" · \(treatment)", .text)]
  }

  /// "2nd +0:12", from the second dose on.
  private var sinceLastDose: String? {
    guard view.doses.count > 1, let last = view.lastDose else { return nil }
    let since = TimeText.hoursMinutes(view.moment.elapsed(since: last).milliseconds)
    let ordinal = view.doses.count == 2 ? "2nd" : view.doses.count == 3 ? "3rd" : "last"
    return "\(ordinal) +\(since)"
  }
}
