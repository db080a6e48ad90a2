import Glibc

/// The part of a file that is being read: a block at a time from the front, or bytes in memory.
package final class FileWindow {
  /// What stands in memory now.
  private(set) var bytes: UnsafeRawBufferPointer
  /// The place of the first of `bytes` in the file.
  private(set) var start = 0
  /// Bytes in the file: as many as it had when it was opened, fewer where it has been cut since.
  private(set) var size: Int
  /// A read that failed; the file then seems to end before it.
  package private(set) var fault: StorageFault?
  private var buffer: UnsafeMutableRawBufferPointer
  private let read: (UnsafeMutableRawBufferPointer, Int) throws(StorageFault) -> Int

  private let block: Int

  /// Bytes that stay where they are for as long as this is used.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    size = bytes.count
    block = 0
    buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    read = { (_, _) throws(StorageFault) in 0 }
  }

  /// The first `size` bytes of an open file.
  package init(_ file: Descriptor, of storage: any Storage, size: Int, block: Int = 256 * 1024) {
    self.size = size
    self.block = block
    buffer = .allocate(byteCount: max(1, min(size, block)), alignment: 16)
    bytes = UnsafeRawBufferPointer(rebasing: buffer[..<0])
    read = { (bytes, offset) throws(StorageFault) in
      try storage.read(bytes, from: file, at: offset)
    }
    fill(to: buffer.count, keeping: 0)
  }

  deinit { buffer.deallocate() }

  /// True where nothing of the file lies behind `bytes`.
  var isWhole: Bool { start + bytes.count >= size }

  /// Lets go of what lies before `place` and reads on: a block, or all that is left. Answers where
  /// in `bytes` that place is then.
  func slide(to place: Int, takingAll: Bool = false) -> Int {
    if isWhole { return place }
    let kept = bytes.count - place
    let left = size - start - place
    // A line longer than a block doubles it, so that no byte is moved more than a few times.
    let wanted = min(left, takingAll ? left : max(block, 2 * kept))
    let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
    if wanted > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 16)
      larger.copyMemory(from: rest)
      buffer.deallocate()
      buffer = larger
    } else if let from = rest.baseAddress, let to = buffer.baseAddress {
      memmove(to, from, kept)
    }
    start += place
    fill(to: wanted, keeping: kept)
    return 0
  }

  private func fill(to wanted: Int, keeping kept: Int) {
    var filled = kept
    do throws(StorageFault) {
      filled += try read(
        UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<min(wanted, size - start)]),
        start + kept)
    } catch {
      fault = error
    }
    if filled < min(wanted, size - start) { size = start + filled }
    bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
  }
}
