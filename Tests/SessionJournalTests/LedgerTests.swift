import SessionJournal
import SessionModel
import Testing

/// A ledger of many years is continued by its ends; what it says must be the same as ever.
struct LedgerTests {
  /// Far longer than what is read of its ends.
  private static let long = 80 * 1024

  private func liveThroughASession(_ vault: Vault) throws -> String {
    let journal = try vault.createSession()
    var first = note(1)
    first.event = began()
    journal.append(first)
    var closed = note(2)
    closed.event = .closed(with: "sister")
    journal.append(closed)
    #expect(journal.close(milliseconds: 10_000) == 0)
    #expect(journal.keeping.ledgerFault == nil)
    return journal.session
  }

  private func ledger(_ vault: Vault) throws -> Verdict {
    try #require(try Verification().vault(vault).first { $0.subject == "ledger" })
  }

  @Test func aLongLedgerGoesOnAsItBegan() throws {
    let scratch = Scratch()
    let vault = try makeVault(scratch)
    let path = scratch.file("vault/ledger-\(vault.writer).jsonl")
    var ids: [String] = []
    while bytes(of: path).count < Self.long, ids.count < 500 {
      ids.append(try liveThroughASession(vault))
    }
    #expect(bytes(of: path).count >= Self.long)
    #expect(try ledger(vault).exitCode == .clean)
    #expect(Set(try vault.listings().map(\.id)) == Set(ids))

    // A torn end is repaired as in a short one.
    write(Array(bytes(of: path).dropLast(20)), to: path)
    let torn = try liveThroughASession(vault)
    let listings = try vault.listings()
    #expect(listings.contains { $0.id == torn && !$0.isOpen })
    let repaired = try ledger(vault)
    #expect(repaired.exitCode < .corrupt, "\(repaired.findings)")

    // Damage between the ends stops nobody from working, and verify names it.
    var damaged = bytes(of: path)
    damaged[damaged.count / 2] ^= 1
    write(damaged, to: path)
    let after = try liveThroughASession(vault)
    #expect(try vault.listings().contains { $0.id == after && !$0.isOpen })
    #expect(try ledger(vault).exitCode > .clean)
  }
}
