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

  /// Lets go of what a file said that turned out not to be the session's, that nothing tells to be
  /// it, or that could not be read whole; what that was.
  mutating func drop(_ file: FileUnderway) -> [KeptEntry] {
    let origins = file.origins
    guard !origins.isEmpty else { return [] }
    func isOfFile(_ entry: KeptEntry) -> Bool { origins.contains { $0 === entry.origin } }
    let dropped = entries.filter(isOfFile)
    entries.removeAll(where: isOfFile)
    return dropped
  }
}

/// A file of a session that is being read, a few lines at a time.
final class FileUnderway {
  let name: String
  let descriptor: Descriptor
  let window: FileWindow
  /// Whose the first bytes say that it is; nil where they do not.
  private let claim: Belonging?
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

  init(_ name: String, _ descriptor: Descriptor, _ window: FileWindow, claim: Belonging?) {
    self.name = name
    self.descriptor = descriptor
    self.window = window
    self.claim = claim
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
    if let mended = scan.report.mended { gathered.name(entriesFrom: 0, by: mended) }
  }

  func takeNext() -> KeptEntry {
    let entry = gathered.entries[next]
    next += 1
    if origins.last !== entry.origin { origins.append(entry.origin) }
    return entry
  }

  /// Whose the file is, and whether that is told of all its lines: behind a damaged first line may
  /// stand what is left of another file.
  func belonging(to session: String) -> (Belonging, isTold: Bool) {
    if let header = report.header ?? report.mended {
      return (header.owner == session ? .own : .other(session: header.owner), true)
    }
    guard let claim else { return (.own, false) }
    return (claim, origins.allSatisfy { $0.file.mark == JournalName(name)?.mark })
  }
}
