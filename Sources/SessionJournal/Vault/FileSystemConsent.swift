/// Kinds of file system that a vault may be on beside a local disk.
package struct FileSystemConsent: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The user has been asked: locks and syncs of a network file system may not hold.
  package static let network = FileSystemConsent(rawValue: 1)
  /// A demonstration or a test: everything is gone with the machine's power.
  package static let memory = FileSystemConsent(rawValue: 2)

  func check(
    _ home: Descriptor, storage: any Storage, path: String
  ) throws(JournalFault) {
    guard let system = try? storage.fileSystem(of: home) else { return }
    switch system.kind {
    case .local: return
    case .network: if !contains(.network) { throw .networkFileSystem(path: path) }
    case .memory: if !contains(.memory) { throw .memoryFileSystem(path: path) }
    }
  }
}

extension Vault {
  /// True where a vault at `path` is or would be on a network file system.
  package static func isOnNetwork(_ path: String, storage: any Storage = RealStorage()) -> Bool {
    var path = path
    while true {
      if let folder = try? storage.open(path, in: nil, for: .folderThroughLinks) {
        defer { storage.close(folder) }
        return (try? storage.fileSystem(of: folder))?.kind == .network
      }
      let above = Folders.split(path).above
      guard above != path else { return false }
      path = above
    }
  }

  /// Remembers in vault.json that the user was asked.
  package static func allowNetwork(
    at path: String, storage: any Storage = RealStorage()
  ) throws(JournalFault) {
    let home = try Folders(storage: storage).open(path, in: nil, path: path)
    defer { storage.close(home) }
    let name = "\(path)/\(VaultFile.name)"
    let bytes = try readVaultFile(home, storage: storage, path: name)
    var file = try VaultFile.read(bytes, path: name)
    file.allowsNetwork = true
    try file.write(with: storage, in: home, path: name)
  }
}
