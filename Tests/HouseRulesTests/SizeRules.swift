/// How large files, lines and functions may be.
enum SizeRules {
  static let linesPerFile = 400
  static let linesPerFunction = 50
  static let columns = 100

  static func fileLength(_ file: SourceFile) -> [Violation] {
    let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
    guard count > linesPerFile else { return [] }
    return [Violation(path: file.path, line: count, what: "\(count) lines in a file")]
  }

  static func lineLength(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { number, line in
      guard line.count > columns else { return nil }
      return Violation(path: file.path, line: number + 1, what: "\(line.count) columns")
    }
  }

  static func functionLength(_ file: SourceFile) -> [Violation] {
    let functions = file.isSwift ? swiftFunctions(file.tokens) : cFunctions(file.tokens)
    return functions.compactMap { first, last in
      let count = last - first + 1
      guard count > linesPerFunction else { return nil }
      return Violation(path: file.path, line: first, what: "\(count) lines in a function")
    }
  }

  /// First and last line of everything that is declared with func, init, deinit or subscript.
  static func swiftFunctions(_ tokens: [Token]) -> [(first: Int, last: Int)] {
    var functions: [(Int, Int)] = []
    for (index, token) in tokens.enumerated() {
      guard ["func", "init", "deinit", "subscript"].contains(token.text) else { continue }
      let before = index > 0 ? tokens[index - 1].text : ""
      guard before != ".", before != "`" else { continue }
      guard let open = bodyStart(tokens, after: index) else { continue }
      if let close = matching(tokens, open: open) {
        functions.append((token.line, tokens[close].line))
      }
    }
    return functions
  }

  /// The brace that opens a body; nil for a requirement, which has none.
  private static func bodyStart(_ tokens: [Token], after start: Int) -> Int? {
    var depth = 0
    for index in tokens.indices where index > start {
      switch tokens[index].text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return index
      case "}" where depth == 0: return nil
      case "func", "var", "let", "init", "subscript", "associatedtype", "case", "struct", "class",
        "enum", "extension", "static", "mutating", "package":
        if depth == 0 { return nil }
      default: break
      }
      if depth < 0 { return nil }
    }
    return nil
  }

  /// Every pair of braces at the outside of a C file that follows a parenthesis.
  private static func cFunctions(_ tokens: [Token]) -> [(first: Int, last: Int)] {
    var functions: [(Int, Int)] = []
    var index = 1
    while index < tokens.count {
      if tokens[index].text == "{", let close = matching(tokens, open: index) {
        if tokens[index - 1].text == ")" {
          functions.append((tokens[index].line, tokens[close].line))
        }
        index = close
      }
      index += 1
    }
    return functions
  }

  private static func matching(_ tokens: [Token], open: Int) -> Int? {
    var depth = 0
    for index in tokens.indices[open...] {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
