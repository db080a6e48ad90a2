import SessionModel

/// Two sessions of one client side by side on T+. Compared and shown, nothing judged.
struct ComparisonPane {
  let comparison: Comparison
  let top: Int

  /// What stands before both: T+.
  private static let times = 8
  /// Between the two, columns.
  private static let gap = 2

  func content(columns: Int) -> PanelContent {
    let half = max(10, (columns - ComparisonPane.times - ComparisonPane.gap) / 2)
    let heading = TextRow([
      Run(padded("T+", ComparisonPane.times), .dim),
      Run(padded(name(of: comparison.one, half), half + ComparisonPane.gap), .heading),
      Run(name(of: comparison.other, half), .heading),
    ])
    let rows = comparison.rows(every: step).flatMap { row in
      laid(row.from, words(row.one), words(row.other), half: half)
    }
    let none = [TextRow("Neither has a dose, a phase, SUDS, vitals or grounding.")]
    var content = PanelContent(
      heading: heading, rows: rows.isEmpty ? none : rows, focus: .top(top))
    content.above = above
    return content
  }

  /// Whose sessions, and what a row and its T+ mean.
  private var above: [TextRow] {
    let every = TimeText.words(step)
    let whose = TextRow([
      Run("TWO SESSIONS", .heading),
      Run("   \(comparison.client), a row holds \(every) from its T+ on", .dim),
    ])
    let undosed = [comparison.one, comparison.other].filter { !$0.isDosed }.map { side in
      TextRow("\(side.name): no dose, its T+ counts from its beginning", .due)
    }
    return [whose] + undosed
  }

  /// With the day that it began on, where there is room for that.
  private func name(of side: Comparison.Side, _ room: Int) -> String {
    let name = side.name.uppercased()
    let dated = "\(name) \(side.date)"
    return side.date.isEmpty || TextCells.width(dated) > room ? name : dated
  }

  /// Rows without anything are left out, so that a row is a stretch short enough to tell by.
  private var step: Int64 {
    let minutes = (comparison.to - comparison.from) / 60_000
    return (minutes <= ComparisonPane.longest ? 5 : 60) * 60_000
  }

  /// Minutes; a session that nobody closed goes on for as long as somebody writes to it.
  private static let longest: Int64 = 48 * 60

  /// Each half on as many rows as it needs.
  private func laid(_ from: Int64, _ one: String, _ other: String, half: Int) -> [TextRow] {
    func lines(_ words: String) -> [String] {
      words.isEmpty
        ? []
        : TextCells.lines(words, width: half).map { range in
          var line = words[range].filter { !$0.isNewline }[...]
          // The blanks between two words that were parted are no part of a line's width.
          while line.last == " " { line.removeLast() }
          return String(line)
        }
    }
    let (left, right) = (lines(one), lines(other))
    return (0..<max(left.count, right.count)).map { line in
      TextRow([
        Run(padded(line == 0 ? TimeText.hoursMinutes(from) : "", ComparisonPane.times), .dim),
        Run(padded(line < left.count ? left[line] : "", half + ComparisonPane.gap)),
        Run(line < right.count ? right[line] : ""),
      ])
    }
  }

  private func words(_ cell: Comparison.Cell) -> String {
    cell.points.map(words).filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func words(_ point: Comparison.Point) -> String {
    switch point {
    case .phase(let phase): return "| \(phase.words)"
    case .dose(let dose): return "d \(dose.milligrams) mg"
    case .distress(let value): return "suds \(value) \(TimelineRows.block(value, of: 10))"
    case .vitals(let vitals): return vitals.words.isEmpty ? "" : "v \(vitals.words)"
    case .grounding(let span):
      let change = span.change.map { $0 > 0 ? ", suds +\($0)" : ", suds \($0)" } ?? ""
      let accepted = span.episode.steps.count { $0.act == .accepted }
      return "g \(accepted) accepted\(change)"
    }
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - TextCells.width(text)))
  }
}
