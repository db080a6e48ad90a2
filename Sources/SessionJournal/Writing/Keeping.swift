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
  }

  package var state = State.kept
  /// Every entry of this writer up to this number is on the disk.
  package var upTo: Int
  /// Wall milliseconds of the last acknowledgement; nil where there was none in this run.
  package var at: Int64?
  /// Entries handed over and not on the disk.
  package var waiting = 0
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

/// What the loop and the writer thread both touch, behind one mutex.
struct Desk: Sendable {
  struct Waiting: Sendable {
    let entry: JournalEntry
    let lane: FileLane
    /// Boot-clock milliseconds when it was handed over.
    let since: Int64
  }

  var keeping: Keeping
  /// In order of `s`; an entry leaves only when it is on the disk, so that a rescue can take over.
  var waiting: [Waiting] = []
  /// The newest state of what is typed; nil where the file says it already.
  var drafts: [Draft]?
  /// Ledger lines to write, and until when to try (boot clock).
  var ledger: [(kind: LedgerLine.Kind, until: Int64)] = []
  var isRetryAsked = false
  var isStopping = false
  var isStopped = false

  var isIdle: Bool { waiting.isEmpty && drafts == nil && ledger.isEmpty }
}

/// What the thread does next, chosen in this order: entries before drafts before the ledger.
enum Work: Sendable {
  case entry(Desk.Waiting)
  case drafts([Draft])
  case ledger(LedgerLine.Kind, until: Int64)
  case rest
  case stop
}
