/// Which rows belong to which pane, from the bottom up: the log has what is left.
struct Layout: Equatable {
  let log: Range<Int>
  /// First row of marks or question.
  let middle: Int
  /// First row of the note line.
  let line: Int
  let footer: Int

  init(rows: Int, header: Int, middle: Int, line: Int) {
    footer = rows - 1
    self.line = footer - line
    self.middle = self.line - middle
    log = header..<max(header, self.middle)
  }

  /// A panel never hides the newest part of the log altogether.
  func panelHeight(wanting height: Int) -> Int {
    let kept = max(2, log.count * 3 / 10)
    return max(0, min(height, log.count - kept))
  }
}
