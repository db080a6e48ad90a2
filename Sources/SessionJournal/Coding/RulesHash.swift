import Crypto
import SessionModel

extension RulesOfDay {
  /// The files with their hash over all of them, in their order (FORMAT.md, "Rules").
  package init(of files: [File]) {
    var hash = SHA256()
    for file in files {
      hash.update(data: Array(file.name.utf8) + [0] + Array(file.text.utf8) + [0])
    }
    self.init(hash: Base64url.encode(Array(hash.finalize())), files: files)
  }
}
