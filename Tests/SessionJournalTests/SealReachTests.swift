import Glibc
import SessionJournal
import SessionModel
import Testing

/// What a seal covers, and what is said of files that came behind its back.
@Suite struct SealReachTests {
  private func seal(_ s: Int) -> Record {
    var sealed = note(s)
    sealed.event = .sealed(
      Seal(
        listLine: ListLine(
          client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: s - 1,
          beganAt: 1_795_430_001_000, lastAt: 1_795_430_004_000, doses: 0),
        reason: ""))
    return sealed
  }

  private func sealedLine(_ folder: String) -> String {
    names(in: folder).filter { $0.hasPrefix("record-") }
      .map { String(decoding: bytes(of: "\(folder)/\($0)"), as: UTF8.self) }.joined()
      .split(separator: "\n").first { $0.contains("\"kind\":\"sealed\"") }.map(String.init) ?? ""
  }

  private func mark(_ file: String) -> String {
    String(file.split(separator: "/").last?.dropFirst("record-".count).prefix(8) ?? "")
  }

  @Test func aRescueFileThatAppearsAfterTheOpeningIsSealedToo() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let mark = mark(away.file)
    run("mv '\(scratch.file("rescue"))' '\(scratch.file("hidden"))'")
    let (journal, reading) = try away.vault.resumeSession(away.id, rescue: away.rescue)
    #expect(reading.entries.count == 1)
    run("mv '\(scratch.file("hidden"))' '\(scratch.file("rescue"))'")
    journal.append(seal(3))
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(mark.utf8.count == 8 && sealedLine(away.home).contains("\"file\":\"\(mark)"))
    #expect(away.outcomes == [.cameHome])
    let fingerprint = try #require(journal.keeping.fingerprint)
    let verdict = try Verification().session(away.id, in: away.vault, expect: fingerprint)
    #expect(verdict.exitCode <= .explained, "\(verdict.findings)")
    #expect(!verdict.findings.contains { $0.what.contains("seal") })
  }

  @Test func aRescueFileThatCannotBeReadIsInTheWayOfTheSealUntilItCan() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let (file, mark) = (away.file, mark(away.file))
    run("mv '\(scratch.file("rescue"))' '\(scratch.file("hidden"))'")
    var (writer, lock, _) = try away.vault.resumeWriting(away.id, rescue: away.rescue)
    defer { lock.release() }
    run("mv '\(scratch.file("hidden"))' '\(scratch.file("rescue"))'; chmod 644 '\(file)'")
    let sealed = EventCoding.entry(of: seal(3))
    #expect(throws: KeepFault.unsealable(.openToOthers(path: file, mode: 0o644))) {
      try writer.keep(sealed, in: .record)
    }
    run("chmod 600 '\(file)'; chmod 755 '\(away.rescued)'")
    #expect(throws: KeepFault.unsealable(.openToOthers(path: away.rescued, mode: 0o755))) {
      try writer.keep(sealed, in: .record)
    }
    #expect(sealedLine(away.home) == "" && writer.rescue == nil)
    run("chmod 700 '\(away.rescued)'")
    try writer.keep(sealed, in: .record)
    #expect(sealedLine(away.home).contains("\"file\":\"\(mark)"))
    writer.close()
  }

  /// The journal tries again by itself, and says meanwhile what is in the way.
  @Test func aSealThatIsInItsWayIsSaidAndTriedAgain() throws {
    let scratch = Scratch()
    let away = try AwayFromHome(scratch)
    let file = away.file
    run("mv '\(scratch.file("rescue"))' '\(scratch.file("hidden"))'")
    let (journal, _) = try away.vault.resumeSession(away.id, rescue: away.rescue)
    run("mv '\(scratch.file("hidden"))' '\(scratch.file("rescue"))'; chmod 644 '\(file)'")
    journal.append(seal(3))
    #expect(journal.flush(milliseconds: 300) == 1)
    guard case .notKept(let fault, _, isRetried: true) = journal.keeping.state else {
      Issue.record("not said: \(journal.keeping.state)")
      return
    }
    #expect(fault.words.contains("the seal would leave a file out: \(file) is open to others"))
    run("chmod 600 '\(file)'")
    #expect(journal.close(milliseconds: 20_000) == 0)
    #expect(journal.keeping.fingerprint != nil)
  }

  /// A second therapist's folder, where the session went on apart from the first's.
  private func second(_ scratch: Scratch, _ id: String) throws -> String {
    run("cp -rp '\(scratch.file("vault"))' '\(scratch.file("other"))'")
    let vault = try Vault.open(
      at: scratch.file("other"), machine: steadyMachine(seed: 2, name: "two"),
      consent: [.memory, .network])
    let (journal, _) = try vault.resumeSession(id)
    for (s, text) in [(1, "the second therapist's own"), (2, "another of hers")] {
      journal.append(
        Record(
          id: note(500 + s).id, s: s, writer: "", at: note(s).at, up: note(s).up, lane: .record,
          event: note(s, text).event))
    }
    #expect(journal.close(milliseconds: 10_000) == 0)
    return scratch.file("other/sessions/\(id)")
  }

  @Test func aFileOfASecondTherapistThatSynchronisesLateIsShownAndNotSealed() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch, machine: steadyMachine(name: "one"))
    let (first, folder) = try begun(in: vault, scratch)
    let other = try second(scratch, first)
    let (journal, _) = try vault.resumeSession(first)
    journal.append(seal(3))
    #expect(journal.close(milliseconds: 10_000) == 0)
    let fingerprint = try #require(journal.keeping.fingerprint)
    let own = Set(names(in: folder))
    run("cp -pn '\(other)'/record-* '\(folder)'")
    let late = try #require(names(in: folder).first { !own.contains($0) })

    let verdict = try Verification().session(first, in: vault, expect: fingerprint)
    #expect(verdict.exitCode == .explained, "\(verdict.findings)")
    let finding = try #require(verdict.findings.first { $0.path.hasSuffix(late) })
    #expect(finding.what == "the seal does not know this file: 2 entries in it are not sealed")
    let reading = try vault.read(first)
    #expect(reading.records.filter { $0.isSecond }.count == 2, "it is shown")
    #expect(reading.unsealed == Set(reading.records.filter { $0.isSecond }.map(\.id)))
    // In a heap of copies as well.
    let heap = Verification().path(folder)
    #expect(heap.exitCode == .explained, "\(heap)")
    #expect(heap.contains { $0.findings.contains { $0.what == finding.what } })
  }

  /// A session of two entries of the first therapist; its id and its folder.
  private func begun(
    in vault: Vault, _ scratch: Scratch
  ) throws -> (id: String, folder: String) {
    let journal = try vault.createSession()
    var begins = note(1)
    begins.event = began()
    journal.append(begins)
    journal.append(note(2))
    #expect(journal.close(milliseconds: 10_000) == 0)
    return (journal.session, scratch.file("vault/sessions/\(journal.session)"))
  }
}

extension Record {
  fileprivate var isSecond: Bool {
    if case .noted(let note) = event {
      note.text.contains("hers") || note.text.contains("own")
    } else {
      false
    }
  }
}
