import Protocols
import SessionModel
import Testing

/// One row of the table of routes, as the clinic's fact sheet has it.
struct RouteRow: Sendable, CustomTestStringConvertible {
  let name: String
  let route: Route
  let practice: String
  /// phase, from, to; nil is "from about".
  let windows: [(Phase, Int, Int?)]
  let booster: (Int, Int)?
  let cadence: [CadencePoint]
  let stay: Int?
  var testDescription: String { name }
}

private let imCadence: [CadencePoint] = [
  .minutes(0), .minutes(15), .minutes(30), .minutes(60), .beforeLeaving,
]

private let rows = [
  RouteRow(
    name: "iv", route: .intravenous, practice: "0.5 mg/kg over 40 min",
    windows: [(.onset, 2, 10), (.peak, 40, nil), (.return, 15, 30)], booster: nil,
    cadence: [.minutes(0), .minutes(5), .minutes(20), .minutes(40), .minutes(100)], stay: 60),
  RouteRow(
    name: "im", route: .intramuscular, practice: "0.5 to 1.5 mg/kg",
    windows: [(.onset, 0, 5), (.peak, 10, 25), (.return, 60, nil), (.recovery, 90, 120)],
    booster: (10, 20), cadence: imCadence, stay: 90),
  RouteRow(
    name: "sublingual", route: .sublingual, practice: "lozenge or RDT, 100 to 400 mg",
    windows: [(.onset, 10, 20), (.peak, 20, 65), (.return, 60, 120)], booster: (15, 30),
    cadence: imCadence, stay: 90),
  RouteRow(
    name: "esketamine", route: .intranasal, practice: "56 or 84 mg, 28 mg at 65 years and over",
    windows: [(.onset, 5, 15), (.peak, 40, nil), (.return, 90, 120)], booster: nil,
    cadence: [.minutes(0), .minutes(40), .beforeLeaving], stay: 120),
  RouteRow(
    name: "racemic", route: .intranasal, practice: "as the clinic sets it",
    windows: [(.onset, 1, 15), (.peak, 15, 45), (.return, 60, 120)], booster: nil,
    cadence: imCadence, stay: nil),
  RouteRow(
    name: "oral", route: .oral, practice: "2 to 2.5 mg/kg, about an IV dose",
    windows: [(.onset, 10, 30), (.peak, 45, 90), (.return, 180, 360)], booster: nil,
    cadence: imCadence, stay: nil),
]

@Suite("Table of routes")
struct RouteTableTests {
  @Test("each row stands in its file", arguments: rows)
  func row(_ row: RouteRow) throws {
    let known = try #require(ProtocolLibrary().treatmentProtocol(named: row.name))
    #expect(known.route == row.route)
    #expect(known.practice.value == row.practice)
    #expect(known.phases.map(\.phase) == row.windows.map(\.0))
    #expect(known.phases.map(\.usualFrom) == row.windows.map(\.1))
    #expect(known.phases.map(\.usualTo) == row.windows.map(\.2))
    #expect(known.boosterWindow?.from == row.booster?.0)
    #expect(known.boosterWindow?.to == row.booster?.1)
    #expect(known.cadence.points == row.cadence)
    #expect(known.minimumStay?.minutes == row.stay)
    #expect(known.bands == "adult")
    #expect(known.beforeDosing == ["before-dosing"])
  }

  @Test("IV counts its return and its stay from the end of the infusion, the others from a dose")
  func anchors() throws {
    for known in ProtocolLibrary().protocols() {
      let infusion = known.name == "iv"
      #expect(known.window(of: .return)?.anchor == (infusion ? .infusionEnd : .dose))
      if let stay = known.minimumStay {
        #expect(stay.anchor == (infusion ? .infusionEnd : .lastDose))
      }
      #expect(known.infusionMinutes?.value == (infusion ? 40 : nil))
    }
  }

  @Test("what only one route has")
  func particulars() throws {
    let library = ProtocolLibrary()
    let sublingual = try #require(library.treatmentProtocol(named: "sublingual"))
    #expect(sublingual.hold?.from == 10)
    #expect(sublingual.hold?.to == 12)
    #expect(sublingual.visitMinutes?.value == 180)
    let home = try #require(sublingual.otherCadences.first)
    #expect(home.points == [.minutes(0), .beforeLeaving])
    #expect(home.lookEvery == 15)

    let esketamine = try #require(library.treatmentProtocol(named: "esketamine"))
    #expect(esketamine.deviceInterval?.value == 5)
    #expect(esketamine.minimumStay?.untilResolved == true)
    #expect(esketamine.cadence.oximetryThroughout)
    #expect(esketamine.leaving == ["leaving", "leaving-esketamine"])
    #expect(
      esketamine.plannedDoses.map(\.value)
        == ["56 mg: 2 devices", "84 mg: 3 devices", "28 mg: 1 device, at 65 years and over"])

    let oral = try #require(library.treatmentProtocol(named: "oral"))
    #expect(oral.note?.value == "bioavailability 20 to 25 %")
    for known in library.protocols() where known.name != "esketamine" {
      #expect(known.deviceInterval == nil)
      #expect(!known.cadence.oximetryThroughout)
      #expect(known.leaving == ["leaving"])
    }
  }

  @Test("the figures of common practice, and only they, are marked as clinic defaults")
  func clinicDefaults() throws {
    let library = ProtocolLibrary()
    func windows(_ name: String) throws -> [Phase] {
      try #require(library.treatmentProtocol(named: name)).phases
        .filter(\.source.isClinicDefault).map(\.phase)
    }
    #expect(try windows("iv") == [.onset, .return])
    #expect(try windows("im") == [.peak, .recovery])
    #expect(try windows("sublingual") == [])
    #expect(try windows("esketamine") == [.onset])
    #expect(try windows("racemic") == [])
    #expect(try windows("oral") == [])
    for known in library.protocols() {
      let practice = ["im", "racemic"].contains(known.name)
      #expect(known.practice.source.isClinicDefault == practice, "\(known.name)")
      let cadence = !["iv", "esketamine", "lozenge-home"].contains(known.name)
      #expect(known.cadence.source.isClinicDefault == cadence, "\(known.name)")
      if let booster = known.boosterWindow { #expect(booster.source.isClinicDefault) }
      if let stay = known.minimumStay {
        #expect(stay.source.isClinicDefault == (stay.minutes == 90), "\(known.name)")
      }
    }
  }

  @Test("the next reading due is strictly later")
  func nextPoint() throws {
    let cadence = try #require(ProtocolLibrary().treatmentProtocol(named: "im")).cadence
    #expect(cadence.nextPoint(after: -1) == 0)
    #expect(cadence.nextPoint(after: 0) == 15)
    #expect(cadence.nextPoint(after: 59) == 60)
    #expect(cadence.nextPoint(after: 60) == nil)
  }

  @Test("an unknown protocol is nil, not a default")
  func unknown() {
    #expect(ProtocolLibrary().treatmentProtocol(named: "vocabulary") == nil)
    #expect(ProtocolLibrary().treatmentProtocol(named: "IM") == nil)
  }

  @Test("phases follow each other, routes are read as typed")
  func words() {
    #expect(
      Phase.allCases.map(\.rawValue) == [
        "arrival", "baseline", "onset", "peak", "plateau", "return", "recovery", "discharge",
      ])
    #expect(Phase.peak.next == .plateau)
    #expect(Phase.discharge.next == nil)
    #expect(Route(typed: "IM") == .intramuscular)
    #expect(Route(typed: "po") == .oral)
    #expect(Route(typed: "sl") == .sublingual)
    #expect(Route(typed: "nasal") == .intranasal)
    #expect(Route(typed: "i") == nil)
    for route in Route.allCases { #expect(Route(typed: route.rawValue) == route) }
  }
}
