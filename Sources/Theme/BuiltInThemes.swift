import ThemeFiles

extension Theme {
  package static let defaultName = "dusk"

  /// The themes inside the program, in the order in which they are offered.
  ///
  /// A file that could not be read is left out; a test reads every one.
  package static let builtIn: [Theme] = builtInNames.compactMap(builtIn)

  /// Their names, for which no file is read.
  package static let builtInNames: [String] = ThemeFiles.all.map(\.name)

  /// The built-in theme of a name: only its file is read.
  package static func builtIn(_ name: String) -> Theme? {
    ThemeFiles.all.first { $0.name == name }.flatMap {
      try? Theme(name: $0.name, file: "\($0.name).json", bytes: $0.bytes)
    }
  }

  /// What the program starts with. Without its file: no colours at all, still readable.
  package static let dusk: Theme = builtIn(defaultName) ?? bare

  /// Attributes for terminals without colours, and for roles whose theme has none.
  package static let mono: Theme = builtIn("mono") ?? bare

  private static let bare = Theme(name: defaultName, about: "", ground: nil, styles: [:])
}
