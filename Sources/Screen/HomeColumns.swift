import Interaction
import SessionModel

/// The columns of the list of sessions: figures give way to codes, kinds and states on a narrow
/// screen.
struct HomeColumns {
  private let client: Int
  private let zone: Int
  private let showsClock: Bool
  private let showsFigures: Bool

  private static let kind = "preparation 12".count
  private static let state = "closed, not sealed".count
  private static let date = "2026-09-09".count
  private static let clock = " 10:08".count
  /// "doses" and "entries" with the gaps before them.
  private static let figures = 7 + 9
  private static let sign = 2
  private static let gaps = 3 * 2

  init(rows: ArraySlice<Home.Row>, width: Int, zone: Int) {
    self.zone = zone
    let fixed =
      HomeColumns.sign + HomeColumns.kind + HomeColumns.date + HomeColumns.state + HomeColumns.gaps
    let widest = rows.compactMap { $0.client.map(TextCells.width) }.max() ?? 0
    client = max(6, min(widest, width - fixed, 20))
    showsFigures = fixed + client + HomeColumns.figures <= width
    showsClock = fixed + client + HomeColumns.figures + HomeColumns.clock <= width
  }

  /// "open", and over the first rows what their figures are.
  func heading(_ words: String, of row: Home.Row, isFirst: Bool) -> TextRow {
    guard isFirst, showsFigures, case .session = row else { return TextRow(words, .heading) }
    let before =
      HomeColumns.sign + client + HomeColumns.kind + HomeColumns.date + 4
      + (showsClock ? HomeColumns.clock : 0)
    let padding = String(repeating: " ", count: max(1, before - TextCells.width(words)))
    return TextRow([Run(words, .heading), Run("\(padding)  doses  entries", .faint)])
  }

  func row(_ row: Home.Row, isChosen: Bool) -> TextRow {
    switch row {
    case .session(let item): self.row(item, isChosen: isChosen)
    case .client(let line): self.row(line, isChosen: isChosen)
    }
  }

  private func row(_ line: Arc.Line, isChosen: Bool) -> TextRow {
    let sign = isChosen ? "> " : line.isDue ? "! " : "  "
    let sessions = TimeText.count(line.sessions, "session", "sessions")
    return TextRow(
      [Run(sign), Run(padded(line.client, client) + "  ")]
        + [
          Run(line.followup, line.isDue ? .due : .dim), Run(line.open),
          Run("\(sessions), last \(line.last)", .dim),
        ].joined(by: " · ", .faint), isChosen: isChosen)
  }

  private func row(_ item: Home.Item, isChosen: Bool) -> TextRow {
    let sign = Run(isChosen ? "> " : "  ")
    if let fault = item.fault {
      return TextRow(
        [sign, Run("! \(item.id.prefix(8))  "), Run(fault)], isChosen: isChosen)
    }
    guard let line = item.line else {
      return TextRow(
        [sign, Run("\(item.id.prefix(8))  ", .dim), Run("not read yet", .dim)],
        isChosen: isChosen)
    }
    let zone = item.zone ?? zone
    var date = TimeText.date(line.beganAt, zone: zone)
    if showsClock {
      date += " " + TimeText.clock(line.beganAt, zone: zone)
    }
    var runs = [
      sign, Run(padded(line.client, client) + "  "),
      Run(padded("\(line.kind.rawValue) \(line.ordinal)", HomeColumns.kind) + "  "),
      Run(date, .dim),
    ]
    if showsFigures {
      let doses = line.doses == 0 ? "" : "\(line.doses)"
      runs.append(Run(leading(doses, 7) + leading("\(line.entries)", 9), .dim))
    }
    runs.append(Run("  \(line.state.words)", line.state == .sealed ? .dim : .text))
    return TextRow(runs, isChosen: isChosen)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    let clipped = TextCells.clipped(text, to: width)
    return clipped + String(repeating: " ", count: max(0, width - TextCells.width(clipped)))
  }

  private func leading(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
