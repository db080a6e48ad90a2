import Interaction
import SessionModel

/// What is missing before the session is sealed; it is listed and asked for nowhere.
struct CloseOutPane {
  let view: SessionView
  let top: Int

  func content(columns: Int) -> PanelContent {
    let width = min(columns, PanelContent.widest)
    let missing = view.session.outstanding(at: view.moment)
    let count = TimeText.count(missing.count, "thing", "things")
    let heading = TextRow(
      [Run("MISSING", .heading), Run("   before sealing", .dim)],
      right: missing.isEmpty ? [] : [Run(count, .due)])
    guard !missing.isEmpty else {
      return PanelContent(heading: heading, rows: [TextRow("Nothing is missing.")])
    }
    let rows = missing.flatMap { lacking in
      let words = lacking.words
      let lines = TextCells.lines(words, width: max(8, width - 4)).enumerated()
        .map { position, range in
          TextRow((position == 0 ? "  - " : "    ") + words[range].filter { !$0.isNewline })
        }
      return lines + (lacking.items.count <= Self.fewItems ? names(of: lacking, width) : [])
    }
    let long = missing.filter { $0.items.count > Self.fewItems }.flatMap { lacking in
      [TextRow("  not answered, \(lacking.list):")] + names(of: lacking, width)
    }
    return PanelContent(
      heading: heading, rows: rows + long,
      pinned: TextRow(":seal WHY seals all the same, the reason is kept", .dim),
      focus: .top(top))
  }

  /// More items than these stand below the list, so that they push nothing out of sight.
  private static let fewItems = 5

  private func names(of lacking: Outstanding, _ width: Int) -> [TextRow] {
    guard !lacking.items.isEmpty else { return [] }
    let names = lacking.items.joined(separator: " · ")
    return PanelContent.rows(names, indent: 6, width: max(8, width - 6))
  }
}
