import Foundation
import Testing

/// The chart says what the screen said: what a reading, a dose and a score were compared with.
@Suite("Remarks in print and review", .serialized)
struct PrintedRemarkTests {
  @Test("bands, change from baseline and the plan of an earlier preparation are printed")
  func printed() throws {
    let program = try HoldfastProgram()
    var terminal = try program.sit([
      "new", "--client", "HF-0417", "--kind", "preparation", "--author", "MK",
    ])
    try terminal.type("plan: 60 mg im, booster 30 mg")
    try terminal.wait(forText: "read as 60 mg, booster 30 mg")
    try terminal.type(Keys.enter)
    try program.wait(for: "the plan", terminal) { try program.lines("prepared").count == 1 }
    try terminal.leave()

    terminal = try program.sit(["new", "--client", "HF-0417", "--author", "MK"])
    try terminal.note("bp 124/78", shown: "124/78")
    try terminal.note("dose 75mg im", shown: "ketamine 75 mg")
    try terminal.wait(forText: "above the plan: 60 mg agreed")
    // A terminal types faster than a clock of milliseconds tells apart.
    try terminal.note("settles")
    try terminal.note("bp 185/80 o91", shown: "185/80")
    try terminal.note("o88", shown: "o88")
    try terminal.leave()
    let printed = try program.run(["print", "last"]).output
    for words in [
      "(above the plan: 60 mg agreed)", "(!! systolic > 180)", "(!! SpO₂ < 92)",
      "from baseline)",
    ] {
      #expect(printed.contains(words), "\(words) in \(printed)")
    }
    #expect(try program.verify().exitCode == 0)
  }

  @Test("item 9 stays beside the score, in the log, in print and in review")
  func itemNine() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit([
      "new", "--client", "HF-0417", "--kind", "contact", "--author", "MK",
    ])
    try terminal.type(":phq9\r")
    try terminal.wait(forText: "item 1 of 9")
    try terminal.type("333333331")
    try terminal.wait(forText: "total 25 of 27")
    try terminal.type(Keys.enter)
    try program.wait(for: "the score", terminal) { try program.lines("score").count == 1 }
    try terminal.wait(for: "the kept score") { screen in
      screen.rows.contains { $0.contains("s phq9 25") }
        && screen.rows.contains { $0.contains("! item 9 answered 1") }
        && !screen.rows.contains { $0.contains("total 25") }
    }
    try terminal.leave()
    #expect(try program.run(["print", "last"]).output.contains("(! item 9 answered 1)"))
    let review = try program.start(["review", "last"])
    try review.wait(forText: "! item 9 answered 1")
    review.kill(SIGTERM)
    #expect(try review.waitForExit() == 0)
  }
}
