/// What /proc says about the locks on an open file.
///
/// A lock's line ends in the device and the inode: an inode alone is another file on another disk.
/// The device is that of the file system as it is mounted, which stat does not always give (btrfs
/// gives one of the subvolume), so it is looked up by the mount of the descriptor.
struct LockTable {
  /// /proc/locks, /proc/self/mountinfo, and /proc/self/fdinfo of the file.
  let locks: String
  let mounts: String
  let descriptor: String

  func isLocked(_ status: FileStatus) -> Bool {
    let device = mountedDevice ?? Self.device(status.device)
    let place = "\(device):\(status.inode)"
    return locks.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.contains("FLOCK") && fields.contains { $0 == place }
    }
  }

  /// "0:44" of the descriptor's mount, as /proc/locks writes it: two hexadecimal digits each.
  private var mountedDevice: String? {
    let name = "mnt_id:"
    guard let line = descriptor.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
      let mount = line.dropFirst(name.count).split(whereSeparator: \.isWhitespace).first
    else { return nil }
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 3)
      guard fields.count > 2, fields[0] == mount else { continue }
      let numbers = fields[2].split(separator: ":").compactMap { UInt64($0) }
      return numbers.count == 2 ? Self.device(major: numbers[0], minor: numbers[1]) : nil
    }
    return nil
  }

  /// The parts of a `dev_t` as Linux lays them out.
  private static func device(_ number: UInt64) -> String {
    device(
      major: (number >> 8) & 0xFFF | (number >> 32) & ~0xFFF,
      minor: number & 0xFF | (number >> 12) & ~0xFF)
  }

  private static func device(major: UInt64, minor: UInt64) -> String {
    [major, minor].map { number in
      let digits = String(number, radix: 16)
      return digits.utf8.count < 2 ? "0" + digits : digits
    }.joined(separator: ":")
  }
}
