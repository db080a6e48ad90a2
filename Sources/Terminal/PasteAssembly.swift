import Interaction

/// Collects what stands between the terminal's paste brackets.
struct PasteAssembly: Sendable {
  private static let closing = Array("\u{1B}[201~".utf8)

  private let limit: Int
  private var bytes: [UInt8] = []
  private var count = 0
  private var matched = 0

  init(limit: Int) { self.limit = limit }

  mutating func begin() {
    bytes = []
    count = 0
    matched = 0
  }

  /// The whole paste, when this byte closes it.
  mutating func take(_ byte: UInt8) -> Input? {
    if byte == Self.closing[matched] {
      matched += 1
      return matched == Self.closing.count ? finish() : nil
    }
    // ESC stands only at the beginning of the closing bracket, so nothing inside can begin one.
    for unclosed in Self.closing[..<matched] { keep(unclosed) }
    matched = 0
    if byte == Self.closing[0] { matched = 1 } else { keep(byte) }
    return nil
  }

  /// The paste as far as it has come.
  mutating func end() -> Input { finish() }

  private mutating func keep(_ byte: UInt8) {
    count += 1
    if count <= limit {
      bytes.append(byte)
    } else if !bytes.isEmpty {
      bytes = []
    }
  }

  private mutating func finish() -> Input {
    defer { begin() }
    return count > limit ? .pasteTooLong(count) : .paste(Self.text(bytes))
  }

  /// Line breaks become LF; other control characters, which nobody means to paste, are left out.
  private static func text(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      switch byte {
      case 0x0D: kept.append(0x0A)
      case 0x0A: if !afterReturn { kept.append(0x0A) }
      case 0x09, 0x20...0x7E, 0x80...0xFF: kept.append(byte)
      default: break
      }
      afterReturn = byte == 0x0D
    }
    // What is copied by whole lines ends in a break: it would be an empty last row.
    while kept.last == 0x0A { kept.removeLast() }
    let text = String(decoding: kept, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else {
      return text
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.filter { !(0x80...0x9F).contains($0.value) })
    return String(scalars)
  }
}
