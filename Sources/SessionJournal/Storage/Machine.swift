import CStorage
import Glibc

/// The clocks, the randomness and the name of this machine, handed in so that tests can own them.
package struct Machine: Sendable {
  /// Milliseconds since 1970 UTC.
  package let wall: @Sendable () -> Int64
  /// Milliseconds of the boot clock.
  package let up: @Sendable () -> Int64
  package let random: @Sendable (Int) -> [UInt8]
  /// What tells this installation from another that shares the vault through a synchronised folder.
  package let name: [UInt8]

  package init(
    wall: @escaping @Sendable () -> Int64, up: @escaping @Sendable () -> Int64,
    random: @escaping @Sendable (Int) -> [UInt8], name: [UInt8]
  ) {
    self.wall = wall
    self.up = up
    self.random = random
    self.name = name
  }

  package static let real = Machine(
    wall: { storage_wall_clock() }, up: { storage_boot_clock() }, random: realRandom,
    name: realName())

  /// 22 base64url characters that begin with a letter or a digit.
  func sessionID() -> String {
    while true {
      let text = Base64url.encode(random(16))
      if text.first != "-" && text.first != "_" { return text }
    }
  }

  func fileID() -> FileID { FileID(random(16)) }
}

/// Bytes of the kernel's generator. Nothing safe can be done without it, so its absence ends the
/// program; getrandom fails only on kernels before 3.17.
private func realRandom(_ count: Int) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  let filled = bytes.withUnsafeMutableBytes { storage_random($0.baseAddress, $0.count) }
  precondition(Int(filled) == count, "the kernel gave no random bytes")
  return bytes
}

private func realName() -> [UInt8] {
  let storage = RealStorage()
  if let file = try? storage.open("/etc/machine-id", in: nil, for: .read) {
    defer { storage.close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = try? bytes.withUnsafeMutableBytes { raw throws(StorageFault) in
      try storage.read(into: raw, from: file, at: 0)
    }
    if let count, count >= 32 { return Array(bytes.prefix(32)) }
  }
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return Array("unnamed".utf8) }
  return name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
}
