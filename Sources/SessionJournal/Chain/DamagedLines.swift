/// Lines at the end of a file that were changed after they were written: a crash leaves a line
/// without its end or without whole sectors, and these may have been kept.
extension FileScan {
  /// Characters of a line that may be no text before it counts as one of which a sector was lost.
  private static let mostBroken = 4

  /// How many lines from `start` on are whole but for what damaged them. A flipped bit can make a
  /// line feed, too.
  func damagedLines(from start: Int, behind head: LineHash) -> Int {
    var (lines, start, misses) = (0, start, 0)
    var end = lineEnd(from: start)
    while end < bytes.count, misses <= Self.mostBroken {
      if isWholeButDamaged(slice(start, end)) {
        (lines, start, misses) = (lines + 1, end + 1, 0)
      } else {
        misses += 1
      }
      end = lineEnd(from: end + 1)
    }
    if lines == 0, bytes.last == 0x0A, start < bytes.count,
      isOneBitAway(slice(start, bytes.count - 1), behind: head)
    {
      return 1
    }
    return lines
  }

  private func isWholeButDamaged(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.starts(with: Self.lineStart), line.count <= JournalLimit.line,
      Chain.body(of: line) != nil
    else { return false }
    var broken = 0
    let text = String(
      String.UnicodeScalarView(
        String(decoding: line, as: UTF8.self).unicodeScalars.map { scalar in
          guard scalar.value < 0x20 || scalar == "\u{FFFD}" else { return scalar }
          broken += 1
          return "?"
        }))
    return broken <= Self.mostBroken && (try? JSONReader.object(Array(text.utf8))) != nil
  }

  /// Bytes of a line that is tried bit by bit, a hash each: a tenth of a second at most.
  private static let longestTried = 2_048

  /// True where the line verifies once one bit of it is turned back, whatever that bit was of.
  private func isOneBitAway(_ line: UnsafeRawBufferPointer, behind head: LineHash) -> Bool {
    guard line.count > Chain.tailCount, line.count <= Self.longestTried else { return false }
    var body = Array(line[..<(line.count - Chain.tailCount)])
    let expected = Chain.sealed(body: body, file: file, before: head).line.dropLast()
    let turned = zip(expected, line).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    if turned == 1 { return true }
    // Where there is a line feed in it, that is what the bit made.
    let feeds = body.indices.filter { body[$0] == 0x0A }
    guard feeds.count <= 1, let claimed = Chain.claimed(by: line) else { return false }
    for place in feeds.isEmpty ? Array(body.indices) : feeds {
      for bit in 0..<8 {
        body[place] ^= 1 << bit
        let hash = body.withUnsafeBytes { Chain.hash(file: file, before: head, body: $0) }
        if hash == claimed { return true }
        body[place] ^= 1 << bit
      }
    }
    return false
  }
}
