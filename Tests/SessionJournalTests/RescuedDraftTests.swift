import Glibc
import SessionJournal
import SessionModel
import Testing

/// What was typed and not entered comes home as well, and nothing newer gives way to it.
@Suite struct RescuedDraftTests {
  private func draft(_ s: Int, _ text: String) -> Draft {
    Draft(
      id: note(s).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: text, parked: true)
  }

  /// The bytes of a draft file that a vault of its own wrote.
  private func file(_ drafts: [Draft]) throws -> [UInt8] {
    let scratch = Scratch()
    let journal = try makeVault(scratch).createSession()
    journal.append(note(1))
    journal.submitDrafts(drafts)
    #expect(journal.close(milliseconds: 10_000) == 0)
    return bytes(of: scratch.file("vault/sessions/\(journal.session)/draft"))
  }

  private func date(_ away: AwayFromHome, isRescueNewer: Bool) {
    let (older, newer) =
      isRescueNewer ? (away.home, away.rescued) : (away.rescued, away.home)
    run("touch -d 2026-01-02 '\(older)/draft'; touch -d 2026-01-03 '\(newer)/draft'")
  }

  /// A file's time says nothing of what is in it.
  @Test(arguments: [true, false])
  func ofOneDraftTheTextThatGoesOnCounts(_ isRescueNewer: Bool) throws {
    let scratch = Scratch()
    let away = try AwayFromHome(
      scratch, drafts: [draft(3, "begun and much more"), draft(4, "went")])
    write(try file([draft(3, "begun"), draft(4, "went on at home")]), to: "\(away.home)/draft")
    date(away, isRescueNewer: isRescueNewer)
    let before = try away.vault.read(away.id, rescue: away.rescue).drafts
    #expect(away.outcomes == [.cameHome])
    let drafts = try away.vault.read(away.id).drafts
    #expect(drafts.count == 2 && Set(drafts.map(\.id)) == Set([3, 4].map { note($0).id.text }))
    #expect(Set(drafts.map(\.text)) == ["begun and much more", "went on at home"])
    #expect(Set(before.map(\.text)) == Set(drafts.map(\.text)))
  }

  @Test(arguments: [true, false])
  func twoTextsOfOneDraftAreBothKept(_ isRescueNewer: Bool) throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch, drafts: [draft(3, "rescue"), draft(4, "only there")])
    write(try file([draft(3, "home"), draft(5, "only here")]), to: "\(away.home)/draft")
    let rescued = bytes(of: "\(away.rescued)/draft")
    date(away, isRescueNewer: isRescueNewer)
    let all: Set = ["rescue", "home", "only there", "only here"]
    #expect(Set(try away.vault.read(away.id, rescue: away.rescue).drafts.map(\.text)) == all)
    #expect(away.outcomes == [.cameHome])
    var drafts = try away.vault.read(away.id).drafts
    #expect(drafts.count == 4 && Set(drafts.map(\.id)).count == 4)
    #expect(Set(drafts.map(\.text)) == all)
    let first = drafts.first { $0.id == note(3).id.text }?.text
    #expect(first == (isRescueNewer ? "rescue" : "home"))
    #expect(names(in: away.rescued).isEmpty)

    // A crash took the removal of the rescue's file: joined again, nothing is there twice.
    write(rescued, to: "\(away.rescued)/draft")
    #expect(away.outcomes.isEmpty)
    drafts = try away.vault.read(away.id).drafts
    #expect(drafts.count == 4 && Set(drafts.map(\.text)) == all)
  }

  @Test func aDraftAloneComesHomeAndOneThatIsKeptDoesNotComeBack() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    #expect(away.outcomes == [.cameHome])
    write(try file([draft(2, "kept by now"), draft(3, "alone")]), to: "\(away.rescued)/draft")
    // Before it is home it counts where it is.
    let (journal, reading) = try away.vault.resumeSession(away.id, rescue: away.rescue)
    #expect(reading.drafts.map(\.text) == ["alone"])
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(away.outcomes.isEmpty, "texts are said where they come back")
    #expect(try away.vault.read(away.id).drafts.map(\.text) == ["alone"])
    #expect(names(in: away.rescued).isEmpty)
  }

  @Test func aDraftThatCannotBeReadAtHomeIsNotWrittenOver() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch, drafts: [draft(3, "rescue")])
    let damaged = Array("{\"kind\":\"draft\" damaged\n".utf8)
    write(damaged, to: "\(away.home)/draft")
    chmod("\(away.home)/draft", 0o644)
    #expect(
      away.outcomes
        == [.failed(.openToOthers(path: "\(away.home)/draft", mode: 0o644)), .cameHome])
    #expect(bytes(of: "\(away.home)/draft") == damaged)
    #expect(names(in: away.rescued) == ["draft"])
    chmod("\(away.home)/draft", 0o600)
    #expect(away.outcomes.isEmpty)
    #expect(try away.vault.read(away.id).drafts.map(\.text) == ["rescue"])
    let joined = bytes(of: "\(away.home)/draft")
    #expect(joined.split(separator: 0x0A).contains { Array($0) + [0x0A] == damaged })
  }
}
