/// What is filled in behind a checklist item: words, or a figure with its unit and range.
package struct ChecklistField: Sendable, Equatable, ExpressibleByStringLiteral {
  package let asked: String
  /// Nil for words.
  package let figure: CheckFigure?
  /// True where the item is not done without it.
  package let isNeeded: Bool

  package init(_ asked: String, figure: CheckFigure? = nil, isNeeded: Bool = false) {
    self.asked = asked
    self.figure = figure
    self.isNeeded = isNeeded
  }

  package init(stringLiteral asked: String) { self.init(asked) }
}

/// A figure that a checklist asks for; both ends of its range belong to it.
package struct CheckFigure: Sendable, Equatable {
  package enum Unit: String, CaseIterable, Sendable {
    case minutes = "min"
    case hours = "h"
    /// Whole minutes after the first dose.
    case sinceDose = "T+ min"
  }
  package let unit: Unit
  package let lowest: Int
  package let highest: Int
  package let source: Source

  package init(unit: Unit, lowest: Int, highest: Int, source: Source) {
    self.unit = unit
    self.lowest = lowest
    self.highest = highest
    self.source = source
  }

  /// "0 to 72 h", "T+0 to T+600 min".
  package var words: String {
    unit == .sinceDose
      ? "T+\(lowest) to T+\(highest) min" : "\(lowest) to \(highest) \(unit.rawValue)"
  }

  /// An amount as it is typed: "90" or "T+90 min".
  package var example: String {
    let amount = min(highest, max(lowest, unit == .hours ? 3 : 90))
    return unit == .sinceDose ? "T+\(amount) min" : "\(amount) \(unit.rawValue)"
  }

  /// What was typed with its unit, "3.5 h" or "T+95 min"; nil where it is no figure of the range.
  package func kept(_ typed: String) -> String? {
    var text = typed.lowercased().filter { $0 != " " }
    if unit == .sinceDose, text.hasPrefix("t+") { text.removeFirst(2) }
    let ending = unit == .hours ? "h" : "min"
    if text.hasSuffix(ending) { text.removeLast(ending.count) }
    guard let hundredths = Decimals.hundredths(text), hundredths >= lowest * 100,
      hundredths <= highest * 100, unit == .hours || hundredths % 100 == 0
    else { return nil }
    let number = Decimals.text(hundredths)
    return unit == .sinceDose ? "T+\(number) min" : "\(number) \(ending)"
  }
}
