/// The colours of a terminal by number.
package enum Palette {
  /// The colour of a number from 0 to 255: the first sixteen as on a PC's console, the rest as
  /// xterm defines them. The first sixteen differ from terminal to terminal and are often changed
  /// by the person's own settings, so the 256-colour depth never uses them.
  package static func colour(_ index: Int) -> Colour {
    switch index {
    case 0..<16: return basic[index]
    case 16..<232:
      let cube = index - 16
      return Colour(
        red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
    default:
      let level = UInt8(clamping: 8 + (index - 232) * 10)
      return Colour(red: level, green: level, blue: level)
    }
  }

  /// The number that looks nearest to a colour and can still be read on its ground.
  ///
  /// A colour of the red channel alone stays one: a red room light must not turn grey. Nor may a
  /// muted hue, though grey is nearer to it than any full colour.
  package static func nearest(
    to colour: Colour, on ground: Colour? = nil, depth: ColourDepth
  ) -> Int {
    let candidates: Range<Int>
    switch depth {
    case .mono: return -1
    case .eight: candidates = 0..<8
    case .sixteen: candidates = 0..<16
    case .indexed256: candidates = 16..<256
    case .direct:
      return Int(colour.red) << 16 | Int(colour.green) << 8 | Int(colour.blue)
    }
    let few = depth != .indexed256
    let redOnly = colour.green == 0 && colour.blue == 0
    let shown = ground.map { Palette.colour(nearest(to: $0, depth: depth)) }
    let floor = ground.map { min(2.5, colour.contrast(with: $0) - 0.1) } ?? 0
    let wanted = colour.oklab
    var best: Int?
    var bestDistance = Double.infinity
    for index in candidates {
      let place = places[index]
      // Among few colours, the right hue matters more than the right brightness.
      let distance = wanted.distance(to: place, hueWeight: few ? 4 : 1)
      guard distance < bestDistance else { continue }
      let candidate = Palette.colour(index)
      if redOnly, candidate.green > 0 || candidate.blue > 0 { continue }
      if few, wanted.chroma > 0.04, place.chroma < 0.01 { continue }
      if let shown, candidate.contrast(with: shown) < floor { continue }
      (best, bestDistance) = (index, distance)
    }
    return best ?? (ground == nil ? candidates.lowerBound : nearest(to: colour, depth: depth))
  }

  /// Every colour's place in Oklab, found once: a theme asks for each of them for each role.
  private static let places: [Oklab] = (0..<256).map { colour($0).oklab }

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let basic: [Colour] = [
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0),
    (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170),
    (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85),
    (85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255),
  ].map { Colour(red: $0.0, green: $0.1, blue: $0.2) }
}
