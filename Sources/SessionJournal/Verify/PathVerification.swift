import Glibc

/// Lone files and folders of copies, without a vault around them.
extension Verification {
  /// A vault's folder, a session's folder, a heap of copied files, or one file.
  package func path(_ path: String, expect: Fingerprint? = nil) -> [Verdict] {
    let (above, name) = Folders.split(path)
    do throws(StorageFault) {
      let parent = try storage.open(above, in: nil, for: .folderThroughLinks)
      defer { storage.close(parent) }
      let status = try storage.status(of: name, in: parent)
      guard status.kind == .folder else {
        return verdicts(of: [try copy(name, in: parent, path: path)], subject: path, expect)
      }
      if let vault = vault(holding: name, in: parent, path: above) {
        return [sessionFolder(name, in: vault, path: path, expect)]
      }
      let folder = try storage.open(name, in: parent, for: .folder)
      defer { storage.close(folder) }
      return try self.folder(folder, name: name, path: path, expect)
    } catch {
      return [Self.refusal(.storage(path: path, error), subject: path, path: path)]
    }
  }

  private func folder(
    _ folder: Descriptor, name: String, path: String, _ expect: Fingerprint?
  ) throws(StorageFault) -> [Verdict] {
    let names = try storage.list(folder).sorted()
    if names.contains(VaultFile.name) || names.contains("sessions") {
      return expect == nil ? vaultFolder(path) : [Self.unexpectable(path)]
    }
    var copies: [Copy] = []
    for name in names where name.hasSuffix(".jsonl") {
      copies.append(try copy(name, in: folder, path: "\(path)/\(name)"))
    }
    guard !copies.isEmpty else {
      return [Self.refusal(.noSession(id: path), subject: path, path: path)]
    }
    return verdicts(of: copies, subject: path, expect)
  }

  /// A fingerprint is of one session: beside many it would say nothing, or accuse the others.
  private static func unexpectable(_ path: String) -> Verdict {
    var verdict = Verdict(subject: path)
    verdict.findings.append(
      Finding(
        .usage, path, "a fingerprint is of one session, and there are others here",
        "Give the session's own folder, or the beginning of its id"))
    return verdict
  }

  /// The vault, where the folder is that of one of its sessions: then its ledgers and its rescue
  /// folders count.
  private func vault(holding name: String, in parent: Descriptor, path: String) -> Vault? {
    guard FileID(text: name) != nil else { return nil }
    let home = path == "." ? ".." : Folders.split(path).above
    guard
      let vault = try? Vault.open(
        at: home, storage: storage, consent: [.memory, .network], isReadOnly: true),
      let sessions = try? storage.status(of: vault.sessions),
      (try? storage.status(of: parent))?.isSameFile(as: sessions) == true
    else { return nil }
    return vault
  }

  private func sessionFolder(
    _ name: String, in vault: Vault, path: String, _ expect: Fingerprint?
  ) -> Verdict {
    do throws(JournalFault) {
      return try session(name, in: vault, expect: expect)
    } catch {
      return Self.refusal(error, subject: name, path: path)
    }
  }

  private func vaultFolder(_ path: String) -> [Verdict] {
    do throws(JournalFault) {
      let vault = try Vault.open(
        at: path, storage: storage, consent: [.memory, .network], isReadOnly: true)
      return try self.vault(vault)
    } catch {
      return [Self.refusal(error, subject: path, path: path)]
    }
  }

  private struct Copy {
    let name: String
    let report: FileReport
    let entries: [KeptEntry]
  }

  /// Copies may have another owner or mode; only what they say is checked.
  private func copy(
    _ name: String, in folder: Descriptor, path: String
  ) throws(StorageFault) -> Copy {
    let file = try storage.open(name, in: folder, for: .read)
    defer { storage.close(file) }
    let window = FileWindow(file, of: storage, size: try storage.status(of: file).size)
    let gathered = Gathering()
    let lane: FileLane = name.contains("process-") ? .process : .record
    let report = SessionReader.scan(window, lane: lane, into: gathered)
    if let fault = window.fault { throw fault }
    return Copy(name: path, report: report, entries: gathered.take())
  }

  /// One verdict a session; files without a readable header stand alone.
  private func verdicts(
    of copies: [Copy], subject: String, _ expect: Fingerprint?
  ) -> [Verdict] {
    var sessions: [String: (reading: SessionReading, found: [KeptEntry])] = [:]
    for copy in copies {
      let id = copy.report.header?.owner ?? copy.name
      var session = sessions[id] ?? (SessionReading(id: id), [])
      session.reading.files.append(JournalFile(name: copy.name, report: copy.report))
      session.found = session.found.isEmpty ? copy.entries : session.found + copy.entries
      sessions[id] = session
    }
    if expect != nil, sessions.count > 1 { return [Self.unexpectable(subject)] }
    return sessions.keys.sorted().compactMap { id in
      guard let session = sessions[id] else { return nil }
      var reading = session.reading
      reading.fold(session.found)
      let check = SessionCheck(
        reading: reading, path: "", isWriting: false, isWhole: false, heads: heads(ofCopy:))
      return check.verdict(known: [], expect: expect)
    }
  }

  private func heads(ofCopy path: String) -> [LineHash] {
    guard let file = try? storage.open(path, in: nil, for: .read) else { return [] }
    defer { storage.close(file) }
    guard let size = try? storage.status(of: file).size else { return [] }
    return Self.heads(FileWindow(file, of: storage, size: size))
  }
}
