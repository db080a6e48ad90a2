/// One file of a session as it was read.
package struct JournalFile: Sendable {
  package let name: String
  package let report: FileReport
  /// Its folder where it waits to be copied home.
  var waitsIn: String?
  var belonging = Belonging.own

  /// False for a copy, or a file that somebody renamed.
  var isNamedByHeader: Bool {
    report.header.map { name == JournalName.name($0.lane, $0.file) } ?? false
  }
}

/// An entry in the order of the session, with where it was kept.
package struct KeptEntry: Equatable, Sendable {
  package let entry: JournalEntry
  package let hash: LineHash
  /// Its line's number in the file.
  let n: Int64
  var origin: Origin

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
  package internal(set) var entries: [KeptEntry] = []
  /// Copies of entries, which count once.
  private(set) var copies: [KeptEntry] = []
  /// Files in the folder that are none of the journal's.
  package var ignored: [String] = []
  package var drafts: [Draft] = []
  /// Why typed text that was not entered could not be read, where there is such text.
  package var draftFault: JournalFault?
  /// Files of typed text that an earlier run could not read and set aside.
  package var draftsAside: [String] = []
  /// Files that could not be read at all.
  package var refused: [RefusedFile] = []
  /// The folder of each file that waits in a rescue folder, by the file's name.
  package internal(set) var waiting: [String: String] = [:]
  /// Ids of entries in files of the session's folder that wait in a rescue under the same name.
  var atHome: Set<String> = []
  /// Holes in `s`, and two entries at one `s`.
  package private(set) var losses: [NumberLoss] = []

  /// Lines of this installation's files that its ledger knew and that are not here.
  package private(set) var missingLines: Int64 = 0
  /// The least number that a new entry may follow.
  private var floor: Int64 = 0
  /// The last number of each writer in lines that are not shown, for nothing tells whose they are:
  /// should they be this session's, no number is given twice.
  var untold: [String: Int64] = [:]

  init(id: String) { self.id = id }

  package struct RefusedFile: Equatable, Sendable {
    package let name: String
    package let fault: JournalFault
  }

  /// The last number of a writer, 0 where it wrote nothing. Of the installation that opens the
  /// session to write: no less than it ever gave, as far as its ledger knows.
  package func lastNumber(of writer: String) -> Int64 {
    max(floor, untold[writer] ?? 0, entries.last { $0.writer == writer }?.entry.s ?? 0)
  }

  /// Lines of the file at this place are not shown.
  mutating func hide(_ lines: [KeptEntry], of place: Int) {
    files[place].belonging = .untold(lines: Int(clamping: (lines.map(\.n).max() ?? 0) + 1))
    for kept in lines where kept.file.mark == JournalName(files[place].name)?.mark {
      untold[kept.writer] = max(untold[kept.writer] ?? 0, kept.entry.s)
    }
  }

  /// Compares with how far the writer's ledger knew its files; answers those that were rolled back
  /// and must not grow. Their numbers are not given again: the hole stays to be seen, and the files
  /// fit when they come back from a backup.
  mutating func compare(with known: LedgerKnowledge, of writer: String) -> Set<FileID> {
    var most: [FileID: Int64] = [:]
    for head in known.heads { most[head.file] = max(most[head.file] ?? 0, head.count) }
    for file in files {
      guard let header = file.report.header else { continue }
      if header.writer != writer { most[header.file] = nil }
    }
    let here = Dictionary(reaches.map { ($0.file, $0.count) }, uniquingKeysWith: max)
    // Behind damage nobody can say how many lines there are; that is a loss with a name of its own.
    let damaged = files.filter { !$0.report.isAppendable }.compactMap { file in
      (file.report.header ?? file.report.mended)?.file
    }
    let behind = most.filter { $0.value > here[$0.key] ?? 0 && !damaged.contains($0.key) }
    floor = lastNumber(of: writer) + damagedLines(of: writer)
    guard !behind.isEmpty else { return [] }
    missingLines = behind.reduce(0) { $0 + $1.value - (here[$1.key] ?? 0) }
    // No file has more entries than lines behind its header, and some are none or copies.
    let lines = most.reduce(0) { $0 + max($1.value, here[$1.key] ?? 0) - 1 }
    floor = max(floor, known.last ?? lines)
    return Set(behind.keys)
  }

  /// Lines at the end of the writer's files that are whole and damaged. Once another file goes on
  /// after one of them, the hole in the numbers is made.
  private func damagedLines(of writer: String) -> Int64 {
    let continued = Set(files.compactMap { $0.report.header?.continues?.file.mark })
    return files.reduce(0) { sum, file in
      guard file.report.damagedTail > 0,
        let mark = file.report.header?.file.mark ?? JournalName(file.name)?.mark,
        !continued.contains(mark)
      else { return sum }
      // Nothing says that it goes on after a file whose first line is lost: then it has the newest
      // entry until something else is written.
      let last = entries.last { $0.writer == writer }
      guard file.report.header.map({ $0.writer == writer }) ?? (last?.file.mark == mark) else {
        return sum
      }
      return sum + Int64(file.report.damagedTail)
    }
  }

  /// The fingerprint of the last sealed record, if any; of its copies that in the file which goes
  /// on after the other's, for that was said to be kept.
  package var fingerprint: Fingerprint? {
    guard let last = entries.last(where: { $0.entry.kind == "sealed" }) else { return nil }
    let same = [last] + copies.filter { $0.entry.id == last.entry.id }
    let left = Set(same.map(\.file))
    let continuing = files.compactMap(\.report.header).first { header in
      header.continues.map { left.contains($0.file) } ?? false && left.contains(header.file)
    }
    let kept = continuing.flatMap { header in same.first { $0.file == header.file } }
    return Fingerprint((kept ?? last).hash)
  }

  /// Brings all that was found into the one order.
  mutating func fold(_ found: consuming [KeptEntry]) {
    let fold = Fold(found)
    (entries, copies, losses) = (fold.entries, fold.copies, fold.losses)
  }

  /// Lines of which `isWanted` is true, copies too.
  func lines(where isWanted: (KeptEntry) -> Bool) -> [KeptEntry] {
    entries.filter(isWanted) + copies.filter(isWanted)
  }

  /// How far each file of the session goes. A last line of which only the line feed is damaged
  /// counts.
  var reaches: [FileHead] { reaches(of: files) }

  fileprivate func reaches(of files: [JournalFile]) -> [FileHead] {
    files.compactMap { file in
      let report = file.report
      guard let header = report.header, header.owner == id else { return nil }
      if report.state == .damagedEnd,
        let last = lines(where: { $0.n == report.count && $0.file == header.file }).first
      {
        return FileHead(file: header.file, count: report.count + 1, head: last.hash)
      }
      return FileHead(file: header.file, count: report.count, head: report.head)
    }
  }
}

extension SessionReading {
  /// How far each file of this session goes; a copy under another name is the same file.
  var heads: [FileHead] {
    var seen = Set<FileID>()
    return reaches(of: files.sorted { $0.isNamedByHeader && !$1.isNamedByHeader })
      .filter { seen.insert($0.file).inserted }
  }
}

/// An entry of a writer that was numbered and is not there, or a number given twice.
package enum NumberLoss: Equatable, Sendable {
  case hole(writer: String, from: Int64, through: Int64)
  case doubled(writer: String, s: Int64)
  /// Copies of one entry that say different things.
  case altered(writer: String, s: Int64)

  /// True where two entries contradict each other, whatever else is missing.
  var isContradiction: Bool { if case .hole = self { false } else { true } }
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
