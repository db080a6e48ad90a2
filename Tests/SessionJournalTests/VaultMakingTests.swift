import Glibc
import SessionJournal
import Testing

@Suite struct VaultMakingTests {
  /// Makes a vault on a machine that stops at this call; true where it stopped.
  private func stops(at call: Int, on disk: SimulatedDisk) -> Bool {
    disk.state.withLock { $0.crashAt = call }
    defer { disk.state.withLock { $0.crashAt = .max } }
    return
      (try? Vault.create(at: "/vault", author: "MK", storage: disk, machine: steadyMachine()))
      == nil
  }

  @Test func aVaultCutShortIsEitherAbsentOrCanBeRead() throws {
    var call = 1
    while true {
      let disk = SimulatedDisk()
      guard stops(at: call, on: disk) else { break }
      if try Vault.isAbsent(at: "/vault", storage: disk) {
        _ = try Vault.create(at: "/vault", author: "MK", storage: disk, machine: steadyMachine())
      }
      let vault = try Vault.open(at: "/vault", storage: disk, isReadOnly: true)
      #expect(try vault.listings().isEmpty)
      call += 1
    }
    #expect(call > 10, "a vault takes more calls than that")
  }

  @Test func aVaultMadeInTheMeantimeIsNoneThatLostItsFile() throws {
    let scratch = Scratch()
    let path = scratch.file("vault")
    mkdir(path, 0o700)
    let storage = HoldingStorage()
    storage.gate.act(before: .list, of: "") {
      _ = try? Vault.create(at: path, author: "MK", consent: [.memory, .network])
    }
    #expect(try !Vault.isAbsent(at: path, storage: storage))
    #expect(try Vault.open(at: path, isReadOnly: true).listings().isEmpty)
  }
}
