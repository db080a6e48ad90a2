import SessionModel

/// What a wide screen has room for beside the log: the course of the session at a glance.
struct SidePane {
  let view: SessionView

  static let columns = 38
  /// From this width on, the log keeps the 80 columns that it has on a small screen.
  static let fromColumns = 80 + 2 + columns

  private static let mostReadings = 6
  private static let mostScores = 8

  /// Columns that the log has beside the pane, if there is one.
  static func logColumns(of columns: Int) -> Int {
    columns >= fromColumns ? min(EntryRows.widest, columns - SidePane.columns - 2) : columns
  }

  func draw(into frame: inout Frame, rows band: Range<Int>) {
    let first = SidePane.logColumns(of: frame.columns) + 2
    let span = first..<min(frame.columns, first + SidePane.columns)
    for (offset, row) in rows.enumerated() where offset < band.count {
      frame.put(row, columns: span, row: band.lowerBound + offset)
    }
  }

  private var rows: [TextRow] {
    let parts =
      view.session.kind == .dosing
      ? [doses, phases, vitals, distress, agreed, coping] : [agreed, coping, resource]
    return parts.filter { !$0.isEmpty }.joined(separator: [TextRow()]).map { $0 }
  }

  private func heading(_ words: String) -> TextRow { TextRow(words, .heading) }

  private func titled(_ words: String, _ rows: [TextRow]) -> [TextRow] {
    rows.isEmpty ? [] : [heading(words)] + rows
  }

  /// Each dose with its own clock.
  private var doses: [TextRow] {
    let rows = view.session.givenDoses.map { given in
      let since = view.moment.elapsed(since: given.entry.happened).milliseconds
      let what = [
        given.dose.isBooster ? "booster" : given.dose.drug, "\(given.dose.milligrams) mg",
        given.dose.route?.words ?? "",
      ].filter { !$0.isEmpty }.joined(separator: " ")
      return TextRow(
        [Run("\(view.clock(given.entry))  ", .dim), Run(what)],
        right: [Run("+\(TimeText.hoursMinutes(since))")])
    }
    return titled("DOSES", rows)
  }

  private var phases: [TextRow] {
    let session = view.session
    let rows = session.places.phases.compactMap { position -> TextRow? in
      let entry = session.entries[position]
      guard !entry.isStruck else { return nil }
      return TextRow([Run(padded(view.shortTime(entry.happened)), .dim), Run(entry.event.words)])
    }
    return titled("PHASES", Array(rows.suffix(SidePane.mostScores)))
  }

  private var vitals: [TextRow] {
    let readings = view.session.readings.filter(\.vitals.answersDue)
    let rows = readings.suffix(SidePane.mostReadings).map { reading in
      TextRow([
        Run(padded(view.shortTime(reading.entry.happened)), .dim), Run(reading.vitals.words),
      ])
    }
    return titled("VITALS", rows + trends)
  }

  /// "systolic ▁▅█▄", the blocks of the readings above under one another.
  private var trends: [TextRow] {
    let figures: [(String, VitalsTrend.Figure)] = [
      ("systolic", .pressure), ("pulse", .pulse), ("SpO₂", .oxygen),
    ]
    let trend = VitalsTrend(readings: view.facts.trend.readings.suffix(SidePane.mostReadings))
    return figures.compactMap { name, figure in
      let blocks = trend.blocks(of: figure)
      guard !blocks.isEmpty else { return nil }
      let space = String(repeating: " ", count: max(0, 10 - TextCells.width(name)))
      return TextRow([Run(name + space, .dim), Run(blocks)])
    }
  }

  private var distress: [TextRow] {
    let scores = view.session.distress.suffix(SidePane.mostScores).map { score in
      TextRow([
        Run(padded(view.shortTime(score.entry.happened)), .dim),
        Run("\(score.value)" + (score.value < 10 ? "  " : " "), .text),
        Run(String(repeating: "▪", count: max(0, min(10, score.value))), .dim),
      ])
    }
    return titled("SUDS", scores)
  }

  /// Sign and response, as long as they are.
  private var agreed: [TextRow] {
    let card = view.session.preparation
    let rows = card.triggers.flatMap { trigger in
      wrapped(trigger.sign, .dim) + wrapped(card.marked(trigger.response), indent: 2)
    }
    return titled("AGREED RESPONSES", rows)
  }

  private var coping: [TextRow] {
    let card = view.session.preparation
    return titled("COPING", card.coping.flatMap { wrapped(card.marked($0)) })
  }

  private var resource: [TextRow] {
    let card = view.session.preparation
    let words = card.marked(card.resource)
    return words.isEmpty ? [] : titled("RESOURCE", wrapped(words))
  }

  private func wrapped(_ words: String, _ role: Role = .text, indent: Int = 0) -> [TextRow] {
    let spaces = String(repeating: " ", count: indent)
    return TextCells.lines(words, width: SidePane.columns - indent).map { range in
      TextRow(spaces + words[range].filter { !$0.isNewline }, role)
    }
  }

  private func padded(_ time: String) -> String {
    String(repeating: " ", count: max(0, 5 - time.utf8.count)) + time + "  "
  }
}
