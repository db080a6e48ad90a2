/// A first line of which one bit was turned: turned back, it verifies, and says whose the file is.
struct MendedHeader {
  private var line: [UInt8]
  /// The file that the line names as it stands, and where that ends: what is turned behind it
  /// changes nothing of it.
  private let file: FileID?
  private let fileEnd: Int

  /// The header as it was written, of a file's first bytes; nil where more was changed than a bit.
  static func read(_ bytes: UnsafeRawBufferPointer) -> Header? {
    let reach = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, JournalLimit.header)])
    guard let end = reach.firstIndex(of: 0x0A) else { return nil }
    var mended = MendedHeader(line: reach[..<end])
    if let header = mended.turnBack(at: mended.places) { return header }
    // The bit may have made that line feed.
    guard let next = reach[(end + 1)...].firstIndex(of: 0x0A) else { return nil }
    mended = MendedHeader(line: reach[..<next])
    return mended.turnBack(at: [end])
  }

  private init(line: Slice<UnsafeRawBufferPointer>) {
    self.line = Array(line)
    file = self.line.withUnsafeBytes { FileScan.looseFile(in: $0) }
    let mark = self.line.firstRange(of: Array("\"file\":\"".utf8))
    fileEnd = file == nil ? .max : (mark?.upperBound ?? 0) + 22
  }

  /// Bytes one of which the bit may be of. What every first line has around its own members tells
  /// at once that it is there, or that more was changed.
  private var places: [Int] {
    let start = Array("{\"n\":0,\"kind\":\"header\",".utf8)
    let tail = Array(",\"hash\":\"".utf8)
    let end = Array("\"}".utf8)
    let body = line.count - Chain.tailCount
    guard body > start.count else { return [] }
    let hash = (body + tail.count)..<(line.count - end.count)
    let frame = [(0, start), (body, tail), (hash.upperBound, end)]
    let changed = frame.flatMap { place, bytes in
      bytes.indices.filter { line[place + $0] != bytes[$0] }.map { place + $0 }
    }
    if changed.isEmpty { return Array(start.count..<body) + hash }
    return changed.count == 1 ? changed : []
  }

  /// The header where turning one bit of these bytes makes one that verifies.
  private mutating func turnBack(at places: [Int]) -> Header? {
    for place in places {
      for bit in 0..<8 {
        line[place] ^= 1 << bit
        defer { line[place] ^= 1 << bit }
        if let header = header(of: place < fileEnd ? nil : file) { return header }
      }
    }
    return nil
  }

  /// What the line says as it stands, where it verifies; `file` where that is known.
  private func header(of file: FileID?) -> Header? {
    line.withUnsafeBytes { line in
      guard let file = file ?? FileScan.looseFile(in: line),
        Chain.verified(line, file: file, before: .zero) != nil,
        case .header(let header)? = try? LineReading.read(line, n: 0, lane: nil),
        header.format == 1
      else { return nil }
      return header
    }
  }
}
