import SessionModel

/// Lines that could not be read, as rows among a session's records.
extension SessionReading {
  /// The session's records for a person to see: with a row where lines of a file are lost.
  package var recordsAndGaps: [Record] { recordsAndGaps(after: 0) ?? [] }

  /// The same without the first so many; nil where a row for lost lines stands before or among
  /// those.
  package func recordsAndGaps(after count: Int) -> [Record]? {
    let rows = gapRows
    guard count == 0 || !rows.keys.contains(where: { $0 < count }) else { return nil }
    guard !rows.isEmpty else { return entries[count...].map(EventCoding.record) }
    return entries.indices[count...].flatMap { place in
      (rows[place] ?? []) + [EventCoding.record(of: entries[place])]
    } + (rows[entries.count] ?? [])
  }

  /// By the place of the entry that they stand before.
  private var gapRows: [Int: [Record]] {
    var rows: [Int: [Record]] = [:]
    var seen: Set<String> = []
    for file in files {
      let gaps = lost(of: file)
      guard !gaps.isEmpty, let mark = mark(of: file), seen.insert(mark).inserted else { continue }
      for gap in gaps {
        guard let (place, row) = row(for: gap, of: file, mark) else { continue }
        rows[place, default: []].append(row)
      }
    }
    return rows
  }

  /// Numbers of lines, the header's 0.
  private func lost(of file: JournalFile) -> [ClosedRange<Int64>] {
    if case .untold(let lines) = file.belonging { return [0...Int64(max(lines - 1, 0))] }
    guard case .headerLost(let lines) = file.report.state else { return file.report.gaps }
    return [0...Int64(max(lines - 1, 0))]
  }

  /// Behind a damaged header the name says which file it is.
  private func mark(of file: JournalFile) -> String? {
    if case .other = file.belonging { return nil }
    return file.report.header?.file.mark ?? JournalName(file.name)?.mark
  }

  /// Behind the entry of the file that stood before the gap, at its time; before the next where
  /// there is none.
  private func row(
    for gap: ClosedRange<Int64>, of file: JournalFile, _ mark: String
  ) -> (place: Int, Record)? {
    let before = entries.lastIndex { $0.file.mark == mark && $0.n < gap.lowerBound }
    let after = entries.firstIndex { $0.file.mark == mark && $0.n > gap.upperBound }
    let place = before.map { $0 + 1 } ?? after ?? end(of: mark)
    guard !entries.isEmpty else { return nil }
    let beside = EventCoding.record(of: entries[before ?? min(place, entries.count - 1)])
    let number = (0..<3).map { UInt8(truncatingIfNeeded: gap.lowerBound >> (16 - 8 * $0)) }
    let isProcess = (file.report.header?.lane ?? JournalName(file.name)?.lane) == .process
    // Never written: it has the form of an id so that a text typed beside it can be read back.
    let row = Record(
      id: EntryID(mark + Base64url.encode(number)), s: beside.s, writer: beside.writer,
      at: beside.at, up: beside.up, lane: isProcess ? .process : .record,
      event: .unreadable(
        UnreadableLines(
          file: file.name, lines: Int(gap.lowerBound) + 1...Int(gap.upperBound) + 1)))
    return (place, row)
  }

  /// Where a file went on of which no entry is left: before the first of the file that continues
  /// it, else behind everything.
  private func end(of mark: String) -> Int {
    let next = files.compactMap(\.report.header).first { $0.continues?.file.mark == mark }
    return next.flatMap { next in entries.firstIndex { $0.file == next.file } } ?? entries.count
  }
}
