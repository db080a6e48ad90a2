/// Reads a session's folder; takes no lock, writes nothing.
struct SessionReader {
  let storage: any Storage
  let folder: Descriptor
  let path: String
  let id: String

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
    while !journals.isEmpty {
      read(Array(journals.prefix(Self.mostOpen)), into: &reading, &soFar, watching: watch)
      journals = journals.dropFirst(Self.mostOpen)
    }
    reading.fold(soFar.take())
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

  /// Reads files beside each other, so that what they say comes in the order of the session.
  private func read(
    _ names: [String], into reading: inout SessionReading, _ soFar: inout ReadingSoFar,
    watching watch: (ReadingSoFar) -> Bool
  ) {
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
            name, file, window, stray: Self.otherSession(than: id, named: window.bytes)))
      } catch {
        reading.refused.append(.init(name: name, fault: error))
      }
    }
    soFar.take(files, of: id, watching: watch)
    for file in files {
      // Lines of another session, copied here or left in a reused block, are not this session's.
      let isOwn = file.isOwn(of: id)
      if !isOwn || file.window.fault != nil { soFar.drop(file) }
      if let fault = file.window.fault {
        let path = "\(path)/\(file.name)"
        reading.refused.append(.init(name: file.name, fault: .storage(path: path, fault)))
        continue
      }
      let report = file.report
      reading.files.append(
        JournalFile(
          name: file.name, report: report, stray: report.header == nil ? file.stray : nil))
    }
  }

  /// The session that a file's first bytes name, where that is not `id`. A few characters that
  /// differ are damage: two ids that were drawn at random differ in nearly all.
  static func otherSession(
    than id: String, named bytes: UnsafeRawBufferPointer
  ) -> String? {
    guard let name = FileScan.looseText("session", count: 22, in: bytes),
      zip(name.utf8, id.utf8).count(where: { $0 != $1 }) > mostDamaged
    else { return nil }
    return name
  }

  /// Characters of an id.
  private static let mostDamaged = 4

  /// Scans one file and gathers its entries.
  static func scan(
    _ window: FileWindow, lane: FileLane, into gathered: Gathering
  ) -> FileReport {
    gathered.expect(bytes: window.size)
    var scan = scanning(window, lane: lane, into: gathered)
    while scan.goOn(lines: .max) {}
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

  func expect(bytes: Int) {
    entries.reserveCapacity(entries.count + bytes / Self.shortEntry)
  }
}
