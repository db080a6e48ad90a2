import ArgumentParser
import Interaction
import SessionJournal
import SessionModel

extension Holdfast {
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find moments in the sessions of one client, or of all.",
      discussion: """
        Words may be joined by kind:words, kind:notes, kind:given, kind:distress, kind:safety, \
        kind:marks, theme:NAME, since:2026-09-01, until:2026-09-30. Finds in the record lane; \
        psychotherapy notes (the process lane) are looked through only with --process.
        """)
    @Argument(help: "What to find.")
    var words: [String]
    @Option(help: "Only in the sessions of this client: the code, whole.")
    var client: String?
    @Flag(help: "One JSON object a line.")
    var json = false
    @Flag(help: "Look through the process lane as well.")
    var process = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = Surroundings(theme: nil, author: nil)
        let search: VaultSearch
        do throws(VaultSearch.Fault) {
          search = try VaultSearch(words.joined(separator: " "))
        } catch {
          throw Failure(error.words + ".", code: Failure.usage)
        }
        let finding = try Finding(surroundings)
        var index = try failing { () throws(JournalFault) -> SessionIndex in
          try SessionIndex(finding.vault)
        }
        index.readAll()
        let code = client.map { ClientCode.known($0, among: index.codes) }
        var searching = Searching(
          search, client: code, in: index.items, of: finding.vault, rescue: surroundings.rescue)
        var written = 0
        while !searching.isDone {
          searching.read(milliseconds: 0)
          for moment in searching.moments.dropFirst(written)
          where process || moment.lane == .record {
            guard write(json ? moment.json : moment.text) else { return 0 }
          }
          written = searching.moments.count
        }
        if searching.isCut {
          complain("holdfast: there are more than \(FindPage.most) moments; the newest were shown.")
        }
        for id in searching.damaged {
          complain(
            "holdfast: \(id.prefix(8)) is damaged; what is intact was looked through. "
              + "holdfast verify \(id.prefix(8)) says what is wrong.")
        }
        return searching.damaged.isEmpty ? 0 : SessionJournal.ExitCode.corrupt.rawValue
      }
    }
  }
}

extension FoundMoment {
  fileprivate var text: String {
    let time = "\(TimeText.date(wall, zone: zone)) \(TimeText.clock(wall, zone: zone))  "
    let head = PlainText.oneLine(client).padded(to: 12) + session.padded(to: 16)
    let lines = PlainText.lines(words).joined(separator: "\n    ")
    return "\(time)\(sessionID.prefix(8))  \(head)\(sign) \(lines)\(isStruck ? "  struck" : "")\n"
  }

  fileprivate var json: String {
    JSONValue.object([
      JSONField("client", .text(client)), JSONField("session", .text(sessionID)),
      JSONField("name", .text(session)), JSONField("entry", .text(entry.text)),
      JSONField("happened", .text(DateText.write(wall))), JSONField("lane", .text(lane.rawValue)),
      JSONField("struck", .bool(isStruck)), JSONField("text", .text(words)),
    ]).line + "\n"
  }
}
