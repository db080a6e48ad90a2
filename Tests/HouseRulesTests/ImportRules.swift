/// Which module may know of which. Source: the architecture's arrows.
enum ImportRules {
  /// SessionModel ← Protocols, SessionJournal, Interaction ← Screen ← Theme ← Terminal ← holdfast.
  static let arrows: [String: Set<String>] = [
    "SessionModel": [],
    "Protocols": ["SessionModel"],
    "SessionJournal": ["SessionModel", "CStorage"],
    "Interaction": ["SessionModel", "Protocols"],
    "Screen": ["SessionModel", "Protocols", "Interaction"],
    "ThemeFiles": [],
    "Theme": ["Screen", "ThemeFiles"],
    "Terminal": ["Interaction", "Screen", "Theme", "CNcurses"],
    "SampleArc": ["SessionModel", "Protocols"],
    "holdfast": [
      "SessionModel", "Protocols", "SessionJournal", "Interaction", "Screen", "Theme", "Terminal",
      "SampleArc",
    ],
    "holdfast-bench": ["SessionModel", "Protocols", "SessionJournal", "SampleArc"],
    "CNcurses": [],
    "CStorage": [],
  ]

  /// What comes with the system or from a package, beside FoundationEssentials.
  static let others: [String: Set<String>] = [
    "SessionJournal": ["Crypto", "Glibc", "Synchronization"],
    "holdfast": ["ArgumentParser", "Crypto", "Glibc", "Synchronization"],
    "holdfast-bench": ["ArgumentParser", "Glibc", "Synchronization"],
  ]

  static func check(_ file: SourceFile) -> [Violation] {
    guard file.isSource, file.isSwift else { return [] }
    guard let arrows = arrows[file.module] else {
      return [Violation(path: file.path, line: 1, what: "the unknown module \(file.module)")]
    }
    let allowed = arrows.union(others[file.module] ?? []).union(["FoundationEssentials"])
    var violations: [Violation] = []
    for index in file.tokens.indices where file.tokens[index].text == "import" {
      var name = index + 1
      // `import struct Module.Thing` names the module second.
      let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      if name < file.tokens.count, kinds.contains(file.tokens[name].text) { name += 1 }
      guard name < file.tokens.count, !allowed.contains(file.tokens[name].text) else { continue }
      violations.append(
        Violation(
          path: file.path, line: file.tokens[name].line,
          what: "\(file.module) imports \(file.tokens[name].text)"))
    }
    return violations
  }
}
