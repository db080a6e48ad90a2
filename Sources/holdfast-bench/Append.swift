import ArgumentParser
import Glibc
import Protocols
import SessionJournal
import SessionModel

/// From Enter to the acknowledgement.
struct Append: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time from handing an entry over until it is kept, beside a bare write + fdatasync.")

  @Option(help: "Entries measured at each length of the session.")
  var samples = 500

  @Option(help: "Entries already in the longer session.")
  var prefill = 10_000

  @Option(help: "A folder on the disk to measure; the temporary folder without it.")
  var folder: String?

  func validate() throws {
    guard samples > 0, prefill > 0 else { throw ValidationError("Give counts above 0.") }
  }

  func run() throws {
    umask(0o077)
    let scratch = try ScratchFolder(in: folder)
    var table = Table(
      "append, ms", "journal p50", "p99", "bare p50", "p99", "p50 / bare", "p99 / bare")
    for count in [1, prefill] {
      let home = "\(scratch.path)/vault-\(count)"
      let made = try Vault.create(
        at: home, author: "BM", storage: UnsyncedStorage(), consent: [.memory, .network])
      let id = try SessionMaking(vault: made, count: count, seed: 1).make()
      sync()
      let vault = try Vault.open(at: home, consent: [.memory, .network])
      var run = try AppendRun(vault: vault, session: id, bare: "\(scratch.path)/bare-\(count)")
      for place in 0..<samples { try run.one(place) }
      run.finish()
      table.add(
        "after \(count)", decimal(run.journal.median.milliseconds, 3),
        decimal(run.journal.percentile(99).milliseconds, 3),
        decimal(run.bare.median.milliseconds, 3),
        decimal(run.bare.percentile(99).milliseconds, 3),
        decimal(run.journal.median / run.bare.median, 2),
        decimal(run.journal.percentile(99) / run.bare.percentile(99), 2))
    }
    table.show()
    print("\(samples) entries each, one kept, then the same bytes written bare, in turn")
  }
}

/// One session being appended to, and a bare copy of its file that gets the same bytes.
private struct AppendRun {
  private(set) var journal = Samples()
  private(set) var bare = Samples()
  private let open: Journal
  private var recorder: Recorder
  private let kept: Int32
  private let copy: Int32
  private var size: Int

  init(vault: Vault, session: String, bare path: String) throws {
    let (journal, reading) = try vault.resumeSession(session)
    open = journal
    let folder = "\(vault.path)/sessions/\(session)"
    kept = try Self.recordFile(in: folder)
    copy = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw BenchFailure("making \(path)") }
    var folded = Session(id: session, rules: .none)
    for record in reading.records { folded.apply(record) }
    recorder = Recorder(session: folded, writer: vault.writer, author: "BM")
    size = 0
    let run = recorder.beginRun(
      boot: try SessionMaking.boot(), version: "0", at: SessionMaking.now(),
      ids: SessionMaking.id)
    for record in run { journal.append(record) }
    guard journal.flush(milliseconds: 10_000) == 0 else {
      throw BenchFailure("the session could not be begun")
    }
    size = try fileSize()
    try copyWhole()
  }

  /// The bare file begins as the same file: what it costs to add to a long one is the disk's.
  private func copyWhole() throws {
    var bytes = [UInt8](repeating: 0, count: size)
    guard pread(kept, &bytes, size, 0) == size, write(copy, bytes, size) == size,
      fsync(copy) == 0
    else { throw BenchFailure("copying the session") }
  }

  private static func recordFile(in folder: String) throws -> Int32 {
    for name in names(in: folder) where name.hasPrefix("record-") {
      let file = Glibc.open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
      if file >= 0 { return file }
    }
    throw BenchFailure("the session has no record file in \(folder)")
  }

  private func fileSize() throws -> Int {
    var status = stat()
    guard fstat(kept, &status) == 0 else { throw BenchFailure("looking at the journal's file") }
    return Int(status.st_size)
  }

  mutating func one(_ place: Int) throws {
    let note = Note(kind: .observed, text: "left hand opens, then rests, as before, \(place)")
    let request = Request(.record(.noted(note)), id: SessionMaking.id())
    let result = recorder.record(request, at: SessionMaking.now(), ids: SessionMaking.id)
    guard case .success(let records) = result, let last = records.last else {
      throw BenchFailure("an entry was refused")
    }
    let handed = ContinuousClock.now
    for record in records { open.append(record) }
    while open.keeping.upTo < last.s {
      var poller = pollfd(fd: open.wake, events: Int16(POLLIN), revents: 0)
      guard poll(&poller, 1, 10_000) > 0 else {
        throw BenchFailure("an entry was not kept in 10 s")
      }
      open.acknowledgeWake()
    }
    journal.add(ContinuousClock.now - handed)
    try writeBare()
  }

  /// The bytes that the journal's file has gained, written and synced with nothing around it.
  private mutating func writeBare() throws {
    let now = try fileSize()
    var bytes = [UInt8](repeating: 0, count: now - size)
    guard pread(kept, &bytes, bytes.count, size) == bytes.count else {
      throw BenchFailure("reading the entry back")
    }
    size = now
    let began = ContinuousClock.now
    guard write(copy, bytes, bytes.count) == bytes.count, fdatasync(copy) == 0 else {
      throw BenchFailure("the bare write")
    }
    bare.add(ContinuousClock.now - began)
  }

  func finish() {
    _ = open.close(milliseconds: 10_000)
    close(kept)
    close(copy)
  }
}
