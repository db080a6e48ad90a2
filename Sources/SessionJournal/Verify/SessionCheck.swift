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
  /// Hashes of a file's lines in sequence, read again only where a head has to be found.
  let heads: (String) -> [LineHash]

  func verdict(known: [FileHead], expect: Fingerprint?) -> Verdict {
    var verdict = Verdict(subject: reading.id)
    verdict.files = reading.files.count
    verdict.entries = reading.entries.count
    verdict.fingerprint = reading.fingerprint
    for file in reading.files {
      verdict.findings += FileFindings.of(
        file.report, path: place(file.name), isWriting: isWriting)
      verdict.findings += identity(of: file)
    }
    verdict.findings += waiting.keys.sorted().map { name in
      Finding(
        .explained, place(name), "the session went on in this rescue file; it is not home yet",
        "Start Holdfast once: it copies the file into the vault")
    }
    verdict.findings += reading.refused.map {
      Verification.finding($0.fault, path: place($0.name))
    }
    verdict.findings += DraftFindings.of(reading, path: path)
    if isWhole {
      // Beside a file that could not be read nothing can be said to be missing.
      let losses = unread.isEmpty ? reading.losses : reading.losses.filter(\.isDoubled)
      verdict.findings += losses.map(finding)
      verdict.findings += missingContinuations()
    }
    verdict.findings += sealFindings()
    verdict.findings += headFindings(known, says: "the ledger")
    if let expect { verdict.findings += expectation(expect) }
    return verdict
  }

  /// Marks of files that are here and could not be read.
  private var unread: Set<String> {
    Set(reading.refused.compactMap { JournalName($0.name)?.mark })
  }

  /// Copies are named by their whole path already.
  private func place(_ name: String) -> String {
    let folder = waiting[name] ?? path
    return folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// The name and the folder must be those the header gives.
  private func identity(of file: JournalFile) -> [Finding] {
    guard let header = file.report.header, isWhole else { return [] }
    let path = place(file.name)
    if header.owner != reading.id {
      return [
        Finding(
          .corrupt, path, line: 1, "this file belongs to another session",
          "Move it back to sessions/\(header.owner)")
      ]
    }
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
      let which = from == through ? "entry \(from)" : "entries \(from) to \(through)"
      return Finding(
        .corrupt, path, "\(which) of writer \(writer) were kept once and are not here",
        "Restore the session's folder from a backup; a crash cannot do this")
    case .doubled(let writer, let s):
      return Finding(
        .corrupt, path, "two different entries of writer \(writer) have the number \(s)",
        "Keep both files: one of them comes from a copy that was written to separately")
    }
  }

  private func missingContinuations() -> [Finding] {
    let present = Set(reading.files.compactMap { $0.report.header?.file })
    return reading.files.compactMap { file in
      // At 0 that file had only a header, and may never have reached the disk.
      guard let line = file.report.header?.continues, line.n > 0, !present.contains(line.file),
        !unread.contains(line.file.mark)
      else { return nil }
      return Finding(
        .corrupt, place(file.name), line: 1,
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

extension SessionCheck {
  private static let afterSealing: Set<String> = [
    "amend", "addendum", "carried", "bookmark", "runBegan", "runEnded", "clock", "gap", "locked",
    "unlocked", "sealed",
  ]

  private func sealFindings() -> [Finding] {
    var findings: [Finding] = []
    var isSealed = false
    var added: [KeptEntry] = []
    for kept in reading.entries {
      if kept.entry.kind == "sealed" {
        isSealed = true
        guard let heads = try? LineReading(fields: kept.entry.fields).heads("files") else {
          findings.append(
            Finding(
              .corrupt, path, "a seal does not say which files it covers",
              "Keep the files and report it: a program wrote it wrongly"))
          continue
        }
        findings += headFindings(heads, says: "the seal")
      } else if isSealed, !Self.afterSealing.contains(kept.entry.kind) {
        added.append(kept)
      }
    }
    if let first = added.first {
      let count = TimeText.count(added.count, "entry was", "entries were")
      findings.append(
        Finding(
          .corrupt, path,
          "\(count) added after sealing, the first is \(first.entry.s)",
          "Compare with the chart: only addenda and amendments may follow a seal"))
    }
    return findings
  }

  /// Each file must reach at least as far as it once did, through the same line.
  private func headFindings(_ expected: [FileHead], says: String) -> [Finding] {
    expected.compactMap { head in
      let file = reading.files.first { $0.report.header?.file == head.file }
      guard let file else {
        guard isWhole, !unread.contains(head.file.mark) else { return nil }
        return Finding(
          .corrupt, path, "\(says) names a file that is not here (mark \(head.file.mark))",
          "Restore it from a backup")
      }
      let path = place(file.name)
      guard head.count > 0, file.report.count >= head.count else {
        return Finding(
          .corrupt, path, line: file.report.count,
          "\(says) knew \(head.count) lines and \(file.report.count) are here: it was rolled back",
          "Restore the file from a backup")
      }
      if file.report.count == head.count, file.report.head == head.head { return nil }
      let lines = heads(file.name)
      guard head.count <= lines.count, lines[Int(head.count) - 1] == head.head else {
        return Finding(
          .corrupt, path, line: head.count, "this is not the line that \(says) knew",
          "Compare with a backup: the file was written again by somebody")
      }
      return nil
    }
  }
}
