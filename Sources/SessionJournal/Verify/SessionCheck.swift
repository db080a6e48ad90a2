import SessionModel

/// Checks what was read of one session against itself, its seal and the ledger.
struct SessionCheck {
  let reading: SessionReading
  let path: String
  /// The folder of each file that waits in a rescue folder, by the file's name.
  var waiting: [String: String] = [:]
  let isWriting: Bool
  /// False for a lone file or a heap of copies, where numbers may be missing.
  let isWhole: Bool
  /// False where a rescue folder could not be searched: what is not here may be there.
  var isSearched = true
  /// How far the session's files went before it was sealed, by a ledger.
  var beforeSeal: [FileID: Int64] = [:]
  /// Hashes of a file's lines in sequence, read again only where a head has to be found.
  let heads: (String) -> [LineHash]
  /// True where the session's own file of this name is the beginning of that in the rescue.
  var isBeginning: (String) -> Bool = { _ in true }

  func verdict(known: [FileHead], expect: Fingerprint?) -> Verdict {
    var verdict = Verdict(subject: reading.id)
    verdict.files = reading.files.count
    verdict.entries = reading.entries.count
    verdict.fingerprint = reading.fingerprint
    let continued = Set(reading.files.compactMap { $0.report.header?.continues?.file })
    let reached = reached(known)
    for file in reading.files {
      verdict.findings += FileFindings.of(
        file.report, path: place(of: file), isWriting: isWriting,
        isContinued: continued.contains(file.report.header?.file ?? .none),
        isShort: isShort(file, of: reached))
      verdict.findings += identity(of: file)
    }
    verdict.findings += reading.ignored.map { name in
      Finding(
        .explained, place(name), "no journal file has such a name, so it was not read",
        "If it is a copy of one, verify it by its path; then move it out of this folder")
    }
    let conflicts = conflicts
    verdict.findings += waiting.keys.sorted().filter { !conflicts.contains($0) }.map { name in
      Finding(
        .explained, place(name), "the session went on in this rescue file; it is not home yet",
        "Start Holdfast once: it copies the file into the vault")
    }
    verdict.findings += conflicts.map { name in
      Finding(
        .corrupt, place(name), "it differs from the session's own file, \(path)/\(name)",
        "Keep both and compare them with a backup: each may hold entries that the other has not")
    }
    verdict.findings += reading.refused.map {
      Verification.finding($0.fault, path: place($0.name))
    }
    verdict.findings += DraftFindings.of(reading, path: path)
    verdict.findings += reading.losses.filter { isComplete || $0.isContradiction }.map(finding)
    verdict.findings += criticalLines()
    verdict.findings += repeatedID()
    if isWhole { verdict.findings += missingContinuations() }
    verdict.findings += sealFindings()
    verdict.findings += headFindings(known, says: "the ledger")
    if let expect { verdict.findings += expectation(expect) }
    return verdict
  }

  /// Beside a file that is not here or could not be read nothing can be said to be missing.
  private var isComplete: Bool { isWhole && unread.isEmpty }

  /// How many lines each file once had, by its mark: as a ledger knew, a seal, or a file that goes
  /// on after it.
  private func reached(_ known: [FileHead]) -> [String: Int64] {
    var heads = known
    for seal in reading.lines(where: { $0.entry.kind == "sealed" }) {
      heads += (try? LineReading(fields: seal.entry.fields).heads("files")) ?? []
    }
    var reached = Dictionary(heads.map { ($0.file.mark, $0.count) }, uniquingKeysWith: max)
    for line in reading.files.compactMap({ $0.report.header?.continues }) where line.n > 0 {
      reached[line.file.mark] = max(reached[line.file.mark] ?? 0, line.n + 1)
    }
    return reached
  }

  /// True where entries are missing that may have been in the file.
  private func isShort(_ file: JournalFile, of reached: [String: Int64]) -> Bool {
    let header = file.report.header
    let lines = file.report.count + Int64(file.report.damagedTail)
    let mark = header?.file.mark ?? JournalName(file.name)?.mark ?? ""
    if reached[mark] ?? 0 > lines { return true }
    return isComplete
      && reading.losses.contains {
        guard case .hole(let writer, _, _) = $0 else { return false }
        return header.map { $0.writer == writer } ?? true
      }
  }

  /// Marks of files that are here and could not be read.
  var unread: Set<String> {
    Set(reading.refused.compactMap { JournalName($0.name)?.mark })
  }

  /// Marks of files that are here with a damaged first line.
  var headless: Set<String> {
    let files = reading.files.filter { file in
      if case .other = file.belonging { return false }
      return file.report.header == nil && file.report.state != .headerTorn
    }
    return Set(files.compactMap { JournalName($0.name)?.mark })
  }

  /// Copies are named by their whole path already.
  func place(_ name: String) -> String {
    let folder = waiting[name] ?? path
    return folder.isEmpty ? name : "\(folder)/\(name)"
  }

  func place(of file: JournalFile) -> String {
    let folder = file.waitsIn ?? path
    return folder.isEmpty ? file.name : "\(folder)/\(file.name)"
  }

  /// Rescue files whose name the session has already, and not as their beginning.
  private var conflicts: [String] {
    waiting.keys.sorted().filter { name in
      reading.files.contains { $0.name == name && $0.waitsIn == nil } && !isBeginning(name)
    }
  }

  /// The name and the folder must be those the header gives.
  private func identity(of file: JournalFile) -> [Finding] {
    guard isWhole else { return [] }
    let path = place(of: file)
    switch file.belonging {
    case .own: break
    case .other(let session):
      return [
        Finding(
          .corrupt, path, line: 1, "this file belongs to another session",
          "Move it back to sessions/\(session), or remove it if that has it already")
      ]
    case .untold(let lines):
      let text = TimeText.count(lines, "line of it is", "lines of it are")
      return [
        Finding(
          .corrupt, path, line: 1,
          "nothing tells whose session this file is of, so that \(text) not shown",
          "Keep it, and restore it or the vault's ledgers from a backup; if its text is of another "
            + "client, move it out of this folder")
      ]
    }
    guard let header = file.report.header else { return [] }
    let name = JournalName.name(header.lane, header.file)
    guard file.name == name else {
      return [
        Finding(
          .corrupt, path, line: 1, "the file does not have the name its header gives",
          "Rename it to \(name), or remove it if it is a copy")
      ]
    }
    return []
  }

  private func finding(_ loss: NumberLoss) -> Finding {
    switch loss {
    case .hole(let writer, let from, let through):
      let what =
        from == through
        ? "entry \(from) of writer \(writer) was kept once and is not here"
        : "entries \(from) to \(through) of writer \(writer) were kept once and are not here"
      return Finding(
        .corrupt, path, what,
        "Restore the session's folder from a backup; a crash cannot do this")
    case .doubled(let writer, let s):
      return Finding(
        .corrupt, path, "two different entries of writer \(writer) have the number \(s)",
        "Keep both files: one of them comes from a copy that was written to separately")
    case .altered(let writer, let s):
      return Finding(
        .corrupt, path, "two copies of entry \(s) of writer \(writer) say different things",
        "Keep both files and compare them with a backup: somebody wrote one of them anew")
    }
  }

  /// Lines with a member that must be understood, and is not: the first of each file.
  private func criticalLines() -> [Finding] {
    let lines = reading.lines { $0.entry.needsKnowledge != nil }
    return reading.files.compactMap { file in
      let own = lines.filter { $0.file == file.report.header?.file }
      guard let first = own.min(by: { $0.n < $1.n }), let names = first.entry.needsKnowledge
      else { return nil }
      let more = own.count == 1 ? "" : "; so do \(own.count - 1) more"
      let what = names.isEmpty ? "more than this version knows" : names.joined(separator: ", ")
      return Finding(
        .newer, place(of: file), line: first.n + 1,
        "the line needs knowledge of \(what), which this version has not\(more)",
        "It is kept as it is; read it with a newer Holdfast")
    }
  }

  /// An id that stands at two numbers, or with two writers.
  private func repeatedID() -> [Finding] {
    var seen = Set<String>(minimumCapacity: reading.entries.count)
    let again = reading.entries.first { kept in
      guard !seen.insert(kept.entry.id).inserted else { return false }
      return !reading.losses.contains(.altered(writer: kept.writer, s: kept.entry.s))
    }
    return again.map { kept in
      [
        Finding(
          .corrupt, path,
          "entry \(kept.entry.s) of writer \(kept.writer) has the id of another entry",
          "Keep the files and compare them with a backup: somebody wrote one of them anew")
      ]
    } ?? []
  }

  private func missingContinuations() -> [Finding] {
    let present = Set(reading.files.compactMap { $0.report.header?.file })
    return reading.files.compactMap { file in
      // At 0 that file had only a header, and may never have reached the disk.
      guard let line = file.report.header?.continues, line.n > 0, !present.contains(line.file),
        !unread.contains(line.file.mark), !headless.contains(line.file.mark)
      else { return nil }
      return Finding(
        .corrupt, place(of: file), line: 1,
        "it goes on after a file that is not here (mark \(line.file.mark))",
        "Restore that file from a backup")
    }
  }

  private func expectation(_ expected: Fingerprint) -> [Finding] {
    if reading.fingerprint == expected { return [] }
    let found =
      reading.fingerprint.map { "the fingerprint is \($0)" } ?? "the session is not sealed"
    return [
      Finding(
        .corrupt, path, "\(found), and \(expected) was expected",
        "Compare with the chart, and with a backup made at sealing")
    ]
  }
}
