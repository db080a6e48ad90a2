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
          for item in index.items where !write(json ? line(item) : text(item, zone: zone)) {
            break
          }
        } catch {
          throw Failure(error)
        }
        return 0
      }
    }

    private func text(_ item: Interaction.Home.Item, zone: Int) -> String {
      let id = String(item.id.prefix(8)).padded(to: 10)
      guard let line = item.line else {
        return "\(id)\(item.fault ?? "not read")\n"
      }
      let zone = item.zone ?? zone
      let date = TimeText.date(line.beganAt, zone: zone)
      let clock = TimeText.clock(line.beganAt, zone: zone)
      let kind = "\(line.kind.rawValue) \(line.ordinal)".padded(to: 16)
      return "\(id)\(date) \(clock)  \(PlainText.oneLine(line.client).padded(to: 12))\(kind)"
        + line.state.words.padded(to: 20) + TimeText.count(line.entries, "entry", "entries") + ", "
        + TimeText.count(line.doses, "dose", "doses") + "\n"
    }

    private func line(_ item: Interaction.Home.Item) -> String {
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
      return JSONValue.object(fields).line + "\n"
    }
  }
}
