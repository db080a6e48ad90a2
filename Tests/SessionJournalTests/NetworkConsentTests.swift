import SessionJournal
import SessionModel
import Testing

/// A network file system is asked about once; the vault remembers the answer.
@Suite struct NetworkConsentTests {
  private func fault(_ body: () throws(JournalFault) -> Void) -> JournalFault? {
    do throws(JournalFault) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func open(_ disk: SimulatedDisk, isReadOnly: Bool = false) throws(JournalFault) -> Vault {
    try Vault.open(
      at: "/vault", storage: disk, machine: steadyMachine(), isReadOnly: isReadOnly)
  }

  @Test func aNewVaultThereIsRefusedUntilItIsAgreedTo() throws {
    let disk = SimulatedDisk()
    disk.place(on: .network)
    #expect(Vault.isOnNetwork("/vault/not/there/yet", storage: disk))
    #expect(
      fault { () throws(JournalFault) in
        _ = try Vault.create(
          at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
      } == .networkFileSystem(path: "/vault"))
    _ = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine(), consent: .network)
    #expect(fault { () throws(JournalFault) in _ = try open(disk) } == nil, "remembered")
  }

  @Test func aFileSystemMountedInsideTheVaultIsAskedAboutToo() throws {
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
    let (writer, lock) = try vault.beginWriting()
    lock.release()
    disk.mount(.memory, at: "/vault/sessions")
    #expect(
      fault { () throws(JournalFault) in _ = try open(disk) }
        == .memoryFileSystem(path: "/vault/sessions"))
    #expect(fault { () throws(JournalFault) in _ = try open(disk, isReadOnly: true) } == nil)
    disk.mount(nil, at: "/vault/sessions")
    let folder = "/vault/sessions/\(writer.session)"
    disk.mount(.network, at: folder)
    #expect(
      fault { () throws(JournalFault) in _ = try vault.resumeWriting(writer.session) }
        == .networkFileSystem(path: folder))
    try Vault.allowNetwork(at: "/vault", storage: disk)
    let again = try open(disk)
    #expect(
      fault { () throws(JournalFault) in
        try again.resumeWriting(writer.session).lock.release()
      } == nil, "agreed to once for the vault")
  }

  @Test func aVaultThatMovedThereIsRefusedUntilItIsAgreedTo() throws {
    let disk = SimulatedDisk()
    let vault = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
    disk.place(on: .network)
    #expect(
      fault { () throws(JournalFault) in _ = try open(disk) } == .networkFileSystem(path: "/vault"))
    #expect(
      fault { () throws(JournalFault) in _ = try open(disk, isReadOnly: true) } == nil,
      "reading rests on no lock")
    try Vault.allowNetwork(at: "/vault", storage: disk)
    let again = try open(disk)
    #expect(again.file.id == vault.file.id && again.author == "MK")
    disk.place(on: .memory)
    #expect(
      fault { () throws(JournalFault) in _ = try open(disk) } == .memoryFileSystem(path: "/vault"),
      "what was agreed to is a network, not memory")
  }
}
