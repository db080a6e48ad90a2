/// Reads a session's folder; takes no lock, writes nothing.
struct SessionReader {
  let storage: any Storage
  let folder: Descriptor
  let path: String
  let id: String
  /// Asked for a file of which nothing else tells whose it is.
  var ledger: Ledger?

  /// Files that are open at once; more are read one group after the other.
  private static let mostOpen = 64

  /// Reads all of it. `watch` sees again and again how far it has come; where it answers false the
  /// reading ends there, and what it answers is of no use.
  func read(
    watching watch: (ReadingSoFar) -> Bool = { _ in true }
  ) throws(JournalFault) -> SessionReading {
    var reading = SessionReading(id: id)
    let names: [String]
    do throws(StorageFault) {
      names = try storage.list(folder).sorted()
    } catch {
      throw .storage(path: path, error)
    }
    for name in names where JournalName(name) == nil {
      if name.hasPrefix(DraftFile.unreadName) {
        reading.draftsAside.append(name)
      } else if Self.isIgnored(name) {
        reading.ignored.append(name)
      }
    }
    var journals = names.filter { JournalName($0) != nil }[...]
    var soFar = ReadingSoFar(isInOrder: journals.count <= Self.mostOpen)
    var untold: [UntoldLines] = []
    while !journals.isEmpty {
      untold += read(Array(journals.prefix(Self.mostOpen)), into: &reading, &soFar, watching: watch)
      journals = journals.dropFirst(Self.mostOpen)
    }
    var entries = soFar.take()
    for lines in untold { settle(lines, into: &entries, of: &reading) }
    reading.fold(entries)
    if names.contains(DraftFile.name) {
      let kept = Set(reading.entries.map(\.entry.id))
      let found = DraftFile.read(storage, in: folder, path: path)
      reading.drafts = found.drafts.filter { !kept.contains($0.id) }
      reading.draftFault = found.fault
    }
    return reading
  }

  /// True of a name that no file of the journal has.
  static func isIgnored(_ name: String) -> Bool {
    JournalName(name) == nil && name != DraftFile.name && name != DraftFile.newName
      && !name.hasPrefix(DraftFile.unreadName)
  }

  /// Reads files beside each other, so that what they say comes in the order of the session. Lines
  /// of which their file does not say whose they are come back.
  private func read(
    _ names: [String], into reading: inout SessionReading, _ soFar: inout ReadingSoFar,
    watching watch: (ReadingSoFar) -> Bool
  ) -> [UntoldLines] {
    var files: [FileUnderway] = []
    defer { for file in files { storage.close(file.descriptor) } }
    for name in names {
      let path = "\(path)/\(name)"
      do throws(JournalFault) {
        let (file, status) = try Folders(storage: storage).openFile(
          name, in: folder, for: .read, path: path)
        let window = FileWindow(file, of: storage, size: status.size)
        files.append(
          FileUnderway(
            name, file, window, claim: Belonging(to: id, first: window.bytes)))
      } catch {
        reading.refused.append(.init(name: name, fault: error))
      }
    }
    soFar.take(files, of: id, watching: watch)
    var untold: [UntoldLines] = []
    for file in files {
      let (belonging, isTold) = file.belonging(to: id)
      var lines: [KeptEntry] = []
      if belonging != .own || !isTold || file.window.fault != nil { lines = soFar.drop(file) }
      if let fault = file.window.fault {
        let path = "\(path)/\(file.name)"
        reading.refused.append(.init(name: file.name, fault: .storage(path: path, fault)))
        continue
      }
      if belonging == .own, !isTold, !lines.isEmpty {
        untold.append(.init(place: reading.files.count, entries: lines))
      }
      var found = JournalFile(name: file.name, report: file.report)
      found.belonging = belonging
      reading.files.append(found)
    }
    return untold
  }

  /// Lines of which their file does not say whose they are: shown where the session's own lines
  /// or a ledger say that it is the session's.
  private func settle(
    _ lines: UntoldLines, into entries: inout [KeptEntry], of reading: inout SessionReading
  ) {
    let named = lines.entries.first.flatMap { ledger?.sessions(naming: $0.file) } ?? []
    if lines.isNamed(in: reading, by: entries) || named == [id] {
      entries += lines.entries
    } else if let other = named.first, named.count == 1 {
      reading.files[lines.place].belonging = .other(session: other)
    } else {
      reading.hide(lines.entries, of: lines.place)
    }
  }

  /// Scans one file and gathers its entries.
  static func scan(
    _ window: FileWindow, lane: FileLane, into gathered: Gathering
  ) -> FileReport {
    gathered.expect(bytes: window.size)
    let before = gathered.entries.count
    var scan = scanning(window, lane: lane, into: gathered)
    while scan.goOn(lines: .max) {}
    if let mended = scan.report.mended { gathered.name(entriesFrom: before, by: mended) }
    return scan.report
  }

  /// A scan that gathers entries as it goes on. Behind a damaged header the name tells the lane,
  /// and what can still be read of the header the writer.
  static func scanning(
    _ window: FileWindow, lane: FileLane, into gathered: Gathering
  ) -> FileScan {
    var origin = KeptEntry.Origin(
      writer: FileScan.looseText("writer", count: 8, in: window.bytes) ?? "unknown-", lane: lane,
      file: FileScan.looseText("file", count: 22, in: window.bytes).flatMap { FileID(text: $0) }
        ?? .none)
    return FileScan(window: window) { line in
      switch line.content {
      case .header(let header):
        origin = .init(writer: header.writer, lane: header.lane, file: header.file)
      case .entry(let entry):
        gathered.entries.append(
          KeptEntry(entry: entry, hash: line.hash, n: line.n, origin: origin))
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
  static let shortEntry = 192

  func take() -> [KeptEntry] {
    defer { entries = [] }
    return entries
  }

  /// Says whose entries are that were met behind a damaged first line, once it has been mended.
  func name(entriesFrom first: Int, by header: Header) {
    let origin = KeptEntry.Origin(
      writer: header.writer, lane: header.lane, file: header.file)
    for place in first..<entries.count { entries[place].origin = origin }
  }

  func expect(bytes: Int) {
    entries.reserveCapacity(entries.count + bytes / Self.shortEntry)
  }
}
