import Glibc
import Protocols
import SessionJournal
import SessionModel

/// Writes an invented session into a vault, as the program itself would write it.
struct SessionMaking {
  let vault: Vault
  let count: Int
  let seed: UInt64
  var began = SessionMaking.began
  var beginning = Beginning.earlierToday
  var isClosed = false

  /// Where in time the session lies.
  enum Beginning {
    /// As long as a real session, unless the machine has not been up so long: entries of one boot
    /// must lie within it. It ends now.
    case earlierToday
    /// On some day, in a boot that is over.
    case at(Now, boot: String)
  }

  /// Entries handed over before the disk is waited for.
  private static let batch = 512
  /// Milliseconds that a session takes.
  static let length: Int64 = 3 * 3_600_000

  /// Makes the session and ends its run; its id.
  func make() throws -> String {
    let journal = try vault.createSession()
    var recorder = Recorder(
      session: Session(id: journal.session, rules: Self.rules), writer: vault.writer, author: "BM")
    let (first, length, boot) = try place()
    journal.append(recorder.begin(began, id: Self.id(), at: first))
    journal.append(recorder.keep(Self.day, id: Self.id(), at: first))
    for record in recorder.beginRun(boot: boot, version: "0", at: first, ids: Self.id) {
      journal.append(record)
    }
    try write(to: journal, with: &recorder, from: first, length: length)
    let last = first.advanced(by: length)
    if isClosed {
      try record(.closed(with: "companion"), at: last, with: &recorder, to: journal)
    }
    journal.append(recorder.endRun(id: Self.id(), at: last))
    let lost = journal.close(milliseconds: 60_000)
    guard lost == 0 else { throw BenchFailure("\(lost) entries of the session were not kept") }
    return journal.session
  }

  private func place() throws -> (first: Now, length: Int64, boot: String) {
    switch beginning {
    case .earlierToday:
      let length = min(Self.length, Machine.real.up() / 2)
      return (Self.now().advanced(by: -length), length, try Self.boot())
    case .at(let now, let boot): return (now, Self.length, boot)
    }
  }

  private func write(
    to journal: Journal, with recorder: inout Recorder, from first: Now, length: Int64
  ) throws {
    var script = SessionScript(count: count, vocabulary: Self.rules.vocabulary, seed: seed)
    for place in 0..<count {
      let now = first.advanced(by: length * Int64(place + 1) / Int64(count + 1))
      try record(script.event(at: place), at: now, with: &recorder, to: journal)
      if place % Self.batch == Self.batch - 1, journal.flush(milliseconds: 60_000) > 0 {
        throw BenchFailure("the disk took nothing for a minute, at entry \(place)")
      }
    }
  }

  private func record(
    _ event: Event, at now: Now, with recorder: inout Recorder, to journal: Journal
  ) throws {
    switch recorder.record(Request(.record(event), id: Self.id()), at: now, ids: Self.id) {
    case .success(let records): for record in records { journal.append(record) }
    case .failure(let refusal):
      throw BenchFailure("an entry of the session was refused: \(refusal)")
    }
  }

  private static let library = ProtocolLibrary()
  private static let rules = library.rules(protocolName: "im")
  private static let day = RulesOfDay(of: library.filesInForce(protocolName: "im"))

  static let began = Began(
    client: "HF-0001", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: day.hash,
    author: "BM", isSample: true)

  static func id() -> EntryID { EntryID(bytes: Machine.real.random(9)) }

  static func now() -> Now { Now(wall: Machine.real.wall(), up: Machine.real.up()) }

  static func boot() throws -> String {
    let path = "/proc/sys/kernel/random/boot_id"
    guard let text = SmallFile.text(path) else { throw BenchFailure("reading \(path)") }
    return String(text.prefix { $0 != "\n" })
  }
}
