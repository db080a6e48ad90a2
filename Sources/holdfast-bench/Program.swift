import Glibc

/// A program to measure: what is started, and in which surroundings.
struct Program {
  let name: String
  let arguments: [String]
  let environment: [String: String]
  /// Shows nothing until something is typed.
  let isSilentAtFirst: Bool

  init(
    _ name: String, _ arguments: [String], _ environment: [String: String],
    isSilentAtFirst: Bool = false
  ) {
    self.isSilentAtFirst = isSilentAtFirst
    self.name = name
    self.arguments = arguments
    self.environment = environment
  }

  /// The surroundings that every program gets, so that none reads a person's settings.
  static func surroundings(
    folder: String, adding extra: [String: String] = [:]
  ) -> [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let plain = [
      "PATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
      "HOME": folder, "XDG_CONFIG_HOME": "\(folder)/config", "TMPDIR": folder,
    ]
    return plain.merging(extra) { $1 }
  }

  static func nano(_ folder: String) -> Program {
    Program("nano", ["nano", "-I", "\(folder)/nano.txt"], surroundings(folder: folder))
  }

  static func vim(_ folder: String) -> Program {
    Program("vim -u NONE", ["vim", "-u", "NONE"], surroundings(folder: folder))
  }

  /// As a person without settings starts it: it reads its own defaults first.
  static func vimWithDefaults(_ folder: String) -> Program {
    Program("vim", ["vim"], surroundings(folder: folder))
  }

  /// The terminal's own echo: what no program can beat.
  static func cat(_ folder: String) -> Program {
    Program("cat", ["cat"], surroundings(folder: folder), isSilentAtFirst: true)
  }
}

/// A folder for one run, removed with everything in it.
final class ScratchFolder {
  let path: String

  init(in folder: String? = nil) throws {
    let root = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/holdfast-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchFailure("making a folder in \(root)") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.erase(path) }

  private static func erase(_ path: String) {
    for name in names(in: path) { eraseEntry("\(path)/\(name)") }
    rmdir(path)
  }

  /// A link is removed, never followed.
  private static func eraseEntry(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR { erase(path) } else { unlink(path) }
  }
}

/// What a folder holds, in no order; nothing where it cannot be read.
func names(in path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) { names.append(entry.name) }
  return names.filter { $0 != "." && $0 != ".." }
}

extension UnsafeMutablePointer<dirent> {
  /// The name of a folder's entry.
  var name: String {
    withUnsafePointer(to: &pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
