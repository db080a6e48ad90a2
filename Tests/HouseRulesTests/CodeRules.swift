/// What may not be written, and where.
enum CodeRules {
  /// A run of tokens that is not allowed. `bare`: only where it is not a member of something.
  struct Phrase {
    let text: String
    let tokens: [String]
    let bare: Bool

    init(_ text: String, bare: Bool = false) {
      self.text = text
      self.tokens = Tokens.of(text).map(\.text)
      self.bare = bare
    }
  }

  static func find(_ phrases: [Phrase], in file: SourceFile) -> [Violation] {
    var violations: [Violation] = []
    let tokens = file.tokens
    for phrase in phrases {
      guard let first = phrase.tokens.first else { continue }
      for start in tokens.indices where tokens[start].text == first {
        let end = start + phrase.tokens.count
        guard end <= tokens.count,
          zip(tokens[start..<end], phrase.tokens).allSatisfy({ $0.text == $1 })
        else { continue }
        let before = start > 0 ? tokens[start - 1].text : ""
        if phrase.bare, before == "." || before == "func" { continue }
        violations.append(Violation(path: file.path, line: tokens[start].line, what: phrase.text))
      }
    }
    return violations
  }

  /// Neither forced tries and casts nor forced optionals.
  static func force(_ file: SourceFile) -> [Violation] {
    guard file.isSwift else { return [] }
    return file.tokens.indices.dropFirst().compactMap { index in
      let token = file.tokens[index]
      guard token.text == "!", token.adjacent else { return nil }
      let before = file.tokens[index - 1].text
      guard let last = before.last else { return nil }
      let value = last.isLetter || last.isNumber || "_)]}\"?>`".contains(last)
      let next = index + 1 < file.tokens.count ? file.tokens[index + 1] : nil
      if !value || (next?.text == "=" && next?.adjacent == true) { return nil }
      return Violation(path: file.path, line: token.line, what: "\(before)!")
    }
  }

  /// Words that say nothing about what a thing is. Source: the brief's list of names.
  static let bannedWords: Set<String> = [
    "Manager", "Helper", "Helpers", "Utils", "Util", "Handler", "Controller", "Context", "Service",
    "Common", "Data", "Info",
  ]

  static func names(_ file: SourceFile) -> [Violation] {
    var violations: [Violation] = []
    let stem = file.path.split(separator: "/").last?.split(separator: ".").first ?? ""
    if let word = banned(in: String(stem)) {
      violations.append(Violation(path: file.path, line: 1, what: "a file named \(word)"))
    }
    guard file.isSwift else { return violations }
    let kinds: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    for (token, name) in zip(file.tokens, file.tokens.dropFirst())
    where kinds.contains(token.text) && name.text.first?.isUppercase == true {
      if let word = banned(in: name.text) {
        violations.append(Violation(path: file.path, line: name.line, what: "a type named \(word)"))
      }
    }
    return violations
  }

  private static func banned(in name: String) -> String? {
    if name.contains("ViewModel") { return "ViewModel" }
    var words: [String] = []
    for character in name {
      if character.isUppercase || words.isEmpty {
        words.append(String(character))
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words.first { bannedWords.contains($0) }
  }

  static let pureModules: Set = [
    "SessionModel", "Protocols", "Interaction", "Screen", "Theme", "ThemeFiles", "SampleArc",
  ]

  private static let impure: [Phrase] =
    [
      "Date()", "Date.now", "ContinuousClock.now", "ContinuousClock()", "SuspendingClock",
      "ProcessInfo", "FileManager", "FileHandle", "SystemRandomNumberGenerator", ".random(",
      ".randomElement(", ".shuffled(", ".shuffle(", "UUID()", "CommandLine", "contentsOfFile",
      "contentsOf: URL", "Locale.current", "TimeZone.current", "Calendar.current", "Task.sleep",
      "O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "nonisolated(unsafe)", "@unchecked Sendable",
    ].map { Phrase($0) }
    + [
      "clock_gettime(", "gettimeofday(", "time(nil", "getenv(", "setenv(", "fopen(", "opendir(",
      "arc4random(", "rand(", "print(", "exit(",
    ].map { Phrase($0, bare: true) }

  static func purity(_ file: SourceFile) -> [Violation] {
    guard file.isSource, pureModules.contains(file.module) else { return [] }
    return find(impure, in: file)
  }

  static func printing(_ file: SourceFile) -> [Violation] {
    guard file.isSource, !file.module.hasPrefix("holdfast") else { return [] }
    return find(
      [
        Phrase("print(", bare: true), Phrase("debugPrint(", bare: true),
        Phrase("dump(", bare: true),
      ],
      in: file)
  }

  static func sleeping(_ file: SourceFile) -> [Violation] {
    // The library that stalls a disk is a simulated disk: waiting is what it is for.
    guard file.isTest, !file.path.hasPrefix("Tests/CStall/") else { return [] }
    return find(
      ["sleep(", "usleep(", "nanosleep(", "clock_nanosleep(", "Task.sleep", "Thread.sleep"]
        .map { Phrase($0) }, in: file)
  }

  private static let cursesWords: Set = [
    "newterm", "initscr", "endwin", "stdscr", "curscr", "newscr", "doupdate", "refresh",
    "wrefresh", "wnoutrefresh", "wmove", "addwstr", "waddnwstr", "getch", "wgetch", "wget_wch",
    "init_pair", "init_extended_pair", "init_color", "start_color", "has_colors", "cchar_t",
    "setcchar", "resizeterm", "WINDOW", "SCREEN", "COLS", "LINES", "COLORS", "tigetstr",
    "setupterm", "curses", "ncurses", "ncursesw", "chtype", "attr_t",
  ]

  /// Curses stays behind one header, which itself names nothing of it.
  static func curses(_ file: SourceFile) -> [Violation] {
    let inside = file.path.hasPrefix("Sources/CNcurses/") && !file.path.contains("/include/")
    guard !inside, file.isSource else { return [] }
    let allowed: Set = ["refresh"]
    return file.tokens.compactMap { token in
      let named = cursesWords.subtracting(allowed).contains(token.text)
      let constant = ["KEY_", "A_BOLD", "WA_", "ACS_"].contains { token.text.hasPrefix($0) }
      guard named || constant else { return nil }
      return Violation(path: file.path, line: token.line, what: "curses' \(token.text)")
    }
  }
}
