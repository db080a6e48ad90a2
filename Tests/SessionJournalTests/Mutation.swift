import SessionJournal

/// Changes bytes as disks, editors and forgers do, the same for the same seed.
struct Mutation {
  let random: Counter
  /// Where foreign bytes come from.
  let others: [[UInt8]]

  private static let words = [
    "{\"n\":", ",\"hash\":\"", "\"kind\":\"recovered\"", "\"kind\":\"header\"", ",\"crit\":[\"x\"]",
    "\"format\":2", "\\u0000", "\\ud800", "\\u202e", "9007199254740991", "9007199254740992", "-0",
    "1e9", "\"s\":", "\"id\":\"AAAAAAAAAAAA\"", "null", "{}", "[[[[[[[[[", "\u{FEFF}", "\r\n", "\n",
    "\"continues\":{}", "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "\"up\":0",
    "\"ago\":-9007199254740991",
  ].map { Array($0.utf8) }

  func change(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(3) {
      let place = place(in: bytes)
      let end = min(bytes.count, place + 1 + random.below(random.below(4) == 0 ? 900 : 12))
      switch random.below(12) {
      case 0, 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
      case 2:
        if place < bytes.count { bytes[place] = [0, 0x0A, 0x22, 0x7B, 0xFF][random.below(5)] }
      case 3: bytes.removeSubrange(place..<end)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      case 5: bytes.insert(contentsOf: (0..<end - place).map { _ in random.byte() }, at: place)
      case 6:
        bytes.removeLast(min(bytes.count, random.below(2) == 0 ? 1 : bytes.count - place))
      case 7: bytes = swapLines(bytes)
      case 8: splice(into: &bytes, at: place)
      case 9: insertMember(into: &bytes, from: place)
      default:
        let word = Self.words[random.below(Self.words.count)]
        if random.below(2) == 0 {
          bytes.insert(contentsOf: word, at: place)
        } else {
          bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
        }
      }
    }
    return bytes
  }

  /// Anywhere; often in the first line, which says what the file is, and near the end, where a
  /// crash would have been.
  private func place(in bytes: [UInt8]) -> Int {
    switch random.below(6) {
    case 0: random.below(min(bytes.count, 300) + 1)
    case 1: bytes.count - random.below(min(bytes.count, 60) + 1)
    default: random.below(bytes.count + 1)
    }
  }

  /// A member more, where one may stand.
  private func insertMember(into bytes: inout [UInt8], from place: Int) {
    for at in bytes.indices.dropFirst(place).dropLast()
    where bytes[at] == 0x2C && bytes[at + 1] == 0x22 {
      bytes.insert(contentsOf: Self.members[random.below(Self.members.count)], at: at)
      return
    }
  }

  private static let members = [
    ",\"crit\":[\"x\"]", ",\"crit\":[\"continues\"]", ",\"new\":{\"a\":[1,null]}", ",\"ago\":-1",
    ",\"by\":\"XX\"", ",\"zone\":\"+14:00\"",
  ].map { Array($0.utf8) }

  private func swapLines(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.swapAt(random.below(lines.count), random.below(lines.count))
    return Array(lines.joined(separator: [0x0A]))
  }

  private func splice(into bytes: inout [UInt8], at place: Int) {
    let other = others[random.below(others.count)]
    let from = random.below(other.count)
    let part = other[from..<min(other.count, from + 1 + random.below(600))]
    bytes.replaceSubrange(place..<min(bytes.count, place + part.count), with: part)
  }

  /// Gives every line the hash that its bytes ask for, as one would who may write the file.
  static func forge(_ bytes: [UInt8], file: FileID) -> [UInt8] {
    var forged: [UInt8] = []
    var before = LineHash.zero
    for line in bytes.split(separator: 0x0A) {
      let body = line.dropLast(line.count > Chain.tailCount ? Chain.tailCount : 1)
      let (sealed, hash) = Chain.sealed(body: Array(body), file: file, before: before)
      forged += sealed
      before = hash
    }
    return forged
  }
}
