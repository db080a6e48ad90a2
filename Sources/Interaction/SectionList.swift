import SessionModel

/// One row of the list that a preparation is filled in by.
package struct SectionRow: Equatable, Sendable {
  package enum Holds: Equatable, Sendable {
    case section(Prepared.Section)
    /// The trigger of that name.
    case trigger(String)
    /// One of the client's ways of coping: its place in the order.
    case way(Int)
    /// The starting score on that scale.
    case score(String)
  }

  package var holds: Holds
  /// Stable while sections are filled: what is chosen stays chosen.
  package var id: String
  /// Empty for the further rows of a group.
  package var label: String
  /// What stands; empty where nothing does.
  package var words = ""
  package var lane = Lane.record
  /// What of it is still missing although something stands.
  package var missing: [String] = []
  /// The newest entry of this session that says it; nil where an earlier session did.
  package var entry: EntryID?

  package var isEmpty: Bool { words.isEmpty }
  package var isReady: Bool { holds == .section(.ready) }
}

/// What the list shows beside the session.
package struct SectionsChoice: Equatable, Sendable {
  /// The id of the chosen row.
  package var chosen: String
  /// The ways of coping as they are being put in order: kept with Enter, dropped with Esc.
  package var order: [String]?

  package init(chosen: String = "intention", order: [String]? = nil) {
    self.chosen = chosen
    self.order = order
  }
}

/// Every section of a preparation in the order in which it is talked about, then the scores, then
/// the decision.
package enum SectionList {
  package static func rows(
    session: Session, clinic: Clinic, order: [String]? = nil
  ) -> [SectionRow] {
    let card = session.preparation
    let newest = newestEntries(session)
    func row(_ section: Prepared.Section, _ words: String) -> SectionRow {
      SectionRow(
        holds: .section(section), id: section.rawValue, label: label(of: section), words: words,
        lane: section.lane, missing: words.isEmpty ? [] : missing(section, session),
        entry: newest[section.rawValue])
    }
    func listed(_ words: [String]) -> String { words.joined(separator: " · ") }
    let readiness = [card.readiness, listed(card.fears)].filter { !$0.isEmpty }
    let clearance = [card.clearance, card.cleared].filter { !$0.isEmpty }
    var rows = [
      row(.intention, card.intention), row(.history, card.history),
      row(.readiness, readiness.joined(separator: ", afraid of: ")),
    ]
    rows += triggers(card, newest) + ways(order ?? card.coping, newest)
    rows += [
      row(.resource, card.resource), row(.mantra, card.mantra), row(.say, listed(card.say)),
      row(.avoid, listed(card.avoid)), row(.touch, agreedTouch(session)), row(.stop, card.stop),
      row(.music, card.music), row(.noGo, card.noGo), row(.support, card.support),
      row(.escort, card.escort), row(.consent, listed(card.consent)),
      row(.clearance, clearance.joined(separator: ", ")), row(.plan, card.plan),
      row(.excluded, listed(card.excluded)),
    ]
    rows += clinic.questionnaires.map { score(on: $0.scale, session: session) }
    rows.append(row(.ready, card.ready.map { decided($0) } ?? ""))
    return rows
  }

  /// Where the row of an id stands; where there is none of it, the first of its group, else the
  /// first row.
  package static func place(of id: String, in rows: [SectionRow]) -> Int {
    if let place = rows.firstIndex(where: { $0.id == id }) { return place }
    let group = id.prefix { $0 != ":" }
    return rows.firstIndex { $0.id.prefix { $0 != ":" } == group } ?? 0
  }

  package static func emptyCount(_ rows: [SectionRow]) -> Int {
    rows.count { $0.isEmpty && $0.id != anotherTrigger }
  }

  /// The row that takes one trigger more.
  static let anotherTrigger = "trigger:"

  static func label(of section: Prepared.Section) -> String {
    switch section {
    case .trigger: "triggers"
    case .stop: "stop signal"
    case .excluded: "not offered"
    default: section.rawValue
    }
  }

  private static func triggers(
    _ card: Preparation, _ newest: [String: EntryID]
  ) -> [SectionRow] {
    var rows = card.triggers.map { trigger in
      let id = "trigger:\(trigger.trigger)"
      return SectionRow(
        holds: .trigger(trigger.trigger), id: id, label: "",
        words: "\(trigger.trigger) → \(trigger.sign) → \(trigger.response)", entry: newest[id])
    }
    if rows.isEmpty {
      rows = [SectionRow(holds: .section(.trigger), id: "trigger", label: "")]
    } else {
      rows.append(SectionRow(holds: .section(.trigger), id: anotherTrigger, label: ""))
    }
    rows[0].label = label(of: .trigger)
    return rows
  }

  private static func ways(_ coping: [String], _ newest: [String: EntryID]) -> [SectionRow] {
    let entry = newest["coping"]
    guard !coping.isEmpty else {
      return [SectionRow(holds: .section(.coping), id: "coping", label: "coping")]
    }
    return coping.enumerated().map { place, way in
      SectionRow(
        holds: .way(place), id: "coping:\(way)", label: place == 0 ? "coping" : "",
        words: "\(place + 1)  \(way)", entry: entry)
    }
  }

  /// The newest entry of this session for each section, for triggers by their name.
  private static func newestEntries(_ session: Session) -> [String: EntryID] {
    var newest: [String: EntryID] = [:]
    for entry in session.entries where !entry.isStruck {
      guard case .prepared(let prepared) = entry.event else { continue }
      newest[prepared.section.rawValue] = entry.id
      if prepared.section == .trigger, let name = prepared.list.first {
        newest["trigger:\(name)"] = entry.id
      }
    }
    return newest
  }

  // MARK: What stands

  private static func agreedTouch(_ session: Session) -> String {
    let card = session.preparation
    guard !card.touch.isEmpty else { return "" }
    let present = card.touchPresent.isEmpty ? "" : ", present: \(card.touchPresent)"
    let at = card.touchAgreedAt.map { "  (\(time($0, card.touchAgreedZone)))" } ?? ""
    return card.touch + present + at
  }

  private static func decided(_ decision: Preparation.Decision) -> String {
    let answer = decision.isReady ? "yes" : "not yet"
    let head = decision.reason.isEmpty ? answer : "\(answer): \(decision.reason)"
    return "\(head)  (\(time(decision.at, decision.zone)))"
  }

  private static func score(on scale: String, session: Session) -> SectionRow {
    let title = session.rules.scales.first { $0.id == scale }?.title ?? scale
    var row = SectionRow(holds: .score(scale), id: "score:\(scale)", label: title)
    for position in session.places.scores.reversed() where !session.entries[position].isStruck {
      let entry = session.entries[position]
      guard case .scored(let score) = entry.event, score.scale == scale else { continue }
      row.words = "\(score.value)  (\(time(entry.happened.wall, entry.zone)))"
      row.entry = entry.id
      break
    }
    return row
  }

  private static func time(_ wall: Int64, _ zone: Int) -> String {
    "\(TimeText.date(wall, zone: zone)) \(TimeText.clock(wall, zone: zone))"
  }

  private static func missing(_ section: Prepared.Section, _ session: Session) -> [String] {
    let card = session.preparation
    switch section {
    case .touch: return card.touchPresent.isEmpty ? ["who was present"] : []
    case .readiness: return card.fears.isEmpty && card.readiness.count < 9 ? ["fears"] : []
    case .consent:
      return session.rules.vocabulary.lists.consentItems.filter { item in
        !card.consent.contains { $0.lowercased().contains(item.lowercased()) }
      }
    default: return []
    }
  }
}
