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

  package static func == (one: GroundingRow, other: GroundingRow) -> Bool {
    one.group == other.group && one.id == other.id && one.words == other.words
      && one.sign == other.sign && one.steps == other.steps && one.act == other.act
      && one.actAt == other.actAt && one.isUnsuited == other.isUnsuited
  }
}

/// The checklist in its order: agreed response, the client's own, general from least to most
/// intrusive, medical help.
package enum GroundingList {
  package static func rows(session: Session, clinic: Clinic, at now: Moment) -> [GroundingRow] {
    let card = session.preparation
    var rows = noticedFirst(card.triggers, session: session).map { trigger in
      row(.agreed, id: "agreed:\(trigger.trigger)", words: trigger.response, sign: trigger.sign)
    }
    for words in card.coping + [card.resource, card.mantra] where !words.isEmpty {
      let own = row(.hers, id: "hers:\(words)", words: words)
      // A way that is named twice is one row: a row is known by its id.
      if !rows.contains(where: { $0.id == own.id }) {
        rows.append(own)
      }
    }
    let phase = session.phase?.phase
    let general = clinic.techniques.filter {
      !$0.isMedicalHelp && !card.excluded.contains($0.words)
    }
    rows += general.sorted { $0.level < $1.level }.map { technique in
      var general = row(.general, id: technique.id, words: technique.words)
      general.steps = technique.steps.map { .init(words: $0, isTicked: false) }
      general.isUnsuited = phase.map { !technique.suits($0) } ?? false
      return general
    }
    rows.append(row(.always, id: Technique.medicalHelp, words: "medical help"))
    let episode = session.groundingEpisode(at: now)
    return episode.isOpen ? ticked(rows, episode: episode.number, session: session) : rows
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
