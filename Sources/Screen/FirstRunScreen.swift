import Interaction

/// A new vault: where notes will be kept and what that means, before the first initials.
struct FirstRunScreen {
  let interface: Interface
  let state: FirstRun

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    drawn.frame.put("HOLDFAST", .strong, column: 0, row: 0)
    drawn.frame.put("first run", .dim, column: 10, row: 0)
    var row = 2
    for words in lines {
      for cells in TextCells.wrap(words, width: min(columns, 78), .text)
      where row < drawn.frame.rowCount - 4 {
        drawn.frame.put(cells, column: 0, row: row)
        row += 1
      }
    }
    row = min(row + 1, drawn.frame.rowCount - 3)
    let buffer = state.initials
    let pane = NoteLinePane(
      label: [Run("Your initials", .label)],
      text: NoteLineText(characters: buffer.characters, cursor: buffer.cursor))
    NoteLinePane.draw(pane.laid(columns: columns), into: &drawn.frame, top: row)
    let refusal = state.refusal.map { "! \($0)" } ?? ""
    drawn.frame.put(
      [Run(refusal, .question)], column: 0, row: row + 1, limit: columns)
    Footer.draw(
      Binding.footer(for: .firstRun), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private var lines: [String] {
    [
      "1  Notes are kept in \(state.folder)",
      "2  Nothing is ever edited or deleted: entries are only added, and struck ones stay.",
      "3  On a shared computer anyone with your account can read that folder, and so can a "
        + "backup of it.",
      "4  Notes are not encrypted yet in this version: use a disk that is.",
      "5  Initials stand beside what you write. Clients are known by a code, never by name.",
    ]
  }
}
