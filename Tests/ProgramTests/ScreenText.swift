import CVterm

/// What a screen says, row by row, without the spaces at the right.
struct ScreenText: CustomStringConvertible {
  let rows: [String]
  let cursor: (row: Int, column: Int)

  func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// The first row that contains a text.
  func row(with text: String) -> Int? { rows.firstIndex { $0.contains(text) } }

  subscript(row: Int) -> String { rows.indices.contains(row) ? rows[row] : "" }

  static func row(_ cells: [cv_cell]) -> String {
    var row = ""
    for cell in cells where cell.width != 0 || cell.length != 0 {
      row += cell.length == 0 ? " " : text(of: cell)
    }
    while row.last == " " { row.removeLast() }
    return row
  }

  static func text(of cell: cv_cell) -> String {
    withUnsafeBytes(of: cell.text) { bytes in
      String(decoding: bytes.prefix(Int(cell.length)), as: UTF8.self)
    }
  }

  var description: String {
    let edge = "+" + String(repeating: "-", count: 80)
    return ([edge] + rows.map { "|" + $0 } + [edge, "cursor \(cursor)"]).joined(separator: "\n")
  }
}
