import Glibc
import SessionJournal
import SessionModel
import Testing

/// Which file of a session grows, and what is on the disk before it does.
@Suite struct FileChoiceTests {
  private func closed(_ scratch: Scratch) throws -> (vault: Vault, id: String, file: String) {
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    journal.append(note(1))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    return (vault, journal.session, "\(folder)/\(names(in: folder)[0])")
  }

  /// Whichever of the names comes last.
  @Test(arguments: ["00000000", "zzzzzzzz"])
  func aCopyUnderAnotherNameNeverGrows(_ mark: String) throws {
    let scratch = Scratch()
    let (vault, id, file) = try closed(scratch)
    let copy = "\(folder(of: file))/record-\(mark).jsonl"
    run("cp -p '\(file)' '\(copy)'")
    let before = bytes(of: copy)
    let (journal, reading) = try vault.resumeSession(id)
    #expect(reading.entries.map(\.entry.s) == [1])
    journal.append(note(2))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(bytes(of: copy) == before)
    run("rm '\(copy)'")
    #expect(try vault.read(id).entries.map(\.entry.s) == [1, 2])
    #expect(try vault.read(id).files.count == 1)
  }

  @Test func aRenamedFileIsContinuedInAnotherAndNeverTouched() throws {
    let scratch = Scratch()
    let (vault, id, file) = try closed(scratch)
    let renamed = "\(folder(of: file))/record-zzzzzzzz.jsonl"
    run("mv '\(file)' '\(renamed)'")
    let before = bytes(of: renamed)
    let (journal, _) = try vault.resumeSession(id)
    journal.append(note(2))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(bytes(of: renamed) == before)
    run("mv '\(renamed)' '\(file)'")
    #expect(try vault.read(id).entries.map(\.entry.s) == [1, 2])
    #expect(try Verification().session(id, in: vault).exitCode == .clean)
  }

  @Test func aFolderThatIsMovedAwayIsLeftForTheRescue() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let rescue = [RescueFolder(path: scratch.file("rescue"))]
    let journal = try vault.createSession(rescue: rescue)
    journal.append(note(1))
    #expect(journal.flush(milliseconds: 10_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    run("mv '\(folder)' '\(scratch.file("away"))'; cp -pr '\(scratch.file("away"))' '\(folder)'")
    journal.append(note(2, "still kept"))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.rescue == rescue[0])
    // The rescue has the new entry, and what the file that was moved away held.
    #expect(try reopen(scratch).bringHome(from: rescue).map(\.entries) == [1, 1])
    #expect(try vault.read(journal.session).entries.map(\.entry.s) == [1, 2])
  }

  /// A session of two files: the first is damaged in its middle, so the second continues it.
  private func continued(_ seed: UInt64) throws -> Patient {
    let patient = try Patient(8, seed: seed)
    var bytes = patient.whole
    bytes[patient.ends[3] + 20] ^= 1
    patient.disk.replace(patient.path, with: bytes)
    _ = try patient.goOn()
    return patient
  }

  @Test func everyFileIsOnTheDiskBeforeAnythingIsBuiltOnIt() throws {
    let patient = try continued(1)
    let disk = patient.disk
    #expect(disk.files(under: "/vault/sessions/\(patient.session)").count == 2)
    let number = try #require(disk.forgetPlatter(of: patient.path))
    var (writer, lock, _) = try patient.vault.resumeWriting(patient.session)
    defer { lock.release() }
    let node = disk.state.withLock { $0.nodes[number] }
    #expect(node?.platter == node?.cached && node?.cached.isEmpty == false)
    writer.close()
  }

  private func seal() -> JournalEntry {
    var sealed = note(10)
    let line = ListLine(
      client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 9,
      beganAt: 1_795_430_001_000, lastAt: 1_795_430_002_000, doses: 0)
    sealed.event = .sealed(Seal(listLine: line, reason: "complete"))
    return EventCoding.entry(of: sealed)
  }

  @Test func aSealNamesFilesThatCannotBeReadAnyMoreAndThoseLeftBehind() throws {
    for fails in [false, true] {
      let patient = try continued(2)
      let rescue = [RescueFolder(path: "/rescue")]
      var (writer, lock, opened) = try patient.vault.resumeWriting(patient.session, rescue: rescue)
      defer { lock.release() }
      let marks = opened.files.compactMap { $0.report.header?.file.text }
      #expect(marks.count == 2)
      try patient.remove(patient.path)
      if fails { patient.disk.plan(PlannedFault(call: .sync, nth: 1, number: EIO)) }
      try writer.keep(seal(), in: .record)
      #expect((writer.rescue == nil) == !fails)
      writer.close()
      let kept = patient.disk.files(under: fails ? "/rescue" : "/vault").values
        .map { String(decoding: $0, as: UTF8.self) }.joined().split(separator: "\n")
      let line = try #require(kept.first { $0.contains("\"kind\":\"sealed\"") })
      for mark in marks { #expect(line.contains(mark), "fails: \(fails)") }
    }
  }
}

extension Patient {
  func remove(_ path: String) throws {
    let (above, name) = (folder(of: path), String(path.split(separator: "/").last ?? ""))
    let open = try disk.open(above, in: nil, for: .folder)
    try disk.unlink(name, in: open)
    disk.close(open)
  }
}

extension SimulatedDisk {
  /// As if all of a file stood in the page cache only; its node.
  func forgetPlatter(of path: String) -> Int? {
    guard let file = try? open(path, in: nil, for: .read) else { return nil }
    defer { close(file) }
    return state.withLock { state in
      guard let number = state.open[file.number] else { return nil }
      state.nodes[number]?.platter = []
      return number
    }
  }
}
