import Interaction
import SessionModel

/// The line that is always open: label, text with its cursor, and what Enter will make of it.
struct NoteLinePane {
  var label: [Run]
  /// What stands beside the text: a preview, parked text.
  var remarks: [Run] = []
  var text: NoteLineText
  var role = Role.input

  static let mostRows = 3
  /// With less room beside the label, the text gets rows of its own.
  private static let leastRoom = 24

  struct Laid {
    var rows: [Row]
    var cursor: Frame.Place

    struct Row {
      var left: [Run]
      var text: [Cell]
      var column: Int
      var right: [Run]
    }
  }

  /// Rows from the top of the pane; the cursor is counted from there too.
  func laid(columns: Int) -> Laid {
    let prompt = label.isEmpty ? 0 : label.width + 3
    let isBeside = prompt == 0 || columns - prompt >= NoteLinePane.leastRoom
    let column = isBeside ? prompt : 0
    let remarkWidth = remarks.isEmpty ? 0 : remarks.width + 2
    let remarksBeside =
      isBeside && columns - column - remarkWidth >= NoteLinePane.leastRoom + 6
    let room = columns - column - (remarksBeside ? remarkWidth : 0)
    let laid = text.laid(width: room - 1, most: NoteLinePane.mostRows, role: role)
    var rows = laid.rows.map { Laid.Row(left: [], text: $0, column: column, right: []) }
    let sign = Run(laid.hasMoreAbove ? " … " : " > ", .label)
    if laid.hasMoreBelow, let last = rows.last, last.column + last.text.count + 2 < columns {
      rows[rows.count - 1].right = [Run("…", .label)]
    }
    if isBeside, prompt > 0 {
      rows[0].left = label + [sign]
    }
    var cursorRow = laid.cursorRow
    var above: [Laid.Row] = []
    if !isBeside {
      above.append(Laid.Row(left: label + [sign], text: [], column: 0, right: []))
    }
    if remarksBeside {
      rows[0].right = remarks
    } else if !remarks.isEmpty {
      above = folded(columns: columns) + above
    }
    cursorRow += above.count
    return Laid(
      rows: above + rows,
      cursor: Frame.Place(
        column: min(columns - 1, column + laid.cursorColumn), row: cursorRow))
  }

  /// Remarks that one row cannot hold go on in the next: what is compared is read before Enter.
  private func folded(columns: Int) -> [Laid.Row] {
    guard remarks.width > columns else {
      return [Laid.Row(left: [], text: [], column: 0, right: remarks)]
    }
    var rows = remarks.filter { $0.text != " · " }
      .flatMap { TextCells.wrap($0.text, width: columns, $0.role) }
    if rows.count > NoteLinePane.mostRows {
      rows = Array(rows.prefix(NoteLinePane.mostRows))
      rows[rows.count - 1] = rows[rows.count - 1].cut(to: columns - 1) + [Cell("…", .due)]
    }
    return rows.map { Laid.Row(left: [], text: $0, column: 0, right: []) }
  }

  static func draw(_ laid: Laid, into frame: inout Frame, top: Int) {
    for (offset, row) in laid.rows.enumerated() {
      let number = top + offset
      frame.put(row.left, column: 0, row: number, limit: frame.columns)
      frame.put(row.text, column: row.column, row: number)
      let width = min(row.right.width, frame.columns)
      frame.put(row.right, column: frame.columns - width, row: number, limit: width)
    }
    frame.cursor = Frame.Place(column: laid.cursor.column, row: top + laid.cursor.row)
  }
}

extension NoteLinePane {
  /// The line of a live session.
  init(live: Live, view: SessionView, author: String) {
    if let mark = live.pendingMark {
      self.init(mark: mark, view: view)
      return
    }
    if let form = live.form, !live.isFiltering {
      self.init(form: form, line: live.line, view: view)
      return
    }
    let reading = live.shownReading(view.session, at: view.now, by: author)
    self.init(
      live, view, reading, time: NoteLinePane.time(live, view, reading),
      meaning: NoteLinePane.meaning(of: live, reading))
    if live.line.isEmpty, live.notice == nil {
      remarks = (remarks + live.waitingWords.map { Run($0, .due) }).joined(by: " · ")
    }
  }

  /// A field of a small form: what is asked stands before the text, what it was before behind.
  private init(form: SmallForm, line: NoteLine, view: SessionView) {
    let happened = view.now.wall - form.stamp.age(at: view.now) - form.earlier
    self.init(
      label: NoteLinePane.spaced([
        Run(TimeText.clock(happened, zone: view.now.zone), .label), Run(form.label, .label),
      ]),
      remarks: VitalsTrend.figure(ofField: form.field.name).map { figure in
        [Run(view.facts.trend.words(of: figure), .dim)].filter { !$0.text.isEmpty }
      } ?? [],
      text: NoteLineText(characters: line.buffer.characters, cursor: line.buffer.cursor))
  }

  /// The line over a session that is read: a late note, or a command or search.
  init(review: Review, view: SessionView, author: String) {
    let reading = review.shownReading(view.session, at: view.now, by: author)
    let time = review.isPrompting ? [] : NoteLinePane.time(review, view, reading)
    self.init(review, view, reading, time: time, meaning: reading.label)
  }

  private init(
    _ place: some NoteTaking, _ view: SessionView, _ reading: LineReading, time: [Run],
    meaning: String
  ) {
    let line = place.line
    let target = line.puttingRight.flatMap { view.session[$0] }
    let before = target.map { [Run("puts right \(view.clock($0))", .due)] } ?? time
    self.init(
      label: NoteLinePane.spaced(before + [Run(meaning, .label)]),
      remarks: NoteLinePane.remarks(place, view, reading),
      text: NoteLineText(characters: line.buffer.characters, cursor: line.buffer.cursor))
  }

  /// The time that the entry will have, and why it is not now.
  private static func time(
    _ place: some NoteTaking, _ view: SessionView, _ reading: LineReading
  ) -> [Run] {
    let line = place.line
    let beside = line.beside.flatMap { view.session[$0] }
    let ago = line.isEmpty ? reading.ago + place.nextEarlier : reading.ago
    let happened = view.now.wall - (isKnown(ago) ? ago : 0)
    let zone = beside?.zone ?? view.now.zone
    let clock =
      line.isEmpty
      ? TimeText.clock(happened, zone: zone) : TimeText.clockSeconds(happened, zone: zone)
    var runs = [Run(clock, .label)]
    if reading.isSinceDose, isKnown(ago), let dose = view.firstDose {
      let since = view.moment.elapsed(since: dose).milliseconds - ago
      runs.append(Run("T+\(TimeText.length(since))", .label))
    }
    let isLate = reading.isBackdated || (line.isEmpty && ago > 0)
    if !isKnown(ago) || ago < 0 || (isLate && beside == nil) {
      runs.append(lateness(ago))
    }
    if view.session.state == .sealed {
      runs.append(Run("addendum,", .label))
    } else if beside != nil {
      runs.append(Run("late note,", .label))
    }
    return runs
  }

  private init(mark: Live.PendingMark, view: SessionView) {
    let words = Array(
      mark.inOrder.map { "\($0.digit) \($0.marking.words)" }.joined(separator: ", "))
    self.init(
      label: NoteLinePane.spaced([
        Run(TimeText.clockSeconds(mark.stamp.wall, zone: view.now.zone), .label),
        Run("mark", .label),
      ]),
      remarks: [Run("kept after a second of rest", .dim)],
      text: NoteLineText(characters: words, cursor: words.count), role: .keeping)
  }

  private static func spaced(_ runs: [Run]) -> [Run] { runs.joined(by: " ", .label) }

  /// False for a time that could not be told ("@T5" before any dose): the reading's `ago` is then
  /// no length of time.
  private static func isKnown(_ ago: Int64) -> Bool { abs(ago / 2) < 100 * 365 * 86_400_000 }

  /// "late 2 min", in steps of half a minute, so that it does not tick.
  private static func lateness(_ ago: Int64) -> Run {
    let step = NoteLine.earlierStep
    if !isKnown(ago) {
      return Run("at no known time,", .due)
    }
    if ago < 0 {
      return Run("not yet come,", .due)
    }
    return Run("late \(TimeText.words(ago / step * step)),", .due)
  }

  private static func meaning(of live: Live, _ reading: LineReading) -> String {
    switch live.panel {
    case .help: return "find in help"
    case .marks: return "marks"
    case .themes: return "themes"
    default: break
    }
    if live.line.isEmpty, live.line.isWordForWord, live.line.puttingRight == nil {
      return "\(reading.label), any first character"
    }
    return reading.label
  }

  private static func remarks(
    _ place: some NoteTaking, _ view: SessionView, _ reading: LineReading
  ) -> [Run] {
    let line = place.line
    var runs: [Run] = []
    // What the row above says already is not said twice.
    let said = place.notice.flatMap { $0.tone == .refused ? $0.words : nil } ?? ""
    switch reading.meaning {
    case .form, .command:
      if let refusal = reading.refusal {
        if !said.hasPrefix(refusal) { runs.append(Run("! \(refusal)", .due)) }
      } else if let preview = reading.preview, !preview.isEmpty {
        runs.append(Run("= \(preview)", .due))
      }
    case .unfinished(let why):
      if !said.hasPrefix(why) { runs.append(Run(why, .dim)) }
    case .unknownCommand where line.buffer.characters.count == 1:
      runs.append(Run("type a command, ^P lists them", .dim))
    case .unknownCommand: runs.append(Run("no such command, Tab makes it a note", .dim))
    default: break
    }
    if let name = reading.completion {
      runs.insert(Run("Tab: \(name)", .due), at: 0)
    }
    if line.isReturned, let first = line.firstKey {
      let age = first.age(at: view.now)
      if age >= 60_000 {
        runs.append(Run("typed \(TimeText.words(age)) ago", .due))
      }
    }
    if !place.parked.isEmpty {
      let count = "\(place.parked.count) parked"
      runs.append(Run(line.isEmpty ? "\(count), Up brings it back" : count, .dim))
    }
    return runs.joined(by: " · ")
  }
}

extension NoteTaking {
  /// A line longer than this is a note whatever stands at its end, bytes.
  private static var longForm: Int { 4096 }

  /// What the line means, read from its beginning where it is long: what stands before the text is
  /// the same, and a key in a megabyte of paste costs no more than in a word.
  func shownReading(_ session: Session, at now: Now, by writer: String) -> LineReading {
    guard line.buffer.bytes > Self.longForm else { return reading(session, at: now, by: writer) }
    var beginning = self
    beginning.line.buffer = TextBuffer(String(line.buffer.characters.prefix(Self.longForm / 8)))
    return beginning.reading(session, at: now, by: writer)
  }
}
