/// Turns a stream of scalars into cells, one scalar at a time.
///
/// The state is what decides how a scalar joins the one before it. It never reaches over the edge
/// of a grapheme cluster, so the width of a text is the sum of the widths of its characters.
struct TextScanner {
  enum Step: Equatable {
    case nothing
    /// Drawn over the cell before.
    case mark(Unicode.Scalar)
    /// A mark with nothing to stand on: drawn over a dotted circle.
    case loneMark(Unicode.Scalar)
    case narrow(Unicode.Scalar)
    case wide(Unicode.Scalar)
    /// Stands for something that is not shown.
    case sign(Unicode.Scalar)
  }

  /// Stacked marks beyond this would climb over the rows around them.
  private static let marksPerBase = 2

  private enum Hangul { case none, leading, vowel, trailing }

  private var hasBase = false
  private var marks = 0
  private var emoji = false
  private var joined = false
  private var hangul = Hangul.none

  mutating func next(_ scalar: Unicode.Scalar) -> Step {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      begin(emoji: false, hangul: .none)
      return .narrow(scalar)
    }
    if let step = nextInEmoji(scalar) { return step }
    let width = TextWidth.of(scalar)
    switch width {
    case .hidden:
      hangul = .none
      if !scalar.properties.isGraphemeExtend, scalar.value != 0x200D, scalar.value != 0x200C {
        hasBase = false
        emoji = false
      }
      return .nothing
    case .mark:
      return nextMark(scalar)
    case .narrow:
      begin(emoji: Self.isEmoji(scalar), hangul: .none)
      return .narrow(scalar)
    case .wide:
      begin(emoji: Self.isEmoji(scalar), hangul: Self.hangulBase(scalar))
      return .wide(scalar)
    case .sign(let sign):
      begin(emoji: false, hangul: .none)
      // Marks may stand on a no-break space, which is how they are quoted alone.
      hasBase = sign == " "
      return .sign(sign)
    }
  }

  /// A joined sequence or a skin tone is shown as its first emoji alone: terminals do not agree on
  /// the width of the rest.
  private mutating func nextInEmoji(_ scalar: Unicode.Scalar) -> Step? {
    guard emoji else { return nil }
    if scalar.value == 0x200D {
      joined = true
      return .nothing
    }
    let follows = joined
    joined = false
    if scalar.properties.isEmojiModifier { return .nothing }
    return follows && Self.isEmoji(scalar) ? .nothing : nil
  }

  private mutating func nextMark(_ scalar: Unicode.Scalar) -> Step {
    if let jamo = Self.jamo(scalar) {
      let fits =
        jamo == .vowel
        ? hangul == .leading || hangul == .vowel : hangul == .vowel || hangul == .trailing
      if !fits {
        begin(emoji: false, hangul: jamo)
        return .loneMark(scalar)
      }
      hangul = jamo
    } else {
      hangul = .none
    }
    guard hasBase else {
      begin(emoji: false, hangul: .none)
      return .loneMark(scalar)
    }
    marks += 1
    return marks <= Self.marksPerBase ? .mark(scalar) : .nothing
  }

  private mutating func begin(emoji: Bool, hangul: Hangul) {
    hasBase = true
    marks = 0
    joined = false
    self.emoji = emoji
    self.hangul = hangul
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x203C && scalar.properties.isEmoji && !scalar.properties.isEmojiModifier
      && !(0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func hangulBase(_ scalar: Unicode.Scalar) -> Hangul {
    switch scalar.value {
    case 0x1100...0x115F, 0xA960...0xA97C: .leading
    case 0xAC00...0xD7A3: (scalar.value - 0xAC00).isMultiple(of: 28) ? .vowel : .trailing
    default: .none
    }
  }

  private static func jamo(_ scalar: Unicode.Scalar) -> Hangul? {
    switch scalar.value {
    case 0x1160...0x11A7, 0xD7B0...0xD7C6: .vowel
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: .trailing
    default: nil
    }
  }
}
