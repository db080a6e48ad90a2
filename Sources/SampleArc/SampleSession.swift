import SessionModel

/// One session of the worked arc as a script: what happened at which time, as plain data.
package struct SampleSession: Equatable, Sendable {
  package var kind: SessionKind
  package var ordinal: Int
  /// Empty where the kind has no protocol.
  package var protocolName: String
  package var author = "MK"
  /// Wall milliseconds from which offsets count: the first dose, or the beginning.
  package var anchor: Int64
  /// Milliseconds from the anchor to the first record; negative before it.
  package var opens: Int64
  package var entries: [SampleEntry]

  /// Milliseconds from the anchor to the end of the run.
  package var ends: Int64 { (entries.last?.at ?? opens) + SampleArc.seconds(30) }
}

/// One entry of the script.
package struct SampleEntry: Equatable, Sendable {
  /// Milliseconds from the anchor to when it was written.
  package var at: Int64
  /// Milliseconds from when it happened to when it was written.
  package var ago: Int64 = 0
  package var act: SampleAct
  /// The lane chosen by key, or nil for the kind's own.
  package var lane: Lane?
  /// What later entries of the script call it; empty where none does.
  package var name = ""
}

package enum SampleAct: Equatable, Sendable {
  case record(Event)
  /// The entry of that name now reads as this event.
  case putRight(String, Event)
  /// The entry of that name is carried to integration.
  case carry(String)
  case seal
}

/// Entry ids from a seed, so that a demonstration is the same each time.
package struct SampleIDs: Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> EntryID {
    let bytes = [word(), word()].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    return EntryID(bytes: Array(bytes.prefix(9)))
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func word() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
