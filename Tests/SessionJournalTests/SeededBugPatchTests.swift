import Testing

/// The mistakes of Tests/SeededBugs are made one at a time by its script, which takes long; here
/// each must still fit the code and name a test that is there.
@Suite struct SeededBugPatchTests {
  private static let tests = folder(of: folder(of: #filePath))
  private static let patches = "\(tests)/SeededBugs"

  @Test func thereAreFifteenOrMore() {
    #expect(names(in: Self.patches).count { $0.hasSuffix(".patch") } >= 15)
  }

  @Test(arguments: names(in: patches).filter { $0.hasSuffix(".patch") })
  func eachStillAppliesAndNamesATest(_ name: String) throws {
    let path = "\(Self.patches)/\(name)"
    let lines = String(decoding: bytes(of: path), as: UTF8.self).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("Bug: ") })
    let named = try #require(lines.first { $0.hasPrefix("Test: ") }).dropFirst(6).split(
      separator: "/")
    try #require(named.count == 2)
    let code = names(in: "\(Self.tests)/SessionJournalTests").filter { $0.hasSuffix(".swift") }
      .map { String(decoding: bytes(of: "\(Self.tests)/SessionJournalTests/\($0)"), as: UTF8.self) }
    #expect(
      code.contains { $0.contains("struct \(named[0]) ") && $0.contains("func \(named[1])(") },
      "there is no test \(named.joined(separator: "/"))")
    guard have("git", for: "patches of seeded mistakes") else { return }
    #expect(
      run("cd '\(folder(of: Self.tests))' && git apply --check '\(path)'") == 0,
      "\(name) does not fit the code any more")
  }
}
