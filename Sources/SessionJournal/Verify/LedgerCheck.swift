/// What there is to say of a vault beside its sessions.
extension Verification {
  func ledgerVerdict(_ vault: Vault) throws(JournalFault) -> Verdict {
    var verdict = Verdict(subject: "ledger")
    var present: Set<FileID> = []
    var continued: [(path: String, file: FileID)] = []
    var isWhole = true
    for name in try vault.ledger.names() {
      let path = "\(vault.path)/\(name)"
      do throws(JournalFault) {
        let bytes = try vault.ledger.read(name)
        var lines = 0
        let (report, file) = bytes.withUnsafeBytes { raw in
          let report = FileScan.read(raw) { line in
            if case .ledger = line.content { lines += 1 }
          }
          return (report, (report.header ?? report.mended)?.file ?? FileScan.looseFile(in: raw))
        }
        if let file { present.insert(file) } else { isWhole = false }
        if let before = report.header?.continues { continued.append((path, before.file)) }
        verdict.files += 1
        verdict.entries += lines
        verdict.findings += FileFindings.of(report, path: path, isWriting: false)
      } catch {
        verdict.findings.append(Self.finding(error, path: path))
        isWhole = false
      }
    }
    // Beside one that cannot be read nothing can be said to be missing.
    for (path, before) in continued where isWhole && !present.contains(before) {
      verdict.findings.append(
        Finding(
          .corrupt, path, line: 1,
          "it goes on after a ledger that is not here (mark \(before.mark))",
          "Restore the vault's ledgers from a backup: nobody knows what that one said of sessions"))
    }
    return verdict
  }

  /// Names beside the sessions' folders that none of them has.
  func strayFindings(_ vault: Vault) throws(JournalFault) -> [Finding] {
    let folder = "\(vault.path)/sessions"
    let names: [String]
    do throws(StorageFault) {
      names = try storage.list(vault.sessions)
    } catch {
      throw .storage(path: folder, error)
    }
    return names.filter { FileID(text: $0) == nil }.sorted().map { name in
      Finding(
        .explained, "\(folder)/\(name)",
        "no session's folder has such a name, so it was not read",
        "If it is a copy of one, verify it by its path; then move it out of this folder")
    }
  }
}

/// What a vault's ledgers knew of its sessions.
struct LedgerHeads {
  /// How far each session's files went at every time that was noted.
  var heads: [String: [FileHead]] = [:]
  /// How far they went, by a ledger that goes on to say that the session was sealed.
  var beforeSeal: [String: [FileID: Int64]] = [:]
  var refused: [(path: String, fault: JournalFault)] = []

  /// An unreadable ledger may name what the others do not.
  func mayName(_ session: String) -> Bool { heads[session] != nil || !refused.isEmpty }

  /// Takes the lines of one ledger, in their order.
  fileprivate mutating func add(_ lines: [LedgerLine]) {
    var before: [String: [FileID: Int64]] = [:]
    var sealed: Set<String> = []
    for line in lines {
      heads[line.session, default: []] += line.files
      if sealed.contains(line.session) { continue }
      if line.kind == .sealed {
        sealed.insert(line.session)
        let known = before[line.session] ?? [:]
        beforeSeal[line.session, default: [:]].merge(known, uniquingKeysWith: max)
      }
      for head in line.files {
        before[line.session, default: [:]].merge([head.file: head.count], uniquingKeysWith: max)
      }
    }
  }
}

extension Vault {
  func ledgerHeads() throws(JournalFault) -> LedgerHeads {
    var known = LedgerHeads()
    for name in try ledger.names() {
      let bytes: [UInt8]
      do throws(JournalFault) {
        bytes = try ledger.read(name)
      } catch {
        known.refused.append(("\(path)/\(name)", error))
        continue
      }
      var lines: [LedgerLine] = []
      _ = bytes.withUnsafeBytes { raw in
        FileScan.read(raw) { line in
          if case .ledger(let line) = line.content { lines.append(line) }
        }
      }
      known.add(lines)
    }
    return known
  }
}
