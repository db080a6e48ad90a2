/// Remembers which hashes a following line may rest on.
struct IntactSearch {
  let file: FileID
  private var accepted: LineHash
  private var known: [LineHash]
  private var misses = 0

  init(accepted: LineHash, file: FileID) {
    self.accepted = accepted
    self.file = file
    known = [accepted]
  }

  mutating func verify(_ line: UnsafeRawBufferPointer) -> (hash: LineHash, count: Int)? {
    for before in known {
      if let hash = Chain.verified(line, file: file, before: before) {
        accepted = hash
        known = [hash]
        misses = 0
        return (hash, line.count)
      }
    }
    return nil
  }

  /// Notes what a line behind this damaged one might rest on. `damage` reaches from the last good
  /// line to the end of this one: a flipped bit can cut a line in two.
  mutating func miss(_ line: UnsafeRawBufferPointer, since damage: UnsafeRawBufferPointer) {
    misses += 1
    known = [accepted]
    if let claimed = Chain.claimed(by: line) { known.append(claimed) }
    known += [computed(line)].compactMap { $0 }
    // One cut gives two pieces; more are no single line, and hashing them all would take for ever.
    if misses <= 3, damage.count > line.count { known += [computed(damage)].compactMap { $0 } }
  }

  private func computed(_ line: UnsafeRawBufferPointer) -> LineHash? {
    guard line.count > Chain.tailCount, line.count <= JournalLimit.line else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: line[..<(line.count - Chain.tailCount)])
    return Chain.hash(file: file, before: accepted, body: body)
  }
}

extension FileID {
  static let none = FileID([UInt8](repeating: 0, count: 16))
}
