import SessionJournal
import Testing

@Suite struct StrictReadingTests {
  private func refusal(_ bytes: [UInt8]) -> LineRefusal? {
    do throws(LineRefusal) {
      _ = try JSONReader.object(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func refusal(_ text: String) -> LineRefusal? { refusal(Array(text.utf8)) }

  @Test func foreignEncodingsHaveNames() {
    #expect(refusal([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == .byteOrderMark)
    #expect(refusal([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]) == .utf16)
    #expect(refusal([0, 0x7B, 0, 0x7D]) == .utf16)
    #expect(refusal([0x7B, 0, 0x7D, 0]) == .utf16)
    #expect(refusal("{}\r") == .carriageReturn)
    #expect(refusal("{\"a\":1,\r\"b\":2}") == .carriageReturn)
    #expect(refusal([0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xC3, 0x28, 0x22, 0x7D]) == .invalidUTF8)
    // A surrogate written in UTF-8, and an overlong slash.
    #expect(refusal([0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x3A, 0x31, 0x7D]) == .invalidUTF8)
    #expect(refusal([0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D]) == .invalidUTF8)
  }

  @Test(
    arguments: [
      ("{\"a\":1,\"a\":2}", .duplicateMember("a")),
      ("{\"o\":{\"b\":1,\"b\":1}}", .duplicateMember("b")),
      ("{\"a\":\"\\ud800\"}", .loneSurrogate), ("{\"a\":\"\\udc00\"}", .loneSurrogate),
      ("{\"a\":\"\\ud800\\u0041\"}", .loneSurrogate), ("{\"a\":\"\\u0000\"}", .nul),
      ("{\"a\":\"\u{0}\"}", .nul), ("{\"a\":\"\u{1}\"}", .rawControl),
      ("{\"a\":\"\\x\"}", .badEscape), ("{\"a\":\"\\u12G4\"}", .badEscape),
      ("{\"a\": 1}", .blank), ("{\"a\":1} ", .blank), ("{\"a\":1}x", .trailing),
      ("{\"a\":1.5}", .numberForm), ("{\"a\":1e3}", .numberForm), ("{\"a\":-0}", .numberForm),
      ("{\"a\":01}", .numberForm), ("{\"a\":-}", .numberForm),
      ("{\"a\":9007199254740992}", .integerTooLarge),
      ("{\"a\":-9007199254740992}", .integerTooLarge),
      ("{\"a\":99999999999999999999999999}", .integerTooLarge),
      ("{\"a\":[[[[[[[[1]]]]]]]]}", .depth), ("[1]", .notJSON), ("{\"a\":tru}", .notJSON),
      ("{\"a\":1,}", .notJSON), ("{\"a\"}", .notJSON), ("{\"a", .notJSON), ("", .notJSON),
    ] as [(String, LineRefusal)])
  func whatIsNotAllowedHasAName(_ line: String, _ expected: LineRefusal) {
    #expect(refusal(line) == expected)
  }

  @Test func limitsAreExact() {
    let full = String(repeating: "x", count: 1_048_576)
    #expect(refusal("{\"a\":\"\(full)\"}") == nil)
    #expect(refusal("{\"a\":\"\(full)x\"}") == .textTooLong)
    #expect(refusal("{\"a\":\"\\u0041\(full)\"}") == .textTooLong)
    #expect(refusal([UInt8](repeating: 0x20, count: 9_437_185)) == .lineTooLong)
    #expect(refusal("{\"a\":[[[[[[[1]]]]]]]}") == nil)
    #expect(refusal("{\"a\":9007199254740991,\"b\":-9007199254740991}") == nil)
  }

  @Test func whatIsWrittenIsSafeToPrintAndReadsBackTheSame() throws {
    let text = "\u{1}\t\n\u{7F}\u{85}\u{9B}\u{202E}\u{2066}\u{200B}\u{FEFF}\u{61C}\"\\/é漢😀\u{200D}"
    let line = JSONValue.object([JSONField("text", .text(text))]).line
    for scalar in line.unicodeScalars {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
      #expect(![0x202E, 0x2066, 0x200B, 0xFEFF, 0x61C].contains(scalar.value))
    }
    #expect(try JSONReader.object(Array(line.utf8)) == [JSONField("text", .text(text))])
    let surrogates = try JSONReader.object(Array("{\"a\":\"\\ud83d\\ude00\\/\\b\\f\"}".utf8))
    #expect(surrogates == [JSONField("a", .text("😀/\u{8}\u{C}"))])
  }

  @Test func base64urlIsCanonicalOnly() {
    #expect(Base64url.decode("AAAA") == [0, 0, 0])
    #expect(Base64url.decode("AA") == [0])
    #expect(Base64url.decode("AB") == nil)
    #expect(Base64url.decode("A") == nil)
    #expect(Base64url.decode("AA==") == nil)
    #expect(Base64url.decode("+/AA") == nil)
    #expect(Base64url.encode([0xFB, 0xFF, 0xFE]) == "-__-")
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8($0 * 37 & 255) }
      #expect(Base64url.decode(Base64url.encode(bytes)) == bytes)
    }
  }

  @Test func datesAreRealMomentsInOneForm() {
    #expect(DateText.write(0) == "1970-01-01T00:00:00.000Z")
    #expect(DateText.write(1_795_429_867_123) == "2026-11-23T10:31:07.123Z")
    for moment: Int64 in [0, 951_782_399_999, 951_827_696_000, 4_107_542_399_999] {
      #expect(DateText.read(DateText.write(moment)) == moment)
    }
    #expect(DateText.read(DateText.write(.max)) == DateText.latest)
    for bad in [
      "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-11-23T24:00:00.000Z",
      "2026-11-23T10:60:00.000Z", "2026-11-23T10:31:60.000Z", "2026-11-23T10:31:07Z",
      "2026-11-23T10:31:07.123+00:00", "2026-11-23 10:31:07.123Z", "1969-12-31T23:59:59.999Z",
      "2026-00-10T00:00:00.000Z", "2026-01-00T00:00:00.000Z", "2100-02-29T00:00:00.000Z",
      "２026-11-23T10:31:07.12Z",
    ] { #expect(DateText.read(bad) == nil, "\(bad)") }
    #expect(ZoneText.read("+02:00") == 120 && ZoneText.read("-03:30") == -210)
    #expect(ZoneText.read("-00:00") == nil && ZoneText.read("+2:00") == nil)
    #expect(ZoneText.write(-210) == "-03:30" && ZoneText.write(0) == "+00:00")
  }
}
