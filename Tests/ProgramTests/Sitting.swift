import Foundation
import Testing

/// Keys by their names.
enum Keys {
  static let enter = "\r"
  /// Esc that needs no pause behind it to be told from an Alt key: the second one is.
  static let escape = "\u{1B}\u{1B}\u{0}"
  static let loneEscape = "\u{1B}"
  static let backspace = "\u{7F}"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let pageUp = "\u{1B}[5~"
  static let end = "\u{1B}[F"
  static let leave = control("q")

  static func control(_ letter: Character) -> String {
    String(UnicodeScalar(letter.asciiValue.map { $0 & 0x1F } ?? 0))
  }

  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}

extension TestTerminal {
  /// Waits for the live screen, and for everything to be on the disk.
  @discardableResult
  func waitForLive() throws -> ScreenText {
    try wait(for: "the live screen") {
      $0[$0.cursor.row].contains(" >") && $0[0].contains("kept ") && $0[0].contains("by ")
    }
  }

  /// Types a line and waits until it stands in the log, kept.
  func note(_ text: String, shown: String? = nil) throws {
    try type(text)
    try wait(for: "\(text) in the line") { $0[$0.cursor.row].contains(text.suffix(12)) }
    try type(Keys.enter)
    try wait(for: "\(text) kept") { screen in
      guard let row = screen.row(with: shown ?? text) else { return false }
      return row < screen.cursor.row && screen[0].contains("kept ")
    }
  }

  /// Leaves as a person does; the session stays open.
  func leave() throws {
    try type(Keys.leave)
    try wait(forText: "Leave: the session stays ")
    try type("y")
    #expect(try waitForExit() == 0)
    #expect(notRestored == [])
    #expect(loudness == [])
  }

  /// Everything in the program's bytes that would ring, flash, blink, name the window, take the
  /// mouse or ask the terminal something. Empty in a quiet program.
  var loudness: [String] {
    var found: [String] = []
    let bytes = output
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == 0x07 { found.append("a bell") }
      guard byte == 0x1B, at < bytes.count else { continue }
      let next = bytes[at]
      at += 1
      switch next {
      case UInt8(ascii: "]"): found.append("OSC")
      case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
        found.append("a string for the terminal")
      case UInt8(ascii: "k"): found.append("a title")
      case UInt8(ascii: "["):
        let start = at
        while at < bytes.count, !(0x40...0x7E).contains(bytes[at]) { at += 1 }
        guard at < bytes.count else { break }
        let body = String(decoding: bytes[start..<at], as: UTF8.self)
        let last = Character(UnicodeScalar(bytes[at]))
        at += 1
        if let fault = Self.fault(body, last) { found.append(fault) }
      default: break
      }
    }
    return found
  }

  private static func fault(_ body: String, _ last: Character) -> String? {
    let numbers = body.drop { !$0.isNumber }.split(separator: ";").compactMap { Int($0) }
    switch last {
    case "h" where body.hasPrefix("?"):
      let mouse = [9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016]
      if numbers.contains(where: mouse.contains) { return "the mouse" }
      return numbers.contains(5) ? "a flash" : nil
    // xterm's description lays the person's own title aside and takes it back; it names none.
    case "t": return ["22;0;0", "23;0;0"].contains(body) ? nil : "the window"
    case "n", "c": return "a question"
    case "m":
      // 38;5;N and 48;5;N name colours; a 5 of its own blinks.
      let isColour = numbers.contains(38) || numbers.contains(48)
      return !isColour && (numbers.contains(5) || numbers.contains(6)) ? "blinking" : nil
    default: return nil
    }
  }

  /// The SGR sequences that name a colour.
  var colours: [String] {
    let text = String(decoding: output, as: UTF8.self)
    return text.matches(of: /\u{1B}\[([0-9;:]*)m/).map { String($0.1) }.filter { body in
      body.split(separator: ";").compactMap { Int($0) }.contains {
        (30...49).contains($0) && $0 != 39 && $0 != 49 || (90...107).contains($0)
      }
    }
  }
}

/// What is on the disk, read without the program's own code.
extension HoldfastProgram {
  static let newSession = ["new", "--client", "HF-0417", "--author", "MK"]

  var sessionFolders: [URL] {
    let folder = home.appending(path: "sessions")
    return
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)) ?? []
  }

  /// All whole lines of all journal files of all sessions, as any JSON parser reads, by writer's
  /// order. Only where damage is the point of the test may a line be no JSON.
  func lines(allowingDamage: Bool = false) throws -> [[String: Any]] {
    var lines: [[String: Any]] = []
    for folder in sessionFolders {
      let files = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      for file in files where file.pathExtension == "jsonl" {
        let bytes = try Data(contentsOf: file)
        // Behind the last line feed stands what is being written just now.
        let whole = bytes.prefix((bytes.lastIndex(of: 0x0A) ?? -1) + 1)
        for line in whole.split(separator: 0x0A) {
          if allowingDamage, (try? JSONSerialization.jsonObject(with: line)) == nil { continue }
          let object = try JSONSerialization.jsonObject(with: line)
          var fields = try #require(object as? [String: Any])
          fields["lane"] = file.lastPathComponent.prefix { $0 != "-" }.description
          fields["session"] = folder.lastPathComponent
          lines.append(fields)
        }
      }
    }
    return lines.filter { $0["s"] is Int }
      .sorted { ($0["s"] as? Int ?? 0) < ($1["s"] as? Int ?? 0) }
  }

  func lines(_ kind: String) throws -> [[String: Any]] {
    try lines().filter { $0["kind"] as? String == kind }
  }

  /// The texts of the notes in the order in which they were written.
  func notes() throws -> [String] { try lines("note").map { $0["text"] as? String ?? "" } }

  /// Unsent text on the disk.
  func drafts() throws -> [[String: Any]] {
    try sessionFolders.flatMap { folder -> [[String: Any]] in
      let file = folder.appending(path: "draft")
      guard let bytes = try? Data(contentsOf: file) else { return [] }
      return try bytes.split(separator: 0x0A).map {
        try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
      }
    }
  }

  /// Every file under the home; empty where nothing was ever written.
  var files: [String] {
    FileManager.default.enumerator(atPath: home.path)?.compactMap { $0 as? String } ?? []
  }

  /// Waits for a state of the disk, reading the screen meanwhile so that the program can go on.
  func wait(
    for what: String, _ terminal: TestTerminal, until condition: () throws -> Bool
  ) throws {
    let deadline = ContinuousClock.now.advanced(by: TestTerminal.patience)
    while try !condition() {
      guard ContinuousClock.now < deadline else {
        throw TestTerminal.Failure.timeIsUp(waitingFor: what, screen: terminal.text)
      }
      _ = terminal.pause(milliseconds: 5)
    }
  }

  /// Starts a session and waits for its live screen.
  func sit(
    _ arguments: [String] = newSession, environment: [String: String?] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws -> TestTerminal {
    let terminal = try start(
      arguments, environment: environment, columns: columns, rows: rows)
    try terminal.waitForLive()
    return terminal
  }

  /// The verdict of `holdfast verify` on everything here.
  func verify(_ arguments: [String] = []) throws -> Result { try run(["verify"] + arguments) }
}

extension HoldfastProgram {
  /// Every journal file's bytes by its name.
  func bytes() throws -> [String: Data] {
    var bytes: [String: Data] = [:]
    for name in files where name.hasSuffix(".jsonl") {
      bytes[name] = try Data(contentsOf: home.appending(path: name))
    }
    return bytes
  }

  /// Milliseconds since 1970 of a time as the files write it.
  static func milliseconds(_ time: Any?) -> Double? {
    guard let text = time as? String else { return nil }
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? format.parse(text)).map { $0.timeIntervalSince1970 * 1000 }
  }
}
