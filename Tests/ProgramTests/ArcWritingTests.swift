import Foundation
import Testing

/// A preparation and a talk after dosing in the real program: filled in any order, left and gone on
/// with, and never another client's.
@Suite("Preparation and integration sessions", .serialized)
struct ArcWritingTests {
  private func begin(
    _ program: HoldfastProgram, _ kind: String, client: String = "HF-0417"
  ) throws -> TestTerminal {
    try program.sit(["new", "--client", client, "--kind", kind, "--author", "MK"])
  }

  private func sections(_ program: HoldfastProgram) throws -> [String] {
    try program.lines("prepared").compactMap { $0["section"] as? String }
  }

  /// One line, and waits until so many records of the kind are on the disk.
  private func enter(
    _ text: String, _ kind: String, _ count: Int, _ program: HoldfastProgram,
    _ terminal: TestTerminal
  ) throws {
    try terminal.type(text)
    try terminal.wait(for: "\(text) in the line") { $0[$0.cursor.row].contains(text.suffix(10)) }
    try terminal.type(Keys.enter)
    try program.wait(for: text, terminal) { try program.lines(kind).count == count }
  }

  @Test("a preparation is filled by its list, left in the middle and gone on with")
  func preparation() throws {
    let program = try HoldfastProgram()
    var terminal = try begin(program, "preparation")
    #expect(terminal.text.contains("23 still empty"))
    try terminal.type(Keys.enter)
    try terminal.wait(for: "the section in the line") {
      $0[$0.cursor.row].contains("> intention:")
    }
    try enter("Meet the grief", "prepared", 1, program, terminal)
    try terminal.wait(forText: "22 still empty")
    try enter("touch: hands, shoulders > MK, her sister", "prepared", 2, program, terminal)
    try enter("coping: breath; stone", "prepared", 3, program, terminal)
    // Half a section is typed and not entered.
    try terminal.type("mantra: I can go")
    try program.wait(for: "the draft", terminal) { try program.drafts().count == 1 }
    try terminal.leave()

    terminal = try program.sit(["resume", "last"])
    #expect(!terminal.text.contains("still empty"), "it opens by itself only where nothing is")
    try terminal.type(Keys.up)
    try terminal.wait(for: "the draft back") {
      $0[$0.cursor.row].contains("mantra: I can go")
    }
    try enter(" slowly", "prepared", 4, program, terminal)
    try terminal.type(Keys.control("o"))
    try terminal.wait(forText: "19 still empty")
    for words in ["Meet the grief", "1  breath"] { #expect(terminal.text.contains(words)) }
    #expect(terminal.text.contains("say: \"I can go slowly\""))
    try terminal.leave()
    #expect(try sections(program) == ["intention", "touch", "coping", "mantra"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("an amended touch agreement keeps the old words, and the dosing room shows the new")
  func touch() throws {
    let program = try HoldfastProgram()
    var terminal = try begin(program, "preparation")
    try enter("touch: hands, shoulders > MK", "prepared", 1, program, terminal)
    try terminal.type(Keys.escape)
    try terminal.type(Keys.up)
    try terminal.wait(forText: "put right")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "puts right")
    try terminal.type(Keys.control("u"))
    try enter("touch: hands only > MK, her sister", "amend", 1, program, terminal)
    try terminal.wait(forText: "was: touch: hands, shoulders, present: MK")
    try terminal.type(Keys.up + Keys.right)
    try terminal.wait(forText: "put right: touch: hands only")
    try terminal.leave()
    let amendment = try #require(try program.lines("amend").first)
    #expect((amendment["now"] as? [String: Any])?["text"] as? String == "hands only")
    #expect(try program.lines("prepared").first?["text"] as? String == "hands, shoulders")

    terminal = try begin(program, "dosing")
    #expect(terminal.text.contains("touch: hands only"))
    try terminal.type(Keys.control("o"))
    try terminal.wait(forText: "present: MK, her sister")
    #expect(!terminal.text.contains("shoulders"))
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  /// A dosing in which something was carried, said and felt; closed and sealed.
  private func dosing(_ program: HoldfastProgram, client: String, quote: String) throws {
    let terminal = try begin(program, "dosing", client: client)
    try terminal.note("dose 60mg im", shown: "ketamine 60 mg")
    try terminal.note("\"\(quote)", shown: quote)
    try terminal.type(Keys.control("x"))
    try terminal.wait(forText: "→ integration")
    try terminal.note("suds 8")
    try terminal.type(":close with sister\r")
    try terminal.wait(forText: "closed: ")
    try terminal.leave()
  }

  @Test("a talk begins with what was carried, is left in the middle and gone on with")
  func talk() throws {
    let program = try HoldfastProgram()
    try dosing(program, client: "HF-0417", quote: "I did not leave")
    var terminal = try begin(program, "integration")
    #expect(terminal.text.contains("0 in order, 2 open, 0 not yet"))
    #expect(terminal.text.contains("carried, words · dosing 1"))
    try terminal.type(Keys.enter)
    try terminal.wait(for: "the moment in the line") {
      $0.contains("fragment: I did not leave > dosing 1")
    }
    try terminal.type(Keys.enter)
    try program.wait(for: "the fragment", terminal) {
      try program.lines("integrated").count == 1
    }
    try terminal.type("\u{1B}[D")
    try terminal.wait(forText: "1 in order, 0 open, 1 not yet")
    try enter("theme: staying", "insight", 1, program, terminal)
    try enter("task: the door > Saturday > her sister", "task", 1, program, terminal)
    try enter("followup: 1 week > 2026-12-01", "followup", 1, program, terminal)
    try terminal.leave()

    terminal = try program.sit(["resume", "last"])
    try terminal.type(Keys.control("o"))
    try terminal.wait(forText: "1 in order, 0 open, 1 not yet")
    try terminal.type("theme: st")
    try terminal.wait(forText: "Tab: staying")
    try terminal.leave()
    let lines = try program.lines("integrated")
    #expect(lines.map { $0["part"] as? String } == ["fragment", "later"])
    #expect(lines.allSatisfy { $0["lane"] as? String == "process" })
    #expect(try program.lines("insight").first?["lane"] as? String == "process")
    #expect(try program.lines("task").first?["lane"] as? String == "record")
    #expect(try program.lines("followup").first?["lane"] as? String == "record")
    // The next talk has what was left for later, and no more: the rest was looked at.
    terminal = try begin(program, "integration")
    #expect(terminal.text.contains("0 in order, 1 open, 0 not yet"))
    #expect(terminal.text.contains("suds 8"))
    #expect(!terminal.text.contains("I did not leave"))
    try terminal.type("theme: s")
    try terminal.wait(forText: "Tab: staying")
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("what was carried is offered until a talk has looked at it")
  func carried() throws {
    let program = try HoldfastProgram()
    try dosing(program, client: "HF-0417", quote: "I did not leave")
    for open in ["2 open", "1 open"] {
      let terminal = try begin(program, "integration")
      #expect(terminal.text.contains("0 in order, \(open), 0 not yet"))
      #expect(terminal.text.contains("I did not leave"))
      #expect(terminal.text.contains("suds 8") == (open == "2 open"))
      try terminal.leave()
    }
  }

  @Test("a client whose code begins another's, or is begun by it, sees nothing of the other")
  func noLeak() throws {
    let program = try HoldfastProgram()
    var terminal = try begin(program, "preparation", client: "HF-0417")
    try enter("intention: the quiet harbour", "prepared", 1, program, terminal)
    try terminal.leave()
    try dosing(program, client: "HF-0417", quote: "the quiet harbour")
    terminal = try begin(program, "integration", client: "HF-0417")
    try enter("theme: harbour", "insight", 1, program, terminal)
    try terminal.leave()
    for client in ["HF-041", "HF-04170", "HF-0418", "F-0417"] {
      for kind in ["preparation", "dosing", "integration", "contact"] {
        terminal = try begin(program, kind, client: client)
        #expect(!terminal.text.contains("harbour") && !terminal.text.contains("dosing 1 0:"))
        // In an empty preparation it is open already.
        if kind != "preparation" { try terminal.type(Keys.control("o")) }
        let heading = ["preparation": "still empty", "integration": "0 in order, 0 open"]
        try terminal.wait(forText: heading[kind] ?? "Nothing was prepared")
        #expect(!terminal.text.contains("harbour"), "\(client) \(kind)")
        if kind == "integration" || kind == "contact" {
          try terminal.type("theme: ")
          try terminal.wait(for: "the line") { $0[$0.cursor.row].contains("theme:") }
          #expect(!terminal.text.contains("Tab:"), "\(client) \(kind)")
        }
        try terminal.leave()
      }
    }
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a noticed trigger is one key from the card, and a second preparation has the first")
  func trigger() throws {
    let program = try HoldfastProgram()
    var terminal = try begin(program, "preparation")
    try enter("trigger: door closing > jaw, left fist > here", "prepared", 1, program, terminal)
    try terminal.leave()
    terminal = try begin(program, "dosing")
    try terminal.type(Keys.control("o"))
    try terminal.wait(forText: "Enter noticed: log it")
    try terminal.type(Keys.right)
    try terminal.wait(forText: "agreed for it: here")
    try terminal.leave()
    let note = try #require(try program.lines("note").first)
    #expect(note["text"] as? String == "jaw, left fist: early sign of \"door closing\"")
    #expect(note["lane"] as? String == "record" && note["note"] as? String == "safety")
    terminal = try begin(program, "preparation")
    #expect(terminal.text.contains("door closing → jaw, left fist → here"))
    #expect(terminal.text.contains("from before"))
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }
}
