import SessionModel

/// One row of what a talk begins with.
package struct MomentRow: Equatable, Sendable {
  package enum Group: String, Sendable {
    /// Looked at, in order; not looked at yet; left for another time.
    case inOrder = "in order"
    case open
    case notYet = "not yet"
  }
  package var group: Group
  package var id: String
  package var words: String
  /// "dosing 1 0:26:00"; empty for what was typed.
  package var place: String
  /// "carried, words"; empty where that is not known.
  package var why: String
  package var lane: Lane
  /// The moment, where an earlier session has it.
  package var moment: SurfacedMoment?
  /// The fragment that was made of it, where it is in order.
  package var fragment: EntryID?
}

/// What the list shows beside the session.
package struct MomentsChoice: Equatable, Sendable {
  /// The id of the chosen row.
  package var chosen: String
  /// The fragments as they are being put in order: kept with Enter, dropped with Esc.
  package var order: [EntryID]?

  package init(chosen: String = "", order: [EntryID]? = nil) {
    self.chosen = chosen
    self.order = order
  }
}

/// The fragments in their order, then the moments that nobody has looked at in order of time, then
/// what was left for another time.
package enum MomentList {
  package static func rows(session: Session, order: [EntryID]? = nil) -> [MomentRow] {
    var fragments = session.fragments
    if let order {
      func place(_ id: EntryID) -> Int { order.firstIndex(of: id) ?? .max }
      fragments = fragments.enumerated().sorted {
        (place($0.element.entry.id), $0.offset) < (place($1.element.entry.id), $1.offset)
      }.map(\.element)
    }
    let left = session.notYet.map(\.moment)
    let inOrder = fragments.map { entry, fragment in
      let moment = session.before.moments.first(where: fragment.isAbout)
      return MomentRow(
        group: .inOrder, id: "fragment:\(entry.id)", words: fragment.text, place: fragment.from,
        why: moment?.why ?? "", lane: entry.lane, moment: moment, fragment: entry.id)
    }
    let rest = session.before.moments.filter { moment in
      !fragments.contains { $0.fragment.isAbout(moment) }
    }
    let isLeft = { (moment: SurfacedMoment) in left.contains { $0.isAbout(moment) } }
    return inOrder + rest.filter { !isLeft($0) }.map { row($0, .open) }
      + rest.filter(isLeft).map { row($0, .notYet) }
  }

  private static func row(_ moment: SurfacedMoment, _ group: MomentRow.Group) -> MomentRow {
    MomentRow(
      group: group, id: "\(moment.session):\(moment.entry)", words: moment.words,
      place: moment.place, why: moment.why, lane: moment.lane, moment: moment)
  }

  /// At the first moment that nobody has looked at.
  package static func begin(_ session: Session) -> MomentsChoice {
    let rows = rows(session: session)
    return MomentsChoice(chosen: (rows.first { $0.group == .open } ?? rows.first)?.id ?? "")
  }

  /// Where the row of an id stands; the first row where there is none of it.
  package static func place(of id: String, in rows: [MomentRow]) -> Int {
    rows.firstIndex { $0.id == id } ?? 0
  }
}
