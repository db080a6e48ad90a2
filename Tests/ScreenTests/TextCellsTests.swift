import Screen
import Testing

private func shown(_ text: String) -> [String] { TextCells.cells(text, .text).map(\.text) }

@Suite("Text becomes cells")
struct TextCellsTests {
  @Test("plain, wide and marked text")
  func ordinary() {
    #expect(shown("a b") == ["a", " ", "b"])
    #expect(shown("日x") == ["日", "", "x"])
    #expect(shown("e\u{301}x") == ["e\u{301}", "x"])
    #expect(shown("각").count == 2)
    #expect(shown("\u{1100}\u{1161}\u{11A8}") == ["\u{1100}\u{1161}\u{11A8}", ""])
    #expect(shown("שלום") == ["ש", "ל", "ו", "ם"])
  }

  @Test("no control character passes")
  func controls() {
    #expect(shown("\u{1B}[31m") == ["␛", "[", "3", "1", "m"])
    #expect(shown("a\tb\nc\r") == ["a", "⇥", "b", "⏎", "c", "␍"])
    #expect(shown("\u{7F}\u{85}\u{9B}") == ["␡", "\u{FFFD}", "\u{FFFD}"])
    #expect(shown("\u{2028}") == ["⏎"])
    #expect(TextCells.cells("\u{1B}", .strong) == [Cell("␛", .faint)])
  }

  @Test("nothing turns the direction or hides")
  func invisible() {
    for value in [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069] {
      #expect(shown(String(UnicodeScalar(value).map(Character.init) ?? " ")) == ["\u{FFFD}"])
    }
    #expect(
      shown("a\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{200E}\u{200F}\u{61C}\u{AD}b") == [
        "a", "b",
      ])
    #expect(shown("a\u{E0041}b\u{FE0F}") == ["a", "b"])
    #expect(shown("\u{E000}\u{10FFFF}\u{378}") == ["\u{FFFD}", "\u{FFFD}", "\u{FFFD}"])
  }

  @Test("at most two marks stand on a base")
  func stacked() {
    let stack = String(repeating: "\u{301}", count: 50)
    #expect(shown("e" + stack + "x") == ["e\u{301}\u{301}", "x"])
    #expect(shown(stack) == ["\u{25CC}\u{301}\u{301}"] || shown(stack).count == 1)
    #expect(shown("\u{301}") == ["\u{25CC}\u{301}"])
    #expect(shown("\n\u{301}") == ["⏎", "\u{25CC}\u{301}"])
  }

  @Test("emoji take two columns, however they are joined")
  func emoji() {
    #expect(shown("🙂") == ["🙂", ""])
    #expect(shown("👩‍👩‍👧x") == ["👩", "", "x"])
    #expect(shown("👍🏽x") == ["👍", "", "x"])
    #expect(shown("🇩🇪") == ["D", "E"])
    #expect(shown("❤️x") == ["❤", "x"])
    #expect(shown("1️⃣") == ["1"])
  }

  @Test("the width is the sum of the characters' widths, and the number of cells")
  func additive() {
    let pieces: [String] = [
      "a", " ", "日", "\u{301}", "\u{200D}", "👩", "🏽", "🇩", "\u{FE0F}", "\n", "\r", "\u{1100}",
      "\u{1161}", "\u{11A8}", "각", "가", "\u{200B}", "\u{200C}", "ש", "\u{93F}", "क", "\u{94D}",
      "\u{202E}", "❤", "\u{1B}", "\u{E9}", "\u{A0}", "\u{3000}", "\u{20E3}", "\u{378}",
    ]
    var seed: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<6 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.unicodeScalars.append(
          contentsOf: pieces[Int(seed >> 33) % pieces.count].unicodeScalars)
      }
      let cells = TextCells.cells(text, .text)
      let width = TextCells.width(text)
      #expect(cells.count == width, "\(text.debugDescription)")
      let sum = text.reduce(0) { $0 + TextCells.width(String($1)) }
      #expect(sum == width, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test("clipping says so, and never leaves half a character")
  func clipped() {
    #expect(TextCells.clipped("abcdef", to: 6) == "abcdef")
    #expect(TextCells.clipped("abcdefg", to: 6) == "abcde…")
    #expect(TextCells.clipped("日本語", to: 4) == "日…")
    #expect(TextCells.clipped("日本語", to: 0) == "")
  }
}

@Suite("Text breaks into rows")
struct TextLinesTests {
  private func rows(_ text: String, _ width: Int) -> [String] {
    TextCells.wrap(text, width: width, .text).map { $0.map(\.text).joined() }
  }

  @Test("between words, and inside only when a word is longer than a row")
  func words() {
    #expect(rows("the jetty at the lake", 10) == ["the jetty", "at the", "lake"])
    #expect(rows("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(rows("a abcdefghij b", 4) == ["a", "abcd", "efgh", "ij b"])
    #expect(rows("", 10) == [""])
    #expect(rows("exactly ten", 7) == ["exactly", "ten"])
    #expect(rows("日本語日本", 5) == ["日本", "語日", "本"])
  }

  @Test("at line feeds, all of which are kept")
  func lineFeeds() {
    #expect(rows("a\n\nb\n", 10) == ["a", "", "b", ""])
    #expect(rows("a\r\nb", 10) == ["a", "b"])
  }

  @Test("the ranges cover the text, and no row is wider than asked")
  func ranges() {
    let text = "the  quick 日本語 fox\njumps over👩‍👩‍👧 thelazydogwhichisverylong e\u{301}e\u{301}  "
    for width in 2...30 {
      let ranges = TextCells.lines(text, width: width)
      #expect(ranges.map { text[$0] }.joined() == text)
      for row in TextCells.wrap(text, width: width, .text) { #expect(row.count <= width) }
      for (one, two) in zip(ranges, ranges.dropFirst()) {
        #expect(one.upperBound == two.lowerBound)
        #expect(!one.isEmpty)
      }
    }
  }
}

@Suite("Drawing into a frame")
struct TextFrameTests {
  private func row(_ frame: Frame, _ index: Int = 0) -> String {
    frame.rows[index].map { $0.text.isEmpty ? "<" : $0.text }.joined()
  }

  @Test("is cut at the edges and at the limit")
  func clipping() {
    var frame = Frame(columns: 6, rows: 1)
    #expect(frame.put("abcdefgh", .text, column: 2, row: 0) == 4)
    #expect(row(frame) == "  abcd")
    #expect(frame.put("xy", .text, column: 6, row: 0) == 0)
    #expect(frame.put("xy", .text, column: 0, row: 1) == 0)
    #expect(frame.put("xyz", .text, column: 0, row: 0, limit: 2) == 2)
    #expect(row(frame) == "xyabcd")
    frame.put("12", .text, endingAt: 6, row: 0)
    #expect(row(frame) == "xyab12")
  }

  @Test("never leaves half a wide character")
  func wide() {
    var frame = Frame(columns: 6, rows: 1)
    frame.put("日本語", .text, column: 0, row: 0)
    #expect(row(frame) == "日<本<語<")
    frame.put("x", .text, column: 1, row: 0)
    #expect(row(frame) == " x本<語<")
    frame.put("y", .text, column: 2, row: 0)
    #expect(row(frame) == " xy 語<")
    #expect(frame.put("日本", .text, column: 3, row: 0) == 2)
    #expect(row(frame) == " xy日< ")
  }

  @Test("fills and recolours only what is inside")
  func areas() {
    var frame = Frame(columns: 4, rows: 3)
    frame.fill(.faint, columns: 2..<9, rows: 1..<9, with: "─")
    #expect(row(frame, 0) == "    ")
    #expect(row(frame, 1) == "  ──")
    #expect(row(frame, 2) == "  ──")
    frame.recolour(.selected, columns: -3..<2, row: 1)
    #expect(frame.rows[1].map(\.role) == [.selected, .selected, .faint, .faint])
  }
}
