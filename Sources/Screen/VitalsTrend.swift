import SessionModel

/// The last readings as blocks between their own lowest and highest: a glance, never without the
/// numbers beside it. A reading without the measure leaves a point, so that no gap is bridged.
struct VitalsTrend {
  /// Readings shown at most: with one baseline and the cadences, a whole session.
  static let most = 8
  /// Numbers beside the blocks at most.
  private static let mostNumbers = 4
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// Oldest first.
  let readings: [Vitals]

  /// What one figure of a reading is, as a number to draw and as it is read.
  struct Figure {
    let number: (Vitals) -> Int?
    let words: (Vitals) -> String

    init(_ number: @escaping (Vitals) -> Int?, words: ((Vitals) -> String)? = nil) {
      self.number = number
      self.words = words ?? { vitals in number(vitals).map { "\($0)" } ?? "" }
    }

    static var pressure: Figure {
      Figure(\.systolic) { vitals in
        "\(vitals.systolic ?? 0)" + (vitals.diastolic.map { "/\($0)" } ?? "")
      }
    }
    static var pulse: Figure { Figure(\.pulse) }
    static var oxygen: Figure { Figure(\.spo2) }
    static var breaths: Figure { Figure(\.respirations) }
    static var temperature: Figure {
      Figure({ $0.temperature.flatMap(Decimals.hundredths) }, words: { $0.temperature ?? "" })
    }
  }

  /// "▁▅█▄"; empty where there are no two readings to compare.
  func blocks(of figure: Figure) -> String {
    let values = readings.map(figure.number)
    let known = values.compactMap(\.self)
    guard known.count > 1, let lowest = known.min(), let highest = known.max() else { return "" }
    let top = Self.blocks.count - 1
    return String(
      values.map { value in
        guard let value else { return "·" }
        guard highest > lowest else { return Self.blocks[top / 2] }
        return Self.blocks[(value - lowest) * top / (highest - lowest)]
      })
  }

  /// "▁▅█▄ 124/78 138/86 142/88 131/82", the last numbers; the one number alone where there is one.
  func words(of figure: Figure) -> String {
    let numbers = readings.filter { figure.number($0) != nil }.map(figure.words)
    return [blocks(of: figure), numbers.suffix(Self.mostNumbers).joined(separator: " ")]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What a field of the vitals form asks for.
  static func figure(ofField name: String) -> Figure? {
    switch name {
    case "pressure": .pressure
    case "pulse": .pulse
    case "SpO₂": .oxygen
    case "breaths": .breaths
    case "temperature": .temperature
    default: nil
    }
  }
}

extension Session {
  /// The newest readings that are not struck, oldest first, in the order in which they happened;
  /// no more of a long session is walked.
  func newestReadings(_ count: Int) -> (newest: EntryID?, readings: [Vitals]) {
    var found: [Vitals] = []
    var newest: EntryID?
    for place in places.vitals.reversed() where !entries[place].isStruck {
      guard case .vitalsMeasured(let vitals) = entries[place].event, vitals.answersDue else {
        continue
      }
      newest = newest ?? entries[place].id
      found.append(vitals)
      if found.count == count { break }
    }
    return (newest, found.reversed())
  }
}
