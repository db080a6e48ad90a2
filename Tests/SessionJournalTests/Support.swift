import Glibc
import SessionJournal
import SessionModel
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

/// How long a proof takes: the quick set, or with HOLDFAST_PROOF=long the whole of it.
enum Proof {
  static var isLong: Bool { environment("HOLDFAST_PROOF") == "long" }

  /// HOLDFAST_SEED=n replays one seed.
  static func seeds(quick: Int, long: Int) -> ClosedRange<Int> {
    if let seed = environment("HOLDFAST_SEED").flatMap({ Int($0) }) { return seed...seed }
    return 1...(isLong ? long : quick)
  }
}
