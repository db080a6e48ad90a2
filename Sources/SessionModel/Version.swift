/// One thing that was written about an entry: its first words, or an amendment.
package struct Version: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    case entered(Event)
    case putRight(Event)
    case added(String)
    case struck, restored
    case moved(Lane)
  }

  package let change: Change
  /// The reason that was given, or empty.
  package let why: String
  package let written: Moment
  package let author: String
  /// Minutes east of UTC where it was written.
  package let zone: Int
}

extension Session {
  /// Everything that was ever written about an entry, oldest first; empty where there is none.
  package func versions(of id: EntryID) -> [Version] {
    guard let position = index[id] else { return [] }
    return entries[position...].compactMap { entry in
      let change: Version.Change
      var why = ""
      if entry.id == id {
        change = .entered(entry.record.event)
      } else if case .amended(let amendment) = entry.event, amendment.ref == id {
        change = Version.Change(amendment.act)
        why = amendment.why
      } else {
        return nil
      }
      return Version(
        change: change, why: why, written: entry.written, author: entry.author,
        zone: entry.writtenZone)
    }
  }
}

extension Version.Change {
  init(_ act: Amendment.Act) {
    switch act {
    case .replace(let event): self = .putRight(event)
    case .append(let words): self = .added(words)
    case .retract: self = .struck
    case .restore: self = .restored
    case .relane(let lane): self = .moved(lane)
    }
  }

  package var words: String {
    switch self {
    case .entered(let event): event.words
    case .putRight(let event): "put right: \(event.words)"
    case .added(let words): "added: \(words)"
    case .struck: "struck"
    case .restored: "restored"
    case .moved(.process): "moved to process"
    case .moved(.record): "moved to the record"
    }
  }
}
