import SessionModel

/// What happens in an invented dosing session, entry by entry, the same for the same seed.
struct SessionScript {
  let count: Int
  private let vocabulary: Vocabulary
  private var random: SplitMix

  init(count: Int, vocabulary: Vocabulary, seed: UInt64) {
    self.count = count
    self.vocabulary = vocabulary
    random = SplitMix(state: seed)
  }

  /// How far through the session the phases begin, per cent.
  private static let phases: [(Int, Phase)] = [
    (12, .onset), (20, .peak), (45, .plateau), (65, .return), (80, .recovery),
  ]

  /// The event at a place from 0: the dose after a tenth, phases and readings in their turn, and
  /// what is seen and said in between.
  mutating func event(at place: Int) -> Event {
    if place == count / 10 {
      return .dosed(Dose(act: .given, milligrams: "60", route: .intramuscular, lot: "K2291"))
    }
    for (percent, phase) in Self.phases where place == count * percent / 100 && place > count / 10 {
      return .phaseEntered(phase)
    }
    if place % max(count / 12, 8) == 3 { return .vitalsMeasured(reading()) }
    if place % max(count / 15, 10) == 5 {
      return .scored(Score(scale: "suds", value: random.below(9)))
    }
    switch random.below(20) {
    case 0..<4: return .marked(marking())
    case 4..<7: return .noted(Note(kind: .words, text: sentence()))
    case 7: return .noted(Note(kind: .thought, text: sentence()))
    case 8, 9: return .noted(Note(kind: .action, text: sentence()))
    case 10: return .noted(Note(kind: .touch, text: sentence()))
    default: return .noted(Note(kind: .observed, text: sentence()))
    }
  }

  private mutating func reading() -> Vitals {
    Vitals(
      systolic: 118 + random.below(30), diastolic: 74 + random.below(16),
      pulse: 66 + random.below(24), spo2: 95 + random.below(5))
  }

  private mutating func marking() -> Marking {
    let mark = vocabulary.marks[random.below(vocabulary.marks.count)]
    return Marking(key: "\(mark.key)", tag: mark.tag, words: mark.words)
  }

  private static let openings = [
    "turns to the wall", "left hand opens", "breath becomes slow", "smiles", "jaw works",
    "says nothing", "looks for a face", "feet press into the mat", "hums a little", "tears come",
    "draws up the blanket", "asks where the river went",
  ]

  private static let endings = [
    "for about a minute", "then rests", "with the music", "and sighs", "as before",
    "without words, eyes closed", "when the track changes", "– “warm”", "und schweigt",
    "and lets go of the stone", "while the window light moves over the floor",
    "after the hand was offered, asked and accepted",
  ]

  private mutating func sentence() -> String {
    var parts = [Self.openings[random.below(Self.openings.count)]]
    for _ in 0...random.below(3) { parts.append(Self.endings[random.below(Self.endings.count)]) }
    return parts.joined(separator: ", ")
  }
}

/// A small generator whose every run is the same: Steele, Lea and Flood 2014, SplitMix64.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to below `limit`.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
}
