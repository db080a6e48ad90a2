import Foundation
import Testing

/// Much text at once.
@Suite("Pastes and prose", .serialized)
struct PasteTests {
  @Test("a pasted command is text in one entry")
  func command() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type(Keys.paste(":end\n:seal\r\n4"))
    try terminal.wait(forText: ":end")
    try terminal.type(Keys.enter)
    try terminal.wait(for: "the entry") { text in text.rows.contains { $0.contains("· :end") } }
    try terminal.leave()
    #expect(try program.notes() == [":end\n:seal\n4"])
    #expect(try program.lines("dosingEnded").isEmpty)
  }

  @Test("900 KiB are kept in one entry, 1.5 MiB are refused and nothing typed is lost")
  func sizes() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    let sentence = "It was as if the house had no walls. "
    let long = String(repeating: sentence, count: 900 * 1024 / sentence.utf8.count)
    try terminal.type(Keys.paste(long))
    try terminal.wait(for: "its end") { $0.contains("had no walls") }
    try terminal.type(Keys.enter)
    try program.wait(for: "the note on the disk", terminal) { try program.notes().count == 1 }
    #expect(try program.notes() == [long])
    try terminal.type("typed before ")
    try terminal.wait(forText: "typed before")
    try terminal.type(Keys.paste(String(repeating: "x", count: 3 << 19)))
    try terminal.wait(forText: "the pasted text has 1536 KiB")
    #expect(!terminal.text.contains("xxx"))
    try terminal.type("and after\r")
    try terminal.wait(forText: "· typed before and after")
    try terminal.leave()
    #expect(try program.notes().last == "typed before and after")
    #expect(try program.verify().exitCode == 0)
  }

  @Test("200 sentences typed into the live screen are 200 notes, byte for byte")
  func prose() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    var random = Seeded(state: 20_261_123)
    let sentences = (0..<200).map { _ in Self.sentence(&random) }
    for sentence in sentences { try terminal.type(sentence + Keys.enter) }
    try program.wait(for: "all on the disk", terminal) { try program.notes().count >= 200 }
    let notes = try program.notes()
    for (note, sentence) in zip(notes, sentences) {
      #expect(Array(note.utf8) == Array(sentence.utf8), "\(note) for \(sentence)")
    }
    #expect(notes.count == 200)
    #expect(try program.lines("mark").isEmpty && program.lines("dosingEnded").isEmpty)
    try terminal.leave()
    #expect(try program.lines("note").count == 200)
    #expect(try program.verify().exitCode == 0)
  }

  private static let beginnings = [
    "dose was felt", "leave me", "bp seemed high", "suds he said", "end of the track", "close by",
    "seal of the door", "10 minutes", "4 breaths", "99 balloons", "0 words", "yes, he said",
    "quiet", "goto", "gave her hand", "booster talk", "Ärger", "日本", "😀 smiles", "naïve e\u{301}",
    "'mother'", "(whisper)", "-- a pause", "new song", "note:",
  ]
  private static let middles = [
    "and turned", "to the wall", "3 times", "äöüß", "?!", "/ or not", ": so", "64kg", "日本語",
    "👩‍⚕️", "the jetty, the coat", "* star", "T+31", "@14:05", "-2m", "im", "by MK",
  ]

  private static func sentence(_ random: inout Seeded) -> String {
    let count = Int.random(in: 1...6, using: &random)
    let words = (0..<count).compactMap { _ in middles.randomElement(using: &random) }
    let first = beginnings.randomElement(using: &random) ?? "then"
    return ([first] + words).joined(separator: " ") + "."
  }
}

/// The same numbers in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
