import SessionModel

/// One row of the grounding checklist.
package struct GroundingRow: Equatable, Sendable {
  package enum Group: String, Sendable {
    case agreed, hers, general, always
  }
  package struct Step: Equatable, Sendable {
    package var words: String
    package var isTicked: Bool
  }
  package var group: Group
  /// The early sign that the response was agreed for, in the group `agreed`.
  package var sign: String
  package var id: String
  package var words: String
  package var steps: [Step]
  /// The last of offered, accepted and declined in this episode, and when.
  package var act: GroundingStep.Act?
  package var actAt: Moment?
  /// True in a phase that the technique is not for; it stays in the list.
  package var isUnsuited: Bool
  /// The last time in an earlier session that distress was lower after it.
  package var helped: GroundingOutcome?
  /// True where no later session tried it.
  package var isLastTime = false

  /// "last time 8 → 5, dosing 1": SUDS before and after; empty where nothing is known.
  package var earlierWords: String {
    guard let helped else { return "" }
    return "\(isLastTime ? "last time" : "earlier") \(effectWords), \(helped.place)"
  }

  /// "8 → 5".
  package var effectWords: String {
    guard let before = helped?.before, let after = helped?.after else { return "" }
    return "\(before) → \(after)"
  }

  package static func == (one: GroundingRow, other: GroundingRow) -> Bool {
    one.group == other.group && one.id == other.id && one.words == other.words
      && one.sign == other.sign && one.steps == other.steps && one.act == other.act
      && one.actAt == other.actAt && one.isUnsuited == other.isUnsuited
      && one.helped == other.helped && one.isLastTime == other.isLastTime
  }
}

/// The checklist in its order: agreed response, the client's own, general from least to most
/// intrusive, medical help.
package enum GroundingList {
  package static func rows(session: Session, clinic: Clinic, at now: Moment) -> [GroundingRow] {
    let card = session.preparation
    let triggers = card.triggers.filter { !card.excludes($0.response) }
    var rows = noticedFirst(triggers, session: session).map { trigger in
      row(.agreed, id: "agreed:\(trigger.trigger)", words: trigger.response, sign: trigger.sign)
    }
    for words in card.coping + [card.resource, card.mantra]
    where !words.isEmpty && !card.excludes(words) {
      let own = row(.hers, id: "hers:\(words)", words: words)
      // A way that is named twice is one row: a row is known by its id.
      if !rows.contains(where: { $0.id == own.id }) {
        rows.append(own)
      }
    }
    let phase = session.phase?.phase
    let general = clinic.techniques.filter {
      !$0.isMedicalHelp && !card.excludes($0.words, id: $0.id)
    }
    rows += general.sorted { $0.level < $1.level }.map { technique in
      var general = row(.general, id: technique.id, words: technique.words)
      general.steps = technique.steps.map { .init(words: $0, isTicked: false) }
      general.isUnsuited = phase.map { !technique.suits($0) } ?? false
      return general
    }
    rows.append(row(.always, id: Technique.medicalHelp, words: "medical help"))
    let accepted = session.earlierGrounding.filter { $0.answer == .accepted }
      .map { ($0.words.lowercased(), $0) }
    for place in rows.indices where !accepted.isEmpty {
      (rows[place].helped, rows[place].isLastTime) = earlier(of: rows[place], among: accepted)
    }
    let episode = session.groundingEpisode(at: now)
    return episode.isOpen ? ticked(rows, episode: episode.number, session: session) : rows
  }

  /// Agreed responses that are *not with this client*: shown where they were agreed, never offered.
  package static func withheld(_ session: Session) -> [(sign: String, words: String)] {
    let card = session.preparation
    let triggers = card.triggers.filter { card.excludes($0.response) }
    return noticedFirst(triggers, session: session).map { ($0.sign, $0.response) }
  }

  /// What is not with this client and is left out of the list: as the list calls it, else as it was
  /// typed.
  package static func excluded(_ card: Preparation, clinic: Clinic) -> [String] {
    let all = clinic.techniques.filter { !$0.isMedicalHelp }.map { ($0.words, $0.id) }
    let known = all + card.ownWays.map { ($0, "") }
    var words: [String] = []
    for typed in card.excluded {
      let meant = known.filter { Exclusion(typed).isMeant($0.0, id: $0.1) }.map(\.0)
      words += (meant.isEmpty ? [typed] : meant).filter { !words.contains($0) }
    }
    return words
  }

  /// Where the row of an id stands now; the first row where there is none of it. Never empty:
  /// medical help is always among the rows.
  package static func place(of id: String, in rows: [GroundingRow]) -> Int {
    rows.firstIndex { $0.id == id } ?? 0
  }

  private static func row(
    _ group: GroundingRow.Group, id: String, words: String, sign: String = ""
  ) -> GroundingRow {
    GroundingRow(
      group: group, sign: sign, id: id, words: words, steps: [], act: nil, actAt: nil,
      isUnsuited: false)
  }

  /// The last time that distress was lower after a row's technique, and whether that was the last
  /// time it was accepted. A response that was agreed anew is another technique under an old name.
  private static func earlier(
    of row: GroundingRow, among accepted: [(words: String, outcome: GroundingOutcome)]
  ) -> (GroundingOutcome?, Bool) {
    let words = row.words.lowercased()
    let tried = accepted.filter {
      $0.words == words || row.group != .agreed && $0.outcome.technique == row.id
    }.map(\.outcome)
    guard let helped = tried.last(where: \.isFollowedByLess) else { return (nil, false) }
    return (helped, helped == tried.last)
  }

  /// Triggers whose sign or name was noted stand first, the one noted last on top.
  private static func noticedFirst(
    _ triggers: [Preparation.Trigger], session: Session
  ) -> [Preparation.Trigger] {
    let recent = session.places.shown.suffix(60).map { session.entries[$0] }
      .filter { !$0.isStruck }.map { $0.event.words.lowercased() }
    func noticed(_ trigger: Preparation.Trigger) -> Int {
      let keys = [trigger.sign, trigger.trigger].map { $0.lowercased() }.filter { !$0.isEmpty }
      return recent.lastIndex { words in keys.contains { words.contains($0) } } ?? -1
    }
    return triggers.enumerated().map { ($0.offset, noticed($0.element), $0.element) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.2)
  }

  private static func ticked(
    _ rows: [GroundingRow], episode: Int, session: Session
  ) -> [GroundingRow] {
    var rows = rows
    for position in session.places.grounding where !session.entries[position].isStruck {
      let entry = session.entries[position]
      guard case .grounded(let step) = entry.event, step.episode == episode,
        let target = rows.firstIndex(where: { $0.id == step.technique })
      else { continue }
      if step.act == .step {
        if let ticked = rows[target].steps.firstIndex(where: { $0.words == step.step }) {
          rows[target].steps[ticked].isTicked = true
        }
      } else {
        rows[target].act = step.act
        rows[target].actAt = entry.happened
      }
    }
    return rows
  }
}
