import Interaction
import SessionModel

/// The observation log: lays out the entries that fit and no others, however many there are.
struct LogPane {
  let view: SessionView
  let keeping: Keeping
  /// Positions in the session's entries, in the order shown.
  let order: [Int]
  let scroll: Live.Scroll
  let chosen: EntryID?
  let style: EntryStyle
  /// From here on in `order` entries come behind the moment that is read.
  var later = Int.max

  struct Placed {
    /// Top to bottom.
    var rows: [LogRow]
    /// Positions in `order` of the entries among them.
    var visible: Range<Int>
  }

  /// Draws into a band of rows and says which entries can be seen.
  func draw(into frame: inout Frame, rows band: Range<Int>, columns: Int) -> Range<Int> {
    guard !band.isEmpty else { return order.count..<order.count }
    let width = EntryRows.width(of: columns)
    var placed = placeWithChosen(rows: band.count, width: width)
    if style.showsScrolled, placed.visible.upperBound < order.count, band.count > 1 {
      placed = placeWithChosen(rows: band.count - 1, width: width)
      let newer = order.count - placed.visible.upperBound
      frame.put(
        "scrolled back: \(newer) newer below, End follows", .due, column: 0,
        row: band.upperBound - 1)
    }
    for (offset, row) in placed.rows.enumerated() where offset < band.count {
      row.draw(into: &frame, row: band.lowerBound + offset, width: width)
    }
    return placed.visible
  }

  /// The chosen entry is on the screen, wherever the log was scrolled to.
  private func placeWithChosen(rows count: Int, width: Int) -> Placed {
    let placed = place(scroll, rows: count, width: width)
    guard let chosen, let position = position(of: chosen), !placed.visible.contains(position)
    else { return placed }
    let towards: Live.Scroll =
      position < placed.visible.lowerBound ? .top(chosen) : .bottom(chosen)
    return place(towards, rows: count, width: width)
  }

  func place(_ scroll: Live.Scroll, rows count: Int, width: Int) -> Placed {
    switch scroll {
    case .following: return upwards(from: order.count - 1, rows: count, width: width)
    case .bottom(let id):
      return upwards(from: position(of: id) ?? order.count - 1, rows: count, width: width)
    case .top(let id):
      guard let top = position(of: id) else {
        return upwards(from: order.count - 1, rows: count, width: width)
      }
      return downwards(from: top, rows: count, width: width)
    }
  }

  /// From the newest wanted entry back until the rows are full; the oldest may be cut at its top.
  private func upwards(from last: Int, rows count: Int, width: Int) -> Placed {
    var reversed: [[LogRow]] = []
    var used = 0
    var first = last + 1
    while first > 0, used < count {
      first -= 1
      let rows = entryRows(at: first, room: count, width: width)
      reversed.append(rows)
      used += rows.count
    }
    if used < count, last + 1 < order.count {
      // Nothing older is left, and newer entries wait: no row stays empty.
      return downwards(from: 0, rows: count, width: width)
    }
    let rows = reversed.reversed().joined()
    let shown = Array(rows.suffix(count))
    return Placed(rows: shown, visible: min(first, last + 1)..<(last + 1))
  }

  private func downwards(from top: Int, rows count: Int, width: Int) -> Placed {
    var rows: [LogRow] = []
    var next = top
    while next < order.count, rows.count < count {
      rows += entryRows(at: next, room: count, width: width)
      next += 1
    }
    if rows.count < count {
      return upwards(from: order.count - 1, rows: count, width: width)
    }
    return Placed(rows: Array(rows.prefix(count)), visible: top..<next)
  }

  private func entryRows(at position: Int, room: Int, width: Int) -> [LogRow] {
    let entries = view.session.entries
    let entry = entries[order[position]]
    let previous = position > 0 ? entries[order[position - 1]] : nil
    let rows = EntryRows(
      entry: entry, previous: previous, view: view, keeping: keeping, style: style,
      isChosen: entry.id == chosen)
    // A row less than the pane, so that paging always finds the entry before or after.
    let laid = rows.rows(width: width, most: max(1, room - 1))
    guard position >= later else { return laid }
    return laid.map { row in
      var row = row
      row.isLater = true
      return row
    }
  }

  private func position(of id: EntryID) -> Int? {
    guard let wanted = view.session.index[id] else { return nil }
    if style.isInOrderOfWriting {
      var low = 0
      var high = order.count
      while low < high {
        let middle = (low + high) / 2
        if order[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      return low < order.count && order[low] == wanted ? low : nil
    }
    return order.lastIndex(of: wanted)
  }
}

/// How a log shows its entries: live and review differ.
struct EntryStyle: Equatable {
  var isProcessFolded = false
  /// Own thoughts fold once they are kept (live), or are read like the rest (review).
  var foldsThoughts = true
  /// Late entries stand where they were written (live) or where they happened (review).
  var isInOrderOfWriting = true
  var showsScrolled = true
  /// What an entry said before it was put right is left out.
  var hidesEarlier = false
}
