import Crypto

/// 32 bytes that name a line and everything before it.
package struct LineHash: Hashable, Sendable {
  /// Inline, because one is made for every line of every file that is opened, and of words of 8
  /// bytes, so that what holds it is not padded to 32.
  private struct Words: Hashable, Sendable { var a, b, c, d: UInt64 }
  private let storage: Words

  package static let zero = LineHash(storage: Words(a: 0, b: 0, c: 0, d: 0))

  private init(storage: Words) { self.storage = storage }

  init(_ digest: SHA256Digest) {
    storage = digest.withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
  }

  /// From the bytes of 43 base64url characters.
  init?(base64url text: UnsafeRawBufferPointer) {
    var found = Self.zero.storage
    guard withUnsafeMutableBytes(of: &found, { Base64url.decode(text, to: $0) }) else {
      return nil
    }
    storage = found
  }

  /// From 43 base64url characters.
  package init?(text: String) {
    var text = text
    guard let hash = text.withUTF8({ LineHash(base64url: UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = hash
  }

  package var bytes: [UInt8] { withRawBytes { Array($0) } }
  package var text: String { Base64url.encode(bytes) }

  func withRawBytes<Answer>(_ use: (UnsafeRawBufferPointer) -> Answer) -> Answer {
    withUnsafeBytes(of: storage, use)
  }
}

/// 16 random bytes that name a file for ever, wherever it is copied.
package struct FileID: Hashable, Sendable {
  package let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  package init?(text: String) {
    guard text.utf8.count == 22, let bytes = Base64url.decode(text) else { return nil }
    self.bytes = bytes
  }

  package var text: String { Base64url.encode(bytes) }
  /// The part that stands in the file's name.
  package var mark: String { String(text.prefix(8)) }
}

/// The hash chain of FORMAT.md over raw bytes.
package enum Chain {
  /// `,"hash":"` + 43 + `"}`
  package static let tailCount = 54
  private static let tailStart = Array(",\"hash\":\"".utf8)

  static func hash(
    file: FileID, before: LineHash, body: UnsafeRawBufferPointer, format: Int64 = 1
  ) -> LineHash {
    var sha = SHA256()
    let prefix = format == 1 ? Self.domain : Array("holdfast/\(format)\0".utf8)
    prefix.withUnsafeBytes { sha.update(bufferPointer: $0) }
    file.bytes.withUnsafeBytes { sha.update(bufferPointer: $0) }
    before.withRawBytes { sha.update(bufferPointer: $0) }
    sha.update(bufferPointer: body)
    return LineHash(sha.finalize())
  }

  private static let domain = Array("holdfast/1\0".utf8)

  /// The bytes that are hashed, or nil where a line does not end as every line does.
  static func body(of line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard line.count > tailCount, line[line.count - 1] == 0x7D, line[line.count - 2] == 0x22
    else { return nil }
    let tail = line.count - tailCount
    for (offset, byte) in tailStart.enumerated() where line[tail + offset] != byte { return nil }
    return UnsafeRawBufferPointer(rebasing: line[..<tail])
  }

  /// The hash that the line's text claims.
  static func claimed(by line: UnsafeRawBufferPointer) -> LineHash? {
    guard body(of: line) != nil else { return nil }
    return LineHash(
      base64url: UnsafeRawBufferPointer(rebasing: line[(line.count - 45)..<(line.count - 2)]))
  }

  /// The line's hash where it is right for this file after `before`.
  static func verified(
    _ line: UnsafeRawBufferPointer, file: FileID, before: LineHash, format: Int64 = 1
  ) -> LineHash? {
    guard let body = body(of: line), let claimed = claimed(by: line),
      claimed == hash(file: file, before: before, body: body, format: format)
    else { return nil }
    return claimed
  }

  /// A whole line with its hash and its line feed, of `body`: an object not closed yet.
  package static func sealed(
    body: [UInt8], file: FileID, before: LineHash
  ) -> (line: [UInt8], LineHash) {
    let hash = body.withUnsafeBytes { Self.hash(file: file, before: before, body: $0) }
    return (body + end(of: hash), hash)
  }

  /// The last bytes of a line of this hash, its line feed included.
  static func end(of hash: LineHash) -> [UInt8] {
    tailStart + Array(hash.text.utf8) + [0x22, 0x7D, 0x0A]
  }
}

/// SHA-256 of bytes as they stand.
func digest(_ bytes: UnsafeRawBufferPointer) -> LineHash {
  var sha = SHA256()
  sha.update(bufferPointer: bytes)
  return LineHash(sha.finalize())
}

/// The first 80 bits of a sealed line's hash, to be copied into a chart by hand.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  /// 16 characters without hyphens.
  private let characters: [Character]

  package init(_ hash: LineHash) {
    var bits = 0
    var held = 0
    var characters: [Character] = []
    for byte in hash.bytes.prefix(10) {
      bits = bits << 8 | Int(byte)
      held += 8
      while held >= 5 {
        held -= 5
        characters.append(Self.alphabet[bits >> held & 31])
      }
    }
    self.characters = characters
  }

  /// As a person typed it: case, hyphens and blanks do not matter, O is 0, I and L are 1.
  package init?(typed: String) {
    var characters: [Character] = []
    for character in typed.uppercased() where character != "-" && character != " " {
      switch character {
      case "O": characters.append("0")
      case "I", "L": characters.append("1")
      case let known where Self.alphabet.contains(known): characters.append(known)
      default: return nil
      }
    }
    guard characters.count == 16 else { return nil }
    self.characters = characters
  }

  package var description: String {
    stride(from: 0, to: 16, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
