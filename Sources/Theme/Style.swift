/// How a role looks in a theme file.
package struct Style: Equatable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }

  /// nil leaves the terminal's own colour.
  package var foreground: Colour?
  /// nil leaves the theme's ground.
  package var background: Colour?
  package var attributes: Attributes

  package init(
    foreground: Colour? = nil, background: Colour? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// How many colours a terminal can show.
package enum ColourDepth: Equatable, CaseIterable, Sendable {
  /// Attributes only: a monochrome terminal, or a person's `NO_COLOR`.
  case mono
  case eight, sixteen, indexed256
  /// 24 bits, named directly by the terminal description.
  case direct

  /// The depth for a terminal that names its number of colours.
  package init(colours: Int) {
    switch colours {
    case ..<8: self = .mono
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case 256..<0x100_0000: self = .indexed256
    default: self = .direct
    }
  }
}
