import Foundation
import Testing

/// Panels of the clinical session in the real program: keys in, lines on the disk.
@Suite("Checklists, questionnaires and contact", .serialized)
struct ClinicalSittingTests {
  @Test("a tick and a reason are on the disk, and the panel stays open for notes")
  func checklist() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type(":check\r")
    try terminal.wait(forText: "CHECKLIST   before dosing")
    try terminal.type(Keys.right)
    try terminal.wait(forText: "1 of 27 answered")
    try terminal.type(Keys.down + "\u{1B}[D")
    try terminal.wait(forText: "why not done")
    try terminal.type("form is at the printer\r")
    try terminal.wait(forText: "2 of 27 answered")
    try terminal.note("he hums")
    try terminal.leave()
    let ticks = try program.lines("check")
    #expect(ticks.map { $0["item"] as? String } == ["identity", "consent"])
    #expect(ticks.map { $0["answer"] as? String } == ["done", "notDone"])
    #expect(ticks.last?["words"] as? String == "form is at the printer")
    #expect(try program.notes() == ["he hums"])
    #expect(try program.verify().exitCode == 0)
  }

  @Test("a contact session keeps a score, a call and a task done")
  func contact() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit([
      "new", "--client", "HF-0417", "--kind", "contact", "--author", "MK",
    ])
    #expect(terminal.text.contains("task: WHAT > WHEN"))
    #expect(!terminal.text.contains("vitals"))
    try terminal.type(":phq9\r")
    try terminal.wait(forText: "item 1 of 9")
    try terminal.type("210301021")
    // The emulator may be read in the middle of a picture.
    try terminal.wait(for: "the total, and item 9 with it") {
      $0.contains("total 10 of 27: moderate") && $0.contains("! item 9 answered 1, several days")
    }
    try terminal.type(Keys.enter)
    try program.wait(for: "the score", terminal) { try program.lines("score").count == 1 }
    try terminal.note("call, slept well")
    try terminal.type("done: walk to the jetty\r")
    try program.wait(for: "the task", terminal) { try program.lines("task").count == 1 }
    try terminal.leave()
    let score = try program.lines("score").first
    #expect(score?["items"] as? [Int] == [2, 1, 0, 3, 0, 1, 0, 2, 1])
    #expect(score?["value"] as? Int == 10)
    #expect(try program.lines("task").first?["text"] as? String == "walk to the jetty")
    #expect(try program.verify().exitCode == 0)
  }
}
