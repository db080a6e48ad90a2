import ArgumentParser
import Interaction
import SessionJournal
import SessionModel

extension Holdfast {
  struct ArcPage: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "arc",
      abstract: "Print what connects a client's sessions: doses, themes, actions, scores.",
      discussion: """
        Prints the record lane. Themes, insights and what was carried are psychotherapy notes \
        (the process lane): they are printed only with --process.
        """)
    @Argument(help: "The clinic's code for the client, whole.")
    var client: String
    @Flag(help: "One JSON object a line.")
    var json = false
    @Flag(help: "Print the process lane as well.")
    var process = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = Surroundings(theme: nil, author: nil)
        let read = try ClientArcs(surroundings)
        guard let code = read.index.codes.first(where: { $0.lowercased() == client.lowercased() })
        else {
          throw Failure(
            "no session of this client is in \(surroundings.home); holdfast list shows the codes.",
            code: Failure.usage)
        }
        let printed = PrintedArc(
          arc: read.arcs.arc(of: code), today: read.today, scales: surroundings.library.scales(),
          includesProcess: process)
        _ = json ? printed.writeJSON() : printed.writeText()
        return read.complainOfDamage(of: code)
      }
    }
  }

  struct Due: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "due",
      abstract: "List what waits: follow-ups that are due, open actions, unfinished sessions.")
    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let read = try ClientArcs(Surroundings(theme: nil, author: nil))
        let rows = read.arcs.clients.flatMap {
          read.arcs.arc(of: $0).waiting(on: read.today)
        }.inOrder
        for row in rows {
          guard write(json ? row.json : row.text) else { return 0 }
        }
        if rows.isEmpty, !json { write("nothing is due.\n") }
        return read.complainOfDamage(of: nil)
      }
    }
  }
}

/// Every session of the vault, read for its client's arc.
private struct ClientArcs {
  let index: SessionIndex
  let arcs: ArcReading
  let today: CivilDay

  init(_ surroundings: Surroundings) throws(Failure) {
    let finding = try Finding(surroundings)
    var index = try failing { () throws(JournalFault) -> SessionIndex in
      try SessionIndex(finding.vault)
    }
    index.readAll()
    var arcs = ArcReading(finding.vault, surroundings)
    for item in index.items { arcs.read(item) }
    self.index = index
    self.arcs = arcs
    let now = Clocks().now()
    today = CivilDay(of: now.wall, zone: now.zone)
  }

  /// What cannot be read is said, and the exit code tells it: an arc with a hole is no whole one.
  func complainOfDamage(of client: String?) -> Int32 {
    let damaged = arcs.damaged.filter { client == nil || $0.client == client }.map(\.place)
    for place in damaged {
      complain(
        "holdfast: \(place.words), is damaged; what is intact was read. "
          + "holdfast verify \(place.session.prefix(8)) says what is wrong.")
    }
    for (id, fault) in index.refusals where !arcs.isKnown(id) {
      complain("holdfast: \(id.prefix(8)) could not be read: \(fault.words)")
    }
    let isWhole = damaged.isEmpty && index.refusals.isEmpty
    return isWhole ? 0 : SessionJournal.ExitCode.corrupt.rawValue
  }
}

/// An arc on its way to standard output.
private struct PrintedArc {
  let arc: Arc
  let today: CivilDay
  let scales: [ScaleDefinition]
  let includesProcess: Bool

  private var sections: [Arc.Section] { arc.sections(on: today, scales: scales) }

  private func isPrinted(_ row: Arc.Row) -> Bool { includesProcess || row.lane == .record }

  func writeText() -> Bool {
    let count = TimeText.count(arc.visits.count, "session", "sessions")
    guard write("\(PlainText.oneLine(arc.client))  \(count)\n") else { return false }
    var hidden = 0
    for section in sections {
      let shown = section.rows.filter(isPrinted)
      hidden += section.rows.count - shown.count
      guard includesProcess || section.matter.lane == .record else { continue }
      var text = "\n\(section.matter.rawValue)\n"
      for row in shown { text += "  \(PlainText.lines(row.words).joined(separator: "\n    "))\n" }
      if shown.isEmpty { text += "  nothing\n" }
      guard write(text) else { return false }
    }
    guard hidden > 0 else { return true }
    let words = TimeText.count(hidden, "row of the process lane is", "rows of the process lane are")
    return write("\n\(words) not printed (--process).\n")
  }

  func writeJSON() -> Bool {
    for section in sections {
      for row in section.rows where isPrinted(row) {
        var fields = [
          JSONField("client", .text(arc.client)),
          JSONField("matter", .text(section.matter.rawValue.lowercased())),
          JSONField("text", .text(row.words)), JSONField("lane", .text(row.lane.rawValue)),
          JSONField("open", .bool(row.isOpen)),
        ]
        if let place = row.places.last {
          fields.append(JSONField("session", .text(place.session)))
          fields.append(JSONField("happened", .text(DateText.write(place.wall))))
          if let entry = place.entry { fields.append(JSONField("entry", .text(entry.text))) }
        }
        guard write(JSONValue.object(fields).line + "\n") else { return false }
      }
    }
    return true
  }
}

extension Arc.Waiting {
  fileprivate var text: String {
    (day?.text ?? "").padded(to: 12) + PlainText.oneLine(client).padded(to: 12)
      + kind.rawValue.padded(to: 12) + PlainText.oneLine(words) + "\n"
  }

  fileprivate var json: String {
    var fields = [
      JSONField("client", .text(client)), JSONField("kind", .text(kind.rawValue)),
      JSONField("text", .text(words)),
    ]
    if let day { fields.append(JSONField("day", .text(day.text))) }
    if let place { fields.append(JSONField("session", .text(place.session))) }
    return JSONValue.object(fields).line + "\n"
  }
}
