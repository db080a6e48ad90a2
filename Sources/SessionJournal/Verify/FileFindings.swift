import SessionModel

/// What a file's report means for a person.
enum FileFindings {
  /// `isWriting`: another process holds the session's lock, so an unfinished end is no damage.
  /// `isContinued`: another file goes on after this one, which never grows again. `isShort`:
  /// entries are missing that may have been in it.
  static func of(
    _ report: FileReport, path: String, isWriting: Bool, isContinued: Bool = false,
    isShort: Bool = false
  ) -> [Finding] {
    var findings = report.explained.map { explained($0, path: path, isShort) }
    findings += report.refused.map { refused($0, path: path) }
    if let state = state(report, path: path, isWriting: isWriting, isContinued, isShort) {
      findings.append(state)
    }
    if let header = report.header, header.protection != .text("none") {
      findings.append(
        Finding(
          .cannotDecrypt, path, "is encrypted",
          "This version verifies its chain but cannot read it"))
    }
    return findings
  }

  private static let restore =
    "Restore this file from a backup: entries are missing that may have been in it"

  private static func explained(_ found: Recovered, path: String, _ isShort: Bool) -> Finding {
    Finding(
      .explained, path, byte: Int(found.offset),
      "\(found.length) bytes were cut off\(isShort ? "" : " by a crash") and are set aside",
      isShort ? restore : "Nothing to do: no kept entry is among them")
  }

  private static func refused(_ line: RefusedLine, path: String) -> Finding {
    Finding(
      .corrupt, path, line: line.n + 1, byte: line.offset,
      "the line is chained but is no line of this format: \(line.refusal.words)",
      "Keep this file, compare it with a backup, and report it: a program wrote it wrongly")
  }

  private static func state(
    _ report: FileReport, path: String, isWriting: Bool, _ isContinued: Bool, _ isShort: Bool
  ) -> Finding? {
    let line = report.count + 1
    let end = report.goodEnd
    let because = report.reason.map { " (\($0.words))" } ?? ""
    switch report.state {
    case .clean: return nil
    case .missingLineFeed, .torn:
      if isWriting, !isContinued {
        return Finding(
          .inUse, path, line: line, byte: end, "the last line is being written",
          "Verify again when the session has been left")
      }
      return Finding(
        .explained, path, line: line, byte: end,
        "the last line was cut off\(isShort ? "" : " while it was written")\(because)",
        isShort
          ? restore
          : isContinued
            ? "Nothing to do: no kept entry is among it, and the session goes on in another file"
            : "Open the session once with Holdfast: it sets the rest aside and goes on")
    case .damagedLines(let count): return damaged(count, in: path, line: line, byte: end)
    case .damagedEnd:
      return Finding(
        .explained, path, line: line + 1, byte: end,
        "the last line is whole, but damaged bytes follow it",
        "Nothing to do: the line counts, and Holdfast goes on in another file")
    case .damagedInside(let intact):
      return Finding(
        .corrupt, path, line: line, byte: end,
        "bytes are damaged\(because), and "
          + TimeText.count(intact, "intact line follows", "intact lines follow"),
        "Restore this file from a backup; Holdfast does not write to it any more")
    case .headerTorn:
      return Finding(
        .explained, path, line: 1, byte: 0,
        "the file was cut off before its first line was whole\(because)",
        isShort ? restore : "Nothing to do: nothing was ever kept in it")
    case .headerLost(let lines): return headerLost(lines, in: path, because)
    case .newer(let format, let crit):
      let needs = crit.isEmpty ? "format \(format)" : "knowledge of \(crit.joined(separator: ", "))"
      return Finding(
        .newer, path, line: 1, "needs \(needs), which this version has not",
        "Open it with a newer Holdfast")
    }
  }
}

extension FileFindings {
  private static func headerLost(_ lines: Int, in path: String, _ because: String) -> Finding {
    let rest =
      lines == 0 ? "nothing can" : TimeText.count(lines, "more line", "more lines") + " cannot"
    return Finding(
      .corrupt, path, line: 1, byte: 0,
      "the first line is damaged\(because), so \(rest) be verified",
      "Restore this file from a backup")
  }

  /// Last lines that are whole and not as they were written.
  private static func damaged(
    _ count: Int, in path: String, line: Int64, byte: Int
  ) -> Finding {
    let lines = count == 1 ? "the last line was" : "the last \(count) lines were"
    return Finding(
      .corrupt, path, line: line, byte: byte,
      "\(lines) changed after being written, and may hold what was kept last",
      "Restore this file from a backup, or read with an editor what is left of its text; "
        + "Holdfast goes on in another file")
  }
}

extension LineRefusal {
  /// Without the text that was refused.
  package var words: String {
    switch self {
    case .byteOrderMark: "it begins with a byte-order mark"
    case .utf16: "it is UTF-16, not UTF-8"
    case .carriageReturn: "its lines end in CR LF, not LF"
    case .nul: "it holds a NUL"
    case .invalidUTF8: "it is not UTF-8"
    case .rawControl: "it holds a control character that is not escaped"
    case .loneSurrogate: "it holds half of a surrogate pair"
    case .badEscape: "it holds an escape that JSON does not have"
    case .notJSON: "it is not JSON"
    case .blank: "it holds blanks between its parts"
    case .trailing: "something follows the closing brace"
    case .numberForm: "a number is not a plain integer"
    case .integerTooLarge: "a number is larger than 2^53-1"
    case .depth: "it is nested deeper than 8"
    case .textTooLong: "a text is longer than 1 MiB"
    case .lineTooLong: "it is longer than 9 MiB"
    case .duplicateMember(let name): "it has two members \(name)"
    case .notCanonicalBase64url(let name): "\(name) is not canonical base64url"
    case .badDate(let name): "\(name) is not a date"
    case .missing(let name): "\(name) is missing"
    case .badMember(let name): "\(name) is not what it should be"
    case .numberGap(let expected, let found): "its n is \(found), not \(expected)"
    case .memberOrder: "n, kind and hash are not where they belong"
    }
  }
}
