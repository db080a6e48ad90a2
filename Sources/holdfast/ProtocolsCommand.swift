import ArgumentParser
import Glibc
import Protocols
import SessionJournal
import SessionModel

extension Holdfast {
  struct ProtocolFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "protocols",
      abstract: "List the clinic's figures: which file each comes from; check one before use.",
      discussion: """
        The shipped files can be changed from $XDG_CONFIG_HOME/holdfast/protocols, the vocabulary \
        also from vocabulary.json above it: a file there replaces what it names at its top and \
        leaves the rest. holdfast protocols show NAME prints one to begin from.
        """,
      subcommands: [ListThem.self, Check.self, Show.self], defaultSubcommand: ListThem.self)
  }
}

extension Holdfast.ProtocolFiles {
  struct ListThem: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List protocols and the other files (the default).")

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = Surroundings(theme: nil, author: nil)
        for remark in surroundings.overrideRemarks {
          complain("holdfast: \(PlainText.oneLine(remark))")
        }
        let library = surroundings.library
        let protocols = library.protocols().map { known in
          known.name.padded(to: 16) + PlainText.oneLine(known.title).padded(to: 20)
            + (known.route?.words ?? "nothing given").padded(to: 14)
            + words(library.standing(of: known.name))
        }
        let others = ProtocolLibrary.otherNames.map { name in
          name.padded(to: 50) + words(library.standing(of: name))
        }
        write((protocols + others).joined(separator: "\n") + "\n")
        return 0
      }
    }

    private func words(_ standing: FileStanding) -> String {
      switch standing {
      case .shipped: "shipped"
      case .changed(let path): "shipped, changed by \(PlainText.oneLine(path))"
      case .own(let path): "the clinic's \(PlainText.oneLine(path))"
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Say what is wrong with a file before it is put to use.",
      discussion: """
        The file is laid over the defaults, beside the clinic's other files, as it would be under \
        its name. Exit codes: 0 good, 64 it cannot be read, 65 it is at fault.
        """)
    @Argument(help: "The file: a shipped one's name, or a new protocol's.", completion: .file())
    var file: String

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let shown = PlainText.oneLine(file)
        guard let bytes = SmallFile.bytes(file) else {
          throw Failure(
            "\(shown) cannot be read (\(String(cString: strerror(errno)))); name a file.",
            code: Failure.usage)
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let surroundings = Surroundings(theme: nil, author: nil)
        let check = ProtocolCheck(
          OverrideFile(name: name, path: file, bytes: bytes),
          beside: ClinicFiles(configuration: surroundings.configuration).files)
        guard check.faults.isEmpty else {
          throw Failure(
            check.faults.map { PlainText.oneLine($0.sentence) }.joined(separator: "\nholdfast: "),
            code: Failure.faultyFile)
        }
        write("\(shown): good; \(words(check))\n")
        return 0
      }
    }

    private func words(_ check: ProtocolCheck) -> String {
      if check.isNew { return "it adds the protocol \(check.name)" }
      if check.changed.isEmpty { return "it changes nothing" }
      return "it changes \(check.changed.joined(separator: ", ")) of \(check.name)"
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a shipped file, to begin one's own from.")
    @Argument(
      help: "The file, as im or vocabulary.",
      completion: .list(ProtocolLibrary.shippedFileNames.map { String($0.dropLast(6)) }))
    var name: String

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let wanted = name.hasSuffix(".json5") ? name : "\(name).json5"
        guard let bytes = ProtocolLibrary.shippedFile(named: wanted) else {
          let known = ProtocolLibrary.shippedFileNames.map { $0.dropLast(6) }
          throw Failure(
            "no such file is shipped; there are \(known.joined(separator: ", ")).",
            code: Failure.usage)
        }
        write(String(decoding: bytes, as: UTF8.self))
        return 0
      }
    }
  }
}
