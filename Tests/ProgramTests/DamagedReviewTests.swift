import Foundation
import Testing

/// A closed session with a damaged file takes late notes and is sealed like any other.
@Suite("A damaged closed session", .serialized)
struct DamagedReviewTests {
  enum Damage: CaseIterable {
    case tornLine, missingLineFeed, damagedEnd, middle

    func done(to bytes: inout Data) throws {
      switch self {
      case .tornLine: bytes += Data("{\"n\":9,\"kind\":\"no".utf8)
      case .missingLineFeed: bytes.removeLast()
      case .damagedEnd: bytes[bytes.count - 1] = 0x0B
      case .middle:
        let place = try #require(bytes.range(of: Data("silent".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "S")
      }
    }

    /// What verify says in the end.
    var code: Int32 {
      switch self {
      case .missingLineFeed: 0
      case .tornLine, .damagedEnd: 1
      case .middle: 2
      }
    }
    /// Damage that no crash makes is said at the opening.
    var isSaid: Bool { self == .damagedEnd || self == .middle }
  }

  @Test("a late note is kept, and the session is sealed", arguments: Damage.allCases)
  func goesOn(_ damage: Damage) throws {
    let program = try HoldfastProgram()
    do {
      let terminal = try program.sit()
      try terminal.note("silent")
      try terminal.type(":close with her sister\r")
      try terminal.wait(forText: "closed: ")
      try terminal.waitForLive()
      try terminal.leave()
    }
    let name = try #require(program.files.first { $0.contains("/record-") })
    let file = program.home.appending(path: name)
    var bytes = try Data(contentsOf: file)
    try damage.done(to: &bytes)
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)

    let terminal = try program.start(["review", "last"])
    try terminal.wait(forText: "REVIEW: NOTHING IS BEING WRITTEN")
    if damage.isSaid { try terminal.wait(forText: "a file of this session is damaged") }
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "a late note")
    try terminal.type("he hummed\r")
    try program.wait(for: "the late note on the disk", terminal) {
      try program.lines(allowingDamage: true).contains { $0["text"] as? String == "he hummed" }
    }
    // Sealing waits for the disk's answer.
    try terminal.wait(for: "the late note, kept") { text in
      text.row(with: "· he hummed") != nil && !text[0].contains("keeping")
    }
    try terminal.type(":seal")
    try terminal.wait(forText: "command > :seal")
    try terminal.type(Keys.enter)
    try terminal.wait(forText: "Seal: ")
    try terminal.type("y")
    try terminal.wait(for: "the fingerprint") { SealTests.fingerprint($0) != nil }
    terminal.kill(SIGTERM)
    #expect(try terminal.waitForExit() == 0)
    let verdict = try program.verify()
    #expect(verdict.exitCode == damage.code, "\(verdict)")
    #expect(!verdict.output.contains("after sealing"))
    #expect(try Data(contentsOf: file).starts(with: bytes))
  }
}
