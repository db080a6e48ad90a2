import SessionModel

/// The rows of a timeline without its cursor: what is the same wherever that stands.
///
/// A sign says each matter, and a word before the row says which it is; no colour is needed.
struct TimelineRows: Equatable {
  enum Kind: CaseIterable {
    case phases, events, entries, distress, pressure, pulse, oxygen
  }

  let timeline: Timeline
  let columns: Int
  let bookmarks: [Int64]

  /// As many as a screen of so many rows has room for, most wanted last to go; of what was neither
  /// entered nor measured there is no row.
  static func kinds(of timeline: Timeline, rows: Int) -> [Kind] {
    let kinds: [Kind] =
      switch rows {
      case ..<20: [.events, .distress]
      case ..<30: [.phases, .events, .entries, .distress, .pressure]
      default: Kind.allCases
      }
    return kinds.filter { isThere($0, in: timeline) }
  }

  private static func isThere(_ kind: Kind, in timeline: Timeline) -> Bool {
    switch kind {
    case .events, .entries: true
    case .phases: !timeline.phases.isEmpty
    case .distress: !timeline.distress.isEmpty
    case .pressure: timeline.vitals.contains { $0.vitals.systolic != nil }
    case .pulse: timeline.vitals.contains { $0.vitals.pulse != nil }
    case .oxygen: timeline.vitals.contains { $0.vitals.spo2 != nil }
    }
  }

  static func label(_ kind: Kind) -> String {
    switch kind {
    case .phases: "phase"
    case .events: "events"
    case .entries: "entries"
    case .distress: "suds"
    case .pressure: "bp"
    case .pulse: "pulse"
    case .oxygen: "SpO2"
    }
  }

  func cells(_ kind: Kind) -> [Cell] {
    switch kind {
    case .phases: phases
    case .events: events
    case .entries: entries
    case .distress:
      curve(timeline.distress.map { ($0.time, $0.value) }, from: 0, to: 10, isHighest: true)
    case .pressure: vitals(\.systolic, from: 80, to: 200)
    case .pulse: vitals(\.pulse, from: 40, to: 140)
    case .oxygen: vitals(\.spo2, from: 84, to: 100)
    }
  }

  private var blank: [Cell] { Array(repeating: Cell(), count: columns) }

  private func column(_ time: Int64) -> Int { timeline.column(of: time, columns: columns) }

  // MARK: What happened

  /// "|onset-|peak----": each name where it has room.
  private var phases: [Cell] {
    var cells = blank
    for span in timeline.phases {
      let from = column(span.time)
      let to = max(from + 1, column(span.end))
      let name = Array(TextCells.cells(span.phase.words, .text).prefix(to - from - 1))
      cells[from] = Cell("|", .text)
      for place in (from + 1)..<max(from + 1, to) {
        let offset = place - from - 1
        cells[place] = offset < name.count ? name[offset] : Cell("-", .faint)
      }
    }
    return cells
  }

  /// Most pressing last, so that it stands.
  private var events: [Cell] {
    var cells = blank
    func put(_ sign: String, _ role: Role, _ time: Int64) { cells[column(time)] = Cell(sign, role) }
    for time in bookmarks { put("b", .key, time) }
    for entry in timeline.late { put("l", .dim, entry.time) }
    for step in timeline.clockSteps { put("c", .due, step.time) }
    for mark in timeline.marks where !mark.mark.isAlarm { put("m", .dim, mark.time) }
    for span in timeline.grounding {
      let (from, to) = (column(span.time), column(span.end))
      for place in from...max(from, to) { cells[place] = Cell("-", .dim) }
      (cells[from], cells[max(from, to)]) = (Cell("g", .text), Cell("g", .text))
    }
    for dose in timeline.doses { put("d", .strong, dose.time) }
    for alarm in timeline.alarms { put("!", .red, alarm.time) }
    return cells
  }

  /// How many entries, as blocks; silences and gaps where there are none.
  private var entries: [Cell] {
    var cells = blank
    for silence in timeline.silences {
      fill(&cells, silence.from, silence.to, silence.isHeld ? "~" : ".", .faint)
    }
    for gap in timeline.gaps { fill(&cells, gap.time, gap.end, "/", .due) }
    let density = timeline.density(columns: columns)
    let most = density.max() ?? 0
    for (place, count) in density.enumerated() where count > 0 {
      cells[place] = Cell(Self.block(count - 1, of: max(2, most - 1)), .dim)
    }
    return cells
  }

  private func fill(
    _ cells: inout [Cell], _ from: Int64, _ to: Int64, _ sign: String, _ role: Role
  ) {
    for place in column(from)...max(column(from), column(to)) { cells[place] = Cell(sign, role) }
  }

  // MARK: Curves

  private func vitals(_ value: KeyPath<Vitals, Int?>, from: Int, to: Int) -> [Cell] {
    let points = timeline.vitals.compactMap { point in
      point.vitals[keyPath: value].map { (point.time, $0) }
    }
    return curve(points, from: from, to: to, isHighest: false)
  }

  /// A block where something was measured, and faint the last one on from there. Of several in a
  /// column the last stands, or the highest.
  private func curve(
    _ points: [(time: Int64, value: Int)], from: Int, to: Int, isHighest: Bool
  ) -> [Cell] {
    var measured: [Int?] = Array(repeating: nil, count: columns)
    var last = measured
    for point in points {
      let place = column(point.time)
      measured[place] = isHighest ? max(measured[place] ?? .min, point.value) : point.value
      last[place] = point.value
    }
    var cells = blank
    var standing: Int?
    let end = column(timeline.end)
    for place in 0..<columns where place <= end {
      if let value = measured[place] {
        cells[place] = Cell(Self.block(value - from, of: to - from), .text)
        standing = last[place]
      } else if let standing {
        cells[place] = Cell(Self.block(standing - from, of: to - from), .faint)
      }
    }
    return cells
  }

  private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  static func block(_ value: Int, of range: Int) -> String {
    let top = blocks.count - 1
    return blocks[max(0, min(top, (value * top + range / 2) / max(1, range)))]
  }
}
