import SessionModel

extension Interface {
  /// Whether a printable ASCII letter typed now would only be added at the end of the line: false
  /// where a key may change more of the screen than the cell at the cursor.
  package var awaitsLetter: Bool {
    guard case .live(let live) = place, live.question == nil, live.notice == nil,
      live.panel == nil, live.form == nil, live.pendingMark == nil, !live.line.isEmpty,
      live.line.buffer.cursor == live.line.buffer.characters.count
    else { return false }
    return live.line.buffer.bytes < Session.noteLimit
  }
}

extension Input {
  /// The letter of a key that types one: only printable ASCII, which is one column wide everywhere.
  package var letter: Unicode.Scalar? {
    guard case .key(.character(let character)) = self, let ascii = character.asciiValue,
      (0x20..<0x7F).contains(ascii)
    else { return nil }
    return Unicode.Scalar(ascii)
  }
}
