/// What home needs of a session: its first entry and its last, of two short reads a file.
package struct SessionGlance: Equatable, Sendable {
  package let id: String
  package let began: JournalEntry?
  /// The newest `runEnded` or `sealed` where it is the last line of its file; nil where the session
  /// did not end so: then it is running or was interrupted.
  package let ended: JournalEntry?
  /// True where nothing in its folder was ever kept.
  package let isEmpty: Bool
  /// Names in its folder that are none of the journal's.
  package var ignored: [String] = []
  /// Names of files of which nothing tells whose they are: not looked at, for their text may be
  /// another client's.
  package var untold: [String] = []
}

extension Vault {
  /// Reads the ends of the session's record files. Checks no chain: opening does. Fails where no
  /// beginning is found and a file cannot be read.
  package func glance(_ id: String) throws(JournalFault) -> SessionGlance {
    let path = "\(path)/sessions/\(id)"
    let folder = try openSession(id, path: path)
    defer { storage.close(folder) }
    let all: [String]
    do throws(StorageFault) {
      all = try storage.list(folder)
    } catch {
      throw .storage(path: path, error)
    }
    let names = all.filter { JournalName($0)?.lane == .record }
    var began: JournalEntry?
    var last: JournalEntry?
    var refused: JournalFault?
    var untold: [String] = []
    for name in names {
      do throws(JournalFault) {
        guard let ends = try ends(of: name, of: id, in: folder, path: "\(path)/\(name)") else {
          untold.append(name)
          continue
        }
        for entry in ends {
          if entry.kind == "began" { began = entry }
          if entry.at >= last?.at ?? 0 { last = entry }
        }
      } catch {
        refused = refused ?? error
      }
    }
    if began == nil, let refused { throw refused }
    // What the end of a damaged file says of another client is not this session's.
    let client = last?["list"]?["client"]
    let isOwn = began?["client"] == nil || client == began?["client"]
    let isEnd = isOwn && (last?.kind == "runEnded" || last?.kind == "sealed")
    return SessionGlance(
      id: id, began: began, ended: isEnd ? last : nil, isEmpty: last == nil && untold.isEmpty,
      ignored: all.filter(SessionReader.isIgnored).sorted(), untold: untold.sorted())
  }

  /// The second line and the last, none where the first names another session: a file that somebody
  /// copied here tells of another client. Nil where nothing tells of which it does.
  private func ends(
    of name: String, of session: String, in folder: Descriptor, path: String
  ) throws(JournalFault) -> [JournalEntry]? {
    let (file, status) = try Folders(storage: storage).openFile(
      name, in: folder, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      return try ends(of: file, of: session, size: status.size)
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func ends(
    of file: Descriptor, of session: String, size: Int
  ) throws(StorageFault) -> [JournalEntry]? {
    let reach = 16 * 1024
    var first = [UInt8](repeating: 0, count: min(size, reach))
    let start = max(0, size - reach)
    var last = [UInt8](repeating: 0, count: size - start)
    try fill(&first, from: file, at: 0)
    let belonging = first.withUnsafeBytes { Belonging(to: session, first: $0) }
    if case .other? = belonging { return [] }
    if start > 0 {
      try fill(&last, from: file, at: start)
    } else {
      last = first
    }
    var lines = [Self.second(first)]
    let whole = last.last == 0x0A ? last.dropLast() : last[...]
    lines.append((whole.lastIndex(of: 0x0A).map { whole[($0 + 1)...] }) ?? whole)
    let found: [JournalEntry] = lines.compactMap { line in
      Array(line).withUnsafeBytes { raw in
        guard
          case .entry(let entry)? = try? LineReading.read(
            raw, n: LineReading.number(of: raw), lane: .record)
        else { return nil }
        return entry
      }
    }
    let isTold = belonging != nil || found.isEmpty || isOwn(first, of: session)
    return isTold ? found : nil
  }

  /// The second line of a file's first bytes. Damage to the first may have made a line feed, or
  /// taken the one between them; no text can hold the beginning of a line.
  private static func second(_ first: [UInt8]) -> ArraySlice<UInt8> {
    let mark = first.dropFirst().firstRange(of: Array("{\"n\":1,\"kind\":".utf8))?.lowerBound
    let start = mark ?? first.firstIndex(of: 0x0A).map { $0 + 1 } ?? first.endIndex
    return first[start...].prefix { $0 != 0x0A }
  }

  /// True where a ledger says it of the file that these first bytes name.
  private func isOwn(_ first: [UInt8], of session: String) -> Bool {
    let file = first.withUnsafeBytes { FileScan.looseFile(in: $0) }
    return file.map { ledger.sessions(naming: $0) == [session] } ?? false
  }

  private func fill(
    _ bytes: inout [UInt8], from file: Descriptor, at offset: Int
  ) throws(StorageFault) {
    let answer = bytes.withUnsafeMutableBytes { raw -> Result<Int, StorageFault> in
      do throws(StorageFault) {
        return .success(try storage.read(raw, from: file, at: offset))
      } catch {
        return .failure(error)
      }
    }
    _ = try answer.get()
  }
}
