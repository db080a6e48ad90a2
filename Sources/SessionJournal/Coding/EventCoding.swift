import SessionModel

/// Maps a record of the session model to an entry of the files and back. Every kind and member is
/// named here and in FORMAT.md, never derived from a Swift name.
package enum EventCoding {
  package static func entry(of record: Record) -> JournalEntry {
    let (kind, fields) = members(of: record.event)
    return JournalEntry(
      kind: kind, id: record.id.text, s: Int64(record.s), at: record.at, up: record.up,
      ago: record.ago, by: record.by, zone: record.zone, fields: fields)
  }

  /// Never fails: what cannot be understood is an unknown entry, kept.
  package static func record(of kept: KeptEntry) -> Record {
    let entry = kept.entry
    return Record(
      id: EntryID(entry.id), s: Int(entry.s), writer: kept.writer, at: entry.at, up: entry.up,
      ago: entry.ago, by: entry.by, zone: entry.zone,
      lane: kept.lane == .process ? .process : .record,
      event: event(kind: entry.kind, fields: entry.fields))
  }

  package static func event(kind: String, fields: [JSONField]) -> Event {
    let reader = FieldReader(fields: fields)
    // Version 1 gives no member a meaning that must not be missed.
    guard !fields.contains(where: { $0.name == "crit" }) else { return .unknown(kind: kind) }
    do throws(FieldFault) {
      if let event = try frame(kind, reader) { return event }
      if let event = try observed(kind, reader) { return event }
      if let event = try later(kind, reader) { return event }
      return .unknown(kind: kind)
    } catch {
      return .unknown(kind: kind)
    }
  }

  static func members(of event: Event) -> (kind: String, fields: [JSONField]) {
    var writer = FieldWriter()
    let kind =
      frame(event, &writer) ?? observed(event, &writer) ?? later(event, &writer) ?? "unknown"
    return (kind, writer.fields)
  }
}

extension FileLane {
  package init(_ lane: Lane) { self = lane == .process ? .process : .record }
}

extension Journal {
  /// Hands a record over; returns at once. Records come in order of `s`.
  package func append(_ record: Record) {
    append(EventCoding.entry(of: record), in: FileLane(record.lane))
  }
}

extension SessionReading {
  /// The session's records in their one order.
  package var records: [Record] { entries.map(EventCoding.record(of:)) }

  /// The same for a person to see: with a row where lines of a file could not be read.
  package var recordsAndGaps: [Record] {
    var rows: [Int: [Record]] = [:]
    var seen: Set<FileID> = []
    for file in files where !file.report.gaps.isEmpty {
      guard let id = fileID(of: file), seen.insert(id).inserted else { continue }
      for gap in file.report.gaps {
        guard let (place, row) = row(for: gap, of: file, id) else { continue }
        rows[place, default: []].append(row)
      }
    }
    guard !rows.isEmpty else { return records }
    return entries.indices.flatMap { place in
      (rows[place] ?? []) + [EventCoding.record(of: entries[place])]
    } + (rows[entries.count] ?? [])
  }

  /// Behind a damaged header the entries themselves say which file they are of.
  private func fileID(of file: JournalFile) -> FileID? {
    if let header = file.report.header { return header.owner == id ? header.file : nil }
    let mark = JournalName(file.name)?.mark
    return entries.first { $0.file.mark == mark }?.file
  }

  /// Behind the entry of the file that stood before the gap, at its time; before the next where
  /// there is none.
  private func row(
    for gap: ClosedRange<Int64>, of file: JournalFile, _ id: FileID
  ) -> (place: Int, Record)? {
    let before = entries.lastIndex { $0.file == id && $0.n < gap.lowerBound }
    let after = entries.firstIndex { $0.file == id && $0.n > gap.upperBound }
    guard let beside = before ?? after else { return nil }
    var record = EventCoding.record(of: entries[beside])
    let number = (0..<3).map { UInt8(truncatingIfNeeded: gap.lowerBound >> (16 - 8 * $0)) }
    // Never written: it has the form of an id so that a text typed beside it can be read back.
    record = Record(
      id: EntryID(id.mark + Base64url.encode(number)), s: record.s, writer: record.writer,
      at: record.at, up: record.up, lane: record.lane,
      event: .unreadable(
        UnreadableLines(
          file: file.name, lines: Int(gap.lowerBound) + 1...Int(gap.upperBound) + 1)))
    return (before.map { $0 + 1 } ?? beside, record)
  }
}

extension SessionGlance {
  package var beganEvent: Began? {
    guard let began,
      case .began(let event) = EventCoding.event(kind: began.kind, fields: began.fields)
    else { return nil }
    return event
  }

  /// What home shows; nil where the session is running or was interrupted.
  package var listLine: ListLine? {
    guard let ended else { return nil }
    switch EventCoding.event(kind: ended.kind, fields: ended.fields) {
    case .runEnded(let end): return end.listLine
    case .sealed(let seal): return seal.listLine
    default: return nil
    }
  }
}
