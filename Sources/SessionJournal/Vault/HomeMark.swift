import Crypto

/// Which vault a rescue left: a copy of it elsewhere holds the same sessions, and must not take the
/// rescue away. Hashes, because a header is in clear.
struct HomeMark: Equatable, Sendable {
  /// Of the vault's path on its machine, which a restored vault has again; nil where it was opened
  /// by a relative one.
  var path: String?
  /// Of its folder's numbers, which a vault keeps when it is moved.
  var folder: String?

  static let name = "home"

  /// True where one of both is the same.
  func isSame(as other: HomeMark) -> Bool {
    path != nil && path == other.path || folder != nil && folder == other.folder
  }

  var field: JSONField {
    let members = [("path", path), ("folder", folder)]
    return JSONField(
      Self.name,
      .object(members.compactMap { name, hash in hash.map { JSONField(name, .text($0)) } }))
  }
}

extension Header {
  /// The vault that a rescue file left; nil where it does not say. One that says it in a way not
  /// known here is of no vault known here.
  var home: HomeMark? {
    guard let value = others.first(where: { $0.name == HomeMark.name })?.value else { return nil }
    guard case .object(let members) = value else { return HomeMark() }
    func text(_ name: String) -> String? { members.first { $0.name == name }?.value.text }
    return HomeMark(path: text("path"), folder: text("folder"))
  }
}

extension Vault {
  var homeMark: HomeMark {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let isPlain = path.hasPrefix("/") && !parts.contains("..")
    let status = try? storage.status(of: home)
    return HomeMark(
      path: isPlain ? homeHash("/" + parts.joined(separator: "/")) : nil,
      folder: status.map { homeHash("\($0.device):\($0.inode)") })
  }

  private func homeHash(_ what: String) -> String {
    var sha = SHA256()
    sha.update(data: Array("holdfast/1 home\0".utf8))
    sha.update(data: Base64url.decode(file.id) ?? [])
    sha.update(data: machine.name)
    sha.update(data: [0])
    sha.update(data: Array(what.utf8))
    return Base64url.encode(sha.finalize())
  }
}
