import Foundation
import Testing

/// A file of one client's session in the folder of another's, whose first line no longer says so.
@Suite("Another client's file", .serialized)
struct OtherClientTests {
  private struct Two {
    let program: HoldfastProgram
    let mine: String
    let other: String
    /// The other session's record in the folder of the first.
    let copy: URL
    let whole: Data

    init() throws {
      let program = try HoldfastProgram()
      self.program = program
      var ids: [String] = []
      for client in ["HF-0417", "HF-0982"] {
        let terminal = try program.sit(["new", "--client", client, "--kind", "contact"])
        try terminal.note("words of \(client)")
        try terminal.leave()
        let known = Set(ids)
        let id = program.sessionFolders.map(\.lastPathComponent).first { !known.contains($0) }
        ids.append(try #require(id))
      }
      (mine, other) = (ids[0], ids[1])
      let name = try #require(program.files.first { $0.contains("\(ids[1])/record-") })
      let file = program.home.appending(path: name)
      whole = try Data(contentsOf: file)
      copy = program.home.appending(path: name.replacing(ids[1], with: ids[0]))
    }

    func put(_ bytes: Data) throws {
      try bytes.write(to: copy)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy.path)
    }
  }

  @Test("one turned bit of its session shows nothing of it")
  func oneBit() throws {
    let two = try Two()
    let member = try #require(two.whole.range(of: Data("\"session\":\"".utf8)))
    // In the member's name, right before the id, and in the id: a character that none has.
    for place in [member.lowerBound + 3, member.upperBound - 1, member.upperBound + 5] {
      var bytes = two.whole
      bytes[place] ^= 0x80
      try two.put(bytes)
      let printed = try two.program.run(["print", two.mine])
      #expect(printed.output.contains("words of HF-0417"))
      #expect(!printed.output.contains("0982") && !printed.errors.contains("0982"))
      let listed = try two.program.run(["list"]).output.split(separator: "\n")
      #expect(listed.contains { $0.hasPrefix(two.mine.prefix(8)) && $0.contains("HF-0417") })
      let verdict = try two.program.verify()
      #expect(verdict.exitCode == 2)
      #expect(verdict.output.contains("Move it back to sessions/\(two.other)"))
    }
  }

  @Test("where nothing tells whose it is, list, review and verify say that it is not shown")
  func nothingTells() throws {
    let two = try Two()
    var bytes = two.whole
    let id = try #require(bytes.range(of: Data(two.other.utf8)))
    bytes.replaceSubrange(id, with: Data(count: id.count))
    let member = try #require(bytes.range(of: Data("protection".utf8)))
    bytes[member.lowerBound] ^= 1
    try two.put(bytes)
    for name in two.program.files where name.contains("ledger-") {
      try FileManager.default.removeItem(at: two.program.home.appending(path: name))
    }
    #expect(
      try two.program.run(["list"]).output.contains("1 file is damaged and not shown"))
    #expect(try two.program.run(["list", "--json"]).output.contains("\"notShown\":1"))
    let verdict = try two.program.verify()
    #expect(verdict.exitCode == 2)
    #expect(verdict.output.contains("nothing tells whose session this file is of"))
    let terminal = try two.program.start(["review", two.mine], columns: 132)
    try terminal.wait(forText: "lines here are not shown, for nothing tells whose")
    let screen = try terminal.wait(forText: "could not be read")
    #expect(screen.row(with: "0982") == nil)
    try terminal.type(Keys.leave)
    #expect(try terminal.waitForExit() == 0)
    #expect(try two.program.run(["print", two.mine]).output.contains("could not be read"))
  }
}
