/// A key as a person pressed it, after the terminal's bytes have been read.
package enum Key: Hashable, Sendable {
  /// One grapheme that can stand in a note.
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case wordLeft, wordRight
  /// A letter held with Ctrl, lower case: `.control("g")` is Ctrl-G. Tab, Enter and Esc keep their
  /// own names.
  case control(Character)
  /// F1 to F12; aliases only.
  case function(Int)
}

/// What reaches the loop from outside: the keyboard, the terminal, the clock, the disk.
package enum Input: Equatable, Sendable {
  case key(Key)
  /// Text between the terminal's paste brackets, line breaks normalised to LF.
  case paste(String)
  /// A paste beyond the limit of a note: its size in bytes. None of its text is kept in memory.
  case pasteTooLong(Int)
  case resize(columns: Int, rows: Int)
}
