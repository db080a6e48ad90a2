/// What can be measured and compared.
package enum Measure: String, CaseIterable, Sendable {
  case systolic = "systolic"
  case diastolic = "diastolic"
  case pulse = "pulse"
  case oxygen = "oxygen"
  case respirations = "respirations"
  case temperature = "temperature"
  case weight = "weight"
  case systolicRise = "systolic rise"
  case diastolicRise = "diastolic rise"
  /// Of oxygen that is given.
  case oxygenFlow = "oxygen flow"
  /// MOAA/S, where 5 is awake.
  case sedation = "moaas"

  package var unit: String {
    switch self {
    case .systolic, .diastolic, .systolicRise, .diastolicRise: "mmHg"
    case .pulse, .respirations: "/min"
    case .oxygen: "%"
    case .temperature: "°C"
    case .weight: "kg"
    case .oxygenFlow: "L/min"
    case .sedation: ""
    }
  }
}

/// The values that a person can have; anything else is a slip of the hand.
package struct VitalRange: Sendable, Equatable {
  package let measure: Measure
  package let lowest: Int
  package let highest: Int
  package let source: Source

  package init(measure: Measure, lowest: Int, highest: Int, source: Source) {
    self.measure = measure
    self.lowest = lowest
    self.highest = highest
    self.source = source
  }

  /// Both ends belong to the range; `value` counts `1/per` of the unit (368 per 10 is 36.8 °C).
  package func contains(_ value: Int, per: Int = 1) -> Bool {
    value >= lowest * per && value <= highest * per
  }
}

/// Why a typed reading is not plausible.
package enum VitalFault: Error, Sendable, Equatable {
  case outside(VitalRange)
  case diastolicNotBelowSystolic(systolic: Int, diastolic: Int)
}

/// The plausible ranges of every measure.
package struct VitalRanges: Sendable, Equatable {
  package var ranges: [VitalRange]

  package init(_ ranges: [VitalRange]) { self.ranges = ranges }

  package func range(of measure: Measure) -> VitalRange? {
    ranges.first { $0.measure == measure }
  }

  /// Nil when plausible, or when the clinic gave the measure no range.
  package func fault(in measure: Measure, _ value: Int, per: Int = 1) -> VitalFault? {
    guard let range = range(of: measure), !range.contains(value, per: per) else { return nil }
    return .outside(range)
  }

  /// Both pressures, and that diastolic is below systolic.
  package func fault(systolic: Int, diastolic: Int) -> VitalFault? {
    if let fault = fault(in: .systolic, systolic) ?? fault(in: .diastolic, diastolic) {
      return fault
    }
    if diastolic < systolic { return nil }
    return .diastolicNotBelowSystolic(systolic: systolic, diastolic: diastolic)
  }
}

/// How much attention a value asks for; the words and a sign stand beside any colour.
package enum BandLevel: Int, Sendable, Equatable, Comparable {
  /// Before dosing: look again before a dose is given.
  case holdCheck = 0
  case amber = 1
  case red = 2

  package static func < (left: BandLevel, right: BandLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  package var words: String {
    switch self {
    case .holdCheck: "hold-check"
    case .amber: "amber"
    case .red: "red"
    }
  }
}

/// When a band applies.
package enum BandStage: String, CaseIterable, Sendable {
  case beforeDosing = "before dosing"
  case inSession = "in session"
}

/// An edge; whether the edge itself belongs is part of it.
package enum BandLimit: Sendable, Equatable {
  case above(Int)
  case atLeast(Int)
  case below(Int)
  case atMost(Int)

  package func holds(for value: Int) -> Bool {
    switch self {
    case .above(let limit): value > limit
    case .atLeast(let limit): value >= limit
    case .below(let limit): value < limit
    case .atMost(let limit): value <= limit
    }
  }

  /// True where every value that reaches the other edge, counted in whole units, reaches this one.
  package func covers(_ other: BandLimit) -> Bool {
    switch (lowestReached, other.lowestReached, highestReached, other.highestReached) {
    case (let mine?, let its?, _, _): mine <= its
    case (_, _, let mine?, let its?): mine >= its
    default: false
    }
  }

  private var lowestReached: Int? {
    switch self {
    case .above(let limit): limit + 1
    case .atLeast(let limit): limit
    case .below, .atMost: nil
    }
  }

  private var highestReached: Int? {
    switch self {
    case .below(let limit): limit - 1
    case .atMost(let limit): limit
    case .above, .atLeast: nil
    }
  }

  /// "> 160", as it stands beside a reading.
  package var words: String {
    switch self {
    case .above(let limit): "> \(limit)"
    case .atLeast(let limit): "≥ \(limit)"
    case .below(let limit): "< \(limit)"
    case .atMost(let limit): "≤ \(limit)"
    }
  }
}

/// One band of one measure.
package struct BandRule: Sendable, Equatable {
  package let measure: Measure
  package let stage: BandStage
  package let level: BandLevel
  package let limit: BandLimit
  package let source: Source

  package init(
    measure: Measure, stage: BandStage, level: BandLevel, limit: BandLimit, source: Source
  ) {
    self.measure = measure
    self.stage = stage
    self.level = level
    self.limit = limit
    self.source = source
  }
}

/// A named set of bands; it compares and shows, and decides nothing.
package struct VitalsBands: Sendable, Equatable {
  package let name: String
  package var rules: [BandRule]

  package init(name: String, rules: [BandRule]) {
    self.name = name
    self.rules = rules
  }

  /// The highest band that the value reaches, or nil; whole units of the measure.
  package func reached(by value: Int, of measure: Measure, _ stage: BandStage) -> BandRule? {
    rules
      .filter { $0.measure == measure && $0.stage == stage && $0.limit.holds(for: value) }
      .max { $0.level < $1.level }
  }
}

/// Ranges, bands and limits together, as one file keeps them.
package struct VitalsDefaults: Sendable, Equatable {
  package var ranges: VitalRanges
  package var bands: [VitalsBands]
  package var limits: Limits

  package init(ranges: VitalRanges, bands: [VitalsBands], limits: Limits = .ofOldFiles) {
    self.ranges = ranges
    self.bands = bands
    self.limits = limits
  }

  package func bands(named name: String) -> VitalsBands? { bands.first { $0.name == name } }
}
