import Glibc
import SessionJournal
import SessionModel
import Testing

/// Typed text that cannot be read back is said, and never written over.
@Suite struct UnreadDraftTests {
  private func draft(_ s: Int, _ text: String) -> Draft {
    Draft(
      id: note(s).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: text, parked: false)
  }

  @Test(arguments: ["chmod 644 F", "printf X | dd of=F bs=1 seek=3 conv=notrunc 2>/dev/null"])
  func aDraftThatCannotBeReadIsSaidAndSetAside(_ change: String) throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    journal.submitDrafts([draft(2, "half a sentence")])
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    run(change.replacing("F", with: "'\(folder)/draft'"))
    let old = bytes(of: "\(folder)/draft")

    #expect(try vault.read(journal.session).draftFault != nil)
    let verdict = try Verification().session(journal.session, in: vault)
    #expect(verdict.exitCode >= .storage, "\(verdict.findings)")
    #expect(verdict.findings.contains { $0.path == "\(folder)/draft" })
    for finding in verdict.findings { #expect(!finding.words.contains("half")) }

    let (again, reading) = try vault.resumeSession(journal.session)
    #expect(reading.draftFault != nil && reading.drafts.isEmpty)
    again.submitDrafts([draft(3, "another one")])
    #expect(again.flush(milliseconds: 10_000) == 0)
    again.submitDrafts([draft(3, "another one, longer")])
    #expect(again.close(milliseconds: 10_000) == 0)
    #expect(bytes(of: "\(folder)/draft.unread-1") == old)
    #expect(!names(in: folder).contains("draft.unread-2"))
    let after = try vault.read(journal.session)
    #expect(after.drafts.map(\.text) == ["another one, longer"])
    #expect(after.draftFault == nil && after.draftsAside == ["draft.unread-1"])
    let named = try Verification().session(journal.session, in: vault)
    #expect(named.exitCode == .explained)
    #expect(named.findings.map(\.path) == ["\(folder)/draft.unread-1"])
  }

  @Test func twoUnreadDraftsHaveTwoNames() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    for text in ["first", "second"] {
      write(Array(text.utf8), to: "\(folder)/draft")
      let (again, _) = try vault.resumeSession(journal.session)
      again.submitDrafts([draft(2, "x")])
      again.submitDrafts([])
      #expect(again.close(milliseconds: 10_000) == 0)
    }
    #expect(bytes(of: "\(folder)/draft.unread-1") == Array("first".utf8))
    #expect(bytes(of: "\(folder)/draft.unread-2") == Array("second".utf8))
  }
}
