import Screen
import Testing

@Suite("What of a row is another than it was")
struct FrameChangeTests {
  private func row(_ text: String, _ role: Role = .text) -> [Cell] {
    let cells = TextCells.cells(text, role)
    return cells + Array(repeating: Cell(), count: 20 - cells.count)
  }

  @Test("from the first to the last cell that differs")
  func plain() {
    #expect(Frame.changed(row("left hand"), since: row("left hand")).isEmpty)
    #expect(Frame.changed(row("left hand o"), since: row("left hand")) == 10..<11)
    #expect(Frame.changed(row("lost hind"), since: row("left hand")) == 1..<7)
    #expect(Frame.changed(row("a", .dim), since: row("a", .text)) == 0..<1)
  }

  @Test("a row of another width is another row")
  func width() {
    #expect(Frame.changed([Cell("a"), Cell("b")], since: [Cell("a")]) == 0..<2)
  }

  @Test("neither row's wide characters are cut in half")
  func wide() {
    // 湖 takes two columns; 汽 and 湖 differ in the first of them alone.
    #expect(Frame.changed(row("a湖b"), since: row("a汽b")) == 1..<3)
    // Plain text over a wide character, shifted by one column.
    #expect(Frame.changed(row("abcd"), since: row("a湖d")) == 1..<3)
    #expect(Frame.changed(row("a湖d"), since: row("axyd")) == 1..<3)
    #expect(Frame.changed(row("x湖湖"), since: row("湖湖x")) == 0..<5)
  }

  @Test("a cell shows its character and at most two marks")
  func marks() {
    var cell = Cell("e\u{301}")
    #expect(cell.text == "e\u{301}")
    cell.add("\u{323}")
    cell.add("\u{308}")
    #expect(cell.text.unicodeScalars.map(\.value) == [0x65, 0x301, 0x323])
    #expect(Cell("").isContinuation && Cell("").text.isEmpty)
    #expect(Cell("\u{10FFFD}").first?.value == 0x10FFFD)
    #expect(Cell("a").isASCII && !Cell("ä").isASCII && !cell.isASCII)
  }

  @Test("roles are numbered in their order")
  func numbers() {
    #expect(Role.allCases.map(\.number) == Array(0..<Role.allCases.count))
  }
}
