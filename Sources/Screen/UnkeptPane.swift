import Interaction
import SessionModel

/// Everything that could not be written, in full, so that it can be copied by eye or by terminal.
struct UnkeptPane {
  let view: SessionView
  let keeping: Keeping
  let top: Int

  /// A single entry longer than this is cut here; it is still in memory.
  private static let longest = 100_000

  func content(columns: Int) -> PanelContent {
    let unkept = view.session.entries.reversed().prefix {
      $0.record.writer == view.writer && $0.record.s > keeping.upTo
    }
    let shown = unkept.reversed().filter(\.event.isShown)
    let width = min(columns, PanelContent.widest)
    let rows = shown.flatMap { entry in
      PreparationPane.rows(
        label: "\(TimeText.clock(entry.happened.wall, zone: entry.zone)) \(entry.event.sign)",
        words: String(entry.event.words.prefix(UnkeptPane.longest)), width: width)
    }
    let count = TimeText.count(shown.count, "entry", "entries")
    let heading = TextRow([
      Run("NOT KEPT", .notKept),
      Run("   \(count) only in memory: copy them before leaving", .due),
    ])
    return PanelContent(
      heading: heading, rows: rows.isEmpty ? [TextRow("Everything is kept.")] : rows,
      focus: .top(top))
  }
}
