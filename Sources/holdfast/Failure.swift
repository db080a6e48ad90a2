import Glibc
import SessionJournal

/// Why the program ends without having done what was asked, in words and as an exit code.
struct Failure: Error {
  var words: String
  /// As journal.md lists them: 2 corrupt, 3 newer, 4 cannot decrypt, 5 in use, 6 storage, 64 usage;
  /// and 65 for a file of the clinic's at fault.
  var code: Int32

  init(_ words: String, code: Int32) {
    self.words = words
    self.code = code
  }

  init(_ fault: JournalFault) {
    self.init(fault.words, code: fault.exitCode.rawValue)
  }

  static let usage: Int32 = 64
  static let faultyFile: Int32 = 65
  static let storage: Int32 = 6
}

/// Runs what may fail in the journal; its fault in words and as an exit code.
func failing<Value>(_ body: () throws(JournalFault) -> Value) throws(Failure) -> Value {
  do throws(JournalFault) {
    return try body()
  } catch {
    throw Failure(error)
  }
}

/// Writes to standard error, whole, without buffering.
func complain(_ words: String) {
  write("\(words)\n", to: STDERR_FILENO)
}

/// Writes to standard output, whole; false where the reader has gone or the disk is full.
@discardableResult
func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
  let bytes = Array(text.utf8)
  var sent = 0
  while sent < bytes.count {
    let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      guard errno == EINTR else { return false }
    } else {
      sent += count
    }
  }
  return true
}
