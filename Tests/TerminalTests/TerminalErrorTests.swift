import Terminal
import Testing

@Suite("Why there is no screen")
struct TerminalErrorTests {
  static let all: [TerminalError] = [
    .noTerminal, .termUnset, .termUnknown("nosuch"), .termPoor("dumb"),
    .notUTF8(encoding: "ANSI_X3.4-1968"), .noSignals,
  ]

  @Test("is one clear sentence that says what to do", arguments: all)
  func words(error: TerminalError) {
    let words = "\(error)"
    #expect(words.hasPrefix("it "))
    #expect(words.contains("; "), "what happened; what to do")
    #expect(words.hasSuffix("."))
    #expect(!words.contains("\n"))
  }

  @Test("quotes a name from outside harmlessly")
  func quoting() {
    let words =
      "\(TerminalError.termUnknown("a\u{1B}[31m\u{202E}" + String(repeating: "b", count: 99)))"
    #expect(words.contains("\"a?[31m?bbb"))
    #expect(!words.unicodeScalars.contains { $0.value < 0x20 || $0.value > 0x7E })
  }
}
