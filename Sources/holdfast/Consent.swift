import Glibc
import SessionJournal

/// The one question that is asked before there is a screen: whether notes may be kept on a file
/// system of another machine. The answer is kept in vault.json.
enum Consent {
  /// The vault, or nil at a first run.
  static func vault(_ surroundings: inout Surroundings) throws(Failure) -> Vault? {
    let path = surroundings.home
    let isAbsent = try failing { () throws(JournalFault) -> Bool in try Vault.isAbsent(at: path) }
    do throws(JournalFault) {
      if !isAbsent { return try Vault.open(at: path, consent: surroundings.consent) }
    } catch {
      guard case .networkFileSystem = error else { throw Failure(error) }
    }
    return try failing { () throws(JournalFault) -> Vault? in
      if isAbsent {
        if Vault.isOnNetwork(path) { try ask(&surroundings) }
        return nil
      }
      try ask(&surroundings)
      try Vault.allowNetwork(at: path)
      return try Vault.open(at: path, consent: surroundings.consent)
    }
  }

  private static func ask(_ surroundings: inout Surroundings) throws(JournalFault) {
    if surroundings.consent.contains(.network) { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw .networkFileSystem(path: surroundings.home)
    }
    write(
      """
      \(PlainText.oneLine(surroundings.home)) is on a network file system (NFS, SMB, FUSE).
      Locks and syncs may not hold there: two programs could write at once, and an entry that
      was shown as kept could be lost with the other machine. A local disk is better.
      Keep notes there all the same? This is asked once. Type yes, then Enter:\u{20}
      """, to: STDERR_FILENO)
    guard readLine()?.lowercased() == "yes" else {
      throw .networkFileSystem(path: surroundings.home)
    }
    surroundings.consent.insert(.network)
  }
}
