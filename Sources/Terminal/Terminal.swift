import CNcurses
import Interaction
import Screen
import Theme

/// The screen and the keyboard of one person, taken from the shell and given back.
///
/// There is one of them. It must live in a local variable: then it is given back on every way out
/// of the scope (`deinit`). At `exit` and in a crash it is given back as well.
package struct Terminal: ~Copyable {
  /// What came from outside the keyboard.
  package enum Signal: Equatable, CaseIterable, Sendable {
    /// SIGINT from another program (the key is `.control("c")`).
    case interrupt
    /// SIGTERM, SIGQUIT.
    case terminate
    /// SIGHUP, or the keyboard has ended.
    case hangUp
    /// SIGTSTP: call `suspend`.
    case stop
    /// SIGCONT after a stop that was not ours: call `resume`.
    case continued
    /// SIGWINCH: call `fitWindow`.
    case windowChanged
  }

  /// Readable when there are keys.
  package let inputDescriptor: Int32 = 0
  /// Readable when there are signals.
  package let signalDescriptor: Int32

  private var decoder = KeyDecoder()
  private var lastRead: ContinuousClock.Instant?
  private var ended = false
  private var painter: FramePainter

  /// Catches signals and crashes, then takes the terminal.
  ///
  /// - Parameters:
  ///   - theme: how the roles look.
  ///   - plain: draw without colours (`NO_COLOR`).
  package init(theme: Theme, plain: Bool) throws(TerminalError) {
    // A value that is half made cannot be given back, so everything that may fail comes first.
    signalDescriptor = try Self.take()
    painter = FramePainter(theme: theme, plain: plain)
    size = Self.measured()
  }

  private static func take() throws(TerminalError) -> Int32 {
    let encoding = String(cString: cn_encoding())
    guard encoding.uppercased() == "UTF-8" || encoding.uppercased() == "UTF8" else {
      throw .notUTF8(encoding: encoding)
    }
    let descriptor = cn_catch_signals()
    guard descriptor >= 0 else { throw .noSignals }
    let term = String(cString: cn_term())
    switch cn_start() {
    case CN_OK: break
    case CN_NO_TERMINAL: throw .noTerminal
    case CN_TERM_UNSET: throw .termUnset
    case CN_TERM_POOR: throw .termPoor(term)
    default: throw .termUnknown(term)
    }
    cn_catch_crashes()
    return descriptor
  }

  deinit { cn_stop() }

  /// Gives the terminal back now.
  package consuming func leave() {}

  /// The window's size in cells, as it was found last: a change of it comes as `.windowChanged`.
  package private(set) var size: (columns: Int, rows: Int)

  private static func measured() -> (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cn_window_size(&columns, &rows)
    return (Int(columns), Int(rows))
  }

  /// The window may be another: what curses believes to be there is not.
  private mutating func remeasured() -> Input {
    painter.forget()
    size = Self.measured()
    return .resize(columns: size.columns, rows: size.rows)
  }

  /// When to call `readInputs` even though no byte has come: an ESC may be a key by then.
  package var pendingEscapeDeadline: ContinuousClock.Instant? {
    guard let patience = decoder.patience, let lastRead else { return nil }
    return lastRead.advanced(by: patience)
  }

  /// The keys and pastes since the last call, at most some 64 KiB of them; never waits.
  ///
  /// - Parameter isReady: a poll has just found the keyboard readable.
  package mutating func readInputs(isReady: Bool = false) -> [Input] {
    var inputs: [Input] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { bytes in
      for round in 0..<16 {
        let count = cn_read(bytes.baseAddress, bytes.count, isReady && round == 0)
        if count < 0 { ended = true }
        guard count > 0 else { break }
        lastRead = .now
        inputs += decoder.feed(bytes[..<count])
        if count < bytes.count { break }
      }
    }
    if inputs.isEmpty, let deadline = pendingEscapeDeadline, .now >= deadline {
      inputs = decoder.timeUp()
    }
    return inputs
  }

  /// Whether the keyboard has ended. Its descriptor then stays readable: leave, or stop polling it.
  package var hasEnded: Bool { ended }

  /// What has happened since the last call, each at most once.
  package mutating func signals() -> [Signal] {
    let flags = Int(cn_take_signals())
    guard flags != 0 || ended else { return [] }
    return Signal.allCases.filter { flags & $0.flag != 0 || ($0 == .hangUp && ended) }
  }

  /// Fits the screen to the window after `.windowChanged`. The next frame is painted whole.
  package mutating func fitWindow() -> Input {
    cn_fit_window()
    // A window that went away and came back to its size has lost what curses believes is there.
    cn_forget()
    return remeasured()
  }

  /// Gives the terminal back, stops as the shell expects, and takes it again when continued.
  package mutating func suspend() -> Input {
    cn_suspend()
    return remeasured()
  }

  /// Takes the terminal again after `.continued`: the shell may have changed it.
  package mutating func resume() -> Input {
    cn_resume()
    return remeasured()
  }

  /// Draws the next frame whole, for a screen that another program has written over.
  package mutating func redraw() {
    cn_forget()
    painter.forget()
  }

  /// Changes how the roles look; the next frame is painted whole.
  package mutating func wear(_ theme: Theme) { painter.wear(theme) }

  /// Sends a letter that will stand at the cursor of the last frame, ahead of the frame that has
  /// it; a frame that does not have it takes it away again.
  package mutating func echo(_ letter: Unicode.Scalar) { painter.echo(letter, .input) }

  /// Sends the difference between this frame and the last one.
  package mutating func paint(_ frame: Frame) { painter.paint(frame) }
}

extension Terminal.Signal {
  fileprivate var flag: Int {
    switch self {
    case .interrupt: Int(CN_INTERRUPT.rawValue)
    case .terminate: Int(CN_TERMINATE.rawValue)
    case .hangUp: Int(CN_HANG_UP.rawValue)
    case .stop: Int(CN_STOP_ASKED.rawValue)
    case .continued: Int(CN_CONTINUED.rawValue)
    case .windowChanged: Int(CN_WINDOW_CHANGED.rawValue)
    }
  }
}
