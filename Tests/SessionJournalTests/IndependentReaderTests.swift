import Glibc
import SessionJournal
import SessionModel
import Testing

@Suite struct IndependentReaderTests {
  private func files(_ scratch: Scratch) throws -> [String] {
    let vault = try makeVault(scratch)
    let journal = try vault.createSession()
    for record in exampleRecords() { journal.append(record) }
    #expect(journal.close(milliseconds: 20_000) == 0)
    let folder = scratch.file("vault/sessions/\(journal.session)")
    let ledger = names(in: scratch.file("vault")).filter { $0.hasPrefix("ledger") }
    return names(in: folder).map { "\(folder)/\($0)" } + ledger.map { scratch.file("vault/\($0)") }
  }

  @Test func jqReadsEveryFile() throws {
    guard have("jq", for: "jq reads a session") else { return }
    let scratch = Scratch()
    for file in try files(scratch) {
      #expect(run("jq -c . '\(file)' > '\(file).jq'") == 0)
      let lines = bytes(of: file).count { $0 == 0x0A }
      #expect(bytes(of: "\(file).jq").count { $0 == 0x0A } == lines)
    }
  }

  /// `chain.py` was written from FORMAT.md alone.
  @Test func aReaderInAnotherLanguageVerifiesTheChainAndFindsDamage() throws {
    guard have("python3", for: "an independent reader") else { return }
    let reader = "\(folder(of: #filePath))/Fixtures/chain.py"
    let scratch = Scratch()
    for file in try files(scratch) {
      #expect(run("python3 '\(reader)' '\(file)'") == 0, "\(file)")
      var damaged = bytes(of: file)
      damaged[damaged.count / 2] ^= 1
      write(damaged, to: "\(file).damaged")
      #expect(run("python3 '\(reader)' '\(file).damaged' 2>/dev/null") == 2, "\(file)")
    }
  }
}
