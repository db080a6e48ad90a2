/// One terminal cell: a grapheme with its role.
package struct Cell: Equatable, Sendable {
  /// What is drawn: sanitised, one or two columns wide. Empty in the second column of a wide one.
  package var text: String
  package var role: Role

  package init(_ text: String = " ", _ role: Role = .text) {
    self.text = text
    self.role = role
  }

  /// The right half of a wide grapheme; nothing is drawn for it.
  package static func continuation(_ role: Role) -> Cell { Cell("", role) }
}

/// A whole screen as a value: what every cell shows, and where the cursor stands.
package struct Frame: Equatable, Sendable {
  package struct Place: Equatable, Sendable {
    package var column: Int
    package var row: Int
    package init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  package let columns: Int
  /// Row by row from the top, each exactly `columns` cells.
  package var rows: [[Cell]]
  /// Where the cursor is shown, or nil to hide it.
  package var cursor: Place?

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }
}
