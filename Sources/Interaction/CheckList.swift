import SessionModel

/// One item of a checklist with what is known of it.
package struct CheckRow: Equatable, Sendable {
  /// The list's name and the item's id: stable while answers come in.
  package var id: String
  package var list: String
  /// The list's title, for the heading of a group.
  package var title: String
  package var item: ChecklistItem
  /// The newest tick that is not struck.
  package var tick: CheckTick?
  /// The entry of that tick.
  package var entry: EntryID?
  /// What the session already knows; it never ticks anything.
  package var known: CheckKnown?
}

/// The lists that a protocol asks, row by row.
package enum CheckList {
  /// When a list is asked; as typed behind `:check`.
  package enum Stage: String, Equatable, Sendable {
    case before, leaving

    /// The list that fits now: before the dose that before dosing, then that before leaving.
    package static func fitting(_ session: Session) -> Stage {
      session.firstDose == nil && session.state == .open ? .before : .leaving
    }

    package var title: String { self == .before ? "before dosing" : "leaving" }
  }

  /// Every item of the stage in the order of the protocol's lists; empty where it names none.
  package static func rows(
    _ stage: Stage, session: Session, at now: Moment
  ) -> [CheckRow] {
    guard let treatment = session.treatment else { return [] }
    let names = stage == .before ? treatment.beforeDosing : treatment.leaving
    let ticks = latest(session)
    return names.flatMap { name -> [CheckRow] in
      guard let list = session.rules.checklists.first(where: { $0.name == name }) else { return [] }
      return list.items(for: treatment.name).map { item in
        let id = "\(list.name)/\(item.id)"
        return CheckRow(
          id: id, list: list.name, title: list.title, item: item, tick: ticks[id]?.tick,
          entry: ticks[id]?.entry,
          known: item.shows.map { CheckKnown($0, session: session, at: now) })
      }
    }
  }

  /// The names by which the lists can be opened: the stages, then the protocol's own names of what
  /// it asks there.
  static func names(_ session: Session) -> [(words: String, stage: Stage, list: String?)] {
    let named = [
      (Stage.before, session.treatment?.beforeDosing), (.leaving, session.treatment?.leaving),
    ]
    return named.flatMap { stage, lists in
      [(stage.title, stage, nil)]
        + (lists ?? []).filter { plain($0) != stage.title }.map { (plain($0), stage, $0) }
    }
  }

  /// A name as it is compared: "before-dosing" and "Before dosing" are one.
  static func plain(_ name: String) -> String {
    name.lowercased().replacing("-", with: " ")
  }

  /// The first words of an item, for a line that has little room.
  static func short(_ words: String) -> String {
    guard words.count > 30 else { return words }
    var kept = ""
    for word in words.split(separator: " ") where kept.count + word.count < 30 {
      guard words.hasPrefix(kept.isEmpty ? String(word) : "\(kept) \(word)") else { break }
      kept += kept.isEmpty ? String(word) : " \(word)"
    }
    while let last = kept.last, ",;:".contains(last) { kept.removeLast() }
    return "\(kept)…"
  }

  /// Where the row of an id stands; the first row where there is none of it.
  package static func place(of id: String, in rows: [CheckRow]) -> Int {
    rows.firstIndex { $0.id == id } ?? 0
  }

  private static func latest(_ session: Session) -> [String: (tick: CheckTick, entry: EntryID)] {
    var ticks: [String: (tick: CheckTick, entry: EntryID)] = [:]
    for position in session.places.checks where !session.entries[position].isStruck {
      let entry = session.entries[position]
      guard case .checkTicked(let tick) = entry.event else { continue }
      ticks["\(tick.list)/\(tick.item)"] = (tick, entry.id)
    }
    return ticks
  }
}
