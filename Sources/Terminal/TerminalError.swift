/// Why the program cannot show itself here.
package enum TerminalError: Error, Equatable, Sendable {
  case noTerminal
  case termUnset
  case termUnknown(String)
  case termPoor(String)
  case notUTF8(encoding: String)
  case noSignals

  /// What the program ends with: the same as for a wrong command line (sysexits, EX_USAGE).
  package static let exitCode: Int32 = 64
}

extension TerminalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noTerminal:
      "it needs a terminal for its keys and its screen, and standard input or output is none; "
        + "start it in a terminal window, without pipes (holdfast list and print work anywhere)."
    case .termUnset:
      "it cannot tell what terminal this is, because TERM is not set; "
        + "set it (often TERM=xterm-256color) and start again."
    case .termUnknown(let name):
      "it knows no terminal \"\(Self.plain(name))\", which is what TERM says; "
        + "set TERM to one that this machine describes (often xterm-256color) and start again."
    case .termPoor(let name):
      "it cannot place its cursor on a terminal \"\(Self.plain(name))\", which is what TERM "
        + "says; use a full-screen terminal (often TERM=xterm-256color) and start again."
    case .notUTF8(let encoding):
      "it keeps and shows its notes in UTF-8, and this shell is set to \(Self.plain(encoding)); "
        + "start it with LANG=C.UTF-8 (and without LC_ALL, or with LC_ALL=C.UTF-8)."
    case .noSignals:
      "it could not prepare for being stopped, because no file descriptor is free; "
        + "close other programs and start again."
    }
  }

  /// A name from the environment, fit for a message.
  private static func plain(_ name: String) -> String {
    String(
      name.unicodeScalars.prefix(40).map {
        $0.value > 0x20 && $0.value < 0x7F ? Character($0) : "?"
      })
  }
}
