import Interaction
import SessionModel

/// The whole session in a few rows, with a cursor through all of them and both clocks under it.
struct TimelinePane {
  let session: Session
  let timeline: Timeline
  /// Where the cursor stands, milliseconds of the session's own time.
  let time: Int64
  /// Minutes east of UTC in which a clock was read there.
  let zone: Int
  var bookmarks: [Int64] = []

  /// What stands before each row: its name, and its figure at the cursor.
  private static let labels = 11
  /// Wider charts say no more.
  private static let widest = 180

  /// Rows that it takes on a screen of so many.
  func height(rows: Int) -> Int { TimelineRows.kinds(of: timeline, rows: rows).count + 1 }

  /// Draws from a row down: so many rows as a screen of this height has for it.
  func draw(
    into frame: inout Frame, top: Int, columns: Int, _ memory: inout ScreenMemory
  ) {
    let chart = max(1, min(TimelinePane.widest, columns - TimelinePane.labels))
    let rows = TimelineRows(timeline: timeline, columns: chart, bookmarks: bookmarks)
    let kinds = TimelineRows.kinds(of: timeline, rows: frame.rowCount)
    let cells = memory.course.cells(of: rows, session, kinds: kinds)
    let cursor = timeline.column(of: time, columns: chart) + TimelinePane.labels
    for (offset, kind) in kinds.enumerated() {
      let label = TimelineRows.label(kind)
      frame.put(label, .dim, column: 0, row: top + offset)
      frame.put(
        figure(kind), .text, endingAt: TimelinePane.labels - 1, row: top + offset)
      frame.put(cells[offset], column: TimelinePane.labels, row: top + offset)
      frame.recolour(.selected, columns: cursor..<cursor + 1, row: top + offset)
    }
    drawAxis(
      into: &frame, row: top + kinds.count, columns: columns, chart: chart, cursor: cursor)
  }

  // MARK: At the cursor

  /// The last figure that was measured by then.
  private func figure(_ kind: TimelineRows.Kind) -> String {
    switch kind {
    case .phases, .events, .entries: ""
    case .distress: last(timeline.distress) { "\($0.value)" }
    case .pressure:
      last(timeline.vitals) { point in
        point.vitals.systolic.map { "\($0)/\(point.vitals.diastolic.map(String.init) ?? "-")" }
      }
    case .pulse: last(timeline.vitals) { $0.vitals.pulse.map(String.init) }
    case .oxygen: last(timeline.vitals) { $0.vitals.spo2.map(String.init) }
    }
  }

  private func last<Point: TimelinePoint>(
    _ points: [Point], _ words: (Point) -> String?
  ) -> String {
    var place = points.partitioningIndex { $0.time > time }
    while place > 0 {
      place -= 1
      if let words = words(points[place]) { return words }
    }
    return ""
  }

  // MARK: The axis

  /// Ticks with clock and T+; over them the cursor with its own.
  private func drawAxis(
    into frame: inout Frame, row: Int, columns: Int, chart: Int, cursor: Int
  ) {
    frame.put("time", .dim, column: 0, row: row)
    let label = "^ \(words(time, zone: zone, seconds: true))"
    let isBefore = cursor + label.utf8.count > columns
    let first = max(0, isBefore ? cursor - label.utf8.count + 1 : cursor)
    let taken = first - 1..<first + label.utf8.count + 1
    for tick in ticks(chart) {
      let words = "|" + words(tick, zone: session.clock.zone(at: tick))
      let column = TimelinePane.labels + timeline.column(of: tick, columns: chart)
      let span = column..<column + words.utf8.count
      guard span.upperBound <= columns, !span.overlaps(taken) else { continue }
      frame.put(words, .faint, column: column, row: row)
    }
    frame.put(isBefore ? label.dropFirst(2) + " ^" : label[...], .text, column: first, row: row)
  }

  /// "10:28 +0:21"; the clock alone where nothing was given.
  private func words(_ time: Int64, zone: Int, seconds: Bool = false) -> String {
    let moment = session.clock.moment(at: time)
    let clock =
      seconds
      ? TimeText.clockSeconds(moment.wall, zone: zone) : TimeText.clock(moment.wall, zone: zone)
    guard let since = timeline.sinceDose(time) else { return clock }
    let length = seconds ? TimeText.length(since) : TimeText.hoursMinutes(since)
    let sign = length.hasPrefix("-") ? "" : "+"
    guard seconds else { return "\(clock) \(sign)\(length)" }
    // As in the header: from one boot to another only the wall clock tells.
    let isChecked = session.sinceFirstDose(moment)?.isChecked ?? true
    return "\(clock) T\(sign)\(isChecked ? "" : "~")\(length)"
  }

  private static let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 10_080]

  /// Whole steps of T+, or of the wall clock where nothing was given, as far apart as their words
  /// need.
  private func ticks(_ chart: Int) -> [Int64] {
    let length = timeline.length
    guard length >= 60_000, chart > 20 else { return [] }
    let room = Int64(timeline.dose == nil ? 8 : 14)
    let step = Self.steps.first { $0 * 60_000 * Int64(chart) / length >= room }
    guard let step = step.map({ $0 * 60_000 }) else { return [] }
    let zero = timeline.dose ?? -startOfStep(step)
    let before = (timeline.start - zero) % step
    let first = timeline.start - before + (before > 0 ? step : 0)
    return stride(from: first, through: timeline.end, by: Int64.Stride(step)).map { $0 }
  }

  /// How far into a step of the wall clock the session's time 0 lies.
  private func startOfStep(_ step: Int64) -> Int64 {
    session.clock.ofDay(0) % step
  }
}
