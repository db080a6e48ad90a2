import Testing

/// A rule that catches nothing is worse than none.
@Suite("The rules catch what they are for")
struct RuleSelfTests {
  private func file(_ text: String, _ path: String = "Sources/Screen/X.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  private func function(lines: Int) -> String {
    "func f() {\n" + String(repeating: "  g()\n", count: lines - 2) + "}\n"
  }

  @Test("sizes")
  func sizes() {
    #expect(SizeRules.fileLength(file(String(repeating: "\n", count: 400))).isEmpty)
    #expect(SizeRules.fileLength(file(String(repeating: "\n", count: 401))).count == 1)
    #expect(SizeRules.lineLength(file(String(repeating: "é", count: 100))).isEmpty)
    #expect(SizeRules.lineLength(file("\n" + String(repeating: "x", count: 101))).first?.line == 2)
    #expect(SizeRules.functionLength(file(function(lines: 50))).isEmpty)
    #expect(SizeRules.functionLength(file(function(lines: 51))).count == 1)
    #expect(SizeRules.functionLength(file("struct S {\n" + function(lines: 51) + "}")).count == 1)
    let c = function(lines: 51).replacingOccurrences("func f", "int f")
    #expect(SizeRules.functionLength(file(c, "Sources/CNcurses/x.c")).count == 1)
    let initialiser = function(lines: 51).replacingOccurrences("func f", "init")
    #expect(SizeRules.functionLength(file(initialiser)).count == 1)
  }

  @Test("braces in strings, comments and closures do not fool the counter")
  func braces() {
    let tricky = """
      protocol P { func requirement() -> Int; init() }
      func f(_ g: () -> Void = { }) -> [Int] where A == B { // }
        /* } /* } */ } */ let s = "}\\(h { "}" })}" + #"}\\("# + \"\"\"
          } "
          \"\"\"
      }
      func after() {}
      """
    let functions = SizeRules.swiftFunctions(Tokens.of(tricky))
    #expect(functions.map(\.first) == [2, 7])
    #expect(functions.map(\.last) == [6, 7])
  }

  @Test("forced values, and only those")
  func force() {
    for bad in [
      "x!", "f()!", "a[0]!", "try! f()", "x as! Int", "var x: Int!", "\"\\(x!)\"", "x?.y!.z",
    ] {
      #expect(CodeRules.force(file("let a = \(bad)")).count == 1, "\(bad)")
    }
    for good in ["!x", "x != y", "x!=y", "(!x)", "// x!", "\"x!\"", "a && !b", "#\"x!\"#"] {
      #expect(CodeRules.force(file(good)).isEmpty, "\(good)")
    }
  }

  @Test("names")
  func names() {
    for bad in [
      "struct SessionManager", "enum DataKind", "final class NoteHelper", "protocol Service",
      "typealias InfoList = Int", "struct NoteViewModel",
    ] {
      #expect(CodeRules.names(file(bad)).count == 1, "\(bad)")
    }
    for good in ["struct Database {}", "enum Informed {}", "// class Manager", "let dataCount = 1"]
    {
      #expect(CodeRules.names(file(good)).isEmpty, "\(good)")
    }
    #expect(CodeRules.names(file("", "Sources/Screen/PaneUtils.swift")).count == 1)
  }

  @Test("imports against the arrows")
  func imports() {
    for bad in [
      "import Theme", "import Terminal", "import Foundation", "import struct Theme.Style",
      "@preconcurrency import SessionJournal", "import Glibc",
    ] {
      #expect(ImportRules.check(file(bad)).count == 1, "\(bad)")
    }
    #expect(ImportRules.check(file("import Interaction\nimport FoundationEssentials")).isEmpty)
    #expect(ImportRules.check(file("import Screen", "Sources/SessionModel/X.swift")).count == 1)
    #expect(ImportRules.check(file("", "Sources/Extra/X.swift")).count == 1)
  }

  @Test("what pure modules may not know")
  func purity() {
    for bad in [
      "let now = Date()", "ContinuousClock.now", "getenv(\"X\")", "ProcessInfo.processInfo",
      "open(path, O_RDONLY)", "Int.random(in: 1...6)", "list.shuffled()", "UUID()", "print(1)",
      "nonisolated(unsafe) var x = 1", "SystemRandomNumberGenerator()", "clock_gettime(0, &t)",
    ] {
      #expect(CodeRules.purity(file(bad)).count >= 1, "\(bad)")
      #expect(CodeRules.purity(file(bad, "Sources/holdfast/X.swift")).isEmpty)
    }
    for good in ["panel.open(x)", "func open(x: Int) {}", "moment.now", "// Date()", "\"Date()\""] {
      #expect(CodeRules.purity(file(good)).isEmpty, "\(good)")
    }
  }

  @Test("printing, sleeping and curses")
  func others() {
    #expect(CodeRules.printing(file("print(1)", "Sources/Terminal/X.swift")).count == 1)
    #expect(CodeRules.printing(file("print(1)", "Sources/holdfast/X.swift")).isEmpty)
    for bad in ["sleep(1)", "usleep(9)", "try await Task.sleep(for: .seconds(1))"] {
      #expect(CodeRules.sleeping(file(bad, "Tests/ScreenTests/X.swift")).count >= 1, "\(bad)")
    }
    #expect(CodeRules.curses(file("let w = stdscr")).count == 1)
    #expect(CodeRules.curses(file("WINDOW *w;", "Sources/CNcurses/include/X.h")).count == 1)
    #expect(CodeRules.curses(file("WINDOW *w;", "Sources/CNcurses/X.c")).isEmpty)
    #expect(CodeRules.curses(file("if key == KEY_UP {}")).count == 1)
  }
}

extension String {
  fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
