import Foundation
import Testing

/// Files and folders that are not what they have to be: refused in words that say what, which, and
/// what to do next.
@Suite("Files that are not plain and own")
struct WrongObjectTests {
  struct Case: Sendable, CustomStringConvertible {
    /// What is put in the place of "$P", in shell.
    var change: String
    /// What the program says of PATH.
    var words: String
    var description: String { change }
  }

  static let stranger = 12_345

  static let ofFiles = [
    Case(
      change: "mv \"$P\" \"$P.x\" && ln -s \"$P.x\" \"$P\"",
      words: "PATH is a link. Put the real folder or file in its place; links are not followed."),
    Case(
      change: "ln \"$P\" \"$P.x\"",
      words: "PATH has 2 names. Remove the other hard links, keeping one."),
    Case(
      change: "mv \"$P\" \"$P.x\" && mkfifo -m 600 \"$P\"",
      words: "PATH is not a plain file. Move it away, or choose another place with HOLDFAST_HOME."),
    Case(
      change: "mv \"$P\" \"$P.x\" && mkdir -m 700 \"$P\"",
      words: "PATH is not a plain file. Move it away, or choose another place with HOLDFAST_HOME."),
    Case(
      change: "chmod 644 \"$P\"",
      words: "PATH is open to others (mode 644). Close it: chmod go= 'PATH'."),
    Case(
      change: "chmod 620 \"$P\"",
      words: "PATH is open to others (mode 620). Close it: chmod go= 'PATH'."),
  ]

  static let ofFolders = [
    Case(
      change: "mv \"$P\" \"$P.x\" && ln -s \"$P.x\" \"$P\"",
      words: "PATH is a link. Put the real folder or file in its place; links are not followed."),
    Case(
      change: "mv \"$P\" \"$P.x\" && mkfifo -m 600 \"$P\"",
      words: "PATH is not a folder. Move it away, or choose another place with HOLDFAST_HOME."),
    Case(
      change: "mv \"$P\" \"$P.x\" && touch \"$P\"",
      words: "PATH is not a folder. Move it away, or choose another place with HOLDFAST_HOME."),
    Case(
      change: "chmod 777 \"$P\"",
      words: "PATH is open to others (mode 777). Close it: chmod go= 'PATH'."),
    Case(
      change: "chmod 750 \"$P\"",
      words: "PATH is open to others (mode 750). Close it: chmod go= 'PATH'."),
  ]

  static let ofAnother = Case(
    change: "chown \(stranger) \"$P\"",
    words: "PATH belongs to user \(stranger), not to you. "
      + "Use a folder of your own, or have it given to you: chown PATH.")

  struct Place: Sendable, CustomStringConvertible {
    /// A shell pattern below the home.
    var pattern: String
    var cases: [Case]
    /// True where the vault itself cannot be opened any more, not only one session.
    var isVault: Bool
    var description: String { pattern }
  }

  static let places = [
    Place(pattern: "", cases: ofFolders, isVault: true),
    Place(pattern: "/vault.json", cases: ofFiles, isVault: true),
    Place(pattern: "/sessions", cases: ofFolders, isVault: true),
    Place(pattern: "/sessions/*", cases: ofFolders, isVault: false),
    Place(pattern: "/sessions/*/record-*", cases: ofFiles, isVault: false),
    Place(pattern: "/sessions/*/process-*", cases: ofFiles, isVault: false),
  ]

  @Test("link, hard link, FIFO, folder, another owner, open modes: refused in pinned words, with 6")
  func refused() throws {
    var cases = Self.places.flatMap { place in place.cases.map { (place, $0) } }
    if geteuid() == 0 {
      cases += Self.places.map { ($0, Self.ofAnother) }
    } else {
      skip("files of another owner", because: "only root can give a file away")
    }
    report(faults(of: cases.map { Pick(place: $0, one: $1) }, Self.wrongs))
  }

  struct Pick: Sendable, CustomStringConvertible {
    var place: Place
    var one: Case
    var description: String { "\(place): \(one)" }
  }

  @Sendable private static func wrongs(_ pick: Pick) throws -> [String] {
    let trial = try Trial()
    let notes = Trial.notes(6)
    _ = try trial.sit(typing: notes)
    let before = try trial.files()
    let find = try TestTerminal(
      ["/bin/sh", "-c", "for P in \(trial.home.path)\(pick.place.pattern); do echo \"$P\"; done"],
      environment: ["PATH": "/usr/bin:/bin"], columns: 400)
    _ = try find.waitForExit()
    let path = find.text[0]
    let shell = try TestTerminal(
      ["/bin/sh", "-c", pick.one.change],
      environment: ["PATH": "/usr/sbin:/usr/bin:/bin", "P": path])
    if try shell.waitForExit() != 0 { return ["\(shell.text)"] }

    let words = pick.one.words.replacing("PATH", with: path)
    var wrong: [String] = []
    let commands =
      pick.place.isVault ? [["resume"], ["list"], []] : [["resume"], ["resume", "last"]]
    for arguments in commands {
      let said = try trial.say(arguments)
      if said.code != 6 || said.words != "holdfast: \(words)" {
        wrong.append("\(arguments): \(said.code), \(said.words)")
      }
    }
    let verdict = try trial.say(["verify"])
    if verdict.code != 6 || !verdict.words.contains(words) {
      wrong.append("verify: \(verdict.code), \(verdict.words)")
    }
    let undo =
      "if [ -e \"$P.x\" ]; then rm -rf \"$P\"; mv \"$P.x\" \"$P\"; fi; "
      + "chown -h \(geteuid()) \"$P\"; chmod go= \"$P\""
    let back = try TestTerminal(
      ["/bin/sh", "-c", undo], environment: ["PATH": "/usr/sbin:/usr/bin:/bin", "P": path])
    _ = try back.waitForExit()
    if try trial.files() != before { wrong.append("something was written") }
    return wrong + (try trial.wrongs(after: notes, mayBe: [0]))
  }

  @Test("a ledger that is not plain and own never stops a session, and verify names it")
  func ledger() throws {
    let wrong = faults(of: Self.ofFiles) { one in
      let trial = try Trial()
      let notes = Trial.notes(4)
      _ = try trial.sit(typing: notes)
      let change = one.change.replacing("$P", with: "$L")
      let shell = try TestTerminal(
        ["/bin/sh", "-c", "L=$(ls \(trial.home.path)/ledger-*.jsonl) && \(change) && echo \"$L\""],
        environment: ["PATH": "/usr/bin:/bin"], columns: 400)
      if try shell.waitForExit() != 0 { return ["\(shell.text)"] }
      let words = one.words.replacing("PATH", with: shell.text[0])
      let verdict = try trial.say(["verify"])
      var wrong: [String] = []
      if verdict.code != 6 || !verdict.words.contains(words) {
        wrong.append("verify: \(verdict.code), \(verdict.words)")
      }
      return wrong + (try trial.wrongs(after: notes, mayBe: [6]))
    }
    report(wrong)
  }
}
