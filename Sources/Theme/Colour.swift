import Screen

/// A colour as a theme file writes it: eight bits a channel, sRGB.
package struct Colour: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb`; nil for anything else.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 7, digits[0] == UInt8(ascii: "#") else { return nil }
    guard digits[1...].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }

  /// Relative luminance, 0 (black) to 1 (white). Source: WCAG 2.1, "relative luminance".
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// Contrast ratio, 1 to 21. Source: WCAG 2.1, "contrast ratio".
  package func contrast(with other: Colour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// Squared distance in Oklab, where equal distances look about equally far apart.
  ///
  /// - Parameter hueWeight: how much more hue and saturation count than lightness.
  package func distance(to other: Colour, hueWeight: Double = 1) -> Double {
    oklab.distance(to: other.oklab, hueWeight: hueWeight)
  }

  /// How far from grey, in Oklab: 0 for grey, about 0.3 for the strongest colours.
  package var chroma: Double { oklab.chroma }

  /// Whether the colour is a hue of little strength that shines on a dark ground.
  func isMuted(on ground: Colour?) -> Bool {
    let isLight = ground.map { luminance > $0.luminance } ?? false
    return isLight && (0.04...0.13).contains(chroma)
  }

  /// Source: Björn Ottosson, "A perceptual color space for image processing".
  var oklab: Oklab {
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let l = Self.cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = Self.cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = Self.cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return Oklab(
      l: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  private static func linear(_ channel: UInt8) -> Double { linearValues[Int(channel)] }

  /// The sRGB curve, which is a power of 2.4; without a mathematics library in a pure module, its
  /// values are found once by bisection of the inverse.
  private static let linearValues: [Double] = (0...255).map { channel in
    let encoded = Double(channel) / 255
    return encoded <= 0.04045 ? encoded / 12.92 : power12over5((encoded + 0.055) / 1.055)
  }

  /// x^2.4 as the fifth root of x^12, for x in 0...1.
  private static func power12over5(_ x: Double) -> Double {
    let x4 = x * x * x * x
    let target = x4 * x4 * x4
    var root = x * x
    for _ in 0..<60 {
      let fourth = root * root * root * root
      guard fourth > 0 else { break }
      let next = (4 * root + target / fourth) / 5
      if abs(next - root) <= next * 1e-15 { return next }
      root = next
    }
    return root
  }

  private static func cubeRoot(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    var root = x > 0.001 ? x : 0.1
    for _ in 0..<40 {
      let next = (2 * root + x / (root * root)) / 3
      if abs(next - root) <= next * 1e-15 { return next }
      root = next
    }
    return root
  }
}

/// A colour by lightness, and by its two ways from grey.
struct Oklab {
  let l: Double
  let a: Double
  let b: Double

  var chroma: Double { (a * a + b * b).squareRoot() }

  /// Squared.
  func distance(to other: Oklab, hueWeight: Double) -> Double {
    let (l, a, b) = (l - other.l, a - other.a, b - other.b)
    return l * l + hueWeight * (a * a + b * b)
  }
}
