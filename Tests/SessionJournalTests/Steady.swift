import SessionJournal
import SessionModel
import Synchronization

/// Clocks and randomness that give the same journal every time.
func steadyMachine(seed: UInt64 = 1, name: String = "test") -> Machine {
  let source = Counter(seed)
  return Machine(
    wall: { 1_795_430_000_000 + Int64(source.tick() & 0xFFFF) }, up: { 5_000_000 },
    random: { count in (0..<count).map { _ in source.byte() } }, name: Array(name.utf8))
}

/// SplitMix64.
final class Counter: Sendable {
  private let state: Mutex<UInt64>
  private let ticks = Mutex<UInt64>(0)

  init(_ seed: UInt64) { state = Mutex(seed) }

  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 24) }
  func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  func tick() -> UInt64 {
    ticks.withLock { ticks in
      ticks += 1
      return ticks
    }
  }
}

/// A record of note `s`.
func note(_ s: Int, _ text: String = "a note", lane: Lane = .record) -> Record {
  var id = [UInt8](repeating: 0, count: 9)
  id[0] = UInt8(s & 0xFF)
  id[1] = UInt8(s >> 8 & 0xFF)
  id[2] = UInt8(s >> 16 & 0xFF)
  id[3] = lane == .record ? 0 : 1
  return Record(
    id: EntryID(bytes: id), s: s, writer: "", at: 1_795_430_000_000 + Int64(s) * 1000,
    up: 5_000_000 + Int64(s) * 1000, lane: lane,
    event: .noted(Note(kind: lane == .record ? .observed : .words, text: text)))
}
