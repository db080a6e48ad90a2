import Interaction
import SessionModel

/// A row of the log: time columns, text, and what stands at the right edge.
struct LogRow {
  var prefix: [Run]
  /// Where the text begins.
  var indent = EntryRows.textColumn
  var text: [Cell]
  var tail: [Run] = []
  var isChosen = false
  /// It comes behind the moment that is read.
  var isLater = false

  func draw(into frame: inout Frame, row: Int, width: Int) {
    frame.put(prefix, column: 0, row: row, limit: width)
    frame.put(text, column: indent, row: row, limit: max(0, width - indent))
    let tailWidth = min(tail.width, width)
    frame.put(tail, column: width - tailWidth, row: row, limit: tailWidth)
    if isLater {
      frame.recolour(.dim, columns: 0..<width, row: row)
    }
    if isChosen {
      frame.recolour(.selected, columns: 0..<width, row: row)
    }
  }
}

/// Lays out one entry: its text with a hanging indent, what it said before, and its remarks.
struct EntryRows {
  let entry: Entry
  let previous: Entry?
  let view: SessionView
  let keeping: Keeping
  let style: EntryStyle
  let isChosen: Bool

  /// clock 5, sign of the chosen one 1, T+ 8, space, sign of the kind, space.
  static let textColumn = 17
  /// Ten hours and more take what they need: the text of such an entry begins further on.
  private static let timeColumns = 8
  /// Longer lines than this tire the eye on a wide screen.
  static let widest = 112

  static func width(of columns: Int) -> Int { min(columns, widest) }

  /// At least one row and, where `most` allows it, never more than that.
  func rows(width: Int, most: Int) -> [LogRow] {
    let tail = EntryTail(rows: self).runs
    let column = EntryRows.textColumn + max(0, time.utf8.count - EntryRows.timeColumns)
    let room = width - column
    let date = dateRow(width: width)
    let isColumn = !tail.isEmpty && tail.width + 2 <= room * 2 / 5
    let below = tail.isEmpty || isColumn ? [] : remarkRows(tail, width: room)
    let textWidth = max(2, isColumn ? room - tail.width - 2 : room)
    let extra = below.count + (date == nil ? 0 : 1)
    var rows = textRows(width: textWidth, most: max(1, most - extra))
    let isBeside = isColumn || (rows.count == 1 && rows[0].text.count + tail.width + 2 <= room)
    if isBeside {
      rows[0].tail = tail
      addTrend(to: &rows[0], room: room)
    } else {
      rows += below
    }
    rows[0].prefix = prefix
    for position in rows.indices {
      rows[position].indent = column
      rows[position].isChosen = isChosen
    }
    return date.map { [$0] + rows } ?? rows
  }

  /// The course of the pressure beside the newest reading, where the row has room for it.
  private func addTrend(to row: inout LogRow, room: Int) {
    guard entry.id == view.facts.newestReading, !entry.isStruck else { return }
    let trend = Run(view.facts.trend.blocks(of: .pressure), .dim)
    let wide = ([trend] + row.tail).joined(by: row.tail.isEmpty ? "" : " ")
    guard !trend.text.isEmpty, row.text.count + 2 + wide.width <= room else { return }
    row.tail = wide
  }

  /// Remarks that do not fit beside the text stand below it, as many to a row as fit.
  private func remarkRows(_ tail: [Run], width: Int) -> [LogRow] {
    guard tail.width > width else {
      return [LogRow(prefix: [], text: tail.flatMap { TextCells.cells($0.text, $0.role) })]
    }
    return tail.filter { $0.text != " · " }.flatMap { run in
      TextCells.wrap(run.text, width: width, run.role).map { LogRow(prefix: [], text: $0) }
    }
  }

  // MARK: - Text

  /// The first row is never missing; a text of more rows than a screen is cut with its size.
  private func textRows(width: Int, most: Int) -> [LogRow] {
    if isFolded {
      return [LogRow(prefix: [], text: TextCells.cells("\(foldedWords), folded", role))]
    }
    var parts: [(text: String, role: Role)] = [(words, role)]
    if !style.hidesEarlier { parts += entry.earlier.map { ("was: \($0.words)", Role.struck) } }
    parts += entry.appended.map { ("added: \($0)", role) }
    var rows: [LogRow] = []
    for part in parts {
      let space = max(1, most - rows.count)
      rows += wrapped(part.text, part.role, width: width, most: space)
      if rows.count >= most {
        break
      }
    }
    return rows
  }

  /// Wraps no more of a text than can be seen.
  private func wrapped(_ text: String, _ role: Role, width: Int, most: Int) -> [LogRow] {
    let scalars = text.unicodeScalars
    let limit = (most + 1) * (width + 1) * 2
    let isLong =
      scalars.index(
        scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex) != nil
    let shown = isLong ? String(scalars.prefix(limit)) : text
    var rows = TextCells.wrap(shown, width: width, role)
      .map { LogRow(prefix: [], text: $0) }
    guard rows.count > most || isLong else { return rows }
    rows = Array(rows.prefix(most))
    let rest = "… \(EntryRows.size(text.utf8.count)) in all, print shows it"
    let cut = LogRow(prefix: [], text: TextCells.cells(TextCells.clipped(rest, to: width), .dim))
    if rows.count > 1 {
      rows[rows.count - 1] = cut
    }
    return rows
  }

  /// "812 bytes", "14 KiB", "1 MiB".
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1024: "\(bytes) bytes"
    case ..<(1 << 20): "\(bytes >> 10) KiB"
    default: "\(bytes >> 20) MiB"
    }
  }

  private var words: String {
    let words = entry.event.words
    return words.isEmpty ? "(empty)" : words
  }

  // MARK: - Folding

  private var isFolded: Bool {
    guard entry.lane == .process || isThought else { return false }
    if style.isProcessFolded {
      return true
    }
    return style.foldsThoughts && isThought && isKept
  }

  private var isThought: Bool {
    if case .noted(let note) = entry.event { note.kind == .thought } else { false }
  }

  private var foldedWords: String {
    switch entry.event {
    case .noted(let note), .addendumWritten(let note): note.kind.label
    default: "process entry"
    }
  }

  // MARK: - Time and sign

  private var time: String { view.logTime(entry.happened) }

  private var prefix: [Run] {
    let clock = TimeText.clock(entry.happened.wall, zone: entry.zone)
    let padding = String(
      repeating: " ", count: max(0, EntryRows.timeColumns - time.utf8.count))
    return [
      Run(clock + (isChosen ? ">" : " "), .dim), Run(padding + time + " ", .dim),
      Run(String(entry.event.sign), role),
    ]
  }

  /// A line where the day changes.
  private func dateRow(width: Int) -> LogRow? {
    let shown = style.isInOrderOfWriting ? entry.written : entry.happened
    let before =
      previous.map { style.isInOrderOfWriting ? $0.written : $0.happened } ?? view.session.start
    let date = TimeText.date(shown.wall, zone: entry.zone)
    guard let before, TimeText.date(before.wall, zone: previous?.zone ?? entry.zone) != date
    else { return nil }
    return LogRow(prefix: [Run(date, .heading)], text: [])
  }

  // MARK: - State

  /// True where the disk has it: entries of other writers came from there.
  var isKept: Bool {
    keeping.state == .kept || entry.record.writer != view.writer
      || entry.record.s <= keeping.upTo
  }

  var role: Role {
    if entry.isStruck { return .struck }
    if !isKept {
      if case .notKept = keeping.state { return .notKept }
      return .keeping
    }
    if case .marked(let mark) = entry.event, mark.isHelp || mark.isWithdrawal { return .red }
    if case .noted(let note) = entry.event, note.kind == .words { return .quote }
    return entry.lane == .process ? .process : .text
  }
}
