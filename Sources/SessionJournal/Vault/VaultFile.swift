/// What vault.json says.
package struct VaultFile: Equatable, Sendable {
  static let name = "vault.json"
  static let newName = "vault.json.new"

  /// 22 base64url characters.
  package let id: String
  /// Initials of the therapist whose vault this is.
  package let author: String
  /// Milliseconds since 1970 UTC.
  package let created: Int64
  /// The user was asked, and keeps notes on a network file system all the same.
  package var allowsNetwork = false

  func bytes() throws(LineRefusal) -> [UInt8] {
    try JSONWriter.line(
      [
        JSONField("format", .integer(1)), JSONField("vault", .text(id)),
        JSONField("protection", .text("none")), JSONField("author", .text(author)),
        JSONField("created", .text(DateText.write(created))),
      ] + (allowsNetwork ? [JSONField("network", .bool(true))] : [])) + [0x0A]
  }

  static func read(_ bytes: [UInt8], path: String) throws(JournalFault) -> VaultFile {
    let line = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
    guard let fields = try? JSONReader.object(Array(line)) else {
      throw .vaultFileDamaged(path: path)
    }
    let reading = LineReading(fields: fields)
    guard let format = try? reading.integer("format", from: 1) else {
      throw .vaultFileDamaged(path: path)
    }
    guard format == 1 else { throw .vaultNeedsNewer(path: path, format: format) }
    guard let id = try? reading.base64("vault", count: 16),
      let author = try? reading.text("author"), let created = try? reading.date("created"),
      reading.value("protection")?.text == "none"
    else { throw .vaultFileDamaged(path: path) }
    return VaultFile(
      id: id, author: author, created: created,
      allowsNetwork: reading.value("network")?.bool ?? false)
  }

  /// Temporary, fsync, rename, fsync of the folder.
  func write(with storage: any Storage, in home: Descriptor, path: String) throws(JournalFault) {
    guard let bytes = try? bytes() else { throw .vaultFileDamaged(path: path) }
    do throws(StorageFault) {
      try DraftFile.replace(
        Self.name, by: Self.newName, with: bytes, storage: storage, folder: home)
      try storage.syncWhole(home)
    } catch {
      throw .storage(path: path, error)
    }
  }
}
