import Crypto
import Glibc

/// One installation's list of sessions begun, left, closed and sealed: in clear, no content.
struct Ledger: Sendable {
  let storage: any Storage
  let machine: Machine
  let vault: String
  let home: Descriptor
  /// The vault's path, for messages.
  let path: String
  private let left = LedgerEnds()

  init(
    storage: any Storage, machine: Machine, vault: String, home: Descriptor, path: String
  ) {
    self.storage = storage
    self.machine = machine
    self.vault = vault
    self.home = home
    self.path = path
  }

  static func name(_ writer: String) -> String { "ledger-\(writer).jsonl" }

  /// The writer in a ledger's file name.
  static func writer(ofName name: String) -> String? {
    guard name.hasPrefix("ledger-"), name.hasSuffix(".jsonl"), name.utf8.count == 21 else {
      return nil
    }
    let writer = name.dropFirst(7).dropLast(6)
    return Base64url.isPlain(writer.utf8) ? String(writer) : nil
  }

  /// What tells this machine's ledger from another's.
  var machineMark: String {
    var sha = SHA256()
    sha.update(data: Array("holdfast/1 machine\0".utf8))
    sha.update(data: Base64url.decode(vault) ?? [])
    sha.update(data: machine.name)
    return Base64url.encode(sha.finalize())
  }

  /// This installation's name: that of its ledger, which is made when there is none.
  func findWriter(isReadOnly: Bool) throws(JournalFault) -> String {
    let mark = machineMark
    for name in try names() {
      if let header = header(of: name), isOwn(header, mark) { return header.writer }
    }
    if isReadOnly { return "" }
    let writer = Base64url.encode(machine.random(6))
    try create(Self.name(writer), of: writer, after: nil)
    return writer
  }

  /// The first line of a ledger, where it verifies.
  private func header(of name: String) -> Header? {
    guard let bytes = try? read(name, most: Self.reach) else { return nil }
    let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    return bytes[..<end].withUnsafeBytes { FileScan.read($0) { _ in } }.header
  }

  private func isOwn(_ header: Header, _ mark: String) -> Bool {
    header.owner == vault && header.lane == .ledger
      && header.others.first { $0.name == "machine" }?.value.text == mark
  }

  func names() throws(JournalFault) -> [String] {
    do throws(StorageFault) {
      return try storage.list(home).filter { Self.writer(ofName: $0) != nil }.sorted()
    } catch {
      throw .storage(path: path, error)
    }
  }

  /// Longer than any two lines of a ledger, bytes: a session has two files of its own, and few of
  /// other installations.
  private static let reach = 16 * 1024

  /// The ledger's bytes, or so many of its first.
  func read(_ name: String, most: Int = .max) throws(JournalFault) -> [UInt8] {
    let path = "\(path)/\(name)"
    let (file, status) = try Folders(storage: storage).openFile(
      name, in: home, for: .read, path: path)
    defer { storage.close(file) }
    do throws(StorageFault) {
      return try storage.readWhole(file, size: min(status.size, most))
    } catch {
      throw .storage(path: path, error)
    }
  }

  private func create(
    _ name: String, of writer: String, after line: Continuation?
  ) throws(JournalFault) {
    let id = machine.fileID()
    let header = Header(
      format: 1, owner: vault, file: id, lane: .ledger, writer: writer,
      protection: .text("none"), continues: line, crit: [],
      others: [JSONField("machine", .text(machineMark))])
    guard let body = try? LineBody.header(header) else {
      throw .vaultFileDamaged(path: "\(path)/\(VaultFile.name)")
    }
    do throws(StorageFault) {
      let file = try storage.open(name, in: home, for: .create)
      defer { storage.close(file) }
      try storage.writeWhole(Chain.sealed(body: body, file: id, before: .zero).line, to: file)
      try storage.syncWhole(file)
      try storage.syncWhole(home)
    } catch {
      throw .storage(path: "\(path)/\(name)", error)
    }
  }

  /// Appends one line under the ledger's lock; EWOULDBLOCK where another process holds it. Where
  /// no ledger of this installation may grow any more, another file goes on after the last of them;
  /// where none is left, another is begun.
  func append(_ line: LedgerLine, as writer: String) throws(JournalFault) {
    var damaged: Continuation?
    for name in try ends(of: writer) {
      guard let found = try append(line, to: name) else { return }
      damaged = found
    }
    // Never the first one's name: that may come back from a backup.
    let name = Self.name(Base64url.encode(machine.random(6)))
    try create(name, of: writer, after: damaged)
    if try append(line, to: name) != nil {
      throw .storage(path: "\(path)/\(name)", StorageFault(.read, EBADMSG))
    }
  }

  /// This installation's ledgers that no other goes on after. The first may be gone or unreadable
  /// while those behind it are here, and two processes at once may have made one each.
  private func ends(of writer: String) throws(JournalFault) -> [String] {
    let mark = machineMark
    let own = try names().compactMap { name in
      header(of: name).flatMap { header in
        isOwn(header, mark) && header.writer == writer ? (name: name, header: header) : nil
      }
    }
    let continued = Set(own.compactMap { $0.header.continues?.file })
    return own.filter { !continued.contains($0.header.file) }.map(\.name)
  }

  /// Answers its last good line where the ledger must not grow any more.
  private func append(_ line: LedgerLine, to name: String) throws(JournalFault) -> Continuation? {
    let path = "\(path)/\(name)"
    let (descriptor, _) = try Folders(storage: storage).openFile(
      name, in: home, for: .append, path: path)
    defer { storage.closeLocked(descriptor) }
    do throws(StorageFault) {
      try storage.lock(descriptor)
      let status = try storage.status(of: descriptor)
      var end: LedgerEnd
      var appended: [UInt8] = []
      if let known = left.end(of: name, as: status) {
        end = known
      } else {
        let bytes = try storage.readWhole(descriptor, size: status.size)
        let report = bytes.withUnsafeBytes { FileScan.read($0) { _ in } }
        guard let id = report.header?.file else { throw StorageFault(.read, EBADMSG) }
        guard report.isAppendable else {
          return Continuation(file: id, n: report.count - 1, hash: report.head)
        }
        end = LedgerEnd(file: id, count: report.count, head: report.head)
        appended = try repair(bytes, report, &end)
      }
      appended += try sealed(line, behind: &end)
      try storage.writeWhole(appended, to: descriptor)
      try storage.sync(descriptor)
      left.note(name, try storage.status(of: descriptor), end)
      return nil
    } catch {
      throw .storage(path: path, error)
    }
  }

  /// What has to stand behind these bytes before a line can: the repair of a torn end.
  private func repair(
    _ bytes: [UInt8], _ report: FileReport, _ end: inout LedgerEnd
  ) throws(StorageFault) -> [UInt8] {
    switch report.state {
    case .missingLineFeed: return [0x0A]
    case .torn(let length):
      let damaged = Array(bytes[report.goodEnd...])
      let found = Recovered(
        at: machine.wall(), up: machine.up(), offset: Int64(report.goodEnd),
        length: Int64(length), digest: damaged.withUnsafeBytes { digest($0) })
      return [0x0A]
        + (try sealed(&end) { (count) throws(LineRefusal) in
          try LineBody.recovered(found, n: count)
        })
    default: return []
    }
  }

  private func sealed(
    _ line: LedgerLine, behind end: inout LedgerEnd
  ) throws(StorageFault) -> [UInt8] {
    try sealed(&end) { (count) throws(LineRefusal) in try LineBody.ledger(line, n: count) }
  }

  private func sealed(
    _ end: inout LedgerEnd, _ body: (Int64) throws(LineRefusal) -> [UInt8]
  ) throws(StorageFault) -> [UInt8] {
    do throws(LineRefusal) {
      let (line, hash) = Chain.sealed(body: try body(end.count), file: end.file, before: end.head)
      end.count += 1
      end.head = hash
      return line
    } catch {
      throw StorageFault(.write, EINVAL)
    }
  }
}

extension Ledger {
  /// No file has so many lines; a ledger that names more was not written by this program.
  private static let mostLines: Int64 = 1 << 32

  /// What this installation noted of a session, for going on behind it. Only lines that verify
  /// count: numbers are given by what they say. A ledger that cannot be read knows nothing.
  func knowledge(of session: String, as writer: String) -> LedgerKnowledge {
    var lines: [LedgerLine] = []
    for name in (try? names()) ?? [] {
      guard let bytes = try? read(name) else { continue }
      var noted: [LedgerLine] = []
      let report = bytes.withUnsafeBytes { raw in
        FileScan.read(raw) { line in
          guard case .ledger(let found) = line.content, found.session == session else { return }
          noted.append(found)
        }
      }
      if report.header?.writer == writer { lines += noted }
    }
    let numbers = lines.compactMap(\.last)
    return LedgerKnowledge(
      heads: lines.flatMap(\.files).filter { $0.count <= Self.mostLines },
      last: numbers.count == lines.count ? numbers.max().map { min($0, Self.mostLines) } : nil)
  }
}

extension Ledger {
  /// The sessions of which a ledger of this vault says that the file is theirs; only lines that
  /// verify count.
  func sessions(naming file: FileID) -> Set<String> {
    var found: Set<String> = []
    for name in (try? names()) ?? [] {
      guard let bytes = try? read(name) else { continue }
      _ = bytes.withUnsafeBytes { raw in
        FileScan.read(raw) { line in
          guard case .ledger(let noted) = line.content,
            noted.files.contains(where: { $0.file == file })
          else { return }
          found.insert(noted.session)
        }
      }
    }
    return found
  }
}

/// How far an installation's ledgers knew a session's files.
struct LedgerKnowledge: Sendable {
  var heads: [FileHead] = []
  /// The last number that was given; nil where a line does not say so.
  var last: Int64?
}

extension LedgerLine.Kind {
  fileprivate var rank: Int {
    switch self {
    case .begun: 0
    case .left: 1
    case .closed: 2
    case .sealed: 3
    }
  }
}

extension Ledger {
  /// A session as the ledgers of this vault know it.
  struct Session: Equatable, Sendable {
    let id: String
    /// Milliseconds since 1970 UTC of its first line, and of its last.
    var began: Int64
    var last: Int64
    var state: LedgerLine.Kind
  }

  /// Every session of every ledger, the newest first. Trusts the form of lines and not yet their
  /// hashes: this only orders a list, `verify` checks the chain.
  func sessions() throws(JournalFault) -> [Session] {
    var found: [String: Session] = [:]
    for name in try names() {
      guard let bytes = try? read(name) else { continue }
      bytes.withUnsafeBytes { Self.gather($0, into: &found) }
    }
    return found.values.sorted { ($0.began, $0.id) > ($1.began, $1.id) }
  }

  /// Lines have a fixed beginning: `{"n":3,"kind":"left","session":"…22…","at":"…24…"`.
  private static func gather(
    _ bytes: UnsafeRawBufferPointer, into found: inout [String: Session]
  ) {
    var start = 0
    while start < bytes.count {
      let line = UnsafeRawBufferPointer(rebasing: bytes[start...])
      let count = line.baseAddress.flatMap { base in
        memchr(base, 0x0A, line.count).map { UnsafeRawPointer($0) - base }
      }
      guard let count else { return }
      if let (kind, session, at) = beginning(UnsafeRawBufferPointer(rebasing: line[..<count])) {
        if var known = found[session] {
          known.began = min(known.began, at)
          known.last = max(known.last, at)
          // A run left after closing does not open the session again.
          if kind.rank > known.state.rank { known.state = kind }
          found[session] = known
        } else {
          found[session] = Session(id: session, began: at, last: at, state: kind)
        }
      }
      start += count + 1
    }
  }

  private static func beginning(
    _ line: UnsafeRawBufferPointer
  ) -> (LedgerLine.Kind, session: String, at: Int64)? {
    let parts = line.prefix(120).split(separator: 0x22, maxSplits: 14)
    // {" n ":3," kind ":" left "," session ":" … "," at ":" … "
    guard parts.count > 11 else { return nil }
    func text(_ part: Int) -> String { String(decoding: parts[part], as: UTF8.self) }
    guard let kind = LedgerLine.Kind(rawValue: text(5)), text(7) == "session",
      parts[9].count == 22,
      let at = DateText.read(UnsafeRawBufferPointer(rebasing: parts[13]))
    else { return nil }
    return (kind, text(9), at)
  }
}
