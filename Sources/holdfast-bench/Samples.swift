/// Measured times of one program, in the order in which they were taken.
struct Samples {
  private var times: [Duration] = []

  var count: Int { times.count }

  mutating func add(_ time: Duration) { times.append(time) }

  /// The nearest-rank percentile: a time that was really measured.
  func percentile(_ percent: Double) -> Duration {
    let sorted = times.sorted()
    guard let last = sorted.last else { return .zero }
    let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
    return rank < 1 ? sorted[0] : rank <= sorted.count ? sorted[rank - 1] : last
  }

  var median: Duration { percentile(50) }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}

/// A number with a fixed count of decimals, without the formatting that would draw in ICU.
func decimal(_ number: Double, _ places: Int) -> String {
  guard number.isFinite else { return "-" }
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((number.magnitude * Double(scale)).rounded())
  let sign = number < 0 && scaled > 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(scaled)" }
  let fraction = String(scaled % scale)
  let padding = String(repeating: "0", count: places - fraction.count)
  return "\(sign)\(scaled / scale).\(padding)\(fraction)"
}

/// A small table: the first column to the left, the others to the right.
struct Table {
  private var rows: [[String]]

  init(_ heading: String...) { rows = [heading] }

  mutating func add(_ row: String...) { rows.append(row) }

  func show() {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + padding : padding + text
      }
      print(cells.joined(separator: "  "))
    }
  }
}
