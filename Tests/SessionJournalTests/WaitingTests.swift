import SessionJournal
import SessionModel
import Testing

/// What `holdfast verify` says while a part of a session waits in a rescue folder.
@Suite struct WaitingTests {
  private func said(_ verdicts: [Verdict]) -> [String] { verdicts.flatMap(\.findings).map(\.what) }

  @Test func aVaultByItsPathIsCheckedWithWhatWaitsForIt() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let verification = Verification(rescue: away.rescue)
    let byPath = verification.path(scratch.file("vault"))
    #expect(byPath == (try verification.vault(away.vault)))
    #expect(said(byPath).contains { $0.contains("it is not home yet") }, "\(said(byPath))")
    #expect(byPath.first { $0.subject == away.id }?.entries == 2)
  }

  @Test func ofAFolderThatIsGoneTheRescueIsNamed() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    run("rm -r '\(away.home)'")
    let verdict = try #require(
      try Verification(rescue: away.rescue).vault(away.vault).first { $0.subject == away.id })
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.entries == 1 && verdict.files == 1)
    #expect(verdict.findings.contains { $0.what.contains("its folder is gone") })
    let waiting = try #require(
      verdict.findings.first { $0.what.contains("it is not home yet") }, "\(verdict.findings)")
    #expect(waiting.path == away.file && waiting.next.contains("Start Holdfast once"))
    let bare = try Verification().vault(away.vault).first { $0.subject == away.id }
    #expect(bare?.findings.count == 1 && bare?.entries == 0)
  }
}
