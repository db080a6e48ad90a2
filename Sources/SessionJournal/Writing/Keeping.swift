/// What the screen says about the disk, as one value to read at any time.
package struct Keeping: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    /// Everything handed over is on the disk.
    case kept
    /// Waiting for the disk since this reading of the boot clock, milliseconds.
    case keeping(since: Int64)
    /// The oldest waiting entry could not be written; it stays in memory. `isRetried` where the
    /// journal tries again by itself.
    case notKept(KeepFault, since: Int64, isRetried: Bool)
    /// Everything handed over is in a memory file system: safe from this program, not from the
    /// machine. Never shown as kept.
    case memoryOnly
  }

  package var state = State.kept
  /// Every entry of this writer up to this number is on the disk.
  package var upTo: Int
  /// Wall milliseconds of the last acknowledgement; nil where there was none in this run.
  package var at: Int64?
  /// Entries handed over and not on the disk.
  package var waiting = 0
  /// The session goes on in this folder, and why it left its own; the next start copies it home.
  package var rescue: RescueFolder?
  package var rescueReason: KeepFault?
  /// Bytes free, where fewer than `Keeping.lowRoom`.
  package var room: Int?
  /// The ledger could not be written; the session is not affected.
  package var ledgerFault: JournalFault?
  /// The draft could not be written: what is typed now would not survive a crash.
  package var draftFault: StorageFault?
  /// Of the last sealed record written in this run.
  package var fingerprint: Fingerprint?

  /// Bytes; below this the header warns.
  package static let lowRoom = 64 * 1_048_576
}

extension Keeping {
  /// True where waiting longer changes nothing.
  var isHopeless: Bool {
    if case .notKept(_, _, isRetried: false) = state { true } else { false }
  }

  var isRetrying: Bool {
    if case .notKept(_, _, isRetried: true) = state { true } else { false }
  }
}
