import Glibc

/// Checks sessions, files and copies; takes no lock and writes nothing.
package struct Verification: Sendable {
  let storage: any Storage
  /// Where files of a session may wait to be copied home.
  let rescue: [RescueFolder]

  package init(storage: any Storage = RealStorage(), rescue: [RescueFolder] = []) {
    self.storage = storage
    self.rescue = rescue
  }

  /// Every session of a vault, and what its ledgers say is missing.
  /// `progress` is told how many of how many are done.
  package func vault(
    _ vault: Vault, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(JournalFault) -> [Verdict] {
    let ledgers = try vault.ledgerHeads()
    var verdicts = [try ledgerVerdict(vault)]
    let unsearched = unsearchedFindings()
    if !unsearched.isEmpty { verdicts.append(Verdict(subject: "rescue", findings: unsearched)) }
    let strays = try strayFindings(vault)
    if !strays.isEmpty { verdicts.append(Verdict(subject: "sessions", findings: strays)) }
    let names = try vault.sessionNames()
    for (place, name) in names.enumerated() {
      verdicts.append(session(name, in: vault, ledgers))
      progress(place + 1, names.count)
    }
    for lost in Set(ledgers.heads.keys).subtracting(names).sorted() {
      var verdict = rescued(lost, in: vault, ledgers) ?? gone(lost, from: vault)
      verdict.findings += unsearchedFindings(of: lost)
      verdicts.append(verdict)
    }
    return verdicts
  }

  /// A session of which neither a folder nor a rescue is left.
  private func gone(_ id: String, from vault: Vault) -> Verdict {
    var verdict = Verdict(subject: id)
    verdict.findings.append(
      Finding(
        .corrupt, "\(vault.path)/sessions/\(id)",
        "the ledger names this session and its folder is gone",
        "Restore the folder from a backup"))
    return verdict
  }

  /// One session of a vault.
  package func session(
    _ id: String, in vault: Vault, expect: Fingerprint? = nil
  ) throws(JournalFault) -> Verdict {
    let ledgers = try vault.ledgerHeads()
    var verdict = session(id, in: vault, ledgers, expect: expect)
    verdict.findings += ledgers.refused.map { Self.finding($0.fault, path: $0.path) }
    verdict.findings += unsearchedFindings()
    return verdict
  }

  /// Rescue folders that cannot be searched, so that nobody knows what waits in them; or those of
  /// one session.
  private func unsearchedFindings(of session: String? = nil) -> [Finding] {
    rescue.compactMap { place in
      place.refusal(of: session, storage: storage).map {
        Self.finding($0, path: session.map { "\(place.path)/\($0)" } ?? place.path)
      }
    }
  }

  private func session(
    _ id: String, in vault: Vault, _ ledgers: LedgerHeads, expect: Fingerprint? = nil
  ) -> Verdict {
    let path = "\(vault.path)/sessions/\(id)"
    do throws(JournalFault) {
      let folder = try vault.openSession(id, path: path)
      defer { storage.close(folder) }
      var reading = try vault.reader(of: id, in: folder, path: path).read()
      let waiting = reading.addWaiting(of: rescue, storage: storage, ledger: vault.ledger)
      let unsearched = unsearchedFindings(of: id)
      let check = SessionCheck(
        reading: reading, path: path, waiting: waiting, isWriting: storage.isLocked(folder),
        isWhole: true,
        isSearched: unsearched.isEmpty && unsearchedFindings().isEmpty,
        beforeSeal: ledgers.beforeSeal[id] ?? [:],
        heads: { [storage] name in
          Self.heads(name, in: folder, or: waiting[name], storage: storage, path: path)
        },
        isBeginning: { [storage] name in
          Self.isBeginning(name, in: folder, of: waiting[name], storage: storage)
        })
      var verdict = check.verdict(known: ledgers.heads[id] ?? [], expect: expect)
      // The ledger's first line follows the session's.
      let isBegun = check.reading.entries.contains(where: \.isBeginning)
      if !ledgers.mayName(id), !check.isWriting, isBegun {
        verdict.findings.append(
          Finding(
            .explained, path,
            "no ledger names this session, so nothing tells how far it once went",
            "If it is whole, resume it and leave it once; else restore the vault's ledger files"))
      }
      verdict.findings += unsearched
      return verdict
    } catch {
      if case .noSession = error, var rescued = rescued(id, in: vault, ledgers) {
        rescued.findings += unsearchedFindings(of: id)
        return rescued
      }
      return Self.refusal(error, subject: id, path: path)
    }
  }

  /// A session whose folder is gone, as far as it waits in rescue folders.
  private func rescued(_ id: String, in vault: Vault, _ ledgers: LedgerHeads) -> Verdict? {
    var reading = SessionReading(id: id)
    let waiting = reading.addWaiting(of: rescue, storage: storage, ledger: vault.ledger)
    guard !reading.files.isEmpty else { return nil }
    let check = SessionCheck(
      reading: reading, path: "\(vault.path)/sessions/\(id)", waiting: waiting, isWriting: false,
      isWhole: true,
      heads: { [storage] name in
        Self.heads(name, in: nil, or: waiting[name], storage: storage, path: "")
      })
    var verdict = check.verdict(known: ledgers.heads[id] ?? [], expect: nil)
    verdict.findings.insert(
      Finding(
        .explained, "\(vault.path)/sessions/\(id)",
        "its folder is gone, and what is left of the session waits in a rescue folder",
        "Restore the folder from a backup if there is one, then start Holdfast once"), at: 0)
    return verdict
  }

  static func refusal(_ fault: JournalFault, subject: String, path: String) -> Verdict {
    var verdict = Verdict(subject: subject)
    verdict.findings.append(finding(fault, path: path))
    return verdict
  }

  static func finding(_ fault: JournalFault, path: String) -> Finding {
    Finding(fault.exitCode, path, fault.what, fault.next)
  }

  /// The hash of every line of a file in its sequence; of a file that waits in `other`.
  static func heads(
    _ name: String, in folder: Descriptor?, or other: String?, storage: any Storage, path: String
  ) -> [LineHash] {
    if let other {
      guard let rescue = try? storage.open(other, in: nil, for: .folder) else { return [] }
      defer { storage.close(rescue) }
      return heads(name, in: rescue, or: nil, storage: storage, path: other)
    }
    guard let folder,
      let (file, status) = try? Folders(storage: storage).openFile(
        name, in: folder, for: .read, path: "\(path)/\(name)")
    else { return [] }
    defer { storage.close(file) }
    return heads(FileWindow(file, of: storage, size: status.size))
  }
}

extension Verification {
  /// True where the rescue's file of this name begins with all that the session's own holds.
  fileprivate static func isBeginning(
    _ name: String, in folder: Descriptor, of rescue: String?, storage: any Storage
  ) -> Bool {
    func bytes(in folder: Descriptor) -> [UInt8]? {
      guard let file = try? storage.open(name, in: folder, for: .read) else { return nil }
      defer { storage.close(file) }
      guard let size = try? storage.status(of: file).size else { return nil }
      return try? storage.readWhole(file, size: size)
    }
    guard let rescue, let away = try? storage.open(rescue, in: nil, for: .folder) else {
      return false
    }
    defer { storage.close(away) }
    guard let whole = bytes(in: away), let beginning = bytes(in: folder) else { return false }
    return whole.starts(with: beginning)
  }

  static func heads(_ window: FileWindow) -> [LineHash] {
    var heads: [LineHash] = []
    _ = FileScan.read(window) { heads.append($0.hash) }
    return heads
  }
}

extension KeptEntry {
  fileprivate var isBeginning: Bool { entry.kind == "began" }
}
