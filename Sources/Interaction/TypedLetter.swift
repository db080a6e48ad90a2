import SessionModel

extension Interface {
  /// Where a letter typed now would stand, counted from the beginning of the text: nil where a key
  /// may change more of the screen than that place.
  package var endOfText: Int? {
    guard case .live(let live) = place, live.question == nil, live.notice == nil,
      live.panel == nil, live.pendingMark == nil, !live.line.isEmpty,
      live.line.buffer.cursor == live.line.buffer.characters.count
    else { return nil }
    return live.line.buffer.cursor
  }

  /// The letter that has come to stand at what was the end of the text, where nothing else has
  /// happened to the line. Only printable ASCII, which is one column wide everywhere.
  package func letter(typedAt end: Int) -> Unicode.Scalar? {
    guard let now = endOfText, now == end + 1, case .live(let live) = place,
      let letter = live.line.buffer.characters[end].asciiValue, (0x20..<0x7F).contains(letter)
    else { return nil }
    return Unicode.Scalar(letter)
  }
}
