import ArgumentParser
import Interaction
import SessionJournal
import SessionModel

extension Holdfast {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List sessions as plain text.")
    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = Surroundings(theme: nil, author: nil)
        let finding = try Finding(surroundings)
        do throws(JournalFault) {
          var index = try SessionIndex(finding.vault)
          index.readAll()
          let zone = Clocks().now().zone
          let waiting = finding.vault.waitingFiles(in: surroundings.rescue)
          for item in index.items {
            let beside = Beside(
              waiting: waiting[item.id] ?? 0, ignored: index.ignored[item.id]?.count ?? 0,
              untold: index.untold[item.id]?.count ?? 0)
            let line = json ? line(item, beside) : text(item, zone: zone) + beside.words + "\n"
            if !write(line) { break }
          }
        } catch {
          throw Failure(error)
        }
        return 0
      }
    }

    /// What lies beside a session's own files.
    private struct Beside {
      /// Files in rescue folders that have not come home.
      let waiting: Int
      /// Files in its folder that are none of the journal's.
      let ignored: Int
      /// Files in its folder of which nothing tells whose they are.
      let untold: Int

      var words: String {
        let home = TimeText.count(waiting, "rescue file waits", "rescue files wait")
        let other = TimeText.count(ignored, "file is", "files are")
        let hidden = TimeText.count(untold, "file is", "files are")
        return (waiting == 0 ? "" : "; \(home) to come home")
          + (ignored == 0 ? "" : "; \(other) none of the journal's, see holdfast verify")
          + (untold == 0 ? "" : "; \(hidden) damaged and not shown, see holdfast verify")
      }
    }

    private func text(_ item: Interaction.Home.Item, zone: Int) -> String {
      let id = String(item.id.prefix(8)).padded(to: 10)
      guard let line = item.line else {
        return "\(id)\(item.fault ?? "not read")"
      }
      let zone = item.zone ?? zone
      let date = TimeText.date(line.beganAt, zone: zone)
      let clock = TimeText.clock(line.beganAt, zone: zone)
      let kind = "\(line.kind.rawValue) \(line.ordinal)".padded(to: 16)
      return "\(id)\(date) \(clock)  \(PlainText.oneLine(line.client).padded(to: 12))\(kind)"
        + line.state.words.padded(to: 20) + TimeText.count(line.entries, "entry", "entries") + ", "
        + TimeText.count(line.doses, "dose", "doses")
    }

    private func line(_ item: Interaction.Home.Item, _ beside: Beside) -> String {
      var fields = [JSONField("id", .text(item.id))]
      if let line = item.line {
        fields += [
          JSONField("client", .text(line.client)), JSONField("kind", .text(line.kind.rawValue)),
          JSONField("ordinal", .integer(Int64(line.ordinal))),
          JSONField("state", .text(line.state.rawValue)),
          JSONField("began", .text(DateText.write(line.beganAt))),
          JSONField("last", .text(DateText.write(line.lastAt))),
          JSONField("entries", .integer(Int64(line.entries))),
          JSONField("doses", .integer(Int64(line.doses))),
        ]
      }
      if let fault = item.fault {
        fields.append(JSONField("fault", .text(fault)))
      }
      if beside.waiting > 0 {
        fields.append(JSONField("waiting", .integer(Int64(beside.waiting))))
      }
      if beside.ignored > 0 {
        fields.append(JSONField("ignored", .integer(Int64(beside.ignored))))
      }
      if beside.untold > 0 {
        fields.append(JSONField("notShown", .integer(Int64(beside.untold))))
      }
      return JSONValue.object(fields).line + "\n"
    }
  }
}
