/// What has been read of a session while the rest has not; every line of it is verified.
package struct ReadingSoFar {
  /// As they were met: the first of the session in its order as far as `ordered` tells.
  package private(set) var entries: [KeptEntry] = []
  /// So many of the entries are the first of the session, each in its place, whatever follows.
  package private(set) var ordered = 0
  /// Bytes that are verified, and bytes that there are.
  package private(set) var verified = 0
  package private(set) var size = 0
  package private(set) var isDamaged = false

  /// False from where nobody can say yet what comes next: behind damage, or where more than one
  /// writer wrote.
  private var isInOrder: Bool

  init(isInOrder: Bool) { self.isInOrder = isInOrder }

  /// How much is verified, of a hundred; less than that while anything is left.
  package var percent: Int { size > 0 ? min(99, verified * 100 / size) : 0 }

  mutating func take() -> [KeptEntry] {
    defer { entries = [] }
    return entries
  }

  /// Reads files to their ends, always that on which has the next number.
  mutating func take(
    _ files: [FileUnderway], of session: String, watching watch: (ReadingSoFar) -> Bool
  ) {
    let before = verified
    size += files.reduce(0) { $0 + $1.window.size }
    entries.reserveCapacity(entries.count + size / Gathering.shortEntry)
    while true {
      for file in files { file.refill() }
      isDamaged = isDamaged || files.contains(where: \.isDamaged)
      isInOrder = isInOrder && !isDamaged && isOfOneWriter(files, of: session)
      verified = before + files.reduce(0) { $0 + $1.report.goodEnd }
      let waiting = files.filter(\.hasNext)
      guard !waiting.isEmpty || files.contains(where: \.goesOn) else { return }
      if !waiting.isEmpty { take(waiting) }
      guard watch(self) else { return }
    }
  }

  /// A file that never held anything says nothing of its writer.
  private func isOfOneWriter(_ files: [FileUnderway], of session: String) -> Bool {
    var writer: String?
    for file in files where file.report.state != .headerTorn {
      guard let header = file.report.header, header.owner == session,
        header.writer == writer ?? header.writer
      else { return false }
      writer = header.writer
    }
    return true
  }

  /// Takes entries in the order of their numbers, as long as each file has one to compare.
  private mutating func take(_ files: [FileUnderway]) {
    while true {
      var next = files[0]
      for file in files.dropFirst() where file.nextNumber < next.nextNumber { next = file }
      let entry = next.takeNext()
      if isInOrder, ordered == entries.count, entry.entry.s == Int64(ordered + 1) { ordered += 1 }
      entries.append(entry)
      if !next.hasNext { return }
    }
  }

  /// Lets go of what a file said that turned out not to be the session's, or could not be read.
  mutating func drop(_ file: FileUnderway) {
    let origins = file.origins
    guard !origins.isEmpty else { return }
    entries.removeAll { entry in origins.contains { $0 === entry.origin } }
  }
}

/// A file of a session that is being read, a few lines at a time.
final class FileUnderway {
  let name: String
  let descriptor: Descriptor
  let window: FileWindow
  /// The session that the first bytes name, where that is another one.
  let stray: String?
  /// Of all entries that were taken.
  private(set) var origins: [KeptEntry.Origin] = []
  private let gathered = Gathering()
  private var scan: FileScan
  /// False at its end.
  private(set) var goesOn = true
  /// In what is gathered.
  private var next = 0

  /// Lines that are scanned at a time.
  private static let stretch = 64

  init(_ name: String, _ descriptor: Descriptor, _ window: FileWindow, stray: String?) {
    self.name = name
    self.descriptor = descriptor
    self.window = window
    self.stray = stray
    scan = SessionReader.scanning(
      window, lane: JournalName(name)?.lane ?? .record, into: gathered)
  }

  var report: FileReport { scan.report }

  var hasNext: Bool { next < gathered.entries.count }

  var nextNumber: Int64 { gathered.entries[next].entry.s }

  var isDamaged: Bool { scan.isDamaged || window.fault != nil }

  /// Scans on where nothing waits to be taken; where damage is met, it is to be said first.
  func refill() {
    guard !hasNext else { return }
    gathered.entries.removeAll(keepingCapacity: true)
    next = 0
    let wasBroken = scan.isBroken
    while goesOn, gathered.entries.isEmpty, scan.isBroken == wasBroken {
      goesOn = scan.goOn(lines: Self.stretch)
    }
  }

  func takeNext() -> KeptEntry {
    let entry = gathered.entries[next]
    next += 1
    if origins.last !== entry.origin { origins.append(entry.origin) }
    return entry
  }

  /// True where its header names this session; without one, where nothing says otherwise.
  func isOwn(of session: String) -> Bool {
    report.header.map { $0.owner == session }
      ?? (stray == nil && origins.allSatisfy { $0.file.mark == JournalName(name)?.mark })
  }
}
