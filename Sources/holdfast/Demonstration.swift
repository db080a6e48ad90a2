import ArgumentParser
import FoundationEssentials
import Glibc
import Interaction
import Protocols
import SampleArc
import SessionJournal
import SessionModel

extension Holdfast {
  struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "demo",
      abstract: "Try Holdfast with an invented client; everything is removed afterwards.")
    @Option(help: "The theme, one of those that 'holdfast themes' lists.")
    var theme: String?

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let folder = try Demonstration.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var surroundings = Surroundings(theme: theme, author: "MK", home: "\(folder)/vault")
        surroundings.consent = .memory
        try Demonstration.fill(surroundings)
        var program = try Program(surroundings: surroundings, beginning: .home, isSample: true)
        return try program.run()
      }
    }
  }
}

/// A vault to throw away: the invented arc, written through the real journal.
enum Demonstration {
  /// A folder of its own, in memory where the machine has such a place: nothing of a demonstration
  /// needs to outlive it.
  static func makeFolder() throws(Failure) -> String {
    for parent in ["/dev/shm", "/tmp"] {
      var template = Array("\(parent)/holdfast-demo-XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      }
    }
    throw Failure(
      "no folder for the demonstration could be made in /dev/shm or /tmp; free some space there.",
      code: Failure.storage)
  }

  static func fill(_ surroundings: Surroundings) throws(Failure) {
    let vault = try failing { () throws(JournalFault) -> Vault in
      try Vault.create(
        at: surroundings.home, author: surroundings.author ?? "", consent: surroundings.consent)
    }
    var preparation = Preparation()
    var ids = SampleIDs(seed: 1)
    for script in SampleArc.sessions {
      let journal = try failing { () throws(JournalFault) -> Journal in
        try vault.createSession()
      }
      let rules = surroundings.library.rules(protocolName: script.protocolName)
      let day = surroundings.rulesOfDay(protocolName: script.protocolName)
      let records: [Record]
      do throws(Refusal) {
        records = try SampleArc.records(
          of: script, sessionID: journal.session, writer: journal.writer, rules: rules, day: day,
          preparation: preparation, ids: { ids.next() })
      } catch {
        throw Failure(
          "the clinic's own files do not let the sample in (\(error.words)); "
            + "holdfast protocols files can be moved aside.", code: Failure.usage)
      }
      var session = Session(id: journal.session, rules: rules, preparation: preparation)
      for record in records {
        session.apply(record)
        journal.append(record)
      }
      preparation = session.preparation
      if journal.close(milliseconds: OpenSession.patience) > 0 {
        throw Failure(
          "the demonstration could not be written to \(surroundings.home); free some space there.",
          code: Failure.storage)
      }
    }
  }
}
