/// Which row of the binding table a key is looked up in.
package enum Mode: CaseIterable, Sendable {
  case firstRun, home, homeFilter, newSession
  /// Live, with text in the line; without; with an entry of the log chosen.
  case writing, empty, log
  case marks, grounding, help, preparation, themes
  case review, reviewLine
}
