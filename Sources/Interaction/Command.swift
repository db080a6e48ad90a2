/// What may follow `:`; anything else runs nothing.
package enum Command: Equatable, Sendable {
  case endDosing(reason: String)
  case close(with: String)
  case seal(reason: String)
  case goto(String)
  /// The course of the session as a row group, in an open one.
  case timeline
  /// The overview page to a file of this path.
  case write(path: String)
  /// The checklist that fits now where it is empty, or the one whose name begins so.
  case check(String)
  /// A questionnaire in full, by the id of its scale.
  case questionnaire(String)
  /// Acknowledge a reading that is in a band.
  case acknowledge
  /// What is missing before sealing.
  case missing
  /// The sections of a preparation, what surfaced, the card.
  case sections, moments, card
  case foldProcess
  case relane
  case author(String)
  /// Empty opens the preview.
  case theme(String)
  /// A word filters the figures; empty lists all.
  case facts(String)
  case redraw
  case help
  case retry
  case leave
  case home

  static let grammar = [
    HelpRow(":end", "dosing has ended; a reason may follow"),
    HelpRow(":close", "the client leaves; with WHOM may follow"),
    HelpRow(":seal", "sign a closed session; with why where something is missing"),
    HelpRow(":missing", "what is still missing before sealing"),
    HelpRow(":sections", "in preparation: every section, and what is still empty"),
    HelpRow(":moments", "in integration: what was carried, said and felt since the last"),
    HelpRow(":card", "what was agreed in preparation"),
    HelpRow(":check", "the checklist that fits now; the beginning of its name may follow"),
    HelpRow(":phq9, :gad7, :pcl5", "the questionnaire, item by item"),
    HelpRow(":ack", "a reading in a band is acknowledged"),
    HelpRow(":goto T+31:00", "to this T+ in the log, minutes:seconds"),
    HelpRow(":goto 14:05", "to this time of day in the log"),
    HelpRow(":timeline", "the whole session in a few rows: phases, doses, SUDS, vitals"),
    HelpRow(":write PATH", "in review: the overview page to a new file"),
    HelpRow(":private", "fold or show the process lane"),
    HelpRow(":relane", "move the chosen or last entry to the other lane"),
    HelpRow(":by XX", "who writes from here on"),
    HelpRow(":theme", "preview themes; a name may follow"),
    HelpRow(":facts", "every figure and its source; a word may follow"),
    HelpRow(":retry", "try again to write what is not kept"),
    HelpRow(":home", "back to the list; the session stays open"),
    HelpRow(":redraw", "draw the screen anew"),
    HelpRow(":help", "these keys"),
    HelpRow(":leave", "leave Holdfast; the session stays open"),
  ]

  /// The command that a line beginning with `:` asks for, or nil: then nothing runs.
  package init?(line: String) {
    guard line.first == ":", !line.contains("\n") else { return nil }
    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
    guard let name = words.first else { return nil }
    let rest = words.count > 1 ? Self.trimmed(words[1]) : ""
    switch name {
    case "end": self = .endDosing(reason: rest)
    case "close" where rest.isEmpty: self = .close(with: "")
    case "close" where rest.lowercased().hasPrefix("with "):
      self = .close(with: Self.trimmed(rest.dropFirst("with ".count)))
    case "seal": self = .seal(reason: rest)
    case "check" where rest.count <= Self.longestName: self = .check(rest)
    case "phq9" where rest.isEmpty, "gad7" where rest.isEmpty, "pcl5" where rest.isEmpty:
      self = .questionnaire(String(name))
    case "ack" where rest.isEmpty: self = .acknowledge
    case "missing" where rest.isEmpty: self = .missing
    case "sections" where rest.isEmpty: self = .sections
    case "moments" where rest.isEmpty: self = .moments
    case "card" where rest.isEmpty: self = .card
    case "timeline" where rest.isEmpty: self = .timeline
    case "write" where !rest.isEmpty: self = .write(path: rest)
    case "goto" where !rest.isEmpty: self = .goto(rest)
    case "by" where Initials.refusal(of: rest) == nil: self = .author(rest)
    case "facts": self = .facts(rest)
    case "theme": self = .theme(rest)
    case "private" where rest.isEmpty: self = .foldProcess
    case "relane" where rest.isEmpty: self = .relane
    case "redraw" where rest.isEmpty: self = .redraw
    case "help" where rest.isEmpty: self = .help
    case "retry" where rest.isEmpty: self = .retry
    case "leave" where rest.isEmpty: self = .leave
    case "home" where rest.isEmpty: self = .home
    default: return nil
    }
  }

  /// Why a line is none that only just misses one, or nil: what closes a session is never guessed
  /// from a sentence that begins like it.
  static func nearMiss(of line: String) -> String? {
    guard line.first == ":", !line.contains("\n"), Command(line: line) == nil else { return nil }
    let words = line.split(separator: " ")
    switch (words[0], words.count) {
    case (":close", 2...):
      return "with whom the client leaves stands behind with, as in: :close with her sister"
    case (":goto", 1): return "to which moment? as in: :goto T+31 or :goto 14:05"
    case (":by", 1): return "who writes? as in: :by MK"
    case (":write", 1): return "to which file? as in: :write ~/overview.txt"
    default: return nil
    }
  }

  /// True of the bare name of a command, with or without what has to stand behind it.
  static func isBare(_ line: String) -> Bool {
    Command(line: line)?.holdsWords == false
      || line.first == ":" && line.split(separator: " ").count == 1 && nearMiss(of: line) != nil
  }

  /// True where words stand behind it that may have been a sentence.
  var holdsWords: Bool {
    switch self {
    case .endDosing(let words), .close(let words), .seal(let words), .author(let words),
      .check(let words),
      .theme(let words), .facts(let words):
      !words.isEmpty
    case .goto(let moment): !moment.allSatisfy { $0.isNumber || "tT+-:".contains($0) }
    case .write(let path): path.contains(" ")
    default: false
    }
  }

  /// True where the command keeps an entry that has a time.
  var isEntry: Bool {
    switch self {
    case .endDosing, .close: true
    default: false
    }
  }

  /// Of a list; a longer line behind `:check` was a sentence.
  private static let longestName = 24

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// The author's initials: in the header, in the files, in `by XX`.
package enum Initials {
  /// Why these cannot be initials, or nil.
  package static func refusal(of text: String) -> String? {
    guard (1...8).contains(text.count) else {
      return "initials are one to eight letters; type them and press Enter"
    }
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
    return isPlain ? nil : "initials are letters, digits, dots and hyphens only; correct them"
  }
}

/// The clinic's code for a client.
package enum ClientCode {
  /// The code of a known client as it was first written, where only the case differs: one client
  /// must not become two.
  package static func known(_ typed: String, among codes: [String]) -> String {
    if codes.contains(typed) {
      return typed
    }
    return codes.first { $0.lowercased() == typed.lowercased() } ?? typed
  }

  /// Why this cannot be a code, or nil. A code without a digit is refused: it is too likely a name.
  package static func refusal(of text: String) -> String? {
    guard !text.isEmpty else { return "type the clinic's code for the client, as HF-0417" }
    guard text.count <= 24 else { return "a code has at most 24 characters; shorten it" }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_.".unicodeScalars.contains(scalar))
    }
    guard isPlain else {
      return "a code has letters A-Z, digits, hyphen, dot and underscore only; correct it"
    }
    guard text.contains(where: { $0.isNumber }) else {
      return "a code needs a digit, as HF-0417: a code, never a name"
    }
    return nil
  }
}
