import CNcurses
import Screen
import Terminal
import Testing

@Suite("Widths")
struct WidthTests {
  @Test("agree with the C library over all of Unicode")
  func agreement() {
    #expect(String(cString: cn_encoding()) == "UTF-8", "these tests need a UTF-8 locale")
    var shown = 0
    var disagreements: [String] = []
    for value in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected: Int
      switch TextWidth.of(scalar) {
      case .hidden: continue
      case .narrow: expected = 1
      case .wide: expected = 2
      case .mark: expected = 0
      case .sign(let sign):
        #expect(cn_width(sign.value) == 1)
        continue
      }
      shown += 1
      if Int(cn_width(value)) != expected {
        disagreements.append("U+\(String(value, radix: 16)): \(expected), \(cn_width(value))")
      }
    }
    #expect(disagreements.isEmpty, "\(disagreements.prefix(20))")
    // Unicode 14 has 144,697 characters: not everything may hide behind a sign.
    #expect(shown > 140_000)
  }
}
