import Glibc
import SessionJournal

/// What can be done with the vault that is open.
extension Program {
  /// What every screen says of a vault that can only be read; nil where it can be written.
  var readOnlyRemark: String? {
    guard let vault, access("\(vault.path)/sessions", W_OK) != 0 else { return nil }
    return errno == EROFS
      ? "the disk of this vault can only be read: nothing new is kept in it"
      : "this vault's folder cannot be written: no session can begin in it"
  }
}
