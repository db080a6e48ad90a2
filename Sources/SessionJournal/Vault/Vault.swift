import CStorage
import Glibc

/// The folder that holds one therapist's sessions.
package final class Vault: Sendable {
  package let path: String
  package let file: VaultFile
  /// This installation's name in the records it writes: 8 base64url characters.
  package let writer: String
  let storage: any Storage
  let machine: Machine
  let home: Descriptor
  let sessions: Descriptor
  let ledger: Ledger
  let consent: FileSystemConsent

  package var author: String { file.author }

  /// True where nothing was ever kept at `path`: the program's first run.
  package static func isAbsent(
    at path: String, storage: any Storage = RealStorage()
  ) throws(JournalFault) -> Bool {
    let folders = Folders(storage: storage)
    let home: Descriptor
    do throws(JournalFault) {
      home = try folders.open(path, in: nil, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return true }
      throw error
    }
    defer { storage.close(home) }
    return try !holdsVaultFile(home, storage: storage, path: path)
  }

  /// Opens the vault at `path`; makes nothing but this installation's ledger, and not even that
  /// where it is only read.
  package static func open(
    at path: String, storage: any Storage = RealStorage(), machine: Machine = .real,
    consent: FileSystemConsent = [], isReadOnly: Bool = false
  ) throws(JournalFault) -> Vault {
    let home: Descriptor
    do throws(JournalFault) {
      home = try Folders(storage: storage).open(path, in: nil, path: path)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { throw .noVault(path: path) }
      throw error
    }
    do throws(JournalFault) {
      guard try holdsVaultFile(home, storage: storage, path: path) else {
        throw .noVault(path: path)
      }
      let name = "\(path)/\(VaultFile.name)"
      let bytes = try readVaultFile(home, storage: storage, path: name)
      return try Vault(
        path: path, file: try VaultFile.read(bytes, path: name), storage: storage,
        machine: machine, home: home, consent: consent, isReadOnly: isReadOnly)
    } catch {
      storage.close(home)
      throw error
    }
  }

  /// Makes a vault at `path`, with the folders above it that are missing.
  package static func create(
    at path: String, author: String, storage: any Storage = RealStorage(),
    machine: Machine = .real, consent: FileSystemConsent = []
  ) throws(JournalFault) -> Vault {
    let home = try Folders(storage: storage).make(path)
    do throws(JournalFault) {
      try lock(home, storage: storage, path: path)
      defer { storage.unlock(home) }
      if try holdsVaultFile(home, storage: storage, path: path) { throw .vaultExists(path: path) }
      try consent.check(home, storage: storage, path: path)
      // Before vault.json: a vault that is there has all that a reader needs.
      try Folders(storage: storage).makeOne("sessions", in: home, path: "\(path)/sessions")
      let isNetwork = (try? storage.fileSystem(of: home))?.kind == .network
      let file = VaultFile(
        id: Base64url.encode(machine.random(16)), author: author, created: machine.wall(),
        allowsNetwork: isNetwork)
      try file.write(with: storage, in: home, path: "\(path)/\(VaultFile.name)")
      return try Vault(
        path: path, file: file, storage: storage, machine: machine, home: home,
        consent: consent)
    } catch {
      storage.close(home)
      throw error
    }
  }

  /// Two first starts at once make one vault: the second comes after the first, and finds it.
  private static func lock(
    _ home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) {
    var tries = 0
    while true {
      do throws(StorageFault) {
        return try storage.lock(home)
      } catch {
        tries += 1
        guard error.number == EWOULDBLOCK, tries < 200 else { throw .storage(path: path, error) }
        _ = storage_event_wait(-1, 20)
      }
    }
  }

  private init(
    path: String, file: VaultFile, storage: any Storage, machine: Machine, home: Descriptor,
    consent: FileSystemConsent, isReadOnly: Bool = false
  ) throws(JournalFault) {
    self.path = path
    self.file = file
    self.storage = storage
    self.machine = machine
    self.home = home
    let remembered = file.allowsNetwork ? consent.union(.network) : consent
    self.consent = remembered
    // Reading rests on no lock and no sync.
    if !isReadOnly { try remembered.check(home, storage: storage, path: path) }
    let folders = Folders(storage: storage)
    if !isReadOnly { try folders.makeOne("sessions", in: home, path: "\(path)/sessions") }
    sessions = try folders.open("sessions", in: home, path: "\(path)/sessions")
    ledger = Ledger(storage: storage, machine: machine, vault: file.id, home: home, path: path)
    do throws(JournalFault) {
      // Another file system may be mounted there.
      if !isReadOnly {
        try remembered.check(sessions, storage: storage, path: "\(path)/sessions")
      }
      writer = try ledger.findWriter(isReadOnly: isReadOnly)
    } catch {
      storage.close(sessions)
      throw error
    }
  }

  deinit {
    storage.close(sessions)
    storage.close(home)
  }

  /// False only where there is neither a vault file nor a session nor a ledger.
  private static func holdsVaultFile(
    _ home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) -> Bool {
    if try isThere(VaultFile.name, in: home, storage: storage, path: path) { return true }
    guard try holdsSessions(home, storage: storage, path: path) else { return false }
    // vault.json comes before all that was seen here: another first start may have made both since
    // it was asked for.
    if try isThere(VaultFile.name, in: home, storage: storage, path: path) { return true }
    throw .vaultFileMissing(path: "\(path)/\(VaultFile.name)")
  }

  private static func isThere(
    _ name: String, in home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      _ = try storage.status(of: name, in: home)
      return true
    } catch {
      guard error.number == ENOENT else { throw .storage(path: path, error) }
      return false
    }
  }

  /// True for a ledger or any session: both are made after the vault file is on the disk.
  private static func holdsSessions(
    _ home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) -> Bool {
    do throws(StorageFault) {
      if try storage.list(home).contains(where: { Ledger.writer(ofName: $0) != nil }) {
        return true
      }
    } catch {
      throw .storage(path: path, error)
    }
    let sessions = "\(path)/sessions"
    let folder: Descriptor
    do throws(JournalFault) {
      folder = try Folders(storage: storage).open("sessions", in: home, path: sessions)
    } catch {
      if case .storage(_, StorageFault(.open, ENOENT)) = error { return false }
      throw error
    }
    defer { storage.close(folder) }
    do throws(StorageFault) {
      return try !storage.list(folder).isEmpty
    } catch {
      throw .storage(path: sessions, error)
    }
  }

  static func readVaultFile(
    _ home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) -> [UInt8] {
    let (file, status) = try Folders(storage: storage).openFile(
      VaultFile.name, in: home, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      return try storage.readWhole(file, size: status.size)
    } catch {
      throw .storage(path: path, error)
    }
  }
}
