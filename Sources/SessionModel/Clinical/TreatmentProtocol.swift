/// How a clinic gives one preparation by one route: the figures the live screen compares with.
///
/// The program shows these and never acts on them. Every figure carries its source.
package struct TreatmentProtocol: Sendable, Equatable {
  /// The name typed at the command line and kept in the journal: "im", "esketamine".
  package var name: String
  /// The name on the screen: "IM", "esketamine nasal".
  package var title: String
  /// Nil for a protocol in which nothing is given.
  package var route: Route?
  package var practice: Cited<String>
  /// At most one window a phase, in the order of the phases.
  package var phases: [PhaseWindow]
  package var boosterWindow: MinuteWindow?
  package var cadence: Cadence
  /// Cadences for another setting of the same protocol, such as a lozenge taken at home.
  package var otherCadences: [Cadence]
  package var minimumStay: MinimumStay?
  /// How long a sublingual dose is held before it is spat out.
  package var hold: MinuteWindow?
  /// Minutes between two nasal devices.
  package var deviceInterval: Cited<Int>?
  /// Planned length of an infusion, minutes.
  package var infusionMinutes: Cited<Int>?
  /// Planned length of the whole visit, minutes.
  package var visitMinutes: Cited<Int>?
  /// Words only, so that nothing can compute a dose from them.
  package var plannedDoses: [Cited<String>]
  /// Names of checklists asked before the dose, in order.
  package var beforeDosing: [String]
  /// Names of checklists asked before the client leaves, in order.
  package var leaving: [String]
  /// Name of the set of bands that readings are compared with.
  package var bands: String
  package var note: Cited<String>?

  package init(
    name: String, title: String, route: Route?, practice: Cited<String>,
    phases: [PhaseWindow] = [], boosterWindow: MinuteWindow? = nil, cadence: Cadence,
    otherCadences: [Cadence] = [], minimumStay: MinimumStay? = nil, hold: MinuteWindow? = nil,
    deviceInterval: Cited<Int>? = nil, infusionMinutes: Cited<Int>? = nil,
    visitMinutes: Cited<Int>? = nil, plannedDoses: [Cited<String>] = [],
    beforeDosing: [String] = [], leaving: [String] = [], bands: String,
    note: Cited<String>? = nil
  ) {
    self.name = name
    self.title = title
    self.route = route
    self.practice = practice
    self.phases = phases
    self.boosterWindow = boosterWindow
    self.cadence = cadence
    self.otherCadences = otherCadences
    self.minimumStay = minimumStay
    self.hold = hold
    self.deviceInterval = deviceInterval
    self.infusionMinutes = infusionMinutes
    self.visitMinutes = visitMinutes
    self.plannedDoses = plannedDoses
    self.beforeDosing = beforeDosing
    self.leaving = leaving
    self.bands = bands
    self.note = note
  }

  /// The usual window of a phase, or nil where the protocol gives none.
  package func window(of phase: Phase) -> PhaseWindow? { phases.first { $0.phase == phase } }
}

/// What a figure in minutes is counted from.
package enum Anchor: String, CaseIterable, Sendable {
  /// The first dose; for a window of a phase, T+.
  case dose = "dose"
  case lastDose = "last dose"
  case infusionEnd = "infusion end"

  package var words: String {
    switch self {
    case .dose: "the dose"
    case .lastDose: "the last dose"
    case .infusionEnd: "the infusion"
    }
  }
}

/// When a phase is usually reached; people vary.
package struct PhaseWindow: Sendable, Equatable {
  package let phase: Phase
  package let anchor: Anchor
  /// Minutes after the anchor.
  package let usualFrom: Int
  /// Minutes after the anchor; nil means "from about".
  package let usualTo: Int?
  /// How the source words it, where two figures say less.
  package let note: String?
  package let source: Source

  package init(
    phase: Phase, anchor: Anchor = .dose, usualFrom: Int, usualTo: Int?, note: String? = nil,
    source: Source
  ) {
    self.phase = phase
    self.anchor = anchor
    self.usualFrom = usualFrom
    self.usualTo = usualTo
    self.note = note
    self.source = source
  }
}

extension PhaseWindow {
  /// "10 to 25 min after the dose", "from about 60 min after the dose".
  package var words: String {
    let span = usualTo.map { "\(usualFrom) to \($0)" } ?? "from about \(usualFrom)"
    return "\(span) min after \(anchor.words)"
  }
}

/// A span of minutes: after the first dose for a booster, after it is in the mouth for a hold.
package struct MinuteWindow: Sendable, Equatable {
  package let from: Int
  package let to: Int
  package let source: Source

  package init(from: Int, to: Int, source: Source) {
    self.from = from
    self.to = to
    self.source = source
  }
}

/// The least time before leaving, counted from the last dose unless the anchor says otherwise.
package struct MinimumStay: Sendable, Equatable {
  package let minutes: Int
  package let anchor: Anchor
  /// True where the time alone is not enough: effects must have resolved as well.
  package let untilResolved: Bool
  package let source: Source

  package init(
    minutes: Int, anchor: Anchor = .lastDose, untilResolved: Bool = false, source: Source
  ) {
    self.minutes = minutes
    self.anchor = anchor
    self.untilResolved = untilResolved
    self.source = source
  }
}

/// When vitals are due.
package struct Cadence: Sendable, Equatable {
  package let name: String
  /// Minutes in rising order, `beforeLeaving` last.
  package let points: [CadencePoint]
  /// Minutes between looks at the client without a reading.
  package let lookEvery: Int?
  package let oximetryThroughout: Bool
  package let source: Source

  package init(
    name: String, points: [CadencePoint], lookEvery: Int? = nil, oximetryThroughout: Bool = false,
    source: Source
  ) {
    self.name = name
    self.points = points
    self.lookEvery = lookEvery
    self.oximetryThroughout = oximetryThroughout
    self.source = source
  }

  /// The first timed point later than this many minutes after the first dose.
  package func nextPoint(after minutes: Int) -> Int? {
    for case .minutes(let due) in points where due > minutes { return due }
    return nil
  }
}

/// One time at which a reading is due.
package enum CadencePoint: Sendable, Equatable {
  /// Minutes after the first dose; 0 is the reading before it.
  case minutes(Int)
  case beforeLeaving
}
