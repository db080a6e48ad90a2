import SessionModel

/// What the seals and the ledgers knew of the session's files.
extension SessionCheck {
  func sealFindings() -> [Finding] {
    let seals = reading.lines { $0.entry.kind == "sealed" }
    guard !seals.isEmpty else { return [] }
    var findings: [Finding] = []
    var known: [FileHead] = []
    for seal in seals {
      if let heads = try? LineReading(fields: seal.entry.fields).heads("files") {
        known += heads
      } else {
        findings.append(
          Finding(
            .corrupt, path, "a seal does not say which files it covers",
            "Keep the files and report it: a program wrote it wrongly"))
      }
    }
    let unsealed = UnsealedEntries(of: reading)
    return findings + headFindings(known, says: "the seal") + added(unsealed)
      + restored(unsealed) + late(unsealed)
  }

  /// True of an entry that a ledger knew before the session was sealed; that it is still the same
  /// is looked at with all that the ledger knew.
  private func wasBeforeSeal(_ kept: KeptEntry) -> Bool { kept.n < beforeSeal[kept.file] ?? 0 }

  /// What was gone when the session was sealed, and came back from a backup.
  private func restored(_ unsealed: UnsealedEntries) -> [Finding] {
    let count = unsealed.added.count(where: wasBeforeSeal)
    guard count > 0 else { return [] }
    return [
      Finding(
        .explained, path,
        TimeText.count(count, "entry was", "entries were")
          + " kept before the sealing, as the ledger knows, but not here at it: not sealed",
        "Nothing to do where a backup was restored; the fingerprint says nothing of them")
    ]
  }

  /// Entries that no seal may be followed by and that were not there when it was made, whatever
  /// time they give.
  private func added(_ unsealed: UnsealedEntries) -> [Finding] {
    let added = unsealed.added.filter { !wasBeforeSeal($0) }
    guard let first = added.first else { return [] }
    let count = TimeText.count(added.count, "entry was", "entries were")
    return [
      Finding(
        .corrupt, path,
        "\(count) added after sealing, the first is \(first.entry.s) of writer \(first.writer)",
        "Compare with the chart: only addenda and amendments may follow a seal")
    ]
  }

  /// Files that may be genuine, and that nothing proves to be.
  private func late(_ unsealed: UnsealedEntries) -> [Finding] {
    let counts = Dictionary(unsealed.late.map { ($0.file, 1) }, uniquingKeysWith: +)
    return reading.files.compactMap { file in
      guard let id = file.report.header?.file, let count = counts[id] else { return nil }
      let entries = TimeText.count(count, "entry in it is", "entries in it are")
      return Finding(
        .explained, place(of: file), "the seal does not know this file: \(entries) not sealed",
        "Ask who wrote it: what another workstation or a rescue brought late is to be kept, "
          + "but the fingerprint says nothing of it")
    }
  }

  /// Each file must reach at least as far as it ever did, through the same lines.
  func headFindings(_ expected: [FileHead], says: String) -> [Finding] {
    let files = Dictionary(grouping: expected, by: \.file)
    let lines = KnownLines(of: files, in: reading)
    return files.keys.sorted { $0.text < $1.text }.compactMap { id in
      let heads = (files[id] ?? []).sorted { $0.count < $1.count }
      guard let file = reading.files.first(where: { $0.report.header?.file == id }) else {
        // Behind a damaged first line nobody can count; that has a finding of its own.
        guard isWhole, isSearched, !unread.contains(id.mark), !headless.contains(id.mark) else {
          return nil
        }
        return Finding(
          .corrupt, path, "\(says) names a file that is not here (mark \(id.mark))",
          "Restore it from a backup")
      }
      return finding(heads, of: file, id, lines, says: says)
    }
  }

  private func finding(
    _ heads: [FileHead], of file: JournalFile, _ id: FileID, _ lines: KnownLines, says: String
  ) -> Finding? {
    let report = file.report
    var reach = max(report.count, lines.reach[id] ?? 0)
    reach += Int64(report.damagedTail)
    if let last = heads.last, let first = heads.first, last.count > reach || first.count <= 0 {
      let known = TimeText.count(Int(clamping: last.count), "line", "lines")
      return Finding(
        .corrupt, place(of: file), line: reach,
        "\(says) knew \(known) and the file ends with line \(reach): it was rolled back",
        "Restore the file from a backup")
    }
    var inSequence: [LineHash]?
    for head in heads where head.count != report.count || head.head != report.head {
      if lines.hashes[id]?[head.count - 1]?.contains(head.head) ?? false { continue }
      // Neither an entry, then, nor behind damage, which has a finding of its own.
      if head.count > report.count, report.state.isCorrupt { continue }
      let all = inSequence ?? self.heads(file.name)
      inSequence = all
      if head.count <= all.count, all[Int(head.count) - 1] == head.head { continue }
      return Finding(
        .corrupt, place(of: file), line: head.count, "this is not the line that \(says) knew",
        "Compare with a backup: the file was written again by somebody")
    }
    return nil
  }
}

/// Of lines that a seal or a ledger knew: what they are now.
struct KnownLines {
  private(set) var hashes: [FileID: [Int64: [LineHash]]] = [:]
  /// How many lines each file has, intact ones behind damage counted.
  private(set) var reach: [FileID: Int64] = [:]

  init(of files: [FileID: [FileHead]], in reading: SessionReading) {
    guard !files.isEmpty else { return }
    let wanted = files.mapValues { Set($0.map(\.count)) }
    for kept in [reading.entries, reading.copies].joined() {
      guard let counts = wanted[kept.file] else { continue }
      if kept.n >= reach[kept.file] ?? 0 { reach[kept.file] = kept.n + 1 }
      if counts.contains(kept.n + 1) {
        hashes[kept.file, default: [:]][kept.n, default: []].append(kept.hash)
      }
    }
  }
}
