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
    /// Where it was, oldest first; the last is where one looks first.
    package var places: [Place]
    package var lane: Lane
    /// What stays open until somebody answers it.
    package var isOpen = false
    /// Figures as blocks, for a screen that shows the numbers as well.
    package var plot = ""

    package init(
      _ words: String, at places: [Place?], lane: Lane = .record, isOpen: Bool = false,
      plot: String = ""
    ) {
      self.words = words
      self.places = places.compactMap(\.self)
      self.lane = lane
      self.isOpen = isOpen
      self.plot = plot
    }
  }

  package struct Section: Equatable, Sendable {
    package var matter: Matter
    package var rows: [Row]

    package init(matter: Matter, rows: [Row]) {
      self.matter = matter
      self.rows = rows
    }
  }

  /// Every matter in its order, also those in which there is nothing. `scales` name the scores.
  package func sections(on today: CivilDay, scales: [ScaleDefinition]) -> [Section] {
    Matter.allCases.map { matter in
      let rows: [Row] =
        switch matter {
        case .due: standing(on: today).map { $0.row(on: today) }
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
    Row("\(words)  (\(place.words))", at: [place], lane: place.lane)
  }

  /// What waits before what is answered; what passed on to the next dosing is left out.
  private func standing(on today: CivilDay) -> [Appointment] {
    let all = appointments(on: today).filter { $0.state != .passedOn }
    return all.filter(\.isOpen) + all.filter { !$0.isOpen }
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
      joined([name, dayWords, after, standing(on: today)]), at: [done ?? set ?? dosing],
      isOpen: isDue)
  }
}

extension Arc.Step {
  /// What, when, with whom.
  package var words: String {
    joined([task.text, task.when, labelled("with", task.withWhom)])
  }

  fileprivate var row: Arc.Row {
    let standing = done.map { "done in \($0.words)" } ?? set.map { "open since \($0.words)" } ?? ""
    return Arc.Row(joined([words, standing]), at: [set, done], isOpen: done == nil)
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
      "\(place.day.text)  \(words)", at: [firstDose, peak?.at, place],
      isOpen: fault != nil || isUnfinished)
  }
}

extension Arc.Theme {
  fileprivate var row: Arc.Row {
    var seen: Set<String> = []
    let names = places.filter { seen.insert($0.session).inserted }.map(\.words)
    return Arc.Row(
      "\(name)  (\(names.joined(separator: "; ")))", at: places,
      lane: places.contains { $0.lane == .process } ? .process : .record)
  }
}

extension Arc.Curve {
  fileprivate func row(_ scale: ScaleDefinition?) -> Arc.Row {
    let figures = points.map { "\($0.value) (\($0.at.day.text))" }.joined(separator: ", ")
    return Arc.Row(
      "\(scale?.title ?? self.scale)  \(figures)", at: points.map(\.at),
      plot: scale.map { blocks($0) } ?? "")
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
    return Arc.Row("\(words): \(answers)  (last \(last.at.words))", at: [last.at])
  }
}
