import SampleArc
import SessionModel
import Testing

/// One fold: what a restart reads is what the live session held, after every record.
struct ReplayTests {
  @Test func theArcReplaysAfterEveryRecord() throws {
    for played in try playedArc() {
      let empty = Session(
        id: played.session.id, rules: played.session.rules, preparation: played.session.inherited,
        earlierGrounding: played.session.earlierGrounding)
      var live = empty
      for (count, record) in played.records.enumerated() {
        live.apply(record)
        guard count % 7 == 0 || count == played.records.count - 1 else { continue }
        var replayed = empty
        played.records.prefix(count + 1).forEach { replayed.apply($0) }
        #expect(replayed == live)
      }
      #expect(live == played.session)
    }
  }

  @Test(arguments: 1...40)
  func aRandomSessionReplaysAfterEveryRequest(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let scribe = Scribe(seed: seed)
    var replayed = scribe.replayed
    var known = scribe.records.count
    var targets: [EntryID] = []
    for _ in 0..<120 {
      scribe.pass(Int64.random(in: 0...400_000, using: &random))
      let act = randomAct(targets, &random)
      let ago = Bool.random(using: &random) ? 0 : Int64.random(in: 0...900_000, using: &random)
      if case .success(let id) = scribe.ask(act, ago: ago, lane: randomLane(&random)) {
        targets.append(id)
      }
      if Int.random(in: 0..<25, using: &random) == 0 {
        scribe.restart(
          boot: Bool.random(using: &random) ? "boot A" : "boot B",
          leaving: Bool.random(using: &random), away: 60_000)
      }
      for record in scribe.records[known...] {
        replayed.apply(record)
      }
      known = scribe.records.count
      #expect(replayed == scribe.session, "seed \(seed), record \(known)")
    }
    #expect(scribe.replayed == scribe.session)
    #expect(scribe.records.map(\.s) == Array(1...scribe.records.count))
    #expect(targets.count > 40)
  }

  private func randomLane(_ random: inout SeededRandom) -> Lane? {
    [nil, .record, .process].randomElement(using: &random) ?? nil
  }

  private func randomAct(_ targets: [EntryID], _ random: inout SeededRandom) -> Request.Act {
    let ref = targets.randomElement(using: &random) ?? EntryID("none")
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1: return .strike(ref)
    case 2: return .restore(ref)
    case 3: return .putRight(ref, note("put right \(UInt8.random(in: 0...9, using: &random))"))
    case 4: return .relane(ref)
    case 5: return .carry(ref)
    case 6: return .record(dose("60"))
    case 7: return .record(suds(Int.random(in: 0...12, using: &random)))
    case 8: return .record(reading(Int.random(in: 60...310, using: &random)))
    case 9: return .record(.phaseEntered(Phase.allCases.randomElement(using: &random) ?? .onset))
    case 10: return .record(.marked(.consentWithdrawn))
    case 11:
      return .record(
        .grounded(GroundingStep(episode: 1, technique: "t", words: "t", act: .accepted)))
    case 12:
      let course = Bool.random(using: &random) ? AdverseEvent.Course.begins : .ends
      return .record(.adverseNoted(AdverseEvent(term: "nausea", course: course)))
    default:
      return .record(note("words", NoteKind.allCases.randomElement(using: &random) ?? .touch))
    }
  }
}

/// SplitMix64: the same script for a seed on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
