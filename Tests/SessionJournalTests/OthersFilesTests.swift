import Glibc
import SessionJournal
import SessionModel
import Testing

/// A session's files that its writer does not go on with are brought to the disk all the same.
@Suite struct OthersFilesTests {
  private func open(_ disk: SimulatedDisk, as name: String) throws -> Vault {
    try Vault.open(
      at: "/vault", storage: disk, machine: steadyMachine(seed: name == "one" ? 1 : 2, name: name))
  }

  private func keep(_ s: Int, _ writer: inout EnduringWriter) throws {
    try writer.keep(EventCoding.entry(of: note(s)), in: .record)
  }

  /// A session with a file of each of two machines, the other's in the page cache only.
  private func shared(_ disk: SimulatedDisk) throws -> String {
    _ = try Vault.create(
      at: "/vault", author: "MK", storage: disk, machine: steadyMachine(name: "one"))
    var (writer, lock) = try open(disk, as: "one").beginWriting()
    try keep(1, &writer)
    let own = Set(disk.files(under: "/vault/sessions").keys)
    writer.close()
    lock.release()
    (writer, lock, _) = try open(disk, as: "two").resumeWriting(writer.session)
    try keep(1, &writer)
    writer.close()
    lock.release()
    let others = disk.files(under: "/vault/sessions").keys.filter { !own.contains($0) }
    #expect(own.count == 1 && others.count == 1)
    disk.unsync(try #require(others.first))
    return writer.session
  }

  @Test func everyAcceptedFileIsOnTheDiskBeforeItIsShownAsKept() throws {
    let disk = SimulatedDisk()
    let session = try shared(disk)
    let (_, lock, reading) = try open(disk, as: "one").resumeWriting(session)
    lock.release()
    #expect(reading.entries.count == 2)
    #expect(disk.platter(under: "/vault/sessions") == disk.files(under: "/vault/sessions"))
  }

  @Test func aDiskThatCannotTakeThemIsLeftForTheRescue() throws {
    let disk = SimulatedDisk()
    let session = try shared(disk)
    let vault = try open(disk, as: "one")
    // The first sync is of the file to go on with.
    disk.plan(PlannedFault(call: .sync, nth: 2, number: EIO))
    var (writer, lock, _) = try vault.resumeWriting(
      session, rescue: [RescueFolder(path: "/rescue")])
    let before = disk.files(under: "/vault/sessions")
    try keep(2, &writer)
    #expect(disk.files(under: "/vault/sessions") == before, "nothing is tried on that disk")
    #expect(writer.rescue?.path == "/rescue")
    #expect(writer.reason == .finished(StorageFault(.sync, EIO)))
    lock.release()
  }
}
