import Glibc
import SessionJournal
import SessionModel
import Testing

/// A thread that was stuck in a system call while another took its session over.
@Suite struct LeftBehindTests {
  private let hands = Hands()
  private let scratch = Scratch()
  private let storage = HoldingStorage()
  private let vault: Vault
  private let rescue: [RescueFolder]

  init() throws {
    let hands = hands
    let real = Machine.real
    let machine = Machine(
      wall: real.wall, up: { real.up() + hands.up }, random: real.random, name: real.name)
    vault = try Vault.create(
      at: scratch.file("vault"), author: "MK", storage: storage, machine: machine,
      consent: [.memory, .network])
    rescue = [RescueFolder(path: scratch.file("rescue"))]
  }

  private func draft(_ s: Int, _ text: String) -> Draft {
    Draft(
      id: note(s).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: text, parked: false)
  }

  private func folder(_ journal: Journal) -> String {
    scratch.file("vault/sessions/\(journal.session)")
  }

  private func contents(_ folder: String) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: names(in: folder).map { ($0, bytes(of: "\(folder)/\($0)")) })
  }

  /// A session whose thread is stuck in `call` with typed text, and goes on in the rescue.
  private func stuck(in call: StorageCall) -> Journal? {
    guard let journal = try? vault.createSession(rescue: rescue) else { return nil }
    journal.append(note(1))
    journal.submitDrafts([draft(9, "secret")])
    #expect(journal.flush(milliseconds: 10_000) == 0)
    storage.gate.hold(call, of: "draft.new")
    journal.submitDrafts([draft(9, "secret of client A")])
    wait(for: "the call that does not come back") { storage.gate.isWaitedAt }
    #expect(journal.isDraftWaiting, "nobody has said that this text is on the disk")
    journal.append(note(2))
    hands.move(11_000)
    wait(for: "the rescue") { journal.keeping.upTo == 2 }
    wait(for: "the text in the rescue") { !journal.isDraftWaiting }
    return journal
  }

  /// Descriptors are numbers that are given again: that of the folder must not be while the thread
  /// may still write there.
  @Test(arguments: [StorageCall.unlink, .create, .rename])
  func wakesLateAndWritesIntoNoOtherSession(_ call: StorageCall) throws {
    let first = try #require(stuck(in: call))
    #expect(first.close(milliseconds: 10_000) == 0)
    #expect(throws: JournalFault.inUse(session: first.session)) {
      _ = try vault.resumeSession(first.session, rescue: rescue)
    }
    let second = try vault.createSession(rescue: rescue)
    second.append(note(1))
    second.submitDrafts([draft(8, "typed in B")])
    #expect(second.flush(milliseconds: 10_000) == 0)
    wait(for: "the text in B") { !second.isDraftWaiting }
    let before = contents(folder(second))
    #expect(before.count == 2)

    storage.gate.open()
    wait(for: "the thread that was left behind") { storage.gate.isDone }
    #expect(contents(folder(second)) == before)
    #expect(second.close(milliseconds: 10_000) == 0)
    var again: Journal?
    wait(for: "the session that was left") {
      again = (try? vault.resumeSession(first.session, rescue: rescue))?.journal
      return again != nil
    }
    #expect(again?.close(milliseconds: 10_000) == 0)
  }

  /// What it was about to do has been done elsewhere, and newer since.
  @Test func wakesLateAndChangesNothingMoreInItsOwnSession() throws {
    let journal = try #require(stuck(in: .unlink))
    let before = contents(folder(journal))
    #expect(!journal.closeWhenKept(), "the session can be gone on with while the thread is stuck")
    #expect(!journal.isClosing)
    storage.gate.open()
    wait(for: "the thread that was left behind") { storage.gate.isDone }
    wait(for: "the end of the session") { journal.closeWhenKept() }
    #expect(contents(folder(journal)) == before)
    #expect(vault.bringHome(from: rescue).map(\.outcome) == [.cameHome])
    #expect(try vault.read(journal.session).drafts.map(\.text) == ["secret of client A"])
  }
}

/// A draft that no line can hold is said, and costs no other its place.
@Suite struct RefusedDraftTests {
  private func draft(_ s: Int, _ text: String) -> Draft {
    Draft(
      id: note(s).id.text, at: 1_795_430_002_000, up: 5_002_000, boot: "b", note: "observed",
      flip: false, text: text, parked: true)
  }

  @Test func theOthersAreWrittenAndItsLastLineStays() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    journal.submitDrafts([draft(2, "two"), draft(3, "three")])
    #expect(journal.flush(milliseconds: 10_000) == 0)
    journal.submitDrafts([draft(2, "two, longer"), draft(3, "three\u{0}")])
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.draftFault == StorageFault(.write, EINVAL))
    let drafts = try vault.read(journal.session).drafts
    #expect(Set(drafts.map(\.text)) == ["two, longer", "three"])

    let (again, _) = try vault.resumeSession(journal.session)
    again.submitDrafts([draft(3, "three\u{0}")])
    #expect(again.close(milliseconds: 10_000) == 0)
    #expect(again.keeping.draftFault != nil)
    #expect(try vault.read(journal.session).drafts.map(\.text) == ["three"])
  }
}
