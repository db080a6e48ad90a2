import SessionModel

/// Two sessions of one client side by side on T+. Compared and shown, nothing judged.
struct ComparisonPane {
  let comparison: Comparison
  let top: Int

  /// What stands before both: T+.
  private static let times = 8

  func content(columns: Int) -> PanelContent {
    let half = max(10, (columns - ComparisonPane.times - 2) / 2)
    let heading = TextRow([
      Run(padded("T+", ComparisonPane.times), .dim),
      Run(padded(comparison.one.name.uppercased(), half + 2), .heading),
      Run(comparison.other.name.uppercased(), .heading),
    ])
    var standing: (Phase?, Phase?) = (nil, nil)
    var rows: [TextRow] = []
    for row in comparison.rows(every: step) {
      let one = words(row.one, after: standing.0)
      let other = words(row.other, after: standing.1)
      standing = (row.one.phase ?? standing.0, row.other.phase ?? standing.1)
      guard !one.isEmpty || !other.isEmpty else { continue }
      rows += laid(row.from, one, other, half: half)
    }
    let none = [TextRow("Neither has a dose, a phase, SUDS, vitals or grounding.")]
    return PanelContent(heading: heading, rows: rows.isEmpty ? none : rows, focus: .top(top))
  }

  /// So many minutes a row that a session is a page or two.
  private var step: Int64 {
    let minutes = (comparison.to - comparison.from) / 60_000
    let step: Int64 = minutes <= 240 ? 5 : minutes <= 600 ? 15 : 60
    return step * 60_000
  }

  /// Each half on as many rows as it needs.
  private func laid(_ from: Int64, _ one: String, _ other: String, half: Int) -> [TextRow] {
    func lines(_ words: String) -> [String] {
      words.isEmpty
        ? []
        : TextCells.lines(words, width: half).map { range in
          String(words[range].filter { !$0.isNewline })
        }
    }
    let (left, right) = (lines(one), lines(other))
    return (0..<max(left.count, right.count)).map { line in
      TextRow([
        Run(padded(line == 0 ? TimeText.hoursMinutes(from) : "", ComparisonPane.times), .dim),
        Run(padded(line < left.count ? left[line] : "", half + 2)),
        Run(line < right.count ? right[line] : ""),
      ])
    }
  }

  private func words(_ cell: Comparison.Cell, after phase: Phase?) -> String {
    var parts: [String] = []
    if let entered = cell.phase, entered != phase { parts.append("| \(entered.words)") }
    parts += cell.doses.map { "d \($0.dose.milligrams) mg" }
    parts += cell.distress.map {
      "suds \($0.value) \(TimelineRows.block($0.value, of: 10))"
    }
    parts += cell.vitals.map(\.vitals.words).filter { !$0.isEmpty }.map { "v \($0)" }
    parts += cell.grounding.map { span in
      let change = span.change.map { $0 > 0 ? ", suds +\($0)" : ", suds \($0)" } ?? ""
      let accepted = span.episode.steps.count { $0.act == .accepted }
      return "g \(accepted) accepted\(change)"
    }
    return parts.joined(separator: "  ")
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - TextCells.width(text)))
  }
}
