/// What stops a vault or a session from being opened. Paths are the user's own; never note text.
package enum JournalFault: Error, Equatable, Sendable {
  /// A folder or file belongs to somebody else.
  case notOwned(path: String, owner: UInt32)
  /// Others may read or write it; `mode` as chmod writes it.
  case openToOthers(path: String, mode: UInt32)
  case isLink(path: String)
  case notAFolder(path: String)
  case notAPlainFile(path: String)
  /// The file has more than one name; `links` counts them.
  case hasOtherNames(path: String, links: UInt64)
  /// The vault was in use, and vault.json is not there.
  case vaultFileMissing(path: String)
  case vaultFileDamaged(path: String)
  case vaultNeedsNewer(path: String, format: Int64)
  case noVault(path: String)
  case vaultExists(path: String)
  /// Kept in memory only: gone when the machine stops.
  case memoryFileSystem(path: String)
  /// A file system whose locks and syncs may not hold; asks for consent.
  case networkFileSystem(path: String)
  /// A rescue folder that is the vault, or lies in it.
  case rescueInVault(path: String)
  case noSession(id: String)
  /// Entries are there, and the first of all is not.
  case beginningMissing(session: String)
  /// More than one session begins so.
  case ambiguousSession(prefix: String, count: Int)
  /// Another process writes in it.
  case inUse(session: String)
  case sessionNeedsNewer(session: String, format: Int64)
  case storage(path: String, StorageFault)
}
