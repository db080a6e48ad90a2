import Foundation
import SessionJournal
import SessionModel
import Testing

/// What scripts, pagers and screen readers get.
@Suite("Plain output", .serialized)
struct OutputTests {
  /// Every kind of text that could do something to a terminal or to a reader's eye.
  static let hostile = [
    "\u{1B}]0;pwned\u{7}after", "\u{1B}[2Jcleared", "\u{9B}31mred", "rtl \u{202E}txet\u{202C} end",
    "isolate \u{2066}x\u{2069}", "zero\u{200B}width\u{FEFF}", "marks \u{200F}\u{200E}\u{061C}",
    "line\nfeed\ttab\rreturn", "delete\u{7F}", "tag\u{E0041}s",
    "stacked e\u{301}\u{302}\u{303}\u{304}",
    "\u{1B}P1;2q\u{1B}\\", "separator\u{2028}and\u{2029}", "annotation\u{FFF9}\u{FFFB}",
  ]

  /// A valid vault with one session whose notes are hostile.
  private func hostileVault(_ program: HoldfastProgram) throws {
    let vault = try Vault.create(at: program.home.path, author: "MK", consent: .memory)
    let journal = try vault.createSession()
    var count: UInt8 = 0
    func id() -> EntryID {
      count += 1
      return EntryID(bytes: [UInt8](repeating: 7, count: 8) + [count])
    }
    let now = Now(
      wall: Int64(Date().timeIntervalSince1970 * 1000), up: Machine.real.up(), asleep: 0, zone: 0)
    var recorder = Recorder(
      session: Session(id: journal.session, rules: .none, preparation: Preparation()),
      writer: journal.writer, author: "MK")
    let began = Began(
      client: "HF-0666", kind: .integration, ordinal: 1, protocolName: "", protocolHash: "",
      author: "MK", isSample: false)
    journal.append(recorder.begin(began, id: id(), at: now))
    recorder.beginRun(boot: "boot", version: "1", at: now, ids: id).forEach(journal.append)
    for text in Self.hostile {
      for kind in [NoteKind.observed, .thought] {
        let request = Request(.record(.noted(Note(kind: kind, text: text))), id: id())
        switch recorder.record(request, at: now, ids: id) {
        case .success(let records): records.forEach(journal.append)
        case .failure(let refusal): Issue.record("\(refusal)")
        }
      }
    }
    journal.append(recorder.endRun(id: id(), at: now))
    #expect(journal.close(milliseconds: 5_000) == 0)
  }

  /// Scalars that have no business on standard output, whoever wrote them.
  static func strays(_ text: String, isJSON: Bool = false) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      // Invisible, but nothing to a terminal, and JSON is to say what was written.
      case 0xE0000...0xE0FFF where isJSON: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
        true
      default: false
      }
    }.map { String($0.value, radix: 16) }
  }

  @Test("hostile text is neutral in every output and on every screen")
  func neutral() throws {
    let program = try HoldfastProgram()
    try hostileVault(program)
    for arguments in [
      ["list"], ["list", "--json"], ["print", "last"], ["print", "last", "--process"],
      ["print", "last", "--json"], ["print", "last", "--json", "--process"], ["verify"],
      ["verify", "--json"],
    ] {
      let result = try program.run(arguments)
      #expect(result.exitCode == 0, "\(arguments): \(result.errors)")
      let isJSON = arguments.contains("--json")
      #expect(Self.strays(result.output, isJSON: isJSON) == [], "\(arguments)")
      #expect(result.errors.isEmpty, "\(arguments)")
      #expect(!result.output.isEmpty, "\(arguments)")
    }
    for arguments in [["review", "last"], ["resume"]] {
      let terminal = try program.start(arguments)
      try terminal.wait(forText: "HF-0666")
      for _ in 0..<4 { try terminal.type(Keys.pageUp) }
      try terminal.wait(forText: "pwned")
      let text = terminal.text
      #expect(text.rows.allSatisfy { Self.strays($0) == [] })
      terminal.kill(SIGTERM)
      #expect(try terminal.waitForExit() == 0)
      #expect(terminal.loudness == [] && terminal.notRestored == [])
    }
    #expect(try program.verify().exitCode == 0)
  }

  @Test("print --json gives back what was written, byte for byte")
  func faithful() throws {
    let program = try HoldfastProgram()
    try hostileVault(program)
    let result = try program.run(["print", "last", "--json", "--process"])
    let texts = try result.output.split(separator: "\n").compactMap { line -> String? in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard object?["kind"] as? String == "note" else { return nil }
      return (object?["fields"] as? [String: Any])?["text"] as? String
    }
    #expect(texts == Self.hostile.flatMap { [$0, $0] })
  }

  @Test("pasted direction marks are neutral on the screen and kept in the file")
  func pasted() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type(Keys.paste("a\u{202E}b\u{1B}[31mc\u{9B}d\u{7}e\u{200B}f"))
    try terminal.wait(for: "the paste") { $0[$0.cursor.row].contains("f") }
    try terminal.type(Keys.enter)
    try program.wait(for: "the note", terminal) { try program.notes().count == 1 }
    #expect(terminal.text.rows.allSatisfy { Self.strays($0) == [] })
    try terminal.leave()
    for arguments in [["print", "last"], ["print", "last", "--json"]] {
      #expect(Self.strays(try program.run(arguments).output) == [])
    }
    let note = try #require(try program.notes().first)
    #expect(note.unicodeScalars.contains("\u{202E}") && !note.unicodeScalars.contains("\u{1B}"))
  }

  @Test("the process lane is printed only when asked for")
  func process() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.note("hands still")
    try terminal.type("*my own thought\r")
    try terminal.wait(forText: "own thought, folded")
    try terminal.leave()
    for arguments in [["print", "last"], ["print", "last", "--json"]] {
      let plain = try program.run(arguments)
      #expect(plain.exitCode == 0)
      #expect(plain.output.contains("hands still") && !plain.output.contains("my own thought"))
      let whole = try program.run(arguments + ["--process"])
      #expect(whole.output.contains("hands still") && whole.output.contains("my own thought"))
    }
    for (line, kind) in zip(
      try program.run(["list", "--json"]).output.split(separator: "\n"), ["dosing"])
    {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["kind"] as? String == kind && object?["state"] as? String == "open")
    }
  }

  @Test("keys, themes, help and version need no vault, no terminal, no locale, and end with 0")
  func standing() throws {
    let program = try HoldfastProgram()
    for arguments in [
      ["keys"], ["themes"], ["protocols"], ["protocols", "show", "iv"], ["--version"], ["--help"],
      ["help", "new"], ["verify", "--help"],
    ] {
      let result = try program.run(arguments, environment: ["TERM": String?.none, "LC_ALL": "C"])
      #expect(result.exitCode == 0, "\(arguments)")
      #expect(Self.strays(result.output) == [] && !result.output.isEmpty, "\(arguments)")
      #expect(result.errors.isEmpty, "\(arguments)")
    }
    #expect(try program.run(["keys"]).output.contains("^G"))
    let themes = try program.run(["themes"]).output
    for name in ["dusk", "ember", "paper", "contrast", "deutan", "mono"] {
      #expect(themes.contains(name))
    }
    #expect(program.files == [])
  }

  @Test("completions for the shells name every command and every option")
  func completions() throws {
    let program = try HoldfastProgram()
    for shell in ["bash", "zsh", "fish"] {
      let result = try program.run(["--generate-completion-script", shell])
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(shell): \(result.errors)")
      for word in [
        "new", "resume", "review", "list", "print", "verify", "keys", "themes", "protocols",
        "check", "show", "demo",
      ] {
        #expect(result.output.contains(word), "\(word) in \(shell)")
      }
      for option in ["client", "kind", "protocol", "theme", "author", "json", "process"] {
        #expect(result.output.contains(option), "\(option) in \(shell)")
      }
    }
    #expect(try program.run(["--generate-completion-script", "nosuch"]).exitCode == 64)
    #expect(program.files == [])
  }

  @Test("the beginning of an id that fits two sessions opens neither, and says how many")
  func ambiguous() throws {
    let program = try HoldfastProgram()
    // Of so many ids two begin with the same character, however they fall.
    var ids: [String] = []
    var shared: Character?
    while shared == nil {
      try program.sit().leave()
      ids = program.sessionFolders.map(\.lastPathComponent)
      // One that begins like an option would be taken for one.
      let firsts = Dictionary(grouping: ids.filter { !$0.hasPrefix("-") }) { $0.first }
      shared = firsts.first { $0.value.count > 1 }?.key
    }
    let prefix = String(try #require(shared))
    let count = ids.count { $0.hasPrefix(prefix) }
    let before = try program.bytes()
    for command in ["print", "review", "resume", "verify"] {
      let result = try program.run([command, prefix])
      #expect(result.exitCode == 64, "\(command): \(result)")
      #expect(result.errors.contains("\(count) sessions begin with \(prefix)"), "\(result.errors)")
      #expect(result.errors.contains("more characters"), "\(result.errors)")
    }
    #expect(try program.run(["print", ids[0]]).exitCode == 0)
    #expect(try program.bytes() == before)
  }

  @Test("one is one, and none is none: counts are said in words that agree")
  func counts() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    try terminal.type("*my own thought\r")
    try terminal.wait(forText: "own thought, folded")
    try terminal.leave()
    let printed = try program.run(["print", "last"]).output
    #expect(printed.contains("1 entry of the process lane is not printed"), "\(printed)")
    let listed = try program.run(["list"]).output
    #expect(listed.contains("1 entry, 0 doses"), "\(listed)")
    let verified = try program.verify().output
    #expect(verified.contains("ledger: clean, 2 lines in 1 file\n"), "\(verified)")
  }

  @Test("a client's code in another case is the same client")
  func sameClient() throws {
    let program = try HoldfastProgram()
    for (code, ordinal) in [("HF-2", 1), ("hf-2", 2), ("HF-2", 3)] {
      let terminal = try program.start(["new", "--client", code, "--author", "MK"])
      try terminal.wait(forText: "HF-2 dosing \(ordinal)")
      try terminal.waitForLive()
      try terminal.leave()
    }
    #expect(try program.lines("began").map { $0["client"] as? String } == ["HF-2", "HF-2", "HF-2"])
  }

  @Test("a damaged file: verify says so with 2, print prints the rest with 2")
  func damaged() throws {
    let program = try HoldfastProgram()
    let terminal = try program.sit()
    for word in ["one", "two", "three"] { try terminal.note(word) }
    try terminal.leave()
    let name = try #require(program.files.first { $0.contains("/record-") })
    let file = program.home.appending(path: name)
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("\"two\"".utf8)))
    bytes[place.lowerBound + 1] = UInt8(ascii: "x")
    try bytes.write(to: file)
    let verdict = try program.verify()
    #expect(verdict.exitCode == 2, "\(verdict)")
    let printed = try program.run(["print", "last"])
    #expect(printed.exitCode == 2)
    #expect(printed.output.contains("three") && printed.errors.contains("damaged"))
    #expect(!printed.errors.contains("xwo") && !verdict.output.contains("three"))
  }
}
