import Synchronization

/// The last bytes of a file as this program knows them: what another program cuts off while the
/// file is open is gone from the disk, and can be written again as it was.
///
/// Shared by all copies of the file's value, and never copied with them.
final class Recollection: Sendable {
  /// Bytes; many times what a day of notes takes.
  static let most = 4 << 20

  private let last = Mutex<[UInt8]>([])

  func add(_ bytes: [UInt8]) {
    last.withLock { last in
      last += bytes
      if last.count > 2 * Self.most { last.removeFirst(last.count - Self.most) }
    }
  }

  /// A file of `size` bytes that begins with `found`; nil where bytes between are not known.
  func whole(size: Int, beginning found: [UInt8]) -> [UInt8]? {
    last.withLock { last in
      let start = size - last.count
      return start >= 0 && found.count >= start ? found[..<start] + last : nil
    }
  }
}
