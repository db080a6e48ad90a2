import Glibc
import Protocols
import SessionJournal
import SessionModel

/// Writes an invented session into a vault, as the program itself would write it.
struct SessionMaking {
  let vault: Vault
  let count: Int
  let seed: UInt64

  /// Entries handed over before the disk is waited for.
  private static let batch = 512
  /// A session is as long as a real one, unless the machine has not been up so long: entries of
  /// one boot must lie within it. Milliseconds.
  private static let longest: Int64 = 3 * 3_600_000

  /// Makes the session and leaves it open; its id.
  func make() throws -> String {
    let journal = try vault.createSession()
    let library = ProtocolLibrary()
    let rules = ClinicalRules(
      treatment: library.treatmentProtocol(named: "im"), vitals: library.vitals(),
      scales: library.scales())
    var recorder = Recorder(
      session: Session(id: journal.session, rules: rules), writer: vault.writer, author: "BM")
    let length = min(Self.longest, Machine.real.up() / 2)
    let began = Self.now().advanced(by: -length)
    journal.append(recorder.begin(Self.began, id: Self.id(), at: began))
    for record in recorder.beginRun(
      boot: try Self.boot(), version: "0", at: began, ids: Self.id)
    { journal.append(record) }
    try write(to: journal, with: &recorder, from: began, length: length)
    journal.append(recorder.endRun(id: Self.id(), at: Self.now()))
    let lost = journal.close(milliseconds: 60_000)
    guard lost == 0 else { throw BenchFailure("\(lost) entries of the session were not kept") }
    return journal.session
  }

  private func write(
    to journal: Journal, with recorder: inout Recorder, from began: Now, length: Int64
  ) throws {
    let vocabulary = ProtocolLibrary().vocabulary()
    var script = SessionScript(count: count, vocabulary: vocabulary, seed: seed)
    for place in 0..<count {
      let now = began.advanced(by: length * Int64(place + 1) / Int64(count + 1))
      let request = Request(.record(script.event(at: place)), id: Self.id())
      switch recorder.record(request, at: now, ids: Self.id) {
      case .success(let records): for record in records { journal.append(record) }
      case .failure(let refusal):
        throw BenchFailure("entry \(place) of the session was refused: \(refusal)")
      }
      if place % Self.batch == 0, journal.flush(milliseconds: 60_000) > 0 {
        throw BenchFailure("the disk took nothing for a minute, at entry \(place)")
      }
    }
  }

  static let began = Began(
    client: "HF-0001", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
    author: "BM", isSample: true)

  static func id() -> EntryID { EntryID(bytes: Machine.real.random(9)) }

  static func now() -> Now { Now(wall: Machine.real.wall(), up: Machine.real.up()) }

  static func boot() throws -> String {
    let path = "/proc/sys/kernel/random/boot_id"
    guard let text = readText(path) else { throw BenchFailure("reading \(path)") }
    return String(text.prefix { $0 != "\n" })
  }
}

/// A small file's text, or nil.
func readText(_ path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 8192)
  let count = read(file, &bytes, bytes.count)
  return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
}
