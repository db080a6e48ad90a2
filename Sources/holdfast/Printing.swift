import ArgumentParser
import Screen
import SessionJournal
import SessionModel

/// Text for standard output: the same neutralising as on the screen, so that no escape sequence and
/// no direction mark of a note ever reaches a terminal.
enum PlainText {
  static func oneLine(_ text: String) -> String {
    TextCells.cells(text, .text).map(\.text).joined()
  }

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { oneLine(String($0)) }
  }
}

extension Holdfast {
  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print",
      abstract: "Print a session as plain text, for a screen reader, a pager or a pipe.",
      discussion: """
        Prints the record lane. Psychotherapy notes (the process lane) are printed only with \
        --process: they are kept apart from the record by law.
        """)
    @Argument(help: "The session: the beginning of its id, or 'last'.")
    var id: String
    @Flag(help: "One JSON object a line.")
    var json = false
    @Flag(help: "Print the process lane as well.")
    var process = false

    func run() throws {
      try Holdfast.carryOut { () throws(Failure) -> Int32 in
        let surroundings = Surroundings(theme: nil, author: nil)
        let finding = try Finding(surroundings)
        let found = try finding.session(id)
        do throws(JournalFault) {
          let reading = try finding.vault.read(found, rescue: surroundings.rescue)
          let (session, rulesRemark) = OpenSession.fold(reading) { began, at, kept in
            var held = surroundings.held(protocolName: began.protocolName, by: kept)
            held.preparation = finding.preparation(before: began, at: at)
            return held
          }
          let printed = Printed(
            session: session, rulesRemark: rulesRemark, includesProcess: process,
            waiting: reading.waitingEntries)
          _ = json ? printed.writeJSON() : printed.writeText()
          if !reading.waiting.isEmpty {
            let files = TimeText.count(
              reading.waiting.count, "file of this session waits", "files of this session wait")
            complain(
              "holdfast: \(files) in a rescue folder; what it holds was printed as well. "
                + "Start holdfast once: it copies it into the vault.")
          }
          if reading.isOnlyNewer {
            complain(
              "holdfast: a newer Holdfast wrote to this session; what this one can read was "
                + "printed. Print it with that.")
            return SessionJournal.ExitCode.newer.rawValue
          }
          if !reading.isWhole {
            complain(
              "holdfast: this session is damaged; what is intact was printed. "
                + "holdfast verify \(found.prefix(8)) says what is wrong.")
            return SessionJournal.ExitCode.corrupt.rawValue
          }
        } catch {
          throw Failure(error)
        }
        return 0
      }
    }
  }
}

/// A session on its way to standard output.
struct Printed {
  let session: Session
  /// What to say of the rules that it is held by, where they are not today's.
  let rulesRemark: String?
  let includesProcess: Bool
  /// Ids of entries that are in a rescue folder only.
  var waiting: Set<String> = []

  private var entries: [Entry] {
    session.shownAsHappened.map { session.entries[$0] }
  }

  private func isPrinted(_ entry: Entry) -> Bool { includesProcess || entry.lane == .record }

  func writeText() -> Bool {
    guard write(head) else { return false }
    var day = ""
    for entry in entries where isPrinted(entry) {
      let date = TimeText.date(entry.happened.wall, zone: entry.zone)
      if date != day {
        day = date
        guard write("\n\(date)\n") else { return false }
      }
      guard write(text(of: entry)) else { return false }
    }
    let hidden = entries.count { !isPrinted($0) }
    if hidden > 0 {
      let words = TimeText.count(
        hidden, "entry of the process lane is", "entries of the process lane are")
      return write("\n\(words) not printed (--process).\n")
    }
    return true
  }

  private var head: String {
    let lines = session.headLines + [session.began == nil ? nil : rulesRemark].compactMap { $0 }
    return lines.map { PlainText.oneLine($0) + "\n" }.joined()
  }

  private func text(of entry: Entry) -> String {
    let clock = TimeText.clock(entry.happened.wall, zone: entry.zone)
    let since = session.sinceFirstDose(entry.happened).map {
      "T\($0.milliseconds < 0 ? "" : "+")\(TimeText.length($0.milliseconds))"
    }
    let times = [clock, since].compactMap { $0 }.joined(separator: " ").padded(to: 18)
    let words = PlainText.lines(entry.event.words)
    let indent = String(repeating: " ", count: 20)
    let first = "\(times)\(entry.event.sign) \(words.first ?? "")"
    let lines =
      [first] + words.dropFirst().map { indent + $0 }
      + remarks(entry).map { "\(indent)(\($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func remarks(_ entry: Entry) -> [String] {
    var remarks: [String] = []
    if entry.lane == .process {
      remarks.append(entry.isMoved ? "process lane, moved there" : "process lane")
    } else if entry.isMoved {
      remarks.append("moved to the record")
    }
    if case .addendumWritten = entry.event {
      remarks.append("addendum, after sealing")
    }
    if waiting.contains(entry.id.text) {
      remarks.append("waits in the rescue folder")
    }
    if session.unsealed.contains(entry.id) {
      remarks.append("not sealed")
    }
    if entry.isStruck {
      remarks.append("struck")
    }
    if case .phaseEntered(let phase) = entry.event,
      let window = session.treatment?.window(of: phase)
    {
      remarks.append("usual \(window.words)")
    }
    remarks += entry.earlier.map { "before it was put right: \(PlainText.oneLine($0.words))" }
    remarks += entry.appended.map { "added: \(PlainText.oneLine($0))" }
    remarks += session.remarks(on: entry).map(\.words)
    if entry.isLate {
      remarks.append("late, written \(TimeText.clock(entry.written.wall, zone: entry.writtenZone))")
    }
    if entry.isCarried {
      remarks.append("carried to integration")
    }
    if entry.author != session.began?.author {
      remarks.append("by \(PlainText.oneLine(entry.author))")
    }
    return remarks
  }

  func writeJSON() -> Bool {
    for entry in entries where isPrinted(entry) {
      var fields = [
        JSONField("id", .text(entry.id.text)),
        JSONField("happened", .text(DateText.write(entry.happened.wall))),
        JSONField("written", .text(DateText.write(entry.written.wall))),
        JSONField("by", .text(entry.author)), JSONField("lane", .text(entry.lane.rawValue)),
        JSONField("struck", .bool(entry.isStruck)),
        JSONField("carried", .bool(entry.isCarried)),
        JSONField("waiting", .bool(waiting.contains(entry.id.text))),
        JSONField("unsealed", .bool(session.unsealed.contains(entry.id))),
        JSONField("text", .text(entry.event.words)),
      ]
      if let since = session.sinceFirstDose(entry.happened) {
        fields.append(JSONField("sinceFirstDoseMs", .integer(since.milliseconds)))
      }
      let coded = EventCoding.entry(of: entry.recordAsItReads)
      fields.append(JSONField("kind", .text(coded.kind)))
      fields.append(JSONField("fields", .object(coded.fields)))
      guard write(JSONValue.object(fields).line + "\n") else { return false }
    }
    return true
  }
}

extension Entry {
  /// The record with what it says now.
  fileprivate var recordAsItReads: Record {
    var record = record
    record.event = event
    return record
  }
}
