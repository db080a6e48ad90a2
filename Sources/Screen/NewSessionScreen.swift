import Interaction
import SessionModel

/// The form for a new session: whose, of which kind, by which protocol.
struct NewSessionScreen {
  let interface: Interface
  let form: NewSession

  private static let fieldColumn = 14

  func draw(into drawn: inout Rendered) {
    let columns = drawn.frame.columns
    drawn.frame.put("NEW SESSION", .strong, column: 0, row: 0)
    if let remark = interface.vaultRemark {
      drawn.frame.put([Run("! \(remark)", .due)], column: 0, row: 1, limit: columns)
    }
    drawCode(into: &drawn.frame, row: 2)
    drawn.frame.put(
      "a code of the clinic's, never a name", .dim,
      column: NewSessionScreen.fieldColumn, row: 3)
    put(label: "kind", isChosen: form.field == .kind, into: &drawn.frame, row: 5)
    drawKinds(into: &drawn.frame, row: 5)
    var row = 7
    if form.kind == .dosing {
      row = drawProtocols(into: &drawn.frame, row: row)
    }
    if let refusal = form.refusal {
      let cells = TextCells.wrap("! \(refusal)", width: columns, .question)
      QuestionRow.draw(
        Array(cells.prefix(2)), into: &drawn.frame,
        top: min(row + 1, drawn.frame.rowCount - 3))
    }
    if form.help.isOpen {
      HelpPane(mode: .newSession, filter: "", top: form.help.top)
        .draw(into: &drawn, rows: 5..<drawn.frame.rowCount - 1)
    }
    Footer.draw(
      Binding.footer(for: interface.mode), into: &drawn.frame,
      isSample: Screen.isSample(interface, nil))
  }

  private func put(label: String, isChosen: Bool, into frame: inout Frame, row: Int) {
    frame.put(isChosen ? "> " : "  ", .label, column: 0, row: row)
    frame.put(label, isChosen ? .label : .dim, column: 2, row: row)
  }

  private func drawCode(into frame: inout Frame, row: Int) {
    put(label: "client", isChosen: form.field == .code, into: &frame, row: row)
    let column = NewSessionScreen.fieldColumn
    let buffer = form.code
    let room = frame.columns - column - 1
    let laid = NoteLineText(characters: buffer.characters, cursor: buffer.cursor)
      .laid(width: room, most: 1, role: .input)
    let used = frame.put(laid.rows[0], column: column, row: row)
    if form.field == .code {
      if let completion = form.completion {
        frame.put("Tab: \(completion)", .dim, column: column + used + 3, row: row)
      }
      frame.cursor = Frame.Place(
        column: min(frame.columns - 1, column + laid.cursorColumn), row: row)
    }
  }

  private func drawKinds(into frame: inout Frame, row: Int) {
    var column = NewSessionScreen.fieldColumn
    for kind in SessionKind.allCases {
      let isChosen = kind == form.kind
      let words = isChosen ? "[\(kind.rawValue)]" : " \(kind.rawValue) "
      let role: Role = isChosen ? (form.field == .kind ? .selected : .text) : .dim
      column += frame.put(words, role, column: column, row: row) + 1
    }
  }

  /// The chosen protocol stays in sight however many the clinic has.
  private func drawProtocols(into frame: inout Frame, row: Int) -> Int {
    let isField = form.field == .treatment
    put(label: "protocol", isChosen: isField, into: &frame, row: row)
    let all = interface.clinic.protocols
    let room = max(1, frame.rowCount - 4 - row)
    let first = max(0, min(form.treatment - room + 1, all.count - room))
    let widest = all.map { TextCells.width($0.name) }.max() ?? 0
    var next = row
    for position in first..<min(all.count, first + room) {
      let isChosen = position == form.treatment
      let named = all[position]
      let pad = String(repeating: " ", count: widest - TextCells.width(named.name) + 2)
      let name = isChosen ? "[\(named.name)]" : " \(named.name) "
      let words = named.title.lowercased() == named.name ? name : name + pad + named.title
      let role: Role = isChosen ? (isField ? .selected : .text) : .dim
      frame.put(
        [Run(words, role)], column: NewSessionScreen.fieldColumn, row: next,
        limit: frame.columns - NewSessionScreen.fieldColumn)
      next += 1
    }
    return next
  }
}
