/// Puts a scalar together from bytes that arrive one by one.
///
/// Each maximal part of a sequence that cannot be completed becomes one U+FFFD, as the Unicode
/// Standard recommends (chapter 3, "U+FFFD Substitution of Maximal Subparts").
struct UTF8Assembly: Sendable {
  private var value: UInt32 = 0
  private var missing = 0
  /// What the next byte may be: narrower after some first bytes (no overlong forms, no surrogates).
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  var isWaiting: Bool { missing > 0 }

  /// The scalars that a byte completes, and whether the byte itself must be taken once more.
  mutating func take(_ byte: UInt8) -> (scalars: [Unicode.Scalar], again: Bool) {
    guard missing > 0 else { return (begin(byte), false) }
    guard allowed.contains(byte) else {
      missing = 0
      return (["\u{FFFD}"], true)
    }
    allowed = 0x80...0xBF
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    if missing > 0 { return ([], false) }
    return ([Unicode.Scalar(value) ?? "\u{FFFD}"], false)
  }

  private mutating func begin(_ byte: UInt8) -> [Unicode.Scalar] {
    allowed = 0x80...0xBF
    switch byte {
    case 0x00...0x7F: return [Unicode.Scalar(byte)]
    case 0xC2...0xDF: (value, missing) = (UInt32(byte & 0x1F), 1)
    case 0xE0...0xEF:
      (value, missing) = (UInt32(byte & 0x0F), 2)
      if byte == 0xE0 { allowed = 0xA0...0xBF }
      if byte == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      (value, missing) = (UInt32(byte & 0x07), 3)
      if byte == 0xF0 { allowed = 0x90...0xBF }
      if byte == 0xF4 { allowed = 0x80...0x8F }
    default: return ["\u{FFFD}"]
    }
    return []
  }
}
