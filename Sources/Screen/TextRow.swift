/// A stretch of text in one role.
struct Run: Equatable {
  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

/// One row of a pane before it is placed: what begins it, and what stands at its right edge.
struct TextRow: Equatable {
  var left: [Run]
  var right: [Run]
  /// The chosen row of a list: its own role over all of it. A sign must stand in it as well.
  var isChosen = false
  /// How the row begins where scrolling has put it first: with the name of its group.
  var leftWhenFirst: [Run]?

  init(_ left: [Run] = [], right: [Run] = [], isChosen: Bool = false) {
    self.left = left
    self.right = right
    self.isChosen = isChosen
  }

  init(_ text: String, _ role: Role = .text) {
    self.init([Run(text, role)])
  }
}

extension Run {
  /// The text that so many columns hold: what only blanks make longer is not cut.
  fileprivate func fitting(_ space: Int) -> String {
    guard TextCells.width(text) > space else { return text }
    var words = text[...]
    while words.last == " " { words.removeLast() }
    return TextCells.clipped(String(words), to: space)
  }
}

extension [Run] {
  var width: Int { reduce(0) { $0 + TextCells.width($1.text) } }

  /// The runs with a separator between them, empty ones left out.
  func joined(by separator: String, _ role: Role = .dim) -> [Run] {
    var joined: [Run] = []
    for run in self where !run.text.isEmpty {
      if !joined.isEmpty {
        joined.append(Run(separator, role))
      }
      joined.append(run)
    }
    return joined
  }
}

extension Frame {
  /// Draws runs one after another, the last that fits ending in "…" where something is cut.
  @discardableResult
  mutating func put(_ runs: [Run], column: Int, row: Int, limit: Int) -> Int {
    var used = 0
    for run in runs {
      let space = limit - used
      guard space > 0 else { break }
      let text = run.fitting(space)
      used += put(text, run.role, column: column + used, row: row, limit: space)
      if TextCells.width(run.text) > space {
        break
      }
    }
    return used
  }

  /// Draws a row between two columns; the right part stands, the left is cut before it. A right
  /// part that would take more than half is cut first.
  mutating func put(_ row: TextRow, columns span: Range<Int>, row number: Int) {
    let space = span.count
    let gap = row.right.isEmpty ? 0 : 2
    let leftWidth = row.left.width
    var right = row.right.width
    if leftWidth + gap + right > space {
      right = min(right, max(space - leftWidth - gap, space / 2 - gap))
    }
    put(row.left, column: span.lowerBound, row: number, limit: space - right - gap)
    put(row.right, column: span.upperBound - right, row: number, limit: right)
    if row.isChosen {
      recolour(.selected, columns: span, row: number)
    }
  }
}

extension Array where Element == Cell {
  /// At most so many cells, without half of a wide character at the end.
  func cut(to count: Int) -> [Cell] {
    guard self.count > count else { return self }
    let isHalf = count > 0 && self[count].isContinuation
    return Array(prefix(Swift.max(0, isHalf ? count - 1 : count)))
  }
}
