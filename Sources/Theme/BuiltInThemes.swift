import ThemeFiles

extension Theme {
  package static let defaultName = "dusk"

  /// The themes inside the program, in the order in which they are offered.
  ///
  /// A file that could not be read is left out; a test reads every one.
  package static let builtIn: [Theme] = ThemeFiles.all.compactMap { name, bytes in
    try? Theme(name: name, file: "\(name).json", bytes: bytes)
  }

  /// The built-in theme of a name.
  package static func builtIn(_ name: String) -> Theme? {
    builtIn.first { $0.name == name }
  }

  /// What the program starts with. Without its file: no colours at all, still readable.
  package static let dusk: Theme = builtIn(defaultName) ?? bare

  /// Attributes for terminals without colours, and for roles whose theme has none.
  package static let mono: Theme = builtIn("mono") ?? bare

  private static let bare = Theme(name: defaultName, about: "", ground: nil, styles: [:])
}
