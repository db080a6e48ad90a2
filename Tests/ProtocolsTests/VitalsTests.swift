import Protocols
import SessionModel
import Testing

@Suite("Vitals")
struct VitalsTests {
  private let vitals = ProtocolLibrary().vitals()

  @Test(
    "both ends of a plausible range belong to it, one step beyond does not",
    arguments: [
      (Measure.systolic, 40, 300), (.diastolic, 20, 200), (.pulse, 20, 250), (.oxygen, 40, 100),
      (.respirations, 3, 70), (.temperature, 30, 43), (.weight, 20, 350), (.sedation, 0, 5),
      (.oxygenFlow, 1, 15),
    ])
  func ranges(_ measure: Measure, _ lowest: Int, _ highest: Int) throws {
    let range = try #require(vitals.ranges.range(of: measure))
    #expect(range.lowest == lowest)
    #expect(range.highest == highest)
    #expect(vitals.ranges.fault(in: measure, lowest) == nil)
    #expect(vitals.ranges.fault(in: measure, highest) == nil)
    #expect(vitals.ranges.fault(in: measure, lowest - 1) == .outside(range))
    #expect(vitals.ranges.fault(in: measure, highest + 1) == .outside(range))
  }

  @Test("a temperature is compared in tenths")
  func tenths() {
    #expect(vitals.ranges.fault(in: .temperature, 430, per: 10) == nil)
    #expect(vitals.ranges.fault(in: .temperature, 431, per: 10) != nil)
    #expect(vitals.ranges.fault(in: .temperature, 299, per: 10) != nil)
  }

  @Test("diastolic is below systolic")
  func pressures() throws {
    #expect(vitals.ranges.fault(systolic: 128, diastolic: 82) == nil)
    #expect(
      vitals.ranges.fault(systolic: 82, diastolic: 82)
        == .diastolicNotBelowSystolic(systolic: 82, diastolic: 82))
    #expect(
      vitals.ranges.fault(systolic: 82, diastolic: 128)
        == .diastolicNotBelowSystolic(systolic: 82, diastolic: 128))
    let systolic = try #require(vitals.ranges.range(of: .systolic))
    #expect(vitals.ranges.fault(systolic: 1280, diastolic: 82) == .outside(systolic))
  }

  /// The value that just misses, the value that just reaches, and what is reached then.
  struct Edge: Sendable {
    let measure: Measure
    let stage: BandStage
    let misses: Int
    let reaches: Int
    let level: BandLevel
    let words: String
    let clinicDefault: Bool
  }

  private static let edges: [Edge] = [
    edge(.systolic, .beforeDosing, 140, 141, .holdCheck, "> 140"),
    edge(.diastolic, .beforeDosing, 90, 91, .holdCheck, "> 90"),
    edge(.systolic, .inSession, 160, 161, .amber, "> 160"),
    edge(.diastolic, .inSession, 100, 101, .amber, "> 100"),
    edge(.systolic, .inSession, 180, 181, .red, "> 180"),
    edge(.diastolic, .inSession, 110, 111, .red, "> 110"),
    edge(.systolicRise, .inSession, 39, 40, .amber, "≥ 40", true),
    edge(.diastolicRise, .inSession, 24, 25, .amber, "≥ 25", true),
    edge(.pulse, .inSession, 120, 121, .amber, "> 120"),
    edge(.pulse, .inSession, 130, 131, .red, "> 130"),
    edge(.oxygen, .inSession, 95, 94, .amber, "< 95", true),
    edge(.oxygen, .inSession, 92, 91, .red, "< 92", true),
    edge(.respirations, .inSession, 10, 9, .amber, "< 10", true),
    edge(.respirations, .inSession, 24, 25, .amber, "> 24", true),
    edge(.systolic, .inSession, 90, 89, .amber, "< 90", true),
    edge(.pulse, .inSession, 50, 49, .amber, "< 50", true),
    edge(.sedation, .inSession, 4, 3, .amber, "≤ 3", true),
    edge(.sedation, .inSession, 3, 2, .red, "≤ 2", true),
  ]

  private static func edge(
    _ measure: Measure, _ stage: BandStage, _ misses: Int, _ reaches: Int, _ level: BandLevel,
    _ words: String, _ clinicDefault: Bool = false
  ) -> Edge {
    Edge(
      measure: measure, stage: stage, misses: misses, reaches: reaches, level: level,
      words: words, clinicDefault: clinicDefault)
  }

  @Test("each band begins exactly at its edge", arguments: edges)
  func edge(_ edge: Edge) throws {
    let bands = try #require(vitals.bands(named: "adult"))
    let reached = try #require(bands.reached(by: edge.reaches, of: edge.measure, edge.stage))
    #expect(reached.level == edge.level)
    #expect(reached.limit.words == edge.words)
    #expect(reached.source.isClinicDefault == edge.clinicDefault)
    let missed = bands.reached(by: edge.misses, of: edge.measure, edge.stage)
    #expect(missed?.level != edge.level)
    #expect((missed?.level ?? .holdCheck) < edge.level || edge.level == .holdCheck)
  }

  @Test("there is no band beyond these")
  func noOthers() throws {
    let bands = try #require(vitals.bands(named: "adult"))
    #expect(bands.rules.count == Self.edges.count)
    #expect(bands.reached(by: 150, of: .systolic, .inSession) == nil)
    #expect(bands.reached(by: 300, of: .weight, .inSession) == nil)
    #expect(vitals.bands(named: "child") == nil)
  }
}
