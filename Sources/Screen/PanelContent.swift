import Interaction
import SessionModel

/// What a panel shows: a heading, rows that scroll, and perhaps a last row that stays.
struct PanelContent {
  /// Stands over the heading, and stays like it.
  var above: [TextRow] = []
  var heading: TextRow
  var rows: [TextRow]
  /// Stays the last row however long the panel is.
  var pinned: TextRow?
  /// The row that must be seen (with what belongs to it), or the first row wanted.
  var focus: Focus

  enum Focus: Equatable {
    case top(Int)
    case visible(Range<Int>)
  }

  /// Words that nothing is chosen in, in as many dim rows as they take.
  static func rows(_ words: String, indent: Int, width: Int) -> [TextRow] {
    TextCells.lines(words, width: width).map { range in
      TextRow(String(repeating: " ", count: indent) + words[range].filter { !$0.isNewline }, .dim)
    }
  }

  var height: Int { above.count + 1 + rows.count + (pinned == nil ? 0 : 1) }

  init(
    heading: TextRow, rows: [TextRow], pinned: TextRow? = nil, focus: Focus = .top(0)
  ) {
    self.heading = heading
    self.rows = rows
    self.pinned = pinned
    self.focus = focus
  }

  init(
    _ panel: Live.Panel, interface: Interface, live: Live, view: SessionView, columns: Int
  ) {
    let filter = String(live.line.buffer.characters.prefix(200))
    switch panel {
    case .marks(let row):
      self = MarkListPane(clinic: interface.clinic, filter: filter, chosen: row)
        .content(columns: columns)
    case .grounding(let chosen):
      self = GroundingPane(view: view, clinic: interface.clinic, chosen: chosen)
        .content(columns: columns)
    case .help(let top, let held):
      self = HelpPane(mode: held.isEmpty ? .empty : .writing, filter: filter, top: top).content
    case .preparation(let top, let trigger):
      self = PreparationPane(
        view: view, top: top, trigger: trigger,
        reminders: live.reminders.filter { $0.lane == .record || !live.isProcessFolded }
      ).content(columns: columns)
    case .sections(let choice):
      self = SectionsPane(
        view: view, clinic: interface.clinic, choice: choice, hidesProcess: live.isProcessFolded
      ).content(columns: columns)
    case .moments(let choice):
      self = MomentsPane(view: view, choice: choice, hidesProcess: live.isProcessFolded)
        .content(columns: columns)
    case .facts(let facts):
      self = FactsPane(facts: facts, view: view).content(columns: columns)
    case .themes(let row, _):
      self = ThemesPane(names: interface.clinic.themes, chosen: row).content
    case .versions(let entry, let top):
      self = VersionsPane(view: view, entry: entry, top: top).content(columns: columns)
    case .checklist(let stage, let chosen):
      self = CheckListPane(view: view, stage: stage, chosen: chosen)
        .content(columns: columns)
    case .questionnaire(let scale, let top, let showsSource):
      self = QuestionnairePane(
        view: view, clinic: interface.clinic, live: live, scale: scale, top: top,
        showsSource: showsSource
      ).content(columns: columns)
    case .closeOut(let top):
      self = CloseOutPane(view: view, top: top).content(columns: columns)
    // A picture and no rows of words: the live screen draws it.
    case .timeline: self.init(heading: TextRow(), rows: [])
    case .unkept(let top):
      self = UnkeptPane(view: view, keeping: live.keeping, top: top).content(columns: columns)
    }
  }

  /// Draws into a band of rows; what does not fit is said at the right edge. Returns the first row
  /// that is shown.
  @discardableResult
  func draw(into frame: inout Frame, rows band: Range<Int>, columns: Int) -> Int {
    guard !band.isEmpty else { return 0 }
    let span = 0..<min(columns, PanelContent.widest)
    let above = self.above.prefix(max(0, band.count - PanelContent.leastUnder))
    for (offset, row) in above.enumerated() {
      frame.put(row, columns: span, row: band.lowerBound + offset)
    }
    let band = band.lowerBound + above.count..<band.upperBound
    let pinnedRows = pinned == nil || band.count < 3 ? 0 : 1
    let room = band.count - 1 - pinnedRows
    let first = firstRow(room: room)
    frame.put(heading, columns: span, row: band.lowerBound)
    for (offset, row) in shown(from: first, room: room, width: span.count).enumerated() {
      frame.put(row, columns: span, row: band.lowerBound + 1 + offset)
    }
    if pinnedRows > 0, let pinned {
      frame.put(pinned, columns: span, row: band.upperBound - 1)
    }
    return first
  }

  /// What stands over the heading leaves this many rows for the rest.
  private static let leastUnder = 4

  /// The rows that are seen, the first and the last saying where there are more.
  private func shown(from first: Int, room: Int, width: Int) -> [TextRow] {
    var shown = Array(rows[first..<min(rows.count, first + max(0, room))])
    guard !shown.isEmpty else { return [] }
    let last = shown.count - 1
    if first > 0 {
      shown[0].left = shown[0].leftWhenFirst ?? shown[0].left
      if last > 0 { shown[0] = saying("more above", shown[0], width: width) }
    }
    if first + shown.count < rows.count {
      shown[last] = saying("more below", shown[last], width: width)
    }
    return shown
  }

  /// A row with words at its right edge. Where nothing is chosen and the rows are only read, one
  /// that they would cut gives way to them as a whole: it is read with the next key.
  private func saying(_ words: String, _ row: TextRow, width: Int) -> TextRow {
    var row = row
    row.right = (row.right + [Run(words, .dim)]).joined(by: "  ")
    guard case .top = focus, row.left.width + 2 + row.right.width > width else { return row }
    return TextRow([], right: [Run(words, .dim)])
  }

  /// Panels are as wide as the log, so that their right edges meet.
  static let widest = EntryRows.widest

  private func firstRow(room: Int) -> Int {
    let last = max(0, rows.count - room)
    switch focus {
    case .top(let top): return max(0, min(top, last))
    case .visible(let wanted):
      return max(0, min(last, wanted.lowerBound, max(0, wanted.upperBound - room)))
    }
  }
}
