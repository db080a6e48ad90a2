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
    for (number, words) in lines.enumerated() {
      drawn.frame.put("\(number + 1)", .dim, column: 0, row: row)
      for cells in TextCells.wrap(words, width: min(columns, 100) - 3, .text)
      where row < drawn.frame.rowCount - 4 {
        drawn.frame.put(cells, column: 3, row: row)
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
    if state.help.isOpen {
      HelpPane(mode: .firstRun, filter: "", top: state.help.top)
        .draw(into: &drawn, rows: 2..<drawn.frame.rowCount - 1)
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private var lines: [String] {
    [
      "Notes are kept in \(state.folder)",
      "Entries are only added: nothing is edited or deleted, and struck ones stay.",
      "On a shared computer, whoever can open that folder or its backup can read.",
      "Notes are not encrypted yet in this version: use a disk that is.",
      "Initials stand beside what you write; clients go by a code, never a name.",
    ]
  }
}
