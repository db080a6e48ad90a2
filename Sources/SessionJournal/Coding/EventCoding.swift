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
