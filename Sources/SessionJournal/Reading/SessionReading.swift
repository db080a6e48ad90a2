/// One file of a session as it was read.
package struct JournalFile: Sendable {
  package let name: String
  package let report: FileReport

  /// False for a copy, or a file that somebody renamed.
  var isNamedByHeader: Bool {
    report.header.map { name == JournalName.name($0.lane, $0.file) } ?? false
  }
}

/// An entry in the order of the session, with where it was kept.
package struct KeptEntry: Equatable, Sendable {
  package let entry: JournalEntry
  package let hash: LineHash
  let origin: Origin

  package var writer: String { origin.writer }
  package var lane: FileLane { origin.lane }
  package var file: FileID { origin.file }

  /// What every entry of a file has in common, held once.
  final class Origin: Equatable, Sendable {
    let writer: String
    let lane: FileLane
    let file: FileID

    init(writer: String, lane: FileLane, file: FileID) {
      self.writer = writer
      self.lane = lane
      self.file = file
    }

    static func == (one: Origin, other: Origin) -> Bool {
      one.writer == other.writer && one.lane == other.lane && one.file == other.file
    }
  }
}

/// All files of a session folded into one order.
package struct SessionReading: Sendable {
  package var id: String
  package var files: [JournalFile] = []
  package var entries: [KeptEntry] = []
  /// Files in the folder that are none of the journal's.
  package var ignored: [String] = []
  package var drafts: [Draft] = []
  /// Why typed text that was not entered could not be read, where there is such text.
  package var draftFault: JournalFault?
  /// Files of typed text that an earlier run could not read and set aside.
  package var draftsAside: [String] = []
  /// Files that could not be read at all.
  package var refused: [RefusedFile] = []
  /// Holes in `s`, and two entries at one `s`.
  package var losses: [NumberLoss] = []

  package struct RefusedFile: Equatable, Sendable {
    package let name: String
    package let fault: JournalFault
  }

  /// The last number of a writer, 0 where it wrote nothing.
  package func lastNumber(of writer: String) -> Int64 {
    entries.last { $0.writer == writer }?.entry.s ?? 0
  }

  /// The fingerprint of the last sealed record, if any.
  package var fingerprint: Fingerprint? {
    entries.last { $0.entry.kind == "sealed" }.map { Fingerprint($0.hash) }
  }
}

extension SessionReading {
  /// How far each file of this session goes; a copy under another name is the same file.
  var heads: [FileHead] {
    var heads: [FileHead] = []
    for file in files.sorted(by: { $0.isNamedByHeader && !$1.isNamedByHeader }) {
      guard let header = file.report.header, header.owner == id,
        !heads.contains(where: { $0.file == header.file })
      else { continue }
      heads.append(FileHead(file: header.file, count: file.report.count, head: file.report.head))
    }
    return heads
  }
}

/// An entry of a writer that was numbered and is not there, or a number given twice.
package enum NumberLoss: Equatable, Sendable {
  case hole(writer: String, from: Int64, through: Int64)
  case doubled(writer: String, s: Int64)

  var isDoubled: Bool { if case .doubled = self { true } else { false } }
}

/// Reads a session's folder; takes no lock, writes nothing.
struct SessionReader {
  let storage: any Storage
  let folder: Descriptor
  let path: String
  let id: String

  func read() throws(JournalFault) -> SessionReading {
    var reading = SessionReading(id: id)
    let names: [String]
    do throws(StorageFault) {
      names = try storage.list(folder).sorted()
    } catch {
      throw .storage(path: path, error)
    }
    let gathered = Gathering()
    for name in names {
      if JournalName(name) != nil {
        do throws(JournalFault) {
          reading.files.append(try readFile(name, into: gathered))
        } catch {
          reading.refused.append(.init(name: name, fault: error))
        }
      } else if name.hasPrefix(DraftFile.unreadName) {
        reading.draftsAside.append(name)
      } else if name != DraftFile.name && name != DraftFile.newName {
        reading.ignored.append(name)
      }
    }
    (reading.entries, reading.losses) = Fold.order(gathered.take())
    if names.contains(DraftFile.name) {
      let kept = Set(reading.entries.map(\.entry.id))
      let found = DraftFile.read(storage, in: folder, path: path)
      reading.drafts = found.drafts.filter { !kept.contains($0.id) }
      reading.draftFault = found.fault
    }
    return reading
  }

  private func readFile(
    _ name: String, into gathered: Gathering
  ) throws(JournalFault) -> JournalFile {
    let path = "\(path)/\(name)"
    let (file, status) = try Folders(storage: storage).openFile(
      name, in: folder, for: .read, path: path)
    defer { storage.close(file) }
    let window = FileWindow(file, of: storage, size: status.size)
    let before = gathered.entries.count
    let named = JournalName(name)
    let report = Self.scan(window, lane: named?.lane ?? .record, into: gathered)
    // Lines of another session, copied here or left in a reused block, are not this session's.
    let isOwn =
      report.header.map { $0.owner == id }
      ?? gathered.entries[before...].allSatisfy { $0.file.mark == named?.mark }
    if !isOwn || window.fault != nil { gathered.entries.removeSubrange(before...) }
    if let fault = window.fault { throw .storage(path: path, fault) }
    return JournalFile(name: name, report: report)
  }

  /// Scans one file and gathers its entries. Behind a damaged header the name tells the lane, and
  /// what can still be read of the header the writer.
  static func scan(
    _ window: FileWindow, lane: FileLane, into gathered: Gathering
  ) -> FileReport {
    var origin = KeptEntry.Origin(
      writer: FileScan.looseText("writer", count: 8, in: window.bytes) ?? "unknown-", lane: lane,
      file: FileScan.looseText("file", count: 22, in: window.bytes).flatMap { FileID(text: $0) }
        ?? .none)
    gathered.expect(bytes: window.size)
    return FileScan.read(window) { line in
      switch line.content {
      case .header(let header):
        origin = .init(writer: header.writer, lane: header.lane, file: header.file)
      case .entry(let entry):
        gathered.entries.append(KeptEntry(entry: entry, hash: line.hash, origin: origin))
      case .recovered, .ledger, .foreign: break
      }
    }
  }
}

/// Entries as they are found, file after file.
final class Gathering {
  var entries: [KeptEntry] = []

  /// Bytes of a short entry. Room for more than there are costs nothing until it is used; growing
  /// would hold every entry twice.
  private static let shortEntry = 192

  func take() -> [KeptEntry] {
    defer { entries = [] }
    return entries
  }

  func expect(bytes: Int) {
    entries.reserveCapacity(entries.count + bytes / Self.shortEntry)
  }
}

/// `record-<mark>.jsonl` or `process-<mark>.jsonl`.
package struct JournalName: Equatable, Sendable {
  package let lane: FileLane
  package let mark: String

  package init?(_ name: String) {
    for lane in [FileLane.record, .process] {
      let start = "\(lane.rawValue)-"
      guard name.hasPrefix(start), name.hasSuffix(".jsonl"),
        name.utf8.count == start.utf8.count + 8 + 6
      else { continue }
      let mark = name.dropFirst(start.count).dropLast(6)
      guard Base64url.isPlain(mark.utf8) else { return nil }
      self.lane = lane
      self.mark = String(mark)
      return
    }
    return nil
  }

  static func name(_ lane: FileLane, _ file: FileID) -> String {
    "\(lane.rawValue)-\(file.mark).jsonl"
  }
}

/// The one order out of many files.
enum Fold {
  static func order(_ found: consuming [KeptEntry]) -> ([KeptEntry], [NumberLoss]) {
    if isOfOneWriter(found) {
      // The common session, in place: its two files in their order are two sorted runs.
      if !isNumbered(found) { found.sort { $0.entry.s < $1.entry.s } }
      if isNumbered(found) { return (found, []) }
    }
    var writers: [String: [KeptEntry]] = [:]
    for kept in found { writers[kept.writer, default: []].append(kept) }
    var losses: [NumberLoss] = []
    var runs: [[KeptEntry]] = []
    for writer in writers.keys.sorted() {
      guard let entries = writers[writer] else { continue }
      runs.append(number(entries, of: writer, into: &losses))
    }
    return (runs.count == 1 ? runs[0] : merge(runs), losses)
  }

  private static func isOfOneWriter(_ found: borrowing [KeptEntry]) -> Bool {
    guard let first = found.first?.origin else { return true }
    return found.allSatisfy { $0.origin === first || $0.writer == first.writer }
  }

  /// True where every number is there, once and in its place.
  private static func isNumbered(_ found: borrowing [KeptEntry]) -> Bool {
    for place in found.indices where found[place].entry.s != Int64(place + 1) { return false }
    return true
  }

  /// One writer's entries by number, copies counted once.
  private static func number(
    _ entries: [KeptEntry], of writer: String, into losses: inout [NumberLoss]
  ) -> [KeptEntry] {
    var isSorted = true
    for (one, next) in zip(entries, entries.dropFirst()) where next.entry.s <= one.entry.s {
      isSorted = false
      break
    }
    let sorted = isSorted ? entries : entries.sorted { $0.entry.s < $1.entry.s }
    var kept: [KeptEntry] = []
    kept.reserveCapacity(sorted.count)
    var last: Int64 = 0
    for entry in sorted {
      let s = entry.entry.s
      if s == last, let before = kept.last, before.entry.s == s {
        if before.entry.id == entry.entry.id { continue }
        losses.append(.doubled(writer: writer, s: s))
      } else if s > last + 1 {
        losses.append(.hole(writer: writer, from: last + 1, through: s - 1))
      }
      kept.append(entry)
      last = s
    }
    return kept
  }

  /// Merged by the running maximum of `at`, then by writer, which is the order of `runs`.
  private static func merge(_ runs: [[KeptEntry]]) -> [KeptEntry] {
    var places = runs.map { _ in 0 }
    var latest = runs.map { $0.first?.entry.at ?? .max }
    var order: [KeptEntry] = []
    order.reserveCapacity(runs.reduce(0) { $0 + $1.count })
    while let next = latest.indices.filter({ places[$0] < runs[$0].count })
      .min(by: { (latest[$0], $0) < (latest[$1], $1) })
    {
      order.append(runs[next][places[next]])
      places[next] += 1
      if places[next] < runs[next].count {
        latest[next] = max(latest[next], runs[next][places[next]].entry.at)
      }
    }
    return order
  }
}
