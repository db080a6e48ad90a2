import Protocols
import SessionJournal

/// The clinic's own files, wherever they may stand: protocols and what belongs to them in a folder,
/// the vocabulary also above it.
struct ClinicFiles {
  private(set) var files: [OverrideFile] = []
  /// Files that are there and cannot be read, in words.
  private(set) var unreadable: [String] = []

  init(configuration: String) {
    take(in: "\(configuration)/protocols") { _ in true }
    take(in: configuration) { $0 == "vocabulary" }
  }

  private mutating func take(in folder: String, where isOurs: (Substring) -> Bool) {
    for name in SmallFile.names(in: folder).sorted() {
      guard let ending = [".json5", ".json"].first(where: name.hasSuffix),
        isOurs(name.dropLast(ending.count))
      else { continue }
      let path = "\(folder)/\(name)"
      if let bytes = SmallFile.bytes(path) {
        files.append(OverrideFile(name: name, path: path, bytes: bytes))
      } else {
        unreadable.append("\(path) cannot be read; check what may be read. The default is used.")
      }
    }
  }
}
