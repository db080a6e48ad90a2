import SessionModel

/// What was agreed, and what is open: two rows where they have room, as many as their words need
/// where they have not.
struct AgreementRows {
  let view: SessionView
  let remark: String
  /// What goes on and found no room in the row above.
  let goesOn: [Run]

  private var prepared: Preparation { view.session.preparation }

  /// At most `most` rows. What is open stands beside the agreement, else beside the words to say
  /// and to avoid, else in a row of its own. Only where the rows do not reach is anything cut.
  func rows(columns: Int, most: Int) -> [TextRow] {
    let open = OpenWords(view: view, remark: remark, goesOn: goesOn).runs
    guard hasUse else { return open.isEmpty ? [] : made(open, columns) }
    var rows = made((touch(columns) + stop).clipped(to: columns * (most + 1)), columns)
    var words = self.words(columns: columns, most: most)
    if !rows[rows.count - 1].take(right: open, columns: columns),
      !words[words.count - 1].take(right: open, columns: columns)
    {
      rows += made(open, columns)
    }
    guard rows.count + words.count > most else { return rows + words }
    return squeezed(open, columns: columns, most: most)
  }

  /// A call has no use for an agreement that was never made.
  private var hasUse: Bool {
    view.session.kind != .contact || view.session.consentWithdrawn != nil
      || [prepared.touch, prepared.stop, prepared.mantra].contains { !$0.isEmpty }
      || !prepared.say.isEmpty || !prepared.avoid.isEmpty
  }

  /// The same where the rows do not reach: the words are cut first, then the agreement, never the
  /// stop signal or what is open.
  private func squeezed(_ open: [Run], columns: Int, most: Int) -> [TextRow] {
    let openRows = open.isEmpty ? [] : Array(made(open, columns).prefix(max(1, most - 2)))
    let agreed = fitted(touch(columns), stop, columns: columns, rows: most - openRows.count - 1)
    let room = most - openRows.count - agreed.count
    let say = say(mantraFirst: true)
    guard room > 1, !avoid.isEmpty else {
      return agreed + openRows
        + (room > 1
          ? fitted(say, [], columns: columns, rows: room) : [TextRow(say, right: avoid)])
    }
    let avoided = fitted(avoid, [], columns: columns, rows: room / 2)
    let said = fitted(say, [], columns: columns, rows: room - avoided.count)
    return agreed + openRows + said + avoided
  }

  /// So much of a text that it and its end stand in so many rows.
  private func fitted(_ text: [Run], _ end: [Run], columns: Int, rows: Int) -> [TextRow] {
    let rows = max(1, rows)
    var room = columns * rows
    while true {
      let cut = made(text.clipped(to: room) + end, columns)
      if cut.count <= rows || room == 0 { return Array(cut.suffix(rows)) }
      room = max(0, room - 4)
    }
  }

  private func made(_ runs: [Run], _ columns: Int) -> [TextRow] {
    runs.wrapped(to: columns).map { TextRow($0) }
  }

  // MARK: - Their words

  private var stop: [Run] {
    prepared.stop.isEmpty ? [] : [Run(" · stop: ", .dim), Run(prepared.stop)]
  }

  private func touch(_ columns: Int) -> [Run] {
    if let withdrawn = view.session.consentWithdrawn {
      let words = "! CONSENT WITHDRAWN \(view.clock(withdrawn))"
      return [Run(columns < 80 ? words : "\(words): no touch", .red)]
    }
    return prepared.touch.isEmpty
      ? [Run("touch: nothing agreed in preparation", .dim)]
      : [Run("touch: ", .dim), Run(prepared.touch)]
  }

  private func words(columns: Int, most: Int) -> [TextRow] {
    var row = TextRow(say)
    if row.take(right: avoid, columns: columns) { return [row] }
    let room = columns * (most + 1)
    return made(say.clipped(to: room), columns) + made(avoid.clipped(to: room), columns)
  }

  private var say: [Run] { say(mantraFirst: false) }

  /// What is cut is cut from the end: where the rows do not reach, the mantra stands first.
  private func say(mantraFirst: Bool) -> [Run] {
    let mantra = prepared.mantra.isEmpty ? [] : [prepared.mantra]
    let others = prepared.say.filter { $0 != prepared.mantra }
    let words =
      mantraFirst
      ? mantra + others : prepared.say.contains(prepared.mantra) ? prepared.say : others + mantra
    let say = words.map { "\"\($0)\"" }
    if say.isEmpty {
      let both = prepared.avoid.isEmpty
      return [Run(both ? "say, avoid: nothing agreed in preparation" : "say: nothing agreed", .dim)]
    }
    return [Run("say: ", .dim), Run(say.joined(separator: " · "))]
  }

  private var avoid: [Run] {
    let avoid = prepared.avoid.map { "\"\($0)\"" }.joined(separator: ", ")
    return avoid.isEmpty ? [] : [Run("avoid: ", .dim), Run(avoid)]
  }
}

extension TextRow {
  /// Puts words at the right edge where they fit whole; false where they do not.
  fileprivate mutating func take(right words: [Run], columns: Int) -> Bool {
    guard !words.isEmpty else { return true }
    guard left.width + 2 + words.width <= columns else { return false }
    right = words
    return true
  }
}

extension [Run] {
  /// The runs broken at words into rows of so many columns, at least one.
  func wrapped(to columns: Int) -> [[Run]] {
    guard width > columns else { return [self] }
    let text = map(\.text).joined()
    return TextCells.lines(text, width: columns).map { line in
      var row = text[line]
      while let last = row.last, last.isNewline || last == " " { row.removeLast() }
      let start = text.utf8.distance(from: text.startIndex, to: row.startIndex)
      return slice(start..<start + row.utf8.count)
    }
  }

  /// What stands between two places of the joined text, in bytes.
  private func slice(_ range: Range<Int>) -> [Run] {
    var start = 0
    return compactMap { run in
      let bytes = run.text.utf8
      let here = Swift.max(range.lowerBound - start, 0)..<Swift.max(range.upperBound - start, 0)
      start += bytes.count
      guard here.lowerBound < bytes.count, !here.isEmpty else { return nil }
      let part = bytes.dropFirst(here.lowerBound).prefix(here.count)
      return Run(String(Substring(part)), run.role)
    }
  }

  /// The runs cut to so many columns together.
  fileprivate func clipped(to columns: Int) -> [Run] {
    var room = columns
    return map { run in
      let text = TextCells.clipped(run.text, to: Swift.max(0, room))
      room -= TextCells.width(text)
      return Run(text, run.role)
    }
  }
}
