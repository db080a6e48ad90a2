import Interaction
import Terminal
import Testing

/// What arrives when all bytes come at once and nothing more follows.
private func decode(_ bytes: some Sequence<UInt8>, pasteLimit: Int = 1 << 20) -> [Input] {
  var decoder = KeyDecoder(pasteLimit: pasteLimit)
  var inputs = decoder.feed(bytes)
  if decoder.patience != nil { inputs += decoder.timeUp() }
  return inputs
}

/// What arrives when every byte comes in a read of its own.
private func decodeOneByOne(_ bytes: some Sequence<UInt8>) -> [Input] {
  var decoder = KeyDecoder()
  var inputs: [Input] = []
  for byte in bytes { inputs += decoder.feed(CollectionOfOne(byte)) }
  if decoder.patience != nil { inputs += decoder.timeUp() }
  return inputs
}

@Suite("Bytes become keys")
struct KeyDecoderTests {
  static let sequences: [(String, Key)] = [
    ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
    ("\u{1B}OA", .up), ("\u{1B}OB", .down), ("\u{1B}OC", .right), ("\u{1B}OD", .left),
    ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete),
    ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;5C", .wordRight),
    ("\u{1B}[5D", .wordLeft), ("\u{1B}[5C", .wordRight),
    ("\u{1B}Od", .wordLeft), ("\u{1B}Oc", .wordRight),
    ("\u{1B}[Z", .backTab), ("\u{1B}[1;2A", .up),
    ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
    ("\u{1B}[15~", .function(5)), ("\u{1B}[[E", .function(5)), ("\u{1B}[17~", .function(6)),
    ("\u{1B}[21~", .function(10)), ("\u{1B}[23~", .function(11)), ("\u{1B}[24~", .function(12)),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{1B}", .escape), ("\u{1}", .control("a")), ("\u{3}", .control("c")),
    ("\u{11}", .control("q")), ("\u{13}", .control("s")), ("\u{1A}", .control("z")),
    ("a", .character("a")), ("~", .character("~")), ("é", .character("é")),
    ("日", .character("日")), ("🙂", .character("🙂")), ("\u{308}", .character("\u{308}")),
  ]

  @Test("each key, and the letter after it", arguments: sequences)
  func key(bytes: String, key: Key) {
    #expect(decode(bytes.utf8) == [.key(key)])
    #expect(decodeOneByOne(bytes.utf8) == [.key(key)])
    guard key != .escape else { return }
    let next = decodeOneByOne((bytes + "x").utf8)
    #expect(next == [.key(key), .key(.character("x"))])
  }

  static let dropped = [
    "\u{1B}[9~", "\u{1B}[99;99~", "\u{1B}[1;3A", "\u{1B}[1;7D", "\u{1B}[3;5~", "\u{1B}[?1;2c",
    "\u{1B}[24;80R", "\u{1B}[27;5;9~", "\u{1B}[97;5u", "\u{1B}[<0;3;4M", "\u{1B}[<0;3;4m",
    "\u{1B}[M !!", "\u{1B}[I", "\u{1B}[O", "\u{1B}[200;1~", "\u{1B}[201~", "\u{1B}[ q",
    "\u{1B}O5A", "\u{1B}Oz", "\u{1B}]0;title\u{7}", "\u{1B}]11;rgb:0/0/0\u{1B}\\",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_app\u{1B}\\", "\u{1B}\r", "\u{1B}\u{7F}", "\u{1B}\u{1B}[A",
    "\u{0}", "\u{1C}", "\u{1F}",
    "\u{9B}", "\u{85}", "\u{1B}[" + String(repeating: "1;", count: 500) + "A",
  ]

  @Test("what is not understood leaves nothing behind", arguments: dropped)
  func unknown(bytes: String) {
    #expect(decode((bytes + "x").utf8) == [.key(.character("x"))])
    #expect(decodeOneByOne((bytes + "x").utf8) == [.key(.character("x"))])
  }

  @Test("no cut of any sequence changes what it means")
  func cuts() {
    let all = Self.sequences.map(\.0).filter { $0 != "\u{1B}" } + Self.dropped
    for text in all {
      let bytes = Array((text + "x").utf8)
      let whole = decode(bytes)
      for cut in bytes.indices.dropFirst() {
        var decoder = KeyDecoder()
        let inputs = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
        #expect(inputs == whole, "\(text.debugDescription) cut at \(cut)")
      }
    }
  }

  @Test("Esc alone is a key only once nothing follows")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.patience == nil)
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.patience == .milliseconds(25))
    #expect(decoder.timeUp() == [.key(.escape)])
    #expect(decoder.patience == nil)
    #expect(decoder.feed("a".utf8) == [.key(.character("a"))])
    #expect(decoder.feed([0x1B, 0x1B]) == [])
    #expect(decoder.timeUp() == [.key(.escape), .key(.escape)])
  }

  @Test("Esc and a letter in one read are both", arguments: ["t", "9", " ", "~", "é", "日", "🙂"])
  func escapeBeforeText(letter: Character) {
    let bytes = Array("\u{1B}\(letter)ears".utf8)
    let keys = [Input.key(.escape)] + "\(letter)ears".map { .key(.character($0)) }
    #expect(decode(bytes) == keys)
    #expect(decodeOneByOne(bytes) == keys)
    #expect(decode([0x1B] + bytes) == [.key(.escape)] + keys)
  }

  @Test("a sequence that never ends gives the keys back")
  func unfinished() {
    for start in ["\u{1B}[", "\u{1B}[12;", "\u{1B}O", "\u{1B}]0;x", "\u{1B}P", "\u{1B}[["] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(start.utf8) == [])
      #expect(decoder.patience == KeyDecoder.sequencePatience)
      #expect(decoder.timeUp() == [])
      #expect(decoder.feed("9".utf8) == [.key(.character("9"))])
    }
  }

  @Test("a key in the middle of a broken sequence is still a key")
  func broken() {
    #expect(decode("\u{1B}[1\rx".utf8) == [.key(.enter), .key(.character("x"))])
    #expect(decode("\u{1B}[\u{1B}[A".utf8) == [.key(.up)])
    #expect(decode("\u{1B}O\u{3}".utf8) == [.key(.control("c"))])
    #expect(decode("\u{1B}]x\u{1B}[A".utf8) == [.key(.up)])
  }

  @Test("marks and joined emoji come scalar by scalar")
  func scalars() {
    let keys = decode("e\u{301}👩\u{200D}💻".utf8)
    let expected: [Character] = ["e", "\u{301}", "👩", "\u{200D}", "💻"]
    #expect(keys == expected.map { .key(.character($0)) })
  }

  @Test("invalid UTF-8 becomes U+FFFD as the standard library repairs it")
  func invalid() {
    let samples: [[UInt8]] = [
      [0x80], [0xC3], [0xC3, 0x41], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF0, 0x9F, 0x41], [0xF5, 0x41], [0xFF, 0xFE], [0xE2, 0x82, 0xC3, 0xA9], [0xF4, 0x90, 0x80],
    ]
    for sample in samples {
      let bytes = sample + [0x7A]
      let expected = String(decoding: bytes, as: UTF8.self).unicodeScalars
        .map { Input.key(.character(Character($0))) }
      #expect(decode(bytes) == expected, "\(sample)")
      #expect(decodeOneByOne(bytes) == expected, "\(sample)")
    }
  }
}

@Suite("Pastes")
struct PasteTests {
  private func brackets(_ text: String) -> [UInt8] { Array("\u{1B}[200~\(text)\u{1B}[201~".utf8) }

  @Test("line breaks become LF and control characters are left out")
  func text() {
    #expect(decode(brackets("a\r\nb\rc\nd\te")) == [.paste("a\nb\nc\nd\te")])
    #expect(decode(brackets("x\u{1B}[31my\u{0}\u{7}z\u{9B}\u{7F}")) == [.paste("x[31myz")])
    #expect(decode(brackets("")) == [.paste("")])
    #expect(decode(brackets("a\r\n\nb\r\n\r\n")) == [.paste("a\n\nb")])
    #expect(
      decodeOneByOne(brackets("é\u{1B}[201x🙂") + [0x78]) == [
        .paste("é[201x🙂"), .key(.character("x")),
      ])
  }

  @Test("a paste at the limit is kept, one byte more is counted only")
  func limit() {
    let full = String(repeating: "a", count: 64)
    #expect(decode(brackets(full), pasteLimit: 64) == [.paste(full)])
    #expect(decode(brackets(full + "b"), pasteLimit: 64) == [.pasteTooLong(65)])
    #expect(
      decode(brackets(full + full) + [0x71], pasteLimit: 64) == [
        .pasteTooLong(128), .key(.character("q")),
      ])
  }

  @Test("a paste whose end never comes is not the end of typing")
  func endless() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~half".utf8) == [])
    #expect(decoder.patience == KeyDecoder.pastePatience)
    #expect(decoder.timeUp() == [.paste("half")])
    #expect(decoder.feed("\u{1B}[201~x".utf8) == [.key(.character("x"))])
  }
}
