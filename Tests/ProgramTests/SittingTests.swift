import Foundation
import Testing

/// What a therapist does in a session, on the screen and then on the disk.
@Suite("A live session", .serialized)
struct SittingTests {
  @Test("a note is stamped at its first key, shown, and kept word for word")
  func note() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("t")
    try terminal.wait(for: "the letter") { $0[$0.cursor.row].hasSuffix("> t") }
    let typed = Date().timeIntervalSince1970 * 1000
    try terminal.note("ears, no sound, äöü 日本 e\u{301}")
    let note = try #require(try program.lines("note").first)
    #expect(note["text"] as? String == "tears, no sound, äöü 日本 e\u{301}")
    #expect(note["note"] as? String == "observed")
    #expect(note["lane"] as? String == "record")
    let at = try #require(HoldfastProgram.milliseconds(note["at"]))
    let happened = at - Double(note["ago"] as? Int ?? 0)
    #expect(happened <= typed && happened > typed - 20_000)
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("kinds by first character and Tab, lanes in two files")
  func kinds() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note("\"he is on the jetty", shown: "he is on the jetty")
    try terminal.note("+hand offered", shown: "hand offered")
    try terminal.note("!jaw, left fist", shown: "jaw, left fist")
    try terminal.type("*like last time\r")
    try terminal.wait(forText: "own thought, folded")
    try terminal.type("\t")
    try terminal.wait(for: "Tab") { $0[$0.cursor.row].contains("words") }
    try terminal.type("I did not leave\r")
    try terminal.wait(forText: "\" I did not leave")
    try terminal.waitForLive()
    let notes = try program.lines("note")
    #expect(
      notes.map { $0["note"] as? String } == ["words", "action", "safety", "thought", "words"])
    #expect(
      notes.map { $0["lane"] as? String } == ["process", "record", "record", "process", "process"])
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
    let folder = try #require(program.sessionFolders.first)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      names.contains { $0.hasPrefix("record-") } && names.contains { $0.hasPrefix("process-") })
  }

  @Test("a mark is kept after its rest; a letter makes it text; a held key is one mark")
  func marks() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("4")
    try terminal.wait(for: "the mark in the line") { $0[$0.cursor.row].contains("4 tears") }
    #expect(try program.lines("mark").isEmpty, "it still rests")
    try terminal.wait(forText: "m tears")
    try terminal.waitForLive()
    try terminal.type("777")
    try terminal.wait(forText: "m silence")
    try terminal.type("10 min silent\r")
    try terminal.wait(forText: "· 10 min silent")
    try terminal.type("9\r")
    try terminal.wait(forText: "HELP CALLED")
    try terminal.type("0\r")
    try terminal.wait(forText: "CONSENT WITHDRAWN")
    try terminal.type("3" + Keys.backspace)
    try terminal.wait(forText: "dropped")
    try terminal.waitForLive()
    let marks = try program.lines("mark")
    #expect(marks.map { $0["key"] as? String } == ["4", "7", "9", "0"], "\(marks)")
    #expect(try program.notes() == ["10 min silent"])
    try terminal.leave()
  }

  @Test("Space lists the marks; typing filters; a line without a match is a note")
  func markList() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type(" ")
    try terminal.wait(forText: "Enter keep")
    try terminal.type(Keys.loneEscape)
    try terminal.wait(forText: "Space marks")
    try terminal.type(" ")
    try terminal.wait(forText: "Enter keep")
    try terminal.type("tears")
    try terminal.wait(for: "the filter") { $0[$0.cursor.row].contains("tears") }
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "m tears")
    try terminal.type(" zebra on the wall\r")
    try terminal.wait(forText: "· zebra on the wall")
    try terminal.type("  after")
    try terminal.wait(for: "a closed list") { $0[$0.cursor.row].hasSuffix("> after") }
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "· after")
    try terminal.leave()
    #expect(try program.lines("mark").count == 1)
    #expect(try program.notes() == ["zebra on the wall", "after"])
  }

  @Test("dose, phase, suds and grounding with the header's clock")
  func dosing() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    #expect(terminal.text[0].contains("before dosing"))
    try terminal.type("bp 128/82 p74 o97")
    try terminal.wait(forText: "= ")
    try terminal.type("\r")
    try terminal.wait(forText: "v 128/82")
    try terminal.type("dose 60mg im\r")
    try terminal.wait(for: "T+") { $0[0].contains("60 mg") && $0[0].contains("T+0:00:") }
    try terminal.type(Keys.control("n"))
    try terminal.wait(forText: "Enter keeps the phase")
    try terminal.type(Keys.enter)
    try terminal.wait(for: "a phase") { $0[1].contains(" since ") }
    try terminal.type("suds 8\r")
    try terminal.wait(forText: "s suds 8")
    try terminal.type(Keys.control("g"))
    try terminal.wait(forText: "GROUNDING 1")
    try terminal.type(Keys.enter)
    try terminal.wait(for: "an offer") { text in
      text.rows.contains { $0.contains(" g ") && $0.contains("offered") }
    }
    #expect(terminal.text[0].contains("T+"), "the header stays")
    try terminal.type("still here\r")
    try terminal.wait(forText: "· still here")
    try terminal.type(Keys.right)
    try terminal.wait(forText: "accepted")
    try terminal.type(Keys.escape + "suds 5\r")
    try terminal.wait(forText: "s suds 5")
    try terminal.waitForLive()
    #expect(try program.lines("score").map { $0["value"] as? Int } == [8, 5])
    #expect(try program.lines("grounding").map { $0["act"] as? String } == ["offered", "accepted"])
    #expect(try program.lines("dose").first?["milligrams"] as? String == "60")
    #expect(try program.lines("phase").count == 1)
    #expect(try program.lines("vitals").first?["systolic"] as? Int == 128)
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a value out of range is refused and the line stays")
  func refused() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("bp 800/82\r")
    try terminal.wait(for: "a refusal") {
      $0[$0.cursor.row].contains("bp 800/82") && $0[$0.cursor.row - 1].contains("!")
    }
    #expect(try program.lines("vitals").isEmpty)
    try terminal.type("\t\r")
    try terminal.wait(forText: "· bp 800/82")
    try terminal.leave()
    #expect(try program.notes() == ["bp 800/82"])
  }

  @Test("strike, restore and put right are new lines; nothing is changed on the disk")
  func amendments() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note("track 4")
    let before = try program.bytes()
    try terminal.type(Keys.control("z"))
    try terminal.wait(forText: "Strike ")
    try terminal.type("y")
    try terminal.wait(forText: "struck")
    try terminal.type(Keys.control("y"))
    try terminal.wait(for: "it restored") { text in
      text.rows.contains { $0.contains("track 4") } && !text.contains("struck")
    }
    try terminal.type(Keys.up + Keys.enter)
    try terminal.wait(forText: "puts right")
    try terminal.type(Keys.backspace + "5\r")
    try terminal.wait(forText: "track 5")
    try terminal.waitForLive()
    for (name, bytes) in before {
      #expect(try program.bytes()[name]?.starts(with: bytes) == true, "\(name) only grows")
    }
    #expect(
      try program.lines("amend").map { $0["act"] as? String } == ["retract", "restore", "replace"])
    try terminal.leave()
    #expect(try program.verify().exitCode == 0)
  }

  @Test("every size down to one cell, and back, with a note at each")
  func sizes() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("dose 60mg im\r")
    try terminal.wait(for: "T+") { $0[0].contains("T+") }
    terminal.resize(columns: 132, rows: 43)
    try terminal.wait(for: "132×43") {
      $0[0].contains("kept") && $0.row(with: "observed, record") == 41
    }
    try terminal.note("wide")
    terminal.resize(columns: 60, rows: 16)
    try terminal.wait(for: "60×16") { $0.row(with: "observed, record") == 14 }
    try terminal.note("smallest")
    terminal.resize(columns: 40, rows: 10)
    try terminal.wait(for: "the size needed") {
      $0.contains("60×16 needed, is 40×10") && $0[0].hasPrefix("T+")
    }
    try terminal.type("small")
    try terminal.wait(forText: "small")
    try terminal.type(Keys.enter)
    try program.wait(for: "the note on the disk", terminal) { try program.notes().last == "small" }
    terminal.resize(columns: 1, rows: 1)
    try terminal.type("blind\r")
    try program.wait(for: "the note on the disk", terminal) { try program.notes().last == "blind" }
    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "all of it") { text in
      ["wide", "smallest", "small", "blind"].allSatisfy { word in
        text.rows.contains { $0.hasSuffix("· \(word)") }
      }
    }
    try terminal.leave()
    #expect(try program.notes() == ["wide", "smallest", "small", "blind"])
  }

  @Test("Ctrl-C says how to leave; Ctrl-Q then anything but y stays, and is typed")
  func leaving() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type(Keys.control("c"))
    try terminal.wait(forText: "Ctrl-Q, then y, leaves: the session stays open")
    terminal.kill(SIGINT)
    try terminal.type(Keys.leave + "no")
    try terminal.wait(for: "the text") { $0[$0.cursor.row].hasSuffix("> no") }
    try terminal.type(Keys.leave + "yes, he said\r")
    try terminal.wait(forText: "yes, he said")
    try terminal.leave()
    #expect(try program.lines("runEnded").count == 1)
    #expect(try program.run(["list"]).output.contains("open"))
  }
}
