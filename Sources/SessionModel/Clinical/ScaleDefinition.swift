/// A scale on which a person is scored.
package struct ScaleDefinition: Sendable, Equatable {
  /// What the license lets the program show.
  package enum Form: String, CaseIterable, Sendable {
    /// One number whose anchors are shown.
    case anchored = "anchored"
    /// A questionnaire; its wording is read only when asked for.
    case questionnaire = "questionnaire"
    /// The number alone; the wording belongs to someone else.
    case numberOnly = "number only"
  }

  /// Stable in the journal, and what is typed: "suds", "phq9".
  package let id: String
  package let title: String
  package let form: Form
  package let lowest: Int
  package let highest: Int
  /// True where a higher number is the better one.
  package let higherIsBetter: Bool
  package let anchors: [ScaleAnchor]
  package let bands: [SeverityBand]
  /// What the answers speak of: "the last 2 weeks", "now".
  package let recall: String
  /// Length of the recall window, days; nil for a scale of the moment.
  package let recallDays: Int?
  /// The item (from 1) that is shown at once when answered above 0.
  package let alertItem: Int?
  package let citation: Source

  package init(
    id: String, title: String, form: Form, lowest: Int, highest: Int, higherIsBetter: Bool = false,
    anchors: [ScaleAnchor] = [], bands: [SeverityBand] = [], recall: String,
    recallDays: Int? = nil, alertItem: Int? = nil, citation: Source
  ) {
    self.id = id
    self.title = title
    self.form = form
    self.lowest = lowest
    self.highest = highest
    self.higherIsBetter = higherIsBetter
    self.anchors = anchors
    self.bands = bands
    self.recall = recall
    self.recallDays = recallDays
    self.alertItem = alertItem
    self.citation = citation
  }

  package func accepts(_ score: Int) -> Bool { score >= lowest && score <= highest }

  /// The published band of a total, or nil where none is published.
  package func band(of total: Int) -> SeverityBand? {
    bands.first { $0.from <= total && total <= $0.to }
  }

  package func anchor(of score: Int) -> ScaleAnchor? { anchors.first { $0.score == score } }
}

/// What one number of a scale means.
package struct ScaleAnchor: Sendable, Equatable {
  package let score: Int
  package let words: String

  package init(score: Int, words: String) {
    self.score = score
    self.words = words
  }
}

/// A span of totals with its published name; both ends belong to it.
package struct SeverityBand: Sendable, Equatable {
  package let from: Int
  package let to: Int
  package let words: String
  package let source: Source

  package init(from: Int, to: Int, words: String, source: Source) {
    self.from = from
    self.to = to
    self.words = words
    self.source = source
  }
}

/// The published wording of a questionnaire.
package struct Questionnaire: Sendable, Equatable {
  /// The id of its scale.
  package let scale: String
  package let directions: String
  /// The answers to choose from, the same for every item.
  package let answers: [ScaleAnchor]
  package let items: [String]
  /// A question that follows and is not counted, with its answers.
  package let closing: String?
  package let closingAnswers: [String]
  package let citation: Source

  package init(
    scale: String, directions: String, answers: [ScaleAnchor], items: [String],
    closing: String? = nil, closingAnswers: [String] = [], citation: Source
  ) {
    self.scale = scale
    self.directions = directions
    self.answers = answers
    self.items = items
    self.closing = closing
    self.closingAnswers = closingAnswers
    self.citation = citation
  }

  /// The sum, or nil unless every item has one of the answers: a total of a part is no score.
  package func total(of scores: [Int]) -> Int? {
    guard scores.count == items.count else { return nil }
    let known = Set(answers.map(\.score))
    guard scores.allSatisfy(known.contains) else { return nil }
    return scores.reduce(0, +)
  }
}
