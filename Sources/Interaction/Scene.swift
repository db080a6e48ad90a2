import SessionModel

/// What an update sees beside the interface's own state: the session as it is, the clocks, an id
/// that nothing has yet. All handed in, so that the same keys always lead to the same place.
package struct Scene: Sendable {
  package var session: Session
  package var now: Now
  package var freshID: EntryID
  package var clinic: Clinic
  /// The theme that is on.
  package var theme: String

  package init(
    session: Session, now: Now, freshID: EntryID, clinic: Clinic, theme: String = "dusk"
  ) {
    self.session = session
    self.now = now
    self.freshID = freshID
    self.clinic = clinic
    self.theme = theme
  }
}
