/// What one Unicode scalar does to a row of cells.
///
/// Widths are Unicode 14's, the newest edition that the C library of every supported system knows:
/// a scalar added later, or one whose width changed since, is shown as U+FFFD rather than at a
/// width that the terminal may not share. A test compares every answer with `wcwidth`.
package enum TextWidth: Equatable, Sendable {
  /// Takes one column.
  case narrow
  /// Takes two columns.
  case wide
  /// Takes none: drawn over the scalar before it.
  case mark
  /// Not drawn at all: zero-width and other invisible characters.
  case hidden
  /// Never sent to a terminal; this one-column sign stands for it.
  case sign(Unicode.Scalar)

  /// What stands for a character that cannot be shown.
  package static let unknown: Unicode.Scalar = "\u{FFFD}"

  package static func of(_ scalar: Unicode.Scalar) -> TextWidth {
    let value = scalar.value
    switch value {
    case 0x20...0x7E: return .narrow
    case 0x00...0x1F: return .sign(controlSign(value))
    case 0x7F: return .sign("\u{2421}")
    case 0xA1...0x2FF: return value == 0xAD ? .hidden : .narrow
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return .wide
    case 0x1F1E6...0x1F1FF: return .sign(flagLetter(value))
    default: return ofRare(scalar)
    }
  }

  private static func ofRare(_ scalar: Unicode.Scalar) -> TextWidth {
    let value = scalar.value
    // Embeddings, overrides and isolates turn the order of what follows them: never unseen.
    if (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) {
      return .sign(unknown)
    }
    if changedSinceUnicode14.contains(where: { $0.contains(value) }) { return .sign(unknown) }
    let properties = scalar.properties
    guard let age = properties.age, age.major <= 14 else { return .sign(unknown) }
    if properties.isDefaultIgnorableCodePoint || value == 0x20E3 { return .hidden }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .lineSeparator, .paragraphSeparator: return .sign(lineBreakSign)
    case .control, .format, .privateUse, .surrogate, .unassigned: return .sign(unknown)
    case .spaceSeparator: return value == 0x3000 ? .wide : .sign(" ")
    default: break
    }
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return .mark }
    return isWide(value) ? .wide : .narrow
  }

  /// Shown where a line break stands inside text that is kept to one row.
  package static let lineBreakSign: Unicode.Scalar = "\u{23CE}"
  /// Shown where a tab stands.
  package static let tabSign: Unicode.Scalar = "\u{21E5}"

  private static func controlSign(_ value: UInt32) -> Unicode.Scalar {
    switch value {
    case 0x09: return tabSign
    case 0x0A: return lineBreakSign
    default: return Unicode.Scalar(0x2400 + value) ?? unknown
    }
  }

  /// A flag is two letters to every terminal and two, three or four columns to some: the letters
  /// themselves are two columns to all.
  private static func flagLetter(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value - 0x1F1E6 + 0x41) ?? unknown
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }

  /// Became wide in Unicode 16, and one spacing mark that C libraries disagree about.
  private static let changedSinceUnicode14: [ClosedRange<UInt32>] = [
    0x2630...0x2637, 0x268A...0x268F, 0x4DC0...0x4DFF, 0x1171E...0x1171E,
  ]

  /// East Asian Width W and F of Unicode 14, ranges joined over scalars that are never drawn.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9,
    0xFE10...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335,
    0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
    0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D,
    0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
    0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF,
    0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
    0x1F947...0x1F9FF, 0x1FA70...0x1FAF6, 0x20000...0x3134A,
  ]
}
