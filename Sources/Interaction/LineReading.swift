import SessionModel

/// What the note line means as it stands: shown before Enter, acted on at Enter.
package struct LineReading: Equatable, Sendable {
  package enum Meaning: Equatable, Sendable {
    case empty
    case note(NoteKind, text: String)
    /// A whole line of exactly a short form.
    case form(Event)
    /// A short form begun ("bp", "bp 128"): why it is none yet, and an example.
    case unfinished(String)
    case command(Command)
    case unknownCommand
    case find(String)
  }

  package var meaning: Meaning
  package var lane: Lane
  /// Milliseconds from happening to now; negative where a time was typed that has not come.
  package var ago: Int64
  /// True where the time was asked for (Ctrl-T, `-2m `, `@14:05 `), not just the first key's.
  package var isBackdated: Bool
  /// What stands before the text: "observed, record", "vitals, record", "command".
  package var label: String
  /// What Enter will keep, where the text itself does not say so: "128/82  p74  o97".
  package var preview: String?
  /// Why Enter would refuse the form, in place of what it would keep.
  package var refusal: String?
  /// True where the time was typed as T+: what it was taken for is shown.
  package var isSinceDose = false
  /// The name that Tab puts in, where one continues what is typed.
  package var completion: String?

  package init(
    meaning: Meaning, lane: Lane, ago: Int64, isBackdated: Bool, label: String, preview: String?
  ) {
    self.meaning = meaning
    self.lane = lane
    self.ago = ago
    self.isBackdated = isBackdated
    self.label = label
    self.preview = preview
  }
}
