import Glibc
import Interaction
import Screen
import SessionModel

/// The overview page where it leaves the program: only ever where a person said.
extension Program {
  /// Columns of the page off the screen.
  private static let columns = 100

  var overviewText: String? {
    guard case .review(let review) = interface.place else { return nil }
    let overview = review.overview(at: clocks.now())
    return OverviewText.lines(overview, columns: Self.columns).map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// One page a session, as it is when it is asked for last.
  mutating func printOverview() {
    guard let page = overviewText, let id = session?.id else { return }
    printouts.removeAll { $0.session == id }
    printouts.append((id, page))
  }

  /// Writes the page to a new file, never over another.
  mutating func writeOverview(to path: String) {
    guard let text = overviewText else { return }
    let file = Self.expanded(path)
    switch writeNew(text, to: file) {
    case 0:
      say(
        "written to \(Self.whole(file)), readable by you alone: a copy outside the vault, to be "
          + "deleted once it is in the chart", refused: false)
    case EEXIST: say("that file is there already; nothing is written over: give another name")
    case ENOENT: say("there is no such folder: make it, or give another path")
    case let number:
      say("not written (\(String(cString: strerror(number)))): give another path")
    }
  }

  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// The path from the root, so that the file is found again.
  private static func whole(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// 0, or the number of the fault; half a page is taken away again.
  private func writeNew(_ text: String, to path: String) -> Int32 {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return errno }
    let isWritten = write(text, to: file) && fsync(file) == 0
    let number = errno
    let isClosed = close(file) == 0
    if isWritten, isClosed { return 0 }
    unlink(path)
    return isWritten ? EIO : number
  }
}
