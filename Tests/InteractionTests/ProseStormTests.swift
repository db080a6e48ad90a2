import Interaction
import SessionModel
import Testing

/// 2,000 sentences typed into the live screen, key by key at varying speeds: none runs a command,
/// loses a letter or becomes a mark.
struct ProseStormTests {
  static let sentences = 2_000

  @Test(arguments: 0..<20)
  func aSentenceIsANote(_ batch: Int) {
    var prose = Prose(seed: 100 + UInt64(batch))
    let room = Room()
    room.isReplayed = false
    room.enter("dose 60mg im")
    for _ in 0..<(Self.sentences / 20) {
      let sentence = prose.sentence()
      let before = room.entered.count
      let first = prose.typed(sentence, into: room)
      #expect(room.entered.count == before, "kept before Enter: \(sentence)")
      room.press(.enter)
      #expect(room.entered.count == before + 1, "not kept once: \(sentence)")
      guard let entry = room.entered.last, case .noted(let note) = entry.event else {
        Issue.record("no note: \(sentence)")
        continue
      }
      #expect(asTyped(note).contains(letters(sentence)), "\(sentence)")
      #expect(entry.happened.up == first, "\(sentence)")
    }
    #expect(room.effects.isEmpty)
    #expect(room.live.parked.isEmpty)
    #expect(room.session.state == .open)
    #expect(room.events.allSatisfy { if case .marked = $0 { false } else { true } })
    #expect(room.session == room.replayed)
  }

  /// The same behind the words that begin an adverse event, a drug, presence or touch. Touch that
  /// was declined takes any words behind "no": that is an entry, and keeps every one of them.
  @Test(arguments: 0..<10)
  func aSentenceBehindAClinicalWordLosesNothing(_ batch: Int) {
    var prose = Prose(seed: 500 + UInt64(batch))
    let room = Room()
    room.isReplayed = false
    for _ in 0..<100 {
      let sentence = prose.clinicalSentence()
      let before = room.entered.count
      room.type(sentence, every: 20)
      room.press(.enter)
      if room.entered.count == before {
        #expect(room.isRefused && room.text == sentence, "\(sentence)")
        room.press(.tab, .enter)
      }
      #expect(room.entered.count == before + 1, "not kept once: \(sentence)")
      switch room.entered.last?.event {
      case .noted(let note): #expect(note.text == sentence)
      case .touchAsked(let touch):
        #expect(touch.answer == "no" && sentence.hasSuffix("no \(touch.words)"), "\(sentence)")
      default: Issue.record("no note: \(sentence)")
      }
    }
    #expect(room.effects.isEmpty && room.live.parked.isEmpty && room.session.state == .open)
  }

  /// `/ ? :` and Space mean something on an empty line: what follows them is never lost, and no
  /// sentence runs a command that the grammar does not name whole.
  @Test(arguments: ["/", "?", ":", " "])
  func behindAKeyWithAMeaningNothingIsLost(_ key: String) {
    var prose = Prose(seed: 7)
    for _ in 0..<100 {
      let room = Room()
      room.isReplayed = false
      room.enter("dose 60mg im")
      let sentence = prose.sentence(isRunning: true)
      let before = room.session.state
      room.type(key + sentence, every: 20)
      room.press(.enter, .escape)
      let kept = room.events.map(\.words) + room.live.drafts.map(\.text)
      #expect(
        kept.contains { letters($0).hasSuffix(letters(sentence)) }, "\(key)\(sentence): \(kept)")
      #expect(room.session.state == before)
      #expect(room.effects.isEmpty)
    }
  }

  private func letters(_ text: String) -> [Character] { text.filter { $0 != " " }.map { $0 } }

  /// How the note can have been typed: the character that chose its kind may stand in front, unless
  /// it belongs to the sentence.
  private func asTyped(_ note: Note) -> [[Character]] {
    [letters(note.text), (note.kind.prefix.map { [$0] } ?? []) + letters(note.text)]
  }
}

extension Array<Character> {
  fileprivate func hasSuffix(_ other: [Character]) -> Bool {
    count >= other.count && Array(suffix(other.count)) == other
  }
}

/// Sentences as they are typed in the room, from a seed.
private struct Prose {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// First words that mean something to the line when they stand alone or in a form.
  private static let openings = [
    "dose", "leave", "bp", "suds", "end", "w", "depth", "booster", "waste", "phase", "close",
    "seal", "quit", "y", "n", "yes", "no", "help", "stop", "goto", "by", "theme", "Dose", "BP",
    "SUDS", "10", "100", "11", "9", "0", "00:30", "4", "44", "1-2", "12.5", "7,", "90/60", "3x",
    "-2", "-2m", "@", "@14", "@home", "-", "--", "“So", "'No'", "\"Here\",", "(turns)", "…",
    "Über", "äh", "ça", "Ó", "🙂", "👩‍👩‍👧", "e\u{301}tat", "…und", "é", "ß", "¿y", "日本",
  ]
  private static let clinicalOpenings = [
    "ae", "gave", "oxygen", "cannula", "infusion", "spit", "enter", "leave", "touch", "rass",
    "phq9", "poss", "kset", "Leave", "Touch", "Spit", "Gave", "AE",
  ]
  private static let clinicalMiddles = [
    "him", "be", "the", "dark", "slowly", "water", "is", "fine", "it", "out,", "nausea", "hand",
    "no", "yes", "start", "stop", "2l", "4mg", "po", "by", "end", "1", "2", "-1", "AK", "nurse",
  ]
  private static let middles = [
    "he", "says", "the", "coat", "is", "warm,", "then", "nothing", "for", "10", "minutes;", "9",
    "Mutter", "größer", "als", "\"warm\"", "(twice)", "and", "breathes", "0", "times", "🙂", "–",
    "l'été", "dose", "suds", "of", "im", "mg", "left", "hand", "120/80", "over", "y", "q", ":end",
    "/find", "?", "e\u{301}", "naïve", "…", "*", "#3", "+1", "!",
  ]
  private static let endings = ["now.", "again", "— quiet", "…", "still", "home", "🙂 then", "so"]

  /// A sentence of at least three words that is neither a form nor one that the design gives to
  /// something else: a time in front, a kind alone.
  mutating func sentence(isRunning: Bool = false) -> String {
    while true {
      let count = Int.random(in: 2...9, using: &random)
      var words = [Self.openings.randomElement(using: &random) ?? "he"]
      for _ in 0..<count {
        words.append(Self.middles.randomElement(using: &random) ?? "he")
      }
      words.append(Self.endings.randomElement(using: &random) ?? "now.")
      if isRunning || Bool.random(using: &random) {
        words.insert(["he", "was", "und", "then"].randomElement(using: &random) ?? "he", at: 1)
      }
      let sentence = words.joined(separator: " ")
      if !isTime(words[0]) { return sentence }
    }
  }

  /// Behind a first word of a clinical form; the last words are none that a form has of its own.
  mutating func clinicalSentence() -> String {
    var words = [Self.clinicalOpenings.randomElement(using: &random) ?? "ae"]
    for _ in 0..<Int.random(in: 3...8, using: &random) {
      words.append(Self.clinicalMiddles.randomElement(using: &random) ?? "he")
    }
    return (words + ["he", "says"]).joined(separator: " ")
  }

  /// `-2m ` in front of text is a time by design.
  private func isTime(_ word: String) -> Bool { word == "-2m" }

  /// Types it at a speed of its own. Rests beyond a second come only behind the second character,
  /// and not while a digit is all there is: that is a mark by design. Returns the boot-clock time
  /// of the first key.
  mutating func typed(_ sentence: String, into room: Room) -> Int64 {
    let base = Int64.random(in: 1...300, using: &random)
    var first: Int64?
    for (place, scalar) in sentence.unicodeScalars.enumerated() {
      var pause = base + Int64.random(in: 0...200, using: &random)
      if place < 2 || room.live.pendingMark != nil {
        pause = min(pause, 400)
      } else if Int.random(in: 0..<40, using: &random) == 0 {
        pause = Int64.random(in: 1_000...90_000, using: &random)
      }
      room.pass(pause)
      first = first ?? room.now.up
      room.input(.key(.character(Character(scalar))))
    }
    return first ?? room.now.up
  }
}

/// SplitMix64: the same storm on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
