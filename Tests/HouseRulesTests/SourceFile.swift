import Foundation

/// One file of the project, and what the rules ask about it.
struct SourceFile {
  /// From the package's folder, with slashes.
  let path: String
  let text: String
  let tokens: [Token]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    tokens = path.hasSuffix(".json") ? [] : Tokens.of(text, isC: !path.hasSuffix(".swift"))
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var isSwift: Bool { path.hasSuffix(".swift") }
  var isSource: Bool { path.hasPrefix("Sources/") || path.hasPrefix("themes/") }
  var isTest: Bool { path.hasPrefix("Tests/") }

  /// The module whose folder it lies in.
  var module: String {
    if path.hasPrefix("themes/") { return "ThemeFiles" }
    let parts = path.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : ""
  }

  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift and C of the project.
  static func all() throws -> [SourceFile] {
    var files: [SourceFile] = []
    for folder in ["Sources", "Tests", "themes"] {
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: package.appending(path: folder).path)
      for name in names.sorted() where [".swift", ".c", ".h"].contains(where: name.hasSuffix) {
        files.append(try read("\(folder)/\(name)"))
      }
    }
    files.append(try read("Package.swift"))
    return files
  }

  static func read(_ path: String) throws -> SourceFile {
    let url = package.appending(path: path)
    return SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
  }
}

/// A place where a rule of the house is broken.
struct Violation: CustomStringConvertible {
  let path: String
  let line: Int
  let what: String
  var description: String { "\(path):\(line): \(what)" }
}
