import Foundation
import Testing

@Suite("The rules of the house")
struct HouseRulesTests {
  typealias Rule = @Sendable (SourceFile) -> [Violation]

  static let rules: [(name: String, rule: Rule)] = [
    ("files have at most 400 lines", SizeRules.fileLength),
    ("lines have at most 100 columns", SizeRules.lineLength),
    ("functions have at most 50 lines", SizeRules.functionLength),
    ("modules import along the arrows", ImportRules.check),
    ("names say what a thing is", CodeRules.names),
    ("nothing is forced", CodeRules.force),
    ("pure modules know no clock, file, environment or chance", CodeRules.purity),
    ("only the executables print", CodeRules.printing),
    ("no test waits for time to pass", CodeRules.sleeping),
    ("curses stays behind its header", CodeRules.curses),
  ]

  @Test("hold in every file", arguments: rules.indices)
  func hold(index: Int) throws {
    let files = try SourceFile.all()
    #expect(files.count > 50, "the rules must have something to read")
    for violation in files.flatMap(Self.rules[index].rule) {
      Issue.record("\(Self.rules[index].name): \(violation)")
    }
  }

  @Test("the top level is fixed")
  func topLevel() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: SourceFile.package.path)
      .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(Set(names) == ["Package.swift", "README.md", "Sources", "Tests", "themes"])
  }

  @Test("every module of the arrows is there, and no other")
  func modules() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: SourceFile.package.appending(path: "Sources").path)
    #expect(Set(names + ["ThemeFiles"]) == Set(ImportRules.arrows.keys))
  }

  @Test("every theme file is embedded under its own name")
  func themes() throws {
    let folder = SourceFile.package.appending(path: "themes")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    #expect(!names.isEmpty)
    let list = try SourceFile.read("themes/ThemeFiles.swift").text
    let package = try SourceFile.read("Package.swift").text
    for name in names {
      #expect(list.contains("(\"\(name)\", PackageResources.\(name)_json)"))
      #expect(package.contains(".embedInCode(\"\(name).json\")"))
    }
  }
}
