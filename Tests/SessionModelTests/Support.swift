import Protocols
import SampleArc
import SessionModel
import Testing

/// The arc under the shipped rules.
func playedArc(seed: UInt64 = 1) throws -> [SampleArc.Played] {
  var ids = SampleIDs(seed: seed)
  var count = 0
  return try SampleArc.played(
    by: ProtocolLibrary(), writer: "sampleWr",
    sessionIDs: {
      count += 1
      return "session\(count)"
    },
    ids: { ids.next() })
}

func arcSession(_ kind: SessionKind, _ ordinal: Int) throws -> Session {
  try #require(
    playedArc().first { $0.script.kind == kind && $0.script.ordinal == ordinal }
  ).session
}
