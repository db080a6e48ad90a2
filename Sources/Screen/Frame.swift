/// One terminal cell: a grapheme with its role.
///
/// Held without a string: a screen is two thousand of these, made anew for every key.
package struct Cell: Equatable, Sendable {
  /// Up to three scalars of 21 bits, the first the lowest; 0 in the second column of a wide one.
  private var scalars: UInt64
  package var role: Role

  /// A character with as many marks as `TextCells` stacks; scalars beyond the third are left out.
  package init(_ text: String = " ", _ role: Role = .text) {
    scalars = 0
    self.role = role
    for scalar in text.unicodeScalars { add(scalar) }
  }

  package init(_ scalar: Unicode.Scalar, _ role: Role) {
    scalars = UInt64(scalar.value)
    self.role = role
  }

  private init(blankOf role: Role) {
    scalars = 0
    self.role = role
  }

  /// The right half of a wide grapheme; nothing is drawn for it.
  package static func continuation(_ role: Role) -> Cell { Cell(blankOf: role) }

  package var isContinuation: Bool { scalars == 0 }

  /// The character without its marks; nil in the second column of a wide one.
  package var first: Unicode.Scalar? {
    scalars == 0 ? nil : Unicode.Scalar(UInt32(truncatingIfNeeded: scalars & 0x1F_FFFF))
  }

  /// True for one printable ASCII character and nothing over it.
  package var isASCII: Bool { scalars >= 0x20 && scalars < 0x7F }

  /// True for a blank with nothing over it.
  package var isSpace: Bool { scalars == 0x20 }

  /// What is drawn: sanitised, one or two columns wide. Empty in the second column of a wide one.
  package var text: String {
    var text = ""
    forEachScalar { text.unicodeScalars.append($0) }
    return text
  }

  /// Puts a mark over what the cell shows.
  package mutating func add(_ mark: Unicode.Scalar) {
    let shift: UInt64 = scalars == 0 ? 0 : scalars >> 21 == 0 ? 21 : 42
    guard scalars >> shift == 0 else { return }
    scalars |= UInt64(mark.value) << shift
  }

  package func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    var rest = scalars
    while rest != 0 {
      if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: rest & 0x1F_FFFF)) { body(scalar) }
      rest >>= 21
    }
  }
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
