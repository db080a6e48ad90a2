import SessionJournal
import SessionModel

extension SessionReading {
  /// True where every file reads to its end and no entry is missing; a last line that was cut off
  /// was never kept.
  var isWhole: Bool {
    let isRead = files.allSatisfy { file in
      switch file.report.state {
      // A file without a whole first line never held anything.
      case .clean, .missingLineFeed, .torn, .headerTorn: file.report.refused.isEmpty
      case .damagedLines, .damagedEnd, .damagedInside, .headerLost, .newer: false
      }
    }
    return refused.isEmpty && losses.isEmpty && isRead
  }

  /// Why no entry of it can be shown: of a damaged file nothing may be left to show, and the session
  /// is there all the same.
  var whyNothing: JournalFault {
    if let format = newerFormat { return .sessionNeedsNewer(session: id, format: format) }
    return isWhole ? .noSession(id: id) : .beginningMissing(session: id)
  }

  /// True where a file needs a newer Holdfast and nothing else is wrong: what is missing may be in it.
  var isOnlyNewer: Bool { newerFormat != nil && !hasDamagedFile && refused.isEmpty }

  private var newerFormat: Int64? {
    files.lazy.compactMap { file in
      if case .newer(let format, _) = file.report.state { format } else { nil }
    }.max()
  }

  private var hasDamagedFile: Bool {
    files.contains { file in
      switch file.report.state {
      case .damagedLines, .damagedEnd, .damagedInside, .headerLost: true
      // What a crash leaves, and what the writer has just repaired.
      case .clean, .missingLineFeed, .torn, .headerTorn, .newer: !file.report.refused.isEmpty
      }
    }
  }

  /// Why not all of the session could be read, in words for its pages; nil where it is whole.
  var incomplete: String? {
    if !refused.isEmpty { return "a file of this session cannot be read" }
    return newerFormat == nil ? damaged : "a newer Holdfast wrote a file of this session"
  }

  private var damaged: String? {
    if untoldLines > 0 {
      let lines = TimeText.count(untoldLines, "line here is", "lines here are")
      return "\(lines) not shown, for nothing tells whose"
    }
    if hasDamagedFile { return "a file of this session is damaged" }
    return losses.isEmpty ? nil : "entries are missing here"
  }

  /// What a writer is told who goes on here: what is damaged or missing stays so, and is not
  /// touched.
  var damage: String? {
    if let damaged { return "\(damaged); holdfast verify \(id.prefix(8)) names it" }
    return draftFault.map { "typed text of an earlier run cannot be read: \($0.what)" }
  }

  /// Files in the session's folder that were passed over, in words.
  var ignoredWords: String? {
    ignored.first.map { first in
      let more = ignored.count == 1 ? "" : " (and \(ignored.count - 1) more)"
      return "\(first)\(more) is none of the journal's files; holdfast verify \(id.prefix(8))"
    }
  }

  /// Why a reader may add nothing here, or nil.
  func readOnlyBecause(_ session: Session) -> String? {
    if let newerFormat {
      return "a newer Holdfast wrote here: it has format \(newerFormat)"
    }
    if session.began == nil {
      return "its first entry cannot be read; holdfast verify \(id.prefix(8)) says where"
    }
    if session.state == .open || session.state == .dosingEnded {
      return "this session is open; resume it to write (holdfast resume \(id.prefix(8)))"
    }
    // What is only damaged is repaired or continued in another file; numbers of entries that cannot
    // be read at all would be given twice.
    if !refused.isEmpty {
      return "a file of this session cannot be read; holdfast verify \(id.prefix(8)) names it"
    }
    return nil
  }
}
