import Glibc
import SessionJournal
import SessionModel
import Synchronization
import Testing

/// A folder that is gone when the test is.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/holdfast-test-XXXXXX\0".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/holdfast-test-none"
    chmod(path, 0o700)
  }

  deinit { run("chmod -R u+rwx '\(path)'; rm -rf '\(path)'") }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// Runs a shell command and returns its exit code.
@discardableResult
func run(_ command: String) -> Int32 {
  let status = system(command)
  return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  var bytes = [UInt8](repeating: 0, count: ftell(file))
  rewind(file)
  let count = fread(&bytes, 1, bytes.count, file)
  return Array(bytes.prefix(count))
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
  chmod(path, 0o600)
}

func names(in folder: String) -> [String] {
  guard let open = opendir(folder) else { return [] }
  defer { closedir(open) }
  var names: [String] = []
  while let entry = readdir(open) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// Clocks and randomness that give the same journal every time.
func steadyMachine(seed: UInt64 = 1, name: String = "test") -> Machine {
  let source = Counter(seed)
  return Machine(
    wall: { 1_795_430_000_000 + Int64(source.tick() & 0xFFFF) }, up: { 5_000_000 },
    random: { count in (0..<count).map { _ in source.byte() } }, name: Array(name.utf8))
}

/// SplitMix64.
final class Counter: Sendable {
  private let state: Mutex<UInt64>
  private let ticks = Mutex<UInt64>(0)

  init(_ seed: UInt64) { state = Mutex(seed) }

  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 24) }
  func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  func tick() -> UInt64 {
    ticks.withLock { ticks in
      ticks += 1
      return ticks
    }
  }
}

/// A record of note `s`.
func note(_ s: Int, _ text: String = "a note", lane: Lane = .record) -> Record {
  var id = [UInt8](repeating: 0, count: 9)
  id[0] = UInt8(s & 0xFF)
  id[1] = UInt8(s >> 8 & 0xFF)
  id[2] = UInt8(s >> 16 & 0xFF)
  id[3] = lane == .record ? 0 : 1
  return Record(
    id: EntryID(bytes: id), s: s, writer: "", at: 1_795_430_000_000 + Int64(s) * 1000,
    up: 5_000_000 + Int64(s) * 1000, lane: lane,
    event: .noted(Note(kind: lane == .record ? .observed : .words, text: text)))
}

func began() -> Event {
  .began(
    Began(
      client: "HF-0417", kind: .dosing, ordinal: 1, protocolName: "im", protocolHash: "",
      author: "MK"))
}

/// The vault of a test, on whatever file system /tmp is.
func makeVault(_ scratch: Scratch, machine: Machine = .real) throws -> Vault {
  try Vault.create(
    at: scratch.file("vault"), author: "MK", machine: machine, consent: [.memory, .network])
}

func reopen(_ scratch: Scratch) throws -> Vault {
  try Vault.open(at: scratch.file("vault"), consent: [.memory, .network])
}

func folder(of path: String) -> String {
  String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
}

/// True where the tool is there; else says that the test is skipped, and why. With
/// HOLDFAST_REQUIRE=all nothing may be skipped.
func have(_ tool: String, for purpose: String) -> Bool {
  if run("command -v \(tool) >/dev/null 2>&1") == 0 { return true }
  skip("\(tool) is not installed", purpose)
  return false
}

func skip(_ why: String, _ purpose: String) {
  if let required = getenv("HOLDFAST_REQUIRE"), String(cString: required) == "all" {
    Issue.record("\(purpose): \(why), and HOLDFAST_REQUIRE=all")
  }
  let line = Array("SKIPPED \(purpose): \(why)\n".utf8)
  _ = Glibc.write(2, line, line.count)
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
