import Glibc
import SessionJournal
import SessionModel
import Testing

/// Files that are validly chained and yet not what was kept: written by somebody who may write to
/// the folder and knows the format.
@Suite struct ForgeryTests {
  /// Sorts before nearly every mark there is.
  private static let falseID = "--------AAAAAAAAAAAAAA"
  private static let foreignWriter = "AAAAAAAA"

  private struct Sealed {
    let scratch = Scratch()
    let vault: Vault
    let id: String
    let fingerprint: Fingerprint

    var folder: String { scratch.file("vault/sessions/\(id)") }
    var record: String { "\(folder)/\(names(in: folder).last { $0.hasPrefix("record") } ?? "")" }

    /// `prepare` works on the folder before the session is sealed.
    init(prepare: (String) -> Void = { _ in }) throws {
      vault = try makeVault(scratch)
      let first = try vault.createSession()
      id = first.session
      var begins = note(1)
      begins.event = began()
      first.append(begins)
      for s in 2...4 { first.append(note(s, "as it was \(s)")) }
      #expect(first.close(milliseconds: 10_000) == 0)
      prepare(scratch.file("vault/sessions/\(id)"))
      let (journal, _) = try vault.resumeSession(id)
      var seal = note(5)
      seal.event = .sealed(
        Seal(
          listLine: ListLine(
            client: "HF-0417", kind: .dosing, ordinal: 1, state: .sealed, entries: 4,
            beganAt: 1_795_430_001_000, lastAt: 1_795_430_004_000, doses: 0),
          reason: ""))
      journal.append(seal)
      #expect(journal.close(milliseconds: 10_000) == 0)
      fingerprint = try #require(journal.keeping.fingerprint)
    }

    func verdict() throws -> Verdict {
      try Verification().session(id, in: vault, expect: fingerprint)
    }
  }

  /// The first lines of a file under a false id, changed and chained anew.
  private static func forged(
    _ path: String, lines: Int, _ change: (String) -> String
  ) throws -> [UInt8] {
    let text = String(decoding: bytes(of: path), as: UTF8.self)
    let mark = try #require(text.firstRange(of: "\"file\":\""))
    let own = String(text[mark.upperBound...].prefix(22))
    let kept = text.split(separator: "\n").prefix(lines).map { change(String($0)) }
    let changed = kept.joined(separator: "\n").replacing(own, with: falseID) + "\n"
    return Mutation.forge(Array(changed.utf8), file: try #require(FileID(text: falseID)))
  }

  private static func plant(_ bytes: [UInt8], in folder: String) {
    write(bytes, to: "\(folder)/record-\(falseID.prefix(8)).jsonl")
  }

  /// Another installation's file with one note of the same time as the session's own.
  private static func foreign(_ path: String, entries: Int = 1) throws -> [UInt8] {
    let whole = String(decoding: bytes(of: path), as: UTF8.self).split(separator: "\n").map {
      String($0)
    }
    let writer = try #require(whole[0].firstRange(of: "\"writer\":\""))
    let own = String(whole[0][writer.upperBound...].prefix(8))
    return try forged(path, lines: 1 + entries) { line in
      guard let n = Int(line.dropFirst(5).prefix { $0 != "," }), n > 0 else {
        return line.replacing(own, with: foreignWriter)
      }
      // Lines 2 and on of the session's own become the foreign writer's first.
      let next = whole[n + 1]
      let id = next.firstRange(of: "\"id\":\"").map { next[$0.upperBound...].prefix(12) } ?? ""
      return next.replacing("{\"n\":\(n + 1),", with: "{\"n\":\(n),")
        .replacing("\"s\":\(n + 1),", with: "\"s\":\(n),").replacing(id, with: "foreign-000\(n)")
    }
  }

  @Test func aFalseCopyOfASealedNoteIsFoundAndTheSealedOneComesFirst() throws {
    let sealed = try Sealed()
    #expect(try sealed.verdict().exitCode == .clean)
    // A copy that says the same is no fault.
    Self.plant(try Self.forged(sealed.record, lines: 3) { $0 }, in: sealed.folder)
    #expect(try sealed.verdict().exitCode == .clean)
    #expect(try sealed.vault.read(sealed.id).entries.count == 5)

    let false2 = try Self.forged(sealed.record, lines: 3) {
      $0.replacing("as it was 2", with: "as it was not")
    }
    Self.plant(false2, in: sealed.folder)
    let verdict = try sealed.verdict()
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.what.contains("say different things") })
    #expect(!verdict.findings.contains { $0.words.contains("as it was") })
    let shown = try sealed.vault.read(sealed.id).records.compactMap { record -> String? in
      if case .noted(let note) = record.event { note.text } else { nil }
    }
    #expect(shown == ["as it was 2", "as it was not", "as it was 3", "as it was 4"])
    // In a heap of copies as well.
    #expect(Verification().path(sealed.folder).exitCode == .corrupt)
  }

  @Test func anIdThatIsGivenTwiceIsFound() throws {
    let sealed = try Sealed { folder in
      guard let record = names(in: folder).first,
        let file = try? Self.foreign("\(folder)/\(record)")
      else { return }
      let text = String(decoding: file, as: UTF8.self)
      let own = String(decoding: bytes(of: "\(folder)/\(record)"), as: UTF8.self)
      let id = own.split(separator: "\n")[3].firstRange(of: "\"id\":\"").map { range in
        own.split(separator: "\n")[3][range.upperBound...].prefix(12)
      }
      let same = text.replacing("foreign-0001", with: id ?? "")
      guard let file = FileID(text: Self.falseID) else { return }
      Self.plant(Mutation.forge(Array(same.utf8), file: file), in: folder)
    }
    let verdict = try sealed.verdict()
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.what.contains("has the id of another entry") })
  }

  /// It may be a colleague's that was synchronised late: never clean, and never sealed.
  @Test func aNoteSlippedInBeforeTheSealIsFound() throws {
    let sealed = try Sealed()
    Self.plant(try Self.foreign(sealed.record), in: sealed.folder)
    // It folds before the seal.
    let reading = try sealed.vault.read(sealed.id)
    #expect(reading.entries.last?.entry.kind == "sealed")
    let verdict = try sealed.verdict()
    #expect(verdict.exitCode == .explained)
    #expect(verdict.findings.contains { $0.what.contains("1 entry in it is not sealed") })
    #expect(reading.unsealed == [EntryID("foreign-0001")])
  }

  /// Who sealed knows that it is sealed: such a file is no colleague's.
  @Test func aNewFileOfTheWriterWhoSealedIsAForgery() throws {
    let sealed = try Sealed()
    let later = try Self.forged(sealed.record, lines: 2) { line in
      line.replacing("\"kind\":\"began\"", with: "\"kind\":\"note\"")
        .replacing("\"s\":1,", with: "\"s\":6,").replacing(
          "\"session\":\"dosing\"", with: "\"note\":\"observed\""
        )
        .replacing(note(1).id.text, with: "foreign-0006")
    }
    Self.plant(later, in: sealed.folder)
    #expect(try sealed.vault.read(sealed.id).entries.last?.entry.s == 6)
    let verdict = try sealed.verdict()
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.what.contains("1 entry was added after sealing") })
  }

  @Test func aLineAppendedToASealedFileOfAnotherIsFound() throws {
    let sealed = try Sealed { folder in
      guard let record = names(in: folder).first,
        let file = try? Self.foreign("\(folder)/\(record)")
      else { return }
      Self.plant(file, in: folder)
    }
    // The other's file was there when it was sealed, and the seal names it.
    #expect(try sealed.verdict().exitCode == .clean)
    #expect(try sealed.vault.read(sealed.id).entries.count == 6)
    Self.plant(try Self.foreign(sealed.record, entries: 2), in: sealed.folder)
    #expect(try sealed.vault.read(sealed.id).entries.last?.entry.kind == "sealed")
    let verdict = try sealed.verdict()
    #expect(verdict.exitCode == .corrupt)
    #expect(verdict.findings.contains { $0.what.contains("1 entry was added after sealing") })
  }
}
