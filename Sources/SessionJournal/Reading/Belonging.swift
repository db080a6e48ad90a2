/// Whose a file is: of its first line, or where that does not verify of what else tells.
enum Belonging: Equatable, Sendable {
  case own
  case other(session: String)
  /// Nothing tells. So many lines of it are not shown, for they may be another client's.
  case untold(lines: Int)

  /// Of a file's first bytes; nil where they do not say it.
  init?(to id: String, first bytes: UnsafeRawBufferPointer) {
    let text = FileScan.looseBytes("session", count: 22, in: bytes)
    if Self.isNear(text, id) {
      self = .own
      return
    }
    // Whatever was changed in the member's name: where this program writes it.
    let written = bytes.dropFirst(Self.place).prefix(22)
    if text == nil, Self.isNear(UnsafeRawBufferPointer(rebasing: written), id) {
      self = .own
      return
    }
    if let mended = MendedHeader.read(bytes) {
      self = mended.owner == id ? .own : .other(session: mended.owner)
      return
    }
    guard let text, Base64url.isPlain(text) else { return nil }
    self = .other(session: String(decoding: text, as: UTF8.self))
  }

  private static let place = "{\"n\":0,\"kind\":\"header\",\"format\":1,\"session\":\"".utf8.count
  /// Characters of an id that damage may have changed: two ids that were drawn at random differ in
  /// nearly all.
  private static let mostDamaged = 4

  private static func isNear(_ text: UnsafeRawBufferPointer?, _ id: String) -> Bool {
    guard let text, text.count == id.utf8.count else { return false }
    return zip(text, id.utf8).count(where: { $0 != $1 }) <= mostDamaged
  }
}

/// Lines behind a first line that names no session, until the others are read: one of them may say
/// that the file is the session's own.
struct UntoldLines {
  /// In the session's files.
  let place: Int
  let entries: [KeptEntry]

  /// True where the session's own lines name the file: one that goes on after it, or a seal.
  func isNamed(in reading: SessionReading, by own: [KeptEntry]) -> Bool {
    guard let file = entries.first?.file else { return false }
    let headers = reading.files.compactMap(\.report.header)
    if headers.contains(where: { $0.owner == reading.id && $0.continues?.file == file }) {
      return true
    }
    return own.contains { kept in
      kept.entry.kind == "sealed"
        && (try? LineReading(fields: kept.entry.fields).heads("files"))?
          .contains { $0.file == file } ?? false
    }
  }
}

extension SessionReading {
  /// Lines that are not shown because nothing tells whose they are.
  package var untoldLines: Int {
    files.reduce(0) { sum, file in
      if case .untold(let lines) = file.belonging { sum + lines } else { sum }
    }
  }
}
