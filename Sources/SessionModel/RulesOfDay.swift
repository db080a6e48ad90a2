/// The clinic's files that a session is held by, word for word as they were when it began: whatever
/// becomes of the files, the session can always be shown by them.
package struct RulesOfDay: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    /// "im.json5"
    package var name: String
    package var text: String
    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// 43 base64url characters of a SHA-256 over all files (FORMAT.md, "Rules").
  package var hash: String
  /// In the order in which they are laid over one another; a later one of the same name changes
  /// what the one before it says.
  package var files: [File]

  package init(hash: String, files: [File]) {
    self.hash = hash
    self.files = files
  }
}
