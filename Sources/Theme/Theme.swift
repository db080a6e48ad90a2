import Screen

/// How every role looks: one theme file, read and checked.
package struct Theme: Equatable, Sendable {
  package let name: String
  /// One line for a list of themes.
  package let about: String
  /// What is behind every cell; nil leaves the terminal's own ground.
  package let ground: Colour?
  /// One style for every role.
  package let styles: [Role: Style]

  package init(name: String, about: String, ground: Colour?, styles: [Role: Style]) {
    self.name = name
    self.about = about
    self.ground = ground
    self.styles = styles
  }

  package func style(_ role: Role) -> Style { styles[role] ?? Style() }

  /// The ground that a role stands on; nil when the terminal's own.
  package func ground(of role: Role) -> Colour? { style(role).background ?? ground }
}

/// A theme made ready for one terminal: what to send for every role, by number.
package struct StyleTable: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// A number of the terminal's palette, or -1 for its own colour.
    package var foreground: Int
    package var background: Int
    package var attributes: Style.Attributes
  }

  /// One entry a role, in the order of `Role.allCases`.
  package let entries: [Entry]

  /// - Parameter plain: adds its attributes when there are no colours; not read when there are
  ///   enough of them.
  package init(_ theme: Theme, depth: ColourDepth, plain: @autoclosure () -> Theme) {
    // All roles but a few stand on one ground.
    var grounds: [Colour: Int] = [:]
    func number(of ground: Colour) -> Int {
      if let known = grounds[ground] { return known }
      let number = Palette.nearest(to: ground, depth: depth)
      grounds[ground] = number
      return number
    }
    entries = Role.allCases.map { role in
      let style = theme.style(role)
      guard depth != .mono else {
        let attributes = style.attributes.union(plain().style(role).attributes)
        return Entry(foreground: -1, background: -1, attributes: attributes)
      }
      let ground = theme.ground(of: role)
      let background = ground.map(number) ?? -1
      let foreground =
        style.foreground.map { Palette.nearest(to: $0, on: ground, depth: depth) } ?? -1
      var attributes = style.attributes
      // So few colours have hardly any brightnesses; bold and dim stand in for them.
      if depth == .eight || depth == .sixteen {
        let isMuted = style.foreground.map { $0.isMuted(on: ground) } ?? false
        attributes.formUnion(
          plain().style(role).attributes.intersection(isMuted ? .dim : [.bold, .dim]))
        if isMuted, attributes.remove(.bold) != nil {
          // Bold is bright on such a terminal: a brown would glow yellow in the dim room.
          attributes.insert(.underline)
        }
      }
      return Entry(foreground: foreground, background: background, attributes: attributes)
    }
  }
}
