import ArgumentParser
import Glibc
import Interaction
import Protocols
import SessionModel

/// The command line; what each command does is in the file named after it.
@main
struct Holdfast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast",
    abstract: "Keeps the time and the notes of a ketamine-assisted psychotherapy session.",
    discussion: """
      Without a command: the list of sessions. Notes are kept in $HOLDFAST_HOME, else in \
      $XDG_DATA_HOME/holdfast, else in ~/.local/share/holdfast, on this machine only.
      """,
    version: Version.number,
    subcommands: [
      Home.self, New.self, Resume.self, Review.self, List.self, Print.self, Find.self, ArcPage.self,
      Due.self,
      Verify.self, Keys.self, Themes.self, ProtocolFiles.self, Demo.self,
    ],
    defaultSubcommand: Home.self)

  /// Without a word there is nothing to parse, which saves a third of the time to the first screen.
  static func main() {
    guard CommandLine.argc == 1 else {
      main(nil)
      return
    }
    do {
      try show(.home, theme: nil, author: nil)
    } catch {
      exit(withError: error)
    }
  }

  /// The one way out of every command: words on standard error, the exit code of the failure.
  static func carryOut(_ body: () throws(Failure) -> Int32) throws {
    umask(0o077)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let code: Int32
    do throws(Failure) {
      code = try body()
    } catch {
      complain("holdfast: \(error.words)")
      code = error.code
    }
    if code != 0 {
      throw ArgumentParser.ExitCode(code)
    }
  }
}

extension Holdfast {
  /// Opens the screen where a command asked for it to begin.
  static func show(_ beginning: Beginning, theme: String?, author: String?) throws {
    try carryOut { () throws(Failure) -> Int32 in
      let surroundings = try Surroundings.checked(theme: theme, author: author)
      var program = try Program(surroundings: surroundings, beginning: beginning)
      return try program.run()
    }
  }
}

extension Surroundings {
  /// The surroundings of a screen; what is wrong with them is said before it opens.
  static func checked(theme: String?, author: String?) throws(Failure) -> Surroundings {
    if let author, let why = Initials.refusal(of: author) {
      throw Failure("--author: \(why).", code: Failure.usage)
    }
    let surroundings = Surroundings(theme: theme, author: author)
    if let theme, surroundings.theme.name != theme, !surroundings.faultyThemes.contains(theme) {
      let known = surroundings.themeNames.joined(separator: ", ")
      throw Failure("--theme: there is no such theme; there are \(known).", code: Failure.usage)
    }
    for remark in surroundings.remarks {
      complain("holdfast: \(remark)")
    }
    return surroundings
  }
}

/// What every command with a screen takes.
struct ScreenOptions: ParsableArguments {
  @Option(help: "The theme, one of those that 'holdfast themes' lists.")
  var theme: String?

  @Option(help: "Who writes: initials, one to eight letters.")
  var author: String?

  func surroundings() throws(Failure) -> Surroundings {
    try Surroundings.checked(theme: theme, author: author)
  }
}

extension Holdfast {
  struct Home: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "home", abstract: "Show the list of sessions (the default).",
      shouldDisplay: false)
    @OptionGroup var screen: ScreenOptions

    func run() throws {
      try Holdfast.show(.home, theme: screen.theme, author: screen.author)
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Begin a session.")
    @Option(help: "The clinic's code for the client, as HF-0417: a code, never a name.")
    var client: String
    @Option(help: "preparation, dosing, integration or contact.")
    var kind: SessionKind = .dosing
    @Option(name: .customLong("protocol"), help: "The protocol of a dosing session, as im.")
    var protocolName: String = "im"
    @OptionGroup var screen: ScreenOptions

    func validate() throws {
      if let why = ClientCode.refusal(of: client) {
        throw ValidationError("--client: \(why).")
      }
    }

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = try screen.surroundings()
        let known = surroundings.library.protocolNames
        guard kind != .dosing || known.contains(protocolName) else {
          throw Failure(
            "--protocol: there is no such protocol; there are \(known.joined(separator: ", ")).",
            code: Failure.usage)
        }
        var program = try Program(
          surroundings: surroundings,
          beginning: .new(client: client, kind: kind, protocolName: protocolName))
        return try program.run()
      }
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resume",
      abstract: "Go on with an open session: the newest, unless one is named.")
    @Argument(help: "The session: the beginning of its id, or 'last'.")
    var id: String?
    @OptionGroup var screen: ScreenOptions

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = try screen.surroundings()
        let finding = try Finding(surroundings, bringsHome: true)
        let found = try finding.openSession(id)
        var program = try Program(
          surroundings: surroundings, beginning: .resume(found), homecomings: finding.homecomings)
        return try program.run()
      }
    }
  }

  struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "review", abstract: "Read a session back; nothing is written.")
    @Argument(help: "The session: the beginning of its id, or 'last'.")
    var id: String
    @Option(
      name: .customLong("at"),
      help: "The moment to begin at: T+ in minutes, as T+31 or T+31:00, or a time of day, as 14:05."
    )
    var moment: String?
    @OptionGroup var screen: ScreenOptions

    func validate() throws {
      if let moment, !Interaction.Review.isMoment(moment) {
        throw ValidationError(
          "--at: this is no moment; give a T+ in minutes, as T+31 or T+31:00, "
            + "or a time of day, as 14:05.")
      }
    }

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = try screen.surroundings()
        let found = try Finding(surroundings).session(id)
        var program = try Program(
          surroundings: surroundings, beginning: .review(found, at: moment))
        return try program.run()
      }
    }
  }

  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "keys", abstract: "List every key and form.")

    func run() throws { write(Binding.listingText) }
  }

  struct Themes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "themes", abstract: "List the themes.")

    func run() throws {
      let surroundings = Surroundings(theme: nil, author: nil)
      for remark in surroundings.remarks {
        complain("holdfast: \(remark)")
      }
      let rows = surroundings.themeNames.compactMap(surroundings.theme).map { theme in
        theme.name.padded(to: 12) + theme.about
      }
      write(rows.joined(separator: "\n") + "\n")
    }
  }
}

extension SessionKind: ExpressibleByArgument {}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
