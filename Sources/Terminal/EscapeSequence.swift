import Interaction

/// The keys behind the escape sequences of xterm, VT220, rxvt, screen and the Linux console.
enum EscapeSequence {
  /// The key of `ESC [ parameters final`; nil when it is none of ours, or held with Alt.
  static func control(_ parameters: [UInt8], final: UInt8) -> Key? {
    guard let numbers = numbers(parameters) else { return nil }
    let modifier = numbers.count > 1 ? numbers[1] : 1
    switch Unicode.Scalar(final) {
    case "~": return numbers.first.flatMap { tilde($0, modifier: modifier) }
    case "Z": return modifier <= 2 ? .backTab : nil
    // With parameters these are answers to questions that the program never asks.
    case "P", "Q", "R", "S":
      return numbers.isEmpty ? .function(Int(final) - Int(UInt8(ascii: "P")) + 1) : nil
    default:
      // `ESC [ 5 D` is how older terminals say Ctrl.
      return direction(final, modifier: numbers.count == 1 ? numbers[0] : modifier)
    }
  }

  /// The key of `ESC O parameters final`, which terminals in application mode send.
  static func single(_ parameters: [UInt8], final: UInt8) -> Key? {
    guard let numbers = numbers(parameters) else { return nil }
    switch final {
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      return numbers.isEmpty ? .function(Int(final) - Int(UInt8(ascii: "P")) + 1) : nil
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "c"): return .wordRight
    case UInt8(ascii: "d"): return .wordLeft
    // The number pad left in application mode by another program: still the same digits.
    case UInt8(ascii: "p")...UInt8(ascii: "y"):
      return .character(Character(Unicode.Scalar(final - UInt8(ascii: "p") + UInt8(ascii: "0"))))
    default: return direction(final, modifier: numbers.last ?? 1)
    }
  }

  /// The key of `ESC [ [ letter`: the Linux console's first five function keys.
  static func console(_ letter: UInt8) -> Key? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return nil }
    return .function(Int(letter - UInt8(ascii: "A")) + 1)
  }

  private static func direction(_ final: UInt8, modifier: Int) -> Key? {
    let plain = modifier == 1 || modifier == 2 || modifier == 0
    let control = modifier == 5 || modifier == 6
    switch Unicode.Scalar(final) {
    case "A": return plain ? .up : nil
    case "B": return plain ? .down : nil
    case "C": return plain ? .right : control ? .wordRight : nil
    case "D": return plain ? .left : control ? .wordLeft : nil
    case "H": return plain ? .home : nil
    case "F": return plain ? .end : nil
    default: return nil
    }
  }

  private static func tilde(_ number: Int, modifier: Int) -> Key? {
    guard modifier <= 2 else { return nil }
    switch number {
    case 1, 7: return .home
    case 4, 8: return .end
    case 3: return .delete
    case 5: return .pageUp
    case 6: return .pageDown
    case 11...15: return .function(number - 10)
    case 17...21: return .function(number - 11)
    case 23, 24: return .function(number - 12)
    default: return nil
    }
  }

  /// The numbers between semicolons, an empty one as 1; nil when there is anything else.
  private static func numbers(_ parameters: [UInt8]) -> [Int]? {
    guard !parameters.isEmpty else { return [] }
    var numbers: [Int] = []
    for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard part.count <= 4 else { return nil }
      var number = 0
      for byte in part {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      numbers.append(part.isEmpty ? 1 : number)
    }
    // A key has a number and a modifier; what says more is something else.
    return numbers.count <= 2 ? numbers : nil
  }
}
