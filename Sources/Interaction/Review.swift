import SessionModel

/// Reading a session that is not being recorded: letters act, nothing is written until Enter opens a
/// late note.
package struct Review: Equatable, Sendable {
  /// The position of the cursor among `session.places.shown`.
  package var cursor = 0
  package var visible: Range<Int> = 0..<0
  package var scroll = Live.Scroll.following
  package var isProcessFolded = false
  /// A late note being written, or a command or search (its text begins with `:` or `/`).
  package var line: NoteLine?
  package var found: String?
  package var notice: Notice?
  package var question: Question?
  package var isHelpOpen = false
  package var helpTop = 0
  /// Why nothing can be added to the session (in use elsewhere, damaged, newer format), or nil.
  package var readOnlyBecause: String?
  package var keeping = Keeping()

  package init() {}
}
