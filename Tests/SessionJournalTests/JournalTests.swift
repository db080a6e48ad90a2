import Glibc
import SessionJournal
import SessionModel
import Testing

@Suite struct JournalTests {
  @Test func keepsEntriesInBothLanesAndReadsThemBack() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    let notes = [
      note(1, "breath slow"), note(2, "like lying in a boat", lane: .process),
      note(3, "hands open\nand still \u{202E}\u{1B}[2J \u{7} 你好 👩‍👩‍👧 \"quoted\" \\ back"),
    ]
    for note in notes { journal.append(note) }
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.upTo == 3)
    #expect(journal.keeping.state == .kept)

    let reading = try vault.read(journal.session)
    let texts = reading.records.map(\.event)
    #expect(texts == notes.map(\.event))
    #expect(reading.records.map(\.lane) == notes.map(\.lane))
    #expect(reading.records.map(\.writer) == [vault.writer, vault.writer, vault.writer])
    #expect(reading.files.map(\.report.state) == [.clean, .clean])
    let folder = scratch.file("vault/sessions/\(journal.session)")
    #expect(names(in: folder).count == 2)
    for name in names(in: folder) {
      let raw = bytes(of: "\(folder)/\(name)")
      #expect(!raw.contains(0x1B) && !raw.contains(7))
    }
  }

  @Test func resumesWhereItStopped() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let first = try vault.createSession()
    first.append(note(1))
    #expect(first.close(milliseconds: 10_000) == 0)
    let again = try reopen(scratch)
    #expect(again.writer == vault.writer)
    let (second, reading) = try again.resumeSession(first.session)
    #expect(reading.lastNumber(of: again.writer) == 1)
    second.append(note(2))
    #expect(second.close(milliseconds: 10_000) == 0)
    let whole = try again.read(first.session)
    #expect(whole.entries.map(\.entry.s) == [1, 2])
    #expect(whole.files.count == 1)
  }

  @Test func aFileOfAnotherSessionIsNeverGoneOnWith() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    var sessions: [(id: String, folder: String, file: String)] = []
    for _ in 0..<2 {
      let journal = try vault.createSession()
      journal.append(note(1))
      #expect(journal.close(milliseconds: 10_000) == 0)
      let folder = scratch.file("vault/sessions/\(journal.session)")
      sessions.append((journal.session, folder, names(in: folder)[0]))
    }
    // Each way round: which of two names comes last must not matter.
    for (from, to) in [(sessions[0], sessions[1]), (sessions[1], sessions[0])] {
      run("cp -p '\(from.folder)/\(from.file)' '\(to.folder)/'")
      let before = bytes(of: "\(to.folder)/\(from.file)")
      let (journal, reading) = try vault.resumeSession(to.id)
      #expect(reading.entries.map(\.entry.s) == [1])
      journal.append(note(2, "kept in its own file"))
      #expect(journal.close(milliseconds: 10_000) == 0)
      #expect(try vault.read(to.id).entries.map(\.entry.s) == [1, 2])
      #expect(bytes(of: "\(to.folder)/\(from.file)") == before)
      run("rm '\(to.folder)/\(from.file)'")
    }
  }

  @Test func refusesASecondWriter() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    #expect(throws: JournalFault.inUse(session: journal.session)) {
      _ = try vault.resumeSession(journal.session)
    }
    #expect(journal.close(milliseconds: 10_000) == 0)
    let (second, _) = try vault.resumeSession(journal.session)
    #expect(second.close(milliseconds: 10_000) == 0)
  }

  @Test func draftsComeBackUntilTheirEntryIsKept() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    let typed = Draft(
      id: note(2).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: "half a sen", parked: false)
    let parked = Draft(
      id: note(3).id.text, at: 1_795_430_003_000, up: 5_003_000, boot: "b", note: "words",
      flip: true, text: "put aside\nfor now", parked: true, earlier: -5_000,
      beside: note(1).id.text)
    journal.submitDrafts([typed, parked])
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(try vault.read(journal.session).drafts == [typed, parked])

    let (again, reading) = try vault.resumeSession(journal.session)
    #expect(reading.drafts == [typed, parked])
    again.append(note(2, "half a sentence"))
    #expect(again.flush(milliseconds: 10_000) == 0)
    #expect(try vault.read(journal.session).drafts == [parked])
    again.submitDrafts([])
    #expect(again.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    #expect(!names(in: folder).contains("draft"))
  }

  @Test func aJournalIsLetGoOnlyWithEverythingOnTheDisk() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    let folder = scratch.file("vault/sessions/\(journal.session)")
    #expect(mkdir("\(folder)/draft.new", 0o700) == 0)
    let typed = Draft(
      id: note(2).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: "half a sen", parked: false)
    journal.append(note(1))
    journal.submitDrafts([typed])
    _ = journal.flush(milliseconds: 10_000)
    #expect(journal.keeping.draftFault != nil)
    #expect(!journal.closeWhenKept() && !journal.isClosing, "the text is on no disk")
    #expect(rmdir("\(folder)/draft.new") == 0)
    journal.submitDrafts([typed])
    _ = journal.flush(milliseconds: 10_000)
    _ = journal.closeWhenKept()
    #expect(journal.isClosing)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.closeWhenKept(), "the lock is free")
    #expect(try vault.read(journal.session).drafts == [typed])
  }

  @Test func theLedgerOrdersSessionsWithoutReadingThem() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    var ids: [String] = []
    for number in 0..<3 {
      let journal = try vault.createSession()
      ids.append(journal.session)
      var first = note(1)
      first.event = began()
      journal.append(first)
      if number == 1 {
        var closed = note(2)
        closed.event = .closed(with: "sister")
        journal.append(closed)
      }
      #expect(journal.close(milliseconds: 10_000) == 0)
      #expect(journal.keeping.ledgerFault == nil)
    }
    let listings = try vault.listings()
    #expect(Set(listings.map(\.id)) == Set(ids))
    #expect(listings.map(\.began) == listings.map(\.began).sorted(by: >))
    #expect(listings.filter { !$0.isOpen }.map(\.id) == [ids[1]])
    #expect(try vault.glance(ids[0]).beganEvent?.client == "HF-0417")
    #expect(try vault.unlisted(beside: Array(listings.dropFirst())) == [listings[0].id])
  }

  @Test func aSealedRecordNamesEveryFileAndShowsAFingerprint() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    journal.append(note(2, lane: .process))
    var sealed = note(3)
    let line = ListLine(
      client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 2,
      beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0)
    sealed.event = .sealed(Seal(listLine: line, reason: "complete"))
    journal.append(sealed)
    #expect(journal.close(milliseconds: 10_000) == 0)
    let fingerprint = try #require(journal.keeping.fingerprint)
    #expect("\(fingerprint)".count == 19)
    let reading = try vault.read(journal.session)
    #expect(reading.fingerprint == fingerprint)
    guard case .sealed(let seal)? = reading.records.last?.event else {
      Issue.record("the last record is not the seal")
      return
    }
    #expect(seal.files.map(\.count).sorted() == [2, 2])
    #expect(seal.listLine == line)
    #expect(Fingerprint(typed: "\(fingerprint)".lowercased()) == fingerprint)
  }
}
