import Interaction

/// Turns the bytes of a keyboard into keys and pastes, one byte at a time.
///
/// Bytes may arrive cut anywhere. What is not understood is dropped whole: no part of an unknown
/// escape sequence may become letters in a note. An ESC before a character that begins none is the
/// key Esc and then that character, as a batching line delivers them: nothing is bound to Alt. A
/// person's text arrives scalar by scalar: a mark that belongs on the character before comes as a
/// `.character` of its own, and the editor, which knows what stands there, lets the two become one.
/// Invalid UTF-8 becomes U+FFFD.
package struct KeyDecoder: Sendable {
  private enum State: Sendable {
    case ground
    /// After ESC; with another one before it when `twice`.
    case escape(twice: Bool)
    /// Inside `ESC [`, with what has come since.
    case control([UInt8])
    /// Inside `ESC O`, likewise.
    case single([UInt8])
    /// After `ESC [ [`.
    case console
    /// Inside a text for programs (OSC, DCS, APC, PM, SOS), which ends at BEL or ST.
    case programText(escaped: Bool)
    /// So many bytes belong to what is being dropped.
    case dropping(Int)
    case paste
  }

  /// How long an ESC alone may be the beginning of a sequence.
  package static let escapePatience = Duration.milliseconds(25)
  /// How long the rest of a sequence may take to arrive before all of it is dropped.
  package static let sequencePatience = Duration.milliseconds(250)
  /// How long a paste may pause before what has come is taken as all of it.
  package static let pastePatience = Duration.seconds(5)

  private var state = State.ground
  private var alt = false
  private var utf8 = UTF8Assembly()
  private var paste: PasteAssembly

  /// - Parameter pasteLimit: the longest paste that is kept, in bytes.
  package init(pasteLimit: Int = 1 << 20) {
    paste = PasteAssembly(limit: pasteLimit)
  }

  /// How long to wait for more bytes before calling `timeUp`; nil when nothing has begun.
  package var patience: Duration? {
    switch state {
    case .ground: nil
    case .escape: Self.escapePatience
    case .paste: Self.pastePatience
    default: Self.sequencePatience
    }
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    for byte in bytes { take(byte, into: &inputs) }
    return inputs
  }

  /// Nothing more has come within `patience`: what has begun ends here.
  package mutating func timeUp() -> [Input] {
    defer { state = .ground }
    switch state {
    case .escape(let twice): return Array(repeating: .key(.escape), count: twice ? 2 : 1)
    case .paste: return [paste.end()]
    default: return []
    }
  }

  private mutating func take(_ byte: UInt8, into inputs: inout [Input]) {
    switch state {
    case .ground: takeInGround(byte, into: &inputs)
    case .escape(let twice): takeAfterEscape(byte, twice: twice, into: &inputs)
    case .control(let parameters): takeInControl(byte, parameters, into: &inputs)
    case .single(let parameters): takeInSingle(byte, parameters, into: &inputs)
    case .console:
      finish(EscapeSequence.console(byte), into: &inputs)
    case .programText(let escaped):
      takeInProgramText(byte, escaped: escaped, into: &inputs)
    case .dropping(let count):
      state = count > 1 ? .dropping(count - 1) : .ground
    case .paste:
      if let input = paste.take(byte) {
        inputs.append(input)
        state = .ground
      }
    }
  }

  private mutating func takeInGround(_ byte: UInt8, into inputs: inout [Input]) {
    if byte >= 0x80 || utf8.isWaiting {
      let (scalars, again) = utf8.take(byte)
      for scalar in scalars where !(0x80...0x9F).contains(scalar.value) {
        inputs.append(.key(.character(Character(scalar))))
      }
      if again { takeInGround(byte, into: &inputs) }
      return
    }
    switch byte {
    case 0x1B:
      alt = false
      state = .escape(twice: false)
    case 0x20...0x7E: inputs.append(.key(.character(Character(Unicode.Scalar(byte)))))
    case 0x0D, 0x0A: inputs.append(.key(.enter))
    case 0x09: inputs.append(.key(.tab))
    case 0x08, 0x7F: inputs.append(.key(.backspace))
    case 0x01...0x1A:
      inputs.append(.key(.control(Character(Unicode.Scalar(byte + 0x60)))))
    default: break  // Ctrl-Space and Ctrl with a sign: nothing is bound to them anywhere.
    }
  }

  private mutating func takeAfterEscape(
    _ byte: UInt8, twice: Bool, into inputs: inout [Input]
  ) {
    switch Unicode.Scalar(byte) {
    case "[":
      alt = twice
      state = .control([])
    case "O":
      alt = twice
      state = .single([])
    case "]", "P", "X", "^", "_": state = .programText(escaped: false)
    case "\u{1B}":
      if twice { inputs.append(.key(.escape)) }
      state = .escape(twice: true)
    default:
      // Alt with Enter, Tab, Backspace or a letter held with Ctrl is dropped.
      let isText = byte >= 0x20 && byte != 0x7F
      inputs += Array(repeating: .key(.escape), count: (twice ? 1 : 0) + (isText ? 1 : 0))
      state = .ground
      if isText { take(byte, into: &inputs) }
    }
  }

  private mutating func takeInControl(
    _ byte: UInt8, _ parameters: [UInt8], into inputs: inout [Input]
  ) {
    switch byte {
    case 0x20...0x3F:
      // Nothing longer is a key; its end is still waited for.
      state = .control(parameters.count < 32 ? parameters + [byte] : parameters)
    case UInt8(ascii: "[") where parameters.isEmpty: state = .console
    case UInt8(ascii: "M") where parameters.isEmpty: state = .dropping(3)  // an old mouse report
    case UInt8(ascii: "~") where parameters == Array("200".utf8) && !alt:
      paste.begin()
      state = .paste
    case 0x40...0x7E:
      finish(EscapeSequence.control(parameters, final: byte), into: &inputs)
    default:
      // Not part of any sequence: a key was pressed in the middle of a broken one.
      state = .ground
      take(byte, into: &inputs)
    }
  }

  private mutating func takeInSingle(
    _ byte: UInt8, _ parameters: [UInt8], into inputs: inout [Input]
  ) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: ";"):
      state = .single(parameters.count < 8 ? parameters + [byte] : parameters)
    case 0x21...0x7E:
      finish(EscapeSequence.single(parameters, final: byte), into: &inputs)
    default:
      state = .ground
      take(byte, into: &inputs)
    }
  }

  private mutating func takeInProgramText(
    _ byte: UInt8, escaped: Bool, into inputs: inout [Input]
  ) {
    switch byte {
    case 0x07: state = .ground
    case 0x1B: state = .programText(escaped: true)
    case UInt8(ascii: "\\") where escaped: state = .ground
    default:
      guard escaped else { return }
      // The text was broken off: this ESC began something new.
      alt = false
      state = .escape(twice: false)
      take(byte, into: &inputs)
    }
  }

  private mutating func finish(_ key: Key?, into inputs: inout [Input]) {
    state = .ground
    if let key, !alt { inputs.append(.key(key)) }
    alt = false
  }
}
