import Foundation
import Testing

/// A letter is sent before the picture that has it, and past the library that draws the picture:
/// what is on the screen must be what a screen drawn anew shows, whatever the line turns into.
@Suite("A letter before its picture")
struct EchoTests {
  @Test(
    "letters typed one by one leave the screen that a redraw shows",
    arguments: [
      "asks for the bucket, sits up with help and lies down again, breath slow, hands open, then",
      "bp 128/82 p74 o97", "bp 300/80", "dose 60mg im left deltoid lot K2291 by M.R.",
      ":close with her",
      "-2m he turned", "@T1:00 calm", "suds 11", "phase onset", "say: here; I can go slowly",
      "two  spaces   and more    ", "\"he is standing on the jetty", "#hand: asked",
    ])
  func sameAsRedrawn(_ words: String) throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    var typed = ""
    for letter in words {
      typed.append(letter)
      let before = terminal.text.cursor
      try terminal.type(String(letter))
      try terminal.wait(for: "\(letter) of \(typed)") { screen in
        let (row, column) = screen.cursor
        // The second of two letters that are one must not be taken for the first.
        guard screen.cursor != before else { return false }
        // A space shows in the cursor alone, and the first character may turn into a kind.
        if letter == " " || typed.count == 1 { return column > 0 }
        // The first place of a wrapped line stands behind the last letter of the row above.
        return column > 0
          ? screen[row].prefix(column).last == letter
          : row > 0 && screen[row].isEmpty && screen[row - 1].last == letter
      }
    }
    let sent = terminal.output.count
    terminal.kill(SIGWINCH)
    // The way back over the letters sent ahead and the colour of the clearing are the redraw's.
    func end(before clear: Int) -> Int {
      let leading = Set("\u{8}\u{1B}[0123456789;m".utf8)
      return (terminal.output[..<clear].lastIndex { !leading.contains($0) } ?? 0) + 1
    }
    var different: [String] = []
    do {
      try terminal.wait(for: "the screen drawn anew, as it was") { _ in
        guard let clear = terminal.output.lastRange(of: Array("\u{1B}[H\u{1B}[2J".utf8)),
          clear.lowerBound >= sent
        else { return false }
        let before = terminal.look(after: terminal.output[..<end(before: clear.lowerBound)])
        let now = terminal.look(after: terminal.output[...])
        different = zip(before, now).filter { $0 != $1 }.map { "\($0)\n\($1)" }
        return different.isEmpty
      }
    } catch {
      Issue.record("\(error)\n\(different.joined(separator: "\n"))")
    }
    try terminal.type(Keys.control("u"))
    try terminal.leave()
  }

  @Test("a letter in the middle of a word is answered by one short write with that letter")
  func oneWrite() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("he turned to the wa")
    try terminal.wait(forText: "to the wa")
    // Of several, since what was before may still be on its way, and the clock ticks in between.
    var short = 0
    for letter in "llowing" {
      let sent = terminal.output.count
      try terminal.type(String(letter))
      try terminal.wait(for: "the letter") { $0[$0.cursor.row].hasSuffix(String(letter)) }
      let answer = String(decoding: terminal.output[sent...], as: UTF8.self)
      if answer.contains(letter), answer.utf8.count < 60 { short += 1 }
    }
    #expect(short >= 4, "\(short) of 7")
    try terminal.type(Keys.control("u"))
    try terminal.leave()
  }
}
