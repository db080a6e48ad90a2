/// What a cell means. A theme says how each role looks; no code outside Theme knows a colour.
package enum Role: String, CaseIterable, Sendable {
  /// Plain reading text; anything not named below.
  case text
  /// Secondary text: times, hints, rows that are there but ask for nothing.
  case dim
  /// Barely there: rules, separators, the row of marks.
  case faint
  /// The one thing per screen that is read first: T+, a title, a client code.
  case strong
  /// A headline of a panel or a column.
  case heading
  /// The sign and text of process-lane entries.
  case process
  /// An entry struck or replaced; still readable.
  case struck
  /// Client's own words.
  case quote
  /// An entry or a draft that is not on the disk yet.
  case keeping
  /// An entry that could not be written; the banner that says so.
  case notKept
  /// What is due or overdue: plain where dim was before.
  case due
  /// A value in its amber band; always beside a sign.
  case amber
  /// A value in its red band, withdrawn consent, medical help; always beside a sign.
  case red
  /// The label before the note line (time, kind, lane).
  case label
  /// The text being typed.
  case input
  /// The chosen row of a list or panel, and the found place in a search.
  case selected
  /// A question or a message on the row above the note line.
  case question
  /// The footer's key names.
  case key
  /// SAMPLE, on every screen of a demonstration.
  case sample

  /// Its position among all cases: tables of styles are in this order.
  package var number: Int {
    switch self {
    case .text: 0
    case .dim: 1
    case .faint: 2
    case .strong: 3
    case .heading: 4
    case .process: 5
    case .struck: 6
    case .quote: 7
    case .keeping: 8
    case .notKept: 9
    case .due: 10
    case .amber: 11
    case .red: 12
    case .label: 13
    case .input: 14
    case .selected: 15
    case .question: 16
    case .key: 17
    case .sample: 18
    }
  }
}
