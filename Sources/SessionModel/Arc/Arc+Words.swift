/// The arc in words: the same rows on its screen and in print.
extension Arc {
  package enum Matter: String, CaseIterable, Sendable {
    case due = "Due"
    case actions = "Actions"
    case sessions = "Sessions"
    case themes = "Themes"
    case insights = "Insights"
    case carried = "Carried"
    case scores = "Scores"
    case grounding = "Grounding"

    /// Themes, insights and what was carried are psychotherapy notes (clinical.md, "Two lanes").
    package var lane: Lane {
      switch self {
      case .themes, .insights, .carried: .process
      default: .record
      }
    }
  }

  /// One row: its words, and where it is found.
  package struct Row: Equatable, Sendable {
    package var words: String
    package var place: Place?
    package var lane: Lane
    /// What stays open until somebody answers it.
    package var isOpen = false
  }

  package struct Section: Equatable, Sendable {
    package var matter: Matter
    package var rows: [Row]
  }

  /// Every matter in its order, also those in which there is nothing. `scales` name the scores.
  package func sections(on today: CivilDay, scales: [ScaleDefinition]) -> [Section] {
    Matter.allCases.map { matter in
      let rows: [Row] =
        switch matter {
        case .due: appointments(on: today).map { $0.row(on: today) }
        case .actions: steps.map(\.row)
        case .sessions: visits.map(\.row)
        case .themes: themes.map(\.row)
        case .insights: insights.map { row($0.value.wording, $0.at) }
        case .carried: carried.map { row($0.value, $0.at) }
        case .scores: curves.map { curve in curve.row(scales.first { $0.id == curve.scale }) }
        case .grounding: ways.map(\.row)
        }
      return Section(matter: matter, rows: rows)
    }
  }

  private func row(_ words: String, _ place: Place) -> Row {
    Row(words: "\(words)  (\(place.words))", place: place, lane: place.lane)
  }
}

extension Arc.Place {
  /// "dosing 1, 2026-09-09".
  package var words: String { "\(name), \(day.text)" }
}

extension Insight {
  fileprivate var wording: String { joined([text, labelled("theme", theme)]) }
}

extension Arc.Appointment {
  /// "overdue by 2 days", "in 3 days", "done in contact 1, 2026-09-10".
  package func standing(on today: CivilDay) -> String {
    switch (state, day) {
    case (.overdue, let day?):
      "overdue by " + TimeText.count(today.number - day.number, "day", "days")
    case (.coming, let day?):
      "in " + TimeText.count(day.number - today.number, "day", "days")
    case (.done, _): done.map { "done in \($0.words)" } ?? state.rawValue
    default: state.rawValue
    }
  }

  fileprivate func row(on today: CivilDay) -> Arc.Row {
    let after = dosing.map { "after \($0.name)" } ?? ""
    return Arc.Row(
      words: joined([name, dayWords, after, standing(on: today)]), place: done ?? set ?? dosing,
      lane: .record, isOpen: state == .due || state == .overdue)
  }
}

extension Arc.Step {
  /// What, when, with whom.
  package var words: String {
    joined([task.text, task.when, labelled("with", task.withWhom)])
  }

  fileprivate var row: Arc.Row {
    let standing = done.map { "done in \($0.words)" } ?? set.map { "open since \($0.words)" } ?? ""
    return Arc.Row(
      words: joined([words, standing]), place: place, lane: .record, isOpen: done == nil)
  }
}

extension Arc.Visit {
  fileprivate var row: Arc.Row {
    let given = doses.joined(separator: " + ")
    let highest = peak.map { "highest SUDS \($0.value)" } ?? ""
    let standing = fault.map { "cannot be read: \($0)" } ?? state.words
    let words = joined([
      place.name, given, highest, adverse.joined(separator: " and "), standing,
      isDamaged ? "damaged, the intact part counts" : "",
    ])
    return Arc.Row(
      words: "\(place.day.text)  \(words)", place: peak?.at ?? firstDose ?? place, lane: .record,
      isOpen: fault != nil || state == .open || state == .dosingEnded)
  }
}

extension Arc.Theme {
  fileprivate var row: Arc.Row {
    var seen: Set<String> = []
    let names = places.filter { seen.insert($0.session).inserted }.map(\.words)
    return Arc.Row(
      words: "\(name)  (\(names.joined(separator: "; ")))", place: places.last,
      lane: places.contains { $0.lane == .process } ? .process : .record)
  }
}

extension Arc.Curve {
  fileprivate func row(_ scale: ScaleDefinition?) -> Arc.Row {
    let figures = points.map { "\($0.value) (\($0.at.day.text))" }.joined(separator: ", ")
    return Arc.Row(
      words: "\(scale?.title ?? self.scale)  \(figures)", place: points.last?.at, lane: .record)
  }

  /// "▇▅▄": the figures as blocks over the whole range of the scale; never without the numbers.
  package func blocks(_ scale: ScaleDefinition) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    let span = max(1, scale.highest - scale.lowest)
    return String(
      points.map { point in
        let above = min(max(0, point.value - scale.lowest), span)
        return blocks[above * (blocks.count - 1) / span]
      })
  }
}

extension Arc.Way {
  fileprivate var row: Arc.Row {
    let answers = joined([
      offered > 0 ? "offered \(offered)×" : "", accepted > 0 ? "accepted \(accepted)×" : "",
      declined > 0 ? "declined \(declined)×" : "",
      lessAfter > 0 ? "SUDS lower after it \(lessAfter)×" : "",
    ])
    return Arc.Row(
      words: "\(words): \(answers)  (last \(last.at.words))", place: last.at, lane: .record)
  }
}
