import Screen
import Testing
import Theme
import ThemeFiles

@Suite("Reading a theme")
struct ThemeReadingTests {
  static let roles = Role.allCases.map { "    \($0.rawValue): { fg: '#aabbcc' }," }

  /// A whole theme, one role a line from line 4 on.
  static func theme(_ change: (inout [String]) -> Void = { _ in }) -> String {
    var lines = ["// a comment", "{ about: 'mine', ground: \"#000000\",", "  roles: {"]
    lines += roles
    lines += ["  }", "}"]
    change(&lines)
    return lines.joined(separator: "\n")
  }

  private func read(_ text: String) throws -> Theme {
    try Theme(name: "mine", file: "mine.json", bytes: Array(text.utf8))
  }

  @Test("takes comments, trailing commas, unquoted names and either quote")
  func taken() throws {
    let theme = try read(
      Self.theme { $0[3] = "/* one\n two */ 'text': { fg: '#102030', bold: true, dim: false, }," })
    #expect(theme.about == "mine")
    #expect(theme.ground == Colour(red: 0, green: 0, blue: 0))
    #expect(theme.style(.text).foreground == Colour(red: 16, green: 32, blue: 48))
    #expect(theme.style(.text).attributes == .bold)
    #expect(theme.style(.dim).foreground == Colour(red: 0xAA, green: 0xBB, blue: 0xCC))
  }

  @Test("every fault names its line, and what happens now")
  func faults() {
    func fault(_ change: @escaping (inout [String]) -> Void) -> ThemeError? {
      #expect(throws: ThemeError.self) { try read(Self.theme(change)) }
      do { _ = try read(Self.theme(change)) } catch { return error as? ThemeError }
      return nil
    }
    let cases: [(ThemeError?, Int, ThemeFault.Problem)] = [
      (fault { $0[5] = "  shout: { fg: '#aabbcc' }," }, 6, .unknownRole("shout")),
      (fault { $0[5] = "" }, 3, .missingRole(Role.allCases[2])),
      (fault { $0[6] = "  strong: { fg: '#aabbc' }," }, 7, .badColour("#aabbc")),
      (fault { $0[6] = "  strong: { fg: 'red' }," }, 7, .badColour("red")),
      (
        fault { $0[6] = "  strong: { fg: 7 }," }, 7,
        .syntax(expected: "an object, a text in quotes, true or false")
      ),
      (fault { $0[6] = "  strong: { bold: 'yes' }," }, 7, .badFlag(key: "bold")),
      (fault { $0[6] = "  strong: { fg: true }," }, 7, .badText(key: "fg")),
      (fault { $0[6] = "  strong: { blink: true }," }, 7, .unknownKey("blink")),
      (fault { $0[6] = "  strong: 'bold'," }, 7, .badRole("strong")),
      (fault { $0[6] = "  text: { fg: '#aabbcc' }," }, 7, .duplicateKey("text")),
      (fault { $0[1] = "{ abuot: 'mine'," }, 2, .unknownKey("abuot")),
      (
        fault { $0[6] = "  strong { fg: '#aabbcc' }," }, 7,
        .syntax(expected: "a colon after strong")
      ),
      (
        fault { $0[6] = "  strong: { fg: '#aabbcc }," }, 7,
        .syntax(expected: "the closing quote on the same line")
      ),
      (fault { $0 = ["{ about: 'x' }"] }, 1, .missingRoles),
      (
        fault { $0.append("more") }, Role.allCases.count + 6,
        .syntax(expected: "nothing after the last brace")
      ),
      (fault { $0 = ["", "/* never closed"] }, 2, .syntax(expected: "the end of this comment")),
      (fault { $0 = [""] }, 1, .syntax(expected: "an object, a text in quotes, true or false")),
    ]
    for (error, line, problem) in cases {
      #expect(error?.line == line, "\(problem)")
      #expect(error?.problem == problem)
      #expect(error?.description.hasPrefix("mine.json, line \(line): ") == true)
      #expect(error?.description.hasSuffix("; the program starts with dusk.") == true)
    }
  }

  @Test("bytes that are not text, and texts nested without end, are refused")
  func hostile() {
    #expect(throws: ThemeError(file: "f", line: 1, problem: .notUTF8)) {
      try Theme(name: "x", file: "f", bytes: [0x7B, 0xFF, 0x7D])
    }
    #expect(throws: ThemeError.self) { try read(String(repeating: "{a:", count: 100_000)) }
  }

  @Test("one that cannot be read says so in words")
  func words() {
    let error = ThemeError(file: "mine.json", line: 7, problem: .badColour("red"))
    #expect(
      error.description
        == "mine.json, line 7: \"red\" is not a colour; write #rrggbb or default; "
        + "the program starts with dusk.")
  }
}
