import Synchronization

/// How far a ledger reaches, as it was verified.
struct LedgerEnd: Sendable {
  var file: FileID
  /// Lines, the header included.
  var count: Int64
  /// The hash of the last of them.
  var head: LineHash
}

/// Where this program has left the ledgers that it appended to: one that nobody has touched since
/// is not read again, however long it has become.
final class LedgerEnds: Sendable {
  private let known = Mutex<[String: (status: FileStatus, end: LedgerEnd)]>([:])

  /// Nil where the file is another one, or was written to since.
  func end(of name: String, as status: FileStatus) -> LedgerEnd? {
    known.withLock { $0[name].flatMap { $0.status == status ? $0.end : nil } }
  }

  func note(_ name: String, _ status: FileStatus, _ end: LedgerEnd) {
    known.withLock { $0[name] = (status, end) }
  }
}
