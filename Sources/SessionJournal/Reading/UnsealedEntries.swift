import SessionModel

extension SessionReading {
  /// Entries that are shown although no seal covers them and none may be followed by them.
  package var unsealed: Set<EntryID> {
    let unsealed = UnsealedEntries(of: self)
    return Set((unsealed.late + unsealed.added).map { EntryID($0.entry.id) })
  }
}

/// Entries of a sealed session that no seal covers, of kinds that may not follow a seal.
package struct UnsealedEntries: Sendable {
  /// In files that no seal knows: another writer's that was synchronised after the sealing, or a
  /// rescue that came home after it. Shown, and never taken for sealed.
  package private(set) var late: [KeptEntry] = []
  /// In a file that a seal knows, or by a writer behind its own seal: the one who wrote them knew
  /// that the session was sealed.
  package private(set) var added: [KeptEntry] = []

  private static let afterSealing: Set<String> = [
    "amend", "addendum", "carried", "bookmark", "runBegan", "runEnded", "clock", "gap", "locked",
    "unlocked", "sealed",
  ]

  package init(of reading: SessionReading) {
    let seals = reading.lines { $0.entry.kind == "sealed" }
    let reach = SealedReach(seals)
    guard !reach.isEmpty else { return }
    let sealed = Set(reading.copies.filter(reach.covers).map(\.entry.id))
    let ownSeal = Dictionary(seals.map { ($0.writer, $0.entry.s) }, uniquingKeysWith: min)
    let damaged = Self.damagedFrom(reading)
    for kept in reading.entries
    where !Self.afterSealing.contains(kept.entry.kind) && !reach.covers(kept)
      && !sealed.contains(kept.entry.id)
      // The seal could not count them.
      && kept.n < damaged[kept.file.mark] ?? .max
    {
      if reach.knows(kept.file) || kept.entry.s > ownSeal[kept.writer] ?? .max {
        added.append(kept)
      } else {
        late.append(kept)
      }
    }
  }

  /// The first line that no longer verifies, of files that are damaged in their middle, by the mark
  /// in their names: that may be all that is left of the header.
  private static func damagedFrom(_ reading: SessionReading) -> [String: Int64] {
    var from: [String: Int64] = [:]
    for file in reading.files {
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      guard case .damagedInside = file.report.state,
        let mark = file.report.header?.file.mark ?? JournalName(name)?.mark
      else { continue }
      from[mark] = file.report.count
    }
    return from
  }
}
