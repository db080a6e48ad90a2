import SampleArc
import SessionModel

/// A session as bad days make it: late entries, strikes, amendments, two writers, machines that
/// restart, and a wall clock that is set.
struct RandomSession {
  private(set) var records: [Record] = []

  init(seed: UInt64, requests: Int = 150) {
    var random = SeededRandom(seed: seed)
    let scribes = [
      Scribe(seed: seed &* 2), Scribe(seed: seed &* 2 &+ 1, writer: "writerBB", begins: false),
    ]
    scribes[1].now = scribes[0].now
    var known = [0, 0]
    func take(_ place: Int) {
      records += scribes[place].records[known[place]...]
      known[place] = scribes[place].records.count
    }
    take(0)
    var targets: [EntryID] = []
    for request in 0..<requests {
      let place = Int.random(in: 0..<6, using: &random) == 0 ? 1 : 0
      let scribe = scribes[place]
      let isBurst = Int.random(in: 0..<4, using: &random) == 0
      let passed = isBurst ? 0 : Int64.random(in: 0...270_000, using: &random)
      for one in scribes { one.pass(passed) }
      Self.disturb(scribe, request, &random)
      let ago = Bool.random(using: &random) ? 0 : Int64.random(in: 0...900_000, using: &random)
      let act = Self.act(on: targets, &random)
      if case .success(let id) = scribe.ask(act, ago: ago) { targets.append(id) }
      take(place)
    }
  }

  private static func disturb(_ scribe: Scribe, _ request: Int, _ random: inout SeededRandom) {
    switch Int.random(in: 0..<40, using: &random) {
    case 0: scribe.now.wall += Int64.random(in: -3_600_000...3_600_000, using: &random)
    case 1:
      let isSame = Bool.random(using: &random)
      if !isSame { scribe.now.up = Int64.random(in: 0...100_000, using: &random) }
      scribe.restart(
        boot: isSame ? "boot A" : "boot \(request)", leaving: Bool.random(using: &random),
        away: 60_000)
    case 2: scribe.now.zone += 60
    default: break
    }
  }

  private static func act(
    on targets: [EntryID], _ random: inout SeededRandom
  ) -> Request.Act {
    let ref = targets.randomElement(using: &random) ?? EntryID("none")
    switch Int.random(in: 0..<18, using: &random) {
    case 0, 1: return .strike(ref)
    case 2: return .restore(ref)
    case 3: return .putRight(ref, note("put right \(UInt8.random(in: 0...9, using: &random))"))
    case 4: return .relane(ref)
    case 5: return .carry(ref)
    case 6: return .record(dose("60"))
    case 7, 8: return .record(suds(Int.random(in: 0...10, using: &random)))
    case 9: return .record(reading(Int.random(in: 60...250, using: &random)))
    case 10:
      return .record(.phaseEntered(Phase.allCases.randomElement(using: &random) ?? .onset))
    case 11: return .record(.marked(.consentWithdrawn))
    case 12: return .record(.prepared(Prepared(section: .touch, text: "hands \(random.next())")))
    case 13: return .record(.marked(Marking(key: "7", tag: "x.silence", words: "silence held")))
    default: return .record(note("words"))
    }
  }
}
