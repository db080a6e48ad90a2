import Screen
import Testing
import Theme
import ThemeFiles

@Suite("The themes inside")
struct BuiltInThemeTests {
  static let depths: [ColourDepth] = [.eight, .sixteen, .indexed256]

  @Test("are read without a fault, all of them")
  func read() throws {
    for (name, bytes) in ThemeFiles.all {
      let theme = try Theme(name: name, file: "\(name).json", bytes: bytes)
      #expect(Set(theme.styles.keys) == Set(Role.allCases), "\(name)")
      #expect(!theme.about.isEmpty)
    }
    #expect(
      Theme.builtIn.map(\.name) == ["dusk", "ember", "paper", "contrast", "deutan", "mono"])
  }

  /// How far a role must stand out from its ground: what is read, what is glanced at, what is rule.
  private func floor(_ role: Role, in theme: Theme) -> Double {
    switch theme.name {
    case "contrast": return 7
    // Red alone cannot reach more than 5.25 on black.
    case "ember":
      return role == .faint ? 1.9 : [.dim, .struck, .keeping, .label].contains(role) ? 2.7 : 3.8
    default: return [.faint, .dim, .struck, .keeping, .label].contains(role) ? 3 : 4.5
    }
  }

  @Test("every role can be read", arguments: ["dusk", "ember", "paper", "contrast", "deutan"])
  func contrast(name: String) throws {
    let theme = try #require(Theme.builtIn(name))
    for role in Role.allCases {
      let colour = try #require(theme.style(role).foreground, "\(role)")
      let ground = try #require(theme.ground(of: role))
      let ratio = colour.contrast(with: ground)
      #expect(ratio >= floor(role, in: theme), "\(name) \(role): \(ratio)")
    }
  }

  @Test("dusk is one warm hue in three brightnesses, without glare or bars")
  func dusk() {
    let colours = Set(Theme.dusk.styles.values.compactMap(\.foreground))
    #expect(colours.count == 3)
    for colour in colours {
      #expect(colour.red > colour.green && colour.green > colour.blue, "warm: \(colour)")
      #expect(colour.luminance <= 0.5, "glares: \(colour)")
    }
    #expect(Theme.dusk.ground == Colour(red: 0, green: 0, blue: 0))
    for style in Theme.dusk.styles.values {
      #expect(style.background == nil)
      #expect(!style.attributes.contains(.reverse))
    }
    #expect(Theme.dusk.style(.strong).attributes.isEmpty, "bold costs bytes at every tick")
  }

  @Test("dusk shows exactly its colours in the 256-colour palette")
  func duskIndexed() {
    for (entry, role) in zip(
      StyleTable(.dusk, depth: .indexed256, plain: .mono).entries, Role.allCases)
    {
      #expect(Palette.colour(entry.foreground) == Theme.dusk.style(role).foreground)
      #expect(entry.background == 16)
    }
  }

  @Test("ember lights only the red channel, at every depth")
  func ember() throws {
    let theme = try #require(Theme.builtIn("ember"))
    for style in theme.styles.values {
      let colour = try #require(style.foreground)
      #expect(colour.green == 0 && colour.blue == 0)
    }
    for depth in Self.depths {
      for entry in StyleTable(theme, depth: depth, plain: .mono).entries {
        let colour = Palette.colour(entry.foreground)
        #expect(colour.red > 0 && colour.green == 0 && colour.blue == 0, "\(depth)")
        #expect(!entry.attributes.contains(.reverse))
      }
    }
  }

  @Test("no theme loses a role in its ground where there are few colours")
  func fallback() {
    for theme in Theme.builtIn where theme.name != "mono" {
      for depth in Self.depths {
        let table = StyleTable(theme, depth: depth, plain: .mono)
        for (entry, role) in zip(table.entries, Role.allCases) {
          let ratio = Palette.colour(entry.foreground)
            .contrast(with: Palette.colour(entry.background))
          #expect(ratio >= (theme.name == "ember" ? 1.9 : 2.5), "\(theme.name) \(depth) \(role)")
        }
      }
    }
  }

  @Test("the dim themes turn neither grey nor white where there are few colours")
  func hues() {
    for depth in Self.depths {
      for entry in StyleTable(.dusk, depth: depth, plain: .mono).entries {
        #expect(Palette.colour(entry.foreground).chroma > 0.04, "\(depth)")
      }
    }
  }

  @Test("dusk stays muted where bold is bright", arguments: [ColourDepth.eight, .sixteen])
  func muted(depth: ColourDepth) {
    let entries = StyleTable(.dusk, depth: depth, plain: .mono).entries
    let byRole = Dictionary(uniqueKeysWithValues: zip(Role.allCases, entries))
    for (role, entry) in byRole {
      #expect((0..<8).contains(entry.foreground), "\(role)")
      #expect(!entry.attributes.contains(.bold), "\(role)")
    }
    for role in [Role.notKept, .red] {
      #expect(byRole[role]?.attributes != byRole[.text]?.attributes, "\(role)")
    }
    #expect(byRole[.dim]?.attributes != byRole[.due]?.attributes)
    let contrast = Theme.builtIn("contrast").map { StyleTable($0, depth: depth, plain: .mono) }
    #expect(contrast?.entries.contains { $0.attributes.contains(.bold) } == true)
  }

  /// Colours as an eye without the middle cones sees them. Source: Viénot, Brettel and Mollon 1999,
  /// the deuteranope's matrix, on linear light; here on the encoded values, which is stricter.
  private func deuteranope(_ colour: Colour) -> Colour {
    let (r, g, b) = (Double(colour.red), Double(colour.green), Double(colour.blue))
    let mixed = UInt8(clamping: Int(0.292 * r + 0.708 * g))
    let blue = UInt8(clamping: Int(-0.022 * r + 0.022 * g + b))
    return Colour(red: mixed, green: mixed, blue: blue)
  }

  @Test("deutan keeps what matters apart for eyes without green")
  func deutan() throws {
    let theme = try #require(Theme.builtIn("deutan"))
    let pairs: [(Role, Role)] = [
      (.amber, .red), (.red, .text), (.amber, .text), (.notKept, .red), (.due, .dim),
      (.process, .text), (.notKept, .text),
    ]
    for (one, two) in pairs {
      let first = try #require(theme.style(one).foreground)
      let second = try #require(theme.style(two).foreground)
      let distance = deuteranope(first).distance(to: deuteranope(second))
      #expect(distance > 0.01, "\(one) and \(two): \(distance)")
    }
  }
}

@Suite("Without colours")
struct MonoTests {
  static let apart: [(Role, Role)] = [
    (.text, .notKept), (.text, .struck), (.text, .keeping), (.dim, .due), (.text, .strong),
    (.text, .selected), (.text, .amber), (.text, .red), (.amber, .red), (.notKept, .red),
    (.text, .question), (.text, .sample), (.text, .heading), (.label, .input), (.text, .key),
  ]

  @Test("mono has none, and roles that carry a meaning differ by attribute")
  func mono() {
    for style in Theme.mono.styles.values {
      #expect(style.foreground == nil && style.background == nil)
    }
    #expect(Theme.mono.ground == nil)
    for (one, two) in Self.apart {
      #expect(Theme.mono.style(one).attributes != Theme.mono.style(two).attributes, "\(one) \(two)")
    }
  }

  @Test("NO_COLOR keeps the same distance in every theme")
  func noColour() {
    for theme in Theme.builtIn {
      let table = StyleTable(theme, depth: .mono, plain: .mono)
      for entry in table.entries {
        #expect(entry.foreground == -1 && entry.background == -1)
      }
      let byRole = Dictionary(uniqueKeysWithValues: zip(Role.allCases, table.entries))
      for (one, two) in [(Role.text, Role.notKept), (.text, .struck), (.dim, .due), (.amber, .red)]
      {
        #expect(byRole[one]?.attributes != byRole[two]?.attributes, "\(theme.name) \(one) \(two)")
      }
    }
  }
}

@Suite("Colours")
struct ColourTests {
  @Test("are read strictly")
  func reading() {
    #expect(Colour("#d7af87") == Colour(red: 0xD7, green: 0xAF, blue: 0x87))
    for bad in ["", "#fff", "d7af87", "#d7af8", "#d7af877", "#d7af8g", "#+7af87", " #d7af87"] {
      #expect(Colour(bad) == nil, "\(bad)")
    }
  }

  @Test("luminance and contrast are WCAG's")
  func contrast() throws {
    let black = Colour(red: 0, green: 0, blue: 0)
    let white = Colour(red: 255, green: 255, blue: 255)
    #expect(abs(white.contrast(with: black) - 21) < 0.001)
    let red = Colour(red: 255, green: 0, blue: 0)
    #expect(abs(red.luminance - 0.2126) < 0.0001)
    let grey = Colour(red: 119, green: 119, blue: 119)
    #expect(abs(white.contrast(with: grey) - 4.478) < 0.001)
  }

  @Test("the nearest is the same where the palette has it")
  func nearest() {
    for index in 16..<256 {
      let colour = Palette.colour(index)
      let nearest = Palette.nearest(to: colour, depth: .indexed256)
      #expect(Palette.colour(nearest) == colour, "\(index)")
    }
    #expect(Palette.nearest(to: Palette.colour(9), depth: .mono) == -1)
    #expect(Palette.nearest(to: Colour(red: 1, green: 2, blue: 3), depth: .direct) == 0x010203)
  }

  @Test("depths come from the number of colours")
  func depths() {
    #expect(
      [0, 8, 16, 88, 256, 0x100_0000].map { ColourDepth(colours: $0) }
        == [.mono, .eight, .sixteen, .sixteen, .indexed256, .direct])
  }
}
