/// RFC 4648 §5 without padding, canonical only.
package enum Base64url {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: encoded(bytes), as: UTF8.self)
  }

  static func encoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        text.append(alphabet[Int(bits >> UInt32(held) & 63)])
      }
    }
    if held > 0 { text.append(alphabet[Int(bits << UInt32(6 - held) & 63)]) }
    return text
  }

  package static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { characters in
      var bytes = [UInt8](repeating: 0, count: characters.count * 6 / 8)
      let whole = bytes.withUnsafeMutableBytes {
        decode(UnsafeRawBufferPointer(characters), to: $0)
      }
      return whole ? bytes : nil
    }
  }

  /// Fills `bytes` exactly; false where a character is foreign, the length is wrong, or the
  /// unused bits are not zero.
  static func decode(
    _ text: UnsafeRawBufferPointer, to bytes: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard text.count % 4 != 1, text.count * 6 / 8 == bytes.count else { return false }
    return values.withUnsafeBufferPointer { values in
      var bits: UInt32 = 0
      var held = 0
      var filled = 0
      for character in text {
        let value = values[Int(character)]
        if value == 0xFF { return false }
        bits = bits << 6 | UInt32(value)
        held += 6
        if held >= 8 {
          held -= 8
          bytes[filled] = UInt8(truncatingIfNeeded: bits >> UInt32(held))
          filled += 1
        }
      }
      return bits & (1 << UInt32(held) - 1) == 0
    }
  }

  /// True where every character belongs to the alphabet.
  static func isPlain(_ text: some Sequence<UInt8>) -> Bool {
    text.allSatisfy { values[Int($0)] != 0xFF }
  }
}
